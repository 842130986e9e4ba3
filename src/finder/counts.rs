//! How many services a choice would leave: what the form shows beside it.

use super::assess::weigh;
use super::criteria::{Criteria, NATIONAL};
use super::query::Query;
use std::collections::{BTreeSet, HashMap};

/// How many fit or may fit.
pub fn count(services: &[Criteria], query: &Query) -> usize {
    left(services, query).count()
}

/// How many fit or may fit, by place.
#[derive(Debug, Default)]
pub struct PlaceCounts<'a> {
    /// What names no area, the whole country, or may take people from other areas than it names.
    everywhere: usize,
    /// What serves a county whole.
    whole: HashMap<&'a str, usize>,
    /// What serves a municipality, and so part of its county.
    part: HashMap<&'a str, usize>,
}

impl PlaceCounts<'_> {
    /// How many in a county or municipality, by its code.
    pub fn of(&self, place: &str) -> usize {
        let number = |counts: &HashMap<&str, usize>, code| counts.get(code).copied().unwrap_or_default();
        self.everywhere + number(&self.whole, county(place)) + number(&self.part, place)
    }
}

/// How many fit or may fit in each place, whatever place the question names. A service is held against the question
/// once, and not once for each place.
pub fn count_places<'a>(services: &'a [Criteria], query: &Query) -> PlaceCounts<'a> {
    let anywhere = Query { place: None, ..query.clone() };
    let mut counts = PlaceCounts::default();
    for service in left(services, &anywhere) {
        let areas = service.areas.as_deref().unwrap_or_default();
        if areas.is_empty() || service.areas_open || areas.iter().any(|area| area == NATIONAL) {
            counts.everywhere += 1;
            continue;
        }
        let whole: BTreeSet<&str> =
            areas.iter().map(String::as_str).filter(|area| county(area) == *area).collect();
        let parts = areas.iter().filter(|area| !whole.contains(county(area)));
        let part: BTreeSet<&str> = parts.flat_map(|area| [area, county(area)]).collect();
        for (counts, places) in [(&mut counts.whole, whole), (&mut counts.part, part)] {
            for place in places {
                *counts.entry(place).or_default() += 1;
            }
        }
    }
    counts
}

/// What nothing speaks against.
fn left<'a>(services: &'a [Criteria], query: &Query) -> impl Iterator<Item = &'a Criteria> {
    services.iter().filter(|service| weigh(service, query).is_some_and(|weighed| !weighed.is_ruled_out()))
}

/// The code of the county that a place is or lies in.
fn county(place: &str) -> &str {
    place.get(..2).unwrap_or(place)
}
