//! Holes in the HTML, where the site stage puts what it knows of other pages.
//!
//! While the HTML is written a hole is a mark in the text: parts of it are written out of order
//! (footnotes) or taken apart and put together again (cleaning), so a position would not hold. The marks
//! use two code points that Unicode sets aside for a program's own use and that escaping lets nobody else
//! write. At the end they are taken out and their places noted.

use super::{Body, html};

/// A place in the HTML that needs to know what a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte position in the HTML.
    pub at: usize,
    /// Index of the link.
    pub link: usize,
    /// What goes there.
    pub part: Part,
}

/// What goes into a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The address, inside an attribute.
    Url,
    /// Further attributes, after the address (`hreflang`, `width`).
    Attributes,
    /// The target's title, as text: the link has no text of its own.
    Title,
    /// What a component shows, as HTML.
    Html,
}

/// What a link turned out to lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The address; it is escaped here, not before.
    pub url: String,
    /// The target's title.
    pub title: String,
    /// Further attributes of the link or picture.
    pub attributes: Vec<(&'static str, String)>,
    /// What a component shows; a template has escaped it.
    pub html: String,
}

impl Body {
    /// The HTML with its holes filled. `resolve` is asked once for each link that has a hole, by its index in
    /// [`Body::links`].
    pub fn fill(&self, resolve: impl Fn(usize) -> Filled) -> String {
        let mut out = String::with_capacity(self.html.len() + 64 * self.holes.len());
        let mut from = 0;
        let mut last: Option<(usize, Filled)> = None;
        for hole in &self.holes {
            out.push_str(&self.html[from..hole.at]);
            from = hole.at;
            let filled = match last.take() {
                Some((link, filled)) if link == hole.link => filled,
                _ => resolve(hole.link),
            };
            match hole.part {
                Part::Url => html::push_url(&mut out, &filled.url),
                Part::Title => html::escape(&mut out, &filled.title),
                Part::Html => out.push_str(&filled.html),
                Part::Attributes => {
                    for (name, value) in &filled.attributes {
                        out.push(' ');
                        out.push_str(name);
                        out.push_str("=\"");
                        html::escape_attribute(&mut out, value);
                        out.push('"');
                    }
                }
            }
            last = Some((hole.link, filled));
        }
        out.push_str(&self.html[from..]);
        out
    }
}

const BEGIN: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// The mark of an address, and of the attributes after it.
pub(super) fn url_mark(link: usize) -> String {
    format!("{BEGIN}u{link}{END}")
}

/// The mark of a title.
pub(super) fn title_mark(link: usize) -> String {
    format!("{BEGIN}t{link}{END}")
}

/// The mark of what a component shows.
pub(super) fn html_mark(link: usize) -> String {
    format!("{BEGIN}h{link}{END}")
}

/// Takes the marks out. What only looks like one (a character reference in raw HTML can) becomes U+FFFD.
pub(super) fn extract(marked: &str, links: usize) -> (String, Vec<Hole>) {
    let mut html = String::with_capacity(marked.len());
    let mut holes = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(BEGIN) {
        html.push_str(&rest[..at]);
        rest = &rest[at + BEGIN.len_utf8()..];
        let Some((part, link, after)) = mark(rest).filter(|(_, link, _)| *link < links) else {
            html.push('\u{fffd}');
            continue;
        };
        holes.push(Hole { at: html.len(), link, part });
        rest = after;
        if part == Part::Url && rest.starts_with('"') {
            html.push('"');
            rest = &rest[1..];
            holes.push(Hole { at: html.len(), link, part: Part::Attributes });
        }
    }
    html.push_str(rest);
    (html, holes)
}

fn mark(text: &str) -> Option<(Part, usize, &str)> {
    let (mark, after) = text.split_once(END)?;
    let part = match mark.get(..1)? {
        "u" => Part::Url,
        "t" => Part::Title,
        "h" => Part::Html,
        _ => return None,
    };
    Some((part, mark[1..].parse().ok()?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forged_marks_make_no_holes() {
        let (html, holes) = extract("a\u{fdd0}u7\u{fdd1}b\u{fdd0}c\u{fdd0}", 7);
        assert_eq!(html, "a\u{fffd}u7\u{fdd1}b\u{fffd}c\u{fffd}");
        assert!(holes.is_empty());
    }
}
