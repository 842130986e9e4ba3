//! Sections: those that editors wrote, those made from folders, and the order of what is in them.

use super::{Id, Page, Site};
use crate::config::Config;
use crate::content::page::{self, Details, Front, Name, OrderBy, Section};
use crate::content::read::Spanned;
use crate::markdown::Body;
use crate::source::SourceFile;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Adds a section for every folder that holds pages and has no `_index.md` in their language, and a start
/// page where there is none.
pub(super) fn with_sections(mut pages: Vec<Arc<page::Page>>, config: &Config) -> Vec<Arc<page::Page>> {
    let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
    wanted.insert((String::new(), config.main_language().code.clone()));
    let mut titles: HashMap<(String, String), String> = HashMap::new();
    for page in &pages {
        for folder in crate::content::ancestors(&page.name.folder) {
            wanted.insert((folder.to_owned(), page.name.language.clone()));
        }
        if page.name.is_section() {
            let key = (page.name.folder.clone(), page.name.language.clone());
            titles.insert(key, page.title().to_owned());
        }
    }
    for (folder, language) in wanted {
        if titles.contains_key(&(folder.clone(), language.clone())) {
            continue;
        }
        let main = (folder.clone(), config.main_language().code.clone());
        let (title, title_language) = match titles.get(&main) {
            Some(title) if !folder.is_empty() => (title.clone(), Some(main.1)),
            _ if folder.is_empty() => {
                (config.language(&language).map_or(&config.title, |own| &own.title).clone(), None)
            }
            _ => (title_of(&folder), None),
        };
        let details = Section { title_language, ..Section::default() };
        pages.push(Arc::new(section(folder, language, title, details)));
    }
    pages
}

/// `halso-och_sjukvard` → `Halso och sjukvard`.
fn title_of(folder: &str) -> String {
    let name = folder.rsplit('/').next().unwrap_or(folder).replace(['-', '_'], " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or(name)
}

fn section(folder: String, language: String, title: String, details: Section) -> page::Page {
    let path = if folder.is_empty() { "content".to_owned() } else { format!("content/{folder}") };
    page::Page {
        file: SourceFile::new(path, ""),
        name: Name { folder, stem: "_index".to_owned(), language, easy: false },
        front: Front { title: Some(Spanned { value: title, span: 0..0 }), ..Front::default() },
        details: Details::Section(details),
        body_span: 0..0,
        body: Body::default(),
    }
}

/// Gives every page its section, its neighbours and its language versions.
pub(super) fn arrange(site: &mut Site) {
    let sections: HashMap<(String, String), Id> = site
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.content.name.is_section())
        .map(|(id, page)| ((page.content.name.folder.clone(), page.language().to_owned()), id))
        .collect();
    let parents: Vec<Option<Id>> = site
        .pages
        .iter()
        .map(|page| {
            let name = &page.content.name;
            let folder = match (name.is_section(), name.folder.as_str()) {
                (true, "") => return None,
                (true, folder) => folder.rsplit_once('/').map_or("", |(above, _)| above),
                (false, folder) => folder,
            };
            sections.get(&(folder.to_owned(), name.language.clone())).copied()
        })
        .collect();
    let mut children: HashMap<Id, Vec<Id>> = HashMap::new();
    for (id, parent) in parents.into_iter().enumerate() {
        site.pages[id].parent = parent;
        if let Some(parent) = parent.filter(|_| !site.pages[id].is_easy()) {
            children.entry(parent).or_default().push(id);
        }
    }
    for (section, mut inside) in children {
        let order = match &site.pages[section].content.details {
            Details::Section(section) => section.order_by,
            _ => OrderBy::default(),
        };
        inside.sort_by(|a, b| compare(site, order, *a, *b));
        neighbours(&mut site.pages, &inside);
        site.pages[section].children = inside;
    }
    versions(site);
}

/// Pages lead on to pages; sections are ways in, not steps on the way.
fn neighbours(pages: &mut [Page], inside: &[Id]) {
    let leaves: Vec<Id> = inside.iter().copied().filter(|id| !pages[*id].content.name.is_section()).collect();
    for pair in leaves.windows(2) {
        pages[pair[0]].next = Some(pair[1]);
        pages[pair[1]].previous = Some(pair[0]);
    }
}

fn compare(site: &Site, order: OrderBy, a: Id, b: Id) -> Ordering {
    let (a, b) = (&site.pages[a], &site.pages[b]);
    let (front_a, front_b) = (&a.content.front, &b.content.front);
    let weight = |front: &Front| front.weight.unwrap_or(i64::MAX);
    let by_rule = match order {
        OrderBy::Weight => weight(front_a).cmp(&weight(front_b)),
        OrderBy::Title => Ordering::Equal,
        OrderBy::Date => front_b.date.cmp(&front_a.date),
    };
    by_rule
        .then_with(|| site.collators.compare(a.language(), a.title(), b.title()))
        .then_with(|| a.url.cmp(&b.url))
}

fn versions(site: &mut Site) {
    let mut by_key: HashMap<String, Vec<Id>> = HashMap::new();
    let (easy, pages): (Vec<Id>, Vec<Id>) = (0..site.pages.len()).partition(|id| site.pages[*id].is_easy());
    for id in pages {
        by_key.entry(site.pages[id].content.name.key()).or_default().push(id);
    }
    for id in easy {
        // Its languages are those of the page that it is a version of, in which it does not count itself.
        let Some(versions) = by_key.get(&site.pages[id].content.name.key()).cloned() else { continue };
        let language = site.pages[id].language().to_owned();
        let standard = versions.iter().find(|version| site.pages[**version].language() == language);
        if let Some(standard) = standard {
            site.pages[*standard].easy = Some(id);
        }
        site.pages[id].versions = versions;
    }
    let rank = |site: &Site, id: Id| {
        let language = site.pages[id].language();
        site.config.languages.iter().position(|known| known.code == language)
    };
    for mut ids in by_key.into_values() {
        ids.sort_by_key(|id| rank(site, *id));
        for id in &ids {
            site.pages[*id].versions.clone_from(&ids);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_become_titles() {
        assert_eq!(title_of("a/vård-och_stöd"), "Vård och stöd");
        assert_eq!(title_of("åldrar"), "Åldrar");
    }
}
