//! Text to the form it takes in URLs and in ids of headings: one function, so that both agree.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, words joined by single hyphens, Latin letters without diacritics ("Åldersgräns" is
/// `aldersgrans`), letters of other scripts as they are. Dashes, slashes and underscores part words as
/// spaces do, so "2016–2017" stays two numbers; other punctuation goes. Empty if nothing is left.
pub fn slug(text: &str) -> String {
    // Nothing before À is taken apart or has marks, so most texts need no tables.
    if text.chars().all(|c| c < '\u{c0}') {
        return join(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    let joined = join(text.chars().flat_map(char::to_lowercase).nfd());
    if joined.is_ascii() { joined } else { joined.nfc().collect() }
}

/// Joins the words of a text whose letters are small and taken apart.
fn join(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::with_capacity(letters.size_hint().0);
    let mut gap = false;
    // What a combining mark would sit on: none after a gap, and Latin letters lose theirs.
    let mut base = Base::None;
    for c in letters {
        if is_combining_mark(c) {
            if matches!(base, Base::Other) {
                out.push(c);
            }
        } else if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            base = if let Some(spelt) = spelt_out(c) {
                out.push_str(spelt);
                Base::Latin
            } else {
                out.push(c);
                if is_latin(c) { Base::Latin } else { Base::Other }
            };
        } else if parts_words(c) {
            gap = true;
            base = Base::None;
        } else {
            base = Base::None;
        }
    }
    out
}

enum Base {
    None,
    Latin,
    Other,
}

fn parts_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '_' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}')
}

/// Latin letters that Unicode does not take apart, though readers see a letter with something added.
fn spelt_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn swedish_letters_lose_their_rings_and_dots() {
        assert_eq!(slug("Åldersgräns för öppet hus"), "aldersgrans-for-oppet-hus");
        assert_eq!(slug("A\u{30a}ldersgra\u{308}ns"), "aldersgrans");
        assert_eq!(slug("Café Ñandú, smørrebrød & Straße"), "cafe-nandu-smorrebrod-strasse");
    }

    #[test]
    fn letters_of_other_scripts_stay() {
        assert_eq!(slug("Помощь и Йод"), "помощь-и-йод");
        assert_eq!(slug("مساعدة"), "مساعدة");
        assert_eq!(slug("हिन्दी"), "हिन्दी");
        assert_eq!(slug("日本語 ガ"), "日本語-ガ");
    }

    #[test]
    fn hyphens_are_single_and_inside() {
        assert_eq!(slug("  -- Vad är_detta?! --  (2016–2017) a / b "), "vad-ar-detta-2016-2017-a-b");
        assert_eq!(slug("1.2 § 3:e \"x\""), "12-3e-x");
        assert_eq!(slug("?!"), "");
    }

    proptest! {
        #[test]
        fn a_slug_is_its_own_slug(text in any::<String>()) {
            let once = slug(&text);
            prop_assert_eq!(slug(&once), once.clone());
            prop_assert!(!once.starts_with('-') && !once.ends_with('-') && !once.contains("--"));
        }
    }
}
