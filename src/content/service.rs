//! The service record, with the names of HSDS 3.1 where it has one.

use super::areas::Area;
use super::field::{Field, FieldReader, Statement};
use super::node::Value;
use super::read::{Keys, Problems, Read, Word};
use super::schedule::{Schedule, ScheduleExceptions};
use crate::content::node::Node;
use crate::date::Date;
use serde::{Deserialize, Serialize};

/// Who can help, with what, for whom, and how to reach them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// The id of the organization that provides it.
    pub organization: Field<String>,
    /// Other names.
    pub alternate_name: Field<Vec<String>>,
    /// Whether it exists.
    pub status: Field<Status>,
    /// Telephone numbers, spaced as the source writes them.
    pub phones: Field<Vec<Phone>>,
    /// An address for e-mail.
    pub email: Field<String>,
    /// A web address.
    pub url: Field<String>,
    /// How one can be in touch.
    pub channels: Field<Vec<Channel>>,
    /// When it is open, as a week usually is.
    pub schedules: Field<Vec<Schedule>>,
    /// The days on which it is open at other times, or closed.
    pub schedule_exceptions: Field<ScheduleExceptions>,
    /// Where it is.
    pub place: Field<Area>,
    /// The part of town.
    pub locality: Field<String>,
    /// Whom it serves.
    pub service_areas: Field<Vec<Area>>,
    /// Where to go or write.
    pub addresses: Field<Vec<Address>>,
    /// Languages, as BCP 47 tags.
    pub languages: Field<Vec<String>>,
    /// Whether there are interpreters.
    pub interpretation: Field<Answer>,
    /// What it costs.
    pub cost: Field<String>,
    /// Youngest age, in years.
    pub minimum_age: Field<i64>,
    /// Oldest age, in years.
    pub maximum_age: Field<i64>,
    /// Whether there are age limits at all.
    pub age_policy: Field<AgePolicy>,
    /// Groups it is for.
    pub target_groups: Field<Vec<TargetGroup>>,
    /// In which role someone turns to it.
    pub audience_role: Field<Vec<AudienceRole>>,
    /// What it does.
    pub offers: Field<Vec<Offer>>,
    /// Whether one can be anonymous.
    pub anonymous: Field<Answer>,
    /// How one comes to it.
    pub way_in: Field<Vec<WayIn>>,
    /// How many sessions it gives at most.
    pub session_limit: Field<SessionLimit>,
    /// How the place can be reached and used with a disability.
    pub accessibility: Field<String>,
    /// A passing notice.
    pub alert: Field<String>,
    /// When the provider last said that the record is right.
    pub assured_date: Field<Date>,
    /// Facts that stand in no field.
    pub statements: Vec<Statement>,
}

impl Service {
    /// Reads the keys of a service.
    pub fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        let fields = FieldReader::new(keys);
        Self {
            organization: fields.field(keys, "organization"),
            alternate_name: fields.field(keys, "alternate_name"),
            status: fields.field(keys, "status"),
            phones: fields.field(keys, "phones"),
            email: fields.field(keys, "email"),
            url: fields.field(keys, "url"),
            channels: fields.field(keys, "channels"),
            schedules: fields.field(keys, "schedules"),
            schedule_exceptions: fields.field(keys, "schedule_exceptions"),
            place: fields.field(keys, "place"),
            locality: fields.field(keys, "locality"),
            service_areas: fields.field(keys, "service_areas"),
            addresses: fields.field(keys, "addresses"),
            languages: fields.field(keys, "languages"),
            interpretation: fields.field(keys, "interpretation"),
            cost: fields.field(keys, "cost"),
            minimum_age: fields.field(keys, "minimum_age"),
            maximum_age: fields.field(keys, "maximum_age"),
            age_policy: fields.field(keys, "age_policy"),
            target_groups: fields.field(keys, "target_groups"),
            audience_role: fields.field(keys, "audience_role"),
            offers: fields.field(keys, "offers"),
            anonymous: fields.field(keys, "anonymous"),
            way_in: fields.field(keys, "way_in"),
            session_limit: fields.field(keys, "session_limit"),
            accessibility: fields.field(keys, "accessibility"),
            alert: fields.field(keys, "alert"),
            assured_date: fields.field(keys, "assured_date"),
            statements: fields.statements(keys),
        }
    }
}

/// Whether a service exists (HSDS, with `unknown` besides).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It is there.
    Active,
    /// It takes nobody for now.
    Inactive,
    /// It has ended.
    Defunct,
    /// It will open again.
    TemporarilyClosed,
    /// No source says.
    Unknown,
}

impl Status {
    /// Whether it takes nobody in.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Inactive | Self::Defunct | Self::TemporarilyClosed)
    }
}

/// Where yes or no is asked, a source may also say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// No source says.
    Unknown,
}

/// A way to be in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// By chat.
    Chat,
    /// By a visit.
    Visit,
    /// By post.
    Post,
    /// On the web.
    Web,
    /// It seeks people out.
    Outreach,
}

/// Whether there are age limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgePolicy {
    /// There are.
    Range,
    /// A source says that there are none.
    None,
    /// No source says.
    Unknown,
}

/// A group a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum TargetGroup {
    Children,
    YoungPeople,
    Adults,
    Girls,
    Boys,
    Women,
    Men,
    TransPeople,
    Hbtqi,
    Everyone,
}

/// In which role someone turns to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AudienceRole {
    /// The person exposed.
    Exposed,
    /// People close to them.
    Relatives,
    /// People who meet them at work.
    Professionals,
    /// People who buy.
    Buyers,
    /// People with unwanted sexuality.
    UnwantedSexuality,
}

/// What a service does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum Offer {
    Counselling,
    Support,
    Advice,
    Consultation,
    Treatment,
    Psychotherapy,
    TraumaTreatment,
    LongTermContact,
    Referral,
    Outreach,
    Training,
    Information,
    Coordination,
}

/// How one comes to a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WayIn {
    /// By oneself.
    #[serde(rename = "self")]
    Oneself,
    /// By referral.
    Referral,
    /// Through a professional.
    Professional,
}

impl Word for Status {}
impl Word for Answer {}
impl Word for Channel {}
impl Word for AgePolicy {}
impl Word for TargetGroup {}
impl Word for AudienceRole {}
impl Word for Offer {}
impl Word for WayIn {}

/// A telephone number as its source spaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(pub String);

impl Read for Phone {
    /// A number without quotation marks would lose its leading zero, so it is refused.
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if matches!(node.value, Value::Integer(_) | Value::Float(_)) {
            let message = "A telephone number without quotation marks loses its leading zero.".to_owned();
            let help = format!("Write \"{}\".", problems.raw(&node.span));
            problems.error("record/unquoted-phone", &node.span, message, Some(help));
            return None;
        }
        let text = String::read(node, problems)?;
        let allowed = |letter: char| letter.is_ascii_digit() || " -+()/".contains(letter);
        if text.chars().all(allowed) && text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Some(Self(text));
        }
        let message = format!("`{text}` is not a telephone number.");
        let help = "Write digits, spaces and hyphens, for example \"020-390 000\".".to_owned();
        problems.error("record/bad-phone", &node.span, message, Some(help));
        None
    }
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub address_1: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Whether it must not be shown.
    pub confidential: bool,
}

impl Read for Address {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let address = Self {
            address_1: keys.take("address_1"),
            postal_code: keys.take("postal_code"),
            city: keys.take("city"),
            confidential: keys.take("confidential").unwrap_or_default(),
        };
        keys.finish("an address");
        Some(address)
    }
}

/// How many sessions a service gives at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionLimit {
    /// No limit.
    None,
    /// So many.
    Sessions(i64),
}

impl Read for SessionLimit {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if node.value == Value::Text("none".into()) {
            return Some(Self::None);
        }
        i64::read(node, problems).map(Self::Sessions)
    }
}

impl Phone {
    /// Its digits as they are dialled within Sweden (`020390000`, `11313`), the same however a source
    /// spaces it; a number abroad keeps its `+`.
    pub fn digits(&self) -> String {
        national(&self.0)
    }

    /// A `tel:` address. A Swedish number is dialled with the country's code; short numbers (112, 1177,
    /// 113 13, 116 111) can only be dialled as they are.
    pub fn href(&self) -> String {
        let digits: String =
            self.0.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        match digits.strip_prefix('0') {
            Some(rest) if !rest.starts_with('0') => format!("tel:+46{rest}"),
            Some(rest) => format!("tel:+{}", rest.trim_start_matches('0')),
            None => format!("tel:{digits}"),
        }
    }
}

/// The digits of a telephone number without the country's code, if it is Sweden's: `+46 (0)20-390 000`
/// and `020-390 000` are one number.
pub(crate) fn national(number: &str) -> String {
    let abroad = number.trim_start().starts_with('+');
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let code = if abroad { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    match code {
        Some(code) => match code.strip_prefix("46") {
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            None => format!("+{code}"),
        },
        None => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_many_spellings() {
        for number in ["020-390 000", "+46 20 390 000", "0046 20 39 00 00", "+46 (0)20-390 000", "020390000"]
        {
            assert_eq!(national(number), "020390000", "{number}");
        }
        assert_eq!(national("113 13"), "11313");
        assert_eq!(national("+358 9 310 1691"), "+35893101691");
    }

    #[test]
    fn numbers_are_dialled_from_everywhere() {
        let href = |number: &str| Phone(number.to_owned()).href();
        assert_eq!(href("020-390 000"), "tel:+4620390000");
        assert_eq!(href("+46 20 390 000"), "tel:+4620390000");
        assert_eq!(href("0046 20 390 000"), "tel:+4620390000");
        assert_eq!(href("113 13"), "tel:11313");
    }
}
