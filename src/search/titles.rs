//! The addresses and titles of all pages. Unless they are too many they come with the root: then a list of
//! results needs nothing after the chunks of its words, and the words of titles are known before these are asked
//! for, so that a misspelt one costs no round trip more.

use super::Document;
use super::block_sort::{ranks, transform};
use super::encode::{Effort, Writer, clean, pack};
use super::terms::front;

/// Titles of so many bytes at most, with their addresses, come with the root: a sixth of it when packed.
const MOST: usize = 300_000;
/// So many numbers of an address may stand in its title as a character each, from 1 on.
const MOST_NUMBERS: usize = 8;

/// The address and title of each page: an address as the number of letters it shares with the one before and the
/// rest. Nothing if they are too many.
pub(crate) fn list(documents: &[&Document<'_>]) -> Option<String> {
    let mut list = String::new();
    let mut before = "";
    for document in documents {
        if !list.is_empty() {
            list.push('\u{1e}');
        }
        front(&mut list, before, document.url, false);
        list.push('\u{1f}');
        push_title(&mut list, &clean(document.title), document.url);
        if list.len() > MOST {
            return None;
        }
        before = document.url;
    }
    Some(list)
}

/// The list as bytes of the root.
pub(crate) fn packed(list: &str) -> String {
    let (last, row) = transform(list.as_bytes());
    let mut writer = Writer::default();
    writer.number(last.len() as u32);
    writer.number(row);
    writer.0.extend(ranks(&last));
    pack(&writer.0, Effort::Utmost)
}

/// Appends a title, its numbers that stand in the address, too, as their place among those.
fn push_title(out: &mut String, title: &str, url: &str) {
    let numbers: Vec<&str> = numbers(url).take(MOST_NUMBERS).collect();
    let mut rest = title;
    while let Some(from) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, found) = rest.split_at(from);
        let (number, after) =
            found.split_at(found.find(|c: char| !c.is_ascii_digit()).unwrap_or(found.len()));
        out.push_str(before);
        match (1..).zip(&numbers).find(|(_, other)| **other == number) {
            Some((place, _)) => out.push(char::from(place)),
            None => out.push_str(number),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// The runs of digits of a text.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_by_what_is_new_and_numbers_by_their_place() {
        let page = |url, title| Document { url, title, ..Document::default() };
        let pages = [
            page("1990/sfs-1990-52.html", "Lag (1990:52) om 2 delar"),
            page("1990/sfs-1990-7.html", "7 kap."),
        ];
        let list = list(&pages.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(
            list,
            "!1990/sfs-1990-52.html\u{1f}Lag (\u{1}:\u{3}) om 2 delar\u{1e}/7.html\u{1f}\u{3} kap."
        );
    }

    #[test]
    fn too_many_titles_do_not_come_at_once() {
        let title = "x".repeat(MOST);
        assert_eq!(list(&[&Document { title: &title, ..Document::default() }]), None);
        assert_eq!(list(&[]).as_deref(), Some(""));
    }
}
