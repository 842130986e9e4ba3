//! HSDS 3.1: lists, pages of an API's list, or single records of services and organizations, in the full
//! (nested) form. A service may hold its organization, an organization its services; each record is taken
//! once, by its UUID.
//!
//! What Lykta itself has exported comes back with its ids and words, from the [attributes of its
//! taxonomy](crate::export). Of other directories' data, what has a field of its own is carried, and
//! everything else is listed.

use super::record::{Record, text};
use super::{Importer, json, schema};
use crate::content::node::{Node, Value};
use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use std::collections::HashMap;

mod fields;

use fields::Object;

/// A record of the file.
struct Found<'a> {
    kind: Kind,
    uuid: String,
    id: String,
    node: &'a Node,
    /// The UUID of the organization that it is nested in.
    inside: Option<String>,
}

/// Reads the file.
pub(super) fn read(import: &mut Importer<'_>) {
    let root = match json::parse(import.file) {
        Ok(root) => root,
        Err(diagnostic) => return import.told.push(diagnostic),
    };
    let items = items(import, &root);
    for (pointer, kind, node) in &items {
        schema::check(import.file, node, kind.name(), pointer, &mut import.told);
    }
    if !import.told.is_empty() {
        return;
    }
    let found = find(import, &items);
    for one in found.iter().filter(|one| one.kind == Kind::Organization) {
        import.organizations.insert(one.uuid.clone(), one.id.clone());
    }
    for one in &found {
        let mut record = record(import, one);
        let mut object = Object::new(one.node, one.kind.name());
        match one.kind {
            Kind::Service => fields::service(import, &mut record, &mut object, one.inside.as_deref()),
            _ => fields::organization(import, &mut record, &mut object),
        }
        object.finish(&mut import.left);
        import.records.push(record);
    }
}

/// The records at the top of the file, with where they stand and what they are.
fn items<'a>(import: &mut Importer<'_>, root: &'a Node) -> Vec<(String, Kind, &'a Node)> {
    let (prefix, nodes): (&str, Vec<&Node>) = match (&root.value, root.get("contents")) {
        (Value::List(items), _) => ("", items.iter().collect()),
        (_, Some(Node { value: Value::List(items), .. })) => ("/contents", items.iter().collect()),
        (Value::Map(_), None) => return kind(import, root, "").into_iter().collect(),
        _ => {
            let message = "There are no records here: HSDS is a record, a list, or a page with `contents`.";
            import.told.push(not_hsds(import, root, message));
            return Vec::new();
        }
    };
    let placed = nodes.into_iter().enumerate();
    placed.filter_map(|(at, node)| kind(import, node, &format!("{prefix}/{at}"))).collect()
}

/// A service has a status, and nothing else at the top of a file does.
fn kind<'a>(import: &mut Importer<'_>, node: &'a Node, pointer: &str) -> Option<(String, Kind, &'a Node)> {
    if node.get("location_type").is_some() || node.get("location").is_some() {
        let message =
            format!("This is a location ({pointer}); what can be imported are services and organizations.");
        import.told.push(not_hsds(import, node, &message));
        return None;
    }
    let kind = if node.get("status").is_some() { Kind::Service } else { Kind::Organization };
    Some((pointer.to_owned(), kind, node))
}

fn not_hsds(import: &Importer<'_>, node: &Node, message: &str) -> Diagnostic {
    let place = import.file.locate(node.span.start..node.span.start + 1);
    Diagnostic::error("import/not-hsds", message).at(place)
}

/// Every record once. One at the top of the file counts before the same one inside another.
fn find<'a>(import: &mut Importer<'_>, items: &[(String, Kind, &'a Node)]) -> Vec<Found<'a>> {
    let mut places: HashMap<String, &Node> = HashMap::new();
    let mut found: Vec<Found<'a>> = Vec::new();
    for (pointer, kind, node) in items {
        let uuid = uuid(node);
        if let Some(other) = places.insert(uuid.clone(), node) {
            let spot = |node: &Node| import.file.locate(node.get("id").map_or(0..0, |id| id.span.clone()));
            let message = format!("Two records have the id {uuid} ({pointer}).");
            let diagnostic = Diagnostic::error("import/duplicate-id", message);
            import.told.push(diagnostic.at(spot(node)).related("The other one.", spot(other)));
            continue;
        }
        add(import, &mut found, *kind, node, None);
    }
    for (_, kind, node) in items {
        let (member, inner) = match kind {
            Kind::Service => ("organization", Kind::Organization),
            _ => ("services", Kind::Service),
        };
        let nested: Vec<&Node> = match node.get(member) {
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            other => other.into_iter().collect(),
        };
        for nested in nested {
            // An organization that the site has is not made again from what a service says of it.
            let known = inner == Kind::Organization && import.organizations.contains_key(&uuid(nested));
            if places.insert(uuid(nested), nested).is_none() && !known {
                add(import, &mut found, inner, nested, Some(uuid(node)).filter(|_| inner == Kind::Service));
            }
        }
    }
    found
}

fn add<'a>(
    import: &mut Importer<'_>,
    found: &mut Vec<Found<'a>>,
    kind: Kind,
    node: &'a Node,
    inside: Option<String>,
) {
    let own =
        fields::lykta(node).find(|(code, _)| *code == "id").and_then(|(_, value)| fields::string(value));
    let name = own.or_else(|| node.get("name").and_then(fields::string)).unwrap_or_default();
    let id = import.id(name, kind);
    found.push(Found { kind, uuid: uuid(node), id, node, inside });
}

fn uuid(node: &Node) -> String {
    node.get("id").and_then(fields::string).unwrap_or_default().to_lowercase()
}

/// A record with what services and organizations have in common.
fn record(import: &Importer<'_>, found: &Found<'_>) -> Record {
    let mut record = Record::new(found.kind, &found.id);
    let mut put = |key: &str, member: &str| {
        let node = found.node.get(member).filter(|node| fields::string(node).is_some());
        let node = node.filter(|node| !fields::is_no_description(node));
        if let Some(node) = node {
            record.put(key, node.clone());
        }
    };
    put("title", "name");
    put("description", "description");
    record.put("source", text(import.source.clone(), 0..0));
    // What another directory calls it: an import of its next list can be matched with it.
    if import.ids.of(found.kind.name(), &found.id) != found.uuid {
        let node = found.node.get("id").cloned().unwrap_or_else(|| text("", 0..0));
        record.put("extra", super::record::map(vec![("hsds_id", node)], 0..0));
    }
    record
}
