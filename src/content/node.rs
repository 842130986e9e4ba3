//! Front matter and configuration as a tree of values that know where they stand, the same for YAML and TOML.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as YamlSpan};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value and its byte range in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Range<usize>,
}

/// The value of a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `key:` with no value.
    Null,
    /// `true` or `false`; no other word is a boolean.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// Text, and TOML's dates.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// Its value.
    pub node: Node,
}

/// Why text is not YAML or TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Range<usize>,
}

/// Deeper nesting than any front matter needs; a bound keeps hostile input from exhausting the stack.
const MAX_DEPTH: usize = 32;

impl Node {
    /// The keys and values, if this is a map; nothing counts as an empty one.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Null => Some(&[]),
            _ => None,
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

impl From<&Node> for serde_json::Value {
    /// The value without its places, as templates see free data.
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(value) => (*value).into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Self::from).collect(),
            Value::Map(entries) => {
                entries.iter().map(|entry| (entry.key.clone(), Self::from(&entry.node))).collect()
            }
        }
    }
}

/// Reads YAML 1.2 (core schema, so `no` and `on` are text). `offset` is where `text` begins in its file.
pub fn yaml(text: &str, offset: usize) -> Result<Node, SyntaxError> {
    let mut reader =
        YamlReader { parser: Parser::new_from_str(text), text, lines: line_starts(text), offset };
    let mut root = None;
    while let Some((event, span)) = reader.next()? {
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => break,
            _ if root.is_some() => {
                return Err(reader.error(&span, "There is a second document after the first."));
            }
            event => root = Some(reader.node(event, &span, 0)?),
        }
    }
    Ok(root.unwrap_or(Node { value: Value::Null, span: offset..offset }))
}

struct YamlReader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    text: &'a str,
    /// Byte positions of the lines, for the parser counts characters.
    lines: Vec<usize>,
    offset: usize,
}

impl<'a> YamlReader<'a> {
    fn next(&mut self) -> Result<Option<(Event<'a>, YamlSpan)>, SyntaxError> {
        match self.parser.next_event() {
            None => Ok(None),
            Some(Ok(event)) => Ok(Some(event)),
            Some(Err(error)) => {
                let at = self.byte(error.marker());
                Err(SyntaxError { message: sentence(error.info()), span: at..at + 1 })
            }
        }
    }

    fn node(&mut self, event: Event<'a>, span: &YamlSpan, depth: usize) -> Result<Node, SyntaxError> {
        if depth > MAX_DEPTH {
            return Err(self.error(span, "The values are nested too deeply."));
        }
        let start = self.byte(&span.start);
        match event {
            Event::Scalar(text, style, ..) => {
                let end = self.byte(&span.end).max(start);
                let raw = self.text.get(start - self.offset..end - self.offset).unwrap_or_default();
                let end = start + raw.trim_end().len();
                let value = if style == ScalarStyle::Plain { plain(&text) } else { Value::Text(text.into()) };
                Ok(Node { value, span: start..end })
            }
            Event::SequenceStart(..) => {
                let mut items: Vec<Node> = Vec::new();
                loop {
                    match self.required(span)? {
                        (Event::SequenceEnd, end) => {
                            let end = self.end(&end, items.last().map(|item| item.span.end), start);
                            return Ok(Node { value: Value::List(items), span: start..end });
                        }
                        (event, span) => items.push(self.node(event, &span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => self.map(span, start, depth),
            Event::Alias(_) => Err(self.error(span, "Aliases (`*name`) are not supported.")),
            _ => Err(self.error(span, "A value is missing here.")),
        }
    }

    fn map(&mut self, span: &YamlSpan, start: usize, depth: usize) -> Result<Node, SyntaxError> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, key_span) = self.required(span)?;
            if matches!(event, Event::MappingEnd) {
                let end = self.end(&key_span, entries.last().map(|entry| entry.node.span.end), start);
                return Ok(Node { value: Value::Map(entries), span: start..end });
            }
            let Event::Scalar(key, ..) = event else {
                return Err(self.error(&key_span, "A key has to be a word."));
            };
            let key_range = self.byte(&key_span.start)..self.byte(&key_span.end);
            if entries.iter().any(|entry| entry.key == key) {
                return Err(SyntaxError {
                    message: format!("The key `{key}` is there twice."),
                    span: key_range,
                });
            }
            let (event, value_span) = self.required(span)?;
            let node = self.node(event, &value_span, depth + 1)?;
            entries.push(Entry { key: key.into_owned(), key_span: key_range, node });
        }
    }

    /// Block collections have no closing mark of their own: they end where their last value does.
    fn end(&self, span: &YamlSpan, last: Option<usize>, start: usize) -> usize {
        if span.is_empty() { last.unwrap_or(start) } else { self.byte(&span.end) }
    }

    fn required(&mut self, span: &YamlSpan) -> Result<(Event<'a>, YamlSpan), SyntaxError> {
        self.next()?.ok_or_else(|| self.error(span, "This does not end."))
    }

    fn error(&self, span: &YamlSpan, message: &str) -> SyntaxError {
        SyntaxError { message: message.to_owned(), span: self.byte(&span.start)..self.byte(&span.end) }
    }

    fn byte(&self, marker: &Marker) -> usize {
        let start = self.lines.get(marker.line().saturating_sub(1)).copied().unwrap_or(self.text.len());
        let column = self.text[start..].char_indices().nth(marker.col());
        self.offset + start + column.map_or(self.text.len() - start, |(at, _)| at)
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// What a word without quotes means in YAML's core schema, with `true` and `false` in one spelling only.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" => return Value::Null,
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        if let Ok(integer) = text.parse() {
            return Value::Integer(integer);
        }
        if let Ok(float) = text.parse() {
            return Value::Float(float);
        }
    }
    Value::Text(text.to_owned())
}

/// Reads TOML. `offset` is where `text` begins in its file.
pub fn toml(text: &str, offset: usize) -> Result<Node, SyntaxError> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        SyntaxError { message: sentence(error.message()), span: offset + span.start..offset + span.end }
    })?;
    let span = table.span();
    Ok(toml_table(table.into_inner(), &span, offset))
}

fn toml_table(table: DeTable<'_>, span: &Range<usize>, offset: usize) -> Node {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| {
            let span = value.span();
            Entry {
                key_span: offset + key.span().start..offset + key.span().end,
                key: key.into_inner().into_owned(),
                node: toml_value(value.into_inner(), &span, offset),
            }
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Node { value: Value::Map(entries), span: offset + span.start..offset + span.end }
}

fn toml_value(value: DeValue<'_>, span: &Range<usize>, offset: usize) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::Text(number.to_string()), Value::Integer),
        DeValue::Float(number) => number
            .as_str()
            .replace('_', "")
            .parse()
            .map_or_else(|_| Value::Text(number.to_string()), Value::Float),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| {
                    let span = item.span();
                    toml_value(item.into_inner(), &span, offset)
                })
                .collect(),
        ),
        DeValue::Table(table) => return toml_table(table, span, offset),
    };
    Node { value, span: offset + span.start..offset + span.end }
}

/// A parser's remark as a sentence.
fn sentence(remark: &str) -> String {
    let mut letters = remark.trim().chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let rest = letters.as_str().trim_end_matches('.').replace('\n', ", ");
    format!("{first}{rest}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(node: &Node, source: &str) -> String {
        source[node.span.clone()].to_owned()
    }

    #[test]
    fn yaml_values_know_where_they_stand() {
        let source = "title: Åldersgräns\r\nage: 18\r\nöppet: no\r\nlist:\r\n  - å\r\n  - {a: true}\r\nphone: '020-39'\r\n";
        let root = yaml(source, 0).unwrap();
        assert_eq!(root.get("title").unwrap().value, Value::Text("Åldersgräns".into()));
        assert_eq!(text(root.get("title").unwrap(), source), "Åldersgräns");
        assert_eq!(root.get("age").unwrap().value, Value::Integer(18));
        assert_eq!(root.get("öppet").unwrap().value, Value::Text("no".into()));
        let Value::List(items) = &root.get("list").unwrap().value else { panic!() };
        assert_eq!(text(&items[0], source), "å");
        assert_eq!(items[1].get("a").unwrap().value, Value::Bool(true));
        assert_eq!(text(root.get("phone").unwrap(), source), "'020-39'");
    }

    #[test]
    fn toml_values_know_where_they_stand() {
        let source = "title = 'Ålder'\nage = 1_8\nday = 2026-11-23\n[a.b]\nc = [1, 'x']\n";
        let root = toml(source, 0).unwrap();
        assert_eq!(root.get("age").unwrap().value, Value::Integer(18));
        assert_eq!(root.get("day").unwrap().value, Value::Text("2026-11-23".into()));
        let list = root.get("a").unwrap().get("b").unwrap().get("c").unwrap();
        assert_eq!(text(list, source), "[1, 'x']");
    }

    #[test]
    fn mistakes_are_placed() {
        let source = "title: a\ntitle: b\n";
        let error = yaml(source, 0).unwrap_err();
        assert_eq!(&source[error.span], "title");
        assert!(error.message.contains("twice"));
        assert!(yaml("a: [1, 2\n", 0).is_err());
        assert!(yaml("a: *b\n", 0).is_err());
        assert!(yaml(&"[".repeat(10_000), 0).is_err());
        let error = toml("a = \n", 4).unwrap_err();
        assert!(error.span.start >= 4);
    }

    #[test]
    fn only_true_and_false_are_booleans() {
        for word in ["yes", "no", "on", "off", "True", "FALSE", "y"] {
            assert_eq!(plain(word), Value::Text(word.into()));
        }
        assert_eq!(plain("020390000"), Value::Integer(20_390_000));
        assert_eq!(plain("2012~"), Value::Text("2012~".into()));
        assert_eq!(plain(".inf"), Value::Text(".inf".into()));
    }
}
