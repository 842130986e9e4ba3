//! The members of HSDS's objects as fields of a record. What is not asked for is listed as not carried.

use super::super::left::Lefts;
use super::super::record::{Record, area, list, text};
use super::super::{Importer, record::map};
use crate::content::node::{Node, Value};
use crate::export::attributes::TAXONOMY;
use crate::export::values::SEPARATOR;

mod place;
mod provenance;
mod schedule;

/// What a description says that nobody wrote, in the languages of the theme.
const NO_DESCRIPTION: [&str; 2] = ["Uppgift saknas i källorna", "The sources do not say"];

/// An object of the file, and which of its members have been asked for.
pub(super) struct Object<'a> {
    node: &'a Node,
    /// What it is, such as `service.phones`.
    path: String,
    asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
    pub(super) fn new(node: &'a Node, path: &str) -> Self {
        Self { node, path: path.to_owned(), asked: Vec::new() }
    }

    /// A member.
    fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.node.get(key)
    }

    /// A member that is text, and more than white space.
    fn text(&mut self, key: &'static str) -> Option<&'a Node> {
        self.take(key).filter(|node| string(node).is_some())
    }

    /// The objects of a member that is a list.
    fn list(&mut self, key: &'static str) -> Vec<Object<'a>> {
        let path = format!("{}.{key}", self.path);
        items(self.take(key)).map(|node| Object::new(node, &path)).collect()
    }

    /// Members that say nothing that is not said elsewhere.
    fn pass_over(&mut self, keys: &[&'static str]) {
        self.asked.extend(keys);
    }

    /// Lists what nobody asked for.
    pub(super) fn finish(self, left: &mut Lefts) {
        for entry in self.node.entries().unwrap_or_default() {
            let blank = match &entry.node.value {
                Value::List(items) => items.is_empty(),
                Value::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            if !blank && !self.asked.contains(&entry.key.as_str()) {
                left.add(format!("{}.{}", self.path, entry.key), &entry.key_span);
            }
        }
    }

    /// Lists the whole of it.
    fn leave(self, why: &str, left: &mut Lefts) {
        left.add(format!("{} ({why})", self.path), &self.node.span);
    }
}

/// The text of a node, if it is more than white space.
pub(super) fn string(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// Whether a description says that there is none.
pub(super) fn is_no_description(node: &Node) -> bool {
    string(node).is_some_and(|text| NO_DESCRIPTION.contains(&text))
}

fn items(node: Option<&Node>) -> impl Iterator<Item = &Node> {
    let items = match node {
        Some(Node { value: Value::List(items), .. }) => items.as_slice(),
        _ => &[],
    };
    items.iter()
}

/// The attributes of Lykta's own taxonomy: code and value.
pub(super) fn lykta(record: &Node) -> impl Iterator<Item = (&str, &Node)> {
    items(record.get("attributes")).filter_map(|attribute| {
        let term = attribute.get("taxonomy_term")?;
        let own = term.get("taxonomy").and_then(string) == Some(TAXONOMY);
        let code = term.get("code").and_then(string)?;
        own.then_some((code, attribute.get("value")?))
    })
}

/// The words that attributes give a field.
fn words(record: &Node, key: &str) -> Vec<Node> {
    let of_key = |code: &str| code == key || code.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    lykta(record).filter(|(code, _)| of_key(code)).map(|(_, value)| value.clone()).collect()
}

/// Fills a record of a service.
pub(super) fn service(
    import: &mut Importer<'_>,
    record: &mut Record,
    object: &mut Object<'_>,
    inside: Option<&str>,
) {
    let node = object.node;
    object.pass_over(&["id", "name", "description"]);
    names(record, object);
    status(record, object);
    organization_of(import, record, object, inside);
    for key in ["email", "url"] {
        if let Some(value) = object.text(key) {
            record.put(key, value.clone());
        }
    }
    alert(record, object);
    phones(import, record, object);
    for key in ["channels", "target_groups", "audience_role", "offers", "way_in"] {
        record.put(key, list(words(node, key)));
    }
    for key in ["interpretation", "anonymous", "age_policy"] {
        if let Some(word) = words(node, key).into_iter().next() {
            record.put(key, word);
        }
    }
    if let Some(limit) = words(node, "session_limit").into_iter().next() {
        let count = string(&limit).and_then(|text| text.parse().ok()).map(Value::Integer);
        record.put("session_limit", Node { value: count.unwrap_or(limit.value), span: limit.span });
    }
    // What was made of words is not read back, for the words are here.
    for (text, of) in [
        ("eligibility_description", ["audience_role", "target_groups"]),
        ("application_process", ["way_in"; 2]),
        ("interpretation_services", ["interpretation"; 2]),
    ] {
        if of.iter().any(|key| !words(node, key).is_empty()) {
            object.pass_over(&[text]);
        }
    }
    ages(import, record, object);
    let cost = object.text("fees_description").or_else(|| object.text("fees"));
    if let Some(cost) = cost {
        record.put("cost", cost.clone());
    }
    assured(import, record, object);
    schedule::schedules(import, record, object);
    place::service_areas(import, record, object);
    place::locations(import, record, object);
    place::without_street(record, node);
    languages(import, record, object);
    provenance::attributes(import, record, object);
}

/// Fills a record of an organization.
pub(super) fn organization(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    object.pass_over(&["id", "name", "description", "services"]);
    names(record, object);
    if let Some(word) = words(object.node, "organization_type").into_iter().next() {
        record.put("organization_type", word);
    }
    if let Some(nobody) = words(object.node, "parent_organization").into_iter().next() {
        record.put("parent_organization", nobody);
    }
    if let Some(parent) = object.text("parent_organization_id") {
        reference(import, record, "parent_organization", parent);
    }
    for (key, member) in [("url", "website"), ("email", "email")] {
        if let Some(value) = object.text(member) {
            record.put(key, value.clone());
        }
    }
    phones(import, record, object);
    provenance::attributes(import, record, object);
}

/// Lykta joins several names to one text; others may mean one name with a semicolon in it.
fn names(record: &mut Record, object: &mut Object<'_>) {
    let Some(node) = object.text("alternate_name") else { return };
    let Some(names) = string(node) else { return };
    let told = words(object.node, "alternate_name");
    if !told.is_empty() {
        record.put("alternate_name", list(told));
        return;
    }
    let own = lykta(object.node).next().is_some();
    let names = names.split(if own { SEPARATOR } else { "\n" });
    record.put("alternate_name", list(names.map(|name| text(name, node.span.clone())).collect()));
}

/// HSDS wants a status of every service. Where an attribute says that it is unknown, and no source says even that,
/// the record has none.
fn status(record: &mut Record, object: &mut Object<'_>) {
    let told = words(object.node, "status").into_iter().next();
    let Some(node) = told.as_ref().or(object.text("status")) else { return };
    object.pass_over(&["status"]);
    if told.is_none() || lykta(object.node).any(|(code, _)| code == "source:status") {
        let word = string(node).unwrap_or_default().replace(' ', "_");
        record.put("status", text(word, node.span.clone()));
    }
}

/// Where an attribute says that the status is unknown, the alert says it too, and what the record has besides is an
/// attribute.
fn alert(record: &mut Record, object: &mut Object<'_>) {
    let own = words(object.node, "alert").into_iter().next();
    let said = object.text("alert").cloned().filter(|_| words(object.node, "status").is_empty());
    if let Some(alert) = own.or(said) {
        record.put("alert", alert);
    }
}

fn organization_of(
    import: &mut Importer<'_>,
    record: &mut Record,
    object: &mut Object<'_>,
    inside: Option<&str>,
) {
    let nobody = words(object.node, "organization").into_iter().next();
    if let Some(nobody) = nobody {
        record.put("organization", nobody);
        return;
    }
    let nested = object.take("organization").and_then(|organization| organization.get("id"));
    let named = object.text("organization_id");
    if let Some(id) = nested.or(named) {
        reference(import, record, "organization", id);
    } else if let Some(id) = inside.and_then(|uuid| import.organizations.get(uuid)) {
        record.put("organization", text(id.clone(), object.node.span.start..object.node.span.start));
    }
}

fn reference(import: &mut Importer<'_>, record: &mut Record, key: &str, uuid: &Node) {
    let id = string(uuid).and_then(|uuid| import.organizations.get(&uuid.to_lowercase()));
    match id {
        Some(id) => record.put(key, text(id.clone(), uuid.span.clone())),
        None => import.left.add(format!("{key} (neither the file nor the site has it)"), &uuid.span),
    }
}

fn phones(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let mut numbers = Vec::new();
    for mut phone in object.list("phones") {
        phone.pass_over(&["id"]);
        if phone.node.get("type").and_then(string) == Some("voice") {
            phone.pass_over(&["type"]);
        }
        let number = phone.text("number");
        // Some programs export a number with quotation marks around it.
        let plain = number.and_then(string).map(|number| number.trim_matches(['"', '\'', ' ']));
        let known = |letter: char| letter.is_ascii_digit() || " -+()/".contains(letter);
        let right =
            |number: &&str| number.chars().all(known) && number.contains(|c: char| c.is_ascii_digit());
        match (number, plain.filter(right)) {
            (Some(node), Some(number)) => numbers.push(text(number, node.span.clone())),
            (Some(node), None) => import.left.add("phones.number (not a telephone number)", &node.span),
            (None, _) => {}
        }
        phone.finish(&mut import.left);
    }
    record.put("phones", list(numbers));
}

/// Ages are whole years.
fn ages(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    for key in ["minimum_age", "maximum_age"] {
        let Some(node) = object.take(key) else { continue };
        let years = match node.value {
            Value::Integer(years) => Some(years),
            Value::Float(years) if years.fract() == 0.0 && years.abs() < 1000.0 => Some(years as i64),
            _ => None,
        };
        match years {
            Some(years) => record.put(key, Node { value: Value::Integer(years), span: node.span.clone() }),
            None => import.left.add(format!("service.{key} (not whole years)"), &node.span),
        }
    }
}

fn assured(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let own = words(object.node, "assured_date").into_iter().next();
    let Some(node) = own.as_ref().or(object.text("assured_date")) else { return };
    let day =
        string(node).and_then(|text| text.get(..10)).filter(|day| day.parse::<crate::date::Date>().is_ok());
    match day {
        Some(day) => record.put("assured_date", text(day, node.span.clone())),
        None => import.left.add("service.assured_date (not a date)", &node.span),
    }
}

fn languages(import: &mut Importer<'_>, record: &mut Record, object: &mut Object<'_>) {
    let mut codes = Vec::new();
    for mut language in object.list("languages") {
        language.pass_over(&["id"]);
        if let Some(code) = language.text("code") {
            // The name of a code adds nothing.
            language.pass_over(&["name"]);
            codes.push(code.clone());
        }
        language.finish(&mut import.left);
    }
    record.put("languages", list(codes));
}
