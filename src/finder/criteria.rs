//! What the sources say about whom a service takes.

use crate::content::areas::Area;
use crate::content::field::{Claim, Field, State};
use crate::content::period::Period;
use crate::content::schedule::{Schedule, ScheduleExceptions};
use crate::content::service::{
    AgePolicy, Answer, AudienceRole, Channel, Service, Status, TargetGroup, WayIn,
};
use serde::{Serialize, Serializer};

/// The code of the whole country beside SCB's codes of its parts.
pub(crate) const NATIONAL: &str = "national";
const DAY: u16 = 24 * 60;

/// The parts of a record that decide whether it fits. `None` is what no source says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Criteria {
    /// Whether it exists.
    pub status: Status,
    /// Its limits of age.
    pub ages: Option<Ages>,
    /// Where it is: `national`, or SCB's code.
    pub place: Option<String>,
    /// From where it takes people, in the same codes.
    pub areas: Option<Vec<String>>,
    /// Whether it may take people from elsewhere too: the source names only some areas, or they are concluded.
    pub areas_open: bool,
    /// The groups it is for.
    pub groups: Option<Vec<TargetGroup>>,
    /// The roles in which people turn to it.
    pub roles: Option<Vec<AudienceRole>>,
    /// The ways to be in touch.
    pub channels: Option<Vec<Channel>>,
    /// Whether the source names only some of them.
    pub channels_open: bool,
    /// Whether one can be anonymous.
    pub anonymous: Anonymity,
    /// How one comes to it.
    pub way_in: Option<Vec<WayIn>>,
    /// Whether the source names only some ways.
    pub way_in_open: bool,
    /// When it is open, as a week usually is.
    pub hours: Option<Vec<Hours>>,
    /// The days that are otherwise. The first that holds on a day counts, and nothing else does then.
    pub exceptions: Vec<Exception>,
}

/// Limits of age in whole years, both included. Without either, a source says that there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Ages {
    /// The youngest.
    pub min: Option<i64>,
    /// The oldest.
    pub max: Option<i64>,
}

/// Whether one can be anonymous.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anonymity {
    /// Yes.
    Yes,
    /// No.
    No,
    /// No source says.
    Unknown,
    /// Sources differ.
    Disputed,
}

/// Opening hours on some days, in minutes of the day; those that close before they open go past midnight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The days, Monday is 0.
    pub days: Vec<u8>,
    /// From.
    pub opens: u16,
    /// To, not included.
    pub closes: u16,
}

/// Days on which a service has other hours than usually; closed where it has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// Which days, as front matter writes the first and the last.
    #[serde(serialize_with = "bounds")]
    pub period: Period,
    /// Its hours then.
    pub hours: Vec<Hours>,
}

fn bounds<S: Serializer>(period: &Period, serializer: S) -> Result<S::Ok, S::Error> {
    period.bounds().serialize(serializer)
}

impl Criteria {
    /// Of a record.
    pub fn of(service: &Service) -> Self {
        let areas = service.service_areas.current();
        Self {
            status: service.status.value().copied().unwrap_or(Status::Unknown),
            ages: ages(service),
            place: service.place.value().map(code),
            areas: list(&service.service_areas).map(|areas| areas.iter().map(code).collect()),
            areas_open: areas.is_some_and(|claim| claim.inferred || claim.partial),
            groups: list(&service.target_groups),
            roles: list(&service.audience_role),
            channels: list(&service.channels),
            channels_open: is_partial(&service.channels),
            anonymous: anonymity(&service.anonymous),
            way_in: list(&service.way_in),
            way_in_open: is_partial(&service.way_in),
            hours: list(&service.schedules).map(|schedules| schedules.iter().map(hours).collect()),
            exceptions: service.schedule_exceptions.value().map(exceptions).unwrap_or_default(),
        }
    }

    /// Whether it is for those who buy or for unwanted sexuality, and so never for the person exposed.
    pub fn is_apart(&self) -> bool {
        let roles = self.roles.as_deref().unwrap_or_default();
        let special = [AudienceRole::Buyers, AudienceRole::UnwantedSexuality];
        !roles.contains(&AudienceRole::Exposed) && special.iter().any(|role| roles.contains(role))
    }
}

/// A list that says nothing is not known.
fn list<T: Clone>(field: &Field<Vec<T>>) -> Option<Vec<T>> {
    field.value().filter(|values| !values.is_empty()).cloned()
}

fn is_partial<T>(field: &Field<T>) -> bool {
    field.current().is_some_and(|claim: &Claim<T>| claim.partial)
}

fn ages(service: &Service) -> Option<Ages> {
    let (min, max) = (service.minimum_age.value().copied(), service.maximum_age.value().copied());
    let none = service.age_policy.value() == Some(&AgePolicy::None);
    (min.is_some() || max.is_some() || none).then_some(Ages { min, max })
}

fn code(area: &Area) -> String {
    match area {
        Area::National => NATIONAL.to_owned(),
        Area::County(place) | Area::Municipality(place) => place.code.to_owned(),
    }
}

fn anonymity(field: &Field<Answer>) -> Anonymity {
    let disputed = field.claims.iter().any(|claim| claim.state == State::Disputed);
    match field.value() {
        Some(Answer::Yes) => Anonymity::Yes,
        Some(Answer::No) => Anonymity::No,
        _ if disputed => Anonymity::Disputed,
        _ => Anonymity::Unknown,
    }
}

/// The one that counts comes first.
fn exceptions(exceptions: &ScheduleExceptions) -> Vec<Exception> {
    let periods = exceptions.by_period().into_iter();
    let mut exceptions: Vec<Exception> = periods
        .map(|(period, schedules)| Exception {
            period: *period,
            hours: schedules.into_iter().map(hours).collect(),
        })
        .collect();
    exceptions.sort_by_key(|exception| exception.period.rank());
    exceptions
}

fn hours(schedule: &Schedule) -> Hours {
    match schedule {
        Schedule::Always => Hours { days: (0..7).collect(), opens: 0, closes: DAY },
        Schedule::Weekly { days, opens, closes, .. } => Hours {
            days: days.iter().map(|day| *day as u8).collect(),
            opens: minutes(opens),
            closes: minutes(closes),
        },
    }
}

/// The minute of the day of a time that has been read as `HH:MM`.
fn minutes(time: &str) -> u16 {
    let mut parts = time.split(':').map(|part| part.parse::<u16>().unwrap_or_default());
    parts.next().unwrap_or_default() * 60 + parts.next().unwrap_or_default()
}
