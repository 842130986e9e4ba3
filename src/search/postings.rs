//! From words in their places to the weight of each word on each page and in each section: BM25F,
//! computed here so that the browser only adds.

use super::encode::Writer;
use super::read::{Field, Reading};
use super::synonyms::Synonyms;
use super::vocabulary::Vocabulary;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How much one occurrence in a field counts; body text is 1.
fn field_weight(field: Field) -> f32 {
    match field {
        Field::Title => 5.0,
        Field::Name => 4.0,
        Field::Heading => 3.0,
        Field::Lead => 2.0,
        Field::Record => 1.5,
        Field::Body => 1.0,
    }
}

/// The weight of a match on the last and on another part of a compound.
const LAST_PART: f32 = 0.55;
const OTHER_PART: f32 = 0.4;
/// The same in titles, where all parts together cover the word.
const TITLE_PART: f32 = 0.85;
/// Another name is nearly as good as the title, but the page whose title it is comes first.
const NAME: f32 = 0.9;
/// The weight of what a text means but does not say.
const SYNONYM: f32 = 0.35;
const TITLE_SYNONYM: f32 = 0.6;

/// BM25's saturation, and how strongly length counts, for sections and for pages.
const SATURATION: f32 = 1.2;
const SECTION_LENGTH: f32 = 0.4;
const PAGE_LENGTH: f32 = 0.6;

/// Steps of the quantised weights: of pages and title shares, and of sections.
pub(crate) const STEPS: f32 = 15.0;
pub(crate) const SECTION_STEPS: f32 = 3.0;

/// Which pages hold each class.
pub(crate) struct Postings {
    /// The posting list of each class, by page.
    pub(crate) lists: Vec<Vec<Posting>>,
    /// For each page, the sections of its postings.
    sections: Vec<Vec<u8>>,
}

/// A class on a page. There are millions, so each is small.
#[derive(Clone, Copy, Default)]
pub(crate) struct Posting {
    pub(crate) page: u32,
    /// Where its sections begin in those of the page.
    pub(crate) sections: u32,
    /// Its weight on the page, 1 to 15.
    pub(crate) weight: u8,
    /// The part of the title, or of another name, that it makes up, 0 to 15; and in which form.
    pub(crate) share: u8,
    pub(crate) form: u16,
}

impl Postings {
    /// The sections of a posting as the browser reads them, and how many they are. Each is how many sections
    /// are passed over, its weight of 1 to 3, and whether it is the last. None on a page of one section, where
    /// there is nothing to tell.
    pub(crate) fn sections(&self, posting: &Posting) -> (&[u8], usize) {
        let all = self.sections[posting.page as usize].get(posting.sections as usize..).unwrap_or_default();
        let (mut count, mut begins, mut last) = (0, true, false);
        for (at, byte) in all.iter().enumerate() {
            if begins {
                count += 1;
                last = byte & 1 == 1;
            }
            // The last byte of a number is below 128: the next begins another.
            begins = *byte < 0x80;
            if begins && last {
                return (&all[..=at], count);
            }
        }
        (&[], 0)
    }

    /// Gathers the postings of all pages by class.
    fn invert(classes: usize, pages: Vec<Page>) -> Self {
        let mut lists: Vec<Vec<Posting>> = Vec::new();
        lists.resize_with(classes, Vec::new);
        let size = classes.div_ceil(STRETCHES).max(1);
        lists.par_chunks_mut(size).enumerate().for_each(|(number, lists)| {
            let first = (number * size) as u32;
            let end = first + lists.len() as u32;
            let held = || pages.iter().flat_map(|page| page.of(first..end));
            let mut counts = vec![0_usize; lists.len()];
            for (class, _) in held() {
                counts[(class - first) as usize] += 1;
            }
            for (list, count) in lists.iter_mut().zip(counts) {
                list.reserve_exact(count);
            }
            for (class, posting) in held() {
                lists[(class - first) as usize].push(*posting);
            }
        });
        Self { lists, sections: pages.into_iter().map(|page| page.sections).collect() }
    }
}

/// How many stretches of classes are gathered at the same time, at most.
const STRETCHES: usize = 16;

/// All classes of a page, in their order.
struct Page {
    postings: Vec<(u32, Posting)>,
    sections: Vec<u8>,
}

impl Page {
    /// The postings of a stretch of classes.
    fn of(&self, classes: Range<u32>) -> &[(u32, Posting)] {
        let from = |bound| self.postings.partition_point(|(class, _)| *class < bound);
        &self.postings[from(classes.start)..from(classes.end)]
    }
}

/// Weighs the words of all pages.
pub(crate) fn weigh(readings: &[Reading], vocabulary: &Vocabulary, synonyms: &Synonyms) -> Postings {
    let classes = vocabulary.classes.len();
    let scales = Scales::new(readings, vocabulary, synonyms);
    let weigh = |order: &mut Order, (page, reading)| scales.weigh(page as u32, reading, order);
    let pages = readings.par_iter().enumerate().map_init(|| Order::new(classes), weigh).collect();
    Postings::invert(classes, pages)
}

/// One occurrence of a class: its weighted count for the section, and for the page. A title weighs the same
/// over a long text as over a short one.
#[derive(Clone, Copy)]
struct Count {
    class: u32,
    section: u32,
    here: f32,
    page: f32,
}

/// Sorts the counts of a page by class in time that grows with their number only: a counting sort, whose
/// table is kept from page to page.
struct Order {
    /// For each class how many counts it has, then where its next one goes; 0 between pages.
    places: Vec<u32>,
    /// The classes of the page.
    classes: Vec<u32>,
    /// The counts by class; those of one class stay in their order.
    sorted: Vec<Count>,
}

impl Order {
    fn new(classes: usize) -> Self {
        Self { places: vec![0; classes], classes: Vec::new(), sorted: Vec::new() }
    }

    fn sort(&mut self, counts: &[Count]) {
        self.classes.clear();
        for count in counts {
            let place = &mut self.places[count.class as usize];
            if *place == 0 {
                self.classes.push(count.class);
            }
            *place += 1;
        }
        self.classes.sort_unstable();
        let mut next = 0;
        for class in &self.classes {
            let place = &mut self.places[*class as usize];
            next += std::mem::replace(place, next);
        }
        self.sorted.clear();
        self.sorted.extend_from_slice(counts);
        for count in counts {
            let place = &mut self.places[count.class as usize];
            self.sorted[*place as usize] = *count;
            *place += 1;
        }
        for class in &self.classes {
            self.places[*class as usize] = 0;
        }
    }
}

/// What pages are weighed with.
struct Scales<'a> {
    vocabulary: &'a Vocabulary,
    synonyms: &'a Synonyms,
    /// How many pages there are, and how many words a page and a section have on average.
    pages: f32,
    page: f32,
    section: f32,
}

impl<'a> Scales<'a> {
    fn new(readings: &[Reading], vocabulary: &'a Vocabulary, synonyms: &'a Synonyms) -> Self {
        let pages = readings.len().max(1) as f32;
        let sections: u32 = readings.iter().map(|reading| reading.sections).sum();
        let words: usize = readings.par_iter().map(|reading| reading.words.len()).sum();
        let (page, section) = (words as f32 / pages, words as f32 / sections.max(1) as f32);
        Self { vocabulary, synonyms, pages, page, section }
    }

    fn weigh(&self, number: u32, reading: &Reading, order: &mut Order) -> Page {
        order.sort(&self.counts(reading));
        let shares = self.title_shares(reading);
        // All pages are held at the same time, so none has room to spare.
        let mut postings = Vec::with_capacity(order.classes.len());
        let mut sections = Writer::default();
        for group in order.sorted.chunk_by(|a, b| a.class == b.class) {
            let class = group[0].class;
            let start = sections.0.len() as u32;
            let (mut sum, mut next) = (0.0, 0);
            let mut runs = group.chunk_by(|a, b| a.section == b.section).peekable();
            while let Some(run) = runs.next() {
                sum += run.iter().map(|count| count.page).sum::<f32>();
                if reading.sections > 1 {
                    let here = quantise(run.iter().map(|count| count.here).sum(), SECTION_STEPS);
                    let last = u32::from(runs.peek().is_none());
                    sections.number((run[0].section - next) << 3 | u32::from(here) << 1 | last);
                    next = run[0].section + 1;
                }
            }
            let (share, form) = shares.get(&class).copied().unwrap_or_default();
            let posting = Posting {
                page: number,
                sections: start,
                weight: quantise(sum, STEPS),
                share: if share > 0.0 { (share * STEPS).round().clamp(1.0, STEPS) as u8 } else { 0 },
                form: form.try_into().unwrap_or(u16::MAX),
            };
            postings.push((class, posting));
        }
        sections.0.shrink_to_fit();
        Page { postings, sections: sections.0 }
    }

    /// Every occurrence of a class on a page.
    fn counts(&self, reading: &Reading) -> Vec<Count> {
        let mut lengths = vec![0_usize; reading.sections as usize];
        for run in &reading.runs {
            lengths[run.section as usize] += run.words.len();
        }
        let norm = |length: usize, average: f32, strength: f32| {
            1.0 - strength + strength * length as f32 / average.max(1.0)
        };
        let page_norm = norm(reading.words.len(), self.page, PAGE_LENGTH);
        let mut counts: Vec<Count> = Vec::with_capacity(reading.words.len() * 5 / 4);
        for run in &reading.runs {
            let whole = matches!(run.field, Field::Title | Field::Name | Field::Lead);
            let lengths = norm(lengths[run.section as usize], self.section, SECTION_LENGTH);
            let weight = field_weight(run.field);
            let (here, page) = if whole { (weight, weight) } else { (weight / lengths, weight / page_norm) };
            let mut count = |class: u32, part: f32| {
                counts.push(Count { class, section: run.section, here: here * part, page: page * part });
            };
            for word in &reading.words[run.words.clone()] {
                let form = &self.vocabulary.forms[word.form()];
                count(form.class, 1.0);
                for part in form.parts.iter().filter(|part| run.field != Field::Body || !part.inner) {
                    let part_weight = if part.last { LAST_PART } else { OTHER_PART };
                    count(part.class, part_weight);
                }
            }
            for meant in self.synonyms.meant(reading, run, self.vocabulary) {
                for form in meant.forms {
                    count(self.vocabulary.forms[*form as usize].class, SYNONYM);
                }
            }
        }
        counts
    }

    /// What part of the title each class makes up, weighted by how telling the words are: *1990:52* and *om*
    /// are little of a title, *föräldrabalk* nearly all. Other names count as titles; the best holds.
    fn title_shares(&self, reading: &Reading) -> FxHashMap<u32, (f32, u32)> {
        let mut shares: FxHashMap<u32, (f32, u32)> = FxHashMap::default();
        let titles = reading.runs.iter().filter(|run| matches!(run.field, Field::Title | Field::Name));
        for run in titles {
            let words = &reading.words[run.words.clone()];
            let weights: Vec<f32> = words
                .iter()
                .map(|word| {
                    let form = &self.vocabulary.forms[word.form()];
                    let telling = (1.0 + self.pages / form.pages as f32).ln();
                    if word.joins() > 0 {
                        0.0
                    } else if form.text.starts_with(|c: char| c.is_numeric()) && words.len() > 1 {
                        telling * 0.1
                    } else {
                        telling
                    }
                })
                .collect();
            let sum = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            let sum = if run.field == Field::Name { sum / NAME } else { sum };
            let mut here: FxHashMap<u32, (f32, u32)> = FxHashMap::default();
            for (at, word) in words.iter().enumerate() {
                let form = &self.vocabulary.forms[word.form()];
                let first = at.saturating_sub(word.joins());
                let share =
                    if word.joins() > 0 { weights[first..at].iter().sum::<f32>() } else { weights[at] } / sum;
                let entry = here.entry(form.class).or_insert((0.0, form.place));
                entry.0 = (entry.0 + share).min(1.0);
                for part in &form.parts {
                    let part_share = share * TITLE_PART * part.share;
                    let place = self.vocabulary.classes[part.class as usize].forms.len() as u32;
                    let entry = here.entry(part.class).or_insert((0.0, place));
                    entry.0 = (entry.0 + part_share).min(1.0);
                }
            }
            for meant in self.synonyms.meant(reading, run, self.vocabulary) {
                let share =
                    weights[meant.at].iter().sum::<f32>() / sum * TITLE_SYNONYM / meant.forms.len() as f32;
                for form in meant.forms {
                    let class = self.vocabulary.forms[*form as usize].class;
                    let place = self.vocabulary.classes[class as usize].forms.len() as u32;
                    let entry = here.entry(class).or_insert((0.0, place));
                    entry.0 = (entry.0 + share).min(1.0);
                }
            }
            for (class, (share, form)) in here {
                let entry = shares.entry(class).or_default();
                if share > entry.0 {
                    *entry = (share, form);
                }
            }
        }
        shares
    }
}

fn quantise(count: f32, steps: f32) -> u8 {
    (count / (SATURATION + count) * steps).round().clamp(1.0, steps) as u8
}
