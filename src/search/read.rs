//! Reads documents into runs of words: what stands where, before anything is known of the whole.

use super::analysis;
use super::language::Language;
use super::{Document, Section};
use rayon::prelude::*;
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

/// A word in its place. There are as many as the site has words, so both numbers share one.
#[derive(Clone, Copy)]
pub(crate) struct Word(u32);

impl Word {
    /// How many bits say which form it is; the rest is for `joins`, which is seldom two.
    const FORM: u32 = 28;

    pub(crate) fn new(form: u32, joins: u32) -> Self {
        Self(form | joins.min(15) << Self::FORM)
    }

    /// Which of the group's forms; later, of all forms.
    pub(crate) fn form(self) -> usize {
        (self.0 & ((1 << Self::FORM) - 1)) as usize
    }

    /// 0 for a word of its own, else how many words before it are joined in it.
    pub(crate) fn joins(self) -> usize {
        (self.0 >> Self::FORM) as usize
    }
}

/// A page as words.
pub(crate) struct Reading {
    pub(crate) words: Vec<Word>,
    pub(crate) runs: Vec<Run>,
    pub(crate) sections: u32,
}

/// Pages that were read together, and their forms in the order of their first place: each form is kept
/// once, with the number of pages that hold it.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) forms: Vec<(Box<str>, u32)>,
    pub(crate) readings: Vec<Reading>,
}

/// How many groups are read at the same time, at most.
const GROUPS: usize = 16;

/// Reads all pages, in groups. How they are grouped changes nothing of what the vocabulary makes of them.
pub(crate) fn read_all(documents: &[&Document<'_>], language: &Language) -> Vec<Group> {
    let size = documents.len().div_ceil(GROUPS).max(1);
    documents.par_chunks(size).map(|documents| read(documents, language)).collect()
}

/// Reads the pages of one group.
pub(crate) fn read(documents: &[&Document<'_>], language: &Language) -> Group {
    let mut forms = Forms::default();
    let readings = documents.iter().map(|document| read_page(document, language, &mut forms)).collect();
    let mut listed = vec![(Box::default(), 0); forms.known.len()];
    for (text, held) in forms.known {
        listed[held.number as usize] = (text, held.pages);
    }
    Group { forms: listed, readings }
}

/// The forms of a group.
#[derive(Default)]
struct Forms {
    known: FxHashMap<Box<str>, Held>,
    /// The page that is being read, counted from 1.
    page: u32,
}

/// A form: its number, how many pages hold it, and the last of them.
struct Held {
    number: u32,
    pages: u32,
    last: u32,
}

impl Forms {
    fn number(&mut self, word: &str) -> u32 {
        let page = self.page;
        if let Some(held) = self.known.get_mut(word) {
            held.pages += u32::from(held.last != page);
            held.last = page;
            return held.number;
        }
        let number = self.known.len() as u32;
        self.known.insert(word.into(), Held { number, pages: 1, last: page });
        number
    }
}

fn read_page(document: &Document<'_>, language: &Language, forms: &mut Forms) -> Reading {
    forms.page += 1;
    let sections = document.sections.len().max(1) as u32;
    // A word and what parts it from the next is seldom shorter, so little room is left over.
    let words = Vec::with_capacity(document.length() / 6);
    let mut reading = Reading { words, runs: Vec::new(), sections };
    let mut run = |section: usize, field: Field, text: &str| {
        let Reading { words, runs, .. } = &mut reading;
        let start = words.len();
        analysis::words(text, language, |word, joins| words.push(Word::new(forms.number(word), joins)));
        if words.len() > start {
            runs.push(Run { section: section as u32, field, words: start..words.len() });
        }
    };
    run(0, Field::Title, document.title);
    for name in &document.names {
        run(0, Field::Name, name);
    }
    run(0, Field::Lead, document.lead);
    run(0, Field::Record, &document.record);
    for (number, Section { title, text, .. }) in document.sections.iter().enumerate() {
        if let Some(title) = title {
            run(number, Field::Heading, title);
        }
        run(number, Field::Body, text);
    }
    reading
}
