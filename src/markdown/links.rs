//! Links, wikilinks and pictures.

use super::target::{Refused, Target};
use super::writer::Writer;
use super::{Link, holes, html, typography};
use crate::diagnostics::Diagnostic;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

impl Writer<'_> {
    /// Notes a link that only the site can resolve; returns the mark for its address.
    pub(super) fn hole(&mut self, link: Link) -> String {
        self.links.push(link);
        holes::url_mark(self.links.len() - 1)
    }

    /// Opens the link that begins at a token, or writes all of it if it has no text of its own.
    pub(super) fn link(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let Event::Start(Tag::Link { link_type, dest_url, title, .. }) = &tokens[at].event else {
            return at + 1;
        };
        let span = &tokens[at].span;
        // A link in a link is text. The parser lets only addresses in angle brackets through.
        if self.open_links > 0 {
            self.link_ends.push(String::new());
            return at + 1;
        }
        let target = match link_type {
            LinkType::Email => Ok(Target::Other(format!("mailto:{dest_url}"))),
            LinkType::WikiLink { .. } => Ok(Target::of_wikilink(dest_url)),
            _ => Target::of(dest_url, false),
        };
        let target = match target {
            Ok(target) => target,
            Err(refused) => {
                self.refuse(refused, span);
                self.link_ends.push(String::new());
                return at + 1;
            }
        };
        let textless = matches!(link_type, LinkType::WikiLink { has_pothole: false })
            || matches!(self.event(at + 1), Some(Event::End(TagEnd::Link)));
        self.open_link(target, span.clone(), title);
        if !textless {
            return at + 1;
        }
        self.text_of_target();
        self.end_link();
        self.end_of(at) + 1
    }

    fn open_link(&mut self, target: Target, span: Range<usize>, title: &str) {
        let mut end = String::from("</a>");
        self.out.push_str("<a");
        if let Target::External(_) = target {
            self.out.push_str(" class=\"external\"");
            end.insert_str(0, &self.external_label());
        }
        self.address("href", target, span, false);
        if end.len() > 4 {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
        self.title(title);
        self.out.push('>');
        self.link_ends.push(end);
        self.open_links += 1;
    }

    /// What says at the end of a link that it leads to another site, to those who do not see the mark there.
    pub(super) fn external_label(&self) -> String {
        let mut label = String::from("<span class=\"visually-hidden\"> (");
        html::escape(&mut label, &self.options.labels.external_link);
        label.push_str(")</span>");
        label
    }

    /// Writes the attribute that holds an address, or the mark for it.
    fn address(&mut self, name: &str, target: Target, span: Range<usize>, image: bool) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        if let Target::External(address) | Target::Other(address) = &target {
            html::push_url(&mut self.out, address);
        }
        let filled_later = target.has_hole();
        let mark = self.hole(Link { target, span, image });
        if filled_later {
            self.out.push_str(&mark);
        }
        self.out.push('"');
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.attribute("title", &typography::typographic(title, self.options.language));
        }
    }

    /// The text of a link that has none: the target's title, which the site knows, or the address.
    fn text_of_target(&mut self) {
        let Some(link) = self.links.last() else { return };
        let shown = match &link.target {
            Target::External(address) | Target::Other(address) => Ok(address.clone()),
            Target::Wiki { name, .. } | Target::Fragment(name) => Err(name.clone()),
            Target::Page { path, .. } => Err(path.clone()),
            Target::Term(_) | Target::Component(_) => Err(String::new()),
        };
        match shown {
            Ok(address) => self.verbatim(&address),
            // Search finds the page by the name that the editor used for it.
            Err(name) => {
                self.out.push_str(&holes::title_mark(self.links.len() - 1));
                self.plain.push(&name);
                self.previous = Some('x');
            }
        }
    }

    pub(super) fn end_link(&mut self) {
        let Some(end) = self.link_ends.pop() else { return };
        if end.is_empty() {
            return;
        }
        self.out.push_str(&end);
        self.open_links = self.open_links.saturating_sub(1);
        if self.open_links == 0 {
            self.out.push_str(&std::mem::take(&mut self.after_link));
        }
    }

    /// An address that stands in the text as it is.
    pub(super) fn bare_link(&mut self, address: &str, span: Range<usize>) {
        let scheme = if address.starts_with("www.") { "https://" } else { "" };
        self.open_link(Target::External(format!("{scheme}{address}")), span, "");
        self.verbatim(address);
        self.end_link();
    }

    /// A picture that stands alone in its paragraph and has a title is a figure; the title is its caption.
    pub(super) fn figure(&mut self, at: usize) -> Option<usize> {
        let Some(Event::Start(Tag::Image { title, .. })) = self.event(at + 1) else { return None };
        let end = self.end_of(at + 1);
        if title.is_empty() || !matches!(self.event(end + 1), Some(Event::End(TagEnd::Paragraph))) {
            return None;
        }
        self.plain.paragraph();
        self.out.push_str("<figure>");
        self.picture(at + 1, end, false);
        self.plain.paragraph();
        self.out.push_str("<figcaption>");
        self.verbatim(&typography::typographic(title, self.options.language));
        self.out.push_str("</figcaption></figure>\n");
        self.plain.paragraph();
        Some(end + 2)
    }

    /// Writes the picture that begins at a token.
    pub(super) fn image(&mut self, at: usize) -> usize {
        let end = self.end_of(at);
        self.picture(at, end, true);
        end + 1
    }

    fn picture(&mut self, at: usize, end: usize, titled: bool) {
        let tokens = self.tokens;
        let Event::Start(Tag::Image { link_type, dest_url, title, .. }) = &tokens[at].event else { return };
        let span = &tokens[at].span;
        let wikilink = matches!(link_type, LinkType::WikiLink { .. });
        let named = !matches!(link_type, LinkType::WikiLink { has_pothole: false });
        let alt = if named { self.alternative(at + 1..end) } else { String::new() };
        if alt.is_empty() {
            self.missing_alternative(span);
        }
        self.plain.push(&alt);
        self.previous = Some('x');
        let target = if wikilink { Ok(Target::of_wikilink(dest_url)) } else { Target::of(dest_url, true) };
        let target = match target {
            Ok(target) => target,
            Err(refused) => {
                self.refuse(refused, span);
                return html::escape(&mut self.out, &alt);
            }
        };
        if let Target::External(address) = &target {
            self.external_picture(address.clone().as_str(), span);
        }
        self.out.push_str("<img");
        self.address("src", target, span.clone(), true);
        self.attribute("alt", &alt);
        self.out.push_str(" loading=\"lazy\"");
        if titled {
            self.title(title);
        }
        self.out.push('>');
    }

    /// The text that stands for a picture.
    fn alternative(&self, inside: Range<usize>) -> String {
        let mut alt = String::new();
        let mut before = None;
        for token in &self.tokens[inside] {
            match &token.event {
                Event::Text(text) => {
                    let (all, escaped) = (0..text.len(), token.escaped());
                    before = typography::typeset(&mut alt, text, all, &escaped, before, self.quotes);
                }
                Event::Code(text) => {
                    alt.push_str(text);
                    before = Some('x');
                }
                Event::SoftBreak | Event::HardBreak => {
                    alt.push(' ');
                    before = Some(' ');
                }
                _ => {}
            }
        }
        alt.trim().to_owned()
    }

    pub(super) fn missing_alternative(&mut self, span: &Range<usize>) {
        self.tell(
            Diagnostic::warning("markdown/image-alt", "The picture has no text that stands for it.")
                .help("Write what it shows in the square brackets, for those who do not see it."),
            span,
        );
    }

    pub(super) fn external_picture(&mut self, address: &str, span: &Range<usize>) {
        self.tell(
            Diagnostic::warning(
                "markdown/external-image",
                format!("The picture is on another site: {address}"),
            )
            .help(
                "Save it beside the page. Nothing is loaded from other sites, so readers would not see it.",
            ),
            span,
        );
    }

    pub(super) fn refuse(&mut self, refused: Refused, span: &Range<usize>) {
        let diagnostic = match refused {
            Refused::Empty => Diagnostic::error("markdown/link-empty", "The link leads nowhere.")
                .help("Write a file or an address in the round brackets."),
            Refused::Scheme(scheme) => Diagnostic::error(
                "markdown/link-scheme",
                format!("Addresses with `{scheme}:` are not allowed."),
            )
            .help("Link to a file, or to an address with https:, mailto: or tel:."),
        };
        self.tell(diagnostic, span);
    }
}
