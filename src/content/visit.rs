//! The fields of a record one after the other, for rules that hold for all of them.
//!
//! The list of a record's fields stands here once; who wants to cite, compare or date them brings a
//! [`Visitor`].

use super::field::{Field, Statement};
use super::page::Details;
use super::records::{Organization, OrganizationType};
use super::schedule::{Schedule, ScheduleExceptions};
use super::service::{
    Address, AgePolicy, Answer, AudienceRole, Channel, Offer, Phone, Service, SessionLimit, Status,
    TargetGroup, WayIn,
};
use crate::content::areas::Area;
use crate::date::Date;

/// What is done with each field.
pub trait Visitor<'a> {
    /// A field under its key in front matter.
    fn field<T: Same>(&mut self, key: &'static str, field: &'a Field<T>);

    /// A fact that stands in no field.
    fn statement(&mut self, statement: &'a Statement);
}

/// Whether two sources say the same, however each of them writes it.
pub trait Same {
    /// Whether the other value says the same as this one.
    fn same(&self, other: &Self) -> bool;
}

/// Spaces and capitals are a matter of style.
impl Same for String {
    fn same(&self, other: &Self) -> bool {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        words(self) == words(other)
    }
}

/// A list has no order: each value of one stands in the other.
impl<T: Same> Same for Vec<T> {
    fn same(&self, other: &Self) -> bool {
        let within = |these: &[T], those: &[T]| these.iter().all(|one| those.iter().any(|two| one.same(two)));
        within(self, other) && within(other, self)
    }
}

/// Sources space numbers as they like.
impl Same for Phone {
    fn same(&self, other: &Self) -> bool {
        self.digits() == other.digits()
    }
}

macro_rules! same_if_equal {
    ($($type:ty),*) => {$(
        impl Same for $type {
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

same_if_equal!(
    i64,
    Address,
    AgePolicy,
    Answer,
    Area,
    AudienceRole,
    Channel,
    Date,
    Offer,
    OrganizationType,
    Schedule,
    ScheduleExceptions,
    SessionLimit,
    Status,
    TargetGroup,
    WayIn
);

impl Details {
    /// Shows every field and statement to a visitor.
    pub fn visit<'a>(&'a self, visitor: &mut impl Visitor<'a>) {
        match self {
            Self::Service(service) => visit_service(service, visitor),
            Self::Organization(organization) => visit_organization(organization, visitor),
            Self::Term(term) => visitor.field("expansion", &term.expansion),
            Self::Source(_) | Self::Article(_) | Self::Section(_) => {}
        }
        for statement in self.statements() {
            visitor.statement(statement);
        }
    }
}

fn visit_service<'a>(service: &'a Service, visitor: &mut impl Visitor<'a>) {
    let s = service;
    visitor.field("organization", &s.organization);
    visitor.field("alternate_name", &s.alternate_name);
    visitor.field("status", &s.status);
    visitor.field("phones", &s.phones);
    visitor.field("email", &s.email);
    visitor.field("url", &s.url);
    visitor.field("channels", &s.channels);
    visitor.field("schedules", &s.schedules);
    visitor.field("schedule_exceptions", &s.schedule_exceptions);
    visitor.field("place", &s.place);
    visitor.field("locality", &s.locality);
    visitor.field("service_areas", &s.service_areas);
    visitor.field("addresses", &s.addresses);
    visitor.field("languages", &s.languages);
    visitor.field("interpretation", &s.interpretation);
    visitor.field("cost", &s.cost);
    visitor.field("minimum_age", &s.minimum_age);
    visitor.field("maximum_age", &s.maximum_age);
    visitor.field("age_policy", &s.age_policy);
    visitor.field("target_groups", &s.target_groups);
    visitor.field("audience_role", &s.audience_role);
    visitor.field("offers", &s.offers);
    visitor.field("anonymous", &s.anonymous);
    visitor.field("way_in", &s.way_in);
    visitor.field("session_limit", &s.session_limit);
    visitor.field("accessibility", &s.accessibility);
    visitor.field("alert", &s.alert);
    visitor.field("assured_date", &s.assured_date);
}

fn visit_organization<'a>(organization: &'a Organization, visitor: &mut impl Visitor<'a>) {
    let o = organization;
    visitor.field("alternate_name", &o.alternate_name);
    visitor.field("organization_type", &o.organization_type);
    visitor.field("parent_organization", &o.parent_organization);
    visitor.field("url", &o.url);
    visitor.field("email", &o.email);
    visitor.field("phones", &o.phones);
}
