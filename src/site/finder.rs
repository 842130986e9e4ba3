//! The finder of each language: which services it knows, and where its pages lie.

use super::{Id, Page, Site};
use crate::content::page::{Details, Kind};
use crate::finder::{Criteria, Facet, Stems, facets};
use std::collections::HashMap;

/// What finds services in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Finder {
    /// The language.
    pub language: String,
    /// The section that has the form.
    pub section: Id,
    /// Every service of the site by name; one without a version in the language is shown in its own.
    pub services: Vec<Id>,
    /// The questions that have a page of their own.
    pub facets: Vec<Facet>,
    /// The addresses of all its pages: the one that leads to the others, then one for each question.
    pub urls: Vec<String>,
}

impl Finder {
    /// The address of the page that leads to all others.
    pub fn index_url(&self) -> &str {
        &self.urls[0]
    }

    /// The address of a question's page, by its index.
    pub fn facet_url(&self, facet: usize) -> &str {
        &self.urls[1 + facet]
    }
}

impl Page {
    /// What decides whether a service fits; none for other pages.
    pub fn criteria(&self) -> Option<Criteria> {
        match &self.content.details {
            Details::Service(service) => Some(Criteria::of(service)),
            _ => None,
        }
    }

    /// Whether it is a section of services and of nothing else.
    pub(crate) fn is_of_services(&self, site: &Site) -> bool {
        let mut children = self.children.iter().map(|child| site.pages[*child].kind());
        self.parent.is_some() && !self.children.is_empty() && children.all(|kind| kind == Kind::Service)
    }
}

/// A finder for each language that has a section of services.
pub(super) fn collect(site: &Site, stems: &HashMap<String, Stems>) -> Vec<Finder> {
    let finder = |language: &str| {
        let (section, _) = site.pages_in(language).find(|(_, page)| page.is_of_services(site))?;
        let services = services(site, language);
        let criteria: Vec<Criteria> = services.iter().filter_map(|id| site.pages[*id].criteria()).collect();
        let folder = format!("{}{}/", site.prefix(language), site.config.urls.finder);
        let (facets, no_stems) = (facets(&criteria), Stems::default());
        let stems = stems.get(language).unwrap_or(&no_stems);
        let questions = facets.iter().map(|facet| format!("{folder}{}.html", facet.stem(stems)));
        let urls = std::iter::once(format!("{folder}index.html")).chain(questions).collect();
        Some(Finder { language: language.to_owned(), section, services, facets, urls })
    };
    site.languages().filter_map(finder).collect()
}

pub(super) fn services(site: &Site, language: &str) -> Vec<Id> {
    let originals = site.pages.iter().enumerate().filter(|(id, page)| {
        page.kind() == Kind::Service && page.versions.first().is_none_or(|first| first == id)
    });
    let in_language = |id: Id| {
        let versions = &site.pages[id].versions;
        let own = versions.iter().find(|version| site.pages[**version].language() == language);
        own.copied().unwrap_or(id)
    };
    let mut services: Vec<Id> = originals.map(|(id, _)| in_language(id)).collect();
    services.sort_by(|a, b| site.by_title(language, *a, *b));
    services
}

impl Site {
    /// The order of two pages by title, and by address where that is equal.
    pub(crate) fn by_title(&self, language: &str, a: Id, b: Id) -> std::cmp::Ordering {
        let (a, b) = (&self.pages[a], &self.pages[b]);
        self.collators.compare(language, a.title(), b.title()).then_with(|| a.url.cmp(&b.url))
    }
}
