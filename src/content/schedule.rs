//! When a service is open: the week as it usually is, and the days on which it is otherwise.

use super::node::{Node, Value};
use super::period::Period;
use super::read::{Keys, Problems, Read, Word};
use crate::diagnostics::Diagnostic;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// When a service is open on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Day and night.
    Always,
    /// Between two times of the day.
    Weekly {
        /// The days.
        days: Vec<Day>,
        /// From, `HH:MM`.
        opens: String,
        /// To, `HH:MM`.
        closes: String,
        /// Whether it closes on the day after.
        past_midnight: bool,
    },
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum Day {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Day {
    /// The week.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];
}

impl Word for Day {}

/// Days on which the usual week does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleException {
    /// Which days.
    pub period: Period,
    /// When it is open then; closed where there is nothing.
    pub hours: Option<Schedule>,
}

/// All exceptions of a service. Of two periods one may lie in the other, and then counts; they never cross.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleExceptions(pub Vec<ScheduleException>);

impl ScheduleExceptions {
    /// Each period once, in the order of the file, with all its hours; none where it is closed.
    pub fn by_period(&self) -> Vec<(&Period, Vec<&Schedule>)> {
        let mut periods: Vec<(&Period, Vec<&Schedule>)> = Vec::new();
        for one in &self.0 {
            match periods.iter_mut().find(|(period, _)| **period == one.period) {
                Some((_, hours)) => hours.extend(&one.hours),
                None => periods.push((&one.period, one.hours.iter().collect())),
            }
        }
        periods
    }
}

impl Read for Schedule {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if node.value == Value::Text("24/7".into()) {
            return Some(Self::Always);
        }
        let mut keys = Keys::of(node, problems)?;
        let days = keys.list("days");
        let hours = hours(&mut keys, node, days);
        keys.finish("a schedule");
        hours
    }
}

/// Reads the times of a schedule.
fn hours(keys: &mut Keys<'_, '_, '_>, node: &Node, days: Vec<Day>) -> Option<Schedule> {
    let [opens, closes] = ["opens", "closes"].map(|key| time(keys, node, key));
    let past_midnight = keys.take("past_midnight").unwrap_or_default();
    let (opens, closes) = (opens?, closes?);
    if days.is_empty() {
        let message = "The schedule names no day, so it would never be open.".to_owned();
        let help = "Write the days, for example `days: [mon, tue]`, or \"24/7\".".to_owned();
        keys.problems.error("record/no-days", &node.span, message, Some(help));
        return None;
    }
    let mistake = match (closes <= opens, past_midnight) {
        (true, false) => Some((
            format!("The service closes at {closes}, before it opens at {opens}."),
            "If it closes on the day after, write `past_midnight: true`.",
        )),
        (false, true) => Some((
            format!("The service is open for more than a day: from {opens} past midnight to {closes}."),
            "Leave out `past_midnight`, or write \"24/7\" if it never closes.",
        )),
        _ => None,
    };
    if let Some((message, help)) = mistake {
        keys.problems.error("record/bad-schedule", &node.span, message, Some(help.to_owned()));
        return None;
    }
    Some(Schedule::Weekly { days, opens, closes, past_midnight })
}

fn time(keys: &mut Keys<'_, '_, '_>, schedule: &Node, key: &'static str) -> Option<String> {
    let help = Some("Write hours and minutes in quotation marks, for example \"09:00\".".to_owned());
    let Some(node) = keys.node(key) else {
        let message = format!("The schedule does not say when it {key}.");
        let help = format!("Write `{key}: \"09:00\"`, with the time that the source gives.");
        keys.problems.error("record/bad-schedule", &schedule.span, message, Some(help));
        return None;
    };
    let text = String::read(node, keys.problems)?;
    let right = text.len() == 5 && text.parse::<jiff::civil::Time>().is_ok();
    if !right {
        let message = format!("`{text}` is not a time of the day.");
        keys.problems.error("record/bad-time", &node.span, message, help);
    }
    right.then_some(text)
}

/// The keys that say when it is open.
const HOURS: [&str; 4] = ["days", "opens", "closes", "past_midnight"];

impl Read for ScheduleException {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let period = Period::read(&mut keys, node);
        let closed = keys.take("closed").unwrap_or_default();
        let given = HOURS.map(|key| keys.node(key).map(|node| (key, node))).into_iter().flatten().next();
        let named: Vec<Day> = keys.list("days");
        let mut mistake = |code, place: &Node, message: &str, help: &str| {
            keys.problems.error(code, &place.span, message.to_owned(), Some(help.to_owned()));
            None
        };
        let hours = match given {
            None if closed => Some(None),
            None => {
                let help = "Write `closed: true`, or when it `opens` and `closes` then.";
                mistake("record/bad-schedule", node, "The exception does not say what is otherwise.", help)
            }
            Some((key, node)) if closed => {
                let message = format!("The exception is closed and has `{key}`.");
                let help = "Leave out `closed`, or the hours.";
                mistake("record/bad-schedule", node, &message, help)
            }
            // Without days it is every one of the period.
            Some(("days", node)) if period.is_some_and(|period| never(&period, &named)) => {
                let message = "None of these days lies in the period, so it would never be open.";
                mistake("record/no-days", node, message, "Leave out `days`, or correct them.")
            }
            Some((key, _)) => {
                let days = if key == "days" { named } else { Day::ALL.to_vec() };
                hours(&mut keys, node, days).map(Some)
            }
        };
        keys.finish("an exception");
        Some(Self { period: period?, hours: hours? })
    }
}

fn never(period: &Period, days: &[Day]) -> bool {
    let within = period.weekdays();
    !days.is_empty() && !days.iter().any(|day| within.contains(&(*day as i8)))
}

/// One exception stands for a list of one.
impl Read for ScheduleExceptions {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut read: Vec<(ScheduleException, &Range<usize>)> = Vec::new();
        for item in items {
            let Some(one) = ScheduleException::read(item, problems) else { continue };
            let mistake = read.iter().find_map(|(other, span)| Some((clash(&one, other)?, *span)));
            if let Some(((message, help), other)) = mistake {
                problems.tell(
                    Diagnostic::error("record/exceptions-overlap", message)
                        .at(problems.locate(&item.span))
                        .related("The other one.", problems.locate(other))
                        .help(help),
                );
            }
            read.push((one, &item.span));
        }
        Some(Self(read.into_iter().map(|(one, _)| one).collect()))
    }
}

/// Why nobody can say which of two exceptions counts.
fn clash(one: &ScheduleException, other: &ScheduleException) -> Option<(&'static str, &'static str)> {
    if one.period.crosses(&other.period) {
        let message = "Two exceptions overlap, and neither lies within the other.";
        let help =
            "End one before the other begins. Where one period lies within another, the shorter one counts.";
        return Some((message, help));
    }
    let same = one.period == other.period && (one.hours.is_none() || other.hours.is_none());
    same.then_some((
        "Two exceptions are about the same days, and one says that it is closed.",
        "Leave out one.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::node::yaml;
    use crate::source::SourceFile;

    fn exceptions(text: &str) -> (ScheduleExceptions, Vec<(&'static str, usize)>) {
        let file = SourceFile::new("a.md", text);
        let node = yaml(&file.text, 0).unwrap();
        let mut problems = Problems::new(&file);
        let read = ScheduleExceptions::read(&node, &mut problems).unwrap();
        let line = |told: &Diagnostic| told.location.as_ref().unwrap().spot.as_ref().unwrap().line;
        (read, problems.finish().iter().map(|told| (told.code, line(told))).collect())
    }

    #[test]
    fn closed_or_open_at_other_times() {
        let (read, told) = exceptions(
            "- {valid_from: 2026-12-24, valid_to: 2026-12-26, closed: true}\n\
             - {valid_from: 06-01, valid_to: 08-31, days: [mon], opens: \"10:00\", closes: \"12:00\"}\n\
             - {valid_from: 06-01, valid_to: 08-31, days: [tue], opens: \"13:00\", closes: \"15:00\"}\n\
             - {valid_from: 06-19, valid_to: 06-19, opens: \"20:00\", closes: \"02:00\", past_midnight: true}\n",
        );
        assert_eq!(told, []);
        let periods = read.by_period();
        let hours: Vec<usize> = periods.iter().map(|(_, hours)| hours.len()).collect();
        assert_eq!(hours, [0, 2, 1]);
        assert!(matches!(periods[2].1[0], Schedule::Weekly { days, .. } if *days == Day::ALL));
    }

    #[test]
    fn mistakes_are_told_where_they_are() {
        for (text, code) in [
            ("{closed: true}", "record/bad-period"),
            ("{valid_from: 2026-12-24, closed: true}", "record/bad-period"),
            ("{valid_from: 2026-12-24, valid_to: 2026-12-23, closed: true}", "record/bad-period"),
            ("{valid_from: 2026-12-24, valid_to: 12-26, closed: true}", "record/bad-period"),
            ("{valid_from: 2026-12-32, valid_to: 2026-12-31, closed: true}", "front-matter/bad-date"),
            ("{valid_from: 12-24, valid_to: 12-24}", "record/bad-schedule"),
            ("{valid_from: 12-24, valid_to: 12-24, closed: true, opens: \"09:00\"}", "record/bad-schedule"),
            ("{valid_from: 12-24, valid_to: 12-24, opens: \"09:00\"}", "record/bad-schedule"),
            (
                "{valid_from: 12-24, valid_to: 12-24, opens: \"16:00\", closes: \"09:00\"}",
                "record/bad-schedule",
            ),
            ("{valid_from: 12-24, valid_to: 12-24, opens: \"9\", closes: \"12:00\"}", "record/bad-time"),
            ("{valid_from: 12-24, valid_to: 12-24, closed: true, note: a}", "front-matter/unknown-key"),
            // Christmas Eve of 2026 is a Thursday.
            (
                "{valid_from: 2026-12-24, valid_to: 2026-12-24, days: [fri], opens: \"09:00\", closes: \"12:00\"}",
                "record/no-days",
            ),
        ] {
            assert_eq!(exceptions(&format!("- {text}\n")).1, [(code, 1)], "{text}");
        }
    }

    #[test]
    fn periods_that_leave_it_open_which_counts() {
        let closed = "- {valid_from: 2026-12-20, valid_to: 2026-12-27, closed: true}\n";
        let (_, told) = exceptions(&format!(
            "{closed}- {{valid_from: 2026-12-24, valid_to: 2026-12-30, closed: true}}\n"
        ));
        assert_eq!(told, [("record/exceptions-overlap", 2)]);
        let hours = "opens: \"09:00\", closes: \"12:00\"";
        let (_, told) =
            exceptions(&format!("{closed}- {{valid_from: 2026-12-20, valid_to: 2026-12-27, {hours}}}\n"));
        assert_eq!(told, [("record/exceptions-overlap", 2)]);
        let (_, told) =
            exceptions(&format!("{closed}- {{valid_from: 2026-12-23, valid_to: 2026-12-23, {hours}}}\n"));
        assert_eq!(told, []);
    }

    #[test]
    fn a_schedule_without_a_time_is_told() {
        let file = SourceFile::new("a.md", "{days: [mon], opens: \"09:00\"}\n");
        let mut problems = Problems::new(&file);
        assert_eq!(Schedule::read(&yaml(&file.text, 0).unwrap(), &mut problems), None);
        assert_eq!(problems.finish()[0].message, "The schedule does not say when it closes.");
    }
}
