//! Atom feeds (RFC 4287): one a language, and one for each section that has dated pages.

use crate::content::page::Kind;
use crate::date::Date;
use crate::render::{Rendered, Renderer};
use crate::site::{Id, Page, Site};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use rayon::prelude::*;
use std::io;

/// The address of the feed of a section.
pub fn feed_url(section: &str) -> String {
    format!("{}feed.xml", section.strip_suffix("index.html").unwrap_or(section))
}

/// Whether a section has pages for a feed; the start page stands for all of its language.
pub fn has_feed(site: &Site, section: &Page) -> bool {
    pages_of(site, section).any(|id| changed(&site.pages[id]).is_some())
}

/// The address of every feed, and the section that it belongs to.
pub fn feeds(site: &Site) -> impl Iterator<Item = (String, &Page)> {
    let sections = site.pages.iter().filter(|page| page.feed);
    sections.map(|section| (feed_url(&section.url), section))
}

/// The feeds of a site.
pub(super) fn all(renderer: &Renderer<'_>, base_url: &str) -> Vec<Rendered> {
    let sections: Vec<(String, &Page)> = feeds(renderer.site.all()).collect();
    sections.into_par_iter().filter_map(|(url, section)| feed(renderer, base_url, section, url)).collect()
}

/// The pages that are news for a section: those in it, or for the start page all of its language.
fn pages_of<'a>(site: &'a Site, section: &'a Page) -> Box<dyn Iterator<Item = Id> + 'a> {
    match section.parent {
        Some(_) => Box::new(section.children.iter().copied()),
        None => Box::new(site.pages_in(section.language()).map(|(id, _)| id)),
    }
}

/// When a page was last changed; only articles and services are news.
fn changed(page: &Page) -> Option<Date> {
    let front = &page.content.front;
    let news = matches!(page.kind(), Kind::Article | Kind::Service);
    front.updated.or(front.date).filter(|_| news)
}

fn feed(renderer: &Renderer<'_>, base_url: &str, section: &Page, url: String) -> Option<Rendered> {
    let site = renderer.site.all();
    let mut dated: Vec<(Date, &Page)> =
        pages_of(site, section).filter_map(|id| Some((changed(&site.pages[id])?, &site.pages[id]))).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.url.cmp(&b.1.url)));
    dated.truncate(site.config.feed_limit);
    let title = renderer.site_title(section.language());
    let title = match section.parent {
        Some(_) => format!("{} – {title}", section.title()),
        None => title.to_owned(),
    };
    let xml = write(renderer, base_url, section, &title, &url, &dated).ok()?;
    Some(Rendered { url, bytes: xml })
}

fn write(
    renderer: &Renderer<'_>,
    base_url: &str,
    section: &Page,
    title: &str,
    url: &str,
    dated: &[(Date, &Page)],
) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", section.language())];
    writer.create_element("feed").with_attributes(attributes).write_inner_content(|writer| {
        text(writer, "title", title)?;
        text(writer, "id", &format!("{base_url}{url}"))?;
        if let Some((newest, _)) = dated.first() {
            text(writer, "updated", &midnight(&newest.to_string()))?;
        }
        link(writer, "self", &format!("{base_url}{url}"))?;
        link(writer, "alternate", &absolute(renderer, section))?;
        writer
            .create_element("author")
            .write_inner_content(|writer| text(writer, "name", renderer.site_title(section.language())))?;
        for (date, page) in dated {
            writer
                .create_element("entry")
                .write_inner_content(|writer| entry(writer, renderer, *date, page))?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}

fn entry(writer: &mut Writer<Vec<u8>>, renderer: &Renderer<'_>, date: Date, page: &Page) -> io::Result<()> {
    let front = &page.content.front;
    text(writer, "title", page.title())?;
    text(writer, "id", &absolute(renderer, page))?;
    link(writer, "alternate", &absolute(renderer, page))?;
    text(writer, "updated", &midnight(&date.to_string()))?;
    if let Some(date) = front.date {
        text(writer, "published", &midnight(&date.to_string()))?;
    }
    for topic in &front.topics {
        writer.create_element("category").with_attribute(("term", topic.as_str())).write_empty()?;
    }
    if let Some(description) = &front.description {
        text(writer, "summary", description)?;
    }
    let body = renderer.body_for_feed(page);
    writer
        .create_element("content")
        .with_attribute(("type", "html"))
        .write_text_content(BytesText::new(&body))?;
    Ok(())
}

fn absolute(renderer: &Renderer<'_>, page: &Page) -> String {
    renderer.absolute(&page.url).unwrap_or_else(|| page.url.clone())
}

/// Front matter has days, Atom wants moments.
fn midnight(date: &str) -> String {
    format!("{date}T00:00:00Z")
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    // Control characters are not allowed in XML at all, not even escaped.
    let clean: String = text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    writer.create_element(name).write_text_content(BytesText::new(&clean)).map(drop)
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, href: &str) -> io::Result<()> {
    writer.create_element("link").with_attributes([("rel", rel), ("href", href)]).write_empty().map(drop)
}
