//! What the head of a page tells machines: title, canonical address, language versions, Open Graph,
//! feeds and [JSON-LD](super::json_ld).

use super::Renderer;
use super::lists::LanguageLink;
use crate::site::{Id, Page};
use serde::Serialize;
use tera::Context;

#[derive(Serialize)]
struct Head {
    title: String,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    og: OpenGraph,
    feeds: Vec<Feed>,
    json_ld: Option<String>,
    robots: Option<&'static str>,
}

#[derive(Serialize)]
struct Alternate {
    lang: String,
    href: String,
}

#[derive(Serialize)]
struct OpenGraph {
    r#type: &'static str,
    title: String,
    description: Option<String>,
    url: Option<String>,
    site_name: String,
    locale: String,
    image: Option<String>,
}

#[derive(Serialize)]
struct Feed {
    title: String,
    url: String,
}

impl Renderer<'_> {
    /// An address on the web, where it is known where the site will lie.
    pub(crate) fn absolute(&self, url: &str) -> Option<String> {
        let base_url = self.site.config().base_url.as_ref()?;
        // The start page is the folder itself; other pages are named by their file.
        Some(format!("{base_url}{}", url.strip_suffix("index.html").unwrap_or(url)))
    }

    pub(super) fn head_of_page(&self, context: &mut Context, id: Id, kind: &'static str) {
        let page = self.site.whole(id);
        let language = page.language();
        let title = self.site_title(language);
        let site_in_tab = self.neutral_title(id, language).unwrap_or(title);
        let page_in_tab = page.content.front.tab_title.as_deref().unwrap_or(page.title());
        let head = Head {
            title: match kind {
                "start" => site_in_tab.to_owned(),
                _ => format!("{page_in_tab} – {site_in_tab}"),
            },
            canonical: self.absolute(&page.url),
            alternates: self.alternates(page),
            og: OpenGraph {
                r#type: if kind == "article" { "article" } else { "website" },
                title: page.title().to_owned(),
                description: page.content.front.description.clone(),
                url: self.absolute(&page.url),
                site_name: title.to_owned(),
                locale: language.replace('-', "_"),
                image: None,
            },
            feeds: self.feeds(page),
            json_ld: self.json_ld(page, kind),
            robots: None,
        };
        context.insert("head", &head);
    }

    pub(super) fn head_of_made(
        &self,
        context: &mut Context,
        as_on: Id,
        (title, url, kind): (&str, &str, &str),
        versions: &[LanguageLink],
    ) {
        let language: String =
            context.get("lang").and_then(|lang| lang.as_str()).unwrap_or_default().to_owned();
        let site_title = self.site_title(&language);
        let hidden = matches!(kind, "not_found" | "search");
        let canonical = if hidden { None } else { self.absolute(url) };
        let head = Head {
            title: format!("{title} – {}", self.neutral_title(as_on, &language).unwrap_or(site_title)),
            alternates: if hidden { Vec::new() } else { self.alternates_of_made(versions) },
            og: OpenGraph {
                r#type: "website",
                title: title.to_owned(),
                description: None,
                url: canonical.clone(),
                site_name: site_title.to_owned(),
                locale: language.replace('-', "_"),
                image: None,
            },
            canonical,
            feeds: Vec::new(),
            json_ld: None,
            robots: hidden.then_some("noindex"),
        };
        context.insert("head", &head);
    }

    /// The site's title in a language.
    pub(crate) fn site_title(&self, language: &str) -> &str {
        self.site.config().language(language).map_or(&self.site.config().title, |language| &language.title)
    }

    fn alternates(&self, page: &Page) -> Vec<Alternate> {
        if page.is_easy() {
            return Vec::new();
        }
        let versions = page.versions.iter().map(|id| self.site.shown(*id));
        self.alternates_among(versions.map(|version| (version.language(), version.url())))
    }

    fn alternates_of_made(&self, versions: &[LanguageLink]) -> Vec<Alternate> {
        let there =
            versions.iter().filter_map(|version| Some((version.code.as_str(), version.url.as_deref()?)));
        self.alternates_among(there)
    }

    /// The versions of a page by language, and again the first, for readers of any other.
    fn alternates_among<'u>(&self, versions: impl Iterator<Item = (&'u str, &'u str)>) -> Vec<Alternate> {
        let alternate =
            |(lang, url): (&str, &str)| Some(Alternate { lang: lang.to_owned(), href: self.absolute(url)? });
        let versions: Vec<(&str, &str)> = versions.collect();
        let [first, _, ..] = versions.as_slice() else { return Vec::new() };
        let others = [("x-default", first.1)];
        versions.iter().chain(&others).copied().filter_map(alternate).collect()
    }

    fn feeds(&self, page: &Page) -> Vec<Feed> {
        if self.site.config().base_url.is_none() {
            return Vec::new();
        }
        let language = page.language();
        let feed =
            |title: &str, url: &str| Feed { title: title.to_owned(), url: crate::export::feed_url(url) };
        let start = self.site.shown(self.site.start(language));
        let start = start.has_feed().then(|| feed(self.site_title(language), start.url()));
        let own = page.feed && page.parent.is_some();
        start.into_iter().chain(own.then(|| feed(page.title(), &page.url))).collect()
    }
}
