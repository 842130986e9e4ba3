//! Addresses that stand in the text without markup.

use std::ops::Range;

/// The first address (`http://…`, `https://…`, `www.…`) in the text. `before` is what precedes the text:
/// an address begins where a word does. Punctuation at its end, and a bracket that it did not open, belong
/// to the sentence.
pub(super) fn find(text: &str, before: Option<char>) -> Option<Range<usize>> {
    if !(text.contains("://") || text.contains("www.")) {
        return None;
    }
    let mut previous = before;
    for (at, c) in text.char_indices() {
        let begins =
            matches!(c, 'h' | 'H' | 'w') && !previous.is_some_and(|c| c.is_alphanumeric() || c == '@');
        if begins && let Some(length) = address(&text[at..]) {
            return Some(at..at + length);
        }
        previous = Some(c);
    }
    None
}

/// The length of the address at the start of the text.
fn address(text: &str) -> Option<usize> {
    let prefix = |prefix: &str| text.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix));
    let scheme = prefix("https://").or_else(|| prefix("http://")).map_or(0, str::len);
    let www = scheme == 0;
    if www && !text.starts_with("www.") {
        return None;
    }
    let end = text.find(ends).unwrap_or(text.len());
    let url = trim(&text[..end]);
    let host = url.get(scheme..)?.split(['/', '?', '#', ':']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let sound = labels.iter().all(|label| {
        label.starts_with(char::is_alphanumeric)
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    });
    (sound && (!www || labels.len() > 2)).then_some(url.len())
}

fn ends(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»')
}

fn trim(mut url: &str) -> &str {
    while let Some(last) = url.chars().next_back() {
        let unopened = |open: char| url.matches(last).count() > url.matches(open).count();
        let cut = match last {
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '‘' | '’' | '…' | '–' | '—' => {
                true
            }
            ')' => unopened('('),
            ']' => unopened('['),
            '}' => unopened('{'),
            _ => false,
        };
        if !cut {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&str> {
        find(text, None).map(|range| &text[range])
    }

    #[test]
    fn leaves_the_sentence_its_punctuation() {
        assert_eq!(found("Se www.umo.se."), Some("www.umo.se"));
        assert_eq!(found("(se https://a.se/b_(c)?d=1&e.)"), Some("https://a.se/b_(c)?d=1&e"));
        assert_eq!(found("”https://a.se/å”, sa hon"), Some("https://a.se/å"));
        assert_eq!(found("http://localhost:8000/x--y's..."), Some("http://localhost:8000/x--y's"));
    }

    #[test]
    fn what_only_looks_like_an_address_is_text() {
        for text in ["www.", "www.a", "xhttps://a.se", "http://", "https://.", "a@www.b.se", "://", "www..se"]
        {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(find("www.umo.se", Some('å')), None);
    }
}
