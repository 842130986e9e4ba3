//! The questions that have a page of their own, for readers without scripts: each region, band of ages, role and
//! channel that the records name.

use super::criteria::{Criteria, NATIONAL};
use super::query::Query;
use crate::content::areas::places;
use crate::content::service::{AudienceRole, Channel};
use crate::slug::slug;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// A question with a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Where the person is.
    Region(Region),
    /// How old.
    Age(Band),
    /// Who asks.
    Role(AudienceRole),
    /// How to be in touch.
    Channel(Channel),
}

/// A county, a municipality or the whole country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// `national`, or SCB's code.
    pub code: String,
    /// Its name; none for the whole country.
    pub name: Option<&'static str>,
}

/// A band of ages in whole years, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// From.
    pub from: i64,
    /// To; none for the last.
    pub to: Option<i64>,
}

impl Band {
    /// As a question asks for it.
    pub fn ages(self) -> (i64, i64) {
        (self.from, self.to.unwrap_or(OLDEST))
    }
}

pub(super) const OLDEST: i64 = 130;
const ADULT: i64 = 18;
/// Where there are more limits than a reader can choose among, bands that any service can be held against.
const ROUND: [i64; 6] = [13, 15, 18, 21, 26, 65];
const MOST_BANDS: usize = 7;

/// Bands of ages that the services' own limits part, so that everybody in a band gets one answer. The age of
/// majority is always one of the limits.
pub fn bands<'a>(services: impl IntoIterator<Item = &'a Criteria>) -> Vec<Band> {
    let ages = services.into_iter().filter_map(|service| service.ages);
    let limits = ages.flat_map(|ages| [ages.min, ages.max.map(|max| max + 1)]).flatten();
    let limits = limits.filter(|limit| (1..OLDEST).contains(limit));
    let mut cuts: BTreeSet<i64> = limits.chain([ADULT]).collect();
    if cuts.len() >= MOST_BANDS {
        cuts = ROUND.into();
    }
    let from = std::iter::once(0).chain(cuts.iter().copied());
    let to = cuts.iter().map(|cut| Some(cut - 1)).chain([None]);
    from.zip(to).map(|(from, to)| Band { from, to }).collect()
}

/// Every question with a page of its own: regions by code, after the whole country; then bands, roles, channels.
pub fn facets(services: &[Criteria]) -> Vec<Facet> {
    let named: BTreeSet<&str> = services
        .iter()
        .flat_map(|service| service.place.iter().chain(service.areas.iter().flatten()))
        .map(String::as_str)
        .filter(|code| *code != NATIONAL)
        .collect();
    let regions = places("county").chain(places("municipality")).filter(|place| named.contains(place.code));
    let regions = regions.map(|place| Region { code: place.code.to_owned(), name: Some(place.name) });
    let country = Region { code: NATIONAL.to_owned(), name: None };
    let regions = std::iter::once(country).chain(regions).map(Facet::Region);
    let bands = bands(services).into_iter().map(Facet::Age);
    let roles = ROLES.into_iter().filter(|role| {
        let mut known = services.iter().filter_map(|service| service.roles.as_ref());
        known.any(|roles| roles.contains(role))
    });
    let channels = CHANNELS.into_iter().filter(|channel| {
        let mut known = services.iter().filter_map(|service| service.channels.as_ref());
        known.any(|channels| channels.contains(channel))
    });
    regions.chain(bands).chain(roles.map(Facet::Role)).chain(channels.map(Facet::Channel)).collect()
}

/// The roles, those that most ask in first.
pub(crate) const ROLES: [AudienceRole; 5] = [
    AudienceRole::Exposed,
    AudienceRole::Professionals,
    AudienceRole::Relatives,
    AudienceRole::Buyers,
    AudienceRole::UnwantedSexuality,
];
/// The ways to be in touch.
pub(crate) const CHANNELS: [Channel; 7] = [
    Channel::Chat,
    Channel::Phone,
    Channel::Email,
    Channel::Visit,
    Channel::Web,
    Channel::Outreach,
    Channel::Post,
];

/// What a language calls roles, channels and the whole country in addresses, by their names in records.
pub type Stems = HashMap<String, String>;

/// The names of records that stand in addresses, with hyphens.
pub(crate) fn names() -> Vec<String> {
    let words = ROLES.iter().map(name).chain(CHANNELS.iter().map(name));
    words.chain([NATIONAL.to_owned()]).collect()
}

impl Facet {
    /// The stem of its page. Names and numbers stand for themselves, the rest is in the language's words.
    pub fn stem(&self, words: &Stems) -> String {
        let word = |word: String| words.get(&word).cloned().unwrap_or(word);
        match self {
            Self::Region(region) => region.name.map_or_else(|| word(region.code.clone()), slug),
            Self::Age(Band { from, to: Some(to) }) => format!("{from}-{to}"),
            Self::Age(Band { from, to: None }) => format!("{from}-plus"),
            Self::Role(role) => word(name(role)),
            Self::Channel(channel) => word(name(channel)),
        }
    }

    /// What its page asks, each by the role that asks: support for the person and advice at work are two
    /// answers, never one list.
    pub fn queries(&self) -> Vec<Query> {
        let asked = |role: AudienceRole| {
            let mut query = Query::new(role);
            match self {
                Self::Region(region) => query.place = Some(region.code.clone()),
                Self::Age(band) => query.age = Some(band.ages()),
                Self::Role(_) => {}
                Self::Channel(channel) => query.channels = vec![*channel],
            }
            query
        };
        match self {
            Self::Role(role) => vec![asked(*role)],
            // An age is the person's own; nobody who wants advice at work is asked for theirs.
            Self::Age(_) => vec![asked(AudienceRole::Exposed)],
            Self::Region(_) | Self::Channel(_) => {
                vec![asked(AudienceRole::Exposed), asked(AudienceRole::Professionals)]
            }
        }
    }
}

fn name<T: Serialize>(word: &T) -> String {
    let word = serde_json::to_value(word).ok();
    word.as_ref().and_then(|word| word.as_str()).map(|word| word.replace('_', "-")).unwrap_or_default()
}
