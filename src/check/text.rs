//! What a page says, sentence by sentence, each with its place in the file.
//!
//! The plain text that search has does not know where it stands, so this goes through the Markdown itself.
//! It needs no more of Markdown than where one sentence ends and what a reader does not see: addresses of
//! links, footnote marks, components, code. A row of a table is one sentence, for its cells speak of one thing;
//! so is a term with the beginning of its definition.

use crate::content::page::Page as Content;
use crate::content::{
    front_matter_tree,
    node::{Node, Value},
};
use crate::site::{Id, Page, Site};
use std::cell::OnceCell;
use std::ops::Range;

/// A sentence as a reader sees it.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its words, with single spaces.
    pub(super) text: String,
    /// Where in the file it stands.
    pub(super) span: Range<usize>,
    /// For each byte of `text` its place in the file; empty for front matter, whose quotation marks and
    /// folded lines make no such promise.
    places: Vec<usize>,
}

impl Sentence {
    /// A text of front matter.
    pub(super) fn whole(text: &str, span: Range<usize>) -> Self {
        Self { text: text.to_owned(), span, places: Vec::new() }
    }

    /// Where a part of the text stands in the file.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let last = part.end.checked_sub(1).and_then(|last| self.places.get(last));
        match (self.places.get(part.start), last) {
            (Some(start), Some(end)) => *start..end + 1,
            _ => self.span.clone(),
        }
    }
}

/// A page and what it says. Its front matter is read again, now with places, and its text taken apart once, when the
/// first rule asks.
pub(super) struct Said<'a> {
    pub(super) id: Id,
    pub(super) page: &'a Page,
    front_matter: OnceCell<Option<Node>>,
    sentences: OnceCell<Vec<Sentence>>,
}

impl<'a> Said<'a> {
    pub(super) fn new(site: &'a Site, id: Id) -> Self {
        Self { id, page: &site.pages[id], front_matter: OnceCell::new(), sentences: OnceCell::new() }
    }

    pub(super) fn front_matter(&self) -> Option<&Node> {
        self.front_matter.get_or_init(|| front_matter_tree(&self.page.content.file)).as_ref()
    }

    pub(super) fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| sentences(&self.page.content, self.front_matter()))
    }
}

/// The sentences of a page: its title and description, its alert, and its body.
fn sentences(page: &Content, front_matter: Option<&Node>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    if let Some(tree) = front_matter {
        for key in ["title", "description", "alert"] {
            let node = tree.get(key);
            let node = node.and_then(|node| node.get("value")).or(node);
            if let Some(node) = node
                && let Value::Text(text) = &node.value
            {
                let whole = Sentence::whole(text, node.span.clone());
                sentences.extend(ends(text).into_iter().map(|part| Sentence {
                    text: text[part].to_owned(),
                    span: whole.span.clone(),
                    places: Vec::new(),
                }));
            }
        }
    }
    for block in blocks(&page.file.text, page.body_span.clone()) {
        let (text, places) = visible(&page.file.text, block);
        for part in ends(&text) {
            let here = &places[part.clone()];
            let (Some(first), Some(last)) = (here.first(), here.last()) else { continue };
            sentences.push(Sentence {
                text: text[part].to_owned(),
                span: *first..last + 1,
                places: here.to_vec(),
            });
        }
    }
    sentences
}

/// Where the paragraphs, headings, list items and table rows of a text stand. Code blocks are left out.
fn blocks(text: &str, body: Range<usize>) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let (mut open, mut fence) = (false, None);
    let mut at = body.start;
    for line in text.get(body).unwrap_or_default().split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        let bare = line.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '>').trim_end();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if let Some(mark) = mark
            && fence.is_none_or(|fence| fence == mark)
        {
            fence = if fence.is_some() { None } else { Some(mark) };
            open = false;
        } else if fence.is_some() || bare.is_empty() {
            open = false;
        } else {
            let alone = bare.starts_with(['#', '|']);
            match blocks.last_mut() {
                Some(last) if open && !alone && !begins(bare) => last.end = span.end,
                _ => blocks.push(span),
            }
            open = !alone;
        }
    }
    blocks
}

/// Whether a line begins an item or a note of its own.
fn begins(line: &str) -> bool {
    let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    numbered || line.starts_with("[^") || ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
}

/// What a reader sees of a block, and where each byte of it stands.
fn visible(source: &str, block: Range<usize>) -> (String, Vec<usize>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    let mut at = block.start;
    let mut line_start = true;
    while let Some(letter) = source.get(at..block.end).and_then(|rest| rest.chars().next()) {
        let rest = &source[at..block.end];
        let hidden = hidden(rest, line_start);
        line_start = letter == '\n' || (line_start && (letter == '>' || letter.is_whitespace()));
        if hidden > 0 {
            at += hidden;
            continue;
        }
        let shown = if letter.is_whitespace() { ' ' } else { letter };
        if shown != ' ' || text.chars().next_back().is_some_and(|last| last != ' ') {
            text.push(shown);
            // A space may take the place of a longer letter, and is one byte in both.
            places.extend((0..shown.len_utf8()).map(|byte| at + byte));
        }
        at += letter.len_utf8();
    }
    (text, places)
}

/// How many bytes from here a reader does not see.
fn hidden(rest: &str, line_start: bool) -> usize {
    // Most letters are none that Markdown knows.
    if !line_start && !rest.starts_with(['[', ']', '*', '_', '`', '{', '<']) {
        return 0;
    }
    let through = |end: &str| rest.find(end).map_or(0, |at| at + end.len());
    if rest.starts_with("](") {
        return closing(rest);
    }
    if rest.starts_with("[^") {
        return through("]");
    }
    if rest.starts_with("{#") {
        return through("}");
    }
    if rest.starts_with("{{") {
        return through("}}");
    }
    if rest.starts_with("<!--") {
        return through("-->");
    }
    if rest.starts_with('<')
        && rest[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/')
    {
        return through(">");
    }
    if let Some(code) = rest.strip_prefix('`') {
        return code.find('`').map_or(1, |end| end + 2);
    }
    if line_start {
        let heading = rest.len() - rest.trim_start_matches('#').len();
        if heading > 0 {
            return heading;
        }
        let marks = ["- ", "* ", "+ ", ": "];
        if let Some(mark) = marks.iter().find(|mark| rest.starts_with(**mark)) {
            return mark.len();
        }
    }
    usize::from(rest.starts_with(['[', ']', '*', '_']))
}

/// The length of `](…)`, whose address may hold brackets of its own.
fn closing(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    1
}

/// The sentences of a text: each ends with a mark that a capital follows.
fn ends(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let end = at + mark.len();
        let rest = text[end..].trim_start_matches(['”', '"', ')', '’']);
        let next = rest.trim_start();
        if next.len() < rest.len() && next.starts_with(char::is_uppercase) {
            parts.push(start..end);
            start = text.len() - next.len();
        }
    }
    parts.push(start..text.len());
    parts.retain(|part| !text[part.clone()].trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::site;

    fn read(body: &str) -> Vec<String> {
        let page = format!("---\ntitle: Sidan\n---\n{body}");
        let site = site(&[("a.md", &page)]);
        let page = site.pages.iter().find(|page| page.content.file.path == "content/a.md").unwrap();
        let sentences = sentences(&page.content, front_matter_tree(&page.content.file).as_ref());
        for sentence in &sentences[1..] {
            let whole = sentence.place(&(0..sentence.text.len()));
            assert_eq!(whole, sentence.span);
        }
        sentences.into_iter().skip(1).map(|sentence| sentence.text.trim().to_owned()).collect()
    }

    #[test]
    fn a_reader_sees_neither_addresses_nor_marks() {
        assert_eq!(
            read("Ring **[stödet](https://a.se/x_(y))**[^1] nu. Sedan `08-123` *vila*.\n\n[^1]: Not.\n"),
            ["Ring stödet nu.", "Sedan vila.", ": Not."]
        );
    }

    #[test]
    fn rows_items_and_definitions_stand_for_themselves() {
        assert_eq!(
            read(
                "## Rubrik {#r}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n- Ett. Två.\n- Tre\n\nOrd\n: Från 15 år.\n"
            ),
            ["Rubrik", "| A | B |", "|---|---|", "| 1 | 2 |", "Ett.", "Två.", "Tre", "Ord Från 15 år."]
        );
    }

    #[test]
    fn sentences_end_before_a_capital() {
        assert_eq!(
            read("T.ex. kl. 9 och\nt.o.m. 17. Åldern är 15.\n"),
            ["T.ex. kl. 9 och t.o.m. 17.", "Åldern är 15."]
        );
        assert_eq!(read("Kod:\n\n```\nFrån 15 år.\n```\n\nSlut\n"), ["Kod:", "Slut"]);
    }
}
