//! Holds a service against a question: fits, may fit and what is unknown, or does not and why.

use super::criteria::{Anonymity, Criteria, Exception, Hours, NATIONAL};
use super::query::{Group, Moment, Query};
use crate::content::service::{AudienceRole, Status, TargetGroup};
use crate::date::Date;
use serde::Serialize;

/// How a service answers a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "match", content = "why")]
pub enum Match {
    /// All that is asked for is known to hold.
    Fits,
    /// Nothing speaks against it, but so much is not known.
    MayFit(Vec<Reason>),
    /// It does not, for these reasons.
    Not(Vec<Reason>),
}

/// Why a service may fit, or does not. The words name an interface text, and some of them a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are their own explanation; the interface texts tell them in full")]
pub enum Reason {
    RoleUnknown,
    AboutBuyers,
    AboutUnwantedSexuality,
    Role,
    OnlyFor,
    GroupUnknown,
    Group,
    AgeUnknown,
    AgePartly,
    AgeGroup,
    Age,
    NotAgeGroup,
    PlaceUnknown,
    OtherPlace,
    AreaPartly,
    AreaOpen,
    Area,
    ChannelUnknown,
    ChannelOpen,
    Channel,
    AnonymousUnknown,
    AnonymousDisputed,
    Anonymous,
    WayInUnknown,
    WayInOpen,
    WayIn,
    HoursUnknown,
    Closed,
    ClosedThen,
    StatusUnknown,
    Defunct,
    Inactive,
    TemporarilyClosed,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::RoleUnknown,
        Self::AboutBuyers,
        Self::AboutUnwantedSexuality,
        Self::Role,
        Self::OnlyFor,
        Self::GroupUnknown,
        Self::Group,
        Self::AgeUnknown,
        Self::AgePartly,
        Self::AgeGroup,
        Self::Age,
        Self::NotAgeGroup,
        Self::PlaceUnknown,
        Self::OtherPlace,
        Self::AreaPartly,
        Self::AreaOpen,
        Self::Area,
        Self::ChannelUnknown,
        Self::ChannelOpen,
        Self::Channel,
        Self::AnonymousUnknown,
        Self::AnonymousDisputed,
        Self::Anonymous,
        Self::WayInUnknown,
        Self::WayInOpen,
        Self::WayIn,
        Self::HoursUnknown,
        Self::Closed,
        Self::ClosedThen,
        Self::StatusUnknown,
        Self::Defunct,
        Self::Inactive,
        Self::TemporarilyClosed,
    ];

    /// Whether it is that no source says something.
    pub fn is_unknown(self) -> bool {
        matches!(
            self,
            Self::RoleUnknown
                | Self::GroupUnknown
                | Self::AgeUnknown
                | Self::PlaceUnknown
                | Self::ChannelUnknown
                | Self::AnonymousUnknown
                | Self::WayInUnknown
                | Self::HoursUnknown
                | Self::StatusUnknown
        )
    }

    /// The fact that says so; what is unknown has none.
    pub fn fact(self) -> Option<&'static str> {
        Some(match self {
            Self::AboutBuyers | Self::AboutUnwantedSexuality | Self::Role => "audience_role",
            Self::OnlyFor | Self::Group => "groups",
            Self::AgeGroup | Self::NotAgeGroup => "age_groups",
            Self::Age | Self::AgePartly => "age",
            Self::OtherPlace => "place",
            Self::Area | Self::AreaPartly | Self::AreaOpen => "service_areas",
            Self::Channel | Self::ChannelOpen => "channels",
            Self::Anonymous => "anonymous",
            Self::WayIn | Self::WayInOpen => "way_in",
            Self::Closed => "schedules",
            Self::ClosedThen => "schedule_exceptions",
            Self::Defunct | Self::Inactive | Self::TemporarilyClosed => "status",
            _ => return None,
        })
    }
}

/// What stands for and against a service, as it is gathered.
#[derive(Default)]
pub(super) struct Weighed {
    may: Vec<Reason>,
    not: Vec<Reason>,
    /// How well the role matches: 0 is best.
    role: u8,
    /// How near it is: here, for the whole country, in the same county, nobody knows, elsewhere.
    nearness: u8,
}

/// How a service answers; none where it has no part in the answer: what is for those who buy, or for unwanted
/// sexuality, is never mixed with support for others.
pub fn assess(service: &Criteria, query: &Query) -> Option<Match> {
    weigh(service, query).map(Weighed::verdict)
}

/// The services of an answer, as indices into the services that were asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// All that is asked for is known to hold.
    pub fits: Vec<usize>,
    /// Something is unknown.
    pub may: Vec<(usize, Vec<Reason>)>,
    /// Something speaks against it.
    pub not: Vec<(usize, Vec<Reason>)>,
}

/// Assesses services that come in the order of their names. In each group the better match of the role comes
/// first, then what is local before what is national, then what has less unknown, then the name.
pub fn answer<'a>(services: impl IntoIterator<Item = &'a Criteria>, query: &Query) -> Answer {
    let weighed = services.into_iter().enumerate();
    let mut weighed: Vec<(usize, Weighed)> =
        weighed.filter_map(|(at, service)| Some((at, weigh(service, query)?))).collect();
    weighed.sort_by_key(|(at, one)| (one.order(), *at));
    let mut answer = Answer::default();
    for (at, one) in weighed {
        match one.verdict() {
            Match::Fits => answer.fits.push(at),
            Match::MayFit(why) => answer.may.push((at, why)),
            Match::Not(why) => answer.not.push((at, why)),
        }
    }
    answer
}

pub(super) fn weigh(service: &Criteria, query: &Query) -> Option<Weighed> {
    let mut weighed = Weighed::default();
    weighed.role(service, query.role)?;
    let personal = query.is_personal();
    weighed.groups(service, if personal { &query.groups } else { &[] });
    if personal && let Some(age) = query.age {
        weighed.age(service, age);
    }
    if let Some(place) = &query.place {
        weighed.place(service, place);
    }
    if !query.channels.is_empty() {
        weighed.listed(service.channels.as_deref(), &query.channels, service.channels_open, CHANNEL);
    }
    if query.anonymous {
        weighed.anonymous(service.anonymous);
    }
    if personal && let Some(way) = query.way_in {
        weighed.listed(service.way_in.as_deref(), &[way], service.way_in_open, WAY_IN);
    }
    if let Some(now) = query.open {
        weighed.open(service, now);
    }
    weighed.status(service.status);
    Some(weighed)
}

/// What is said of a list: nothing, some of it, that the wanted is not in it.
const CHANNEL: [Reason; 3] = [Reason::ChannelUnknown, Reason::ChannelOpen, Reason::Channel];
const WAY_IN: [Reason; 3] = [Reason::WayInUnknown, Reason::WayInOpen, Reason::WayIn];

impl Weighed {
    pub(super) fn verdict(self) -> Match {
        if !self.not.is_empty() {
            Match::Not(self.not)
        } else if self.may.is_empty() {
            Match::Fits
        } else {
            Match::MayFit(self.may)
        }
    }

    /// What comes first in each group of an answer.
    pub(super) fn order(&self) -> (u8, u8, usize) {
        (self.role, self.nearness, self.may.len())
    }

    /// Whether something speaks against it.
    pub(super) fn is_ruled_out(&self) -> bool {
        !self.not.is_empty()
    }

    /// Whether something is unknown.
    pub(super) fn is_unsure(&self) -> bool {
        !self.may.is_empty()
    }

    /// Whether it can stand in for another: it is for the same role, and not known to be elsewhere.
    pub(super) fn is_alternative(&self) -> bool {
        let elsewhere = self.nearness == ELSEWHERE || self.may.contains(&Reason::OtherPlace);
        self.not.is_empty() && self.role == 0 && !elsewhere
    }

    fn role(&mut self, service: &Criteria, asked: AudienceRole) -> Option<()> {
        let apart = matches!(asked, AudienceRole::Buyers | AudienceRole::UnwantedSexuality);
        let Some(roles) = &service.roles else {
            self.role = 2;
            self.may.push(Reason::RoleUnknown);
            return Some(());
        };
        if !roles.contains(&asked) {
            if service.is_apart() || apart {
                return None;
            }
            self.not.push(Reason::Role);
        } else if service.is_apart() && !apart {
            self.role = 1;
            let buyers = roles.contains(&AudienceRole::Buyers);
            self.may.push(if buyers { Reason::AboutBuyers } else { Reason::AboutUnwantedSexuality });
        }
        Some(())
    }

    fn groups(&mut self, service: &Criteria, person: &[Group]) {
        let Some(groups) = &service.groups else {
            if !person.is_empty() {
                self.may.push(Reason::GroupUnknown);
            }
            return;
        };
        let taken: Vec<Group> = groups.iter().copied().filter_map(group).collect();
        let has = |group: Group| taken.contains(&group);
        let both = has(Group::Female) && has(Group::Male);
        let takes = |group: &Group| has(*group) || (*group == Group::Trans && has(Group::Hbtqi));
        if groups.contains(&TargetGroup::Everyone)
            || taken.is_empty()
            || person.iter().any(takes)
            || (both && (has(Group::Trans) || !person.contains(&Group::Trans)))
        {
            return;
        }
        // One may be part of a group without having said so; only this is plain.
        let only = |wanted: Group| taken.iter().all(|group| *group == wanted);
        let opposite = (person == [Group::Male] && only(Group::Female))
            || (person == [Group::Female] && only(Group::Male));
        if opposite { self.not.push(Reason::Group) } else { self.may.push(Reason::OnlyFor) }
    }

    fn age(&mut self, service: &Criteria, (from, to): (i64, i64)) {
        if let Some(ages) = service.ages {
            let (min, max) = (ages.min.unwrap_or(i64::MIN), ages.max.unwrap_or(i64::MAX));
            if max < from || min > to {
                self.not.push(Reason::Age);
            } else if min > from || max < to {
                self.may.push(Reason::AgePartly);
            }
            return;
        }
        let groups = service.groups.as_deref().unwrap_or_default();
        let has = |group: TargetGroup| groups.contains(&group);
        let (children, adults) = (has(TargetGroup::Children), has(TargetGroup::Adults));
        let young = has(TargetGroup::YoungPeople);
        if !(children || adults || young) {
            self.may.push(Reason::AgeUnknown);
        } else if young || (children && from < ADULT) || (adults && to >= ADULT) {
            self.may.push(Reason::AgeGroup);
        } else {
            self.not.push(Reason::NotAgeGroup);
        }
    }

    fn place(&mut self, service: &Criteria, person: &str) {
        if let Some(areas) = &service.areas {
            let any = |test: &dyn Fn(&str) -> bool| areas.iter().any(|area| test(area));
            if any(&|area| area == NATIONAL) {
                self.nearness = 1;
            } else if any(&|area| within(person, area)) {
                self.nearness = 0;
            } else if any(&|area| within(area, person)) {
                self.may.push(Reason::AreaPartly);
            } else {
                self.nearness = ELSEWHERE;
                if service.areas_open { self.may.push(Reason::AreaOpen) } else { self.not.push(Reason::Area) }
            }
            return;
        }
        match service.place.as_deref() {
            None => {
                self.nearness = 3;
                self.may.push(Reason::PlaceUnknown);
            }
            Some(NATIONAL) => self.nearness = 1,
            Some(place) if within(person, place) || within(place, person) => self.nearness = 0,
            Some(place) => {
                let same_county = person != NATIONAL && place.get(..2) == person.get(..2);
                self.nearness = if same_county { 2 } else { ELSEWHERE };
                self.may.push(Reason::OtherPlace);
            }
        }
    }

    fn listed<T: PartialEq>(&mut self, known: Option<&[T]>, wanted: &[T], open: bool, why: [Reason; 3]) {
        let [unknown, partly, no] = why;
        match known {
            None => self.may.push(unknown),
            Some(known) if wanted.iter().any(|one| known.contains(one)) => {}
            Some(_) if open => self.may.push(partly),
            Some(_) => self.not.push(no),
        }
    }

    fn anonymous(&mut self, known: Anonymity) {
        match known {
            Anonymity::Yes => {}
            Anonymity::No => self.not.push(Reason::Anonymous),
            Anonymity::Unknown => self.may.push(Reason::AnonymousUnknown),
            Anonymity::Disputed => self.may.push(Reason::AnonymousDisputed),
        }
    }

    /// What goes past midnight belongs to the day before, which may have been another kind of day.
    fn open(&mut self, service: &Criteria, now: Moment) {
        let exception = exception(service, now.date);
        let Some(today) = hours_on(service, now.date) else {
            return self.may.push(Reason::HoursUnknown);
        };
        let still = now.date.yesterday().ok().filter(|yesterday| {
            let hours = hours_on(service, *yesterday).unwrap_or_default();
            hours.iter().any(|hours| hours.go_on(*yesterday, now.minute))
        });
        if still.is_none() && !today.iter().any(|hours| hours.hold(now)) {
            self.not.push(if exception.is_some() { Reason::ClosedThen } else { Reason::Closed });
        }
    }

    fn status(&mut self, status: Status) {
        match status {
            Status::Active => {}
            Status::Unknown => self.may.push(Reason::StatusUnknown),
            Status::Defunct => self.not.push(Reason::Defunct),
            Status::Inactive => self.not.push(Reason::Inactive),
            Status::TemporarilyClosed => self.not.push(Reason::TemporarilyClosed),
        }
    }
}

const ADULT: i64 = 18;
const ELSEWHERE: u8 = 4;

/// What is otherwise on a day.
fn exception(service: &Criteria, date: Date) -> Option<&Exception> {
    service.exceptions.iter().find(|exception| exception.period.holds(date))
}

/// The hours that hold on a day; none where no source says.
fn hours_on(service: &Criteria, date: Date) -> Option<&[Hours]> {
    exception(service, date).map(|exception| exception.hours.as_slice()).or(service.hours.as_deref())
}

impl Hours {
    fn hold(&self, now: Moment) -> bool {
        let ends = if self.past_midnight() { u16::MAX } else { self.closes };
        self.on(now.date) && self.opens <= now.minute && now.minute < ends
    }

    /// Whether those of the day before last until a minute of the next.
    fn go_on(&self, before: Date, minute: u16) -> bool {
        self.past_midnight() && self.on(before) && minute < self.closes
    }

    fn on(&self, date: Date) -> bool {
        self.days.contains(&(date.weekday().to_monday_zero_offset() as u8))
    }

    fn past_midnight(&self) -> bool {
        self.closes <= self.opens
    }
}

/// Whether a place is an area or part of it: a municipality's code begins with its county's.
pub(super) fn within(place: &str, area: &str) -> bool {
    place == area || (area.len() == 2 && place.len() == 4 && place.starts_with(area))
}

pub(super) fn group(group: TargetGroup) -> Option<Group> {
    Some(match group {
        TargetGroup::Girls | TargetGroup::Women => Group::Female,
        TargetGroup::Boys | TargetGroup::Men => Group::Male,
        TargetGroup::TransPeople => Group::Trans,
        TargetGroup::Hbtqi => Group::Hbtqi,
        TargetGroup::Children | TargetGroup::YoungPeople | TargetGroup::Adults | TargetGroup::Everyone => {
            return None;
        }
    })
}
