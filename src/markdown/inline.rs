//! What stands within paragraphs: text, terms of the glossary, code.

use super::events::Token;
use super::target::Target;
use super::writer::{Place, Writer};
use super::{Link, autolink, html, typography};
use std::ops::Range;

impl Writer<'_> {
    /// Writes text: components become holes, addresses links, quotation marks the language's, terms of the
    /// glossary links.
    pub(super) fn text(&mut self, token: &Token<'_>, text: &str) {
        let escaped = token.escaped();
        if text.contains("[^") {
            self.undefined_notes(text, token, &escaped);
        }
        self.components(
            text,
            &escaped,
            |part| token.place(part),
            |writer, part| writer.addresses(text, part, &escaped, token),
        );
    }

    fn addresses(&mut self, text: &str, part: Range<usize>, escaped: &[Range<usize>], token: &Token<'_>) {
        let mut from = part.start;
        while self.open_links == 0 && self.raw_depth == 0 {
            let Some(found) = autolink::find(&text[from..part.end], self.previous) else { break };
            let found = from + found.start..from + found.end;
            self.words(text, from..found.start, escaped, token);
            self.bare_link(&text[found.clone()], token.place(found.clone()));
            from = found.end;
        }
        self.words(text, from..part.end, escaped, token);
    }

    fn words(&mut self, text: &str, part: Range<usize>, escaped: &[Range<usize>], token: &Token<'_>) {
        if part.is_empty() {
            return;
        }
        let span = token.place(part.clone());
        let mut words = String::with_capacity(part.len() + 8);
        let before_next = typography::typeset(&mut words, text, part, escaped, self.previous, self.quotes);
        let mut rest = words.as_str();
        let glossary = self.options.glossary;
        let own = self.options.own_page;
        let marks =
            !glossary.is_empty() && self.open_links == 0 && self.raw_depth == 0 && self.place == Place::Text;
        if marks {
            let wanted =
                |page: &str, terms: &[String]| Some(page) != own && !terms.iter().any(|term| term == page);
            while let Some((found, entry)) =
                glossary.find(rest, self.previous, |entry| wanted(&entry.page, &self.terms))
            {
                self.verbatim(&rest[..found.start]);
                let place = find_in(&self.file.text, &span, &entry.abbreviation);
                self.term(&entry.abbreviation, entry.expansion.as_deref(), &entry.page, place);
                rest = &rest[found.end..];
            }
        }
        self.verbatim(rest);
        self.previous = before_next;
    }

    /// Text that is already as it shall be printed.
    pub(super) fn verbatim(&mut self, text: &str) {
        html::escape(&mut self.out, text);
        self.plain.push(text);
        self.previous = text.chars().next_back().or(self.previous);
    }

    fn term(&mut self, word: &str, expansion: Option<&str>, page: &str, span: Range<usize>) {
        self.terms.push(page.to_owned());
        let mark = self.hole(Link { target: Target::Term(page.to_owned()), span, image: false });
        self.out.push_str("<a class=\"term\" href=\"");
        self.out.push_str(&mark);
        self.out.push_str("\">");
        if let Some(expansion) = expansion {
            self.out.push_str("<abbr");
            self.attribute("title", expansion);
            self.out.push('>');
        }
        self.verbatim(word);
        self.out.push_str(if expansion.is_some() { "</abbr></a>" } else { "</a>" });
    }

    pub(super) fn code(&mut self, code: &str) {
        self.out.push_str("<code>");
        self.verbatim(code);
        self.out.push_str("</code>");
    }

    pub(super) fn line_break(&mut self, written: &str) {
        self.out.push_str(written);
        self.plain.space();
        self.previous = Some(' ');
    }
}

/// The place of a word in a part of the file; the whole part if it is written otherwise there.
fn find_in(text: &str, span: &Range<usize>, word: &str) -> Range<usize> {
    let found = text.get(span.clone()).and_then(|part| part.find(word));
    found.map_or_else(|| span.clone(), |at| span.start + at..span.start + at + word.len())
}
