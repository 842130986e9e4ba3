//! Where there is support for whom: for each role, area and age whether a source says that there is.
//!
//! A cell is *known* when a service there takes that age, by a source's word; *unknown* when a service is
//! there and no source says which ages it takes; *none stated* when no source speaks of any that may take
//! it. None stated is not none: it is what the sources are silent on, and so the gaps are shown.
//!
//! How a service comes into a cell:
//!
//! - **Area.** It lies there, or serves there. A municipality also has what serves its county. A service
//!   that lies somewhere in a county is in the county's row only, for nobody knows where. What serves the
//!   whole country, and what has neither place nor area, has a row of its own; otherwise a web page would
//!   fill every gap in the country.
//! - **Age.** Within current limits it is known, and outside them the service is not there. One limit is
//!   enough: *under 18* is known for a child of any age. Where a source says that there are no limits, every
//!   age is known. Without limits, groups tell: a service for adults is known for them and takes no
//!   minors; one for children takes no adults; one for young people, girls or boys nobody over 25; else the
//!   age is unknown.
//! - **Status.** One that has ended is in no cell. An unknown status is no reason to leave a service out.
//!
//! The ages that the limits of all services divide life into are the columns, so that within a column
//! nothing changes.

use super::{Id, Site};
use crate::content::areas::{Area, places};
use crate::content::field::State;
use crate::content::page::Details;
use crate::content::service::{AgePolicy, AudienceRole, Service, Status, TargetGroup};
use std::collections::BTreeSet;

/// The first year of being an adult.
const ADULT: i64 = 18;
/// The first year in which nobody is called young.
const NOT_YOUNG: i64 = 26;

/// What is known of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// No source speaks of a service that may take the age.
    NoneStated,
    /// A service is there, and its ages are not stated.
    Unknown,
    /// A source says that a service takes the age.
    Known,
}

/// A row's area.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// A county or municipality: SCB's code, and its name.
    Place(&'static str, &'static str),
    /// All counties that no service names.
    OtherCounties,
    /// The whole country.
    National,
    /// No source says where.
    NotStated,
}

/// Ages from the first up to and with the last; no last for the oldest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The youngest.
    pub from: i64,
    /// The oldest.
    pub to: Option<i64>,
}

/// A cell, with the services that make it what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is known.
    pub known: Known,
    /// The services that are known to take the age, or else those of which it is unknown.
    pub services: Vec<Id>,
}

/// The cells of one role: a row for each region, a cell for each band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Who seeks support.
    pub role: AudienceRole,
    /// The rows.
    pub rows: Vec<(Region, Vec<Cell>)>,
}

/// Coverage of a whole site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The columns.
    pub bands: Vec<Band>,
    /// A matrix for each role that a service has.
    pub roles: Vec<Matrix>,
}

/// Computes where there is support for whom.
pub fn coverage(site: &Site) -> Coverage {
    let services: Vec<(Id, &Service)> = services(site).collect();
    let bands = bands(&services);
    let regions = regions(&services);
    let roles = [
        AudienceRole::Exposed,
        AudienceRole::Relatives,
        AudienceRole::Professionals,
        AudienceRole::Buyers,
        AudienceRole::UnwantedSexuality,
    ];
    let roles = roles.into_iter().filter_map(|role| {
        let of_role: Vec<(Id, &Service)> =
            services.iter().copied().filter(|(_, service)| has_role(service, role)).collect();
        let row = |region: &Region| {
            let here: Vec<(Id, &Service)> =
                of_role.iter().copied().filter(|(_, service)| is_in(service, region)).collect();
            (region.clone(), bands.iter().map(|band| cell(&here, *band)).collect())
        };
        (!of_role.is_empty()).then(|| Matrix { role, rows: regions.iter().map(row).collect() })
    });
    Coverage { roles: roles.collect(), bands }
}

fn services(site: &Site) -> impl Iterator<Item = (Id, &Service)> {
    let pages = site.pages.iter().enumerate();
    let originals = pages.filter(|(id, page)| page.versions.first().is_none_or(|original| original == id));
    let services = originals.filter_map(|(id, page)| match &page.content.details {
        Details::Service(service) => Some((id, &**service)),
        _ => None,
    });
    services.filter(|(_, service)| service.status.value() != Some(&Status::Defunct))
}

fn has_role(service: &Service, role: AudienceRole) -> bool {
    service.audience_role.value().is_some_and(|roles| roles.contains(&role))
}

/// The ages between the limits that hold for any service, with those of being a child and an adult.
fn bands(services: &[(Id, &Service)]) -> Vec<Band> {
    let mut limits = BTreeSet::from([ADULT]);
    for (_, service) in services {
        limits.extend(service.minimum_age.value());
        limits.extend(service.maximum_age.value().map(|oldest| oldest.saturating_add(1)));
        if is_for_the_young(service) && service.minimum_age.value().or(service.maximum_age.value()).is_none()
        {
            limits.insert(NOT_YOUNG);
        }
    }
    let mut bands = Vec::new();
    let mut from = 0;
    for limit in limits.into_iter().filter(|limit| *limit > 0) {
        bands.push(Band { from, to: Some(limit - 1) });
        from = limit;
    }
    bands.push(Band { from, to: None });
    bands
}

/// Municipalities and counties that services name, by name; then the rest of the country.
fn regions(services: &[(Id, &Service)]) -> Vec<Region> {
    let named: BTreeSet<(&str, &str)> = services
        .iter()
        .flat_map(|(_, service)| areas(service))
        .filter_map(|area| match area {
            Area::County(place) | Area::Municipality(place) => Some((place.code, place.name)),
            Area::National => None,
        })
        .collect();
    let counties = places("county").filter(|county| named.contains(&(county.code, county.name))).count();
    let mut regions: Vec<Region> = named.into_iter().map(|(code, name)| Region::Place(code, name)).collect();
    if counties < places("county").count() {
        regions.push(Region::OtherCounties);
    }
    regions.extend([Region::National, Region::NotStated]);
    regions
}

fn areas(service: &Service) -> impl Iterator<Item = &Area> {
    service.place.value().into_iter().chain(service.service_areas.value().into_iter().flatten())
}

fn is_in(service: &Service, region: &Region) -> bool {
    let serves = |wanted: &dyn Fn(&Area) -> bool| {
        service.service_areas.value().is_some_and(|all| all.iter().any(wanted))
    };
    match region {
        Region::Place(code, _) => {
            let exactly = |area: &Area| matches!(area, Area::County(place) | Area::Municipality(place) if place.code == *code);
            let county = |area: &Area| matches!(area, Area::County(place) if code.starts_with(place.code));
            areas(service).any(exactly) || serves(&county)
        }
        Region::OtherCounties => false,
        Region::National => serves(&|area: &Area| *area == Area::National),
        Region::NotStated => areas(service).next().is_none(),
    }
}

fn cell(services: &[(Id, &Service)], band: Band) -> Cell {
    let known: Vec<(Id, Known)> = services.iter().map(|(id, service)| (*id, takes(service, band))).collect();
    let best = known.iter().map(|(_, known)| *known).max().unwrap_or(Known::NoneStated);
    let services = known.into_iter().filter(|(_, known)| *known == best && best != Known::NoneStated);
    Cell { known: best, services: services.map(|(id, _)| id).collect() }
}

/// What is known of whether a service takes the ages of a band, which lie all on one side of each limit.
fn takes(service: &Service, band: Band) -> Known {
    if service.age_policy.value() == Some(&AgePolicy::None) {
        return Known::Known;
    }
    let (youngest, oldest) = (service.minimum_age.value(), service.maximum_age.value());
    if youngest.is_some() || oldest.is_some() {
        let within =
            youngest.is_none_or(|age| band.from >= *age) && oldest.is_none_or(|age| band.from <= *age);
        return if within { Known::Known } else { Known::NoneStated };
    }
    let disputed = [&service.minimum_age, &service.maximum_age];
    let disputed =
        disputed.iter().flat_map(|field| &field.claims).any(|claim| claim.state == State::Disputed);
    let groups: &[TargetGroup] = service.target_groups.value().map_or(&[], Vec::as_slice);
    let has = |group: TargetGroup| groups.contains(&group);
    let adult = band.from >= ADULT;
    if disputed {
        Known::Unknown
    } else if has(TargetGroup::Adults) && !is_for_the_young(service) {
        if adult { Known::Known } else { Known::NoneStated }
    } else if is_for_the_young(service) && !has(TargetGroup::Adults) {
        let out = if has(TargetGroup::Children) { adult } else { band.from >= NOT_YOUNG };
        if out { Known::NoneStated } else { Known::Unknown }
    } else {
        Known::Unknown
    }
}

fn is_for_the_young(service: &Service) -> bool {
    let groups: &[TargetGroup] = service.target_groups.value().map_or(&[], Vec::as_slice);
    let has = |group: &TargetGroup| groups.contains(group);
    let young = [TargetGroup::Children, TargetGroup::YoungPeople, TargetGroup::Girls, TargetGroup::Boys];
    let grown = [TargetGroup::Women, TargetGroup::Men, TargetGroup::Everyone];
    young.iter().any(has) && !grown.iter().any(has)
}
