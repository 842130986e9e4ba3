//! When a service is open. A record knows days of the week with times of the day, in Swedish time; any
//! schedule that says more (some weeks only, until a date) is left as a whole, for a part of
//! it would be wrong.

use super::{Importer, Object, Record, Value, list, map, string, text};
use crate::content::node::Node;
use crate::export::hsds::TIME_ZONE;

/// HSDS's days, and front matter's.
const DAYS: [(&str, &str); 7] =
    [("MO", "mon"), ("TU", "tue"), ("WE", "wed"), ("TH", "thu"), ("FR", "fri"), ("SA", "sat"), ("SU", "sun")];

pub(super) fn schedules(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let mut schedules = Vec::new();
    for schedule in object.list("schedules") {
        match read(&schedule) {
            Some(node) => schedules.push(node),
            None => schedule.leave("more than days of the week with times of the day", &mut import.left),
        }
    }
    record.put("schedules", list(schedules));
}

fn read(schedule: &Object<'_>) -> Option<Node> {
    let node = schedule.node;
    let said = |key: &str| node.get(key).and_then(string);
    let known =
        ["id", "service_id", "freq", "byday", "wkst", "opens_at", "closes_at", "notes", "description"];
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
