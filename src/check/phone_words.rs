//! What looks like a telephone number in a Swedish text.
//!
//! A number begins with a zero and an area code, or with a country's code, and has its digits in groups
//! parted by a space, a hyphen or (after the area code) a stroke. So a year, an age, a price, a postal code,
//! `1990:52` and `SOU 2016:42` are none: they do not begin with a zero. Of what does, these are none either:
//!
//! - times and dates: `08–17`, `08.00–16.30`, `01-02-2026`;
//! - a personal or corporate number: six digits, a hyphen and four;
//! - part of something longer: an address on the web, a decimal number, a book's number;
//! - fewer than six digits, unless the whole is one of the [short numbers](SHORT).
//!
//! A number one digit too short or too long is still one, for that is what a slip looks like.

use crate::content::service::national;
use std::ops::Range;

/// Short numbers that the whole country shares. They can be named without a record of their own.
/// From the number plan: emergencies, care advice, information, police, and the European 116 services.
const SHORT: [&str; 9] = ["112", "1177", "11313", "11414", "116000", "116006", "116111", "116117", "116123"];

/// The fewest digits that a number with an area code has in a text, one slip allowed.
const FEWEST: usize = 6;
/// The most, one slip allowed.
const MOST: usize = 11;

/// A number in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it stands.
    pub(super) span: Range<usize>,
    /// Its digits, as [`national`] has them.
    pub(super) digits: String,
}

/// Whether a number is one of those that the whole country shares.
pub(super) fn is_short(digits: &str) -> bool {
    SHORT.contains(&digits)
}

/// The numbers in a part of a text. `known` tells which digits belong to a record: of `020-390 000 12` it
/// decides that `12` is no part of the number.
pub(super) fn find(text: &str, part: Range<usize>, known: &dyn Fn(&str) -> bool) -> Vec<Number> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let begins = |byte: &u8| byte.is_ascii_digit() || *byte == b'+';
    let mut at = part.start;
    // Nearly all of a text is letters, so what begins a number is looked for by its bytes.
    while let Some(next) = bytes.get(at..part.end).and_then(|rest| rest.iter().position(begins)) {
        let start = at + next;
        let before = &text[part.start..start];
        let dialled = before.ends_with("tel:");
        if dialled || stands_alone(before) {
            let groups = groups(text, start..part.end);
            let end = groups.last().map_or(start, |group| group.end);
            if let Some(end) = number(text, start, &groups, dialled, known) {
                found.push(Number { span: start..end, digits: national(&text[start..end]) });
                at = end;
                continue;
            }
            // What follows is part of the same figure.
            at = end.max(start + 1);
        } else {
            at = start + 1;
        }
    }
    found
}

/// Whether what stands before lets a number begin.
fn stands_alone(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    if last == '(' {
        return !before.ends_with("](");
    }
    !(last.is_alphanumeric() || "+-–./:,=_#%&?~@".contains(last))
}

/// The groups of digits from a place on. Between them stands one mark, and `(0)` after a country's code.
fn groups(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut at = part.start;
    let rest = |at: usize| text.get(at..part.end).unwrap_or_default();
    if rest(at).starts_with('+') {
        at += 1;
    }
    loop {
        let digits = rest(at).bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return groups;
        }
        groups.push(at..at + digits);
        at += digits;
        let after = rest(at);
        let optional_zero = groups.len() == 1 && text[part.start..].starts_with(['+', '0']);
        let between = [" (0)", "(0)"].into_iter().find(|mark| optional_zero && after.starts_with(mark));
        let mark = match between {
            Some(mark) => mark.len() + usize::from(after[mark.len()..].starts_with([' ', '-'])),
            None => after
                .chars()
                .next()
                .filter(|letter| parts_groups(*letter, groups.len()))
                .map_or(0, char::len_utf8),
        };
        if mark == 0 {
            return groups;
        }
        at += mark;
    }
}

fn parts_groups(letter: char, groups: usize) -> bool {
    matches!(letter, ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '–' | '\u{2011}')
        || (letter == '/' && groups == 1)
}

/// Where the number ends that begins here, if it is one.
fn number(
    text: &str,
    start: usize,
    groups: &[Range<usize>],
    dialled: bool,
    known: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    // The longest run of groups that a record has, or that the whole country shares, is the number.
    let ends = groups.iter().map(|group| group.end).rev();
    let whole = |end: usize| !continues(&text[end..]);
    for end in ends.clone().filter(|end| whole(*end)) {
        let digits = national(&text[start..end]);
        if known(&digits) || is_short(&digits) {
            return Some(end);
        }
    }
    let end = ends.clone().find(|end| {
        let digits = national(&text[start..*end]);
        digits.len() <= MOST + usize::from(digits.starts_with('+')) * 5
    })?;
    let digits = national(&text[start..end]);
    let plausible = if digits.starts_with('+') || dialled {
        digits.len() >= FEWEST
    } else {
        // `0` alone is no area code: `0-7475-3269-9` is a book.
        let area = groups[0].len() >= 2;
        area && digits.len() >= FEWEST && digits.starts_with('0') && !digits.starts_with("00")
    };
    (plausible && whole(end) && !is_date_or_person(text, start, groups)).then_some(end)
}

/// Whether a figure goes on in what follows it.
fn continues(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some(mark @ ('.' | ',' | ':' | '/')) => {
            mark == '/' || letters.next().is_some_and(|letter| letter.is_ascii_digit())
        }
        Some(letter) => letter.is_alphanumeric() || letter == '_' || letter == '%',
        None => false,
    }
}

fn is_date_or_person(text: &str, start: usize, groups: &[Range<usize>]) -> bool {
    if text[start..].starts_with('+') {
        return false;
    }
    let hyphens = groups.windows(2).all(|pair| ["-", "/", "–"].contains(&&text[pair[0].end..pair[1].start]));
    let year = groups
        .last()
        .is_some_and(|last| ["19", "20"].contains(&text[last.clone()].get(..2).unwrap_or_default()));
    let lengths: Vec<usize> = groups.iter().map(Range::len).collect();
    match lengths[..] {
        [2, 2, 4] | [2, 4] => year || hyphens && lengths.len() == 3,
        [6, 4] | [2, 2, 2] => hyphens,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let found = find(text, 0..text.len(), &|digits| digits == "020390000").into_iter();
        found.map(|number| text[number.span].to_owned()).collect()
    }

    #[test]
    fn numbers_as_swedes_write_them() {
        for number in [
            "020-390 000",
            "020-390 00 00",
            "08-123 45 67",
            "08/123 45 67",
            "0586-123 45",
            "070 123 45 67",
            "0701234567",
            "+46 20 390 000",
            "+46 (0)20-390 000",
            "0046 20 390 000",
            "020\u{a0}390\u{a0}000",
            "112",
            "1177",
            "113 13",
            "116 111",
            "+358 9 310 1691",
            "08-12 34 56",
            "020–390 000",
        ] {
            assert_eq!(numbers(&format!("Ring {number}, eller skriv.")), [number]);
            assert_eq!(numbers(&format!("**{number}**")), [number]);
            assert_eq!(numbers(&format!("| {number} | 15 |")), [number]);
        }
        assert_eq!(numbers("[020-390 000](tel:+4620390000)"), ["020-390 000", "+4620390000"]);
        assert_eq!(numbers("Ring 020-390 000. Eller (08-123 45 67)."), ["020-390 000", "08-123 45 67"]);
    }

    #[test]
    fn figures_that_are_no_numbers() {
        for text in [
            "år 2019",
            "1990:52",
            "SOU 2016:42",
            "2021:23",
            "2026-11-23",
            "01-02-2026",
            "01/02/2026",
            "16–17 år",
            "15 år",
            "2 000 namn",
            "390 000 kronor",
            "123 45 Malmö",
            "08–17",
            "08-17",
            "08.00–16.30",
            "08:00-16:30",
            "kl. 09 00",
            "010203-1234",
            "20010203-1234",
            "0,5 procent",
            "0.123456",
            "ISBN 0-7475-3269-9",
            "https://a.se/070-123 45 67",
            "a.se?n=0701234567",
            "id_0701234567",
            "https://a.se/08/123456/7",
            "den 3 november",
            "2012–2021",
            "00-talet",
            "5 560 12 345 kr",
            "1-2-3",
            "v. 08 2026",
        ] {
            assert_eq!(numbers(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_known_number_ends_where_its_record_says() {
        assert_eq!(numbers("Ring 020-390 000 2019 eller 020-390 000 12"), ["020-390 000", "020-390 000"]);
        assert_eq!(numbers("020-390 000 08-123 45 67"), ["020-390 000", "08-123 45 67"]);
    }
}
