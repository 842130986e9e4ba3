//! What the links of a text lead to.

use super::components::{self, Shown};
use super::urls::{own_urls, prefix};
use super::{Id, Page, Site};
use crate::content::FOLDER;
use crate::diagnostics::{Diagnostic, suggest};
use crate::markdown::{Link, Target};
use crate::slug::slug;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A page of the site, and an id on it.
    Page(Id, Option<String>),
    /// A file that is copied, or a page that Lykta makes itself: its address from the root.
    File(String),
    /// An id on the same page; empty for its top.
    Here(String),
    /// What a component shows in the link's place.
    Component(Shown),
    /// An address that stands in the HTML already, or none that could be found.
    AsWritten,
}

impl Resolved {
    /// The pages that it leads to, or shows.
    pub fn pages(&self) -> &[Id] {
        match self {
            Self::Page(id, _) => std::slice::from_ref(id),
            Self::Component(shown) => shown.pages(),
            Self::File(_) | Self::Here(_) | Self::AsWritten => &[],
        }
    }
}

/// Resolves every link of every page. One that leads nowhere is an error at its place.
pub(super) fn resolve(site: &mut Site, diagnostics: &mut Vec<Diagnostic>) {
    let targets = Targets::new(site);
    let pages = &site.pages;
    let resolved: Vec<(Vec<Resolved>, Vec<Diagnostic>)> = pages
        .par_iter()
        .map(|page| {
            let mut told = Vec::new();
            let mut resolve = |link: &Link| {
                targets.resolve(site, page, link).unwrap_or_else(|diagnostic| {
                    told.push(diagnostic.at(page.content.file.locate(link.span.clone())));
                    Resolved::AsWritten
                })
            };
            let links = page.content.body.links.iter().map(&mut resolve).collect();
            (links, told)
        })
        .collect();
    for (page, (links, told)) in site.pages.iter_mut().zip(resolved) {
        page.links = links;
        diagnostics.extend(told);
    }
}

/// What links can lead to, by the names that editors use.
struct Targets {
    /// By path under `content/` without language and ending; the original first.
    by_key: HashMap<String, Vec<Id>>,
    /// By title in lower case.
    by_title: HashMap<String, Vec<Id>>,
    /// Copied files by path from the root of `content/` or `static/`, to their address.
    files: HashMap<String, String>,
    /// The addresses of the pages that Lykta makes itself.
    own: BTreeSet<String>,
    /// The services that coordinate, which components place.
    coordinators: Vec<Id>,
}

impl Targets {
    fn new(site: &Site) -> Self {
        let mut by_key: HashMap<String, Vec<Id>> = HashMap::new();
        let mut by_title: HashMap<String, Vec<Id>> = HashMap::new();
        for (id, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.is_easy()) {
            by_key.entry(page.content.name.key()).or_insert_with(|| page.versions.clone());
            by_title.entry(as_typed(page.title())).or_default().push(id);
        }
        let files = site.files.iter().map(|file| {
            let path = file.path.strip_prefix(FOLDER).or_else(|| file.path.strip_prefix("static/"));
            (path.unwrap_or(&file.path).to_owned(), file.url.clone())
        });
        let coordinators = components::all_coordinators(site);
        let own = own_urls(site).into_iter().collect();
        Self { by_key, by_title, files: files.collect(), own, coordinators }
    }

    fn resolve(&self, site: &Site, page: &Page, link: &Link) -> Result<Resolved, Diagnostic> {
        match &link.target {
            Target::External(_) | Target::Other(_) => Ok(Resolved::AsWritten),
            Target::Term(term) => Ok(site
                .find(term, page.language())
                .map_or(Resolved::AsWritten, |id| Resolved::Page(id, None))),
            Target::Component(component) => {
                components::resolve(site, page.language(), component, &self.coordinators)
                    .map(Resolved::Component)
            }
            Target::Fragment(fragment) if fragment.is_empty() => Ok(Resolved::Here(String::new())),
            Target::Fragment(fragment) => anchor(page, fragment).map(Resolved::Here),
            Target::Page { path, fragment } => self.path(site, page, path, fragment.as_deref()),
            Target::Wiki { name, fragment } => {
                let id = self.wiki(site, page, name)?;
                with_anchor(site, id, fragment.as_deref())
            }
        }
    }

    fn path(
        &self,
        site: &Site,
        page: &Page,
        path: &str,
        fragment: Option<&str>,
    ) -> Result<Resolved, Diagnostic> {
        let whole = join(&page.content.name.folder, path);
        let id = whole.as_deref().and_then(|whole| self.page(site, page.language(), whole));
        if let Some(id) = id {
            return with_anchor(site, id, fragment);
        }
        if let Some(url) = whole.as_deref().and_then(|whole| self.files.get(whole)) {
            return Ok(Resolved::File(url.clone()));
        }
        if let Some(url) = whole.as_deref().and_then(|whole| self.own(site, page.language(), whole)) {
            return match fragment {
                None | Some("") => Ok(Resolved::File(url)),
                Some(fragment) => {
                    let message =
                        format!("`#{fragment}` on `{url}` may change: Lykta makes that page itself.");
                    Err(Diagnostic::error("link/no-heading", message).help("Leave out what follows `#`."))
                }
            };
        }
        let help = whole.as_deref().and_then(|whole| self.near(site, whole)).unwrap_or_else(|| {
            "Write the path of its file from this one, or from `content/` with a `/` first.".to_owned()
        });
        Err(Diagnostic::error("link/no-page", format!("There is no page or file `{path}`.")).help(help))
    }

    /// The address of a page that Lykta makes itself, in a language if it is there in it. Its address is all the
    /// name that it has.
    fn own(&self, site: &Site, language: &str, whole: &str) -> Option<String> {
        let here = format!("{}{whole}", prefix(language, &site.config));
        [here, whole.to_owned()].into_iter().find(|url| self.own.contains(url))
    }

    /// What may have been meant by a path that leads nowhere.
    fn near(&self, site: &Site, whole: &str) -> Option<String> {
        let near = match whole.strip_suffix(".html") {
            Some(_) => suggest(whole, self.own.iter().map(String::as_str)).map(str::to_owned),
            None => None,
        };
        let page = || {
            let stem = stem(site, whole).0.trim_end_matches(".html");
            suggest(stem, self.by_key.keys().map(String::as_str)).map(|key| format!("{key}.md"))
        };
        near.or_else(page).map(|near| format!("Did you mean `/{near}`?"))
    }

    /// The page at a path: the version that the path names, else the one in the page's own language.
    fn page(&self, site: &Site, language: &str, whole: &str) -> Option<Id> {
        let easy = format!(".{}.md", site.config.urls.easy);
        if let Some(standard) = whole.strip_suffix(&easy) {
            return self.page(site, language, &format!("{standard}.md")).and_then(|id| site.pages[id].easy);
        }
        let (key, said) = stem(site, whole);
        let section = match key.trim_end_matches('/') {
            "" => "_index".to_owned(),
            folder => format!("{folder}/_index"),
        };
        let versions = match whole.strip_suffix(".md") {
            Some(_) => self.by_key.get(key),
            None => self.by_key.get(&section),
        };
        version(site, versions?, said.unwrap_or(language))
    }

    fn wiki(&self, site: &Site, page: &Page, name: &str) -> Result<Id, Diagnostic> {
        let language = page.language();
        if let Some(found) = self.by_title.get(&as_typed(name)) {
            let same: Vec<Id> =
                found.iter().copied().filter(|id| site.pages[*id].language() == language).collect();
            let found = if same.is_empty() { found } else { &same };
            if let [first, second, ..] = found[..] {
                let [first, second] = [first, second].map(|id| site.pages[id].content.name.key());
                let message = format!("Several pages are called `{name}`.");
                let help = format!("Write the path: `[[{first}]]` or `[[{second}]]`.");
                return Err(Diagnostic::error("link/ambiguous", message).help(help));
            }
            return Ok(found[0]);
        }
        let path = name.strip_suffix(".md").unwrap_or(name).trim_start_matches('/');
        let beside = join(&page.content.name.folder, path).unwrap_or_default();
        for key in [path, beside.as_str()] {
            for key in [key.to_owned(), format!("{}/_index", key.trim_end_matches('/'))] {
                let id = self.by_key.get(&key).and_then(|versions| version(site, versions, language));
                if let Some(id) = id {
                    return Ok(id);
                }
            }
        }
        let titles = self.by_title.values().flatten().map(|id| site.pages[*id].title());
        let near = suggest(name, titles).map(|near| format!("Did you mean `[[{near}]]`?"));
        let help = near.unwrap_or_else(|| "Write a page's title, or its path under `content/`.".to_owned());
        Err(Diagnostic::error("link/no-page", format!("No page is called `{name}`.")).help(help))
    }
}

/// A title in lower case with straight quotation marks, as editors type it.
fn as_typed(title: &str) -> String {
    let straight = |letter: char| match letter {
        '‘' | '’' | '‚' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '\u{a0}' => ' ',
        letter => letter,
    };
    title.to_lowercase().replace('–', "--").replace('…', "...").chars().map(straight).collect()
}

/// The version in a language, else the original.
fn version(site: &Site, versions: &[Id], language: &str) -> Option<Id> {
    let same = versions.iter().find(|id| site.pages[**id].language() == language);
    same.or(versions.first()).copied()
}

/// A path without `.md` and the language that it names.
fn stem<'a>(site: &Site, whole: &'a str) -> (&'a str, Option<&'a str>) {
    let stem = whole.strip_suffix(".md").unwrap_or(whole);
    match stem.rsplit_once('.') {
        Some((key, language)) if site.config.language(language).is_some() => (key, Some(language)),
        _ => (stem, None),
    }
}

/// A path from a folder, or from the top if it begins with `/`; none if it leads out.
fn join(folder: &str, path: &str) -> Option<String> {
    let folder = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn with_anchor(site: &Site, id: Id, fragment: Option<&str>) -> Result<Resolved, Diagnostic> {
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    let anchor = fragment.map(|fragment| anchor(&site.pages[id], fragment)).transpose()?;
    Ok(Resolved::Page(id, anchor))
}

fn anchor(page: &Page, fragment: &str) -> Result<String, Diagnostic> {
    let body = &page.content.body;
    body.anchor(fragment).map(str::to_owned).ok_or_else(|| {
        let ids = body.headings.iter().map(|heading| heading.id.as_str());
        let help = match suggest(&slug(fragment), ids) {
            Some(near) => format!("Did you mean `#{near}`?"),
            None => format!("See the headings of {}.", page.content.file.path),
        };
        let message = format!("There is no heading `#{fragment}` on the page “{}”.", page.title());
        Diagnostic::error("link/no-heading", message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a/b", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "./c/").as_deref(), Some("a/c"));
        assert_eq!(join("a", "../../c.md"), None);
    }
}
