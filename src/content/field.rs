//! A field of a record: what it says, which source says so, and when.
//!
//! Editors write a field as a value (the record's `source` is meant), as `{value, source, as_of}`, or as
//! `{claims: [...]}` where sources contradict each other. A field that is not there is *unknown*.

use super::node::{Node, Value};
use super::read::{Keys, Problems, Read, Spanned, Word};
use crate::date::Inexact;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What is claimed of one field. No claim at all means that the value is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Field<T> {
    /// The claims, in the order of the file.
    pub claims: Vec<Claim<T>>,
}

/// One source's word on a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<T> {
    /// What it says.
    pub value: T,
    /// The id of the source record that says so.
    pub source: Spanned<String>,
    /// When it was so; the source's own date where nothing is said.
    pub as_of: Option<Inexact>,
    /// Whether it holds.
    pub state: State,
    /// What an editor adds.
    pub note: Option<String>,
    /// Whether it is concluded from the source rather than said by it.
    pub inferred: bool,
    /// Whether the source names only some of the values: there may be more.
    pub partial: bool,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Whether a claim holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It holds.
    #[default]
    Current,
    /// It held once.
    Superseded,
    /// Sources differ, and nobody has settled which is right.
    Disputed,
}

impl Word for State {}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self { claims: Vec::new() }
    }
}

impl<T> Field<T> {
    /// The claim that holds.
    pub fn current(&self) -> Option<&Claim<T>> {
        self.claims.iter().find(|claim| claim.state == State::Current)
    }

    /// The value that holds.
    pub fn value(&self) -> Option<&T> {
        self.current().map(|claim| &claim.value)
    }
}

/// Reads the fields of one record, which share a default source.
pub struct FieldReader {
    default_source: Option<Spanned<String>>,
}

impl FieldReader {
    /// Takes the record's `source`.
    pub fn new(keys: &mut Keys<'_, '_, '_>) -> Self {
        Self { default_source: keys.take("source") }
    }

    /// The record's `source`.
    pub fn default_source(&self) -> Option<&Spanned<String>> {
        self.default_source.as_ref()
    }

    /// The field under a key.
    pub fn field<T: Read>(&self, keys: &mut Keys<'_, '_, '_>, key: &'static str) -> Field<T> {
        let Some(node) = keys.node(key) else { return Field::default() };
        let problems = &mut *keys.problems;
        let claims = match node.get("claims") {
            Some(claims) => {
                if let Some(keys) = Keys::of(node, problems) {
                    only(keys, "claims");
                }
                self.claims(claims, problems)
            }
            None if node.get("value").is_some() => self.claim(node, problems).into_iter().collect(),
            None => self.bare(node, problems).into_iter().collect(),
        };
        Field { claims }
    }

    /// A list of claims that is not under a field, such as those of a statement.
    pub fn claims<T: Read>(&self, node: &Node, problems: &mut Problems<'_>) -> Vec<Claim<T>> {
        let Value::List(items) = &node.value else {
            let message = "`claims` has to be a list.".to_owned();
            problems.error("front-matter/wrong-type", &node.span, message, None);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.claim(item, problems)).collect()
    }

    fn claim<T: Read>(&self, node: &Node, problems: &mut Problems<'_>) -> Option<Claim<T>> {
        let mut keys = Keys::of(node, problems)?;
        let value_node = keys.node("value");
        let source = keys.take("source");
        let as_of = keys.take("as_of");
        let state = keys.take("state").unwrap_or_default();
        let note = keys.take("note");
        let inferred = keys.take("inferred").unwrap_or_default();
        let partial = keys.take("partial").unwrap_or_default();
        keys.finish("a claim");
        let Some(value_node) = value_node else {
            let message = "The claim has no `value`.".to_owned();
            problems.error("front-matter/no-value", &node.span, message, None);
            return None;
        };
        let value = T::read(value_node, problems)?;
        let source = self.source(source, &value_node.span, problems)?;
        let span = value_node.span.clone();
        Some(Claim { value, source, as_of, state, note, inferred, partial, span })
    }

    fn bare<T: Read>(&self, node: &Node, problems: &mut Problems<'_>) -> Option<Claim<T>> {
        let value = T::read(node, problems)?;
        let source = self.source(None, &node.span, problems)?;
        let span = node.span.clone();
        let state = State::Current;
        Some(Claim { value, source, as_of: None, state, note: None, inferred: false, partial: false, span })
    }

    fn source(
        &self,
        own: Option<Spanned<String>>,
        span: &Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<Spanned<String>> {
        let source = own.or_else(|| self.default_source.clone());
        if source.is_none() {
            let help = "Write `source: <id>` for the whole record, or `{value: …, source: <id>}` here.";
            let message = "No source says this.".to_owned();
            problems.error("record/no-source", span, message, Some(help.to_owned()));
        }
        source
    }
}

fn only(mut keys: Keys<'_, '_, '_>, key: &'static str) {
    keys.node(key);
    keys.finish("a field with claims");
}

/// A fact that stands in no field, with what each source says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What it is about.
    pub subject: String,
    /// What the sources say.
    pub claims: Vec<Claim<String>>,
    /// Whether its current claims hold side by side, each telling a part: they differ in words, and do
    /// not contradict each other.
    pub all_hold: bool,
}

impl FieldReader {
    /// The statements of a page.
    pub fn statements(&self, keys: &mut Keys<'_, '_, '_>) -> Vec<Statement> {
        let Some(node) = keys.node("statements") else { return Vec::new() };
        let problems = &mut *keys.problems;
        let Value::List(items) = &node.value else {
            let message = "`statements` has to be a list.".to_owned();
            problems.error("front-matter/wrong-type", &node.span, message, None);
            return Vec::new();
        };
        items.iter().filter_map(|item| self.statement(item, problems)).collect()
    }

    fn statement(&self, node: &Node, problems: &mut Problems<'_>) -> Option<Statement> {
        let mut keys = Keys::of(node, problems)?;
        let subject: Option<String> = keys.take("subject");
        let claims = keys.node("claims");
        let all_hold = keys.take("all_hold").unwrap_or_default();
        keys.finish("a statement");
        let (Some(subject), Some(claims)) = (subject, claims) else {
            let message = "A statement has a `subject` and `claims`.".to_owned();
            problems.error("front-matter/no-value", &node.span, message, None);
            return None;
        };
        Some(Statement { subject, claims: self.claims(claims, problems), all_hold })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::node::yaml;
    use crate::source::SourceFile;

    fn ages(text: &str) -> (Field<i64>, Vec<String>) {
        let file = SourceFile::new("a.md", text);
        let node = yaml(&file.text, 0).unwrap();
        let mut problems = Problems::new(&file);
        let mut keys = Keys::of(&node, &mut problems).unwrap();
        let reader = FieldReader::new(&mut keys);
        let field = reader.field(&mut keys, "age");
        keys.finish("a test");
        (field, problems.finish().into_iter().map(|one| one.message).collect())
    }

    #[test]
    fn a_field_has_three_forms() {
        let (field, told) = ages("source: d4\nage: 15\n");
        assert_eq!((field.value(), told.len()), (Some(&15), 0));
        assert_eq!(field.claims[0].source.value, "d4");

        let (field, told) = ages("age: {value: 15, source: d3, as_of: 2019~}\n");
        assert_eq!((field.value(), told.len()), (Some(&15), 0));
        assert_eq!(field.claims[0].as_of.unwrap().to_string(), "2019~");

        let (field, told) = ages(
            "source: d4\nage:\n  claims:\n    - {value: 16, source: d3, state: superseded}\n    - {value: 18}\n",
        );
        assert_eq!((field.value(), told.len()), (Some(&18), 0), "{told:?}");
        assert_eq!(field.claims.len(), 2);
    }

    #[test]
    fn what_no_source_says_is_an_error() {
        let (field, told) = ages("age: 15\n");
        assert!(field.claims.is_empty());
        assert_eq!(told, ["No source says this."]);
    }

    #[test]
    fn an_unknown_field_has_no_claims() {
        let (field, told) = ages("source: d4\n");
        assert_eq!((field.value(), told.len()), (None, 0));
    }

    #[test]
    fn misspelt_parts_are_told() {
        let (_, told) = ages("age: {value: 15, sorce: d3}\n");
        assert!(told.iter().any(|one| one.contains("`sorce`")), "{told:?}");
        let (_, told) = ages("source: d4\nage: {claims: [{source: d3}]}\n");
        assert!(told.iter().any(|one| one.contains("no `value`")), "{told:?}");
    }
}
