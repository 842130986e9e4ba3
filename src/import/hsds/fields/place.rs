//! Where a service is and whom it serves. A record names Swedish counties and municipalities; other places
//! are left.

use super::super::super::cells;
use super::{Importer, Object, Record, area, list, map, string, text, words};
use crate::content::node::Node;

/// The areas it serves: by Lykta's words or by name.
pub(super) fn service_areas(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let mut areas = Vec::new();
    for mut served in object.list("service_areas") {
        served.pass_over(&["id"]);
        let node = served.node;
        let exact = node.get("extent").and_then(string).and_then(area);
        match exact.or_else(|| node.get("name").and_then(string).and_then(area)) {
            Some(words) => {
                served.pass_over(&["name", "extent", "extent_type"]);
                areas.push(text(words, node.span.clone()));
                served.finish(&mut import.left);
            }
            None => served.leave("no Swedish county or municipality", &mut import.left),
        }
    }
    record.put("service_areas", list(areas));
}

/// A record has one place: that of the first location. More locations are listed as not carried.
pub(super) fn locations(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let mut locations = object.list("service_at_locations").into_iter();
    let Some(mut first) = locations.next() else { return };
    for other in locations {
        other.leave("a record has one place", &mut import.left);
    }
    first.pass_over(&["id"]);
    if let Some(node) = first.take("location") {
        let path = format!("{}.location", first.path);
        location(import, record, Object::new(node, &path));
    }
    first.finish(&mut import.left);
}

fn location(import: &mut Importer<'_>, record: &mut Record, mut location: Object<'_>) {
    location.pass_over(&["id", "location_type"]);
    let node = location.node;
    let said = |key: &str| node.get(key).and_then(string);
    let code = said("external_identifier").filter(|_| said("external_identifier_type") == Some("SCB"));
    let place = code.and_then(area).or_else(|| said("name").and_then(area));
    if let Some(place) = place {
        location.pass_over(&["name", "external_identifier", "external_identifier_type"]);
        let span = node.get("name").unwrap_or(node).span.clone();
        record.put("place", text(place, span));
    }
    if let Some(locality) = location.text("description") {
        record.put("locality", locality.clone());
    }
    let addresses = location.list("addresses").into_iter();
    let addresses: Vec<Node> = addresses.filter_map(|it| address(import, it)).collect();
    record.put("addresses", list(addresses));
    for (at, mut access) in location.list("accessibility").into_iter().enumerate() {
        access.pass_over(&["id"]);
        match access.text("description").filter(|_| at == 0) {
            Some(description) => {
                record.put("accessibility", description.clone());
                access.finish(&mut import.left);
            }
            None => access.leave("a record has one text about it", &mut import.left),
        }
    }
    location.finish(&mut import.left);
}

/// HSDS has no address without a street; where a record has one, attributes have all of its addresses.
pub(super) fn without_street(record: &mut Record, node: &Node) {
    let told = words(node, "addresses");
    let told: Vec<Node> = told.iter().filter_map(|it| Some(cells::address(string(it)?, &it.span))).collect();
    if !told.is_empty() {
        record.replace("addresses", list(told));
    }
}

/// A record's addresses are Swedish ones.
fn address(import: &mut Importer<'_>, mut address: Object<'_>) -> Option<Node> {
    if address.node.get("country").and_then(string).is_some_and(|country| country != "SE") {
        address.leave("not in Sweden", &mut import.left);
        return None;
    }
    address.pass_over(&["id", "address_type", "country"]);
    // A county follows from the place.
    if address.node.get("state_province").and_then(string).and_then(area).is_some() {
        address.pass_over(&["state_province"]);
    }
    let span = address.node.span.clone();
    let mut parts = Vec::new();
    for key in ["address_1", "postal_code", "city"] {
        parts.extend(address.text(key).map(|node| (key, node.clone())));
    }
    address.finish(&mut import.left);
    Some(map(parts, span))
}
