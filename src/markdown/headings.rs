//! Headings, and the ids of everything on the page.

use super::tags::{self, Piece};
use super::writer::{Place, Writer};
use super::{Heading, events::Token, html, sanitise};
use crate::diagnostics::Diagnostic;
use crate::slug::slug;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use std::ops::Range;

/// The ids of a page. Those that the editor wrote are known before any is made up, so they always win.
pub(super) struct Ids {
    /// Each with the place that holds it, if it was written out.
    taken: FxHashMap<String, Option<Range<usize>>>,
    /// The number to try next for a text that was used before: a statute repeats "1 §" a thousand times.
    next: FxHashMap<String, usize>,
}

/// An id that is written out in two places.
pub(super) struct Twice {
    pub(super) id: String,
    pub(super) first: Range<usize>,
    pub(super) second: Range<usize>,
}

impl Ids {
    /// Collects the ids that are written out, in headings and in raw HTML.
    pub(super) fn written(tokens: &[Token<'_>], trusted_html: bool) -> (Self, Vec<Twice>) {
        let mut ids = Self { taken: FxHashMap::default(), next: FxHashMap::default() };
        let mut twice = Vec::new();
        let mut take = |id: &str, span: Range<usize>| match ids.taken.get(id) {
            Some(Some(first)) => {
                twice.push(Twice { id: id.to_owned(), first: first.clone(), second: span });
            }
            _ => {
                ids.taken.insert(id.to_owned(), Some(span));
            }
        };
        for token in tokens {
            match &token.event {
                Event::Start(Tag::Heading { id: Some(id), .. }) => take(id, token.span.clone()),
                Event::Html(html) | Event::InlineHtml(html) => {
                    for piece in tags::pieces(html) {
                        let Piece::Tag(tag) = piece else { continue };
                        let kept = !tag.closing && (trusted_html || sanitise::allows_element(&tag.name));
                        if let Some(id) = tag.value(html, "id").filter(|id| kept && !id.is_empty()) {
                            take(&html::decode_references(id), token.place(tag.range.clone()));
                        }
                    }
                }
                _ => {}
            }
        }
        (ids, twice)
    }

    /// Whether the id written at this place is the first of its name.
    fn is_first(&self, id: &str, span: &Range<usize>) -> bool {
        self.taken.get(id).is_some_and(|first| first.as_ref() == Some(span))
    }

    /// An id that nothing else has: the one asked for, or with a number after it.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        if self.taken.contains_key(wanted) {
            let next = self.next.entry(wanted.to_owned()).or_insert(2);
            while self.taken.contains_key(&id) {
                id = format!("{wanted}-{next}");
                *next += 1;
            }
        }
        self.taken.insert(id.clone(), None);
        id
    }

    /// What had the id at this place is not written.
    fn forget(&mut self, id: &str, span: &Range<usize>) {
        if self.is_first(id, span) {
            self.taken.remove(id);
        }
    }

    /// All of them, sorted.
    pub(super) fn finish(self) -> Vec<String> {
        let mut ids: Vec<String> = self.taken.into_keys().collect();
        ids.sort();
        ids
    }
}

/// Whether a heading repeats the title: the same words, whatever their order and punctuation. A statute is
/// "Lag om x (1924:130)" in a list and "Lag (1924:130) om x" at its head, and neither is a second title.
fn says_the_same(heading: &str, title: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> =
            text.split_whitespace().map(slug).filter(|word| !word.is_empty()).collect();
        words.sort();
        words
    };
    let words_of_title = words(title);
    if words_of_title.is_empty() { heading.trim() == title.trim() } else { words(heading) == words_of_title }
}

/// What is written in braces after a heading.
struct Attributes<'t, 'a> {
    id: Option<&'t str>,
    classes: &'t [CowStr<'a>],
    others: &'t [(CowStr<'a>, Option<CowStr<'a>>)],
}

impl Writer<'_> {
    /// Writes the heading that begins at a token; returns the token after it.
    pub(super) fn heading(&mut self, at: usize) -> usize {
        let tokens = self.tokens;
        let Event::Start(Tag::Heading { level, id, classes, attrs }) = &tokens[at].event else {
            return at + 1;
        };
        let attributes = Attributes { id: id.as_deref(), classes, others: attrs };
        let end = self.end_of(at);
        let first_h1 = *level == HeadingLevel::H1 && !std::mem::replace(&mut self.seen_h1, true);

        let before = std::mem::take(&mut self.out);
        self.plain.begin_heading();
        self.previous = None;
        let is_title = first_h1 && self.containers == 0 && self.is_title(at + 1..end);
        self.place = if is_title { Place::Title } else { Place::Heading };
        self.tokens_in(at + 1..end);
        self.place = Place::Text;
        let text = self.plain.end_heading();
        let inner = std::mem::replace(&mut self.out, before);

        if is_title {
            self.title = Some(text).filter(|text| !text.is_empty());
            // The theme writes the title, without this id.
            if let Some(id) = attributes.id {
                self.ids.forget(id, &tokens[at].span);
            }
        } else {
            self.place_heading(*level, &attributes, text, inner.trim(), &tokens[at].span);
        }
        end + 1
    }

    /// Whether a first `# heading` is the title: there is none in the front matter, or it says the same.
    fn is_title(&mut self, inside: Range<usize>) -> bool {
        let Some(title) = self.options.title else { return true };
        // What the text is, is known when it has been written; so it is written twice, but once per page.
        let links = self.links.len();
        let told = self.diagnostics.len();
        let (out, previous) = (std::mem::take(&mut self.out), self.previous);
        self.place = Place::Title;
        self.tokens_in(inside);
        let text = self.plain.end_heading();
        self.plain.begin_heading();
        self.out = out;
        self.previous = previous;
        self.links.truncate(links);
        self.diagnostics.truncate(told);
        says_the_same(&text, title)
    }

    fn place_heading(
        &mut self,
        level: HeadingLevel,
        attributes: &Attributes<'_, '_>,
        text: String,
        inner: &str,
        span: &Range<usize>,
    ) {
        let level = level as u8;
        if level == 1 {
            let which = if self.options.title.is_some() { "in the front matter" } else { "in the first `#`" };
            self.tell(
                Diagnostic::error(
                    "markdown/h1",
                    format!("The page has its title {which}; this is a second one."),
                )
                .help("Write the heading with `##`; a page has one `#`, its title."),
                span,
            );
        }
        let level = level.max(2);
        let above = self.headings.last().map_or(1, |heading| heading.level);
        if level > above + 1 {
            let (hashes, fitting) = ("#".repeat(level.into()), "#".repeat(usize::from(above) + 1));
            self.tell(
                Diagnostic::warning(
                    "markdown/heading-level",
                    format!("A heading of level {level} follows on {above}."),
                )
                .help(format!(
                    "Write `{fitting}` for `{hashes}`: who listens to the page finds the way by the levels."
                )),
                span,
            );
        }
        if inner.is_empty() {
            self.tell(
                Diagnostic::warning("markdown/heading-empty", "The heading has no text.")
                    .help("Write a text or remove it; it is left out."),
                span,
            );
            return;
        }
        let id = match attributes.id {
            Some(id) if self.ids.is_first(id, span) => id.to_owned(),
            Some(id) => self.ids.unique(id),
            None => {
                let slug = slug(&text);
                self.ids.unique(if slug.is_empty() { "section" } else { &slug })
            }
        };
        self.plain.section(self.headings.len());
        let _ = write!(self.out, "<h{level}");
        self.attribute("id", &id);
        self.headings.push(Heading { level, id, text, span: span.clone() });
        if !attributes.classes.is_empty() {
            self.attribute("class", &attributes.classes.join(" "));
        }
        for (name, value) in attributes.others {
            if matches!(&**name, "lang" | "dir") {
                self.attribute(name, value.as_deref().unwrap_or_default());
            } else {
                self.tell(
                    Diagnostic::warning("markdown/heading-attribute", format!("`{name}` is left out."))
                        .help("A heading takes `#id`, `.class`, `lang=` and `dir=`."),
                    span,
                );
            }
        }
        let _ = writeln!(self.out, ">{inner}</h{level}>");
    }
}
