//! What other programs read: feeds, sitemap, robots.
//!
//! All of them need absolute addresses, so they exist only for a site that knows where it will lie. Their
//! dates come from front matter: a date of the file system would differ from copy to copy.

mod feed;
mod sitemap;

pub use feed::{feed_url, feeds, has_feed};

use crate::render::{Rendered, Renderer};

/// All exports of a site.
pub fn all(renderer: &Renderer<'_>) -> Vec<Rendered> {
    let site = renderer.site;
    let mut files = Vec::new();
    if let Some(base_url) = &site.config.base_url {
        files.extend(feed::all(renderer, base_url));
        files.push(sitemap::sitemap(site, base_url));
    }
    // A site's own rules for robots come first.
    if !site.files.iter().any(|file| file.url == ROBOTS) {
        files.push(robots(site.config.base_url.as_deref()));
    }
    files
}

const ROBOTS: &str = "robots.txt";

/// Everything may be read; the sitemap is named where there is one.
fn robots(base_url: Option<&str>) -> Rendered {
    let sitemap = base_url.map(|base_url| format!("\nSitemap: {base_url}sitemap.xml\n")).unwrap_or_default();
    Rendered { url: ROBOTS.to_owned(), bytes: format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes() }
}
