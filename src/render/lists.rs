//! The start page, and pages that Lykta makes itself: topics, audiences, A–Z, search, 404, former paths.

use super::links::{Contact, Link, MenuLink, made};
use super::page::PageView;
use super::{NOT_FOUND, Rendered, Renderer, taxonomy_key, value};
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, TaxonomyKind, root};
use serde::Serialize;
use tera::Context;

/// A section as the start page shows it.
#[derive(Serialize)]
struct SectionView {
    #[serde(flatten)]
    link: Link,
    entries: Vec<Link>,
}

/// A topic with the number of its pages.
#[derive(Serialize)]
struct Counted {
    #[serde(flatten)]
    link: Link,
    count: usize,
}

/// A version of the page in a language.
#[derive(Serialize)]
pub(super) struct LanguageLink {
    pub(super) code: String,
    name: String,
    /// Its address; none where there is no such version.
    pub(super) url: Option<String>,
    current: bool,
}

/// How many pages of a section the start page names.
const FIRST: usize = 6;

impl Renderer<'_> {
    /// The entry of the menu that leads to a page (`true`) or to the section that it lies in.
    pub(super) fn menu_entry(&self, language: &str, url: &str) -> Option<(String, bool)> {
        let mut entries = self.menu_of(language).iter().map(|link| &link.url);
        let entry =
            entries.find(|entry| url.starts_with(entry.strip_suffix("index.html").unwrap_or(entry)))?;
        Some((entry.clone(), entry == url))
    }

    /// The menu as the pages see it that have this entry.
    pub(super) fn menu(&self, language: &str, entry: Option<&(String, bool)>) -> Vec<MenuLink> {
        let links = self.menu_of(language).iter().cloned();
        let marked = |link: &Link| entry.filter(|(url, _)| *url == link.url).map(|(_, current)| *current);
        let entry = |link: Link| MenuLink {
            current: marked(&link) == Some(true),
            inside: marked(&link) == Some(false),
            link,
        };
        links.map(entry).collect()
    }

    /// The versions of a page; without its own version a language leads to its start page only from the
    /// site's pages, so `url` is none then.
    pub(super) fn language_switch(&self, page: &Page) -> Vec<LanguageLink> {
        self.switch(page.language(), |code| {
            let versions = page.versions.iter().map(|id| self.site.shown(*id));
            versions
                .into_iter()
                .find(|version| version.language() == code)
                .map(|version| version.url().to_owned())
        })
    }

    fn switch(&self, current: &str, url: impl Fn(&str) -> Option<String>) -> Vec<LanguageLink> {
        let languages: Vec<&str> = self.site.languages().collect();
        if languages.len() < 2 {
            return Vec::new();
        }
        let link = |code: &str| LanguageLink {
            code: code.to_owned(),
            name: self.text(code, "language-name"),
            url: url(code),
            current: code == current,
        };
        languages.into_iter().map(link).collect()
    }

    pub(super) fn start(&self, context: &mut Context, page: &Page) {
        let language = page.language();
        let sections = self.top_sections(language, true).into_iter().map(|id| {
            let children = self.site.children(id);
            let entries = self.links(&children[..children.len().min(FIRST)], language);
            SectionView { link: self.link(id, language), entries }
        });
        context.insert("sections", &sections.collect::<Vec<_>>());
        context.insert("topic_list", &self.counted_tags(language, TaxonomyKind::Topics));
        context.insert("audience_list", &self.counted_tags(language, TaxonomyKind::Audiences));
        context.insert("featured", &self.featured(language));
        context.insert("finder", &self.finder_ways(language));
    }

    fn counted_tags(&self, language: &str, kind: TaxonomyKind) -> Vec<Counted> {
        let taxonomy = self.site.taxonomy_in(kind, language);
        let tags = taxonomy.map(|taxonomy| taxonomy.tags.as_slice()).unwrap_or_default();
        let counted = tags
            .iter()
            .map(|tag| Counted { link: made(tag.label.clone(), tag.url.clone()), count: tag.pages.len() });
        counted.collect()
    }

    /// The service whose number professionals can call.
    fn featured(&self, language: &str) -> Option<Contact> {
        let id = self.site.find(self.site.config().featured.as_deref()?, language)?;
        Some(self.contact(id, language))
    }

    pub(super) fn taxonomy(&self, at: usize) -> Result<Rendered, Diagnostic> {
        let taxonomy = self.site.taxonomy(at);
        let language = taxonomy.language.as_str();
        let title = self.text(language, taxonomy_key(taxonomy.kind));
        let (kind, _) = names(taxonomy.kind);
        let mut context = self.made_page(language, &taxonomy.url, &title, kind);
        context.insert("terms", &self.counted_tags(language, taxonomy.kind));
        self.write("taxonomy.html", context, &taxonomy.url, &taxonomy.url)
    }

    pub(super) fn tag(&self, at: usize, tag: usize) -> Result<Rendered, Diagnostic> {
        let (taxonomy, tag) = self.site.tag(at, tag);
        let language = taxonomy.language.as_str();
        let (_, kind) = names(taxonomy.kind);
        let mut context = self.made_page(language, &tag.url, &tag.label, kind);
        let list = made(self.text(language, taxonomy_key(taxonomy.kind)), taxonomy.url.clone());
        context.insert("breadcrumbs", &[self.link(self.site.start(language), language), list]);
        context.insert("groups", &self.by_kind(&tag.pages, language));
        context.insert_value("entries", value(&self.cards(&tag.pages, language)));
        self.write("taxonomy_term.html", context, &tag.url, &tag.url)
    }

    pub(super) fn a_z(&self, language: usize) -> Result<Rendered, Diagnostic> {
        let language = self.site.config().languages[language].code.as_str();
        let url = self.site.generated_url(language, &self.site.config().urls.a_z);
        let title = self.text(language, "a-z-title");
        let mut context = self.made_page(language, &url, &title, "a_z");
        let mut items: Vec<(String, Link)> = self
            .site
            .pages_in(language)
            .filter(|(_, page)| page.parent().is_some())
            .map(|(id, page)| (page.title().to_owned(), self.link(id, language)))
            .collect();
        items.sort_by(|a, b| {
            let by_title = self.site.compare(language, &a.0, &b.0);
            by_title.then_with(|| a.1.url.cmp(&b.1.url))
        });
        let groups = self.by_letter(language, items);
        context.insert("letters", &groups.iter().map(|group| &group.letter).collect::<Vec<_>>());
        context.insert("groups", &groups);
        self.write("a_z.html", context, &url, &url)
    }

    pub(super) fn search(&self, language: usize) -> Result<Rendered, Diagnostic> {
        let language = self.site.config().languages[language].code.as_str();
        let url = self.site.generated_url(language, &self.site.config().urls.search);
        let title = self.text(language, "search-title");
        let context = self.made_page(language, &url, &title, "search");
        self.write("search.html", context, &url, &url)
    }

    /// Hosts show this page at any address, so its links begin with the path of the site where it is known.
    pub(super) fn not_found(&self) -> Result<Rendered, Diagnostic> {
        let language = self.site.config().main_language().code.as_str();
        let url = NOT_FOUND;
        let title = self.text(language, "not-found-title");
        let mut context = self.made_page(language, url, &title, "not_found");
        if let Some(base_url) = &self.site.config().base_url {
            let path = base_url.splitn(4, '/').nth(3).unwrap_or_default();
            context.insert("root", &format!("/{path}"));
        }
        self.write("not_found.html", context, url, url)
    }

    pub(super) fn alias(&self, at: usize) -> Result<Rendered, Diagnostic> {
        let alias = self.site.alias(at);
        let language = self.site.config().main_language().code.as_str();
        let mut context = self.context(language, &alias.url);
        context.insert("target", &format!("{}{}", root(&alias.url), alias.target));
        context.insert("canonical", &self.absolute(&alias.target));
        self.write("redirect.html", context, &alias.url, &alias.url)
    }

    /// The context of a page that Lykta makes itself, which lies below the start page.
    pub(super) fn made_page(&self, language: &str, url: &str, title: &str, kind: &'static str) -> Context {
        self.made_below(self.site.start(language), language, (url, title, kind))
    }

    /// The same for a page that belongs to a section, and can be left at once if that can.
    pub(super) fn made_below(
        &self,
        section: Id,
        language: &str,
        (url, title, kind): (&str, &str, &'static str),
    ) -> Context {
        let mut context = self.context(language, url);
        context.insert(
            "page",
            &PageView {
                kind,
                title,
                title_lang: None,
                description: None,
                url,
                lang: language,
                extra: &serde_json::Value::Null,
            },
        );
        context.insert("breadcrumbs", &[self.link(self.site.start(language), language)]);
        let versions = self.switch(language, |code| self.same_page(language, url, kind, code));
        context.insert("languages", &versions);
        self.quick_exit(&mut context, section, language);
        self.head_of_made(&mut context, section, (title, url, kind), &versions);
        context
    }
}

impl Renderer<'_> {
    /// The address in another language of a page that Lykta makes itself. Most have one stem in all of them;
    /// the finder's lists, topics and audiences have words in theirs.
    fn same_page(&self, language: &str, url: &str, kind: &str, code: &str) -> Option<String> {
        let finder = |code: &str| self.site.finder_in(code);
        let stem = url.strip_prefix(&self.site.prefix(language)).unwrap_or(url);
        let same_stem = || format!("{}{stem}", self.site.prefix(code));
        let tag = |kind| self.site.tag_version(kind, (language, url), code).map(str::to_owned);
        match kind {
            "a_z" | "search" | "accessibility" => Some(same_stem()),
            "topics" => self.taxonomy_link(code, TaxonomyKind::Topics).map(|link| link.url),
            "audiences" => self.taxonomy_link(code, TaxonomyKind::Audiences).map(|link| link.url),
            "topic" => tag(TaxonomyKind::Topics),
            "audience" => tag(TaxonomyKind::Audiences),
            "coverage" => finder(code).map(|_| same_stem()),
            "finder" => {
                let mut pairs = finder(language)?.urls.iter().zip(&finder(code)?.urls);
                pairs.find(|(own, _)| *own == url).map(|(_, other)| other.clone())
            }
            _ => None,
        }
    }
}

/// The kinds of the pages of a taxonomy: the list and one of its tags.
fn names(kind: TaxonomyKind) -> (&'static str, &'static str) {
    match kind {
        TaxonomyKind::Topics => ("topics", "topic"),
        TaxonomyKind::Audiences => ("audiences", "audience"),
    }
}
