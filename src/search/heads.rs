//! Which titles go along with which words, so that a list of results can begin before their texts arrive.
//!
//! All titles of a very large site at once would be more than the rest of an answer. So a chunk of words holds
//! the titles of the pages that its words are likely to bring first: those whose title holds the word, and
//! the best of a query of this word alone.

use super::Document;
use super::encode::clean;
use super::postings::Posting;
use std::cmp::Reverse;

/// A class in so many titles or fewer brings all of them along; of others only those that it makes up so
/// much of, of 15.
const FEW_TITLES: usize = 24;
const TELLING: u8 = 4;
/// So many of the best pages of a class come along, if it stands on so many: a rarer word is seldom asked
/// for, and there are very many of them.
const BEST: usize = 8;
const WORTH: usize = 4;

/// What a result shows of its page: address, title.
pub(crate) fn head(document: &Document<'_>) -> String {
    [document.url, document.title].map(clean).join("\u{1f}")
}

/// The pages, each once, whose titles go along with some classes.
pub(crate) fn along<'a>(classes: impl Iterator<Item = &'a [Posting]>) -> Vec<u32> {
    let mut pages: Vec<u32> = Vec::new();
    let mut best: Vec<(Reverse<u32>, u32)> = Vec::new();
    for list in classes {
        let titled = list.iter().filter(|posting| posting.share > 0).count();
        let least = if titled > FEW_TITLES { TELLING } else { 1 };
        let held = list.iter().filter(|posting| posting.share >= least);
        pages.extend(held.map(|posting| posting.page));
        if list.len() >= WORTH {
            best.clear();
            best.extend(list.iter().map(|posting| (Reverse(promise(posting)), posting.page)));
            if BEST < best.len() {
                best.select_nth_unstable(BEST);
            }
            pages.extend(best.iter().take(BEST).map(|(_, page)| page));
        }
    }
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// How good a page is for a query of one word, about as the browser will find it.
fn promise(posting: &Posting) -> u32 {
    let title = if posting.share > 0 { 45 + 7 * u32::from(posting.share) } else { 0 };
    8 * u32::from(posting.weight) + title
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(page: u32, weight: u8, share: u8) -> Posting {
        Posting { page, weight, share, ..Posting::default() }
    }

    #[test]
    fn the_titles_that_hold_a_word_and_the_best_pages_go_along() {
        let rare = [posting(4, 3, 0), posting(9, 3, 1)];
        assert_eq!(along([&rare[..]].into_iter()), [9]);
        let common: Vec<Posting> =
            (0..20).map(|page| posting(page, if page == 15 { 9 } else { 3 }, 0)).collect();
        assert_eq!(along([&common[..], &rare].into_iter()), [0, 1, 2, 3, 4, 5, 6, 9, 15]);
    }

    #[test]
    fn a_word_of_many_titles_brings_only_those_it_tells_much_of() {
        let many: Vec<Posting> =
            (0..200).map(|page| posting(page, 3, if page % 20 == 0 { 9 } else { 1 })).collect();
        assert_eq!(along([&many[..]].into_iter()), [0, 20, 40, 60, 80, 100, 120, 140, 160, 180]);
    }
}
