//! From pages to HTML: gathers what a template needs, lets Tera write it, and minifies the result.
//!
//! Every page is a [`Job`] of its own, so they can be rendered in any order and on all cores. What all
//! pages of a language share (the site, its menu, its footer) is serialised once.

mod accessibility;
mod components;
mod coverage;
mod dates;
mod facts;
mod finder;
mod head;
mod json_ld;
mod links;
mod lists;
mod page;
mod quick_exit;
mod shared;
mod sources;

pub use facts::{ClaimView, Fact, FactValue, Facts, StatementView};
pub(crate) use facts::{web_address, word};
pub use links::{Card, Contact, DateText, Group, Link, MenuLink};
pub use sources::{SourceRef, SourceView};

use crate::config::{Language, is_right_to_left};
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Site, TaxonomyKind, root};
use crate::theme::{self, Theme};
use links::made;
use serde::Serialize;
use shared::Shared;
use std::collections::HashMap;
use tera::{Context, Value};

/// Makes pages of a site.
pub struct Renderer<'a> {
    /// The pages.
    pub site: &'a Site,
    /// Templates and texts.
    pub theme: &'a Theme,
    /// What all pages of a language have.
    languages: HashMap<String, Context>,
    shared: Shared,
}

/// A file to render.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// A page with content.
    Page(Id),
    /// The list of topics or audiences: index in [`Site::taxonomies`].
    Taxonomy(usize),
    /// A topic or audience: indices of taxonomy and tag.
    Tag(usize, usize),
    /// The finder's index of a language: index in [`Site::finders`].
    Finder(usize),
    /// A question that the finder answers without scripts: indices of finder and facet.
    Facet(usize, usize),
    /// Where there is support for whom, in the language of a finder: its index.
    Coverage(usize),
    /// The A–Z of a language: index in the configuration's languages.
    AZ(usize),
    /// The search page of a language.
    Search(usize),
    /// The accessibility statement in a language.
    Statement(usize),
    /// What hosts show for an address that does not exist.
    NotFound,
    /// A former path: index in [`Site::aliases`].
    Alias(usize),
}

/// A rendered file.
pub struct Rendered {
    /// Its address from the site's root.
    pub url: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What every page shows of the site.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    home: &'a str,
    notice: Option<&'a str>,
    base_url: Option<&'a str>,
    generator: &'static str,
    feed: Option<String>,
    mark_unreviewed: bool,
}

/// Addresses of what every page loads.
#[derive(Serialize)]
struct Assets<'a> {
    css: Option<&'a str>,
    js: Option<&'a str>,
    icon: Option<&'a str>,
    search_engine: Option<&'a str>,
}

impl<'a> Renderer<'a> {
    /// Prepares what pages share.
    pub fn new(site: &'a Site, theme: &'a Theme) -> Self {
        let mut renderer = Self { site, theme, languages: HashMap::new(), shared: Shared::default() };
        let languages: Vec<&Language> = renderer.live_languages().map(|(_, language)| language).collect();
        renderer.languages =
            languages.into_iter().map(|language| (language.code.clone(), renderer.share(language))).collect();
        renderer
    }

    /// Every file that is rendered.
    pub fn jobs(&self) -> Vec<Job> {
        let pages = (0..self.site.pages.len()).map(Job::Page);
        let lists = self.site.taxonomies.iter().enumerate().flat_map(|(at, taxonomy)| {
            std::iter::once(Job::Taxonomy(at))
                .chain((0..taxonomy.tags.len()).map(move |tag| Job::Tag(at, tag)))
        });
        let finders = self.site.finders.iter().enumerate().flat_map(|(at, finder)| {
            [Job::Finder(at), Job::Coverage(at)]
                .into_iter()
                .chain((0..finder.facets.len()).map(move |facet| Job::Facet(at, facet)))
        });
        let lists = lists.chain(finders);
        let made = self.live_languages().flat_map(|(at, _)| [Job::AZ(at), Job::Search(at)]);
        let public = self.site.config.statement().is_some();
        let statements = self.live_languages().filter(|_| public).map(|(at, _)| Job::Statement(at));
        let aliases = (0..self.site.aliases.len()).map(Job::Alias);
        pages.chain(lists).chain(made).chain(statements).chain([Job::NotFound]).chain(aliases).collect()
    }

    /// Renders one file.
    pub fn render(&self, job: Job) -> Result<Rendered, Diagnostic> {
        match job {
            Job::Page(id) => self.page(id),
            Job::Taxonomy(at) => self.taxonomy(at),
            Job::Tag(at, tag) => self.tag(at, tag),
            Job::Finder(at) => self.finder_index(at),
            Job::Facet(at, facet) => self.finder_list(at, facet),
            Job::Coverage(at) => self.coverage(at),
            Job::AZ(language) => self.a_z(language),
            Job::Search(language) => self.search(language),
            Job::Statement(language) => self.statement(language),
            Job::NotFound => self.not_found(),
            Job::Alias(at) => self.alias(at),
        }
    }

    /// An interface text that counts.
    pub fn counted(&self, language: &str, key: &str, count: i64) -> String {
        self.theme.translations.counted(language, key, count)
    }

    fn live_languages(&self) -> impl Iterator<Item = (usize, &'a Language)> {
        let site = self.site;
        site.config
            .languages
            .iter()
            .enumerate()
            .filter(move |(_, language)| site.languages().any(|code| code == language.code))
    }

    /// What all pages of a language have.
    fn share(&self, language: &Language) -> Context {
        let code = language.code.as_str();
        let site = self.site;
        let mut context = Context::new();
        context.insert("lang", code);
        context.insert("dir", if is_right_to_left(code) { "rtl" } else { "ltr" });
        let base_url = site.config.base_url.as_deref();
        let start = &site.pages[site.start(code)];
        context.insert(
            "site",
            &SiteView {
                title: &language.title,
                description: language.description.as_deref(),
                home: &start.url,
                notice: language.notice.as_deref(),
                base_url,
                generator: concat!("Lykta ", env!("CARGO_PKG_VERSION")),
                feed: base_url
                    .filter(|_| crate::export::has_feed(site, start))
                    .map(|_| crate::export::feed_url(&start.url)),
                mark_unreviewed: site.config.mark_unreviewed,
            },
        );
        let icon = ["favicon.svg", "favicon.ico", "favicon.png"]
            .into_iter()
            .find_map(|name| site.files.iter().find(|file| file.url == name).map(|file| file.url.as_str()));
        context.insert(
            "assets",
            &Assets {
                css: self.theme.asset_url("lykta.css"),
                js: self.theme.asset_url("lykta.js"),
                icon: icon.or_else(|| self.theme.asset_url("favicon.svg")),
                search_engine: self.theme.asset_url(theme::SEARCH_ENGINE),
            },
        );
        // Pages of their own language; a language version of a record says which one its facts are in.
        context.insert("facts_lang", &None::<&str>);
        context.insert("search_root", &format!("search/root.{code}.js"));
        let a_z = self.generated(code, &site.config.urls.a_z, "a-z-title");
        let search = self.generated(code, &site.config.urls.search, "search-title");
        let topics = self.taxonomy_link(code, TaxonomyKind::Topics);
        let audiences = self.taxonomy_link(code, TaxonomyKind::Audiences);
        let mut footer = self.links(&self.top_sections(code, false), code);
        footer.extend([&a_z].into_iter().chain(&topics).chain(&audiences).cloned());
        context.insert("accessibility", &self.accessibility_link(code));
        context.insert("footer_links", &footer);
        context.insert("a_z", &a_z);
        context.insert("search", &search);
        context.insert("topics", &topics);
        context.insert("audiences", &audiences);
        context
    }

    /// The sections of the top level that stand in the menu, or those that do not.
    fn top_sections(&self, language: &str, in_menu: bool) -> Vec<Id> {
        let top = &self.site.pages[self.site.start(language)];
        let sections = top.children.iter().filter(|id| {
            let page = &self.site.pages[**id];
            let crate::content::page::Details::Section(section) = &page.content.details else { return false };
            section.menu.unwrap_or(true) == in_menu
        });
        sections.copied().collect()
    }

    fn taxonomy_link(&self, language: &str, kind: TaxonomyKind) -> Option<Link> {
        let mut all = self.site.taxonomies.iter();
        let taxonomy = all.find(|taxonomy| taxonomy.kind == kind && taxonomy.language == language)?;
        Some(made(self.text(language, taxonomy_key(kind)), taxonomy.url.clone()))
    }

    /// A page's context, begun with what its language shares.
    fn context(&self, language: &str, url: &str) -> Context {
        let mut context = self.languages.get(language).cloned().unwrap_or_default();
        context.insert("root", &root(url));
        context
    }

    fn write(
        &self,
        template: &str,
        mut context: Context,
        url: &str,
        what: &str,
    ) -> Result<Rendered, Diagnostic> {
        self.add_shared(&mut context, url, what)?;
        let html = self.theme.render(template, &context, what)?;
        Ok(Rendered { url: url.to_owned(), bytes: theme::minify_html(&html).into_bytes() })
    }
}

/// The interface text that names a taxonomy.
fn taxonomy_key(kind: TaxonomyKind) -> &'static str {
    match kind {
        TaxonomyKind::Topics => "topics-title",
        TaxonomyKind::Audiences => "audiences-title",
    }
}

/// A value that Tera takes as it is.
fn value<T: Serialize + ?Sized>(value: &T) -> Value {
    Value::from_serializable(value)
}
