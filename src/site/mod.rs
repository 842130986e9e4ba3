//! The graph of the site: where each page lies, what is above, below and beside it, and what leads to it.
//!
//! Takes pages that know nothing of each other and gives each its address and relations. Nothing here
//! reads files or knows templates.

mod alternatives;
mod backlinks;
pub mod changes;
pub mod collate;
mod components;
pub mod coverage;
mod finder;
mod links;
mod organizations;
mod quick_exit;
mod related;
mod taxonomy;
mod tree;
mod urls;
pub mod view;

pub(crate) use backlinks::citations;
pub use components::Shown;
pub use finder::Finder;
pub use links::Resolved;
pub use related::Index as RelatedIndex;
pub(crate) use taxonomy::translated;
pub use taxonomy::{Tag, Taxonomy, TaxonomyKind, tag_urls};
pub use urls::{Alias, CopiedFile};
pub use view::{Cover, Look, Looks, View};

use crate::config::Config;
use crate::content::page::{self, Details, Kind};
use crate::date::Inexact;
use crate::diagnostics::Diagnostic;
use crate::finder::{Alternatives, Stems};
use crate::markdown::Body;
use collate::Collators;
use std::collections::HashMap;
use std::sync::Arc;
use view::Key;

/// Index of a page in [`Site::pages`].
pub type Id = usize;

/// All pages and how they belong together.
#[derive(Clone)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// The pages, sorted by address.
    pub pages: Vec<Page>,
    /// Files that are copied as they are.
    pub files: Vec<CopiedFile>,
    /// Former paths.
    pub aliases: Vec<Alias>,
    /// Topics and audiences of each language.
    pub taxonomies: Vec<Taxonomy>,
    /// The finder of each language that has services.
    pub finders: Vec<Finder>,
    /// How each language sorts.
    pub collators: Arc<Collators>,
    by_id: HashMap<String, Vec<Id>>,
    starts: HashMap<String, Id>,
}

/// A page in its place.
#[derive(Clone)]
pub struct Page {
    /// What its file gives.
    pub content: Arc<page::Page>,
    /// Its address from the site's root, such as `stod/evonhuset.html`.
    pub url: String,
    /// What its address is known by from build to build.
    pub key: Key,
    /// The section that it lies in.
    pub parent: Option<Id>,
    /// The pages and sections of a section, in order.
    pub children: Vec<Id>,
    /// Its neighbours in its section.
    pub previous: Option<Id>,
    /// Its neighbours in its section.
    pub next: Option<Id>,
    /// Its language versions with itself, in the order of the configuration.
    pub versions: Vec<Id>,
    /// Its easy-to-read version.
    pub easy: Option<Id>,
    /// What each link of its text leads to.
    pub links: Vec<Resolved>,
    /// The pages whose facts the components of its text show, by address.
    pub shows: Vec<Id>,
    /// Pages whose text leads here.
    pub backlinks: Vec<Id>,
    /// Pages about the same things.
    pub related: Vec<Id>,
    /// For a source: the pages that use it.
    pub used_by: Vec<Id>,
    /// For a service: where else to turn; the page shows facts of these too.
    pub alternatives: Vec<Alternatives<Id>>,
    /// For an organization: the services that it provides.
    pub services: Vec<Id>,
    /// For an organization: those that belong to it.
    pub parts: Vec<Id>,
    /// For a section: whether it has dated pages, and so a feed.
    pub feed: bool,
}

impl Page {
    fn new(content: Arc<page::Page>, url: String) -> Self {
        Self {
            content,
            key: Key::of(&url),
            url,
            parent: None,
            children: Vec::new(),
            previous: None,
            next: None,
            versions: Vec::new(),
            easy: None,
            links: Vec::new(),
            shows: Vec::new(),
            backlinks: Vec::new(),
            related: Vec::new(),
            used_by: Vec::new(),
            alternatives: Vec::new(),
            services: Vec::new(),
            parts: Vec::new(),
            feed: false,
        }
    }

    /// Its language.
    pub fn language(&self) -> &str {
        &self.content.name.language
    }

    /// Its title.
    pub fn title(&self) -> &str {
        self.content.title()
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.content.kind()
    }

    /// Whether it is the easy-to-read version of another.
    pub fn is_easy(&self) -> bool {
        self.content.name.easy
    }

    /// What leads from it back to the site's root: `""`, `"../"` …
    pub fn root(&self) -> String {
        root(&self.url)
    }
}

/// What leads from an address back to the site's root.
pub fn root(url: &str) -> String {
    "../".repeat(url.matches('/').count())
}

impl Site {
    /// Puts pages in their places. Mistakes that editors can make (addresses that collide, links that lead
    /// nowhere) are told, all of them.
    pub fn new(
        config: Config,
        pages: Vec<Arc<page::Page>>,
        files: Vec<CopiedFile>,
    ) -> (Self, Vec<Diagnostic>) {
        Self::with_stems(config, pages, files, &HashMap::new())
    }

    /// The same, with what each language calls the finder's ready-made lists in their addresses.
    pub fn with_stems(
        config: Config,
        pages: Vec<Arc<page::Page>>,
        files: Vec<CopiedFile>,
        stems: &HashMap<String, Stems>,
    ) -> (Self, Vec<Diagnostic>) {
        Self::after(&mut RelatedIndex::default(), config, pages, files, stems)
    }

    /// The same, with the help of what an earlier site left.
    pub fn after(
        related: &mut RelatedIndex,
        config: Config,
        pages: Vec<Arc<page::Page>>,
        files: Vec<CopiedFile>,
        stems: &HashMap<String, Stems>,
    ) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let pages = tree::with_sections(pages, &config);
        let folders = urls::Folders::new(&pages, &config);
        let mut pages: Vec<Page> = pages
            .into_iter()
            .map(|page| {
                let url = folders.page_url(&page);
                Page::new(page, url)
            })
            .collect();
        pages.sort_by(|a, b| (&a.url, &a.content.file.path).cmp(&(&b.url, &b.content.file.path)));
        let files = urls::place(files, &folders);
        let collators = Arc::new(Collators::new(&config));
        let mut site = Self {
            by_id: by_id(&pages),
            starts: starts(&pages),
            aliases: Vec::new(),
            taxonomies: Vec::new(),
            finders: Vec::new(),
            config,
            pages,
            files,
            collators,
        };
        diagnostics.extend(site.duplicate_ids());
        tree::arrange(&mut site);
        organizations::collect(&mut site);
        site.find_feeds();
        site.aliases = urls::aliases(&site.pages, &mut diagnostics);
        site.taxonomies = taxonomy::collect(&site);
        site.finders = finder::collect(&site, stems);
        alternatives::collect(&mut site);
        diagnostics.extend(urls::collisions(&site));
        links::resolve(&mut site, &mut diagnostics);
        components::collect(&mut site);
        backlinks::collect(&mut site);
        related::find(&mut site, related);
        (site, diagnostics)
    }

    /// Takes a page of which nothing but the text has changed, and gives its index with the looks that are answered
    /// otherwise now; none if more has changed, such as a heading or a link.
    pub fn replace(
        &mut self,
        related: &mut RelatedIndex,
        before: &Arc<page::Page>,
        after: Arc<page::Page>,
    ) -> Option<(Id, Looks)> {
        let id = self.pages.iter().position(|page| Arc::ptr_eq(&page.content, before))?;
        if !same_outline(before, &after) {
            return None;
        }
        self.pages[id].content = after;
        let others = related::update(self, related, &[id]);
        for other in &others {
            self.pages[*other].related = related.of(*other).to_vec();
        }
        let changed = others.into_iter().chain([id]).map(|id| Look::Whole(self.pages[id].key));
        Some((id, changed.chain([Look::Everything]).collect()))
    }

    /// Gives back the text of the files, of which nothing can be told any more after that.
    pub fn forget_sources(&mut self) {
        for content in self.pages.iter_mut().filter_map(|page| Arc::get_mut(&mut page.content)) {
            content.file.text = Arc::default();
        }
    }

    /// The page with an id, in a language if it exists in it, else its original.
    pub fn find(&self, id: &str, language: &str) -> Option<Id> {
        let versions = self.by_id.get(id)?;
        let same = versions.iter().find(|version| self.pages[**version].language() == language);
        same.or(versions.first()).copied()
    }

    /// When what a source says was so: as of the claim's own date, else of the source's.
    pub fn dated(&self, source: &str, as_of: Option<Inexact>) -> Option<Inexact> {
        as_of.or_else(|| match &self.pages[self.find(source, "")?].content.details {
            Details::Source(source) => source.published,
            _ => None,
        })
    }

    /// The start page of a language, or of the main one.
    pub fn start(&self, language: &str) -> Id {
        let main = &self.config.main_language().code;
        self.starts.get(language).or_else(|| self.starts.get(main)).copied().unwrap_or_default()
    }

    /// The languages that have pages, in the order of the configuration.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let languages = self.config.languages.iter().map(|language| language.code.as_str());
        languages.filter(|code| self.starts.contains_key(*code))
    }

    /// The pages of a language, by address; without easy-to-read versions, to which their pages lead.
    pub fn pages_in<'a>(&'a self, language: &'a str) -> impl Iterator<Item = (Id, &'a Page)> {
        let pages = self.pages.iter().enumerate();
        pages.filter(move |(_, page)| page.language() == language && !page.is_easy())
    }

    /// The address of a page that Lykta makes for each language, from its stem.
    pub fn generated_url(&self, language: &str, stem: &str) -> String {
        format!("{}{stem}.html", self.prefix(language))
    }

    /// The folder of a language: empty for the main one.
    pub fn prefix(&self, language: &str) -> String {
        urls::prefix(language, &self.config)
    }

    /// The list of topics or audiences of a language.
    pub fn taxonomy_in(&self, kind: TaxonomyKind, language: &str) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.kind == kind && taxonomy.language == language)
    }

    fn find_feeds(&mut self) {
        let has_feed = |page: &Page| page.kind() == Kind::Section && crate::export::has_feed(self, page);
        let feeds: Vec<bool> = self.pages.iter().map(has_feed).collect();
        for (page, feed) in self.pages.iter_mut().zip(feeds) {
            page.feed = feed;
        }
    }

    fn duplicate_ids(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (id, pages) in &self.by_id {
            let mut first: HashMap<&str, Id> = HashMap::new();
            for page in pages {
                let Some(other) = first.insert(self.pages[*page].language(), *page) else { continue };
                let mut places = [*page, other].map(|page| id_location(&self.pages[page].content));
                // One that says its id can be mended at that line; the other is called so by its file's name.
                places.sort_by_key(|place| place.spot.is_none());
                let [here, there] = places;
                diagnostics.push(
                    Diagnostic::error("content/duplicate-id", format!("Two pages have the id `{id}`."))
                        .at(here)
                        .related("The other one.", there)
                        .help("Give one of them an `id` of its own in its front matter."),
                );
            }
        }
        diagnostics
    }
}

/// Whether two pages with the same front matter look alike from outside, and lead to the same pages.
fn same_outline(one: &page::Page, other: &page::Page) -> bool {
    let (a, b) = (&one.body, &other.body);
    let headings = |body: &Body| -> Vec<(u8, String, String)> {
        let headings = body.headings.iter();
        headings.map(|heading| (heading.level, heading.id.clone(), heading.text.clone())).collect()
    };
    let links = a.links.iter().map(|link| (&link.target, link.image));
    a.title == b.title
        && a.anchors == b.anchors
        && headings(a) == headings(b)
        && links.eq(b.links.iter().map(|link| (&link.target, link.image)))
}

fn id_location(page: &page::Page) -> crate::diagnostics::Location {
    match &page.front.id {
        Some(id) => page.file.locate(id.span.clone()),
        None => crate::diagnostics::Location { path: page.file.path.clone(), spot: None },
    }
}

/// Language versions come in the order of the languages: originals first.
fn by_id(pages: &[Page]) -> HashMap<String, Vec<Id>> {
    let mut ids: HashMap<String, Vec<Id>> = HashMap::new();
    let mut by_stem: HashMap<&str, Vec<Id>> = HashMap::new();
    for (at, page) in pages.iter().enumerate() {
        match page.kind() {
            _ if page.is_easy() => {}
            _ if page.content.front.id.is_some() => {
                ids.entry(page.content.id().to_owned()).or_default().push(at);
            }
            // Sections are not referred to by their folders' names, which may well be those of records.
            Kind::Section => {}
            Kind::Article => by_stem.entry(page.content.id()).or_default().push(at),
            _ => ids.entry(page.content.id().to_owned()).or_default().push(at),
        }
    }
    // Articles are seldom referred to by id, and on a large site several files have one name. They have it for
    // an id only where nothing else has.
    for (stem, articles) in by_stem {
        let key = |article: &Id| pages[*article].content.name.key();
        if articles.iter().all(|article| key(article) == key(&articles[0])) && !ids.contains_key(stem) {
            ids.insert(stem.to_owned(), articles);
        }
    }
    // A version in another language lies in its folder; the original's address is the shorter one.
    for versions in ids.values_mut() {
        versions.sort_by_key(|version| pages[*version].url.matches('/').count());
    }
    ids
}

fn starts(pages: &[Page]) -> HashMap<String, Id> {
    let starts = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.content.name.is_section() && page.content.name.folder.is_empty());
    starts.map(|(at, page)| (page.language().to_owned(), at)).collect()
}
