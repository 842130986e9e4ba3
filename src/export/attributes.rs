//! What HSDS has no member for, as attributes with terms of Lykta's own taxonomy.
//!
//! An attribute's term has a code: the key of the field, and for a field whose values are words also the
//! word (`audience_role:exposed`). Its `value` is the word or text as front matter has it, its `link_type`
//! the key. Besides the fields there are
//!
//! - `id`: the record's id on the site (HSDS ids are UUIDs);
//! - `partial` and `inferred`: the fields of which a source names only some values, and those that are
//!   concluded from a source rather than said by it;
//! - `source:<field>`: who says what the field holds, and when: `Kunskapsguiden (2019)`;
//! - `left_out`: what the record has that stays on its page: claims that are superseded or disputed,
//!   statements, the text, and confidential addresses.

use super::hsds::Exporter;
use super::ids;
use super::values::{self, Known, MARKS};
use crate::content::page::Details;
use crate::site::Page;
use serde_json::{Value, json};

/// What Lykta's taxonomy is called.
pub(crate) const TAXONOMY: &str = "Lykta";

/// Fields whose values are words, with the prefix of the words' translations.
const WORDS: &[(&str, &str)] = &[
    ("channels", "channel"),
    ("interpretation", "answer"),
    ("age_policy", "age-policy"),
    ("target_groups", "target-group"),
    ("audience_role", "audience-role"),
    ("offers", "offer"),
    ("anonymous", "answer"),
    ("way_in", "way-in"),
    ("organization_type", "organization-type"),
];

/// What the [`MARKS`] say of a field.
const MARKED: [&str; 2] =
    ["A field of which the source names only some values.", "A field that is concluded from the source."];

/// The attributes of a record.
pub(super) fn of(exporter: &Exporter<'_>, kind: &str, page: &Page, fields: &[Known<'_>]) -> Vec<Value> {
    let front = &page.content.front;
    let id = page.content.id();
    let mut attributes = Attributes { exporter, kind, id, all: Vec::new() };
    attributes.text("id", "id", id, "The id of the record on its site.");
    for (key, prefix) in WORDS {
        for word in fields.iter().filter(|field| field.key == *key).flat_map(|field| &field.values) {
            attributes.word(key, prefix, word);
        }
    }
    if kind == "service" && super::hsds::is_unknown(fields) {
        attributes.word("status", "status", "unknown");
    }
    for (key, what) in [
        ("schedule_exceptions", "Days on which the usual week does not hold, and what holds then."),
        ("session_limit", "How many sessions are given at most."),
    ] {
        for value in values::field(fields, key).into_iter().flat_map(|field| &field.values) {
            attributes.text(key, key, value, what);
        }
    }
    let lists = [("topics", &front.topics), ("audiences", &front.audiences), ("keywords", &front.keywords)];
    for (key, values) in lists {
        for value in values {
            attributes.text(key, key, value, "How the site orders its pages and finds them.");
        }
    }
    for (mark, what) in MARKS.into_iter().zip(MARKED) {
        for key in values::marked(fields, mark) {
            attributes.text(mark, mark, key, what);
        }
    }
    attributes.sources(fields);
    let left_out = left_out(page, fields);
    if !left_out.is_empty() {
        let what = "What HSDS cannot hold and the record's page shows: claims that are superseded or disputed, \
                    statements, text, confidential addresses.";
        attributes.text("left_out", "left_out", &left_out.join("; "), what);
    }
    attributes.all
}

struct Attributes<'a> {
    exporter: &'a Exporter<'a>,
    kind: &'a str,
    id: &'a str,
    all: Vec<Value>,
}

impl Attributes<'_> {
    fn word(&mut self, key: &str, prefix: &str, word: &str) {
        let language = self.exporter.language;
        let field = self.exporter.renderer.text(language, &format!("fact-{}", key.replace('_', "-")));
        let name = self.exporter.word(prefix, word);
        self.push(key, &format!("{key}:{word}"), word, &name, &format!("{field}: {name}"));
    }

    fn text(&mut self, key: &str, code: &str, value: &str, description: &str) {
        self.push(key, code, value, code, description);
    }

    fn sources(&mut self, fields: &[Known<'_>]) {
        let Exporter { renderer, language, .. } = self.exporter;
        for field in fields {
            for source in &field.sources {
                let reference = renderer.source_ref(language, source.id, source.as_of);
                let mut text = reference.map_or_else(|| source.id.to_owned(), |reference| reference.text);
                if let Some(note) = source.note {
                    text.push_str("; ");
                    text.push_str(note);
                }
                let code = format!("source:{}", field.key);
                self.text("source", &code, &text, "Who says what the field holds, and when.");
            }
        }
    }

    fn push(&mut self, key: &str, code: &str, value: &str, name: &str, description: &str) {
        let ids = self.exporter.ids;
        // By what it says rather than by its place, so that one more does not give the others new ids.
        let attribute = ids.of(&format!("{}-attribute", self.kind), &format!("{}/{code}/{value}", self.id));
        if self.all.iter().any(|known| known["id"] == attribute.as_str()) {
            return;
        }
        self.all.push(json!({
            "id": attribute,
            "link_id": ids.of(self.kind, self.id),
            "link_entity": self.kind,
            "link_type": key,
            "value": value,
            "taxonomy_term_id": ids::taxonomy(code),
            "taxonomy_term": {
                "id": ids::taxonomy(code),
                "code": code,
                "name": name,
                "description": description,
                "taxonomy": TAXONOMY,
                "taxonomy_id": ids::taxonomy(""),
                "language": self.exporter.language,
            },
        }));
    }
}

/// What the record has and the export has not.
fn left_out(page: &Page, fields: &[Known<'_>]) -> Vec<String> {
    let mut left_out: Vec<String> = Vec::new();
    for field in fields {
        left_out.extend(field.others.iter().map(|state| format!("{} ({state})", field.key)));
        if field.confidential {
            left_out.push(format!("{} (confidential)", field.key));
        }
    }
    let statements = match &page.content.details {
        Details::Service(service) => service.statements.len(),
        Details::Organization(organization) => organization.statements.len(),
        _ => 0,
    };
    if statements > 0 {
        left_out.push("statements".to_owned());
    }
    if page.content.body.sections.iter().any(|section| !section.text.trim().is_empty()) {
        left_out.push("text".to_owned());
    }
    left_out
}
