//! Walks the tokens and writes blocks; `inline`, `links`, `headings`, `footnotes` and `raw` write the rest.

use super::events::Token;
use super::footnotes::Notes;
use super::headings::{Ids, Twice};
use super::plain::Plain;
use super::tables::Table;
use super::typography::{self, Quotes};
use super::{Body, Heading, Link, Options, holes, html, sanitise};
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::fmt::Write;
use std::ops::Range;

/// What has been written, and where in the text we are.
pub(super) struct Writer<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) options: &'a Options<'a>,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) quotes: &'static Quotes,
    pub(super) out: String,
    pub(super) plain: Plain,
    pub(super) ids: Ids,
    pub(super) notes: Notes,
    pub(super) links: Vec<Link>,
    pub(super) headings: Vec<Heading>,
    pub(super) terms: Vec<String>,
    pub(super) title: Option<String>,
    /// The character before, within the same block: quotation marks depend on it.
    pub(super) previous: Option<char>,
    /// Links around where we are; one that could not be opened is there with nothing to close.
    pub(super) link_ends: Vec<String>,
    /// Those of them that were opened.
    pub(super) open_links: usize,
    /// What stands in a link but may not be in one.
    pub(super) after_link: String,
    /// Links of raw HTML around where we are, and whether each leads to another site.
    pub(super) raw_links: Vec<bool>,
    /// Elements of raw HTML around where we are in which nothing is marked.
    pub(super) raw_depth: usize,
    /// Whether the HTML holds any that the editor wrote.
    pub(super) has_raw: bool,
    pub(super) seen_h1: bool,
    pub(super) place: Place,
    /// Quotes, lists and notes around where we are.
    pub(super) containers: usize,
    alerts: usize,
    pub(super) table: Table,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where in the text we are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    /// A heading, in which no terms are marked.
    Heading,
    /// A heading that is the title: what is written here is not kept, so nothing is counted.
    Title,
}

impl<'a> Writer<'a> {
    pub(super) fn new(file: &'a SourceFile, options: &'a Options<'a>, tokens: &'a [Token<'a>]) -> Self {
        let (ids, twice) = Ids::written(tokens, options.trusted_html);
        let diagnostics = twice.into_iter().map(|Twice { id, first, second }| {
            Diagnostic::error("markdown/duplicate-id", format!("The id `{id}` is used twice on this page."))
                .at(file.locate(second))
                .help("Give one of them another id; a link can lead to one place only.")
                .related("The first is here.", file.locate(first))
        });
        Self {
            file,
            options,
            tokens,
            quotes: typography::quotes(options.language),
            out: String::new(),
            plain: Plain::new(),
            diagnostics: diagnostics.collect(),
            ids,
            notes: Notes::defined(tokens),
            links: Vec::new(),
            headings: Vec::new(),
            terms: Vec::new(),
            title: None,
            previous: None,
            link_ends: Vec::new(),
            open_links: 0,
            after_link: String::new(),
            raw_links: Vec::new(),
            raw_depth: 0,
            has_raw: false,
            seen_h1: false,
            place: Place::Text,
            containers: 0,
            alerts: 0,
            table: Table::default(),
        }
    }

    /// Writes everything.
    pub(super) fn write(mut self) -> (Body, Vec<Diagnostic>) {
        self.tokens_in(0..self.tokens.len());
        self.footnotes();
        if self.has_raw && !self.options.trusted_html {
            self.out = sanitise::clean(&self.out);
        }
        let (html, holes) = holes::extract(&self.out, self.links.len());
        let body = Body {
            title: self.title.filter(|_| self.options.title.is_none()),
            html,
            holes,
            links: self.links,
            headings: self.headings,
            sections: self.plain.finish(),
            terms: self.terms,
            anchors: self.ids.finish(),
        };
        (body, self.diagnostics)
    }

    /// Adds a diagnostic about a place in the file.
    pub(super) fn tell(&mut self, diagnostic: Diagnostic, span: &Range<usize>) {
        self.diagnostics.push(diagnostic.at(self.file.locate(span.clone())));
    }

    /// Writes an attribute of a tag that is open.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"");
        html::escape_attribute(&mut self.out, value);
        self.out.push('"');
    }

    /// The token that ends what begins at a token.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, token) in self.tokens[at..].iter().enumerate() {
            match token.event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at + offset;
            }
        }
        self.tokens.len().saturating_sub(1)
    }

    pub(super) fn event(&self, at: usize) -> Option<&'a Event<'a>> {
        self.tokens.get(at).map(|token| &token.event)
    }

    /// Writes some tokens.
    pub(super) fn tokens_in(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.token(at);
        }
    }

    /// Writes a token, and what belongs to it; returns the one after.
    fn token(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let token = &tokens[at];
        match &token.event {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(token, text),
            Event::Code(code) => self.code(code),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.verbatim(text),
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(token, raw),
            Event::FootnoteReference(label) => self.note_reference(label, &token.span),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
        }
        at + 1
    }

    fn start(&mut self, tag: &Tag<'a>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(next) = self.figure(at).or_else(|| self.block_component(at)) {
                    return next;
                }
                self.block("<p>");
            }
            Tag::Heading { .. } => return self.heading(at),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => return self.code_block(kind, at),
            Tag::List(start) => self.list(*start),
            Tag::Item => self.item(at),
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => return self.end_of(at) + 1,
            Tag::DefinitionList => self.container("<dl>\n"),
            Tag::DefinitionListTitle => self.block("<dt>"),
            Tag::DefinitionListDefinition => self.block("<dd>"),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => return self.cell(at),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { .. } => return self.link(at),
            Tag::Image { .. } => return self.image(at),
            Tag::HtmlBlock => self.plain.paragraph(),
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_block("</p>\n"),
            TagEnd::BlockQuote(None) => self.end_container("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.end_container("</div>\n"),
            TagEnd::List(true) => self.end_container("</ol>\n"),
            TagEnd::List(false) => self.end_container("</ul>\n"),
            TagEnd::Item => self.end_block("</li>\n"),
            TagEnd::DefinitionList => self.end_container("</dl>\n"),
            TagEnd::DefinitionListTitle => self.end_block("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.end_block("</dd>\n"),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.end_block("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Table => self.end_table(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => self.plain.paragraph(),
            // Written whole where they begin.
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn block(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.plain.paragraph();
        self.previous = None;
    }

    pub(super) fn end_block(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.plain.paragraph();
    }

    fn container(&mut self, tag: &str) {
        self.containers += 1;
        self.block(tag);
    }

    fn end_container(&mut self, tag: &str) {
        self.containers = self.containers.saturating_sub(1);
        self.end_block(tag);
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let labels = self.options.labels;
        let (name, label) = match kind {
            None => return self.container("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", &labels.note),
            Some(BlockQuoteKind::Tip) => ("tip", &labels.tip),
            Some(BlockQuoteKind::Important) => ("important", &labels.important),
            Some(BlockQuoteKind::Warning) => ("warning", &labels.warning),
            Some(BlockQuoteKind::Caution) => ("caution", &labels.caution),
        };
        self.alerts += 1;
        let id = self.ids.unique(&format!("alert_{}", self.alerts));
        let _ = write!(self.out, "<div class=\"alert alert-{name}\" role=\"note\"");
        self.attribute("aria-labelledby", &id);
        self.out.push_str(">\n<p class=\"alert-title\"");
        self.attribute("id", &id);
        self.out.push('>');
        html::escape(&mut self.out, label);
        self.container("</p>\n");
    }

    fn list(&mut self, start: Option<u64>) {
        match start {
            None => self.container("<ul>\n"),
            Some(1) => self.container("<ol>\n"),
            Some(start) => self.container(&format!("<ol start=\"{start}\">\n")),
        }
    }

    fn item(&mut self, at: usize) {
        let first = match self.event(at + 1) {
            Some(Event::Start(Tag::Paragraph)) => self.event(at + 2),
            first => first,
        };
        match first {
            Some(Event::TaskListMarker(true)) => self.block("<li class=\"task task-done\">"),
            Some(Event::TaskListMarker(false)) => self.block("<li class=\"task\">"),
            _ => self.block("<li>"),
        }
    }

    /// A box that nobody can tick is no form control: it is a sign for the eye and a word for the ear.
    fn task(&mut self, done: bool) {
        let labels = self.options.labels;
        let (sign, label) = if done { ('☑', &labels.task_done) } else { ('☐', &labels.task_open) };
        let _ = write!(self.out, "<span class=\"task-mark\" aria-hidden=\"true\">{sign}</span> ");
        self.out.push_str("<span class=\"visually-hidden\">");
        html::escape(&mut self.out, label);
        self.out.push_str(": </span>");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, at: usize) -> usize {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        // Code is wider than a narrow screen; who has only a keyboard scrolls what can have the focus.
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        let end = self.end_of(at);
        let tokens = self.tokens;
        for token in &tokens[at + 1..end] {
            if let Event::Text(code) = &token.event {
                html::escape(&mut self.out, code);
                for line in code.lines() {
                    self.plain.paragraph();
                    self.plain.push(line);
                }
            }
        }
        self.end_block("</code></pre>\n");
        end + 1
    }
}
