//! The fields of a record in the words of its front matter: what every export begins from.
//!
//! An export holds what is current. Several current claims of a list are one longer list; of anything else
//! there is only one. What was superseded or is disputed stays on the record's page, and an export names
//! the fields it left out.

use crate::content::areas::Area;
use crate::content::field::{Claim, Field, State};
use crate::content::records::Organization;
use crate::content::schedule::{Day, Schedule, ScheduleException};
use crate::content::service::{Address, Phone, Service, SessionLimit};
use crate::date::Inexact;
use crate::render::word;
use serde::Serialize;

/// One field.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// Its key in front matter.
    pub(super) key: &'static str,
    /// Its current values; none where no source says.
    pub(super) values: Vec<String>,
    /// Who says so, claim by claim.
    pub(super) sources: Vec<SourceOf<'a>>,
    /// The states of claims that are not current, each once.
    pub(super) others: Vec<&'static str>,
    /// Whether a value is there that must not be shown.
    pub(super) confidential: bool,
}

/// Where a current claim comes from.
#[derive(Debug)]
pub(super) struct SourceOf<'a> {
    /// The id of the source.
    pub(super) id: &'a str,
    /// When it was so.
    pub(super) as_of: Option<Inexact>,
    /// Whether it is concluded from the source rather than said by it.
    pub(super) inferred: bool,
    /// Whether the source names only some of the values.
    pub(super) partial: bool,
    /// What an editor adds.
    pub(super) note: Option<&'a str>,
}

impl Known<'_> {
    /// The field as one value of text.
    pub(super) fn joined(&self) -> Option<String> {
        (!self.values.is_empty()).then(|| self.values.join(SEPARATOR))
    }
}

/// What is to be known of the fields of a record beside their values, as lists of their keys: those of which a
/// source names only some values, and those that are concluded from a source.
pub(crate) const MARKS: [&str; 2] = ["partial", "inferred"];

/// The fields with a mark.
pub(super) fn marked(fields: &[Known<'_>], mark: &str) -> Vec<&'static str> {
    let has = |source: &SourceOf<'_>| if mark == "partial" { source.partial } else { source.inferred };
    fields.iter().filter(|field| field.sources.iter().any(has)).map(|field| field.key).collect()
}

/// Stands between the values of a list that is written as one text.
pub(crate) const SEPARATOR: &str = "; ";

/// The values of all current claims.
pub(super) fn current<T>(field: &Field<T>) -> impl Iterator<Item = &Claim<T>> {
    field.claims.iter().filter(|claim| claim.state == State::Current)
}

/// The current values of a list.
pub(super) fn all<T>(field: &Field<Vec<T>>) -> Vec<&T> {
    current(field).flat_map(|claim| &claim.value).collect()
}

fn known<'a, T>(key: &'static str, field: &'a Field<T>, show: impl Fn(&T) -> Vec<String>) -> Known<'a> {
    let mut values: Vec<String> = Vec::new();
    for value in current(field).flat_map(|claim| show(&claim.value)) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let source = |claim: &'a Claim<T>| SourceOf {
        id: &claim.source.value,
        as_of: claim.as_of,
        inferred: claim.inferred,
        partial: claim.partial,
        note: claim.note.as_deref(),
    };
    let mut others = Vec::new();
    for (state, name) in [(State::Superseded, "superseded"), (State::Disputed, "disputed")] {
        if field.claims.iter().any(|claim| claim.state == state) {
            others.push(name);
        }
    }
    Known { key, values, sources: current(field).map(source).collect(), others, confidential: false }
}

/// The fields of a service in the order of its front matter.
pub(super) fn service(s: &Service) -> Vec<Known<'_>> {
    let mut addresses = known("addresses", &s.addresses, |all| all.iter().filter_map(address).collect());
    addresses.confidential = all(&s.addresses).iter().any(|address| address.confidential);
    vec![
        known("organization", &s.organization, text),
        known("alternate_name", &s.alternate_name, Clone::clone),
        known("status", &s.status, one_word),
        known("phones", &s.phones, |phones| numbers(phones)),
        known("email", &s.email, text),
        known("url", &s.url, text),
        known("channels", &s.channels, |all| words(all)),
        known("schedules", &s.schedules, |all| all.iter().map(schedule).collect()),
        known("schedule_exceptions", &s.schedule_exceptions, |all| all.0.iter().map(exception).collect()),
        known("place", &s.place, |place| vec![area(place)]),
        known("locality", &s.locality, text),
        known("service_areas", &s.service_areas, |all| all.iter().map(area).collect()),
        addresses,
        known("languages", &s.languages, Clone::clone),
        known("interpretation", &s.interpretation, one_word),
        known("cost", &s.cost, text),
        known("minimum_age", &s.minimum_age, number),
        known("maximum_age", &s.maximum_age, number),
        known("age_policy", &s.age_policy, one_word),
        known("target_groups", &s.target_groups, |all| words(all)),
        known("audience_role", &s.audience_role, |all| words(all)),
        known("offers", &s.offers, |all| words(all)),
        known("anonymous", &s.anonymous, one_word),
        known("way_in", &s.way_in, |all| words(all)),
        known("session_limit", &s.session_limit, |limit| match limit {
            SessionLimit::None => vec!["none".to_owned()],
            SessionLimit::Sessions(count) => number(count),
        }),
        known("accessibility", &s.accessibility, text),
        known("alert", &s.alert, text),
        known("assured_date", &s.assured_date, number),
    ]
}

/// The fields of an organization in the order of its front matter.
pub(super) fn organization(o: &Organization) -> Vec<Known<'_>> {
    vec![
        known("alternate_name", &o.alternate_name, Clone::clone),
        known("organization_type", &o.organization_type, one_word),
        known("parent_organization", &o.parent_organization, text),
        known("url", &o.url, text),
        known("email", &o.email, text),
        known("phones", &o.phones, |phones| numbers(phones)),
    ]
}

/// The field with a key.
pub(super) fn field<'k, 'a>(fields: &'k [Known<'a>], key: &str) -> Option<&'k Known<'a>> {
    fields.iter().find(|field| field.key == key)
}

#[expect(clippy::ptr_arg, reason = "it takes what a field holds")]
fn text(text: &String) -> Vec<String> {
    vec![text.clone()]
}

fn number(number: &impl ToString) -> Vec<String> {
    vec![number.to_string()]
}

fn one_word<T: Serialize>(value: &T) -> Vec<String> {
    vec![word(value)]
}

fn words<T: Serialize>(values: &[T]) -> Vec<String> {
    values.iter().map(word).collect()
}

fn numbers(phones: &[Phone]) -> Vec<String> {
    phones.iter().map(|phone| phone.0.clone()).collect()
}

/// `national`, `county:Hallands län` or `municipality:Göteborg`.
pub(super) fn area(area: &Area) -> String {
    match area {
        Area::National => "national".to_owned(),
        Area::County(place) => format!("county:{}", place.name),
        Area::Municipality(place) => format!("municipality:{}", place.name),
    }
}

/// `24/7`, or days and times: `mon,tue 09:00-16:00`; `20:00-02:00+1` closes on the day after.
fn schedule(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Always => "24/7".to_owned(),
        Schedule::Weekly { days, opens, closes, past_midnight } => {
            format!("{} {}", words(days).join(","), times(opens, closes, *past_midnight))
        }
    }
}

fn times(opens: &str, closes: &str, past_midnight: bool) -> String {
    let next_day = if past_midnight { "+1" } else { "" };
    format!("{opens}-{closes}{next_day}")
}

/// What stands where a service is closed.
pub(crate) const CLOSED: &str = "closed";

/// The days and what holds then: `2026-12-24 closed`, `06-01/08-31 mon,tue 09:00-16:00`, and without days of
/// the week where it is every day.
pub(super) fn exception(exception: &ScheduleException) -> String {
    let [from, to] = exception.period.bounds();
    let period = if from == to { from } else { format!("{from}/{to}") };
    let hours = match &exception.hours {
        None => CLOSED.to_owned(),
        Some(Schedule::Weekly { days, opens, closes, past_midnight }) if *days == Day::ALL => {
            times(opens, closes, *past_midnight)
        }
        Some(hours) => schedule(hours),
    };
    format!("{period} {hours}")
}

/// `Street 1 | 123 45 | Town`; nothing of one that must not be shown.
fn address(address: &Address) -> Option<String> {
    let parts = [&address.address_1, &address.postal_code, &address.city];
    let parts = parts.map(|part| part.as_deref().unwrap_or_default());
    (!address.confidential && parts.iter().any(|part| !part.is_empty())).then(|| parts.join(" | "))
}
