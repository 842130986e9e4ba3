//! A reader's choices.

use crate::content::service::{AudienceRole, Channel, WayIn};
use crate::date::Date;
use serde::{Serialize, Serializer};

/// What is asked for. What is left open asks for nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Query {
    /// Who asks.
    pub role: AudienceRole,
    /// The person's age, or the band that it lies in: from and to, both included.
    pub age: Option<(i64, i64)>,
    /// Where the person is: `national`, or SCB's code of a county or municipality.
    pub place: Option<String>,
    /// What the person has said to be.
    pub groups: Vec<Group>,
    /// Ways to be in touch, of which one is enough.
    pub channels: Vec<Channel>,
    /// Whether it has to be possible to be anonymous.
    pub anonymous: bool,
    /// How the person would come to it.
    pub way_in: Option<WayIn>,
    /// When it has to be open.
    pub open: Option<Moment>,
}

/// What a person can be; ages are asked for by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// A girl or woman.
    Female,
    /// A boy or man.
    Male,
    /// A trans person.
    Trans,
    /// Part of the hbtqi community.
    Hbtqi,
}

/// A time in Europe/Stockholm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// The day.
    #[serde(serialize_with = "iso")]
    pub date: Date,
    /// The minute of the day.
    pub minute: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives what a field holds")]
fn iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

impl Query {
    /// A question that asks for nothing but the role.
    pub fn new(role: AudienceRole) -> Self {
        Self {
            role,
            age: None,
            place: None,
            groups: Vec::new(),
            channels: Vec::new(),
            anonymous: false,
            way_in: None,
            open: None,
        }
    }

    /// Whether the question is about the person who would come: ages, groups and the way in are theirs, not
    /// those of somebody who wants advice.
    pub fn is_personal(&self) -> bool {
        !matches!(self.role, AudienceRole::Professionals | AudienceRole::Relatives)
    }
}
