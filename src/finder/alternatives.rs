//! Where else to turn when a service is closed or does not fit: what is for the same people in the same place.
//!
//! A service is asked about as a reader would ask: by the role it is first of all for, its groups, ages and
//! places. Another is an alternative where nothing speaks against it and it is there, in the whole country, or
//! nobody knows where; what is known to be elsewhere is none. The order is that of every answer. Of one that has
//! limits of age it is also asked who takes those beyond them.
//!
//! Services are looked up by place, and services that ask the same get one answer, so that the work grows with
//! the records and not with their square.

use super::assess::{Match, Reason, Weighed, weigh, within};
use super::criteria::{Criteria, NATIONAL};
use super::facets::{Band, OLDEST};
use super::query::{Group, Query};
use crate::content::service::AudienceRole;
use std::collections::{BTreeSet, HashMap};

/// How many are offered: who has to choose among more uses the finder.
const OFFERED: usize = 4;

/// Services in the stead of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternatives<T = usize> {
    /// The ages that they are for; none for those of the service itself.
    pub ages: Option<Band>,
    /// What may be turned to, the best first, each with what speaks for caution.
    pub services: Vec<(T, Vec<Reason>)>,
}

impl Alternatives {
    /// With what each service is called elsewhere.
    pub(crate) fn named<T: Clone>(self, names: &[T]) -> Alternatives<T> {
        let services = self.services.into_iter().map(|(at, why)| (names[at].clone(), why));
        Alternatives { ages: self.ages, services: services.collect() }
    }
}

/// What is asked of others in a service's stead.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Asked {
    role: AudienceRole,
    groups: Vec<Group>,
    places: Vec<String>,
    ages: Option<(i64, i64)>,
}

/// The alternatives to each of the services, which come in the order of their names: first for the same ages,
/// then for those beyond its limits. A service of which no source says whom it is for has none.
pub fn alternatives(services: &[Criteria]) -> Vec<Vec<Alternatives>> {
    let places = Places::new(services);
    let mut known: HashMap<Asked, Vec<(usize, Vec<Reason>)>> = HashMap::new();
    let of = |(at, service): (usize, &Criteria)| {
        let asked = asked(service).into_iter().map(|(ages, asked)| {
            // The service itself may be among them, so one more is kept.
            let found = known.entry(asked).or_insert_with_key(|asked| places.answer(services, asked));
            let others = found.iter().filter(|(other, _)| *other != at).take(OFFERED).cloned();
            Alternatives { ages, services: others.collect() }
        });
        asked.collect()
    };
    services.iter().enumerate().map(of).collect()
}

fn asked(service: &Criteria) -> Vec<(Option<Band>, Asked)> {
    let Some(role) = service.roles.as_ref().and_then(|roles| roles.first()) else { return Vec::new() };
    let mut groups: Vec<Group> =
        service.groups.iter().flatten().copied().filter_map(super::assess::group).collect();
    groups.dedup();
    let personal = Query::new(*role).is_personal();
    let limits = service.ages.filter(|_| personal);
    let (min, max) = (limits.and_then(|ages| ages.min), limits.and_then(|ages| ages.max));
    let limited = min.is_some() || max.is_some();
    let ask = |ages: Option<(i64, i64)>| Asked {
        role: *role,
        groups: if personal { groups.clone() } else { Vec::new() },
        places: places_of(service),
        ages,
    };
    let mut all = vec![(None, ask(limited.then(|| (min.unwrap_or(0), max.unwrap_or(OLDEST)))))];
    let below = min.filter(|min| *min > 0).map(|min| Band { from: 0, to: Some(min - 1) });
    let above = max.filter(|max| *max < OLDEST).map(|max| Band { from: max + 1, to: None });
    all.extend([below, above].into_iter().flatten().map(|band| (Some(band), ask(Some(band.ages())))));
    all
}

/// Where a service is for people from. One for the whole country, or nobody knows where, is compared with
/// others of that kind.
fn places_of(service: &Criteria) -> Vec<String> {
    let areas = service.areas.iter().flatten().chain(&service.place);
    let places: BTreeSet<&String> = areas.filter(|code| *code != NATIONAL).collect();
    if places.is_empty() { vec![NATIONAL.to_owned()] } else { places.into_iter().cloned().collect() }
}

/// Services by the places that they name.
struct Places<'a> {
    by_code: HashMap<&'a str, Vec<usize>>,
    /// Those that name none.
    nowhere: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(services: &'a [Criteria]) -> Self {
        let mut places = Self { by_code: HashMap::new(), nowhere: Vec::new() };
        for (at, service) in services.iter().enumerate() {
            let codes: BTreeSet<&str> =
                service.areas.iter().flatten().chain(&service.place).map(String::as_str).collect();
            if codes.is_empty() {
                places.nowhere.push(at);
            }
            for code in codes {
                places.by_code.entry(code).or_default().push(at);
            }
        }
        places
    }

    /// Those that a place, a part of it or what it is part of concerns, with those for everywhere.
    fn near(&self, place: &str) -> BTreeSet<usize> {
        let near = |code: &&str| *code == NATIONAL || within(place, code) || within(code, place);
        let here = self.by_code.iter().filter(|(code, _)| near(code)).flat_map(|(_, services)| services);
        here.chain(&self.nowhere).copied().collect()
    }

    fn answer(&self, services: &[Criteria], asked: &Asked) -> Vec<(usize, Vec<Reason>)> {
        let mut best: HashMap<usize, Weighed> = HashMap::new();
        for place in &asked.places {
            let query = Query {
                groups: asked.groups.clone(),
                age: asked.ages,
                place: Some(place.clone()),
                ..Query::new(asked.role)
            };
            for at in self.near(place) {
                let Some(weighed) = weigh(&services[at], &query).filter(Weighed::is_alternative) else {
                    continue;
                };
                let better = best.get(&at).is_none_or(|known| weighed.order() < known.order());
                if better {
                    best.insert(at, weighed);
                }
            }
        }
        let mut found: Vec<(usize, Weighed)> = best.into_iter().collect();
        found.sort_by_key(|(at, weighed)| (weighed.is_unsure(), weighed.order(), *at));
        found.truncate(OFFERED + 1);
        let told = |(at, weighed): (usize, Weighed)| match weighed.verdict() {
            Match::Fits => Some((at, Vec::new())),
            Match::MayFit(why) => Some((at, why)),
            Match::Not(_) => None,
        };
        found.into_iter().filter_map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::service::{Status, TargetGroup};
    use crate::finder::Ages;
    use crate::finder::tests::unknown;

    fn service(place: &str, ages: Option<(Option<i64>, Option<i64>)>) -> Criteria {
        Criteria {
            status: Status::Active,
            roles: Some(vec![AudienceRole::Exposed]),
            place: Some(place.to_owned()),
            ages: ages.map(|(min, max)| Ages { min, max }),
            ..unknown()
        }
    }

    fn found(services: &[Criteria], at: usize) -> Vec<(Option<i64>, Vec<usize>)> {
        let found = alternatives(services).swap_remove(at).into_iter();
        found
            .map(|one| {
                let from = one.ages.map(|band| band.from);
                (from, one.services.into_iter().map(|(at, _)| at).collect())
            })
            .collect()
    }

    #[test]
    fn the_same_people_in_the_same_place_local_before_national() {
        let adults = Some((Some(18), None));
        let services = [
            service("0180", adults),
            service(NATIONAL, adults),
            service("01", adults),
            service("1480", adults),
            service("0180", Some((None, Some(17)))),
            Criteria { status: Status::Defunct, ..service("0180", adults) },
            Criteria { roles: Some(vec![AudienceRole::Buyers]), ..service("0180", adults) },
            Criteria { place: None, ..service("", adults) },
        ];
        assert_eq!(found(&services, 0), [(None, vec![2, 1, 7]), (Some(0), vec![4])]);
        assert_eq!(found(&services, 4), [(None, vec![]), (Some(18), vec![0, 2, 1, 7])]);
        assert_eq!(found(&services, 5), [(None, vec![0, 2, 1, 7]), (Some(0), vec![4])]);
        assert_eq!(found(&services, 6), [(None, vec![]), (Some(0), vec![])]);
    }

    #[test]
    fn nobody_knows_whom_it_is_for_so_nothing_is_like_it() {
        assert_eq!(found(&[Criteria { roles: None, ..service("01", None) }, service("01", None)], 0), []);
    }

    #[test]
    fn groups_that_exclude_each_other_are_no_alternative() {
        let of = |group: TargetGroup| Criteria { groups: Some(vec![group]), ..service("01", None) };
        let services = [of(TargetGroup::Girls), of(TargetGroup::Boys), of(TargetGroup::Women)];
        assert_eq!(found(&services, 0), [(None, vec![2])]);
    }
}
