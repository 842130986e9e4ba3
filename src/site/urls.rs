//! Where everything lies, and that no two things lie in one place.

use super::{Page, Site};
use crate::config::Config;
use crate::content::page;
use crate::diagnostics::{Diagnostic, Location};
use crate::slug::slug;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A file that is copied to the output as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedFile {
    /// Its path from the project's root, for diagnostics.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// Its address from the site's root.
    pub url: String,
}

/// A former path, and the page that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The former address.
    pub url: String,
    /// The page's address.
    pub target: String,
    /// Where it is written.
    pub location: Location,
}

/// The folder of a language: the main one lies at the root.
pub(super) fn prefix(language: &str, config: &Config) -> String {
    if language == config.main_language().code { String::new() } else { format!("{language}/") }
}

/// What each content folder is called in addresses.
pub(super) struct Folders<'a> {
    config: &'a Config,
    /// A section's `slug` replaces its folder's name.
    slugs: HashMap<String, String>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(pages: &[Arc<page::Page>], config: &'a Config) -> Self {
        let named = pages.iter().filter(|page| page.name.is_section());
        let slugs = named.filter_map(|page| {
            let slug = page.front.slug.as_ref()?;
            Some((page.name.folder.clone(), slug.value.clone()))
        });
        Self { config, slugs: slugs.collect() }
    }

    fn folder_url(&self, folder: &str) -> String {
        let mut url = String::new();
        for part in crate::content::ancestors(folder).skip(1) {
            let name = part.rsplit('/').next().unwrap_or(part);
            url.push_str(&self.slugs.get(part).map_or_else(|| slug(name), |own| slug(own)));
            url.push('/');
        }
        url
    }

    pub(super) fn page_url(&self, page: &page::Page) -> String {
        let prefix = prefix(&page.name.language, self.config);
        let folder = self.folder_url(&page.name.folder);
        if page.name.is_section() {
            return format!("{prefix}{folder}index.html");
        }
        let stem = page.front.slug.as_ref().map_or(&page.name.stem, |slug| &slug.value);
        let easy = if page.name.easy { format!("{}/", self.config.urls.easy) } else { String::new() };
        format!("{prefix}{easy}{folder}{}.html", slug(stem))
    }
}

/// Files of `content/` lie beside the pages of their folder; their own names stay.
pub(super) fn place(files: Vec<CopiedFile>, folders: &Folders<'_>) -> Vec<CopiedFile> {
    let place = |mut file: CopiedFile| {
        if let Some(path) = file.path.strip_prefix(crate::content::FOLDER) {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            file.url = format!("{}{name}", folders.folder_url(folder));
        }
        file
    };
    files.into_iter().map(place).collect()
}

/// The former paths of all pages.
pub(super) fn aliases(pages: &[Page], diagnostics: &mut Vec<Diagnostic>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for page in pages {
        for alias in &page.content.front.aliases {
            let location = page.content.file.locate(alias.span.clone());
            match alias_url(&alias.value) {
                Some(url) => aliases.push(Alias { url, target: page.url.clone(), location }),
                None => diagnostics.push(
                    Diagnostic::error("front-matter/bad-alias", format!("`{}` is not a path.", alias.value))
                        .at(location)
                        .help("Write the former path on this site, such as `gammalt/namn.html`."),
                ),
            }
        }
    }
    aliases
}

fn alias_url(alias: &str) -> Option<String> {
    let path = alias.trim_start_matches('/');
    let odd = path.split('/').any(|part| part == ".." || part == ".");
    if path.is_empty() || odd || path.contains(':') || path.contains(['?', '#', '\\']) {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(match name {
        "" => format!("{path}index.html"),
        name if is_file(name) => path.to_owned(),
        _ => format!("{path}.html"),
    })
}

/// Whether a name has an ending such as `.html` or `.php`; that of `v1.2` is none.
fn is_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    ending.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

/// Two things with one address, also when only their case differs: many hosts and disks do not tell case.
pub(super) fn collisions(site: &Site) -> Vec<Diagnostic> {
    let mut taken: HashMap<String, Claimant> = HashMap::new();
    let mut diagnostics = Vec::new();
    for claimant in claimants(site) {
        let key = claimant.url.to_lowercase();
        let Some(other) = taken.get(&key) else {
            taken.insert(key, claimant);
            continue;
        };
        let message = match (&claimant.location, &other.location) {
            (Some(_), Some(_)) => format!("Two things would lie at `{}`.", claimant.url),
            _ => format!("Lykta's own page `{}` would lie at the same address.", claimant.url),
        };
        let mut diagnostic = Diagnostic::error("site/same-url", message)
            .help("Rename one of the files, or give the page a `slug` of its own.");
        let places: Vec<&Location> = [&claimant.location, &other.location].into_iter().flatten().collect();
        if let Some(place) = places.first() {
            diagnostic = diagnostic.at((*place).clone());
        }
        if let Some(place) = places.get(1) {
            diagnostic = diagnostic.related("The other one.", (*place).clone());
        }
        diagnostics.push(diagnostic);
    }
    diagnostics.extend(page_and_section(site));
    diagnostics
}

struct Claimant {
    url: String,
    location: Option<Location>,
}

fn claimants(site: &Site) -> impl Iterator<Item = Claimant> {
    let own = own_urls(site).into_iter().map(|url| Claimant { url, location: None });
    let whole = |path: &str| Some(Location { path: path.to_owned(), spot: None });
    let pages = site
        .pages
        .iter()
        .map(move |page| Claimant { url: page.url.clone(), location: whole(&page.content.file.path) });
    let files =
        site.files.iter().map(move |file| Claimant { url: file.url.clone(), location: whole(&file.path) });
    let aliases = site
        .aliases
        .iter()
        .map(|alias| Claimant { url: alias.url.clone(), location: Some(alias.location.clone()) });
    own.chain(pages).chain(files).chain(aliases)
}

/// The addresses of the pages and feeds that Lykta makes itself.
pub(super) fn own_urls(site: &Site) -> Vec<String> {
    let urls = &site.config.urls;
    let mut own = vec!["404.html".to_owned()];
    if site.config.base_url.is_some() {
        own.push("sitemap.xml".to_owned());
        own.extend(crate::export::feeds(site).map(|(url, _)| url));
    }
    for language in site.languages() {
        let statement = site.config.statement().map(|_| &urls.accessibility);
        let stems = [&urls.a_z, &urls.search].into_iter().chain(statement);
        own.extend(stems.map(|stem| site.generated_url(language, stem)));
    }
    for taxonomy in &site.taxonomies {
        own.push(taxonomy.url.clone());
        own.extend(taxonomy.tags.iter().map(|tag| tag.url.clone()));
    }
    for finder in &site.finders {
        own.extend(finder.urls.iter().cloned());
        own.push(site.generated_url(&finder.language, &urls.coverage));
    }
    own
}

/// `a.md` beside `a/` would make `a.html` beside `a/index.html`: two pages for one name.
fn page_and_section(site: &Site) -> Vec<Diagnostic> {
    let sections: HashMap<&str, &Page> =
        site.pages.iter().filter_map(|page| Some((page.url.strip_suffix("/index.html")?, page))).collect();
    let pages = site.pages.iter().filter_map(|page| {
        let section = sections.get(page.url.strip_suffix(".html")?)?;
        let path = &section.content.file.path;
        Some(
            Diagnostic::error("site/page-and-section", "A page and a section have the same name.")
                .in_file(&page.content.file.path)
                .related("The section.", Location { path: path.clone(), spot: None })
                .help("Rename the page, or move its text into the section's `_index.md`."),
        )
    });
    pages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_paths() {
        assert_eq!(alias_url("/a/b/"), Some("a/b/index.html".into()));
        assert_eq!(alias_url("a/b"), Some("a/b.html".into()));
        assert_eq!(alias_url("a/b.html"), Some("a/b.html".into()));
        assert_eq!(alias_url("a/v1.2"), Some("a/v1.2.html".into()));
        for odd in ["", "/", "../a", "https://example.org/a", "a?b", "a/./b"] {
            assert_eq!(alias_url(odd), None, "{odd}");
        }
    }
}
