//! The words worth correcting a query to, by length: loaded only when a word is not found and nothing
//! like it stands where it would in the vocabulary.

use super::encode::{Chunk, Effort, pack};
use super::postings::{Posting, Postings};
use super::terms::front;
use super::vocabulary::Vocabulary;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Shorter words are too like one another to be corrected; longer ones are one list.
const SHORTEST: usize = 4;
const LONGEST: usize = 20;

/// The chunks, and the length of the words in each.
pub(crate) struct Spelling {
    pub(crate) chunks: Vec<Chunk>,
    pub(crate) lengths: Vec<usize>,
}

/// Lists the words that stand in a title, or on several pages.
pub(crate) fn chunks(vocabulary: &Vocabulary, postings: &Postings, prefix: &str) -> Spelling {
    let titled = |list: &Vec<Posting>| list.iter().any(|posting| posting.share > 0);
    let titled: Vec<bool> = postings.lists.par_iter().map(titled).collect();
    let mut lists: BTreeMap<usize, Vec<(&str, u32)>> = BTreeMap::new();
    for form in &vocabulary.forms {
        let length = form.text.chars().count();
        let titled = titled[form.class as usize];
        if length < SHORTEST || !(titled || form.pages > 2) || !form.text.chars().all(char::is_alphabetic) {
            continue;
        }
        let rank = form.pages.ilog2() * 2 + u32::from(titled);
        lists.entry(length.min(LONGEST)).or_default().push((&form.text, rank));
    }
    let lengths = lists.keys().copied().collect();
    let packed = lists
        .into_par_iter()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(_, mut words)| {
            words.sort_unstable();
            let mut text = String::new();
            let mut before = "";
            for (word, rank) in words {
                front(&mut text, before, word, false);
                text.push(char::from_u32(33 + rank).unwrap_or('!'));
                text.push('\u{1e}');
                before = word;
            }
            pack(text.as_bytes(), Effort::Most)
        })
        .collect();
    Spelling { chunks: Chunk::all(&format!("{prefix}-s"), packed, 1), lengths }
}
