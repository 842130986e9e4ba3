//! Pages about the same things, told from what each page says by itself.
//!
//! Each page has a short list of weighted terms: words of its title and headings, words it uses often,
//! topics, pages it links to. Two pages are as near as the terms that they share. Weights are local to a
//! document, and steps of two: how rare a word is in the whole site plays no part, so that an edit of one
//! page seldom changes another.

use super::{Id, Site};
use crate::content::page::{Details, Kind};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use unicode_segmentation::UnicodeSegmentation;

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

/// A weighted term of a page.
type Terms = Vec<(String, u32)>;

/// Fills in [`super::Page::related`].
pub(super) fn find(site: &mut Site) {
    let terms: Vec<Terms> =
        site.pages.par_iter().enumerate().map(|(id, page)| terms(site, id, page)).collect();
    let mut sharing: HashMap<(&str, &str), Vec<(Id, u32)>> = HashMap::new();
    for (id, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.is_easy()) {
        for (term, weight) in &terms[id] {
            sharing.entry((page.language(), term)).or_default().push((id, *weight));
        }
    }
    let related: Vec<Vec<Id>> =
        (0..site.pages.len()).into_par_iter().map(|id| nearest(site, id, &terms[id], &sharing)).collect();
    for (page, related) in site.pages.iter_mut().zip(related) {
        page.related = related;
    }
}

fn nearest(site: &Site, id: Id, terms: &Terms, sharing: &HashMap<(&str, &str), Vec<(Id, u32)>>) -> Vec<Id> {
    let page = &site.pages[id];
    let mut nearness: HashMap<Id, u32> = HashMap::new();
    for (term, weight) in terms {
        let Some(others) = sharing.get(&(page.language(), term.as_str())) else { continue };
        if others.len() > TOO_COMMON {
            continue;
        }
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

fn terms(site: &Site, id: Id, page: &super::Page) -> Terms {
    if matches!(page.kind(), Kind::Section | Kind::Source) {
        return Vec::new();
    }
    let mut terms: Terms = words(page);
    for topic in &page.content.front.topics {
        terms.push((format!("topic:{topic}"), 2));
    }
    for link in &page.links {
        let others = link.pages().iter().filter(|to| site.pages[**to].kind() != Kind::Source);
        terms.extend(others.map(|to| (format!("page:{to}"), 3)));
    }
    terms.push((format!("page:{id}"), 3));
    if let Details::Service(service) = &page.content.details
        && let Some(organization) = service.organization.value()
    {
        terms.push((format!("organization:{organization}"), 4));
    }
    terms.sort();
    terms.dedup_by(|a, b| a.0 == b.0);
    terms
}

/// The words that say most about a page: those of its title, then its headings, then the frequent ones.
fn words(page: &super::Page) -> Terms {
    let stemmer = Stemmer::new(page.language());
    let mut weights: BTreeMap<String, u32> = BTreeMap::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let body = &page.content.body;
    for word in stemmer.words(page.title()) {
        *weights.entry(word).or_default() += 6;
    }
    for heading in &body.headings {
        for word in stemmer.words(&heading.text) {
            let weight = weights.entry(word).or_default();
            *weight = (*weight).max(3);
        }
    }
    let mut left = LOOKED_AT;
    let lead = page.content.front.description.as_deref();
    for text in lead.into_iter().chain(body.sections.iter().map(|section| section.text.as_str())) {
        for word in stemmer.words(&text[..text.floor_char_boundary(left.min(text.len()))]) {
            *counts.entry(word).or_default() += 1;
        }
        left = left.saturating_sub(text.len());
    }
    for (word, count) in counts.into_iter().filter(|(_, count)| *count >= 3) {
        *weights.entry(word).or_default() += count.ilog2();
    }
    let mut terms: Terms = weights.into_iter().collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.truncate(WORDS);
    terms
}

struct Stemmer(Option<snowball_stemmers_rs::Stemmer>);

impl Stemmer {
    fn new(language: &str) -> Self {
        use snowball_stemmers_rs::Algorithm;
        let algorithm = match language {
            "sv" => Some(Algorithm::Swedish),
            "en" => Some(Algorithm::English),
            "fi" => Some(Algorithm::Finnish),
            _ => None,
        };
        Self(algorithm.map(snowball_stemmers_rs::Stemmer::create))
    }

    /// Longer words say what a text is about; short ones hold it together.
    fn words<'a>(&'a self, text: &'a str) -> impl Iterator<Item = String> + 'a {
        text.unicode_words().filter(|word| word.chars().count() >= 5).map(|word| {
            let word = word.to_lowercase();
            match &self.0 {
                Some(stemmer) => stemmer.stem(&word).into_owned(),
                None => word,
            }
        })
    }
}
