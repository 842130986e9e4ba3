//! The parser's events, read once, with adjoining text joined.
//!
//! pulldown-cmark can join text itself, but then it is lost which characters the author had escaped, and
//! where in the file a word of the joined text stands; quotation marks and bare addresses need both.

use pulldown_cmark::{CowStr, Event, Options, Parser};
use std::ops::Range;

/// An event and its place in the file.
pub(super) struct Token<'a> {
    pub(super) event: Event<'a>,
    pub(super) span: Range<usize>,
    /// Where the pieces of a joined text come from; empty if the text is the file's text at `span`.
    pieces: Vec<Piece>,
}

/// A piece of a joined text.
struct Piece {
    at: Range<usize>,
    span: Range<usize>,
    /// Written with a backslash or as a character reference: meant as it is.
    escaped: bool,
}

impl Token<'_> {
    /// Where in the file a part of the text stands.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = self.place_of(part.start, false);
        start..self.place_of(part.end, true).max(start)
    }

    fn place_of(&self, at: usize, end: bool) -> usize {
        if self.pieces.is_empty() {
            return self.span.start + at;
        }
        let holds = |piece: &&Piece| if end { at <= piece.at.end } else { at < piece.at.end };
        match self.pieces.iter().find(holds) {
            Some(piece) if piece.at.len() == piece.span.len() => {
                piece.span.start + at.saturating_sub(piece.at.start)
            }
            Some(piece) if end => piece.span.end,
            Some(piece) => piece.span.start,
            None => self.span.end,
        }
    }

    /// The parts of the text that the author escaped.
    pub(super) fn escaped(&self) -> Vec<Range<usize>> {
        self.pieces.iter().filter(|piece| piece.escaped).map(|piece| piece.at.clone()).collect()
    }
}

/// Reads a part of a file.
pub(super) fn collect(text: &str, body: Range<usize>) -> Vec<Token<'_>> {
    let Some(markdown) = text.get(body.clone()) else { return Vec::new() };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for (event, span) in Parser::new_ext(markdown, options).into_offset_iter() {
        let span = span.start + body.start..span.end + body.start;
        match (event, tokens.last_mut()) {
            (Event::Text(new), _) if new.is_empty() => {}
            (Event::Text(new), Some(Token { event: Event::Text(old), span: whole, pieces }))
            | (Event::Html(new), Some(Token { event: Event::Html(old), span: whole, pieces })) => {
                join(text, old, whole, pieces, &new, span);
            }
            (event, _) => {
                let mut pieces = Vec::new();
                if let Event::Text(new) | Event::Html(new) = &event {
                    add(&mut pieces, text, 0..new.len(), new, &span, false);
                    if pieces.iter().all(Piece::is_verbatim) {
                        pieces.clear();
                    }
                }
                tokens.push(Token { event, span, pieces });
            }
        }
    }
    tokens
}

fn join(
    text: &str,
    old: &mut CowStr<'_>,
    whole: &mut Range<usize>,
    pieces: &mut Vec<Piece>,
    new: &str,
    span: Range<usize>,
) {
    let at = old.len()..old.len() + new.len();
    let follows = whole.end == span.start;
    if !(follows && pieces.is_empty() && text.get(span.clone()) == Some(new)) {
        if pieces.is_empty() {
            pieces.push(Piece { at: 0..old.len(), span: whole.clone(), escaped: false });
        }
        add(pieces, text, at, new, &span, follows);
    }
    whole.end = span.end.max(whole.end);
    let mut joined = std::mem::replace(old, CowStr::Borrowed("")).into_string();
    joined.push_str(new);
    *old = joined.into();
}

/// Adds a text as one piece, or two: after a backslash the first character is escaped, the rest is not.
/// If the text `follows` on the one before, a backslash between them was part of that.
fn add(pieces: &mut Vec<Piece>, text: &str, at: Range<usize>, new: &str, span: &Range<usize>, follows: bool) {
    let verbatim = text.get(span.clone()) == Some(new);
    let backslash = !follows && span.start > 0 && text.as_bytes().get(span.start - 1) == Some(&b'\\');
    if verbatim && backslash && new.starts_with(|c: char| c.is_ascii_punctuation()) {
        pieces.push(Piece { at: at.start..at.start + 1, span: span.start..span.start + 1, escaped: true });
        if new.len() > 1 {
            pieces.push(Piece { at: at.start + 1..at.end, span: span.start + 1..span.end, escaped: false });
        }
    } else {
        let reference = !verbatim && text.get(span.clone()).is_some_and(|source| source.starts_with('&'));
        match pieces.last_mut() {
            Some(last) if verbatim && follows && last.is_verbatim() => {
                last.at.end = at.end;
                last.span.end = span.end;
            }
            _ => pieces.push(Piece { at, span: span.clone(), escaped: reference }),
        }
    }
}

impl Piece {
    fn is_verbatim(&self) -> bool {
        !self.escaped && self.at.len() == self.span.len()
    }
}
