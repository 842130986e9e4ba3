//! JSON as a tree of values that know where they stand, so that what is wrong in a file can be shown there.

use crate::content::node::{Entry, Node, Value};
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use std::ops::Range;

/// Reads a file. What is not JSON is told at the place where it stops being so.
pub(super) fn parse(file: &SourceFile) -> Result<Node, Diagnostic> {
    // serde_json knows the grammar, and how deep a tree may be; the tree with places is read from what it
    // has found right.
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&file.text) {
        let start = line_start(&file.text, error.line());
        let at = start + error.column().saturating_sub(1);
        let remark = error.to_string();
        let remark = remark.split(" at line").next().unwrap_or_default();
        return Err(Diagnostic::error("import/not-json", format!("The file is not JSON: {remark}."))
            .at(file.locate(at..at + 1))
            .help("Export it again from the program that it comes from."));
    }
    let mut reader = Reader { text: &file.text, at: 0 };
    reader
        .value()
        .map_err(|(message, span)| Diagnostic::error("import/not-json", message).at(file.locate(span)))
}

fn line_start(text: &str, line: usize) -> usize {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).nth(line.saturating_sub(1)).unwrap_or(text.len())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read<T> = Result<T, (String, Range<usize>)>;

impl Reader<'_> {
    fn value(&mut self) -> Read<Node> {
        let start = self.peek_at();
        let value = match self.byte() {
            Some(b'{') => self.object()?,
            Some(b'[') => self.list()?,
            Some(b'"') => Value::Text(self.string()?),
            _ => self.word(),
        };
        Ok(Node { value, span: start..self.at })
    }

    fn object(&mut self) -> Read<Value> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        while !self.closes(b'}') {
            let start = self.peek_at();
            let key = self.string()?;
            let key_span = start..self.at;
            if entries.iter().any(|entry| entry.key == key) {
                return Err((format!("The member `{key}` is there twice."), key_span));
            }
            self.peek_at();
            self.at += 1;
            let node = self.value()?;
            entries.push(Entry { key, key_span, node });
        }
        Ok(Value::Map(entries))
    }

    fn list(&mut self) -> Read<Value> {
        self.at += 1;
        let mut items = Vec::new();
        while !self.closes(b']') {
            items.push(self.value()?);
        }
        Ok(Value::List(items))
    }

    /// Whether the object or list ends here; passes over its end, or the comma before the next item.
    fn closes(&mut self, end: u8) -> bool {
        self.peek_at();
        match self.byte() {
            Some(b',') => {
                self.at += 1;
                false
            }
            Some(byte) if byte != end => false,
            _ => {
                self.at += 1;
                true
            }
        }
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        let raw = self.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(raw)
            .map_err(|_| ("The text is not closed, or an escape in it is wrong.".to_owned(), start..self.at))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Value {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find(|letter: char| ",]}".contains(letter) || letter.is_whitespace());
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => match word.parse() {
                Ok(integer) => Value::Integer(integer),
                Err(_) => Value::Float(word.parse().unwrap_or(f64::NAN)),
            },
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over white space; the place after it.
    fn peek_at(&mut self) -> usize {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node, (usize, usize)> {
        parse(&SourceFile::new("a.json", text)).map_err(|error| {
            let spot = error.location.unwrap().spot.unwrap();
            (spot.line, spot.column)
        })
    }

    #[test]
    fn values_know_where_they_stand() {
        let text = r#" {"å": [1, -2.5, "x\"y\u00e5", null, true, {}], "b": {"c": []}}"#;
        let root = read(text).unwrap();
        let Value::List(items) = &root.get("å").unwrap().value else { panic!() };
        let raw: Vec<&str> = items.iter().map(|item| &text[item.span.clone()]).collect();
        assert_eq!(raw, ["1", "-2.5", r#""x\"y\u00e5""#, "null", "true", "{}"]);
        assert_eq!(items[2].value, Value::Text("x\"yå".into()));
        assert_eq!(items[1].value, Value::Float(-2.5));
        assert_eq!(root.get("b").unwrap().get("c").unwrap().value, Value::List(Vec::new()));
    }

    #[test]
    fn mistakes_are_placed() {
        assert_eq!(read("{\n  \"å\": 1,\n}").unwrap_err(), (3, 1));
        assert_eq!(read("{\"a\": 1,\n \"a\": 2}").unwrap_err(), (2, 2));
        assert!(read("").is_err());
        assert!(read(&"[".repeat(100_000)).is_err());
        assert!(read("\"\\ud800\"").is_err());
    }
}
