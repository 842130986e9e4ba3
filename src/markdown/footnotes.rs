//! Footnotes: numbered by first use, listed at the end, with links in both directions.

use super::events::Token;
use super::html;
use super::writer::{Place, Writer};
use crate::diagnostics::Diagnostic;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes {
    /// By label in lower case: the parser does not tell `[^A]` from `[^a]`.
    definitions: HashMap<String, Definition>,
    /// In the order of their first use.
    used: Vec<Used>,
    /// Definitions whose label was taken: the place of the first and their own.
    twice: Vec<[Range<usize>; 2]>,
}

struct Definition {
    label: String,
    tokens: Range<usize>,
    span: Range<usize>,
    /// Index into `used`.
    number: Option<usize>,
}

struct Used {
    label: String,
    id: String,
    /// Ids of the references.
    references: Vec<String>,
    /// The section of text that first refers to it.
    section: usize,
}

impl Notes {
    /// Finds the definitions.
    pub(super) fn defined(tokens: &[Token<'_>]) -> Self {
        let mut notes = Self::default();
        let mut open = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match &token.event {
                Event::Start(Tag::FootnoteDefinition(label)) => open.push((label, at)),
                Event::End(TagEnd::FootnoteDefinition) => {
                    let Some((label, start)) = open.pop() else { continue };
                    let span = tokens[start].span.clone();
                    let definition =
                        Definition { label: label.to_string(), tokens: start + 1..at, span, number: None };
                    match notes.definitions.get(&label.to_lowercase()) {
                        Some(first) => notes.twice.push([first.span.clone(), definition.span]),
                        None => {
                            notes.definitions.insert(label.to_lowercase(), definition);
                        }
                    }
                }
                _ => {}
            }
        }
        notes
    }
}

impl Writer<'_> {
    /// Writes a reference to a note.
    pub(super) fn note_reference(&mut self, label: &str, span: &Range<usize>) {
        if self.place == Place::Title {
            return;
        }
        let Some(definition) = self.notes.definitions.get_mut(&label.to_lowercase()) else {
            self.undefined_note(label, span);
            return;
        };
        let number = if let Some(number) = definition.number {
            number
        } else {
            let number = self.notes.used.len();
            definition.number = Some(number);
            let id = self.ids.unique(&format!("fn_{}", number + 1));
            let section = self.plain.current();
            self.notes.used.push(Used { label: label.to_lowercase(), id, references: Vec::new(), section });
            number
        };
        let note = &mut self.notes.used[number];
        let shown = number + 1;
        let id = self.ids.unique(&format!("fnref_{shown}"));
        let mut reference = String::from("<sup class=\"footnote-ref\"><a");
        push_attribute(&mut reference, "href", &format!("#{}", note.id));
        push_attribute(&mut reference, "id", &id);
        reference.push_str(" role=\"doc-noteref\"");
        let name = self.options.labels.footnote.replace("{n}", &shown.to_string());
        push_attribute(&mut reference, "aria-label", &name);
        let _ = write!(reference, ">{shown}</a></sup>");
        note.references.push(id);
        // A link holds no other link; the reference follows it.
        let out = if self.open_links > 0 { &mut self.after_link } else { &mut self.out };
        out.push_str(&reference);
    }

    /// References in the text that the parser left as they are, for no note has their label.
    pub(super) fn undefined_notes(&mut self, text: &str, token: &Token<'_>, escaped: &[Range<usize>]) {
        let mut from = 0;
        while let Some(at) = text[from..].find("[^").map(|at| from + at) {
            from = at + 2;
            let Some(end) = text[from..].find([']', '[', ' ', '\n']).map(|end| from + end) else { return };
            let is_reference = text[end..].starts_with(']')
                && end > from
                && !escaped.iter().any(|escaped| escaped.start <= end && escaped.end > at);
            if is_reference {
                self.undefined_note(&text[from..end], &token.place(at..end + 1));
            }
        }
    }

    fn undefined_note(&mut self, label: &str, span: &Range<usize>) {
        let known: Vec<String> =
            self.notes.definitions.values().map(|definition| definition.label.clone()).collect();
        let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
        known.sort_unstable();
        let help = crate::diagnostics::suggest(label, known).map_or_else(
            || format!("Write the note on a line of its own: `[^{label}]: …`"),
            |near| format!("Did you mean `[^{near}]`?"),
        );
        let message = format!("There is no footnote `[^{label}]`.");
        self.tell(Diagnostic::error("markdown/footnote-undefined", message).help(help), span);
    }

    /// Writes the notes that are referred to, and tells of those that are not.
    pub(super) fn footnotes(&mut self) {
        for [first, second] in std::mem::take(&mut self.notes.twice) {
            let related = self.file.locate(first);
            self.tell(
                Diagnostic::error("markdown/footnote-twice", "Another footnote has this label.")
                    .help("Give one of them another label.")
                    .related("The first is here.", related),
                &second,
            );
        }
        // All texts come before any link back: a note may refer to one before it. The list grows while it
        // is gone through, as notes refer to notes.
        let mut texts = Vec::new();
        while let Some(note) = self.notes.used.get(texts.len()) {
            self.plain.resume(note.section);
            let inside = self.notes.definitions[&note.label].tokens.clone();
            let before = std::mem::take(&mut self.out);
            self.tokens_in(inside);
            texts.push(std::mem::replace(&mut self.out, before));
        }
        let mut unused: Vec<(String, Range<usize>)> = (self.notes.definitions.values())
            .filter(|definition| definition.number.is_none())
            .map(|definition| (definition.label.clone(), definition.span.clone()))
            .collect();
        unused.sort_by_key(|(_, span)| span.start);
        for (label, span) in unused {
            self.tell(
                Diagnostic::warning(
                    "markdown/footnote-unused",
                    format!("Nothing refers to the footnote `[^{label}]`."),
                )
                .help("Refer to it in the text or remove it; it is left out."),
                &span,
            );
        }
        if !texts.is_empty() {
            self.list_of_notes(texts);
        }
    }

    fn list_of_notes(&mut self, texts: Vec<String>) {
        let labels = self.options.labels;
        let title = self.ids.unique("footnotes_title");
        self.out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        self.attribute("aria-labelledby", &title);
        self.out.push_str(">\n<h2");
        self.attribute("id", &title);
        self.out.push('>');
        html::escape(&mut self.out, &labels.footnotes);
        self.out.push_str("</h2>\n<ol>\n");
        for (at, (note, text)) in std::mem::take(&mut self.notes.used).into_iter().zip(texts).enumerate() {
            self.out.push_str("<li");
            self.attribute("id", &note.id);
            self.out.push_str(">\n");
            // The way back stands at the end of the last paragraph, if the note ends with one.
            self.out.push_str(text.strip_suffix("</p>\n").unwrap_or(&text));
            if !text.ends_with("</p>\n") {
                self.out.push_str("<p>");
            }
            for (number, reference) in note.references.iter().enumerate() {
                let name =
                    if number == 0 { format!("{}", at + 1) } else { format!("{}-{}", at + 1, number + 1) };
                self.out.push_str(" <a");
                self.attribute("href", &format!("#{reference}"));
                self.out.push_str(" role=\"doc-backlink\"");
                self.attribute("aria-label", &labels.footnote_back.replace("{n}", &name));
                // The selector after the arrow asks for a letter, not for a picture.
                self.out.push_str(">↩\u{fe0e}");
                if number > 0 {
                    let _ = write!(self.out, "<sup>{}</sup>", number + 1);
                }
                self.out.push_str("</a>");
            }
            self.out.push_str("</p>\n</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"");
    html::escape_attribute(out, value);
    out.push('"');
}
