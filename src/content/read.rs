//! Typed reading of a [`Node`] tree: what is missing, misspelt or of the wrong kind becomes a diagnostic at
//! its place, and reading goes on, so that an editor sees all mistakes at once.

use super::node::{Entry, Node, Value};
use crate::date::{Date, Inexact};
use crate::diagnostics::{Diagnostic, Location, suggest};
use crate::source::SourceFile;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::fmt;
use std::ops::Range;

/// The diagnostics of one file, as they are found.
pub struct Problems<'a> {
    file: &'a SourceFile,
    found: Vec<Diagnostic>,
}

impl<'a> Problems<'a> {
    /// None yet.
    pub fn new(file: &'a SourceFile) -> Self {
        Self { file, found: Vec::new() }
    }

    /// An error at a place in the file.
    pub fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        let mut diagnostic = Diagnostic::error(code, message).at(self.file.locate(span.clone()));
        diagnostic.help = help;
        self.found.push(diagnostic);
    }

    /// A diagnostic with more than one place.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// The place of a range of the file.
    pub fn locate(&self, span: &Range<usize>) -> Location {
        self.file.locate(span.clone())
    }

    /// The text of a range of the file.
    pub fn raw(&self, span: &Range<usize>) -> &'a str {
        self.file.text.get(span.clone()).unwrap_or_default()
    }

    /// All that were found.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found
    }

    fn wrong(&mut self, node: &Node, wanted: &str) {
        let message = format!("This is {}, but {wanted} is wanted here.", kind(&node.value));
        let help = matches!(node.value, Value::Bool(_))
            .then(|| format!("If the word `{}` is meant, put it in quotation marks.", self.raw(&node.span)));
        self.error("front-matter/wrong-type", &node.span, message, help);
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Text(_) => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "a group of keys",
    }
}

/// A type that can be read from a node.
pub trait Read: Sized {
    /// Reads it; when it cannot, it says why and gives nothing.
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self>;
}

/// A value that knows where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its byte range in the file.
    pub span: Range<usize>,
}

impl<T: Read> Read for Spanned<T> {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        T::read(node, problems).map(|value| Self { value, span: node.span.clone() })
    }
}

impl Read for String {
    /// Numbers are taken as they are written: a title may be a year.
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        match &node.value {
            Value::Text(text) => {
                let text = text.trim();
                if text.is_empty() {
                    problems.error("front-matter/empty", &node.span, "The text is empty.".into(), None);
                    return None;
                }
                Some(text.to_owned())
            }
            Value::Integer(_) | Value::Float(_) => Some(problems.raw(&node.span).to_owned()),
            _ => {
                problems.wrong(node, "text");
                None
            }
        }
    }
}

impl Read for bool {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        problems.wrong(node, "true or false");
        None
    }
}

impl Read for i64 {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if let Value::Integer(value) = node.value {
            return Some(value);
        }
        problems.wrong(node, "a whole number");
        None
    }
}

/// One value stands for a list of one.
impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        match &node.value {
            Value::List(items) => Some(items.iter().filter_map(|item| T::read(item, problems)).collect()),
            _ => T::read(node, problems).map(|value| vec![value]),
        }
    }
}

impl Read for Date {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        let date = text.parse().ok().filter(|_| text.len() == "2026-11-23".len());
        if date.is_none() {
            let message = format!("`{text}` is not a date.");
            let help = "Write year, month and day, for example 2026-11-23.".to_owned();
            problems.error("front-matter/bad-date", &node.span, message, Some(help));
        }
        date
    }
}

impl Read for Inexact {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        let date = Self::parse(&text);
        if date.is_none() {
            let message = format!("`{text}` is not a date as sources have them (EDTF).");
            let help = "Write a year, month or day as far as it is known, with ? or ~ where it is unsure: \
                        `2019`, `2016-12?`, `2012~`, or `unknown`.";
            problems.error("front-matter/bad-date", &node.span, message, Some(help.to_owned()));
        }
        date
    }
}

/// A type whose values are fixed words; its serde names are what editors write and templates see.
pub trait Word: DeserializeOwned {}

impl<T: Word> Read for T {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        let deserializer: StrDeserializer<'_, UnknownWord> = text.as_str().into_deserializer();
        match T::deserialize(deserializer) {
            Ok(word) => Some(word),
            Err(UnknownWord(known)) => {
                let message = format!("`{text}` is not one of the words that can stand here.");
                let help = match suggest(&text, known.iter().copied()) {
                    Some(near) => format!("Did you mean `{near}`? All of them: {}.", known.join(", ")),
                    None => format!("Write one of: {}.", known.join(", ")),
                };
                problems.error("front-matter/unknown-word", &node.span, message, Some(help));
                None
            }
        }
    }
}

/// The error by which serde tells which words a type knows.
#[derive(Debug)]
struct UnknownWord(&'static [&'static str]);

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", self.0.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

impl serde::de::Error for UnknownWord {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self(expected)
    }
}

/// Reads the keys of a map one by one and remembers which it asked for, so that [`Keys::finish`] can name
/// those that nobody knows.
pub struct Keys<'a, 'p, 'f> {
    /// Where mistakes are told.
    pub problems: &'p mut Problems<'f>,
    entries: &'a [Entry],
    known: Vec<&'static str>,
}

impl<'a, 'p, 'f> Keys<'a, 'p, 'f> {
    /// The keys of a node, which has to be a map.
    pub fn of(node: &'a Node, problems: &'p mut Problems<'f>) -> Option<Self> {
        let Some(entries) = node.entries() else {
            problems.wrong(node, "a group of keys");
            return None;
        };
        Some(Self { problems, entries, known: Vec::new() })
    }

    /// The key and value under a name; a key with nothing after it counts as not there.
    pub fn entry(&mut self, key: &'static str) -> Option<&'a Entry> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key && entry.node.value != Value::Null)
    }

    /// The value under a name.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The typed value under a name.
    pub fn take<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let node = self.node(key)?;
        T::read(node, self.problems)
    }

    /// The typed list under a name; nothing is an empty list.
    pub fn list<T: Read>(&mut self, key: &'static str) -> Vec<T> {
        self.take(key).unwrap_or_default()
    }

    /// Every key that was not asked for is an error, with the nearest known one as a suggestion.
    pub fn finish(self, what: &str) {
        for entry in self.entries {
            if self.known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("There is no key `{}` in {what}.", entry.key);
            let help = match suggest(&entry.key, self.known.iter().copied()) {
                Some(near) => format!("Did you mean `{near}`?"),
                None if self.known.contains(&"extra") => "Keys of your own go under `extra`.".to_owned(),
                None => format!("It can have: {}.", self.known.join(", ")),
            };
            self.problems.error("front-matter/unknown-key", &entry.key_span, message, Some(help));
        }
    }

    /// All entries, for maps whose keys the editor chooses.
    pub fn entries(&self) -> &'a [Entry] {
        self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::node::yaml;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        DarkRed,
        Green,
    }
    impl Word for Colour {}

    fn read<T>(text: &str, key: impl FnOnce(&mut Keys<'_, '_, '_>) -> T) -> (T, Vec<String>) {
        let file = SourceFile::new("a.md", text);
        let node = yaml(&file.text, 0).unwrap();
        let mut problems = Problems::new(&file);
        let mut keys = Keys::of(&node, &mut problems).unwrap();
        let value = key(&mut keys);
        keys.finish("a test");
        let told = problems.finish().into_iter();
        (value, told.map(|one| format!("{} {}", one.message, one.help.unwrap_or_default())).collect())
    }

    #[test]
    fn words_are_known_by_their_serde_names() {
        let (colour, told) = read("c: dark_red\n", |keys| keys.take::<Colour>("c"));
        assert_eq!((colour, told.len()), (Some(Colour::DarkRed), 0));
        let (colour, told) = read("c: grean\n", |keys| keys.take::<Colour>("c"));
        assert_eq!(colour, None);
        assert!(told[0].contains("Did you mean `green`? All of them: dark_red, green."), "{told:?}");
    }

    #[test]
    fn all_mistakes_are_told() {
        let ((), told) = read("titel: a\ndate: 2026-13-01\nages: [1, två, 3]\nempty:\n", |keys| {
            assert_eq!(keys.take::<String>("title"), None);
            assert_eq!(keys.take::<Date>("date"), None);
            assert_eq!(keys.list::<i64>("ages"), [1, 3]);
            assert_eq!(keys.take::<bool>("empty"), None);
        });
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told.iter().any(|one| one.contains("Did you mean `title`?")));
    }

    #[test]
    fn a_boolean_is_not_text() {
        let (text, told) = read("title: true\n", |keys| keys.take::<String>("title"));
        assert_eq!(text, None);
        assert!(told[0].contains("quotation marks"));
    }
}
