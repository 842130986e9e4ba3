//! White space in running text, joined. Every text of a site goes through here, so bytes are looked at
//! rather than characters wherever they tell enough.

/// The parts of a text between white space that is more than one plain space: joined with single spaces
/// they are the text with its white space joined and none at its ends. What else `drops` says parts too.
pub(crate) fn runs(text: &str, drops: fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(drops);
        let run = &rest[..run_length(rest, drops)];
        rest = &rest[run.len()..];
        (!run.is_empty()).then_some(run)
    })
}

/// How much of a text that begins with a kept character goes by before something to drop, but for spaces
/// between kept characters.
fn run_length(text: &str, drops: fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    // Where the last kept character ends.
    let mut kept = 0;
    while let Some(&byte) = bytes.get(at) {
        let block = bytes[at..].first_chunk().filter(|block| kept == at && is_plain(block));
        if let Some(block) = block {
            at += block.len() - 1;
            kept = at - usize::from(bytes[at - 1] == b' ');
        } else if byte == b' ' {
            if kept < at {
                return kept;
            }
            at += 1;
        } else if may_be_dropped(byte) {
            let Some(c) = text[at..].chars().next().filter(|c| !drops(*c)) else { return kept };
            at += c.len_utf8();
            kept = at;
        } else {
            at += 1;
            kept = at;
        }
    }
    kept
}

/// Whether a run goes on over these bytes, but for the last. Looking at all of them at once, in numbers of
/// their own size, is ten times as fast as stopping at the first that ends it.
fn is_plain(block: &[u8; 33]) -> bool {
    let pairs = block.iter().zip(&block[1..]);
    let ends = |a, b| u8::from(may_be_dropped(a)) | u8::from(a == b' ') & u8::from(b == b' ');
    pairs.fold(0, |any, (a, b)| any | ends(*a, *b)) == 0
}

/// Whether a byte is a control character, or begins a character that may be one or white space. The other
/// bytes of a character never do.
fn may_be_dropped(byte: u8) -> bool {
    matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xe1..=0xe3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn space_or_control(c: char) -> bool {
        c.is_whitespace() || c.is_control()
    }

    #[test]
    fn single_spaces_stay_inside() {
        let parts = |text| runs(text, char::is_whitespace).collect::<Vec<_>>();
        assert_eq!(parts("  1 §  Lagen\u{a0}om\nå ä ö \t"), ["1 §", "Lagen", "om", "å ä ö"]);
        assert_eq!(parts("ett ord"), ["ett ord"]);
        assert!(parts(" \n ").is_empty());
    }

    #[test]
    fn every_character_that_is_dropped_is_looked_at() {
        for c in ('\u{0}'..=char::MAX).filter(|c| space_or_control(*c) && *c != ' ') {
            let mut bytes = [0; 4];
            assert!(may_be_dropped(c.encode_utf8(&mut bytes).as_bytes()[0]), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn joined_they_are_the_words(text in "([ a§å\u{a0}\u{2009}\n\u{0}\u{85}é日]{0,6}[a-zåäö ]{0,50}){0,5}") {
            for drops in [char::is_whitespace as fn(char) -> bool, space_or_control] {
                let words: Vec<&str> = text.split(drops).filter(|word| !word.is_empty()).collect();
                prop_assert_eq!(runs(&text, drops).collect::<Vec<_>>().join(" "), words.join(" "));
            }
        }
    }
}
