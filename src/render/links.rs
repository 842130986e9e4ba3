//! Links and cards: how one page shows another.

use super::facts::word;
use super::{FactValue, Renderer, SourceRef};
use crate::content::page::{Details, Kind};
use crate::site::Id;
use serde::Serialize;

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    /// The page's title.
    pub title: String,
    /// The language of the title, where it is another than the linking page's.
    pub title_lang: Option<String>,
    /// Its address from the site's root.
    pub url: String,
    /// Its language, where it is another than the linking page's.
    pub lang: Option<String>,
    /// Its kind.
    pub kind: &'static str,
    /// Its description.
    pub description: Option<String>,
}

/// A page in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// When it was first published.
    pub date: Option<DateText>,
    /// When it was changed.
    pub updated: Option<DateText>,
    /// For a service: the word of its status.
    pub status: Option<String>,
    /// For a service: what tells it apart.
    pub facts: Vec<String>,
    /// For a service: in which roles people turn to it.
    pub audience_roles: Vec<String>,
    /// For a source: what kind of document, whose, when.
    pub source: Option<super::sources::SourceView>,
}

/// A page that one can turn to; a service's shows its numbers at once.
#[derive(Clone, Debug, Serialize)]
pub struct Contact {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// Its telephone numbers.
    pub phones: Vec<FactValue>,
    /// Who says that they are right.
    pub source: Option<SourceRef>,
}

/// An entry of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuLink {
    /// The link.
    #[serde(flatten)]
    pub link: Link,
    /// Whether it leads to the page that shows it.
    pub current: bool,
    /// Whether the page that shows it lies below.
    pub inside: bool,
}

/// Cards under a letter or a kind.
#[derive(Clone, Debug, Serialize)]
pub struct Group<T> {
    /// The letter, or the name of the kind.
    pub title: String,
    /// The letter, for anchors.
    pub letter: String,
    /// What stands under it.
    pub entries: Vec<T>,
}

/// A date for machines and for people.
#[derive(Clone, Debug, Serialize)]
pub struct DateText {
    /// `2026-11-23`.
    pub iso: String,
    /// `23 november 2026`.
    pub text: String,
}

impl Renderer<'_> {
    /// A link to a page, as a page in `language` shows it.
    pub fn link(&self, id: Id, language: &str) -> Link {
        let page = self.site.shown(id);
        let other = |code: &str| (code != language).then(|| code.to_owned());
        Link {
            title: page.title().to_owned(),
            title_lang: other(page.title_language()),
            url: page.url().to_owned(),
            lang: other(page.language()),
            kind: page.kind().name(),
            description: page.front().description.clone(),
        }
    }

    /// Links to several pages.
    pub fn links(&self, ids: &[Id], language: &str) -> Vec<Link> {
        ids.iter().map(|id| self.link(*id, language)).collect()
    }

    /// A card for a page.
    pub fn card(&self, id: Id, language: &str) -> Card {
        let page = self.site.shown(id);
        let front = page.front();
        let (status, facts) = self.service_summary(id, language);
        let roles = match page.details() {
            Details::Service(service) => service.audience_role.value().map(Vec::as_slice).unwrap_or_default(),
            _ => &[],
        };
        Card {
            link: self.link(id, language),
            date: front.date.map(|date| self.date(language, date)),
            updated: front.updated.map(|date| self.date(language, date)),
            status,
            facts,
            audience_roles: roles.iter().map(word).collect(),
            source: self.source_view(page.details(), language),
        }
    }

    /// Cards for several pages.
    pub fn cards(&self, ids: &[Id], language: &str) -> Vec<Card> {
        ids.iter().map(|id| self.card(*id, language)).collect()
    }

    /// A page that one can turn to.
    pub fn contact(&self, id: Id, language: &str) -> Contact {
        let facts = self.facts_of(id, language);
        let phones = facts.get("phones");
        let (phones, source) =
            phones.map(|fact| (fact.values.clone(), fact.source.clone())).unwrap_or_default();
        Contact { link: self.link(id, language), phones, source }
    }

    /// A link to a page that Lykta makes itself.
    pub fn generated(&self, language: &str, stem: &str, key: &str) -> Link {
        made(self.text(language, key), self.site.generated_url(language, stem))
    }

    /// The way from the start page down to a section.
    pub fn breadcrumbs(&self, parent: Option<Id>, language: &str) -> Vec<Link> {
        let mut above = Vec::new();
        let mut at = parent;
        while let Some(id) = at {
            above.push(self.link(id, language));
            at = self.site.shown(id).parent();
        }
        above.reverse();
        above
    }

    /// Items under the letter that they begin with, in the order of the alphabet. They come sorted.
    pub fn by_letter<T>(&self, language: &str, items: Vec<(String, T)>) -> Vec<Group<T>> {
        let mut groups: Vec<Group<T>> = Vec::new();
        for (title, item) in items {
            let letter = self.site.letter(language, &title);
            match groups.iter_mut().find(|group| group.letter == letter) {
                Some(group) => group.entries.push(item),
                None => groups.push(Group { title: letter.clone(), letter, entries: vec![item] }),
            }
        }
        groups.sort_by(|a, b| self.site.compare(language, &a.letter, &b.letter));
        groups
    }

    /// Pages by kind, for lists of a topic or audience.
    pub fn by_kind(&self, ids: &[Id], language: &str) -> Vec<Group<Card>> {
        let kinds =
            [Kind::Service, Kind::Article, Kind::Organization, Kind::Term, Kind::Source, Kind::Section];
        let group = |kind: Kind| {
            let ids = ids.iter().filter(|id| self.site.shown(**id).kind() == kind);
            let entries: Vec<Card> = ids.map(|id| self.card(*id, language)).collect();
            let title = self.text(language, &format!("kind-{}s", kind.name()));
            (!entries.is_empty()).then(|| Group { title, letter: kind.name().to_owned(), entries })
        };
        kinds.into_iter().filter_map(group).collect()
    }
}

/// A link to a page that Lykta makes itself, by its address.
pub(super) fn made(title: String, url: String) -> Link {
    Link { title, title_lang: None, url, lang: None, kind: "generated", description: None }
}
