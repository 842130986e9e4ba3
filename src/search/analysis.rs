//! From text to words: segmentation, normal forms, folding. The browser does the same in
//! `client/words.js`; a test runs both over the same strings.

use super::language::Language;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words are cut after so many characters: what is longer is not language.
pub(crate) const LONGEST: usize = 64;

/// Calls back with every word of a text in its normal form, in order. The second argument is 0 for a word
/// with a place of its own in the text; else the word is another spelling of so many words just given
/// (`e-post` is also *epost*, `020-390 000` also *020390000*).
pub(crate) fn words(text: &str, language: &Language, mut give: impl FnMut(&str, u32)) {
    let mut word = String::new();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(found) = next_word(text, at) {
        let raw = &text[found.0..found.1];
        let between = &text[at..found.0];
        run.step(between, raw, &mut give);
        normal_form(raw, language, &mut word);
        if !word.is_empty() {
            if !word.is_ascii() && word.chars().any(is_unspaced) {
                unspaced(&word, &mut give);
            } else {
                give(&word, 0);
            }
            run.push(&word);
        }
        at = found.1;
    }
    run.close(&mut give);
}

/// Whether a character belongs to words. Nearly all are plain or Latin letters, told without a table.
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{300}'.. => c.is_alphanumeric() || is_combining_mark(c),
        _ => c.is_alphanumeric(),
    }
}

/// Invisible characters inside words: soft hyphen and joiners.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The words of a text as they stand there.
pub(crate) fn raw_words(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, end) = next_word(text, at)?;
        at = end;
        Some(&text[start..end])
    })
}

/// The next word at or after a byte position. A colon between digits belongs to it (`1990:52`), as do an
/// apostrophe between letters and a colon before an ending (`LVU:s`).
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + begin(&text[from..])?;
    let mut end = start;
    loop {
        end += plain_letters(&text.as_bytes()[end..]);
        let mut rest = text[end..].chars();
        let Some(c) = rest.next() else { break };
        let goes_on = match c {
            ':' | '\'' | '’' => joins(&text[start..end], c, rest.as_str()),
            _ => is_word(c) || is_invisible(c),
        };
        if !goes_on {
            break;
        }
        end += c.len_utf8();
    }
    Some((start, end))
}

/// Where the first word begins.
fn begin(text: &str) -> Option<usize> {
    let at = text.bytes().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
    // Nearly always there; what is not ASCII may be a dash or a quotation mark.
    if text.as_bytes()[at].is_ascii() { Some(at) } else { Some(at + text[at..].find(is_word)?) }
}

/// How many bytes of ASCII's letters and digits, and of the letters U+00C0 to U+00FF, a text begins with:
/// [`is_word`], told by bytes.
fn plain_letters(text: &[u8]) -> usize {
    let mut rest = text;
    loop {
        rest = match rest {
            [byte, after @ ..] if byte.is_ascii_alphanumeric() => after,
            [0xc3, letter, after @ ..] if !matches!(letter, 0x97 | 0xb7) => after,
            _ => return text.len() - rest.len(),
        }
    }
}

/// Whether a colon or an apostrophe joins a word and what follows.
fn joins(word: &str, c: char, rest: &str) -> bool {
    let last = word.chars().rev().find(|c| is_word(*c)).unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    match c {
        ':' if last.is_numeric() => next.is_numeric(),
        ':' => next.is_alphabetic() && is_ending(rest),
        _ => last.is_alphabetic() && next.is_alphabetic(),
    }
}

/// Whether what follows a colon is a grammatical ending rather than a word: one to three letters.
fn is_ending(text: &str) -> bool {
    let length = text.chars().take(4).take_while(|c| is_word(*c)).count();
    (1..=3).contains(&length)
}

/// Lower case, compatibility forms resolved, accents gone unless the letter is one of the language's own.
pub(crate) fn normal_form(raw: &str, language: &Language, out: &mut String) {
    out.clear();
    let swedish = language.letters == "åäö";
    if raw.len() <= LONGEST && is_plain(raw.as_bytes(), swedish) {
        if raw.contains(['Å', 'Ä', 'Ö']) {
            out.extend(raw.chars().flat_map(char::to_lowercase));
        } else {
            out.push_str(raw);
            out.make_ascii_lowercase();
        }
        return;
    }
    // A word of a million letters is cut before the costly part, with room for what normalisation removes.
    let cut: String = raw.chars().filter(|c| !is_invisible(*c)).take(LONGEST).nfkc().collect();
    let lower: String = cut.to_lowercase().chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    let lower = match lower.split_once(':') {
        Some((head, tail)) if !tail.starts_with(char::is_numeric) => head.to_owned(),
        _ => lower,
    };
    unaccent(&lower, language.letters, out);
    if let Some((end, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(end);
    }
}

/// Whether a word needs no more than its capitals made small: plain letters, digits and, where they are
/// letters of the language, å, ä and ö.
fn is_plain(mut raw: &[u8], swedish: bool) -> bool {
    loop {
        raw = match raw {
            [] => return true,
            [letter, rest @ ..] if letter.is_ascii_alphanumeric() => rest,
            [0xc3, 0x84 | 0x85 | 0x96 | 0xa4 | 0xa5 | 0xb6, rest @ ..] if swedish => rest,
            _ => return false,
        }
    }
}

/// Drops the accents of Latin letters, but not of those listed.
fn unaccent(word: &str, letters: &str, out: &mut String) {
    for c in word.nfc() {
        if c.is_ascii() || letters.contains(c) {
            out.push(c);
            continue;
        }
        let mut parts = std::iter::once(c).nfd();
        match parts.next() {
            Some(base) if base.is_ascii_alphabetic() => {
                out.push(base);
                out.extend(parts.filter(|mark| !('\u{300}'..='\u{36f}').contains(mark)));
            }
            _ => out.push(c),
        }
    }
    // A mark that no composed letter exists for stands alone after its letter.
    if out.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)) {
        let mut kept = String::with_capacity(out.len());
        for c in out.chars() {
            let latin = kept.chars().next_back().is_some_and(|before| before.is_ascii_alphabetic());
            if !(latin && ('\u{300}'..='\u{36f}').contains(&c)) {
                kept.push(c);
            }
        }
        *out = kept;
    }
}

/// The word in plain letters, as typed on a keyboard that lacks the language's own.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    unaccent(word, "", &mut out);
    if out.is_ascii() {
        return out;
    }
    let mut plain = String::with_capacity(out.len());
    for c in out.chars() {
        match c {
            'ø' => plain.push('o'),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ß' => plain.push_str("ss"),
            'đ' | 'ð' => plain.push('d'),
            'þ' => plain.push_str("th"),
            'ł' => plain.push('l'),
            'ı' => plain.push('i'),
            _ => plain.push(c),
        }
    }
    plain
}

/// Scripts that write no spaces between words: these are indexed by pairs of characters.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0xe00..=0xeff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn unspaced(word: &str, give: &mut impl FnMut(&str, u32)) {
    let mut ends = word.char_indices().map(|(at, _)| at).skip(2).chain([word.len()]).peekable();
    for (start, _) in word.char_indices() {
        match ends.next() {
            Some(end) => give(&word[start..end], 0),
            None if start == 0 => give(word, 0),
            None => break,
        }
    }
}

/// Words joined by hyphens, and groups of digits joined by spaces or hyphens, which are also indexed as one.
#[derive(Default)]
struct Run {
    joined: String,
    parts: u32,
    digits: bool,
}

impl Run {
    /// Ends the run unless the next word goes on with it.
    fn step(&mut self, between: &str, raw: &str, give: &mut impl FnMut(&str, u32)) {
        let digits = raw.bytes().all(|b| b.is_ascii_digit());
        let mut gap = between.chars();
        let hyphen = matches!((gap.next(), gap.next()), (Some('-' | '\u{2010}' | '\u{2011}'), None));
        let space = matches!(between, " " | "\u{a0}" | "\u{202f}" | "\u{2009}");
        let goes_on = self.parts > 0
            && if self.digits {
                digits
                    && (hyphen || space)
                    && (2..=4).contains(&raw.len())
                    && self.joined.len() + raw.len() <= 15
            } else {
                hyphen && !digits && self.parts < 4
            };
        if !goes_on {
            self.close(give);
            self.digits = digits;
        }
    }

    fn push(&mut self, word: &str) {
        self.joined.push_str(word);
        self.parts += 1;
    }

    fn close(&mut self, give: &mut impl FnMut(&str, u32)) {
        // As the browser counts.
        if self.parts > 1 && self.joined.encode_utf16().count() <= LONGEST {
            give(&self.joined, self.parts);
        }
        self.joined.clear();
        self.parts = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, &Language::new("sv"), |word, joins| {
            found.push(if joins == 0 { word.to_owned() } else { format!("+{word}") });
        });
        found
    }

    #[test]
    fn words_of_a_sentence() {
        assert_eq!(
            all("Är LVU:s Åldersgräns 18? Don’t <b>ÉN</b>"),
            ["är", "lvu", "åldersgräns", "18", "don't", "b", "en", "b"]
        );
        assert_eq!(all("so\u{ad}cial\u{ad}tjänst a\u{30a}r"), ["socialtjänst", "år"]);
        assert!(all(" … – !?").is_empty());
    }

    #[test]
    fn statutes_telephones_and_hyphens() {
        assert_eq!(all("(1990:52)."), ["1990:52"]);
        assert_eq!(all("020-390 000"), ["020", "390", "000", "+020390000"]);
        assert_eq!(all("e-post"), ["e", "post", "+epost"]);
        assert_eq!(all("hälso- och"), ["hälso", "och"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(all("日本語"), ["日本", "本語"]);
        assert_eq!(all("日"), ["日"]);
    }

    #[test]
    fn folding_is_for_plain_keyboards() {
        assert_eq!(fold("föräldrabalk"), "foraldrabalk");
        assert_eq!(fold("smørrebrød"), "smorrebrod");
    }

    #[test]
    fn a_million_letters_are_one_short_word() {
        assert_eq!(all(&"ö".repeat(1_000_000)), ["ö".repeat(LONGEST)]);
    }
}
