//! Escaping. Everything that is not markup of our own passes through here.

use std::fmt::Write;

/// Text as it stands between tags.
pub fn escape(out: &mut String, text: &str) {
    push_escaped(out, text, false);
}

/// Text as it stands in an attribute between double quotes.
pub fn escape_attribute(out: &mut String, text: &str) {
    push_escaped(out, text, true);
}

fn push_escaped(out: &mut String, text: &str, attribute: bool) {
    let mut from = 0;
    let mut next = 0;
    // Nearly all text stays as it is, so what may not is looked for by its bytes.
    while let Some(found) = text.as_bytes()[next..].iter().position(|byte| MAY_CHANGE[usize::from(*byte)]) {
        let at = next + found;
        let Some(c) = text[at..].chars().next() else { break };
        next = at + c.len_utf8();
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if attribute => "&quot;",
            '\r' => "",
            _ if forbidden(c) => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(instead);
        from = next;
    }
    out.push_str(&text[from..]);
}

/// The first bytes of characters that [`push_escaped`] may have to change.
const MAY_CHANGE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        // Controls of Latin-1 begin with 0xC2, non-characters with 0xEF or, beyond the first plane, 0xF0 to 0xF4.
        table[byte] = matches!(byte, 0..=8 | 0xb | 0xd..=0x1f | 0x7f | 0xc2 | 0xef..=0xf4)
            || matches!(byte as u8, b'&' | b'<' | b'>' | b'"');
        byte += 1;
    }
    table
};

/// Raw HTML may hold markup, but none of what no HTML may hold, nor what we mark holes with.
pub(super) fn push_scrubbed(out: &mut String, html: &str) {
    out.extend(html.chars().filter(|c| *c != '\r').map(|c| if forbidden(c) { '\u{fffd}' } else { c }));
}

/// Control characters and non-characters, which HTML does not allow; [`super::holes`] uses two of the latter.
fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// An address as an attribute holds it: what a URL may not hold is percent-encoded, what is encoded stays.
pub(super) fn push_url(out: &mut String, url: &str) {
    let authority_end = url.find("://").map_or(0, |at| {
        let host = at + 3;
        url[host..].find(['/', '?', '#']).map_or(url.len(), |end| host + end)
    });
    let mut fragment = false;
    let mut encoded = String::with_capacity(url.len());
    for (at, c) in url.char_indices() {
        let keep = match c {
            '#' => !std::mem::replace(&mut fragment, true),
            '%' => {
                url.as_bytes()[at + 1..].iter().take(2).filter(|byte| byte.is_ascii_hexdigit()).count() == 2
            }
            '[' | ']' => at < authority_end,
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            _ => !(c.is_control() || c.is_whitespace() || forbidden(c)),
        };
        if keep {
            encoded.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    escape_attribute(out, &encoded);
}

/// Text of raw HTML without its commonest character references; the others stay as written.
pub(super) fn decode_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reference = rest[1..].split_once(';').and_then(|(name, after)| Some((reference(name)?, after)));
        if let Some((c, after)) = reference {
            out.push(c);
            rest = after;
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(write: impl Fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        write(&mut out, text);
        out
    }

    #[test]
    fn escapes_markup_and_replaces_what_html_may_not_hold() {
        assert_eq!(
            with(escape, "a < b & \"c\" > d\r\n\0\u{fdd0}"),
            "a &lt; b &amp; \"c\" &gt; d\n\u{fffd}\u{fffd}"
        );
        assert_eq!(with(escape_attribute, "\"å\""), "&quot;å&quot;");
    }

    #[test]
    fn urls_become_valid_without_being_encoded_twice() {
        assert_eq!(
            with(push_url, "https://[::1]/a b/å?q[]=1&x=%20|100%#a#b"),
            "https://[::1]/a%20b/å?q%5B%5D=1&amp;x=%20%7C100%25#a%23b"
        );
    }

    #[test]
    fn references_in_raw_html_are_read() {
        assert_eq!(decode_references("a&amp;b &#229; &#xe5; &unknown; & c"), "a&b å å &unknown; & c");
    }
}
