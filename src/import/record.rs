//! A record on its way in: front matter as a tree whose values stand in the file they come from, so that
//! what a record may not say is told at the place in that file.

use crate::content::areas::places;
use crate::content::node::{Entry, Node, Value};
use crate::content::page::{self, Cascade, Details, Kind, Name};
use crate::content::read::Problems;
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use std::ops::Range;

/// Keys that no source is asked for.
const OF_THE_PAGE: &[&str] =
    &["type", "title", "description", "source", "topics", "audiences", "keywords", "extra"];

/// A record, to be written as a Markdown file.
#[derive(Debug)]
pub(super) struct Record {
    /// Its id, which is the stem of its file.
    pub(super) id: String,
    entries: Vec<Entry>,
}

impl Record {
    /// A record with nothing in it.
    pub(super) fn new(kind: Kind, id: &str) -> Self {
        let mut record = Self { id: id.to_owned(), entries: Vec::new() };
        record.put("type", text(kind.name(), 0..0));
        record
    }

    /// Adds a key; a list of nothing says nothing.
    pub(super) fn put(&mut self, key: &str, node: Node) {
        if node.value != Value::List(Vec::new()) {
            self.entries.push(Entry { key: key.to_owned(), key_span: node.span.clone(), node });
        }
    }

    /// A field as it is so far.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// Puts something else in a field's place, or adds it.
    pub(super) fn replace(&mut self, key: &str, node: Node) {
        match self.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.node = node,
            None => self.put(key, node),
        }
    }

    /// Adds a note to a field, which says where the file itself has it from.
    pub(super) fn note(&mut self, key: &str, note: Node) {
        self.remark(key, "note", note);
    }

    /// Says of when a field is; whether the record has it.
    pub(super) fn as_of(&mut self, key: &str, day: Node) -> bool {
        self.remark(key, "as_of", day)
    }

    /// Says of a field that it is `partial` or `inferred`; whether the record has it.
    pub(super) fn mark(&mut self, key: &str, mark: &str) -> bool {
        self.remark(key, mark, Node { value: Value::Bool(true), span: 0..0 })
    }

    /// Adds to what is said of a field, which is no longer a bare value then.
    fn remark(&mut self, key: &str, name: &str, said: Node) -> bool {
        let entry = self.entries.iter_mut().find(|entry| entry.key == key && !OF_THE_PAGE.contains(&key));
        let Some(entry) = entry else { return false };
        let part = |key: &str, node: Node| Entry { key: key.to_owned(), key_span: node.span.clone(), node };
        match &mut entry.node.value {
            Value::Map(parts) if parts.iter().any(|part| part.key == "value") => parts.push(part(name, said)),
            _ => {
                let value = entry.node.clone();
                entry.node.value = Value::Map(vec![part("value", value), part(name, said)]);
            }
        }
        true
    }

    /// Tells what such a record may not say, at the places in the file it comes from.
    pub(super) fn check(&self, file: &SourceFile) -> Vec<Diagnostic> {
        let root = Node { value: Value::Map(self.entries.clone()), span: 0..0 };
        let name =
            Name { folder: String::new(), stem: self.id.clone(), language: String::new(), easy: false };
        let mut problems = Problems::new(file);
        let read = page::read_original(&root, &name, &Cascade::default(), &mut problems);
        if let Some((_, Details::Service(service))) = read {
            let limits = service.minimum_age.current().zip(service.maximum_age.current());
            if let Some((minimum, maximum)) = limits.filter(|(least, most)| least.value > most.value) {
                let message =
                    format!("The lowest age, {}, is above the highest, {}.", minimum.value, maximum.value);
                problems.error("import/ages", &minimum.span, message, None);
            }
        }
        problems.finish()
    }

    /// The file.
    pub(super) fn markdown(&self) -> String {
        let mut out = "---\n".to_owned();
        for entry in &self.entries {
            out.push_str(&entry.key);
            out.push_str(": ");
            yaml(&entry.node.value, &mut out);
            out.push('\n');
        }
        out.push_str("---\n");
        out
    }
}

/// YAML in flow style. JSON's quoted text is YAML's, so nothing in it can end the value or begin a key.
fn yaml(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(&value.to_string()),
        Value::Integer(value) => out.push_str(&value.to_string()),
        Value::Float(value) => out.push_str(&value.to_string()),
        Value::Text(text) => out.push_str(&serde_json::Value::from(clean(text)).to_string()),
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                yaml(&item.value, out);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (at, entry) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                out.push_str(&entry.key);
                out.push_str(": ");
                yaml(&entry.node.value, out);
            }
            out.push('}');
        }
    }
}

/// A value as the file has it.
pub(super) fn written(node: &Node) -> String {
    let mut out = String::new();
    yaml(&node.value, &mut out);
    out
}

/// Control characters mean nothing in a text, and YAML allows none of them.
fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter }).collect()
}

/// A text with its place.
pub(super) fn text(text: impl Into<String>, span: Range<usize>) -> Node {
    Node { value: Value::Text(text.into()), span }
}

/// A list with the place of its first item.
pub(super) fn list(items: Vec<Node>) -> Node {
    let span = items.first().map_or(0..0, |item| item.span.clone());
    Node { value: Value::List(items), span }
}

/// A group of keys.
pub(super) fn map(entries: Vec<(&str, Node)>, span: Range<usize>) -> Node {
    let entry = |(key, node): (&str, Node)| Entry { key: key.to_owned(), key_span: node.span.clone(), node };
    Node { value: Value::Map(entries.into_iter().map(entry).collect()), span }
}

/// An area as front matter writes it, from its words, name or code.
pub(super) fn area(words: &str) -> Option<String> {
    let words = words.trim();
    if ["national", crate::export::hsds::COUNTRY].contains(&words) {
        return Some("national".to_owned());
    }
    let (kinds, wanted): (&[&str], &str) = match words.split_once(':') {
        Some(("county", name)) => (&["county"], name.trim()),
        Some(("municipality", name)) => (&["municipality"], name.trim()),
        _ => (&["county", "municipality"], words.strip_suffix(" kommun").unwrap_or(words)),
    };
    kinds.iter().find_map(|kind| {
        let place = places(kind).find(|place| place.name == wanted || place.code == wanted)?;
        Some(format!("{kind}:{}", place.name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_value() {
        let mut record = Record::new(Kind::Service, "a");
        record.put("title", text("a\"\n---\ntype: x # å \u{1}", 0..0));
        record.put("minimum_age", Node { value: Value::Integer(15), span: 0..0 });
        record.note("minimum_age", text("enligt: x", 0..0));
        let markdown = record.markdown();
        let wanted = "---\ntype: \"service\"\ntitle: \"a\\\"\\n---\\ntype: x # å  \"\n\
                      minimum_age: {value: 15, note: \"enligt: x\"}\n---\n";
        assert_eq!(markdown, wanted);
        let root = crate::content::node::yaml(markdown.trim().trim_matches('-'), 0).unwrap();
        assert_eq!(root.get("title").unwrap().value, Value::Text("a\"\n---\ntype: x # å  ".into()));
    }

    #[test]
    fn areas_are_known_by_word_name_and_code() {
        assert_eq!(area("Sverige").unwrap(), "national");
        assert_eq!(area("Göteborgs kommun"), None);
        assert_eq!(area("Malmö kommun").unwrap(), "municipality:Malmö");
        assert_eq!(area("1480").unwrap(), "municipality:Göteborg");
        assert_eq!(area("county:Hallands län").unwrap(), "county:Hallands län");
        assert_eq!(area("Atlantis"), None);
    }
}
