//! The chunks of text, loaded only for the results that are shown: excerpts and marks are made of them.

use super::Document;
use super::encode::{Chunk, Effort, Writer, clean};
use super::heads::head;
use rayon::prelude::*;

/// A chunk ends when it holds so many bytes before compression; a longer section is a chunk of its own.
const SIZE: usize = 24_000;

/// The chunks, and the number of the first section in each.
pub(crate) struct Texts {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) starts: Vec<u32>,
}

/// Writes the text of all sections, into one chunk where the whole index comes at once. A chunk is a list of parts of pages:
/// `head, contact, sections`.
pub(crate) fn chunks(documents: &[&Document<'_>], prefix: &str, whole: bool) -> Texts {
    let pages: Vec<Vec<String>> = documents.par_iter().map(|document| sections(document)).collect();
    let mut starts: Vec<u32> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    let mut number = 0;
    for (page, sections) in pages.into_iter().enumerate() {
        let document = documents[page];
        let contact = document.contact.as_deref().map(clean).unwrap_or_default();
        let mut begins = true;
        for section in sections {
            let full = texts
                .last()
                .is_none_or(|text| !whole && !text.is_empty() && text.len() + section.len() > SIZE);
            if full {
                texts.push(String::new());
                starts.push(number);
            }
            if let Some(text) = texts.last_mut() {
                if full || begins {
                    if !text.is_empty() {
                        text.push('\u{1d}');
                    }
                    text.push_str(&head(document));
                    text.push('\u{1f}');
                    text.push_str(&contact);
                }
                text.push('\u{1e}');
                text.push_str(&section);
            }
            begins = false;
            number += 1;
        }
    }
    let chunks = texts
        .into_par_iter()
        .enumerate()
        .map(|(number, text)| {
            let mut writer = Writer::default();
            writer.0.extend_from_slice(text.as_bytes());
            Chunk::new(&format!("{prefix}-t{number}"), &writer.0, Effort::of(whole))
        })
        .collect();
    Texts { chunks, starts }
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
