//! What other programs read: records as HSDS, CSV and vCard; feeds, sitemap, robots.
//!
//! Records are data wherever the site lies. Feeds and the sitemap need absolute addresses, so they exist
//! only for a site that knows where that will be. Their dates come from front matter: a date of the file
//! system would differ from copy to copy.

pub(crate) mod attributes;
pub(crate) mod csv;
mod feed;
pub(crate) mod hsds;
pub mod ids;
mod sitemap;
pub(crate) mod values;
mod vcard;

pub use feed::{feed_url, feeds, has_feed};
pub use vcard::url as vcard_url;

use crate::content::page::Kind;
use crate::render::{Rendered, Renderer};
use hsds::Exporter;
use ids::Ids;
use rayon::prelude::*;

/// All exports of a site.
pub fn all(renderer: &Renderer<'_>) -> Vec<Rendered> {
    let site = renderer.site.all();
    let mut files = records(renderer);
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

/// The records as data, of those kinds that the site has.
fn records(renderer: &Renderer<'_>) -> Vec<Rendered> {
    let site = renderer.site.all();
    let ids = Ids::new(&site.config);
    let exporter = Exporter { renderer, ids, language: &site.config.main_language().code };
    let mut files = Vec::new();
    let services = hsds::records(site, Kind::Service);
    if !services.is_empty() {
        let records = services.par_iter().filter_map(|page| exporter.service(page));
        files.push(hsds::list("api/services.json", records));
        files.push(csv::services(renderer, ids, &services));
    }
    let organizations = hsds::records(site, Kind::Organization);
    if !organizations.is_empty() {
        let records = organizations.par_iter().filter_map(|page| exporter.organization(page));
        files.push(hsds::list("api/organizations.json", records));
    }
    files.par_extend(site.pages.par_iter().filter_map(|page| vcard::card(renderer, ids, page)));
    files
}

/// Everything may be read; the sitemap is named where there is one.
fn robots(base_url: Option<&str>) -> Rendered {
    let sitemap = base_url.map(|base_url| format!("\nSitemap: {base_url}sitemap.xml\n")).unwrap_or_default();
    Rendered { url: ROBOTS.to_owned(), bytes: format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes() }
}
