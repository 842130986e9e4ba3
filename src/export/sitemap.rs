//! The sitemap: every page with its language versions and the day it changed.

use crate::render::Rendered;
use crate::site::{Page, Site};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The sitemap of a site.
pub(super) fn sitemap(site: &Site, base_url: &str) -> Rendered {
    // Writing to memory cannot fail.
    let bytes = write(site, base_url).unwrap_or_default();
    Rendered { url: "sitemap.xml".to_owned(), bytes }
}

fn write(site: &Site, base_url: &str) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let attributes = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    let address = |url: &str| format!("{base_url}{}", url.strip_suffix("index.html").unwrap_or(url));
    writer.create_element("urlset").with_attributes(attributes).write_inner_content(|writer| {
        for page in &site.pages {
            writer
                .create_element("url")
                .write_inner_content(|writer| page_entry(writer, site, page, &address))?;
        }
        let urls = &site.config.urls;
        let statement = site.config.statement().map(|_| &urls.accessibility);
        let stems = || [&urls.a_z].into_iter().chain(statement);
        let generated =
            site.languages().flat_map(|language| stems().map(move |stem| site.generated_url(language, stem)));
        let lists = site.taxonomies.iter().flat_map(|taxonomy| {
            std::iter::once(&taxonomy.url).chain(taxonomy.tags.iter().map(|tag| &tag.url)).cloned()
        });
        let finders = site.finders.iter().flat_map(|finder| finder.urls.iter().cloned());
        let coverage = site.finders.iter().map(|finder| site.generated_url(&finder.language, &urls.coverage));
        for url in generated.chain(lists).chain(finders).chain(coverage) {
            writer.create_element("url").write_inner_content(|writer| loc(writer, &address(&url)))?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

fn page_entry(
    writer: &mut Writer<Vec<u8>>,
    site: &Site,
    page: &Page,
    address: &impl Fn(&str) -> String,
) -> io::Result<()> {
    loc(writer, &address(&page.url))?;
    let front = &page.content.front;
    if let Some(date) = front.updated.or(front.date) {
        writer.create_element("lastmod").write_text_content(BytesText::new(&date.to_string()))?;
    }
    if page.versions.len() > 1 && !page.is_easy() {
        for version in page.versions.iter().map(|id| &site.pages[*id]) {
            let href = address(&version.url);
            let attributes =
                [("rel", "alternate"), ("hreflang", version.language()), ("href", href.as_str())];
            writer.create_element("xhtml:link").with_attributes(attributes).write_empty()?;
        }
    }
    Ok(())
}

fn loc(writer: &mut Writer<Vec<u8>>, url: &str) -> io::Result<()> {
    writer.create_element("loc").write_text_content(BytesText::new(url)).map(drop)
}
