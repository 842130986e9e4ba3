//! HTML in the Markdown: its links become holes, and the editor is told what will not reach the reader.

use super::events::Token;
use super::tags::{self, Attribute, Piece, Tag};
use super::target::Target;
use super::writer::Writer;
use super::{Link, html, sanitise};
use crate::diagnostics::Diagnostic;
use std::ops::Range;

impl Writer<'_> {
    /// Writes a piece of raw HTML. What is not allowed is left out already here, so that a script without
    /// an end does not take the rest of the page with it when the whole is cleaned.
    pub(super) fn raw_html(&mut self, token: &Token<'_>, raw: &str) {
        for piece in tags::pieces(raw) {
            match piece {
                Piece::Text(range) => self.raw_text(&raw[range]),
                Piece::Hidden(range) => {
                    if self.options.trusted_html {
                        html::push_scrubbed(&mut self.out, &raw[range]);
                    }
                }
                Piece::Tag(tag) => self.raw_tag(token, raw, &tag),
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        // No tag begins here, whatever a browser would make of it.
        html::push_scrubbed(&mut self.out, &text.replace('<', "&lt;"));
        self.plain.push(&html::decode_references(text));
    }

    fn raw_tag(&mut self, token: &Token<'_>, raw: &str, tag: &Tag) {
        let span = token.place(tag.range.clone());
        let trusted = self.options.trusted_html;
        if !trusted && !sanitise::allows_element(&tag.name) {
            if !tag.closing {
                self.left_out(&format!("<{}>", tag.name), &span);
            }
            return;
        }
        self.has_raw = true;
        if !is_inline(&tag.name) {
            self.plain.space();
        }
        if holds_no_marks(&tag.name) {
            self.raw_depth = if tag.closing { self.raw_depth.saturating_sub(1) } else { self.raw_depth + 1 };
        }
        if tag.closing {
            if tag.name == "a" && self.raw_links.pop() == Some(true) {
                let label = self.external_label();
                self.out.push_str(&label);
            }
            return html::push_scrubbed(&mut self.out, &raw[tag.range.clone()]);
        }
        if trusted && tag.value(raw, "src").is_none() && matches!(tag.name.as_str(), "script" | "style") {
            self.stopped(&format!("An inline <{}>", tag.name), &span);
        }
        if tag.name == "img" {
            match tag.value(raw, "alt") {
                Some(alt) => self.plain.push(&html::decode_references(alt)),
                None => self.missing_alternative(&span),
            }
        }
        let external = !trusted && leads_away(raw, tag);
        if tag.name == "a" {
            self.raw_links.push(external);
        }
        let mut from = tag.range.start;
        for attribute in &tag.attributes {
            html::push_scrubbed(&mut self.out, &raw[from..attribute.range.start]);
            if !(external && EXTERNAL.iter().any(|(name, _)| *name == attribute.name)) {
                self.raw_attribute(token, raw, tag, attribute);
            }
            from = attribute.range.end;
        }
        if external {
            for (name, words) in EXTERNAL {
                self.attribute(name, &with_words(tag.value(raw, name).unwrap_or_default(), words));
            }
        }
        html::push_scrubbed(&mut self.out, &raw[from..tag.range.end]);
    }

    fn raw_attribute(&mut self, token: &Token<'_>, raw: &str, tag: &Tag, attribute: &Attribute) {
        let span = token.place(attribute.range.clone());
        let name = attribute.name.as_str();
        if name == "style" || name.starts_with("on") {
            self.stopped(&format!("The attribute `{name}`"), &span);
            if !self.options.trusted_html {
                return;
            }
        } else if !self.options.trusted_html && !sanitise::allows_attribute(&tag.name, name) {
            self.left_out(&format!("The attribute `{name}` of <{}>", tag.name), &span);
            return;
        }
        let address = attribute.value.clone().filter(|_| holds_address(&tag.name, name));
        let Some(address) = address else {
            return html::push_scrubbed(&mut self.out, &raw[attribute.range.clone()]);
        };
        let image = name != "href";
        match Target::of(&html::decode_references(&raw[address]), image) {
            Ok(target) => {
                if let (Target::External(address), true) = (&target, image) {
                    self.external_picture(address.clone().as_str(), &span);
                }
                let filled_later = target.has_hole();
                let mark = self.hole(Link { target, span, image });
                if filled_later {
                    self.out.push_str(name);
                    self.out.push_str("=\"");
                    self.out.push_str(&mark);
                    self.out.push('"');
                } else {
                    html::push_scrubbed(&mut self.out, &raw[attribute.range.clone()]);
                }
            }
            Err(refused) => self.refuse(refused, &span),
        }
    }

    fn left_out(&mut self, what: &str, span: &Range<usize>) {
        self.tell(
            Diagnostic::warning("markdown/html-removed", format!("{what} is not allowed and is left out."))
                .help("The manual lists the HTML that a text may hold."),
            span,
        );
    }

    fn stopped(&mut self, what: &str, span: &Range<usize>) {
        self.tell(
            Diagnostic::warning("markdown/html-policy", format!("{what} has no effect.")).help(
                "The pages' security policy stops it. Use a class, and a style sheet or script of the theme.",
            ),
            span,
        );
    }
}

/// What a link to another site has, as one in Markdown has it.
const EXTERNAL: &[(&str, &[&str])] = &[("class", &["external"]), ("rel", &["noopener", "noreferrer"])];

/// The words of an attribute with those that have to be among them.
fn with_words(own: &str, wanted: &[&str]) -> String {
    let own = html::decode_references(own);
    let mut words: Vec<&str> = own.split_whitespace().collect();
    let missing: Vec<&str> = wanted.iter().copied().filter(|word| !words.contains(word)).collect();
    words.extend(missing);
    words.join(" ")
}

/// Whether a tag begins a link to another site.
fn leads_away(raw: &str, tag: &Tag) -> bool {
    let address = tag.value(raw, "href").filter(|_| tag.name == "a");
    let target = address.and_then(|address| Target::of(&html::decode_references(address), false).ok());
    matches!(target, Some(Target::External(_)))
}

fn holds_address(element: &str, attribute: &str) -> bool {
    matches!(
        (element, attribute),
        ("a" | "area", "href")
            | ("img" | "audio" | "video" | "source" | "track" | "iframe" | "embed" | "script", "src")
            | ("video", "poster")
    )
}

fn is_inline(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
        "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];
    INLINE.contains(&name)
}

/// Elements in which no address and no term becomes a link.
fn holds_no_marks(name: &str) -> bool {
    matches!(name, "a" | "abbr" | "button" | "code" | "dfn" | "kbd" | "pre" | "samp" | "summary" | "textarea")
}
