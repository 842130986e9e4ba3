//! Who says what, and when: what a file of Lykta's own tells in attributes beside the values.

use super::super::super::record::written;
use super::super::super::{Importer, cells};
use super::{Object, Record, Value, items, list, lykta, map, string, text, words};
use crate::content::field::State;
use crate::content::node::Node;
use crate::date::Inexact;
use crate::export::attributes::{Claim, TAXONOMY};
use crate::export::values::{MARKS, SEPARATOR};
use std::ops::Range;

/// The lists of the page, and the claims of the fields that have been read.
pub(super) fn attributes(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let node = object.node;
    for key in ["topics", "audiences", "keywords"] {
        record.put(key, list(words(node, key)));
    }
    let told = claims(import, node);
    for (key, claims) in &told {
        if let Some(field) = field(import, key, record.get(key), claims) {
            record.replace(key, field);
        }
    }
    // Where there are no claims, what is said for people is better than nothing.
    let bare = |key: &str| told.iter().all(|(known, _)| *known != key);
    for (key, sources, span) in sources(node) {
        if bare(key) {
            record.note(key, text(sources, span));
        }
    }
    for mark in MARKS {
        for key in words(node, mark).iter().filter_map(string).filter(|key| bare(key)) {
            record.mark(key, mark);
        }
    }
    for (_, value) in lykta(node).filter(|(code, _)| *code == "left_out") {
        import.left.add("attributes.left_out (what the site it comes from keeps on its page)", &value.span);
    }
    for attribute in items(object.take("attributes")) {
        let term = attribute.get("taxonomy_term").and_then(|term| term.get("taxonomy"));
        if term.and_then(string) != Some(TAXONOMY) {
            import.left.add(format!("{}.attributes (of another taxonomy)", object.path), &attribute.span);
        }
    }
}

/// The sources of each field as one text.
fn sources(node: &Node) -> Vec<(&str, String, Range<usize>)> {
    let mut all: Vec<(&str, String, Range<usize>)> = Vec::new();
    for (code, value) in lykta(node) {
        let (Some(key), Some(source)) = (code.strip_prefix("source:"), string(value)) else { continue };
        match all.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, sources, _)) => {
                sources.push_str(SEPARATOR);
                sources.push_str(source);
            }
            None => all.push((key, source.to_owned(), value.span.clone())),
        }
    }
    all
}

type Claims<'a> = Vec<(&'a str, Vec<(Claim, Range<usize>)>)>;

/// The claims of each field.
fn claims<'a>(import: &mut Importer<'_>, node: &'a Node) -> Claims<'a> {
    let mut all: Claims<'a> = Vec::new();
    for (code, value) in lykta(node) {
        let (Some(key), Some(json)) = (code.strip_prefix("claim:"), string(value)) else { continue };
        let Ok(claim) = serde_json::from_str(json) else {
            import.left.add("attributes.claim (not as Lykta writes it)", &value.span);
            continue;
        };
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, claims)) => claims.push((claim, value.span.clone())),
            None => all.push((key, vec![(claim, value.span.clone())])),
        }
    }
    all
}

/// A field with its claims. What holds is what the record itself says, of which somebody may have changed the one
/// and not the other: claims that hold together count only if they say just that.
fn field(
    import: &mut Importer<'_>,
    key: &str,
    said: Option<&Node>,
    claims: &[(Claim, Range<usize>)],
) -> Option<Node> {
    let holds = |claim: &Claim| claim.state == State::Current;
    let current: Vec<&Claim> = claims.iter().map(|(claim, _)| claim).filter(|claim| holds(claim)).collect();
    let apart = current.len() > 1 && said.is_some_and(|said| says(key, &current, said));
    let mut found = Vec::new();
    let mut held = false;
    for (claim, span) in claims {
        let own = cells::node(key, &claim.values, span).filter(|_| !claim.values.is_empty());
        let value = if !holds(claim) || apart {
            own
        } else {
            said.cloned().filter(|_| !std::mem::replace(&mut held, true))
        };
        let Some(value) = value else { continue };
        if is_nobody(import, key, &value) {
            import.left.add(format!("{key} (neither the file nor the site has it)"), span);
            continue;
        }
        found.push(parts(import, claim, value, span));
    }
    let bare = said.filter(|_| current.is_empty());
    found.splice(0..0, bare.map(|said| map(vec![("value", said.clone())], said.span.clone())));
    match found.as_slice() {
        [] => None,
        [one] if claims.iter().all(|(claim, _)| holds(claim)) => Some(one.clone()),
        _ => {
            let span = claims.first().map_or(0..0, |(_, span)| span.clone());
            Some(map(vec![("claims", list(found))], span))
        }
    }
}

/// Whether a claim names an organization that nobody knows.
fn is_nobody(import: &Importer<'_>, key: &str, value: &Node) -> bool {
    let id = string(value).filter(|id| key.ends_with("organization") && *id != "unknown");
    id.is_some_and(|id| import.organizations.values().all(|known| known != id))
}

/// Whether claims together say what a record says: each value of a list once, or the first of what is no list.
fn says(key: &str, claims: &[&Claim], said: &Node) -> bool {
    let told: Vec<Node> =
        claims.iter().filter_map(|claim| cells::node(key, &claim.values, &(0..0))).collect();
    let Value::List(said) = &said.value else {
        return told.first().is_some_and(|first| written(first) == written(said));
    };
    let mut all: Vec<String> = Vec::new();
    for value in told.iter().flat_map(|told| items(Some(told))).map(written) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all == said.iter().map(written).collect::<Vec<_>>()
}

/// A claim of front matter.
fn parts(import: &Importer<'_>, claim: &Claim, value: Node, span: &Range<usize>) -> Node {
    let said = |said: &str| text(said, span.clone());
    let word = |state| if state == State::Superseded { "superseded" } else { "disputed" };
    let mut parts = vec![("value", value)];
    let mut note = claim.note.clone();
    // The date of a source need not be said again where the site has it.
    let mut published = claim.published.clone();
    if let Some((id, known)) = import.sources.get(&claim.source_id.to_lowercase()) {
        parts.push(("source", said(id)));
        published = published.filter(|day| Inexact::parse(day) != *known);
    } else {
        let told = [Some(claim.source.clone()), note].into_iter().flatten().filter(|part| !part.is_empty());
        note = Some(told.collect::<Vec<_>>().join(SEPARATOR));
    }
    let as_of = claim.as_of.clone().or(published);
    parts.extend(as_of.map(|day| ("as_of", said(&day))));
    parts.extend((claim.state != State::Current).then(|| ("state", said(word(claim.state)))));
    parts.extend(note.filter(|note| !note.is_empty()).map(|note| ("note", said(&note))));
    for (mark, is) in [("partial", claim.partial), ("inferred", claim.inferred)] {
        parts.extend(is.then(|| (mark, Node { value: Value::Bool(true), span: span.clone() })));
    }
    map(parts, span.clone())
}
