//! All forms of all pages, and the classes of forms that count as one word.

use super::analysis;
use super::compound::{Attested, Part, Splitter};
use super::language::{Language, agent};
use super::read::{Field, Group, Reading, Word};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A form as it stands in texts, in lower case.
#[derive(Default)]
pub(crate) struct Form {
    pub(crate) text: Box<str>,
    /// The class it belongs to, and its place among that class's forms.
    pub(crate) class: u32,
    pub(crate) place: u32,
    /// How many pages hold it.
    pub(crate) pages: u32,
    /// The parts it is written together from.
    pub(crate) parts: Vec<Part>,
}

/// Forms with one stem.
pub(crate) struct Class {
    /// The stem.
    pub(crate) key: String,
    /// The stem in plain letters: classes are sorted by it, so that *hora* and *höra* are neighbours and
    /// one chunk answers for both.
    pub(crate) fold: String,
    /// Its forms, by number, the most common first.
    pub(crate) forms: Vec<u32>,
}

/// From so many pages on, what is rare tells little.
const LARGE: usize = 500;

/// The words of the corpus.
pub(crate) struct Vocabulary {
    pub(crate) forms: Vec<Form>,
    pub(crate) classes: Vec<Class>,
}

impl Vocabulary {
    /// Joins the forms of all groups of pages; the words of the readings then name forms of the vocabulary.
    pub(crate) fn join(groups: Vec<Group>, language: &Language) -> (Self, Vec<Reading>) {
        let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut maps: Vec<Vec<u32>> = Vec::with_capacity(groups.len());
        let mut read: Vec<Vec<Reading>> = Vec::with_capacity(groups.len());
        for group in groups {
            let number = |(text, pages)| {
                let number = *numbers.entry(text).or_insert(counts.len() as u32);
                match counts.get_mut(number as usize) {
                    Some(count) => *count += pages,
                    None => counts.push(pages),
                }
                number
            };
            maps.push(group.forms.into_iter().map(number).collect());
            read.push(group.readings);
        }
        read.par_iter_mut().zip(maps).for_each(|(readings, map)| {
            for word in readings.iter_mut().flat_map(|reading| &mut reading.words) {
                *word = Word::new(map[word.form()], word.joins() as u32);
            }
        });
        let readings: Vec<Reading> = read.into_iter().flatten().collect();
        let mut texts: Vec<&str> = vec![""; counts.len()];
        for (text, number) in &numbers {
            texts[*number as usize] = text;
        }
        let keys: Vec<String> = texts.par_iter().map(|text| key(text, language, &numbers)).collect();
        let mut forms: Vec<Form> = vec![];
        forms.resize_with(counts.len(), Form::default);
        for (text, number) in numbers {
            let pages = counts[number as usize];
            forms[number as usize] = Form { text, pages, ..Form::default() };
        }
        let classes = classes(&mut forms, keys);
        let mut vocabulary = Self { forms, classes };
        vocabulary.find_compounds(language, &readings);
        (vocabulary, readings)
    }

    fn find_compounds(&mut self, language: &Language, readings: &[Reading]) {
        if !language.compounds {
            return;
        }
        let mut attested = Attested::default();
        for form in &self.forms {
            attested.insert(&form.text, (form.class, form.pages));
        }
        for (number, class) in self.classes.iter().enumerate() {
            let most = class.forms.iter().map(|form| self.forms[*form as usize].pages).max().unwrap_or(0);
            attested.entry(&class.key).or_insert((number as u32, most));
        }
        // On a large site a word on one page or two is as likely a slip or a name: no part of others, and on
        // one page not worth splitting either. But a title is written with care, and what its words are
        // written together from is worth finding.
        let large = readings.len() > LARGE;
        let least = if large { 3 } else { 1 };
        let titled = titled(self.forms.len(), readings);
        let numbers: Vec<usize> = (0..self.forms.len()).collect();
        let parts: Vec<Vec<Part>> = numbers
            .par_chunks(2048)
            .flat_map_iter(|numbers| {
                let mut splitter = Splitter::new(&attested, language);
                let split = |number: &usize| {
                    let form = &self.forms[*number];
                    if large && form.pages == 1 && !titled[*number] {
                        return Vec::new();
                    }
                    splitter.split(&form.text, form.class, if titled[*number] { 1 } else { least })
                };
                numbers.iter().map(split).collect::<Vec<_>>()
            })
            .collect();
        // A part may itself be written together: *arbetsmiljölag* is *arbetsmiljö* and *lag*, but also
        // *arbete* and *miljö*.
        let mut inner: Vec<&[Part]> = vec![&[]; self.classes.len()];
        for (form, parts) in self.forms.iter().zip(&parts) {
            if inner[form.class as usize].is_empty() {
                inner[form.class as usize] = parts;
            }
        }
        let all: Vec<Vec<Part>> = parts.iter().map(|parts| with_inner(parts, &inner)).collect();
        for (form, parts) in self.forms.iter_mut().zip(all) {
            form.parts = parts;
        }
    }
}

/// Which forms stand in a title.
fn titled(forms: usize, readings: &[Reading]) -> Vec<bool> {
    let mut titled = vec![false; forms];
    for reading in readings {
        for run in reading.runs.iter().filter(|run| run.field == Field::Title) {
            for word in &reading.words[run.words.clone()] {
                titled[word.form()] = true;
            }
        }
    }
    titled
}

/// The parts of a word and the parts of those.
fn with_inner(parts: &[Part], inner: &[&[Part]]) -> Vec<Part> {
    let mut all = parts.to_vec();
    for part in parts {
        for within in inner[part.class as usize] {
            if all.iter().all(|known| known.class != within.class) {
                let last = part.last && within.last;
                all.push(Part { class: within.class, last, share: part.share * within.share, inner: true });
            }
        }
    }
    all
}

/// The key of a form's class: its stem; but *landet* goes with *land* where the corpus has both, which
/// the stemmer, blind to the corpus, does not dare, and *förare* does not go with *för*, which it thinks.
fn key(form: &str, language: &Language, numbers: &FxHashMap<Box<str>, u32>) -> String {
    if language.definite_et
        && let Some(base) = form.strip_suffix("ets").or_else(|| form.strip_suffix("et"))
        && base.chars().count() >= 3
        && numbers.contains_key(base)
    {
        return language.stem(base);
    }
    if language.agents
        && let Some((agent, base)) = agent(form)
        && numbers.contains_key(base)
    {
        return agent.to_owned();
    }
    language.stem(form)
}

/// Groups forms by key, in the order of the plain letters of the keys.
fn classes(forms: &mut [Form], keys: Vec<String>) -> Vec<Class> {
    let mut order: Vec<(String, String, u32)> = keys
        .into_par_iter()
        .enumerate()
        .map(|(number, key)| (analysis::fold(&key), key, number as u32))
        .collect();
    order.par_sort_unstable_by(|a, b| {
        let (fewer, more) = (forms[b.2 as usize].pages, forms[a.2 as usize].pages);
        compare(&a.0, &b.0)
            .then_with(|| a.1.cmp(&b.1))
            .then_with(|| fewer.cmp(&more))
            .then_with(|| forms[a.2 as usize].text.cmp(&forms[b.2 as usize].text))
    });
    let mut classes: Vec<Class> = Vec::new();
    for (fold, key, number) in order {
        match classes.last_mut() {
            Some(last) if last.key == key => last.forms.push(number),
            _ => classes.push(Class { key, fold, forms: vec![number] }),
        }
        let form = &mut forms[number as usize];
        form.class = classes.len() as u32 - 1;
        form.place = classes.last().map_or(0, |class| class.forms.len() as u32 - 1);
    }
    classes
}

/// Orders strings as JavaScript's `<` does, by UTF-16 units.
pub(crate) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    // Bytes of UTF-8 sort alike but for what lies beyond the surrogates.
    let same = |text: &str| text.bytes().all(|byte| byte < 0xee);
    if same(a) && same(b) { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}
