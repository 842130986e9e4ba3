//! The chunks of words: for each class its forms, the pages and sections that hold it.
//!
//! A chunk holds a stretch of the sorted vocabulary, so a prefix needs the chunks that it overlaps and a
//! misspelt word has its neighbours at hand. Its bytes: the text of keys and forms; of a very large site, titles
//! that go along ([`heads`]); then for each class the lengths of its record and of its sections, all records, all
//! sections: what is alike stands together and compresses better.

use super::encode::{Chunk, Effort, Writer, pack};
use super::heads::{along, head};
use super::postings::{Posting, Postings};
use super::vocabulary::Vocabulary;
use super::{AtOnce, Document};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

/// A chunk ends when it holds so many bytes before compression.
const SIZE: usize = 4_500;
/// So many chunks in a row share the hash in their name: what changes one mostly changes those beside it.
pub(crate) const TOGETHER: usize = 4;
/// Of a class on many pages only the best so many sections are kept: the rest never decides anything.
const MOST_SECTIONS: usize = 1500;
/// Below this number of pages a class lists them one by one; above, by weight.
const FEW: usize = 12;
/// Of a long query, words that stand on more than one of so many pages are passed over.
const COMMON: usize = 5;

/// The chunks, and where each begins in the sorted vocabulary.
pub(crate) struct Terms {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) starts: Vec<String>,
    /// The forms that stand on very many pages, in the order of the alphabet.
    pub(crate) common: Vec<String>,
}

/// Writes all classes. Where the whole index comes at once they are one chunk, without sections: these are seen in
/// the texts that come along. Titles stand in the chunks only where none come at once.
pub(crate) fn chunks(
    vocabulary: &Vocabulary,
    postings: &Postings,
    documents: &[&Document<'_>],
    prefix: &str,
    at_once: AtOnce,
) -> Terms {
    let whole = at_once == AtOnce::All;
    let lists = &postings.lists;
    let most_sections = if whole { 0 } else { MOST_SECTIONS };
    let records: Vec<Record> = lists
        .par_iter()
        .zip(&vocabulary.classes)
        .map(|(list, class)| record(list, postings, class.forms.len() > 1, most_sections))
        .collect();
    let ranges = ranges(vocabulary, &records, if whole { usize::MAX } else { SIZE });
    let starts = ranges.iter().map(|range| start(vocabulary, range.start)).collect();
    let heads: Vec<String> = documents.par_iter().map(|document| head(document)).collect();
    let packed = ranges
        .into_par_iter()
        .map(|range| {
            let mut writer = Writer::default();
            writer.text(&words(vocabulary, range.clone()));
            let lists = if at_once == AtOnce::Nothing { &lists[range.clone()] } else { &[] };
            let along = along(lists.iter().map(Vec::as_slice));
            writer.ascending(&along);
            let titles: Vec<&str> = along.iter().map(|page| heads[*page as usize].as_str()).collect();
            writer.text(&titles.join("\u{1e}"));
            write(&mut writer, &records[range]);
            pack(&writer.0, Effort::of(whole))
        })
        .collect();
    Terms {
        chunks: Chunk::all(&format!("{prefix}-w"), packed, TOGETHER),
        starts,
        common: common(vocabulary, documents.len()),
    }
}

/// The stretches of the vocabulary that are a chunk each, which ends when it holds so many bytes.
fn ranges(vocabulary: &Vocabulary, records: &[Record], most: usize) -> Vec<Range<usize>> {
    let classes = &vocabulary.classes;
    let mut ranges = Vec::new();
    let (mut from, mut size) = (0, 0);
    for (number, (class, record)) in classes.iter().zip(records).enumerate() {
        // Classes that differ only in accents stay together.
        let parted = number > 0 && classes[number - 1].fold != class.fold;
        if size > most && parted {
            ranges.push(from..number);
            (from, size) = (number, 0);
        }
        size += record.pages.len() + record.sections.len() + class.key.len() / 2 + class.forms.len() * 2;
    }
    if from < classes.len() {
        ranges.push(from..classes.len());
    }
    ranges
}

/// Where a chunk begins in the sorted vocabulary: no more letters than tell its first class from the one before.
fn start(vocabulary: &Vocabulary, first: usize) -> String {
    let fold = |class: usize| vocabulary.classes[class].fold.as_str();
    let before = first.checked_sub(1).map_or("", fold);
    vocabulary.classes.get(first).map_or_else(String::new, |class| shortest(before, &class.fold))
}

/// The lengths of all records and of their sections, then the records, then the sections.
fn write(writer: &mut Writer, records: &[Record]) {
    for Record { pages, sections } in records {
        writer.number(pages.len() as u32);
        writer.number(sections.len() as u32);
    }
    let sections = records.iter().map(|record| &record.sections);
    for bytes in records.iter().map(|record| &record.pages).chain(sections) {
        writer.0.extend_from_slice(bytes);
    }
}

/// The forms that stand on one of so many pages.
fn common(vocabulary: &Vocabulary, pages: usize) -> Vec<String> {
    let forms = vocabulary.forms.iter().filter(|form| form.pages as usize > pages / COMMON);
    let mut common: Vec<String> = forms.map(|form| form.text.to_string()).collect();
    common.sort_unstable();
    common
}

/// Keys and forms as text: a key as the number of letters it shares with the one before and the rest, a
/// form as the number of letters it lacks of the key and the rest. Numbers are characters from `!` on.
fn words(vocabulary: &Vocabulary, range: Range<usize>) -> String {
    let mut text = String::new();
    let mut before: &str = "";
    for class in &vocabulary.classes[range] {
        front(&mut text, before, &class.key, false);
        for form in &class.forms {
            text.push('\u{1f}');
            front(&mut text, &class.key, &vocabulary.forms[*form as usize].text, true);
        }
        text.push('\u{1e}');
        before = &class.key;
    }
    text
}

/// Appends a word as its difference from another: the count of UTF-16 units shared, or dropped, and the rest.
pub(crate) fn front(text: &mut String, from: &str, word: &str, dropped: bool) {
    let shared: String = from.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    let units = shared.encode_utf16().count();
    let count = if dropped { from.encode_utf16().count() - units } else { units };
    text.push(char::from_u32(33 + count as u32).unwrap_or('!'));
    text.push_str(&word[shared.len()..]);
}

/// The shortest text that sorts after one key and not after the next.
fn shortest(before: &str, key: &str) -> String {
    let shared = before.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

/// One class: pages with weights, the best first, and titles; sections of the pages in the same order.
struct Record {
    pages: Vec<u8>,
    sections: Vec<u8>,
}

fn record(holding: &[Posting], postings: &Postings, several_forms: bool, most_sections: usize) -> Record {
    let mut writer = Writer::default();
    writer.number(holding.len() as u32);
    let mut ranked: Vec<&Posting> = holding.iter().collect();
    if holding.len() <= FEW {
        writer.gaps(holding.iter().map(|posting| posting.page));
        for pair in holding.chunks(2) {
            let weight = |at: usize| pair.get(at).map_or(0, |posting| posting.weight);
            writer.0.push(weight(0) << 4 | weight(1));
        }
    } else {
        ranked.sort_unstable_by_key(|posting| (Reverse(posting.weight), posting.page));
        for group in ranked.chunk_by(|a, b| a.weight == b.weight) {
            writer.number((group.len() as u32) << 4 | u32::from(group[0].weight));
            writer.gaps(group.iter().map(|posting| posting.page));
        }
    }
    let titled = || holding.iter().filter(|posting| posting.share > 0);
    writer.number(titled().count() as u32);
    let mut last = 0;
    for posting in titled() {
        writer.number((posting.page - last) << 4 | u32::from(posting.share));
        if several_forms {
            writer.number(posting.form.into());
        }
        last = posting.page;
    }
    let mut sections = Vec::new();
    let mut left = most_sections;
    for posting in ranked {
        let (bytes, count) = postings.sections(posting);
        if count > left {
            break;
        }
        left -= count;
        sections.extend_from_slice(bytes);
    }
    Record { pages: writer.0, sections }
}
