//! `api/services.json` and `api/organizations.json`: the records as Open Referral's HSDS 3.1, in its full
//! (nested) form, each file one page of the list that an HSDS API answers with.
//!
//! What a source does not say is not there. HSDS wants more certainty than some records have, so:
//!
//! - `status: unknown` becomes `active` with an `alert` that names source and year; the attribute
//!   `status:unknown` says it to machines, and without an `assured_date` nobody can take it for assured.
//! - A description that HSDS requires and nobody wrote is a sentence that says so.
//! - Where a service is becomes a location, named and numbered as Statistics Sweden (SCB) does. It has an
//!   address only with a street, and never a confidential one.
//! - An exception of the week is a schedule with `valid_from` and `valid_to`, and without hours where it is
//!   closed. HSDS knows no days of every year, so such a schedule has a `description` alone. An attribute says
//!   all of it to machines.
//! - Times of opening are Swedish local time. HSDS knows only fixed offsets, which would be wrong half the
//!   year, so the time zone stands in `notes`.
//!
//! What HSDS has no member for is in the [attributes](super::attributes), which also list what is left out.
//! The exports hold each record once, in its original language; translations stay on the site.

use super::attributes;
use super::ids::Ids;
use super::values::{self, Known, SEPARATOR};
use crate::content::areas::{Area, places};
use crate::content::page::{Details, Kind};
use crate::content::period::Period;
use crate::content::records::Organization;
use crate::content::schedule::{Schedule, ScheduleException, ScheduleExceptions};
use crate::content::service::{Address, Phone, Service, Status};
use crate::render::{Rendered, Renderer, web_address, word};
use crate::site::{Page, Site};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

/// The time zone of all schedules.
pub(crate) const TIME_ZONE: &str = "Europe/Stockholm";
/// What the whole country is called.
pub(crate) const COUNTRY: &str = "Sverige";

/// Makes HSDS of records.
pub(super) struct Exporter<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) ids: Ids,
    /// The site's main language.
    pub(super) language: &'a str,
}

/// The originals of all records of a kind; language versions repeat their facts.
pub(super) fn records(site: &Site, kind: Kind) -> Vec<&Page> {
    let pages = site.pages.iter().enumerate();
    let originals = pages.filter(|(id, page)| page.versions.first().is_none_or(|first| first == id));
    originals.map(|(_, page)| page).filter(|page| page.kind() == kind).collect()
}

/// Whether no source says that the service exists, or that it does not.
pub(super) fn is_unknown(fields: &[Known<'_>]) -> bool {
    values::field(fields, "status")
        .is_none_or(|status| status.values.is_empty() || status.values == ["unknown"])
}

/// The file of a list, one record a line.
pub(super) fn list(url: &str, records: impl ParallelIterator<Item = Value>) -> Rendered {
    let lines: Vec<String> = records.map(|record| record.to_string()).collect();
    let count = lines.len();
    let text = format!(
        "{{\"total_items\":{count},\"total_pages\":1,\"page_number\":1,\"size\":{count},\"first_page\":true,\
         \"last_page\":true,\"empty\":{},\"contents\":[\n{}\n]}}\n",
        lines.is_empty(),
        lines.join(",\n")
    );
    Rendered { url: url.to_owned(), bytes: text.into_bytes() }
}

impl Exporter<'_> {
    /// A word of front matter for people.
    pub(super) fn word(&self, prefix: &str, word: &str) -> String {
        self.renderer.text(self.language, &format!("{prefix}-{}", word.replace('_', "-")))
    }

    /// A service with its organization.
    pub(super) fn service(&self, page: &Page) -> Option<Value> {
        let Details::Service(service) = &page.content.details else { return None };
        let mut object = self.bare_service(page, service);
        let organization = service.organization.value().and_then(|id| self.page(id));
        if let Some((page, organization)) = organization {
            object.insert("organization".into(), Value::Object(self.bare_organization(page, organization)));
        }
        Some(Value::Object(object))
    }

    /// An organization with its services.
    pub(super) fn organization(&self, page: &Page) -> Option<Value> {
        let Details::Organization(organization) = &page.content.details else { return None };
        let mut object = self.bare_organization(page, organization);
        let services = records(self.renderer.site.all(), Kind::Service).into_iter().filter_map(|other| {
            let Details::Service(service) = &other.content.details else { return None };
            let provided = service.organization.value().is_some_and(|id| id == page.content.id());
            provided.then(|| Value::Object(self.bare_service(other, service)))
        });
        put(&mut object, "services", services.collect::<Vec<_>>());
        Some(Value::Object(object))
    }

    fn page(&self, id: &str) -> Option<(&Page, &Organization)> {
        let page = &self.renderer.site.all().pages[self.renderer.site.all().find(id, self.language)?];
        let Details::Organization(organization) = &page.content.details else { return None };
        Some((page, organization))
    }

    fn bare_service(&self, page: &Page, s: &Service) -> Map<String, Value> {
        let (id, fields) = (page.content.id(), values::service(s));
        let mut object = Map::new();
        put(&mut object, "id", self.ids.of("service", id));
        let organization = s.organization.value().and_then(|id| self.page(id));
        put(&mut object, "organization_id", organization.map(|_| self.organization_id(&s.organization)));
        put(&mut object, "name", page.title());
        put(&mut object, "alternate_name", joined(&fields, "alternate_name"));
        put(&mut object, "description", self.description(page));
        put(&mut object, "url", s.url.value().map(|url| web_address(url)));
        put(&mut object, "email", s.email.value().cloned());
        put(&mut object, "status", status(s.status.value().copied()));
        put(&mut object, "alert", self.alert(page, &fields));
        put(&mut object, "assured_date", s.assured_date.value().filter(|_| !is_unknown(&fields)).map(date));
        let answer = values::field(&fields, "interpretation").and_then(|field| field.values.first());
        put(&mut object, "interpretation_services", answer.map(|answer| self.word("answer", answer)));
        put(&mut object, "application_process", self.sentence(&fields, "way_in", "way-in"));
        put(&mut object, "fees_description", s.cost.value().cloned());
        put(&mut object, "eligibility_description", self.eligibility(&fields));
        put(&mut object, "minimum_age", s.minimum_age.value().copied());
        put(&mut object, "maximum_age", s.maximum_age.value().copied());
        put(&mut object, "phones", self.phones("service", id, &values::all(&s.phones)));
        let mut schedules = self.schedules(id, &values::all(&s.schedules));
        schedules.extend(s.schedule_exceptions.value().into_iter().flat_map(|all| self.exceptions(id, all)));
        put(&mut object, "schedules", schedules);
        put(&mut object, "service_areas", self.service_areas(id, &values::all(&s.service_areas)));
        put(&mut object, "languages", self.languages(id, &values::all(&s.languages)));
        put(&mut object, "service_at_locations", self.locations(id, s));
        put(&mut object, "attributes", attributes::of(self, "service", page, &fields));
        object
    }

    fn bare_organization(&self, page: &Page, o: &Organization) -> Map<String, Value> {
        let (id, fields) = (page.content.id(), values::organization(o));
        let mut object = Map::new();
        put(&mut object, "id", self.ids.of("organization", id));
        put(&mut object, "name", page.title());
        put(&mut object, "alternate_name", joined(&fields, "alternate_name"));
        put(&mut object, "description", self.description(page));
        put(&mut object, "website", o.url.value().map(|url| web_address(url)));
        put(&mut object, "email", o.email.value().cloned());
        let parent = o.parent_organization.value().and_then(|id| self.page(id));
        let parent = parent.map(|_| self.organization_id(&o.parent_organization));
        put(&mut object, "parent_organization_id", parent);
        put(&mut object, "phones", self.phones("organization", id, &values::all(&o.phones)));
        put(&mut object, "attributes", attributes::of(self, "organization", page, &fields));
        object
    }

    fn organization_id(&self, field: &crate::content::field::Field<String>) -> String {
        self.ids.of("organization", field.value().map_or("", |id| id))
    }

    fn description(&self, page: &Page) -> String {
        let own = page.content.front.description.clone();
        own.unwrap_or_else(|| self.renderer.text(self.language, "export-no-description"))
    }

    /// The record's own notice, and that it is unknown whether the service exists. What was exported and
    /// imported says so already.
    fn alert(&self, page: &Page, fields: &[Known<'_>]) -> Option<String> {
        let own = joined(fields, "alert");
        let unknown = self.renderer.text(self.language, "status-unknown").to_lowercase();
        let told = own.as_ref().is_some_and(|own| own.to_lowercase().contains(&unknown));
        if !is_unknown(fields) || told {
            return own;
        }
        let all = fields.iter().flat_map(Known::current);
        let of_status = values::field(fields, "status").into_iter().flat_map(Known::current);
        let reference = |id: &str, as_of| self.renderer.source_ref(self.language, id, as_of);
        let from_fields = of_status.chain(all).find_map(|told| reference(told.source, told.as_of));
        let listed = page.content.front.sources.iter().find_map(|id| reference(&id.value, None));
        let source = from_fields.or(listed).map_or_else(
            || self.renderer.text(self.language, "unknown-value"),
            |source| format!("{}: {}", self.renderer.text(self.language, "source"), source.text),
        );
        let unknown = self.renderer.text_with(
            self.language,
            "export-status-unknown",
            &[("status", &capitalised(&unknown)), ("source", &source)],
        );
        Some(own.map_or(unknown.clone(), |own| format!("{own} {unknown}")))
    }

    /// For whom it is, in words. The role comes first: a service for people who buy is not one for the
    /// person exposed, whoever reads the list.
    fn eligibility(&self, fields: &[Known<'_>]) -> Option<String> {
        let parts = [("audience_role", "audience-role"), ("target_groups", "target-group")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter_map(|(key, prefix)| {
                let label = self.renderer.text(self.language, &format!("fact-{}", key.replace('_', "-")));
                Some(format!("{label}: {}.", self.words(fields, key, prefix)?))
            })
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn sentence(&self, fields: &[Known<'_>], key: &str, prefix: &str) -> Option<String> {
        self.words(fields, key, prefix).map(|words| format!("{}.", capitalised(&words)))
    }

    fn words(&self, fields: &[Known<'_>], key: &str, prefix: &str) -> Option<String> {
        let words = &values::field(fields, key)?.values;
        let words: Vec<String> = words.iter().map(|word| self.word(prefix, word)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    fn phones(&self, kind: &str, id: &str, phones: &[&Phone]) -> Vec<Value> {
        let phone = |phone: &&Phone| {
            json!({ "id": self.ids.of(&format!("{kind}-phone"), &format!("{id}/{}", phone.0)),
                    "number": phone.0, "type": "voice" })
        };
        phones.iter().map(phone).collect()
    }

    fn schedules(&self, id: &str, schedules: &[&Schedule]) -> Vec<Value> {
        let schedule = |(at, schedule): (usize, &&Schedule)| {
            let mut object = weekly(schedule);
            put(&mut object, "id", self.ids.of("schedule", &format!("{id}/{at}")));
            if **schedule == Schedule::Always {
                put(&mut object, "description", self.renderer.text(self.language, "schedule-always"));
            }
            Value::Object(object)
        };
        schedules.iter().enumerate().map(schedule).collect()
    }

    fn exceptions(&self, id: &str, exceptions: &ScheduleExceptions) -> Vec<Value> {
        let schedule = |exception: &ScheduleException| {
            let mut object = Map::new();
            if let Period::Dated(from, to) = exception.period {
                object = exception.hours.as_ref().map(weekly).unwrap_or_default();
                put(&mut object, "valid_from", from.to_string());
                put(&mut object, "valid_to", to.to_string());
            }
            let hours: Vec<&Schedule> = exception.hours.iter().collect();
            let text = self.renderer.exception(self.language, &exception.period, &hours);
            put(
                &mut object,
                "id",
                self.ids.of("schedule", &format!("{id}/{}", values::exception(exception))),
            );
            put(&mut object, "description", capitalised(&text));
            Value::Object(object)
        };
        exceptions.0.iter().map(schedule).collect()
    }

    fn service_areas(&self, id: &str, areas: &[&Area]) -> Vec<Value> {
        let area = |area: &&Area| {
            let words = values::area(area);
            json!({ "id": self.ids.of("service_area", &format!("{id}/{words}")),
                    "name": area.name().unwrap_or(COUNTRY), "extent": words, "extent_type": "text" })
        };
        areas.iter().map(area).collect()
    }

    fn languages(&self, id: &str, languages: &[&String]) -> Vec<Value> {
        let language =
            |code: &&String| json!({ "id": self.ids.of("language", &format!("{id}/{code}")), "code": code });
        languages.iter().map(language).collect()
    }

    /// Where the service is: one location, for a record has one place.
    fn locations(&self, id: &str, s: &Service) -> Vec<Value> {
        let place = s.place.value();
        let with_street = |address: &&&Address| !address.confidential && address.address_1.is_some();
        let addresses: Vec<Value> = values::all(&s.addresses)
            .iter()
            .filter(with_street)
            .enumerate()
            .map(|(at, address)| self.address(&format!("{id}/{at}"), address, place))
            .collect();
        let mut location = Map::new();
        put(&mut location, "name", place.map(|area| area.name().unwrap_or(COUNTRY)));
        if let Some(Area::County(place) | Area::Municipality(place)) = place {
            put(&mut location, "external_identifier", place.code);
            put(&mut location, "external_identifier_type", "SCB");
        }
        put(&mut location, "description", s.locality.value().cloned());
        put(&mut location, "addresses", addresses);
        let accessibility = s
            .accessibility
            .value()
            .map(|text| json!([{ "id": self.ids.of("accessibility", id), "description": text }]));
        location.extend(accessibility.map(|list| ("accessibility".to_owned(), list)));
        if location.is_empty() {
            return Vec::new();
        }
        put(&mut location, "id", self.ids.of("location", id));
        put(&mut location, "location_type", "physical");
        vec![json!({ "id": self.ids.of("service_at_location", id), "location": location })]
    }

    /// HSDS requires all parts of an address; those that no source gives are empty.
    fn address(&self, id: &str, address: &Address, place: Option<&Area>) -> Value {
        let county = match place {
            Some(Area::County(county)) => county.name,
            Some(Area::Municipality(place)) => {
                places("county").find(|county| place.code.starts_with(county.code)).map_or("", |it| it.name)
            }
            _ => "",
        };
        json!({ "id": self.ids.of("address", id), "address_1": address.address_1,
            "city": address.city.as_deref().unwrap_or_default(), "state_province": county,
            "postal_code": address.postal_code.as_deref().unwrap_or_default(), "country": "SE",
            "address_type": "physical" })
    }
}

/// The members that say when a week's days are open.
fn weekly(schedule: &Schedule) -> Map<String, Value> {
    let (days, opens, closes) = match schedule {
        Schedule::Always => ("MO,TU,WE,TH,FR,SA,SU".to_owned(), "00:00", "23:59"),
        Schedule::Weekly { days, opens, closes, .. } => {
            let days: Vec<String> = days.iter().map(|day| word(day)[..2].to_uppercase()).collect();
            (days.join(","), opens.as_str(), closes.as_str())
        }
    };
    let mut object = Map::new();
    for (key, value) in [
        ("freq", "WEEKLY"),
        ("byday", days.as_str()),
        ("opens_at", opens),
        ("closes_at", closes),
        ("notes", TIME_ZONE),
    ] {
        put(&mut object, key, value);
    }
    object
}

/// Puts what is known into an object.
fn put(object: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    if !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty()) {
        object.insert(key.to_owned(), value);
    }
}

fn joined(fields: &[Known<'_>], key: &str) -> Option<String> {
    let values = &values::field(fields, key)?.values;
    (!values.is_empty()).then(|| values.join(SEPARATOR))
}

fn status(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Inactive) => "inactive",
        Some(Status::Defunct) => "defunct",
        Some(Status::TemporarilyClosed) => "temporarily closed",
        Some(Status::Active | Status::Unknown) | None => "active",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "it takes what a field holds")]
fn date(date: &crate::date::Date) -> String {
    date.to_string()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
