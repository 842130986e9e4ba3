//! What is not as it was: the looks at one site that another one would answer otherwise.
//!
//! Two sites are compared by the addresses of their pages, for a page's index moves when another one comes
//! or goes. Comparing is cheap where nothing changed: a page that was kept is the same value in memory.

use super::view::{Key, Look, Looks};
use super::{Finder, Id, Page, Resolved, Site, Tag, Taxonomy};
use crate::finder::Alternatives;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

/// The looks at a site that changed since an older one of the same configuration.
pub fn between(old: &Site, new: &Site) -> Looks {
    let mut changes = Changes { old, new, moved: moved(old, new), looks: Looks::default() };
    changes.pages();
    changes.ids();
    changes.lists();
    if old.aliases != new.aliases || old.files != new.files || !changes.looks.is_empty() {
        changes.looks.insert(Look::Everything);
    }
    changes.looks
}

/// Where each page of the old site is in the new one.
fn moved(old: &Site, new: &Site) -> Vec<Option<Id>> {
    let mut later = new.pages.iter().enumerate().peekable();
    let find = |page: &Page| {
        while later.next_if(|(_, other)| other.url < page.url).is_some() {}
        later.next_if(|(_, other)| other.url == page.url).map(|(id, _)| id)
    };
    old.pages.iter().map(find).collect()
}

struct Changes<'a> {
    old: &'a Site,
    new: &'a Site,
    moved: Vec<Option<Id>>,
    looks: Looks,
}

impl Changes<'_> {
    fn pages(&mut self) {
        let (old, new) = (self.old, self.new);
        let mut stayed = vec![false; new.pages.len()];
        for (id, page) in old.pages.iter().enumerate() {
            let Some(moved) = self.moved[id] else {
                self.gone(page);
                continue;
            };
            stayed[moved] = true;
            let later = &new.pages[moved];
            let same_content = Arc::ptr_eq(&page.content, &later.content);
            let same_text = same_content || same_text(page, later);
            if !same_text || !self.same_place(page, later) {
                self.looks.insert(Look::Whole(page.key));
            }
            if !self.same_list(&page.children, &later.children) {
                self.looks.insert(Look::Children(page.key));
            }
            if !(same_content || same_front(page, later)) || !self.same_surroundings(page, later) {
                self.looks.extend([Look::Shown(page.key), Look::Pages(Key::of(page.language()))]);
            }
        }
        for (page, stayed) in new.pages.iter().zip(stayed) {
            if !stayed {
                self.gone(page);
            }
        }
    }

    /// A page came or went.
    fn gone(&mut self, page: &Page) {
        let key = page.key;
        self.looks.extend([Look::Whole(key), Look::Shown(key), Look::Children(key)]);
        self.looks.insert(Look::Pages(Key::of(page.language())));
    }

    fn same_one(&self, old: Option<Id>, new: Option<Id>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.moved[old] == Some(new),
            (None, None) => true,
            _ => false,
        }
    }

    fn same_list(&self, old: &[Id], new: &[Id]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.moved[*old] == Some(*new))
    }

    fn same_links(&self, old: &[Resolved], new: &[Resolved]) -> bool {
        let same = |(old, new): (&Resolved, &Resolved)| match (old, new) {
            (Resolved::Page(old, anchor), Resolved::Page(new, other)) => {
                self.moved[*old] == Some(*new) && anchor == other
            }
            (Resolved::Component(old), Resolved::Component(new)) => {
                old.is_like(new) && self.same_list(old.pages(), new.pages())
            }
            _ => old == new,
        };
        old.len() == new.len() && old.iter().zip(new).all(same)
    }

    fn same_alternatives(&self, old: &[Alternatives<Id>], new: &[Alternatives<Id>]) -> bool {
        let same = |(old, new): (&Alternatives<Id>, &Alternatives<Id>)| {
            let mut services = old.services.iter().zip(&new.services);
            old.ages == new.ages
                && old.services.len() == new.services.len()
                && services
                    .all(|((old, why), (new, because))| self.moved[*old] == Some(*new) && why == because)
        };
        old.len() == new.len() && old.iter().zip(new).all(same)
    }

    /// What others show of a page besides its front matter.
    fn same_surroundings(&self, old: &Page, new: &Page) -> bool {
        self.same_one(old.parent, new.parent)
            && self.same_list(&old.versions, &new.versions)
            && self.same_one(old.easy, new.easy)
            && old.feed == new.feed
    }

    fn same_place(&self, old: &Page, new: &Page) -> bool {
        self.same_surroundings(old, new)
            && self.same_one(old.previous, new.previous)
            && self.same_one(old.next, new.next)
            && self.same_links(&old.links, &new.links)
            && self.same_alternatives(&old.alternatives, &new.alternatives)
            && [
                (&old.children, &new.children),
                (&old.shows, &new.shows),
                (&old.backlinks, &new.backlinks),
                (&old.related, &new.related),
                (&old.used_by, &new.used_by),
                (&old.services, &new.services),
                (&old.parts, &new.parts),
            ]
            .into_iter()
            .all(|(old, new)| self.same_list(old, new))
    }

    fn ids(&mut self) {
        let none = Vec::new();
        let (old, new) = (self.old, self.new);
        for (id, pages) in &old.by_id {
            if !self.same_list(pages, new.by_id.get(id).unwrap_or(&none)) {
                self.looks.insert(Look::Id(Key::of(id)));
            }
        }
        let fresh = new.by_id.keys().filter(|id| !old.by_id.contains_key(*id));
        self.looks.extend(fresh.map(|id| Look::Id(Key::of(id))));
        let starts = |site: &Site| -> BTreeMap<String, String> {
            let start = |(language, id): (&String, &Id)| (language.clone(), site.pages[*id].url.clone());
            site.starts.iter().map(start).collect()
        };
        if starts(old) != starts(new) {
            self.looks.insert(Look::Languages);
        }
    }

    fn lists(&mut self) {
        let (old, new) = (self.old, self.new);
        let summary = |taxonomy: &Taxonomy| -> Vec<(String, String, usize)> {
            let tags = taxonomy.tags.iter();
            tags.map(|tag| (tag.label.clone(), tag.url.clone(), tag.pages.len())).collect()
        };
        self.differing(
            old.taxonomies.iter().map(|taxonomy| (taxonomy.key(), summary(taxonomy))),
            new.taxonomies.iter().map(|taxonomy| (taxonomy.key(), summary(taxonomy))),
            Look::Taxonomy,
        );
        self.differing(
            tags(old).map(|tag| (Key::of(&tag.url), tag.label.clone())),
            tags(new).map(|tag| (Key::of(&tag.url), tag.label.clone())),
            Look::Tag,
        );
        self.differing(
            tags(old).map(|tag| (Key::of(&tag.url), urls(old, &tag.pages))),
            tags(new).map(|tag| (Key::of(&tag.url), urls(new, &tag.pages))),
            Look::Tagged,
        );
        let finder = |site: &Site, finder: &Finder| {
            let section = site.pages[finder.section].url.clone();
            (section, urls(site, &finder.services), finder.facets.clone(), finder.index_url().to_owned())
        };
        self.differing(
            old.finders.iter().map(|one| (Key::of(&one.language), finder(old, one))),
            new.finders.iter().map(|one| (Key::of(&one.language), finder(new, one))),
            Look::Finder,
        );
        self.differing(
            old.aliases.iter().map(|alias| (Key::of(&alias.url), alias.target.clone())),
            new.aliases.iter().map(|alias| (Key::of(&alias.url), alias.target.clone())),
            Look::Alias,
        );
    }

    fn differing<T: PartialEq>(
        &mut self,
        old: impl Iterator<Item = (Key, T)>,
        new: impl Iterator<Item = (Key, T)>,
        look: fn(Key) -> Look,
    ) {
        self.looks.extend(differing(old, new).into_iter().map(look));
    }
}

/// The keys whose value is another one, or that are only on one side.
pub fn differing<K: Copy + Eq + Hash, T: PartialEq>(
    old: impl Iterator<Item = (K, T)>,
    new: impl Iterator<Item = (K, T)>,
) -> Vec<K> {
    let mut old: HashMap<K, T> = old.collect();
    let mut keys: Vec<K> =
        new.filter_map(|(key, value)| (old.remove(&key).as_ref() != Some(&value)).then_some(key)).collect();
    keys.extend(old.into_keys());
    keys
}

fn tags(site: &Site) -> impl Iterator<Item = &Tag> {
    site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.tags)
}

fn urls(site: &Site, ids: &[Id]) -> Vec<String> {
    ids.iter().map(|id| site.pages[*id].url.clone()).collect()
}

fn same_front(old: &Page, new: &Page) -> bool {
    let (old, new) = (&old.content, &new.content);
    old.title() == new.title() && old.front == new.front && old.details == new.details && old.name == new.name
}

/// Whether the file says the same. A page is more than its file: a language version has its original's
/// facts, and the text has marks of the glossary.
fn same_text(old: &Page, new: &Page) -> bool {
    same_front(old, new) && {
        let (old, new) = (&old.content, &new.content);
        old.file.path == new.file.path && old.file.text == new.file.text && old.body == new.body
    }
}
