//! The questions of the bundled site, and each rule by itself.

use super::*;
use crate::content::page::Details;
use crate::content::service::{AudienceRole, Channel, Status, TargetGroup};
use std::path::Path;

/// The bundled services with their names, read once.
fn bundled() -> &'static (Vec<String>, Vec<Criteria>) {
    static BUNDLED: std::sync::OnceLock<(Vec<String>, Vec<Criteria>)> = std::sync::OnceLock::new();
    BUNDLED.get_or_init(read_bundled)
}

fn read_bundled() -> (Vec<String>, Vec<Criteria>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let today = "2026-11-23".parse().unwrap();
    let options = crate::Options { base_url: None, today, drafts: false };
    let loaded = crate::load(root, &options).unwrap_or_else(|told| panic!("{told:?}"));
    let mut services: Vec<(String, Criteria)> = loaded
        .site
        .pages_in("sv")
        .filter_map(|(_, page)| match &page.content.details {
            Details::Service(service) => Some((page.title().to_owned(), Criteria::of(service))),
            _ => None,
        })
        .collect();
    services.sort_by(|a, b| loaded.site.collators.compare("sv", &a.0, &b.0));
    services.into_iter().unzip()
}

struct Asked {
    fits: Vec<String>,
    may: Vec<(String, Vec<Reason>)>,
    not: Vec<(String, Vec<Reason>)>,
}

fn ask(query: &Query) -> Asked {
    let (names, services) = bundled();
    let answer = answer(services, query);
    let name = |(at, why): (usize, Vec<Reason>)| (names[at].clone(), why);
    Asked {
        fits: answer.fits.into_iter().map(|at| names[at].clone()).collect(),
        may: answer.may.into_iter().map(name).collect(),
        not: answer.not.into_iter().map(name).collect(),
    }
}

impl Asked {
    #[track_caller]
    fn may(&self, name: &str) -> &[Reason] {
        &self.may.iter().find(|one| one.0 == name).unwrap_or_else(|| panic!("{name}: {:?}", self.may)).1
    }

    #[track_caller]
    fn not(&self, name: &str) -> &[Reason] {
        &self.not.iter().find(|one| one.0 == name).unwrap_or_else(|| panic!("{name}: {:?}", self.not)).1
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let named = self.may.iter().chain(&self.not).map(|(name, _)| name.as_str());
        self.fits.iter().map(String::as_str).chain(named)
    }
}

#[test]
fn a_sixteen_year_old_in_goteborg_anonymously_by_chat_today() {
    use Reason::{AnonymousUnknown, ChannelUnknown, HoursUnknown, OtherPlace, StatusUnknown};

    let mut query = Query::new(AudienceRole::Exposed);
    query.age = Some((16, 16));
    query.place = Some("1480".into());
    query.channels = vec![Channel::Chat];
    query.anonymous = true;
    query.open = Some(at("2026-11-23", 600));
    for age in [(16, 16), (15, 17)] {
        query.age = Some(age);
        let asked = ask(&query);
        assert_eq!(asked.fits, [""; 0], "nothing is known to be there still");
        assert_eq!(asked.may[0].0, "Mikamottagningen i Göteborg");
        assert_eq!(asked.may[0].1, [ChannelUnknown, AnonymousUnknown, HoursUnknown, StatusUnknown]);
        assert_eq!(asked.may[1].0, "Pegasuschatten");
        assert!(asked.may[1].1.contains(&Reason::OnlyFor));
        assert!(!asked.may[1].1.contains(&ChannelUnknown));
        assert!(asked.may("Evonhuset").contains(&OtherPlace));
        assert_eq!(asked.not("Mikamottagningen i Stockholm"), [Reason::Age]);
        assert!(asked.not("Socialtjänsten Online").contains(&Reason::Defunct));
        assert!(!asked.names().any(|name| name.contains("KAST") || name.contains("PrevenTell")));
    }
}

#[test]
fn a_professional_in_halland_who_wants_advice() {
    let mut query = Query::new(AudienceRole::Professionals);
    query.place = Some("13".into());
    for place in ["13", "1380"] {
        query.place = Some(place.into());
        let asked = ask(&query);
        let first: Vec<&str> = asked.may.iter().take(2).map(|(name, _)| name.as_str()).collect();
        assert_eq!(first, ["Regionkoordinator Väst", "NMT:s stödtelefon"]);
        // Advice about unwanted sexuality is something else, and comes last and says so.
        assert_eq!(asked.may.last().unwrap().0, "PrevenTell");
        assert!(asked.may("PrevenTell").contains(&Reason::AboutUnwantedSexuality));
        assert!(!asked.names().any(|name| name.contains("KAST")));
    }
}

#[test]
fn all_coordinators_are_offered_where_nobody_knows_which() {
    let mut query = Query::new(AudienceRole::Professionals);
    for county in ["20", "14", "01"] {
        query.place = Some(county.into());
        let asked = ask(&query);
        let coordinators = asked.may.iter().filter(|(name, _)| name.starts_with("Regionkoordinator"));
        assert_eq!(coordinators.count(), 7, "{county}: {:?}", asked.not);
    }
}

#[test]
fn services_apart_are_for_nobody_else() {
    let every = facets(&bundled().1);
    for query in every.iter().flat_map(Facet::queries) {
        let asked = ask(&query);
        let apart = asked.names().filter(|name| name.contains("KAST") || name.contains("PrevenTell")).count();
        match query.role {
            AudienceRole::Exposed => assert_eq!(apart, 0, "{query:?}"),
            AudienceRole::Buyers => assert_eq!(apart, 2),
            AudienceRole::UnwantedSexuality => assert_eq!(apart, 1),
            AudienceRole::Relatives | AudienceRole::Professionals => {}
        }
    }
}

#[test]
fn bands_are_parted_by_the_services_own_limits() {
    let spans: Vec<String> =
        bands(&bundled().1).into_iter().map(|band| Facet::Age(band).stem(&Stems::new())).collect();
    assert_eq!(spans, ["0-14", "15-17", "18-25", "26-plus"]);
}

/// A service of which everything is known.
/// A service of which no source says anything.
pub(super) fn unknown() -> Criteria {
    Criteria::of(&crate::content::service::Service::default())
}

fn known() -> Criteria {
    Criteria {
        status: Status::Active,
        ages: Some(Ages { min: Some(15), max: Some(25) }),
        place: Some("1480".into()),
        areas: Some(vec!["14".into()]),
        areas_open: false,
        groups: Some(vec![TargetGroup::Everyone]),
        roles: Some(vec![AudienceRole::Exposed]),
        channels: Some(vec![Channel::Chat]),
        channels_open: false,
        anonymous: Anonymity::Yes,
        way_in: Some(vec![crate::content::service::WayIn::Oneself]),
        way_in_open: false,
        hours: Some(vec![Hours { days: vec![4], opens: 22 * 60, closes: 2 * 60 }]),
        exceptions: Vec::new(),
    }
}

fn at(day: &str, minute: u16) -> Moment {
    Moment { date: day.parse().unwrap(), minute }
}

fn everything() -> Query {
    Query {
        age: Some((15, 17)),
        place: Some("1480".into()),
        groups: vec![Group::Female],
        channels: vec![Channel::Chat, Channel::Phone],
        anonymous: true,
        way_in: Some(crate::content::service::WayIn::Oneself),
        open: Some(at("2026-11-28", 60)),
        ..Query::new(AudienceRole::Exposed)
    }
}

#[test]
fn what_is_known_to_hold_fits_and_only_if_it_is_there() {
    assert_eq!(assess(&known(), &everything()), Some(Match::Fits));
    for (status, wanted) in [
        (Status::Unknown, Match::MayFit(vec![Reason::StatusUnknown])),
        (Status::Defunct, Match::Not(vec![Reason::Defunct])),
        (Status::Inactive, Match::Not(vec![Reason::Inactive])),
        (Status::TemporarilyClosed, Match::Not(vec![Reason::TemporarilyClosed])),
    ] {
        assert_eq!(assess(&Criteria { status, ..known() }, &everything()), Some(wanted));
    }
}

#[test]
fn what_no_source_says_is_never_no() {
    let nothing = Criteria {
        status: Status::Unknown,
        ages: None,
        place: None,
        areas: None,
        groups: None,
        roles: None,
        channels: None,
        anonymous: Anonymity::Unknown,
        way_in: None,
        hours: None,
        ..known()
    };
    let Some(Match::MayFit(why)) = assess(&nothing, &everything()) else { panic!("not offered") };
    assert_eq!(why.len(), 9);
}

#[test]
fn what_is_known_not_to_hold_says_why() {
    use Reason::{Age, Anonymous, Area, Channel as OtherChannel, Closed, Group as OtherGroup};

    let not = |service: Criteria| match assess(&service, &everything()) {
        Some(Match::Not(why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(not(Criteria { ages: Some(Ages { min: Some(18), max: None }), ..known() }), [Age]);
    assert_eq!(not(Criteria { areas: Some(vec!["12".into()]), ..known() }), [Area]);
    assert_eq!(not(Criteria { groups: Some(vec![TargetGroup::Men]), ..known() }), [OtherGroup]);
    assert_eq!(not(Criteria { channels: Some(vec![Channel::Visit]), ..known() }), [OtherChannel]);
    assert_eq!(not(Criteria { anonymous: Anonymity::No, ..known() }), [Anonymous]);
    let day = Hours { days: vec![5], opens: 8 * 60, closes: 16 * 60 };
    assert_eq!(not(Criteria { hours: Some(vec![day]), ..known() }), [Closed]);
    assert_eq!(not(Criteria { roles: Some(vec![AudienceRole::Relatives]), ..known() }), [Reason::Role]);
}

#[test]
fn on_some_days_other_hours_hold() {
    use crate::content::period::Period;
    let on = |from: &str, to: &str, hours: Vec<Hours>| Exception {
        period: Period::parse(from, to).unwrap(),
        hours,
    };
    let day =
        |opens: u16, closes: u16| Hours { days: (0..7).collect(), opens: opens * 60, closes: closes * 60 };
    let service = Criteria {
        hours: Some(vec![day(9, 16)]),
        exceptions: vec![
            on("12-24", "12-24", vec![]),
            on("2026-12-31", "2026-12-31", vec![day(20, 2)]),
            on("12-20", "01-06", vec![day(10, 12)]),
        ],
        ..known()
    };
    let asked = |service: &Criteria, day: &str, minute: u16| {
        assess(service, &Query { open: Some(at(day, minute)), ..everything() })
    };
    let closed = |why| Some(Match::Not(vec![why]));
    for (day, minute, wanted) in [
        ("2026-12-19", 15 * 60, Some(Match::Fits)),
        ("2026-12-19", 17 * 60, closed(Reason::Closed)),
        // Other hours than usually, and the shorter of two periods.
        ("2026-12-21", 15 * 60, closed(Reason::ClosedThen)),
        ("2026-12-21", 11 * 60, Some(Match::Fits)),
        ("2026-12-24", 11 * 60, closed(Reason::ClosedThen)),
        ("2031-12-24", 11 * 60, closed(Reason::ClosedThen)),
        // Past midnight, into a day of another kind.
        ("2026-12-31", 23 * 60, Some(Match::Fits)),
        ("2027-01-01", 60, Some(Match::Fits)),
        ("2027-01-01", 2 * 60, closed(Reason::ClosedThen)),
        ("2027-12-31", 23 * 60, closed(Reason::ClosedThen)),
    ] {
        assert_eq!(asked(&service, day, minute), wanted, "{day} {minute}");
    }
    // A source may say only that it is closed on a day.
    let service = Criteria { hours: None, ..service };
    assert_eq!(asked(&service, "2026-12-24", 660), closed(Reason::ClosedThen));
    assert_eq!(asked(&service, "2026-12-19", 660), Some(Match::MayFit(vec![Reason::HoursUnknown])));
}

#[test]
fn a_source_that_names_only_some_leaves_the_rest_open() {
    let elsewhere = Criteria { areas: Some(vec!["12".into()]), areas_open: true, ..known() };
    assert_eq!(assess(&elsewhere, &everything()), Some(Match::MayFit(vec![Reason::AreaOpen])));
    let part = Query { place: Some("14".into()), ..everything() };
    let town = Criteria { areas: Some(vec!["1480".into()]), ..known() };
    assert_eq!(assess(&town, &part), Some(Match::MayFit(vec![Reason::AreaPartly])));
}
