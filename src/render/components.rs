//! What the components of a text become: HTML from the theme's `parts/`, and the same in words for search.

use super::facts::word;
use super::links::{Contact, Link};
use super::page::has_contact;
use super::{ClaimView, Fact, Facts, Renderer};
use crate::content::page::Details;
use crate::content::service::Status;
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Resolved, Shown};
use crate::theme;
use serde::Serialize;
use std::sync::Arc;

/// A field within a sentence.
#[derive(Serialize)]
struct FieldView {
    fact: Fact,
    /// Claims that are shown because none of them holds: sources differ.
    claims: Vec<ClaimView>,
    /// Whether sources have said different things, so that the one that is followed is named.
    contested: bool,
}

/// The card of a service.
#[derive(Serialize)]
struct CardView {
    link: Link,
    status: String,
    closed: bool,
    roles: Vec<String>,
    facts: Arc<Facts>,
    has_contact: bool,
    route: Vec<Contact>,
    /// The language of facts as their editor wrote them, where it is another.
    facts_lang: Option<String>,
}

/// What of a service its card says at once.
const SEEN: [&str; 5] = ["target_groups", "age", "place", "service_areas", "channels"];

impl Renderer<'_> {
    /// The HTML of each component of a page, by the index of its link; `root` leads to the site's root.
    pub(super) fn components(&self, page: &Page, root: &str) -> Result<Vec<String>, Diagnostic> {
        let html = page.links.iter().map(|link| match link {
            Resolved::Component(shown) => self.component(page, shown, root),
            _ => Ok(String::new()),
        });
        html.collect()
    }

    fn component(&self, page: &Page, shown: &Shown, root: &str) -> Result<String, Diagnostic> {
        let language = page.language();
        let mut context = self.context(language, &page.url);
        context.insert("root", root);
        let template = match shown {
            Shown::Service(id) => {
                context.insert("cards", &[self.card_view(*id, page)]);
                "parts/service.html"
            }
            Shown::Field(id, key) => {
                context.insert("facts_lang", &self.foreign(*id, language));
                context.insert("field", &self.field_view(*id, key, language));
                "parts/contact.html"
            }
            Shown::Coordinators { place, coordinators, named } => {
                let cards: Vec<CardView> = coordinators.iter().map(|id| self.card_view(*id, page)).collect();
                context.insert("place", &place.as_ref().map(|place| self.area(language, place)));
                context.insert("cards", &cards);
                context.insert("named", named);
                context.insert("route", &self.route_from(page));
                "parts/region-contact.html"
            }
        };
        let html = self.fill_in(template, &context, &page.content.file.path)?;
        // The text that it stands in is not minified again.
        Ok(theme::minify_html(html.trim()))
    }

    /// What a component says, in words.
    pub(crate) fn component_text(&self, page: &Page, link: usize) -> String {
        let language = page.language();
        match page.links.get(link) {
            Some(Resolved::Component(Shown::Service(id))) => self.card_text(*id, page),
            Some(Resolved::Component(Shown::Field(id, key))) => self.field_text(*id, key, language),
            Some(Resolved::Component(Shown::Coordinators { coordinators, .. })) => {
                let cards: Vec<String> = coordinators.iter().map(|id| self.card_text(*id, page)).collect();
                cards.join("\n")
            }
            _ => String::new(),
        }
    }

    /// Where to ask about a record without any way to be in touch, but for the page that says so.
    fn route_from(&self, page: &Page) -> Vec<Contact> {
        let mut route = self.contact_route(page.language());
        route.retain(|contact| contact.link.url != page.url);
        route
    }

    fn card_view(&self, id: Id, page: &Page) -> CardView {
        let language = page.language();
        let facts = self.facts_of(id, language);
        let (status, roles) = match self.site.shown(id).details() {
            Details::Service(service) => (service.status.value().copied(), service.audience_role.value()),
            _ => (None, None),
        };
        let status = status.unwrap_or(Status::Unknown);
        CardView {
            link: self.link(id, language),
            closed: status.is_closed(),
            status: word(&status),
            roles: roles.into_iter().flatten().map(word).collect(),
            has_contact: has_contact(&facts),
            route: self.route_from(page),
            facts_lang: self.foreign(id, language),
            facts,
        }
    }

    fn card_text(&self, id: Id, page: &Page) -> String {
        let card = self.card_view(id, page);
        let seen = SEEN.iter().filter_map(|key| card.facts.get(key));
        let ways = ["phones", "email", "url"].iter().filter_map(|key| card.facts.get(key));
        let ways = ways.filter(|_| !card.closed);
        let said =
            seen.chain(ways).filter(|fact| fact.known).map(|fact| format!("{}: {}", fact.label, fact.text));
        let first = [Some(card.link.title), card.link.description].into_iter().flatten();
        first.chain(said).collect::<Vec<_>>().join("\n")
    }

    fn field_view(&self, id: Id, key: &str, language: &str) -> Option<FieldView> {
        let fact = self.facts_of(id, language).get(key)?.clone();
        let current = !fact.values.is_empty();
        let disputed = fact.history.iter().filter(|claim| claim.state == "disputed").cloned();
        let claims: Vec<ClaimView> = if current { Vec::new() } else { disputed.collect() };
        let contested = fact.history.iter().any(|claim| claim.state != "current");
        Some(FieldView { fact, claims, contested })
    }

    fn field_text(&self, id: Id, key: &str, language: &str) -> String {
        let Some(field) = self.field_view(id, key, language) else { return String::new() };
        let source = field.fact.source.filter(|_| field.contested);
        let said = |text: &str, source: Option<&super::SourceRef>| match source {
            Some(source) => {
                let according = self.text(language, "according-to");
                format!("{text} ({according} {}, {})", source.short, source.year_text)
            }
            None => text.to_owned(),
        };
        if field.claims.is_empty() {
            return said(&field.fact.text, source.as_ref());
        }
        let claims: Vec<String> =
            field.claims.iter().map(|claim| said(&claim.text, claim.source.as_ref())).collect();
        format!("{} ({})", claims.join("; "), self.text(language, "state-disputed"))
    }

    /// The language of a page's original, where it is not this one: its editor's words are in it.
    pub(super) fn foreign(&self, id: Id, language: &str) -> Option<String> {
        let original = self.site.shown(id).original().unwrap_or(id);
        let original = self.site.shown(original).language();
        (original != language).then(|| original.to_owned())
    }
}
