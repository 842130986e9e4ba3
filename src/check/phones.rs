//! A telephone number in a text is one that a record declares.
//!
//! The texts of front matter are read too, for a number may stand in a note or a description. A number that is
//! one slip on its digits (Damerau–Levenshtein) from a declared one, and is itself not declared, is an error:
//! somebody will call it. Superseded and disputed numbers are declared, so that an article may tell of them. A
//! number that is near none is a warning, for no source and date stand behind it.

use super::originals;
use super::phone_words::{Number, find, is_short};
use super::slip::one_apart;
use super::text::Said;
use crate::content::field::{Claim, Field};
use crate::content::node::{Node, Value};
use crate::content::page::Details;
use crate::content::service::Phone;
use crate::diagnostics::{Diagnostic, Location};
use crate::site::{Page, Site};
use std::collections::BTreeMap;
use std::ops::Range;

/// The numbers that records declare, by their digits, with the page and the claim.
pub(super) type Declared<'a> = BTreeMap<String, (&'a Page, &'a Claim<Vec<Phone>>)>;

/// The numbers of a page's record.
pub(super) fn phones_of(page: &Page) -> Option<&Field<Vec<Phone>>> {
    match &page.content.details {
        Details::Service(service) => Some(&service.phones),
        Details::Organization(organization) => Some(&organization.phones),
        _ => None,
    }
}

/// The numbers that the records of a site declare; none for a site without records, which has nowhere to
/// declare one.
pub(super) fn declared(site: &Site) -> Option<Declared<'_>> {
    if site.pages.iter().all(|page| phones_of(page).is_none()) {
        return None;
    }
    let mut declared = Declared::new();
    for (_, page) in originals(site) {
        for claim in phones_of(page).into_iter().flat_map(|field| &field.claims) {
            for phone in &claim.value {
                declared.entry(phone.digits()).or_insert((page, claim));
            }
        }
    }
    Some(declared)
}

/// Checks every number of a text.
pub(super) fn check(said: &Said<'_>, declared: &Declared<'_>) -> Vec<Diagnostic> {
    let file = &said.page.content.file;
    let known = |digits: &str| declared.contains_key(digits);
    let found = parts(said).into_iter().flat_map(|part| find(&file.text, part, &known));
    let strange = found.filter(|number| !known(&number.digits) && !is_short(&number.digits));
    strange
        .map(|number| {
            let written = &file.text[number.span.clone()];
            let place = file.locate(number.span.clone());
            near(&number, declared).map_or_else(
                || no_record(written, place.clone()),
                |(page, claim)| one_slip(written, place.clone(), page, claim),
            )
        })
        .collect()
}

fn near<'a>(number: &Number, declared: &Declared<'a>) -> Option<(&'a Page, &'a Claim<Vec<Phone>>)> {
    // Among short numbers every second one is a digit from another.
    let long = |digits: &str| digits.len() > "116111".len();
    declared
        .iter()
        .find(|(digits, _)| long(digits) && one_apart(digits, &number.digits))
        .map(|(_, place)| *place)
}

fn one_slip(written: &str, place: Location, page: &Page, claim: &Claim<Vec<Phone>>) -> Diagnostic {
    let message = format!("The number {written} is one digit from that of “{}”.", page.title());
    let help = "Correct the one that is wrong. If a source does write it so, declare it in the record: \
                `{value: …, source: …, state: superseded}`.";
    Diagnostic::error("text/phone-differs", message)
        .at(place)
        .related("The record has this.", page.content.file.locate(claim.span.clone()))
        .help(help)
}

fn no_record(written: &str, place: Location) -> Diagnostic {
    Diagnostic::warning("text/phone-without-record", format!("The number {written} is in no record."))
        .at(place)
        .help("Put it under `phones` of a service or organization, where it has a source and a date.")
}

/// The parts of a file that readers see: the texts of its front matter, and its body without code.
fn parts(said: &Said<'_>) -> Vec<Range<usize>> {
    let page = said.page;
    let mut parts = Vec::new();
    for entry in said.front_matter().and_then(Node::entries).into_iter().flatten() {
        // The numbers of a record are judged with the record; what is in `extra` is the editor's own.
        if !["phones", "extra"].contains(&entry.key.as_str()) {
            texts(&entry.node, &mut parts);
        }
    }
    let body = page.content.body_span.clone();
    let text = page.content.file.text.get(body.clone()).unwrap_or_default();
    let (mut at, mut fence) = (body.start, None);
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (mark, fence) {
            (Some(mark), None) => fence = Some(mark),
            (Some(mark), Some(open)) if mark == open => fence = None,
            (_, Some(_)) => {}
            (None, None) => {
                let mut start = at;
                for (number, piece) in line.split('`').enumerate() {
                    if number % 2 == 0 {
                        parts.push(start..start + piece.len());
                    }
                    start += piece.len() + 1;
                }
            }
        }
        at += line.len();
    }
    parts
}

fn texts(node: &Node, parts: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Text(_) => parts.push(node.span.clone()),
        Value::List(items) => items.iter().for_each(|item| texts(item, parts)),
        Value::Map(entries) => entries.iter().for_each(|entry| texts(&entry.node, parts)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::told;

    const RECORD: &str = "---\ntitle: Telefonen\ntype: service\nsource: k\nphones:\n  claims:\n    \
                          - {value: \"020-390 000\"}\n    - {value: \"020-391 00 00\", state: superseded}\n---\n";

    fn of(text: &str) -> Vec<(&'static str, usize, usize)> {
        told(&[("t.md", RECORD), ("a.md", &format!("---\ntitle: A\n---\n{text}\n"))])
    }

    #[test]
    fn one_slip_is_an_error_that_shows_both_places() {
        for slip in
            ["020-390 001", "020-390 00", "020-390 0000", "020-309 000", "+46 20 390 001", "tel:+4620390001"]
        {
            assert_eq!(of(&format!("Ring {slip}.")), [("text/phone-differs", 4, 7)], "{slip}");
        }
    }

    #[test]
    fn declared_numbers_pass_however_they_are_written() {
        assert_eq!(of("Ring [020-390 000](tel:+4620390000), förr 020-391 00 00, eller 112."), []);
        assert_eq!(of("Skriv `020-390 001`.\n\n```\n020-390 001\n```"), []);
    }

    #[test]
    fn a_number_near_no_record_is_a_warning() {
        assert_eq!(of("Ring 08-555 123 45."), [("text/phone-without-record", 4, 0)]);
    }
}
