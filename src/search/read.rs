//! Reads documents into runs of words: what stands where, before anything is known of the whole.

use super::analysis;
use super::language::Language;
use super::{Document, Section};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where in a page a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    Name,
    Heading,
    Lead,
    Body,
    Record,
}

/// The words of one field of one section.
pub(crate) struct Run {
    /// Which section of the page; title, names, lead and record belong to its first.
    pub(crate) section: u32,
    pub(crate) field: Field,
    pub(crate) words: Range<usize>,
}

/// A word in its place.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    /// Which of the page's forms; later, of all forms.
    pub(crate) form: u32,
    /// 0 for a word of its own, else how many words before it are joined in it.
    pub(crate) joins: u32,
}

/// A page as words.
pub(crate) struct Reading {
    pub(crate) forms: Vec<String>,
    pub(crate) words: Vec<Word>,
    pub(crate) runs: Vec<Run>,
    pub(crate) sections: u32,
}

/// Reads one page.
pub(crate) fn read(document: &Document<'_>, language: &Language) -> Reading {
    let mut reader = Reader {
        language,
        known: FxHashMap::default(),
        reading: Reading {
            forms: Vec::new(),
            words: Vec::new(),
            runs: Vec::new(),
            sections: document.sections.len().max(1) as u32,
        },
    };
    reader.run(0, Field::Title, document.title);
    for name in &document.names {
        reader.run(0, Field::Name, name);
    }
    reader.run(0, Field::Lead, document.lead);
    reader.run(0, Field::Record, &document.record);
    for (number, Section { title, text, .. }) in document.sections.iter().enumerate() {
        if let Some(title) = title {
            reader.run(number as u32, Field::Heading, title);
        }
        reader.run(number as u32, Field::Body, text);
    }
    reader.reading
}

struct Reader<'a> {
    language: &'a Language,
    known: FxHashMap<String, u32>,
    reading: Reading,
}

impl Reader<'_> {
    fn run(&mut self, section: u32, field: Field, text: &str) {
        let Reading { forms, words, runs, .. } = &mut self.reading;
        let start = words.len();
        let known = &mut self.known;
        analysis::words(text, self.language, |word, joins| {
            let form = known.get(word).copied().unwrap_or_else(|| {
                let form = forms.len() as u32;
                forms.push(word.to_owned());
                known.insert(word.to_owned(), form);
                form
            });
            words.push(Word { form, joins });
        });
        if words.len() > start {
            runs.push(Run { section, field, words: start..words.len() });
        }
    }
}
