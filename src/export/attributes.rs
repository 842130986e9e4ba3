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
//! - `claim:<field>`: the same for machines, in JSON: a [`Claim`], also one that is superseded or disputed;
//! - fields that HSDS has a member for, where it cannot hold all of them ([`beyond`]);
//! - `left_out`: what the record has that stays on its page: statements, the text, and confidential addresses.

use super::hsds::{self, Exporter};
use super::ids;
use super::values::{self, Known, MARKS, SEPARATOR, Told};
use crate::content::field::State;
use crate::content::page::Details;
use crate::site::Page;
use serde::{Deserialize, Serialize};
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

/// One source's word on a field, as an attribute has it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Claim {
    /// What it says, as the [table](super::csv) writes it; left out by the only claim that holds, for that is what
    /// the record itself says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<String>,
    /// The source, for people.
    pub(crate) source: String,
    /// The UUID of the source.
    pub(crate) source_id: String,
    /// When the source was published, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    /// When it was so, if that is not when the source was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<String>,
    /// Whether it holds.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) state: State,
    /// What an editor adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// Whether it is concluded from the source rather than said by it.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) inferred: bool,
    /// Whether the source names only some of the values.
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) partial: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

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
    for (key, what) in beyond(kind, fields) {
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
    attributes.claims(fields);
    let left_out = left_out(page, fields);
    if !left_out.is_empty() {
        let what = "What the record has besides: statements, text, confidential addresses.";
        attributes.text("left_out", "left_out", &left_out.join("; "), what);
    }
    attributes.all
}

/// The fields that a member of HSDS cannot hold as they are, each with what it is: all of its values are
/// attributes then.
fn beyond(kind: &str, fields: &[Known<'_>]) -> Vec<(&'static str, &'static str)> {
    let any = |key, is: &dyn Fn(&str) -> bool| {
        values::field(fields, key).is_some_and(|field| field.values.iter().any(|value| is(value)))
    };
    // The alert of a service says that it may be gone, and nothing assures one that may be.
    let unsure = kind == "service" && hsds::is_unknown(fields);
    let nobody = |value: &str| value == "unknown";
    [
        (true, "schedule_exceptions", "Days on which the usual week does not hold, and what holds then."),
        (true, "session_limit", "How many sessions are given at most."),
        (any("alternate_name", &|name| name.contains(SEPARATOR)), "alternate_name", "Another name."),
        (
            any("addresses", &|address| address.starts_with(" | ")),
            "addresses",
            "Street, postal code and town.",
        ),
        (any("organization", &nobody), "organization", "No source says who provides it."),
        (any("parent_organization", &nobody), "parent_organization", "No source says what it is part of."),
        (unsure, "alert", "The record's own notice."),
        (unsure, "assured_date", "When the provider last said that the record is right."),
    ]
    .into_iter()
    .filter_map(|(needed, key, what)| needed.then_some((key, what)))
    .collect()
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
        for field in fields {
            for told in field.current() {
                let mut text = self.source(told);
                if let Some(note) = told.note {
                    text.push_str(SEPARATOR);
                    text.push_str(note);
                }
                let code = format!("source:{}", field.key);
                self.text("source", &code, &text, "Who says what the field holds, and when.");
            }
        }
    }

    fn claims(&mut self, fields: &[Known<'_>]) {
        for field in fields {
            let alone = field.current().count() == 1;
            for told in &field.claims {
                let whole = alone && told.state == State::Current;
                // Nothing is left of a claim whose addresses are all confidential.
                if told.values.is_empty() {
                    continue;
                }
                let claim = self.claim(told, if whole { Vec::new() } else { told.values.clone() });
                let code = format!("claim:{}", field.key);
                // Text and flags always have a JSON.
                let value = serde_json::to_string(&claim).unwrap_or_default();
                self.text("claim", &code, &value, "What one source says of the field, and whether it holds.");
            }
        }
    }

    fn claim(&self, told: &Told<'_>, values: Vec<String>) -> Claim {
        let Exporter { renderer, ids, .. } = self.exporter;
        Claim {
            values,
            source: self.source(told),
            source_id: ids.of("source", told.source),
            published: renderer.site.all().dated(told.source, None).map(|date| date.to_string()),
            as_of: told.as_of.map(|date| date.to_string()),
            state: told.state,
            note: told.note.map(str::to_owned),
            inferred: told.inferred,
            partial: told.partial,
        }
    }

    /// Who says it, and when.
    fn source(&self, told: &Told<'_>) -> String {
        let Exporter { renderer, language, .. } = self.exporter;
        let reference = renderer.source_ref(language, told.source, told.as_of);
        reference.map_or_else(|| told.source.to_owned(), |reference| reference.text)
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
