//! A small reader of raw HTML: tags, attributes and what is between, with their places. It decides nothing
//! about safety (`sanitise` does); it finds links, ids and what to tell the editor.

use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text, character references included. A tag without an end counts as text.
    Text(Range<usize>),
    /// A tag.
    Tag(Tag),
    /// What readers do not see: a comment, a declaration, the inside of a script.
    Hidden(Range<usize>),
}

/// A start or end tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Whether it is an end tag.
    pub closing: bool,
    /// Where it is.
    pub range: Range<usize>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its name in lower case.
    pub name: String,
    /// Where it is, value included.
    pub range: Range<usize>,
    /// Where its value is, quotes not included.
    pub value: Option<Range<usize>>,
}

impl Tag {
    /// The value of an attribute as written.
    pub(super) fn value<'h>(&self, html: &'h str, name: &str) -> Option<&'h str> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == name)?;
        attribute.value.clone().map(|value| &html[value])
    }
}

/// The pieces of raw HTML, in order and without gaps.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let Some(piece) = markup(html, start) else {
            at = start + 1;
            continue;
        };
        if text < start {
            pieces.push(Piece::Text(text..start));
        }
        let hidden = match &piece {
            Piece::Tag(tag) if !tag.closing && hides(&tag.name) => Some(end_of(html, tag)),
            _ => None,
        };
        at = match &piece {
            Piece::Tag(Tag { range, .. }) | Piece::Text(range) | Piece::Hidden(range) => range.end,
        };
        pieces.push(piece);
        if let Some(end) = hidden
            && at < end
        {
            pieces.push(Piece::Hidden(at..end));
            at = end;
        }
        text = at;
    }
    if text < html.len() {
        pieces.push(Piece::Text(text..html.len()));
    }
    pieces
}

fn hides(name: &str) -> bool {
    matches!(name, "script" | "style" | "template" | "iframe" | "noframes" | "noembed" | "textarea" | "title")
}

/// Where the end tag of an element begins whose inside is not HTML; the end if there is none.
fn end_of(html: &str, tag: &Tag) -> usize {
    let after = &html.as_bytes()[tag.range.end..];
    let close = format!("</{}", tag.name);
    let found = after.windows(close.len()).position(|window| window.eq_ignore_ascii_case(close.as_bytes()));
    found.map_or(html.len(), |at| tag.range.end + at)
}

fn markup(html: &str, start: usize) -> Option<Piece> {
    let rest = &html[start..];
    if let Some(comment) = rest.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(html.len(), |end| start + 4 + end + 3);
        return Some(Piece::Hidden(start..end));
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let end = rest.find('>').map_or(html.len(), |end| start + end + 1);
        return Some(Piece::Hidden(start..end));
    }
    tag(html, start).map(Piece::Tag)
}

fn tag(html: &str, start: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let closing = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(closing);
    if !bytes.get(name_start)?.is_ascii_alphabetic() {
        return None;
    }
    let until = |from: usize, stop: fn(u8) -> bool| {
        (from..bytes.len()).find(|at| stop(bytes[*at])).unwrap_or(bytes.len())
    };
    let mut at = until(name_start, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    let name = html[name_start..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        at = until(at, |byte| !is_space(byte) && byte != b'/');
        if *bytes.get(at)? == b'>' {
            return Some(Tag { name, closing, range: start..at + 1, attributes });
        }
        let begin = at;
        // An equals sign at the start belongs to the name, so that the reader always moves on.
        at = until(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let mut attribute =
            Attribute { name: html[begin..at].to_ascii_lowercase(), range: begin..at, value: None };
        let sign = until(at, |byte| !is_space(byte));
        if bytes.get(sign) == Some(&b'=') {
            let value = until(sign + 1, |byte| !is_space(byte));
            let (from, to, end) = match bytes.get(value)? {
                b'"' => {
                    let end = until(value + 1, |byte| byte == b'"');
                    (value + 1, end, end + 1)
                }
                b'\'' => {
                    let end = until(value + 1, |byte| byte == b'\'');
                    (value + 1, end, end + 1)
                }
                _ => {
                    let end = until(value, |byte| is_space(byte) || byte == b'>');
                    (value, end, end)
                }
            };
            if end > bytes.len() {
                return None;
            }
            attribute.value = Some(from..to);
            attribute.range.end = end;
            at = end;
        }
        attributes.push(attribute);
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(html: &str) -> Vec<String> {
        pieces(html)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(range) => format!("text {}", &html[range]),
                Piece::Hidden(range) => format!("hidden {}", &html[range]),
                Piece::Tag(tag) => {
                    let attributes: Vec<String> = tag
                        .attributes
                        .iter()
                        .map(|attribute| {
                            let value = attribute.value.clone().map(|value| &html[value]);
                            format!("{}={}", attribute.name, value.unwrap_or("-"))
                        })
                        .collect();
                    format!("{}{} {}", if tag.closing { "/" } else { "" }, tag.name, attributes.join(","))
                }
            })
            .collect()
    }

    #[test]
    fn reads_tags_attributes_and_text() {
        assert_eq!(
            shown("a <A HREF='x y' id=b download>c</a><br/><!-- <b> -->d < e"),
            [
                "text a ",
                "a href=x y,id=b,download=-",
                "text c",
                "/a ",
                "br ",
                "hidden <!-- <b> -->",
                "text d < e"
            ]
        );
        assert_eq!(shown("<script>if (a<b) </x></SCRIPT>"), ["script ", "hidden if (a<b) </x>", "/script "]);
    }

    #[test]
    fn what_has_no_end_is_text() {
        assert_eq!(shown("<div title=\"a> b"), ["text <div title=\"a> b"]);
        assert_eq!(shown("<div"), ["text <div"]);
        assert_eq!(shown("<!-- a"), ["hidden <!-- a"]);
    }

    proptest! {
        #[test]
        fn pieces_have_no_gaps(html in "[<>/='\" a!-åscript]{0,40}") {
            let mut at = 0;
            for piece in pieces(&html) {
                let (Piece::Tag(Tag { range, .. }) | Piece::Text(range) | Piece::Hidden(range)) = piece;
                prop_assert_eq!(range.start, at);
                prop_assert!(html.is_char_boundary(range.end));
                at = range.end;
            }
            prop_assert_eq!(at, html.len());
        }
    }
}
