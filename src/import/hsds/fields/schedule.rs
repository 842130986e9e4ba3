//! When a service is open. A record knows days of the week with times of the day, in Swedish time, and
//! stretches of days on which other times hold; any schedule that says more (some weeks only, from a date on)
//! is left as a whole, for a part of it would be wrong. So is one whose days overlap those of another without one
//! lying in the other, for of a record's exceptions the shorter one counts.

use super::super::super::hours;
use super::{Importer, Object, Record, Value, list, lykta, map, string, text, words};
use crate::content::node::Node;
use crate::content::period::Period;
use crate::export::hsds::TIME_ZONE;

/// HSDS's days, and front matter's.
const DAYS: [(&str, &str); 7] =
    [("MO", "mon"), ("TU", "tue"), ("WE", "wed"), ("TH", "thu"), ("FR", "fri"), ("SA", "sat"), ("SU", "sun")];

pub(super) fn schedules(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    // Lykta's own files say by attributes what of the schedules is an exception.
    let told = words(object.node, "schedule_exceptions");
    let own = told.iter().map(|item| hours::exception(string(item)?, &item.span));
    let mut exceptions: Vec<Node> = own.collect::<Option<_>>().unwrap_or_default();
    let told: Vec<(&str, &str)> = told.iter().filter_map(string).map(hours::bounds).collect();
    let mut periods: Vec<Period> = told.iter().filter_map(|(from, to)| Period::parse(from, to)).collect();
    let by_lykta = lykta(object.node).next().is_some();
    let mut schedules = Vec::new();
    for schedule in object.list("schedules") {
        let said = |key: &str| schedule.node.get(key).and_then(string);
        let bounds = said("valid_from").zip(said("valid_to"));
        let is_told = bounds.map_or(said("freq").is_none(), |bounds| told.contains(&bounds));
        if is_told && !told.is_empty() {
            continue;
        }
        match (read(&schedule, by_lykta), bounds) {
            (Some(week), None) if said("valid_from").or(said("valid_to")).is_none() => schedules.push(week),
            (Some(week), Some(bounds)) => {
                let period = Period::parse(bounds.0, bounds.1);
                let crosses = |one: &Period| periods.iter().any(|other| one.crosses(other));
                let why = if period.as_ref().is_some_and(crosses) {
                    Err("its days overlap those of another, and neither lies within the other")
                } else if period.as_ref().is_some_and(|period| !falls_in(&schedule, period)) {
                    Err("none of its days lies in its period")
                } else {
                    exception(week, bounds).ok_or(MORE)
                };
                match why {
                    Ok(exception) => {
                        periods.extend(period);
                        exceptions.push(exception);
                    }
                    Err(why) => schedule.leave(why, &mut import.left),
                }
            }
            _ => schedule.leave(MORE, &mut import.left),
        }
    }
    record.put("schedules", list(schedules));
    record.put("schedule_exceptions", list(exceptions));
}

/// Why a schedule is left that is more than a record can hold.
const MORE: &str = "more than days of the week with times of the day";

/// Whether one of a schedule's days of the week lies in a period.
fn falls_in(schedule: &Object<'_>, period: &Period) -> bool {
    let within = period.weekdays();
    let days = schedule.node.get("byday").and_then(string).unwrap_or_default();
    let day = |code: &str| DAYS.iter().position(|(known, _)| *known == code.trim());
    days.split(',').filter_map(day).any(|day| within.iter().any(|one| usize::try_from(*one) == Ok(day)))
}

/// A week's hours that hold from one day to another.
fn exception(week: Node, (from, to): (&str, &str)) -> Option<Node> {
    let span = week.span.clone();
    let Value::Map(mut parts) = week.value else { return None };
    let bounds = [("valid_from", from), ("valid_to", to)].map(|(key, day)| (key, text(day, span.clone())));
    let Value::Map(bounds) = map(bounds.into(), span.clone()).value else { return None };
    parts.splice(0..0, bounds);
    Some(Node { value: Value::Map(parts), span })
}

fn read(schedule: &Object<'_>, by_lykta: bool) -> Option<Node> {
    let node = schedule.node;
    let said = |key: &str| node.get(key).and_then(string);
    let known = [
        "id",
        "service_id",
        "valid_from",
        "valid_to",
        "freq",
        "byday",
        "wkst",
        "opens_at",
        "closes_at",
        "notes",
        "description",
    ];
    let more = node.entries()?.iter().any(|entry| {
        let once = entry.key == "interval" && entry.node.value == Value::Integer(1);
        !known.contains(&entry.key.as_str()) && !once
    });
    let (opens, closes) = (time(said("opens_at")?)?, time(said("closes_at")?)?);
    let notes = said("notes").is_none_or(|notes| notes == TIME_ZONE);
    if more || !notes || said("freq") != Some("WEEKLY") {
        return None;
    }
    let days = said("byday")?.split(',').map(|day| {
        let day = DAYS.iter().find(|(code, _)| *code == day.trim())?;
        Some(text(day.1, node.span.clone()))
    });
    let days = days.collect::<Option<Vec<_>>>()?;
    let whole = opens == "00:00" && ["23:59", "00:00", "24:00"].contains(&closes.as_str());
    // Lykta describes what is always open, and nothing else of the week.
    if whole && days.len() == DAYS.len() && (!by_lykta || said("description").is_some()) {
        return Some(text("24/7", node.span.clone()));
    }
    // What such a text adds to the times has no field.
    if said("description").is_some() {
        return None;
    }
    let span = node.span.clone();
    let past_midnight = closes <= opens;
    let (opens, closes) = (text(opens, span.clone()), text(closes, span.clone()));
    let mut parts = vec![("days", list(days)), ("opens", opens), ("closes", closes)];
    if past_midnight {
        parts.push(("past_midnight", Node { value: Value::Bool(true), span: span.clone() }));
    }
    Some(map(parts, span))
}

/// `HH:MM`; a time with an offset is right for half the year only.
fn time(text: &str) -> Option<String> {
    let short = match text.len() {
        5 => text,
        8 => text.strip_suffix(":00")?,
        _ => return None,
    };
    let (hours, minutes) = short.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    (two(hours) && two(minutes)).then(|| short.to_owned())
}
