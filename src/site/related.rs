//! Pages about the same things, told from what each page says by itself.
//!
//! Each page has a short list of weighted terms: words of its title and headings, words it uses often,
//! topics, pages it links to. Two pages are as near as the terms that they share. Weights are local to a
//! document, and steps of two: how rare a word is in the whole site plays no part, so that an edit of one
//! page seldom changes another.

use super::view::Key;
use super::{Id, Page, Resolved, Site};
use crate::content::page::{self, Details, Kind};
use crate::search::raw_words;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::sync::Arc;

/// How many are shown.
const SHOWN: usize = 5;
/// How many words stand for a page.
const WORDS: usize = 16;
/// How much of a text is looked at, in bytes: what a page is about shows early.
const LOOKED_AT: usize = 6_000;
/// A term that more pages than this share tells nothing, and would cost much.
const TOO_COMMON: usize = 120;
/// Two pages have to share at least this much.
const NEAR_ENOUGH: u32 = 8;

/// The weighted terms of a page.
type Terms = Vec<(Key, u32)>;

/// The terms of all pages, kept from one site to the next so that only pages which share a changed term are
/// looked at again.
#[derive(Default)]
pub struct Index {
    pages: Vec<Indexed>,
    sharing: FxHashMap<Key, Vec<(Id, u32)>>,
}

/// A page, and what its terms came from.
struct Indexed {
    key: Key,
    content: Arc<page::Page>,
    links: Vec<Resolved>,
    terms: Terms,
    related: Vec<Id>,
}

/// Fills in [`super::Page::related`].
pub(super) fn find(site: &mut Site, index: &mut Index) {
    if index.is_of(site) {
        let changed: Vec<Id> =
            (0..site.pages.len()).filter(|id| index.differs(&site.pages[*id], *id)).collect();
        update(site, index, &changed);
    } else {
        *index = Index::new(site);
    }
    for (page, indexed) in site.pages.iter_mut().zip(&index.pages) {
        page.related.clone_from(&indexed.related);
    }
}

/// Brings the index to what these pages are now, and gives the pages whose related pages are others.
pub(super) fn update(site: &Site, index: &mut Index, changed: &[Id]) -> Vec<Id> {
    let mut again: FxHashSet<Id> = FxHashSet::default();
    let mut reader = Reader::default();
    for id in changed.iter().copied() {
        let indexed = Indexed::new(site, id, &mut reader);
        let old = std::mem::replace(&mut index.pages[id], indexed);
        index.pages[id].related = old.related;
        let now = &index.pages[id].terms;
        // Nobody is led to an easy-to-read version from elsewhere than its page.
        if site.pages[id].is_easy() {
            again.insert(id);
            continue;
        }
        let gone = old.terms.iter().filter(|term| !now.contains(term));
        let came = now.iter().filter(|term| !old.terms.contains(term));
        for ((term, weight), comes) in gone.map(|term| (term, false)).chain(came.map(|term| (term, true))) {
            let sharing = index.sharing.entry(*term).or_default();
            let before = sharing.len();
            if comes {
                sharing.push((id, *weight));
            } else {
                sharing.retain(|(other, _)| *other != id);
            }
            // A term that is no longer too common is news to all that share it, and the other way round.
            if before.min(sharing.len()) <= TOO_COMMON {
                again.insert(id);
                again.extend(sharing.iter().map(|(other, _)| *other));
            }
        }
    }
    let again: Vec<Id> = again.into_iter().collect();
    let found: Vec<(Id, Vec<Id>)> = again.into_par_iter().map(|id| (id, index.nearest(site, id))).collect();
    let mut others = Vec::new();
    for (id, related) in found {
        if index.pages[id].related != related {
            index.pages[id].related = related;
            others.push(id);
        }
    }
    others
}

impl Index {
    fn new(site: &Site) -> Self {
        let indexed = |reader: &mut Reader, id| Indexed::new(site, id, reader);
        let pages: Vec<Indexed> =
            (0..site.pages.len()).into_par_iter().map_init(Reader::default, indexed).collect();
        let mut index = Self { pages, sharing: FxHashMap::default() };
        for (id, page) in index.pages.iter().enumerate().filter(|(id, _)| !site.pages[*id].is_easy()) {
            for (term, weight) in &page.terms {
                index.sharing.entry(*term).or_default().push((id, *weight));
            }
        }
        let related: Vec<Vec<Id>> =
            (0..site.pages.len()).into_par_iter().map(|id| index.nearest(site, id)).collect();
        for (page, related) in index.pages.iter_mut().zip(related) {
            page.related = related;
        }
        index
    }

    /// The related pages of a page.
    pub(super) fn of(&self, id: Id) -> &[Id] {
        &self.pages[id].related
    }

    /// Whether it was made for the same pages at the same places. A page of another kind is another page,
    /// for links to sources are no terms.
    fn is_of(&self, site: &Site) -> bool {
        let same = |(page, indexed): (&Page, &Indexed)| {
            page.key == indexed.key && page.kind() == indexed.content.kind()
        };
        self.pages.len() == site.pages.len() && site.pages.iter().zip(&self.pages).all(same)
    }

    fn differs(&self, page: &Page, id: Id) -> bool {
        !Arc::ptr_eq(&self.pages[id].content, &page.content) || self.pages[id].links != page.links
    }

    fn nearest(&self, site: &Site, id: Id) -> Vec<Id> {
        let mut nearness: FxHashMap<Id, u32> = FxHashMap::default();
        for (term, weight) in &self.pages[id].terms {
            let Some(others) = self.sharing.get(term).filter(|others| others.len() <= TOO_COMMON) else {
                continue;
            };
            for (other, their_weight) in others.iter().filter(|(other, _)| *other != id) {
                *nearness.entry(*other).or_default() += weight.min(their_weight);
            }
        }
        let mut near: Vec<(u32, Id)> = nearness
            .into_iter()
            .filter(|(_, nearness)| *nearness >= NEAR_ENOUGH)
            .map(|(other, nearness)| (nearness, other))
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| site.pages[a.1].url.cmp(&site.pages[b.1].url)));
        near.truncate(SHOWN);
        near.into_iter().map(|(_, other)| other).collect()
    }
}

impl Indexed {
    fn new(site: &Site, id: Id, reader: &mut Reader) -> Self {
        let page = &site.pages[id];
        Self {
            key: page.key,
            content: Arc::clone(&page.content),
            links: page.links.clone(),
            terms: terms(site, page, reader),
            related: Vec::new(),
        }
    }
}

/// Terms are known by a hash of their kind, their language and themselves.
fn terms(site: &Site, page: &Page, reader: &mut Reader) -> Terms {
    if matches!(page.kind(), Kind::Section | Kind::Source) {
        return Vec::new();
    }
    let language = page.language();
    let term = |kind: &str, name: &str| Key::of(&(kind, language, name));
    let mut terms: Terms =
        reader.words(page).into_iter().map(|(word, weight)| (term("word", word), weight)).collect();
    terms.extend(page.content.front.topics.iter().map(|topic| (term("topic", topic), 2)));
    for link in &page.links {
        let others = link.pages().iter().filter(|to| site.pages[**to].kind() != Kind::Source);
        terms.extend(others.map(|to| (term("page", &site.pages[*to].url), 3)));
    }
    terms.push((term("page", &page.url), 3));
    if let Details::Service(service) = &page.content.details
        && let Some(organization) = service.organization.value()
    {
        terms.push((term("organization", organization), 4));
    }
    terms.sort_unstable();
    terms.dedup_by(|a, b| a.0 == b.0);
    terms
}

/// Where on a page a word was seen.
#[derive(Clone, Copy, Default)]
struct Seen {
    titles: u32,
    heading: bool,
    texts: u32,
}

impl Seen {
    fn weight(self) -> u32 {
        let named = (6 * self.titles).max(if self.heading { 3 } else { 0 });
        named + if self.texts >= 3 { self.texts.ilog2() } else { 0 }
    }
}

/// Reads pages one after the other, and stems a word once, however many pages hold it.
#[derive(Default)]
struct Reader {
    language: String,
    stemmer: Option<Stemmer>,
    /// The words so far, in lower case, with the numbers of their stems.
    words: FxHashMap<Box<str>, usize>,
    numbers: FxHashMap<String, usize>,
    stems: Vec<Stem>,
    /// The stems of the page that is being read.
    here: Vec<usize>,
    /// The word that is being read.
    word: String,
}

/// A stem, and where on the page that is being read it was seen.
struct Stem {
    text: String,
    seen: Option<Seen>,
}

impl Reader {
    /// The words that say most about a page: those of its title, then its headings, then the frequent ones.
    fn words(&mut self, page: &Page) -> Vec<(&str, u32)> {
        self.speak(page.language());
        let body = &page.content.body;
        self.see(page.title(), |seen| seen.titles += 1);
        for heading in &body.headings {
            self.see(&heading.text, |seen| seen.heading = true);
        }
        let mut left = LOOKED_AT;
        let lead = page.content.front.description.as_deref();
        for text in lead.into_iter().chain(body.sections.iter().map(|section| section.text.as_str())) {
            self.see(&text[..text.floor_char_boundary(left.min(text.len()))], |seen| seen.texts += 1);
            left = left.saturating_sub(text.len());
        }
        let weights: Vec<(usize, u32)> = self
            .here
            .drain(..)
            .map(|stem| (stem, self.stems[stem].seen.take().map_or(0, Seen::weight)))
            .filter(|(_, weight)| *weight > 0)
            .collect();
        let mut words: Vec<(&str, u32)> =
            weights.into_iter().map(|(stem, weight)| (self.stems[stem].text.as_str(), weight)).collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        words.truncate(WORDS);
        words
    }

    /// Begins anew for another language than that of the page before.
    fn speak(&mut self, language: &str) {
        if self.language != language {
            *self = Self { language: language.to_owned(), stemmer: stemmer(language), ..Self::default() };
        }
    }

    /// Longer words say what a text is about; short ones hold it together.
    fn see(&mut self, text: &str, note: impl Fn(&mut Seen)) {
        for word in raw_words(text).filter(|word| word.len() >= 5 && word.chars().count() >= 5) {
            self.word.clear();
            if word.is_ascii() {
                self.word.push_str(word);
                self.word.make_ascii_lowercase();
            } else {
                self.word.extend(word.chars().flat_map(char::to_lowercase));
            }
            let known = self.words.get(self.word.as_str()).copied();
            let number = known.unwrap_or_else(|| self.learn());
            let stem = &mut self.stems[number];
            if stem.seen.is_none() {
                self.here.push(number);
            }
            note(stem.seen.get_or_insert_default());
        }
    }

    /// The number of the stem of a new word.
    fn learn(&mut self) -> usize {
        let text = match &self.stemmer {
            Some(stemmer) => stemmer.stem(&self.word).into_owned(),
            None => self.word.clone(),
        };
        let stems = &mut self.stems;
        let number = *self.numbers.entry(text).or_insert_with_key(|text| {
            stems.push(Stem { text: text.clone(), seen: None });
            stems.len() - 1
        });
        self.words.insert(self.word.as_str().into(), number);
        number
    }
}

fn stemmer(language: &str) -> Option<Stemmer> {
    let algorithm = match language {
        "sv" => Algorithm::Swedish,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        _ => return None,
    };
    Some(Stemmer::create(algorithm))
}
