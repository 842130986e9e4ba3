//! The site as one rendered file sees it: every look at it is noted.
//!
//! A file has to be rendered again when something that it looked at has changed, and only then. So templates'
//! contexts are made from a [`View`], which has no way to another page but through a method that notes a
//! [`Look`]; [`changes`](super::changes) says of which looks the answer is another one now. What a file shows of another
//! page comes as a [`Cover`], which has no text, no links and no neighbours: an edit of a page's text does not
//! touch the files that only link to it. The configuration is not noted: another one makes everything anew.

use super::coverage::{Coverage, coverage};
use super::{Alias, Finder, Id, Page, Site, Tag, Taxonomy, TaxonomyKind, tag_urls, taxonomy};
use crate::config::Config;
use crate::content::page::{Details, Front, Kind};
use crate::finder::Criteria;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// What a look is at, the same from build to build: a hash of an address or another name. Two names of one
/// hash cost a rendering that was not needed, and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u64);

impl Key {
    /// The key of a name.
    pub fn of(name: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = FxHasher::default();
        name.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// A question that a file asked of the site while it was rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Look {
    /// All of a page: its text, and its place among others.
    Whole(Key),
    /// What other pages show of a page.
    Shown(Key),
    /// The pages and sections of a section, in order, without what they show.
    Children(Key),
    /// Which pages have an id; none is an answer too.
    Id(Key),
    /// Which pages a language has, and what they show.
    Pages(Key),
    /// Which languages have pages, and where these begin.
    Languages,
    /// What the pages of a language share.
    Language(Key),
    /// The tags of a taxonomy, with the numbers of their pages.
    Taxonomy(Key),
    /// What a tag is called.
    Tag(Key),
    /// The pages of a tag.
    Tagged(Key),
    /// The finder of a language.
    Finder(Key),
    /// Where a former path leads.
    Alias(Key),
    /// A template, with those that it builds on.
    Template(Key),
    /// The site as a whole, which any change changes.
    Everything,
}

/// What was looked at.
pub type Looks = FxHashSet<Look>;

/// The site, with a note of what was looked at.
pub struct View<'a> {
    site: &'a Site,
    noted: Option<Mutex<Looks>>,
}

impl<'a> View<'a> {
    /// A view that notes nothing, for a build that nothing follows.
    pub fn unnoted(site: &'a Site) -> Self {
        Self { site, noted: None }
    }

    /// A view on which nothing has been looked at yet.
    pub fn noting(site: &'a Site) -> Self {
        Self { site, noted: Some(Mutex::default()) }
    }

    /// What was looked at through this view.
    pub fn into_looks(self) -> Looks {
        self.noted.map(|noted| noted.into_inner().unwrap_or_else(PoisonError::into_inner)).unwrap_or_default()
    }

    /// Notes a look.
    pub fn note(&self, look: Look) {
        if let Some(noted) = &self.noted {
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(look);
        }
    }

    /// The whole site, for what is made from all of it.
    pub fn all(&self) -> &'a Site {
        self.note(Look::Everything);
        self.site
    }

    /// Where there is support for whom. That there are other services is seen by the finder.
    pub fn coverage(&self) -> Coverage {
        for page in self.site.pages.iter().filter(|page| page.kind() == Kind::Service) {
            self.note(Look::Shown(page.key));
        }
        coverage(self.site)
    }

    /// Whether a page has a quick exit, which it, its original and the sections above decide.
    pub fn has_quick_exit(&self, id: Id) -> bool {
        let mut at = Some(self.shown(id).original().unwrap_or(id));
        while let Some(id) = at {
            at = self.shown(id).parent();
        }
        self.site.has_quick_exit(id)
    }

    /// The configuration.
    pub fn config(&self) -> &'a Config {
        &self.site.config
    }

    /// All of a page.
    pub fn whole(&self, id: Id) -> &'a Page {
        let page = &self.site.pages[id];
        self.note(Look::Whole(page.key));
        page
    }

    /// What other pages show of a page.
    pub fn shown(&self, id: Id) -> Cover<'a> {
        let page = &self.site.pages[id];
        self.note(Look::Shown(page.key));
        Cover(page)
    }

    /// The pages and sections of a section, in order.
    pub fn children(&self, id: Id) -> &'a [Id] {
        let page = &self.site.pages[id];
        self.note(Look::Children(page.key));
        &page.children
    }

    /// The page with an id, in a language if it exists in it, else its original.
    pub fn find(&self, id: &str, language: &str) -> Option<Id> {
        self.note(Look::Id(Key::of(id)));
        self.site.find(id, language)
    }

    /// The pages of a language, by address.
    pub fn pages_in<'b>(&self, language: &'b str) -> impl Iterator<Item = (Id, Cover<'a>)> + use<'a, 'b> {
        self.note(Look::Pages(Key::of(language)));
        let pages = self.site.pages.iter().enumerate();
        let own = move |page: &Page| page.language() == language && !page.is_easy();
        pages.filter(move |(_, page)| own(page)).map(|(id, page)| (id, Cover(page)))
    }

    /// The languages that have pages, in the order of the configuration.
    pub fn languages(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.note(Look::Languages);
        self.site.languages()
    }

    /// The start page of a language, or of the main one.
    pub fn start(&self, language: &str) -> Id {
        self.note(Look::Languages);
        self.site.start(language)
    }

    /// A list of topics or audiences, by its index.
    pub fn taxonomy(&self, at: usize) -> &'a Taxonomy {
        let taxonomy = &self.site.taxonomies[at];
        self.note(Look::Taxonomy(taxonomy.key()));
        taxonomy
    }

    /// The list of topics or audiences of a language.
    pub fn taxonomy_in(&self, kind: TaxonomyKind, language: &str) -> Option<&'a Taxonomy> {
        self.note(Look::Taxonomy(Taxonomy::key_of(kind, language)));
        self.site.taxonomy_in(kind, language)
    }

    /// A topic or audience with its pages, by the indices of its taxonomy and itself.
    pub fn tag(&self, at: usize, tag: usize) -> (&'a Taxonomy, &'a Tag) {
        let taxonomy = &self.site.taxonomies[at];
        let tag = &taxonomy.tags[tag];
        self.note(Look::Tag(Key::of(&tag.url)));
        self.note(Look::Tagged(Key::of(&tag.url)));
        (taxonomy, tag)
    }

    /// The page of a topic or audience in another language, from its address in one.
    pub fn tag_version(
        &self,
        kind: TaxonomyKind,
        (language, url): (&str, &str),
        other: &str,
    ) -> Option<&'a str> {
        let find = |language: &str, url: &str| {
            let taxonomy = self.site.taxonomy_in(kind, language)?;
            taxonomy.tags.iter().find(|tag| tag.url == url)
        };
        let there = taxonomy::url_in(self.site, kind, find(language, url)?, other)?;
        self.note(Look::Tag(Key::of(&there)));
        find(other, &there).map(|tag| tag.url.as_str())
    }

    /// The topics or audiences of a page: what each is called, and its address.
    pub fn tags_of(&self, page: &Page, kind: TaxonomyKind) -> Vec<(&'a str, &'a str)> {
        let Some(taxonomy) = self.site.taxonomy_in(kind, page.language()) else { return Vec::new() };
        let urls = tag_urls(self.site, taxonomy, &page.content.front);
        let tags = taxonomy.tags.iter().filter(|tag| urls.contains(&tag.url));
        tags.map(|tag| {
            self.note(Look::Tag(Key::of(&tag.url)));
            (tag.label.as_str(), tag.url.as_str())
        })
        .collect()
    }

    /// The finder of a language.
    pub fn finder_in(&self, language: &str) -> Option<&'a Finder> {
        self.note(Look::Finder(Key::of(language)));
        self.site.finders.iter().find(|finder| finder.language == language)
    }

    /// A finder, by its index.
    pub fn finder(&self, at: usize) -> &'a Finder {
        let finder = &self.site.finders[at];
        self.note(Look::Finder(Key::of(&finder.language)));
        finder
    }

    /// A former path, by its index.
    pub fn alias(&self, at: usize) -> &'a Alias {
        let alias = &self.site.aliases[at];
        self.note(Look::Alias(Key::of(&alias.url)));
        alias
    }

    /// Compares two texts as a language does.
    pub fn compare(&self, language: &str, a: &str, b: &str) -> std::cmp::Ordering {
        self.site.collators.compare(language, a, b)
    }

    /// The letter that a text stands under.
    pub fn letter(&self, language: &str, text: &str) -> String {
        self.site.collators.letter(language, text)
    }

    /// Pages in the order of their titles.
    pub fn by_title(&self, language: &str, mut ids: Vec<Id>) -> Vec<Id> {
        for id in &ids {
            self.note(Look::Shown(self.site.pages[*id].key));
        }
        ids.sort_by(|a, b| self.site.by_title(language, *a, *b));
        ids
    }

    /// The address of a page that Lykta makes for each language, from its stem.
    pub fn generated_url(&self, language: &str, stem: &str) -> String {
        self.site.generated_url(language, stem)
    }

    /// The folder of a language: empty for the main one.
    pub fn prefix(&self, language: &str) -> String {
        self.site.prefix(language)
    }
}

/// What other pages show of a page: what it is called, where it lies, what its front matter says.
#[derive(Clone, Copy)]
pub struct Cover<'a>(&'a Page);

impl<'a> Cover<'a> {
    /// Its title.
    pub fn title(self) -> &'a str {
        self.0.title()
    }

    /// The language of its title.
    pub fn title_language(self) -> &'a str {
        self.0.content.title_language()
    }

    /// Its address from the site's root.
    pub fn url(self) -> &'a str {
        &self.0.url
    }

    /// Its id.
    pub fn id(self) -> &'a str {
        self.0.content.id()
    }

    /// Its language.
    pub fn language(self) -> &'a str {
        self.0.language()
    }

    /// Its kind.
    pub fn kind(self) -> Kind {
        self.0.kind()
    }

    /// What every kind of page has.
    pub fn front(self) -> &'a Front {
        &self.0.content.front
    }

    /// What its own kind has.
    pub fn details(self) -> &'a Details {
        &self.0.content.details
    }

    /// The section that it lies in.
    pub fn parent(self) -> Option<Id> {
        self.0.parent
    }

    /// Its original, or itself.
    pub fn original(self) -> Option<Id> {
        self.0.versions.first().copied()
    }

    /// What decides whether a service fits; none for other pages.
    pub fn criteria(self) -> Option<Criteria> {
        self.0.criteria()
    }

    /// Whether it has a feed.
    pub fn has_feed(self) -> bool {
        self.0.feed
    }
}
