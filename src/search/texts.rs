//! The chunks of text, loaded only for the results that are shown: excerpts and marks are made of them.

use super::encode::{Chunk, Effort, clean, pack};
use super::heads::head;
use super::{AtOnce, Document};
use rayon::prelude::*;
use std::ops::Range;

/// A chunk ends when it holds so many bytes before compression; a longer section is a chunk of its own.
const SIZE: usize = 8_000;
/// So many chunks in a row share the hash in their name: each hash is three bytes of the root, and an edit often
/// moves text from one chunk to the next.
pub(crate) const TOGETHER: usize = 8;

/// The chunks, and the number of the first section in each.
pub(crate) struct Texts {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) starts: Vec<u32>,
}

/// Sections of a page that stand in one chunk.
struct Part {
    page: usize,
    sections: Range<usize>,
}

/// Writes the text of all sections, into one chunk where the whole index comes at once. A chunk is a list of
/// parts of pages: `contact, head, sections`, without a head where all titles come with the root.
pub(crate) fn chunks(documents: &[&Document<'_>], prefix: &str, at_once: AtOnce) -> Texts {
    let whole = at_once == AtOnce::All;
    let pages: Vec<Vec<String>> = documents.par_iter().map(|document| sections(document)).collect();
    let (chunks, starts) = share_out(&pages, if whole { usize::MAX } else { SIZE });
    let write = |parts: Vec<Part>| {
        let mut written = String::new();
        for (number, Part { page, sections }) in parts.into_iter().enumerate() {
            let contact = documents[page].contact.as_deref().map(clean).unwrap_or_default();
            let begins = if number > 0 { "\u{1d}" } else { "" };
            written.push_str(begins);
            written.push_str(&contact);
            if at_once != AtOnce::Titles {
                written.push('\u{1f}');
                written.push_str(&head(documents[page]));
            }
            for section in &pages[page][sections] {
                written.push('\u{1e}');
                written.push_str(section);
            }
        }
        written
    };
    let packed =
        chunks.into_par_iter().map(|parts| pack(write(parts).as_bytes(), Effort::of(whole))).collect();
    Texts { chunks: Chunk::all(&format!("{prefix}-t"), packed, TOGETHER), starts }
}

/// Which sections stand in which chunk, and the number of the first one in each.
fn share_out(pages: &[Vec<String>], most: usize) -> (Vec<Vec<Part>>, Vec<u32>) {
    let mut chunks: Vec<Vec<Part>> = Vec::new();
    let mut starts = Vec::new();
    let (mut before, mut size) = (0, 0);
    for (page, sections) in pages.iter().enumerate() {
        for (number, text) in sections.iter().enumerate() {
            if chunks.is_empty() || size > 0 && size + text.len() > most {
                chunks.push(Vec::new());
                starts.push(before);
                size = 0;
            }
            if let Some(parts) = chunks.last_mut() {
                match parts.last_mut().filter(|part| part.page == page) {
                    Some(part) => part.sections.end = number + 1,
                    None => parts.push(Part { page, sections: number..number + 1 }),
                }
            }
            before += 1;
            size += text.len();
        }
    }
    (chunks, starts)
}

/// The sections of a page as `id, title, text`. The first begins with the lead and ends with the record.
fn sections(document: &Document<'_>) -> Vec<String> {
    let first = |text: &str| {
        let parts = [document.lead, text, &document.record].map(clean);
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    if document.sections.is_empty() {
        return vec![format!("\u{1f}\u{1f}{}", first(""))];
    }
    document
        .sections
        .iter()
        .enumerate()
        .map(|(number, section)| {
            let text = if number == 0 { first(&section.text) } else { clean(&section.text) };
            let (id, title) = (section.id.unwrap_or_default(), section.title.unwrap_or_default());
            format!("{}\u{1f}{}\u{1f}{text}", clean(id), clean(title))
        })
        .collect()
}
