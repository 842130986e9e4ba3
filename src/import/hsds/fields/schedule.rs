//! When a service is open. A record knows days of the week with times of the day, in Swedish time, and
//! stretches of days on which other times hold; any schedule that says more (some weeks only, from a date on)
//! is left as a whole, for a part of it would be wrong.

use super::super::super::hours;
use super::{Importer, Object, Record, Value, list, map, string, text, words};
use crate::content::node::Node;
use crate::export::hsds::TIME_ZONE;

/// HSDS's days, and front matter's.
const DAYS: [(&str, &str); 7] =
    [("MO", "mon"), ("TU", "tue"), ("WE", "wed"), ("TH", "thu"), ("FR", "fri"), ("SA", "sat"), ("SU", "sun")];

pub(super) fn schedules(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    // Lykta's own files say by attributes what of the schedules is an exception.
    let told = words(object.node, "schedule_exceptions");
    let told = told.iter().map(|item| hours::exception(string(item)?, &item.span));
    let own: Vec<Node> = told.collect::<Option<_>>().unwrap_or_default();
    let (mut schedules, mut exceptions) = (Vec::new(), Vec::new());
    for schedule in object.list("schedules") {
        let said = |key: &str| schedule.node.get(key).and_then(string);
        if !own.is_empty() && (said("valid_from").is_some() || said("freq").is_none()) {
            continue;
        }
        match (read(&schedule), said("valid_from").zip(said("valid_to"))) {
            (Some(week), None) if said("valid_from").or(said("valid_to")).is_none() => schedules.push(week),
            (Some(week), Some(bounds)) => match exception(week, bounds) {
                Some(exception) => exceptions.push(exception),
                None => leave(schedule, import),
            },
            _ => leave(schedule, import),
        }
    }
    record.put("schedules", list(schedules));
    record.put("schedule_exceptions", list(if own.is_empty() { exceptions } else { own }));
}

fn leave(schedule: Object<'_>, import: &mut Importer<'_>) {
    schedule.leave("more than days of the week with times of the day", &mut import.left);
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

fn read(schedule: &Object<'_>) -> Option<Node> {
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
    if whole && days.len() == DAYS.len() {
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
