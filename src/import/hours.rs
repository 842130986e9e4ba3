//! Hours as exports write them in one text.

use super::record::{list, map, text};
use crate::content::node::{Node, Value};
use crate::export::values::CLOSED;
use std::ops::Range;

/// `24/7`, `mon,tue 09:00-16:00`, or `fri 20:00-02:00+1`. Whether these are days and times, the record's
/// reader says.
pub(super) fn schedule(item: &str, span: &Range<usize>) -> Option<Node> {
    if item == "24/7" {
        return Some(text(item, span.clone()));
    }
    let (days, times) = item.split_once(' ')?;
    let mut parts = vec![("days", weekdays(days, span))];
    parts.extend(opening(times, span)?);
    Some(map(parts, span.clone()))
}

/// `2026-12-24 closed`, `2026-12-23 09:00-12:00`, or `06-01/08-31 mon,tue 09:00-16:00`.
pub(super) fn exception(item: &str, span: &Range<usize>) -> Option<Node> {
    let (_, hours) = item.split_once(' ')?;
    let (from, to) = bounds(item);
    let mut parts = vec![("valid_from", text(from, span.clone())), ("valid_to", text(to, span.clone()))];
    match hours.trim().split_once(' ') {
        None if hours.trim() == CLOSED => {
            parts.push(("closed", Node { value: Value::Bool(true), span: span.clone() }));
        }
        None => parts.extend(opening(hours, span)?),
        Some((days, times)) => {
            parts.push(("days", weekdays(days, span)));
            parts.extend(opening(times, span)?);
        }
    }
    Some(map(parts, span.clone()))
}

/// The first and the last day of an exception.
pub(super) fn bounds(item: &str) -> (&str, &str) {
    let period = item.split(' ').next().unwrap_or_default();
    period.split_once('/').unwrap_or((period, period))
}

fn weekdays(days: &str, span: &Range<usize>) -> Node {
    list(days.split(',').map(|day| text(day.trim(), span.clone())).collect())
}

fn opening(times: &str, span: &Range<usize>) -> Option<Vec<(&'static str, Node)>> {
    let (opens, closes) = times.trim().split_once(['-', '–'])?;
    let (closes, next_day) = closes.trim().strip_suffix("+1").map_or((closes, false), |time| (time, true));
    let [opens, closes] = [opens, closes].map(|time| text(time.trim(), span.clone()));
    let mut parts = vec![("opens", opens), ("closes", closes)];
    if next_day {
        parts.push(("past_midnight", Node { value: Value::Bool(true), span: span.clone() }));
    }
    Some(parts)
}
