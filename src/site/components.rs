//! What the components of a text show: the records behind the names that the editor used.
//!
//! A page that places a record shows facts of another page. Which ones stands here, in [`Page::shows`], and
//! nowhere else: what a template writes of a component depends on those pages and on the interface texts.

use super::{Id, Page, Resolved, Site, backlinks};
use crate::content::areas::{Area, Place, places};
use crate::content::field::{Field, State, Statement};
use crate::content::page::{Details, Kind};
use crate::content::service::{AudienceRole, Offer, Service};
use crate::content::visit::{Same, Visitor};
use crate::diagnostics::{Diagnostic, suggest};
use crate::markdown::Component;
use std::collections::BTreeSet;

/// What a component shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The card of a service.
    Service(Id),
    /// A field of a record, by its key.
    Field(Id, &'static str),
    /// Coordinators.
    Coordinators {
        /// The place that is asked about; none for the whole country.
        place: Option<Area>,
        /// Those that a source names for the place, else all of them.
        coordinators: Vec<Id>,
        /// Whether a source names any for the place.
        named: bool,
    },
}

impl Shown {
    /// Whether another one shows the same of its records.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Service(_), Self::Service(_)) => true,
            (Self::Field(_, key), Self::Field(_, other)) => key == other,
            (
                Self::Coordinators { place, named, .. },
                Self::Coordinators { place: other, named: theirs, .. },
            ) => (place, named) == (other, theirs),
            _ => false,
        }
    }

    /// The records.
    pub fn pages(&self) -> &[Id] {
        match self {
            Self::Service(id) | Self::Field(id, _) => std::slice::from_ref(id),
            Self::Coordinators { coordinators, .. } => coordinators,
        }
    }
}

/// What a component of a page in a language shows. `coordinators` are those of the site, in order.
pub(super) fn resolve(
    site: &Site,
    language: &str,
    component: &Component,
    coordinators: &[Id],
) -> Result<Shown, Diagnostic> {
    match component {
        Component::Service(id) => record(site, language, id, &[Kind::Service], "service").map(Shown::Service),
        Component::Contact(id, field) => {
            let kinds = [Kind::Service, Kind::Organization];
            let page = record(site, language, id, &kinds, "service or organization")?;
            key(&site.pages[page], id, field).map(|key| Shown::Field(page, key))
        }
        Component::RegionContact(place) => self::coordinators(site, language, place.as_deref(), coordinators),
    }
}

fn record(site: &Site, language: &str, id: &str, kinds: &[Kind], what: &str) -> Result<Id, Diagnostic> {
    let found = site.find(id, language);
    if let Some(page) = found.filter(|page| kinds.contains(&site.pages[*page].kind())) {
        return Ok(page);
    }
    let (code, message) = match found {
        None => ("component/unknown-id", format!("No page has the id `{id}`.")),
        Some(page) => {
            let kind = site.pages[page].kind().name();
            ("component/wrong-kind", format!("`{id}` is of type `{kind}`, not a {what}."))
        }
    };
    let ids = site.pages.iter().filter(|page| kinds.contains(&page.kind()));
    let help = match suggest(id, ids.map(|page| page.content.id())) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => format!("Write the id of a {what}: the name of its file without `.md`, if it has no `id`."),
    };
    Err(Diagnostic::error(code, message).help(help))
}

/// Both limits of age and the policy as one field, which a record does not have under one key.
const AGE: &str = "age";

fn key(page: &Page, id: &str, wanted: &str) -> Result<&'static str, Diagnostic> {
    let mut fields = Fields(Vec::new());
    page.content.details.visit(&mut fields);
    if page.kind() == Kind::Service {
        let limits = ["minimum_age", "maximum_age", "age_policy"];
        let known = fields.0.iter().any(|(key, known)| limits.contains(key) && *known);
        fields.0.push((AGE, known));
    }
    match fields.0.iter().find(|(key, _)| *key == wanted) {
        Some((key, true)) => Ok(key),
        Some((_, false)) => {
            let message = format!("No source says what `{wanted}` of `{id}` is.");
            let help = "Write that it is not known, or put what a source says into the record.";
            Err(Diagnostic::error("component/no-value", message)
                .help(help)
                .related("The record.", page.content.file.locate(0..0)))
        }
        None => {
            let keys: Vec<&str> = fields.0.iter().map(|(key, _)| *key).collect();
            let help = match suggest(wanted, keys.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("The fields are {}.", keys.join(", ")),
            };
            let message = format!("A record of type `{}` has no field `{wanted}`.", page.kind().name());
            Err(Diagnostic::error("component/unknown-field", message).help(help))
        }
    }
}

/// The keys of a record, each with whether it says anything that holds or is disputed.
struct Fields(Vec<(&'static str, bool)>);

impl<'a> Visitor<'a> for Fields {
    fn field<T: Same>(&mut self, key: &'static str, field: &'a Field<T>) {
        self.0.push((key, field.claims.iter().any(|claim| claim.state != State::Superseded)));
    }

    fn statement(&mut self, _: &'a Statement) {}
}

/// The services that coordinate and are for professionals, by title.
pub(super) fn all_coordinators(site: &Site) -> Vec<Id> {
    let coordinates = |service: &Service| {
        let offers = service.offers.value().is_some_and(|offers| offers.contains(&Offer::Coordination));
        let roles = service.audience_role.value();
        offers && roles.is_some_and(|roles| roles.contains(&AudienceRole::Professionals))
    };
    let pages = site.pages.iter().enumerate().filter(|(id, page)| {
        let original = page.versions.first().is_none_or(|original| original == id);
        original && matches!(&page.content.details, Details::Service(service) if coordinates(service))
    });
    let mut all: Vec<Id> = pages.map(|(id, _)| id).collect();
    let main = &site.config.main_language().code;
    all.sort_by(|a, b| site.by_title(main, *a, *b));
    all
}

fn coordinators(site: &Site, language: &str, place: Option<&str>, all: &[Id]) -> Result<Shown, Diagnostic> {
    if all.is_empty() {
        let message = "The site has no coordinator.";
        let help =
            "A coordinator is a service with `offers: [coordination]` and `audience_role: [professionals]`.";
        return Err(Diagnostic::error("component/no-coordinator", message).help(help));
    }
    let place = place.map(area).transpose()?;
    let serves = |id: &Id| match (&site.pages[*id].content.details, &place) {
        (Details::Service(service), Some(place)) => {
            service.service_areas.value().is_some_and(|areas| areas.iter().any(|area| covers(area, place)))
        }
        _ => false,
    };
    let theirs: Vec<Id> = all.iter().copied().filter(serves).collect();
    let named = !theirs.is_empty();
    let chosen = if named { theirs } else { all.to_vec() };
    let version = |id: Id| site.find(site.pages[id].content.id(), language).unwrap_or(id);
    Ok(Shown::Coordinators { place, coordinators: chosen.into_iter().map(version).collect(), named })
}

fn covers(area: &Area, place: &Area) -> bool {
    match (area, place) {
        (Area::National, _) => true,
        (Area::County(county), Area::Municipality(place)) => place.code.starts_with(county.code),
        (area, place) => area == place,
    }
}

/// A county or municipality, written as in a record or by its name alone.
fn area(text: &str) -> Result<Area, Diagnostic> {
    let (kinds, name): (&[&str], &str) = match text.split_once(':') {
        Some(("county", name)) => (&["county"], name.trim()),
        Some(("municipality", name)) => (&["municipality"], name.trim()),
        _ => (&["county", "municipality"], text),
    };
    let all = || kinds.iter().flat_map(|kind| places(kind).map(move |place| (*kind, place)));
    let named = |place: &Place| place.name == name || place.code == name;
    if let Some((kind, place)) = all().find(|(_, place)| named(place)) {
        return Ok(if kind == "county" { Area::County(place) } else { Area::Municipality(place) });
    }
    let help = match suggest(name, all().map(|(_, place)| place.name)) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Write a county or a municipality of Sweden: `county:Hallands län`.".to_owned(),
    };
    Err(Diagnostic::error("component/unknown-area", format!("There is no place `{name}`.")).help(help))
}

/// Fills in [`Page::shows`].
pub(super) fn collect(site: &mut Site) {
    let shown: Vec<Vec<Id>> = site.pages.iter().map(|page| shows(site, page)).collect();
    for (page, shown) in site.pages.iter_mut().zip(shown) {
        page.shows = shown;
    }
}

/// The records that a page's components show, and what those show in turn: their organization and sources,
/// and for a card without any way to be in touch the pages that lead on.
fn shows(site: &Site, page: &Page) -> Vec<Id> {
    let mut shown = BTreeSet::new();
    for link in &page.links {
        let Resolved::Component(component) = link else { continue };
        shown.extend(component.pages());
        if !matches!(component, Shown::Field(..)) {
            let route = &site.config.contact_route;
            shown.extend(route.iter().filter_map(|id| site.find(id, page.language())));
        }
    }
    let mut all = shown.clone();
    for id in shown {
        let details = &site.pages[id].content.details;
        let organization = match details {
            Details::Service(service) => service.organization.value(),
            Details::Organization(organization) => organization.parent_organization.value(),
            _ => None,
        };
        let named = backlinks::citations(details).into_iter().map(|source| &source.value).chain(organization);
        all.extend(named.filter_map(|id| site.find(id, page.language())));
    }
    all.into_iter().collect()
}
