//! Components: what a text takes from records, so that a fact is written once.
//!
//! `{{service evonhuset}}` places a card, `{{contact evonhuset phones}}` one field within a sentence,
//! `{{region-contact county:Hallands län}}` the coordinators of a place. Markdown gives braces no meaning, so
//! such a text stays readable anywhere else; there is nothing to quote, and a backslash before it, or code
//! around it, keeps it as it is written.

use super::target::Target;
use super::writer::{Place, Writer};
use super::{Link, holes};
use crate::diagnostics::{Diagnostic, suggest};
use pulldown_cmark::{Event, TagEnd};
use std::ops::Range;

/// What a text takes from records, by the names that the editor used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Component {
    /// The card of a service: its id.
    Service(String),
    /// A field of a service or an organization: its id, and the field's key in front matter.
    Contact(String, String),
    /// The coordinators of a place, or all of them.
    RegionContact(Option<String>),
}

impl Component {
    /// Whether it is a block, which has a paragraph's place to itself.
    fn is_block(&self) -> bool {
        !matches!(self, Self::Contact(..))
    }
}

/// The names, each with how it is written.
const NAMES: [(&str, &str); 3] = [
    ("service", "{{service the-id}}"),
    ("contact", "{{contact the-id phones}}"),
    ("region-contact", "{{region-contact county:Hallands län}}"),
];

/// A component in a text, or what is wrong with it.
struct Found {
    at: Range<usize>,
    component: Result<Component, Diagnostic>,
}

/// The first component at or after a position. Double braces around anything but words are text.
fn find(text: &str, from: usize, escaped: &[Range<usize>]) -> Option<Found> {
    // Most texts have none, which is seen sooner than where one is.
    if !text[from..].contains("{{") {
        return None;
    }
    text[from..].match_indices("{{").map(|(at, _)| from + at).find_map(|start| {
        let meant = escaped.iter().any(|part| part.contains(&start) || part.contains(&(start + 1)));
        let inside = &text[start + 2..];
        if meant || !inside.trim_start().starts_with(char::is_alphabetic) {
            return None;
        }
        if let Some(end) = inside.find("}}") {
            return Some(Found { at: start..start + end + 4, component: read(&inside[..end]) });
        }
        // Only where it is plainly meant: braces stand open in other texts too.
        let name = inside.split_whitespace().next().unwrap_or_default();
        let (_, form) = NAMES.iter().find(|(known, _)| *known == name)?;
        let help = format!("Write it on one line, with `}}}}` at its end: `{form}`.");
        let told = Diagnostic::error("component/unclosed", "The component does not end.").help(help);
        Some(Found { at: start..text.len(), component: Err(told) })
    })
}

fn read(inside: &str) -> Result<Component, Diagnostic> {
    let mut words = inside.split_whitespace();
    let name = words.next().unwrap_or_default();
    let words: Vec<&str> = words.collect();
    let Some((_, form)) = NAMES.iter().find(|(known, _)| *known == name) else {
        let near = suggest(name, NAMES.map(|(known, _)| known));
        let help = near.map_or_else(
            || "Put it into backticks, or a backslash before it, if the braces are meant.".to_owned(),
            |near| format!("Did you mean `{near}`?"),
        );
        let message = format!("There is no component `{name}`.");
        return Err(Diagnostic::error("component/unknown", message).help(help));
    };
    match (name, words.as_slice()) {
        ("service", [id]) => Ok(Component::Service((*id).to_owned())),
        ("contact", [id, field]) => Ok(Component::Contact((*id).to_owned(), (*field).to_owned())),
        ("region-contact", []) => Ok(Component::RegionContact(None)),
        ("region-contact", place) => Ok(Component::RegionContact(Some(place.join(" ")))),
        _ => {
            let message = format!("`{name}` needs other words than these.");
            Err(Diagnostic::error("component/bad-form", message).help(format!("Write `{form}`.")))
        }
    }
}

impl Writer<'_> {
    /// Writes the components of a text, and what stands between them with `between`.
    pub(super) fn components(
        &mut self,
        text: &str,
        escaped: &[Range<usize>],
        place: impl Fn(Range<usize>) -> Range<usize>,
        mut between: impl FnMut(&mut Self, Range<usize>),
    ) {
        let mut from = 0;
        while self.raw_depth == 0
            && let Some(found) = find(text, from, escaped)
        {
            between(self, from..found.at.start);
            from = found.at.end;
            let span = place(found.at);
            match found.component {
                Ok(component) if component.is_block() => self.misplaced(
                    "A card is a block of its own.",
                    "Give it a paragraph of its own, with an empty line before and after it.",
                    &span,
                ),
                Ok(component) => self.inline_component(component, span),
                Err(diagnostic) => self.tell(diagnostic, &span),
            }
        }
        between(self, from..text.len());
    }

    fn inline_component(&mut self, component: Component, span: Range<usize>) {
        if self.open_links > 0 || self.place != Place::Text {
            let help = "Put it into the text: it holds a link, and is no part of a heading's address.";
            return self.misplaced("A field cannot stand in a link or a heading.", help, &span);
        }
        self.place_component(component, span);
        self.previous = Some('x');
    }

    /// A paragraph that is nothing but a card or the coordinators of a place; returns what follows it.
    pub(super) fn block_component(&mut self, at: usize) -> Option<usize> {
        let Some(Event::Text(text)) = self.event(at + 1) else { return None };
        let Some(Event::End(TagEnd::Paragraph)) = self.event(at + 2) else { return None };
        let token = &self.tokens[at + 1];
        let found = find(text, 0, &token.escaped())?;
        let around = [&text[..found.at.start], &text[found.at.end..]];
        let component = found.component.ok().filter(Component::is_block)?;
        if self.raw_depth > 0 || around.iter().any(|text| !text.trim().is_empty()) {
            return None;
        }
        let span = token.place(found.at);
        self.plain.paragraph();
        self.place_component(component, span);
        self.out.push('\n');
        self.plain.paragraph();
        Some(at + 3)
    }

    fn place_component(&mut self, component: Component, span: Range<usize>) {
        let link = self.links.len();
        self.links.push(Link { target: Target::Component(component), span, image: false });
        self.out.push_str(&holes::html_mark(link));
        self.plain.hole(link);
    }

    fn misplaced(&mut self, message: &str, help: &str, span: &Range<usize>) {
        self.tell(Diagnostic::error("component/misplaced", message).help(help), span);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<Result<Component, &'static str>> {
        let found = find(text, 0, &[])?;
        Some(found.component.map_err(|diagnostic| diagnostic.code))
    }

    #[test]
    fn components_are_words_in_double_braces() {
        let contact = |id: &str, field: &str| Component::Contact(id.into(), field.into());
        assert_eq!(found("Ring {{contact nmt phones}} nu."), Some(Ok(contact("nmt", "phones"))));
        assert_eq!(found("{{ service  evonhuset }}"), Some(Ok(Component::Service("evonhuset".into()))));
        assert_eq!(found("{{region-contact}}"), Some(Ok(Component::RegionContact(None))));
        let place = Component::RegionContact(Some("county:Hallands län".into()));
        assert_eq!(found("{{region-contact county:Hallands  län}}"), Some(Ok(place)));
    }

    #[test]
    fn other_braces_are_text() {
        for text in ["{a}", "{{}}", "{{ 1, 2 }}", "{{% x %}}", "Öppen {{ klammer", "}} {{"] {
            assert_eq!(found(text), None, "{text}");
        }
        assert!(find("{{service a}}", 0, std::slice::from_ref(&(0..1))).is_none());
    }

    #[test]
    fn mistakes_have_codes() {
        assert_eq!(found("{{servise a}}"), Some(Err("component/unknown")));
        assert_eq!(found("{{contact nmt}}"), Some(Err("component/bad-form")));
        assert_eq!(found("{{service}}"), Some(Err("component/bad-form")));
        assert_eq!(found("{{service a b}}"), Some(Err("component/bad-form")));
        assert_eq!(found("{{contact nmt phones"), Some(Err("component/unclosed")));
    }
}
