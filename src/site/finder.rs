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
    /// The folder of its pages.
    folder: String,
    /// What the language calls roles and channels in their addresses.
    stems: Stems,
}

impl Finder {
    /// The address of the page that leads to all others.
    pub fn index_url(&self) -> String {
        format!("{}index.html", self.folder)
    }

    /// The address of a question's page.
    pub fn facet_url(&self, facet: &Facet) -> String {
        format!("{}{}.html", self.folder, facet.stem(&self.stems))
    }

    /// The addresses of all its pages.
    pub fn urls(&self) -> Vec<String> {
        let facets = self.facets.iter().map(|facet| self.facet_url(facet));
        std::iter::once(self.index_url()).chain(facets).collect()
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
        let stems = stems.get(language).cloned().unwrap_or_default();
        let (language, facets) = (language.to_owned(), facets(&criteria));
        Some(Finder { language, section, services, facets, folder, stems })
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
