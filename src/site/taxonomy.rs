//! Topics and audiences: what pages are about, and whom they are for.

use super::view::Key;
use super::{Id, Site};
use crate::content::page::Front;
use crate::slug::slug;
use std::collections::BTreeMap;

/// Which of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxonomyKind {
    /// What pages are about.
    Topics,
    /// Whom they are for.
    Audiences,
}

/// All tags of one kind in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxonomy {
    /// Topics or audiences.
    pub kind: TaxonomyKind,
    /// The language.
    pub language: String,
    /// The address of the list.
    pub url: String,
    /// The tags, sorted as the language sorts.
    pub tags: Vec<Tag>,
}

/// A topic or an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is called in the taxonomy's language.
    pub label: String,
    /// The address of its page.
    pub url: String,
    /// Its pages, by kind and title.
    pub pages: Vec<Id>,
}

impl Taxonomy {
    /// What it is known by from build to build.
    pub(super) fn key(&self) -> Key {
        Self::key_of(self.kind, &self.language)
    }

    pub(super) fn key_of(kind: TaxonomyKind, language: &str) -> Key {
        Key::of(&(kind == TaxonomyKind::Topics, language))
    }
}

/// The taxonomies that have tags.
pub(super) fn collect(site: &Site) -> Vec<Taxonomy> {
    let mut taxonomies = Vec::new();
    for language in site.languages() {
        for kind in [TaxonomyKind::Topics, TaxonomyKind::Audiences] {
            taxonomies.extend(taxonomy(site, language, kind));
        }
    }
    taxonomies
}

fn taxonomy(site: &Site, language: &str, kind: TaxonomyKind) -> Option<Taxonomy> {
    let mut tags: BTreeMap<String, (String, Vec<Id>)> = BTreeMap::new();
    for (id, page) in site.pages_in(language) {
        for label in labels(kind, &page.content.front) {
            let Some(label) = translated(site, language, label) else { continue };
            let pages = &mut tags.entry(slug(label)).or_insert_with(|| (label.to_owned(), Vec::new())).1;
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        }
    }
    let stem = match kind {
        TaxonomyKind::Topics => &site.config.urls.topics,
        TaxonomyKind::Audiences => &site.config.urls.audiences,
    };
    let folder = format!("{}{stem}/", site.prefix(language));
    let mut tags: Vec<Tag> = tags
        .into_iter()
        .map(|(slug, (label, mut pages))| {
            pages.sort_by(|a, b| {
                let (a, b) = (&site.pages[*a], &site.pages[*b]);
                let by_kind = a.kind().cmp(&b.kind());
                by_kind.then_with(|| site.collators.compare(language, a.title(), b.title()))
            });
            Tag { label, url: format!("{folder}{slug}.html"), pages }
        })
        .collect();
    tags.sort_by(|a, b| site.collators.compare(language, &a.label, &b.label));
    let url = format!("{folder}index.html");
    (!tags.is_empty()).then(|| Taxonomy { kind, language: language.to_owned(), url, tags })
}

/// The addresses of the tags of a page, in the taxonomy's language.
pub fn tag_urls(site: &Site, taxonomy: &Taxonomy, front: &Front) -> Vec<String> {
    let folder = taxonomy.url.strip_suffix("index.html").unwrap_or_default();
    let labels = labels(taxonomy.kind, front).iter();
    let labels = labels.filter_map(|label| translated(site, &taxonomy.language, label));
    labels.map(|label| format!("{folder}{}.html", slug(label))).collect()
}

/// The labels of a page.
fn labels(kind: TaxonomyKind, front: &Front) -> &[String] {
    match kind {
        TaxonomyKind::Topics => &front.topics,
        TaxonomyKind::Audiences => &front.audiences,
    }
}

/// A label in a language. Labels are written in the main language; one without a translation is left out
/// of the others rather than shown in a foreign language.
pub(crate) fn translated<'a>(site: &'a Site, language: &str, label: &'a str) -> Option<&'a str> {
    if language == site.config.main_language().code {
        return Some(label);
    }
    let labels = &site.config.language(language)?.labels;
    labels.iter().find(|(own, _)| own == label).map(|(_, translated)| translated.as_str())
}
