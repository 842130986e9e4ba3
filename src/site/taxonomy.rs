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
    /// What it is called in the site's main language, where pages name it so.
    pub own: String,
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
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for (id, page) in site.pages_in(language) {
        for own in labels(kind, &page.content.front) {
            let Some(label) = translated(site, language, own) else { continue };
            let url = tag_url(site, kind, language, label);
            let new =
                || Tag { label: label.to_owned(), own: own.clone(), url: url.clone(), pages: Vec::new() };
            let pages = &mut tags.entry(url.clone()).or_insert_with(new).pages;
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        }
    }
    let mut tags: Vec<Tag> = tags.into_values().collect();
    for tag in &mut tags {
        tag.pages.sort_by(|a, b| {
            let (a, b) = (&site.pages[*a], &site.pages[*b]);
            let by_kind = a.kind().cmp(&b.kind());
            by_kind.then_with(|| site.collators.compare(language, a.title(), b.title()))
        });
    }
    tags.sort_by(|a, b| site.collators.compare(language, &a.label, &b.label));
    let url = format!("{}index.html", folder(site, kind, language));
    (!tags.is_empty()).then(|| Taxonomy { kind, language: language.to_owned(), url, tags })
}

/// Where the pages of a taxonomy lie.
fn folder(site: &Site, kind: TaxonomyKind, language: &str) -> String {
    let stem = match kind {
        TaxonomyKind::Topics => &site.config.urls.topics,
        TaxonomyKind::Audiences => &site.config.urls.audiences,
    };
    format!("{}{stem}/", site.prefix(language))
}

/// Where the page of a tag lies that is called so in the language.
fn tag_url(site: &Site, kind: TaxonomyKind, language: &str, label: &str) -> String {
    format!("{}{}.html", folder(site, kind, language), slug(label))
}

/// Where the page of a tag lies in another language, if the tag has a name in it. Whether any page there has the tag
/// is another question.
pub(super) fn url_in(site: &Site, kind: TaxonomyKind, tag: &Tag, language: &str) -> Option<String> {
    Some(tag_url(site, kind, language, translated(site, language, &tag.own)?))
}

/// The addresses of the tags of a page, in the taxonomy's language.
pub fn tag_urls(site: &Site, taxonomy: &Taxonomy, front: &Front) -> Vec<String> {
    let Taxonomy { kind, language, .. } = taxonomy;
    let labels = labels(*kind, front).iter().filter_map(|label| translated(site, language, label));
    labels.map(|label| tag_url(site, *kind, language, label)).collect()
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
