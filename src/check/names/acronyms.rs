//! Abbreviations in running text.
//!
//! An abbreviation is one letter from others that mean something else (*RFSL*, *RFSU*), so it is a slip only where
//! the sentence itself says what it is about: it links to a record, calls it by none of its names, and has a word
//! in capitals that is one letter from a short one of them. Who means the other abbreviation names the record too.
//! One that goes on where the other ends (*RFSL*, *RFSLU*) is another.

use super::{LETTERS, Name, normal, one_apart};
use std::ops::Range;

/// Fewer letters are no abbreviation of anything in particular.
const FEWEST: usize = 3;

/// The abbreviations of a sentence that are misspelt short names of a record that it links to.
pub(super) fn misspelt<'a>(
    text: &str,
    words: &[Range<usize>],
    names: &[&'a Name],
) -> Vec<(&'a Name, Range<usize>)> {
    let said = format!(" {} ", normal(text));
    let called =
        |name: &&Name| ["", "s"].iter().any(|ending| said.contains(&format!(" {}{ending} ", name.text)));
    if names.iter().any(called) {
        return Vec::new();
    }
    let in_capitals = |word: &&Range<usize>| {
        let word = &text[(*word).clone()];
        word.chars().count() >= FEWEST && word.chars().all(char::is_uppercase)
    };
    let slip = |word: &Range<usize>| {
        let said = text[word.clone()].to_lowercase();
        let near = |name: &&&'a Name| {
            let short = name.letters < LETTERS && name.words == 1;
            let longer = name.text.starts_with(&said) || said.starts_with(&name.text);
            short && !longer && one_apart(&name.text, &said)
        };
        names.iter().find(near).map(|name| (*name, word.clone()))
    };
    words.iter().filter(in_capitals).filter_map(slip).collect()
}
