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
mod finder_form;
mod head;
mod hours;
mod json_ld;
mod known;
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
use crate::site::view::Key;
use crate::site::{Id, Look, Looks, Site, TaxonomyKind, View, root};
use crate::theme::{self, Theme};
use known::Known;
use links::made;
use serde::Serialize;
use shared::Shared;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};
use tera::{Context, Value};

/// Makes pages of a site.
pub struct Renderer<'a> {
    /// The pages, as the file that is being rendered sees them.
    pub site: View<'a>,
    /// Templates and texts.
    pub theme: &'a Theme,
    /// What all pages of a language have.
    languages: Arc<HashMap<String, Common>>,
    shared: Arc<Shared>,
    facts: Known<Arc<Facts>>,
    cards: Known<Value>,
}

/// What all pages of a language have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common {
    context: Context,
    menu: Vec<Link>,
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

/// The page that hosts show for an address that does not exist.
const NOT_FOUND: &str = "404.html";

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
        let site = View::unnoted(site);
        let mut renderer = Self::with(site, theme, Arc::default(), Arc::default());
        let languages: Vec<&Language> = renderer.live_languages().map(|(_, language)| language).collect();
        let common =
            languages.into_iter().map(|language| (language.code.clone(), renderer.common_to(language)));
        renderer.languages = Arc::new(common.collect());
        renderer
    }

    fn with(
        site: View<'a>,
        theme: &'a Theme,
        languages: Arc<HashMap<String, Common>>,
        shared: Arc<Shared>,
    ) -> Self {
        Self { site, theme, languages, shared, facts: Known::default(), cards: Known::default() }
    }

    /// Every file that is rendered.
    pub fn jobs(&self) -> Vec<Job> {
        let site = self.site.all();
        let pages = (0..site.pages.len()).map(Job::Page);
        let lists = site.taxonomies.iter().enumerate().flat_map(|(at, taxonomy)| {
            std::iter::once(Job::Taxonomy(at))
                .chain((0..taxonomy.tags.len()).map(move |tag| Job::Tag(at, tag)))
        });
        let finders = site.finders.iter().enumerate().flat_map(|(at, finder)| {
            [Job::Finder(at), Job::Coverage(at)]
                .into_iter()
                .chain((0..finder.facets.len()).map(move |facet| Job::Facet(at, facet)))
        });
        let lists = lists.chain(finders);
        let made = self.live_languages().flat_map(|(at, _)| [Job::AZ(at), Job::Search(at)]);
        let public = site.config.statement().is_some();
        let statements = self.live_languages().filter(|_| public).map(|(at, _)| Job::Statement(at));
        let aliases = (0..site.aliases.len()).map(Job::Alias);
        // First what takes longest, such as the list of all pages: at the end it would be waited for.
        made.chain(pages).chain(lists).chain(statements).chain([Job::NotFound]).chain(aliases).collect()
    }

    /// Renders one file, and tells what it looked at.
    pub fn render_noting(&self, job: Job) -> (Result<Rendered, Diagnostic>, Looks) {
        let site = View::noting(self.site.all());
        let own = Self::with(site, self.theme, Arc::clone(&self.languages), Arc::clone(&self.shared));
        let rendered = own.render(job);
        (rendered, own.site.into_looks())
    }

    /// What all pages of each language have.
    pub fn languages(&self) -> &Arc<HashMap<String, Common>> {
        &self.languages
    }

    /// The address of a file, from the site's root.
    pub fn url(&self, job: Job) -> Cow<'a, str> {
        let site = self.site.all();
        let language = |at: usize| site.config.languages[at].code.as_str();
        match job {
            Job::Page(id) => Cow::Borrowed(&site.pages[id].url),
            Job::Taxonomy(at) => Cow::Borrowed(&site.taxonomies[at].url),
            Job::Tag(at, tag) => Cow::Borrowed(&site.taxonomies[at].tags[tag].url),
            Job::Finder(at) => Cow::Borrowed(site.finders[at].index_url()),
            Job::Coverage(at) => {
                Cow::Owned(site.generated_url(&site.finders[at].language, &site.config.urls.coverage))
            }
            Job::Facet(at, facet) => Cow::Borrowed(site.finders[at].facet_url(facet)),
            Job::AZ(at) => Cow::Owned(site.generated_url(language(at), &site.config.urls.a_z)),
            Job::Search(at) => Cow::Owned(site.generated_url(language(at), &site.config.urls.search)),
            Job::Statement(at) => {
                Cow::Owned(site.generated_url(language(at), &site.config.urls.accessibility))
            }
            Job::NotFound => Cow::Borrowed(NOT_FOUND),
            Job::Alias(at) => Cow::Borrowed(&site.aliases[at].url),
        }
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

    fn live_languages(&self) -> impl Iterator<Item = (usize, &'a Language)> + use<'a> {
        let live: Vec<&str> = self.site.languages().collect();
        let languages = self.site.config().languages.iter().enumerate();
        languages.filter(move |(_, language)| live.contains(&language.code.as_str()))
    }

    /// What all pages of a language have.
    fn common_to(&self, language: &Language) -> Common {
        let code = language.code.as_str();
        let config = self.site.config();
        let mut context = Context::new();
        context.insert("lang", code);
        context.insert("dir", if is_right_to_left(code) { "rtl" } else { "ltr" });
        let base_url = config.base_url.as_deref();
        let start = self.site.shown(self.site.start(code));
        context.insert(
            "site",
            &SiteView {
                title: &language.title,
                description: language.description.as_deref(),
                home: start.url(),
                notice: language.notice.as_deref(),
                base_url,
                generator: concat!("Lykta ", env!("CARGO_PKG_VERSION")),
                feed: base_url.filter(|_| start.has_feed()).map(|_| crate::export::feed_url(start.url())),
                mark_unreviewed: config.mark_unreviewed,
            },
        );
        let icon = ["favicon.svg", "favicon.ico", "favicon.png"].into_iter().find_map(|name| {
            self.site.all().files.iter().find(|file| file.url == name).map(|file| file.url.as_str())
        });
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
        let a_z = self.generated(code, &config.urls.a_z, "a-z-title");
        let search = self.generated(code, &config.urls.search, "search-title");
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
        Common { context, menu: self.links(&self.top_sections(code, true), code) }
    }

    /// The sections of the top level that stand in the menu, or those that do not.
    fn top_sections(&self, language: &str, in_menu: bool) -> Vec<Id> {
        let top = self.site.children(self.site.start(language)).iter();
        let sections = top.filter(|id| {
            let crate::content::page::Details::Section(section) = self.site.shown(**id).details() else {
                return false;
            };
            section.menu.unwrap_or(true) == in_menu
        });
        sections.copied().collect()
    }

    fn taxonomy_link(&self, language: &str, kind: TaxonomyKind) -> Option<Link> {
        let taxonomy = self.site.taxonomy_in(kind, language)?;
        Some(made(self.text(language, taxonomy_key(kind)), taxonomy.url.clone()))
    }

    /// A page's context, begun with what its language shares.
    fn context(&self, language: &str, url: &str) -> Context {
        self.site.note(Look::Language(Key::of(language)));
        let mut context = self.common(language).context.clone();
        context.insert("root", &root(url));
        context
    }

    fn common(&self, language: &str) -> &Common {
        static NONE: LazyLock<Common> = LazyLock::new(Common::default);
        self.languages.get(language).unwrap_or(&NONE)
    }

    /// The entries of the menu of a language.
    fn menu_of(&self, language: &str) -> &[Link] {
        &self.common(language).menu
    }

    /// What a template makes of a context; `what` is the page that it is for.
    fn fill_in(&self, template: &str, context: &Context, what: &str) -> Result<String, Diagnostic> {
        self.site.note(Look::Template(Key::of(template)));
        self.theme.render(template, context, what)
    }

    fn write(
        &self,
        template: &str,
        mut context: Context,
        url: &str,
        what: &str,
    ) -> Result<Rendered, Diagnostic> {
        self.add_shared(&mut context, url, what)?;
        let html = self.fill_in(template, &context, what)?;
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
