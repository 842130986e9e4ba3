//! The fields of a record in the words of its front matter: what every export begins from.
//!
//! An export holds what is current. Several current claims of a list are one longer list; of anything else
//! there is only one value. What was superseded or is disputed is never a value of an export; HSDS alone has it,
//! as a claim among its [attributes](super::attributes).

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
    /// Its current values, each once; none where no source says.
    pub(super) values: Vec<String>,
    /// What each source says of it.
    pub(super) claims: Vec<Told<'a>>,
    /// Whether a value is there that must not be shown.
    pub(super) confidential: bool,
}

/// One source's word on a field.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// What it says.
    pub(super) values: Vec<String>,
    /// The id of the source.
    pub(super) source: &'a str,
    /// When it was so.
    pub(super) as_of: Option<Inexact>,
    /// Whether it holds.
    pub(super) state: State,
    /// Whether it is concluded from the source rather than said by it.
    pub(super) inferred: bool,
    /// Whether the source names only some of the values.
    pub(super) partial: bool,
    /// What an editor adds.
    pub(super) note: Option<&'a str>,
}

impl<'a> Known<'a> {
    /// The field as one value of text.
    pub(super) fn joined(&self) -> Option<String> {
        (!self.values.is_empty()).then(|| self.values.join(SEPARATOR))
    }

    /// What holds.
    pub(super) fn current(&self) -> impl Iterator<Item = &Told<'a>> {
        self.claims.iter().filter(|told| told.state == State::Current)
    }
}

/// What is to be known of the fields of a record beside their values, as lists of their keys: those of which a
/// source names only some values, and those that are concluded from a source.
pub(crate) const MARKS: [&str; 2] = ["partial", "inferred"];

/// The fields with a mark.
pub(super) fn marked(fields: &[Known<'_>], mark: &str) -> Vec<&'static str> {
    let has = |told: &Told<'_>| if mark == "partial" { told.partial } else { told.inferred };
    fields.iter().filter(|field| field.current().any(has)).map(|field| field.key).collect()
}

/// Stands between the values of a list that is written as one text.
pub(crate) const SEPARATOR: &str = "; ";

/// The claims that hold.
pub(super) fn current<T>(field: &Field<T>) -> impl Iterator<Item = &Claim<T>> {
    field.claims.iter().filter(|claim| claim.state == State::Current)
}

/// The current values of a list, each once.
pub(super) fn all<T: PartialEq>(field: &Field<Vec<T>>) -> Vec<&T> {
    each_once(current(field).flat_map(|claim| &claim.value))
}

fn each_once<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for value in values {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    once
}

fn known<'a, T>(key: &'static str, field: &'a Field<T>, show: impl Fn(&T) -> Vec<String>) -> Known<'a> {
    let told = |claim: &'a Claim<T>| Told {
        values: show(&claim.value),
        source: &claim.source.value,
        as_of: claim.as_of,
        state: claim.state,
        inferred: claim.inferred,
        partial: claim.partial,
        note: claim.note.as_deref(),
    };
    let claims = field.claims.iter().map(told).collect();
    let mut known = Known { key, values: Vec::new(), claims, confidential: false };
    known.values = each_once(known.current().flat_map(|told| told.values.clone()));
    known
}

/// Of what is no list only one value is current, which two sources may write in two ways.
fn single<'a, T>(key: &'static str, field: &'a Field<T>, show: impl Fn(&T) -> Vec<String>) -> Known<'a> {
    let mut known = known(key, field, show);
    known.values.truncate(1);
    known
}

/// The fields of a service in the order of its front matter.
pub(super) fn service(s: &Service) -> Vec<Known<'_>> {
    let mut addresses = known("addresses", &s.addresses, |all| all.iter().filter_map(address).collect());
    let mut claimed = s.addresses.claims.iter().flat_map(|claim| &claim.value);
    addresses.confidential = claimed.any(|address| address.confidential);
    vec![
        single("organization", &s.organization, text),
        known("alternate_name", &s.alternate_name, Clone::clone),
        single("status", &s.status, one_word),
        known("phones", &s.phones, |phones| numbers(phones)),
        single("email", &s.email, text),
        single("url", &s.url, text),
        known("channels", &s.channels, |all| words(all)),
        known("schedules", &s.schedules, |all| all.iter().map(schedule).collect()),
        known("schedule_exceptions", &s.schedule_exceptions, |all| all.0.iter().map(exception).collect()),
        single("place", &s.place, |place| vec![area(place)]),
        single("locality", &s.locality, text),
        known("service_areas", &s.service_areas, |all| all.iter().map(area).collect()),
        addresses,
        known("languages", &s.languages, Clone::clone),
        single("interpretation", &s.interpretation, one_word),
        single("cost", &s.cost, text),
        single("minimum_age", &s.minimum_age, number),
        single("maximum_age", &s.maximum_age, number),
        single("age_policy", &s.age_policy, one_word),
        known("target_groups", &s.target_groups, |all| words(all)),
        known("audience_role", &s.audience_role, |all| words(all)),
        known("offers", &s.offers, |all| words(all)),
        single("anonymous", &s.anonymous, one_word),
        known("way_in", &s.way_in, |all| words(all)),
        single("session_limit", &s.session_limit, |limit| match limit {
            SessionLimit::None => vec!["none".to_owned()],
            SessionLimit::Sessions(count) => number(count),
        }),
        single("accessibility", &s.accessibility, text),
        single("alert", &s.alert, text),
        single("assured_date", &s.assured_date, number),
    ]
}

/// The fields of an organization in the order of its front matter.
pub(super) fn organization(o: &Organization) -> Vec<Known<'_>> {
    vec![
        known("alternate_name", &o.alternate_name, Clone::clone),
        single("organization_type", &o.organization_type, one_word),
        single("parent_organization", &o.parent_organization, text),
        single("url", &o.url, text),
        single("email", &o.email, text),
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
