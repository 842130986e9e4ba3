//! Quotation marks, dashes and ellipses as the language writes them.

use std::ops::Range;

/// The marks of a language.
pub(super) struct Quotes {
    double: [&'static str; 2],
    single: [&'static str; 2],
}

/// By CLDR. French sets a narrow space inside its marks.
pub(super) fn quotes(language: &str) -> &'static Quotes {
    const fn of(double: [&'static str; 2], single: [&'static str; 2]) -> Quotes {
        Quotes { double, single }
    }
    static NORDIC: Quotes = of(["”", "”"], ["’", "’"]);
    static ENGLISH: Quotes = of(["“", "”"], ["‘", "’"]);
    static GERMAN: Quotes = of(["„", "“"], ["‚", "‘"]);
    static POLISH: Quotes = of(["„", "”"], ["‚", "’"]);
    static NORWEGIAN: Quotes = of(["«", "»"], ["‘", "’"]);
    static SPANISH: Quotes = of(["«", "»"], ["“", "”"]);
    static RUSSIAN: Quotes = of(["«", "»"], ["„", "“"]);
    static FRENCH: Quotes = of(["«\u{202f}", "\u{202f}»"], ["“", "”"]);
    static ARABIC: Quotes = of(["”", "“"], ["’", "‘"]);
    static PERSIAN: Quotes = of(["«", "»"], ["‹", "›"]);
    static JAPANESE: Quotes = of(["「", "」"], ["『", "』"]);
    match language.split(['-', '_']).next().unwrap_or_default() {
        "sv" | "fi" | "he" => &NORDIC,
        "de" | "bg" | "cs" | "sk" | "sl" | "is" | "et" | "lt" | "lv" | "ka" => &GERMAN,
        "pl" | "hu" | "ro" | "nl" | "hr" | "bs" | "sr" => &POLISH,
        "no" | "nb" | "nn" => &NORWEGIAN,
        "es" | "it" | "pt" | "ca" | "gl" | "eu" | "el" | "sq" => &SPANISH,
        "ru" | "uk" | "be" | "hy" => &RUSSIAN,
        "fr" => &FRENCH,
        "ar" => &ARABIC,
        "fa" | "ps" | "ckb" => &PERSIAN,
        "ja" => &JAPANESE,
        _ => &ENGLISH,
    }
}

/// A text of one line, such as a title from front matter, as it is printed.
pub fn typographic(text: &str, language: &str) -> String {
    let mut out = String::with_capacity(text.len());
    typeset(&mut out, text, 0..text.len(), &[], None, quotes(language));
    out
}

/// Writes a part of a text as it is printed. Positions in `literal` were escaped by the author and stay as
/// they are; `before` is what precedes the part, by which an opening quotation mark is told from a closing.
/// Returns what precedes the next part.
pub(super) fn typeset(
    out: &mut String,
    text: &str,
    part: Range<usize>,
    literal: &[Range<usize>],
    before: Option<char>,
    quotes: &Quotes,
) -> Option<char> {
    let end = part.end;
    let mut previous = before;
    let mut written = part.start;
    let mut looked = part.start;
    // Nearly all of a text is letters, so the marks are looked for by their bytes.
    let mark = |byte: &u8| matches!(byte, b'"' | b'\'' | b'-' | b'.');
    while let Some(found) = text.as_bytes()[looked..end].iter().position(mark) {
        let at = looked + found;
        previous = text[looked..at].chars().next_back().or(previous);
        let c = char::from(text.as_bytes()[at]);
        if literal.iter().any(|range| range.contains(&at)) {
            previous = Some(c);
            looked = at + 1;
            continue;
        }
        let same = text[at..end].bytes().take_while(|byte| *byte == c as u8).count();
        let next = text[at + c.len_utf8()..end].chars().next();
        let opening = opens(previous, next);
        let (mark, length) = match (c, same) {
            ('"', _) => (quotes.double[usize::from(!opening)], 1),
            ('\'', _) if is_apostrophe(previous, next) => ("’", 1),
            ('\'', _) => (quotes.single[usize::from(!opening)], 1),
            ('-', 2) => ("–", 2),
            ('-', 3) => ("—", 3),
            ('.', 3) => ("…", 3),
            // Longer rows of hyphens or full stops are drawn, not written.
            _ => (&text[at..at + same], same),
        };
        out.push_str(&text[written..at]);
        out.push_str(mark);
        looked = at + length;
        written = looked;
        // One language opens with what another closes with, so the mark itself would not tell which it is.
        previous = match c {
            '"' | '\'' => Some(if opening { '(' } else { ')' }),
            _ => Some(c),
        };
    }
    out.push_str(&text[written..end]);
    text[looked..end].chars().next_back().or(previous)
}

fn opens(previous: Option<char>, next: Option<char>) -> bool {
    let Some(previous) = previous else { return true };
    match previous {
        '(' | '[' | '{' | '<' | '/' | '=' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '¿' | '¡' => {
            true
        }
        // A dash before a word leads in what is said; at the end of it, it breaks off.
        '-' | '–' | '—' | '”' | '’' => next.is_some_and(char::is_alphanumeric),
        c => c.is_whitespace(),
    }
}

/// A single mark is an apostrophe more often than a quotation mark: inside words, and before years ('90s).
fn is_apostrophe(previous: Option<char>, next: Option<char>) -> bool {
    next.is_some_and(|next| {
        next.is_ascii_digit() || (next.is_alphanumeric() && previous.is_some_and(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_marks() {
        let text = "\"Hej 'du'\", sa hon (\"ja\")";
        assert_eq!(typographic(text, "sv"), "”Hej ’du’”, sa hon (”ja”)");
        assert_eq!(typographic(text, "en-GB"), "“Hej ‘du’”, sa hon (“ja”)");
        assert_eq!(typographic(text, "de"), "„Hej ‚du‘“, sa hon („ja“)");
        assert_eq!(typographic("\"a\"", "fr"), "«\u{202f}a\u{202f}»");
        assert_eq!(typographic("\"a\"", "xx"), "“a”");
    }

    #[test]
    fn apostrophes_dashes_and_ellipses() {
        assert_eq!(typographic("it's the '90s, dogs' rock'n'roll", "en"), "it’s the ’90s, dogs’ rock’n’roll");
        assert_eq!(typographic("15--25 år --- nja... ----- ....", "sv"), "15–25 år — nja… ----- ....");
        assert_eq!(typographic("a-b. \"c--\" \"'d' e\"", "en"), "a-b. “c–” “‘d’ e”");
    }

    #[test]
    fn what_is_escaped_stays() {
        let mut out = String::new();
        typeset(&mut out, "\"a\"", 0..3, &[0..1, 2..3], None, quotes("sv"));
        assert_eq!(out, "\"a\"");
    }
}
