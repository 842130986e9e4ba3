//! The values of a field as the table of services writes them, and as front matter has them.

use super::hours;
use super::record::{list as list_of, map, text};
use crate::content::node::{Node, Value};
use std::ops::Range;

/// Fields that are lists of texts or words.
const LISTS: &[&str] = &[
    "alternate_name",
    "phones",
    "channels",
    "service_areas",
    "languages",
    "target_groups",
    "audience_role",
    "offers",
    "way_in",
    "topics",
    "audiences",
    "keywords",
];
/// Fields that are lists of something else.
const OTHER_LISTS: &[&str] = &["schedules", "schedule_exceptions", "addresses"];
/// Fields that are numbers where they are numbers.
const NUMBERS: &[&str] = &["minimum_age", "maximum_age", "session_limit"];

/// The values of a cell: of one that is no list its only one.
pub(super) fn items<'a>(key: &str, cell: &'a str) -> Vec<&'a str> {
    if LISTS.contains(&key) || OTHER_LISTS.contains(&key) { list(cell).collect() } else { vec![cell] }
}

/// The values of a cell that is a list.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// A field of front matter with these values; none where they say no hours.
pub(super) fn node<T: AsRef<str>>(key: &str, values: &[T], span: &Range<usize>) -> Option<Node> {
    let values = values.iter().map(AsRef::as_ref);
    let all = match key {
        "schedules" => values.map(|value| hours::schedule(value, span)).collect::<Option<_>>()?,
        "schedule_exceptions" => values.map(|value| hours::exception(value, span)).collect::<Option<_>>()?,
        "addresses" => values.map(|value| address(value, span)).collect(),
        _ if LISTS.contains(&key) => values.map(|value| text(value, span.clone())).collect(),
        _ => return values.map(|value| single(key, value, span)).next(),
    };
    Some(list_of(all))
}

fn single(key: &str, value: &str, span: &Range<usize>) -> Node {
    match value.parse() {
        Ok(number) if NUMBERS.contains(&key) => Node { value: Value::Integer(number), span: span.clone() },
        _ => text(value, span.clone()),
    }
}

/// `Street 1 | 123 45 | Town`.
pub(super) fn address(item: &str, span: &Range<usize>) -> Node {
    let keys = ["address_1", "postal_code", "city"];
    let parts = keys.into_iter().zip(item.split('|').map(str::trim));
    let parts = parts.filter(|(_, part)| !part.is_empty());
    map(parts.map(|(key, part)| (key, text(part, span.clone()))).collect(), span.clone())
}
