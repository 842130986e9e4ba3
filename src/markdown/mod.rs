//! Markdown to HTML in one pass, with what else the site needs: headings, links with their places, and
//! plain text by section.
//!
//! The result depends on the text and the [`Options`] only, never on other pages, so it can be kept while
//! other files change. Where the HTML needs to know about another page (its address, its title), it has a
//! [`Hole`]; the site stage resolves each [`Link`] and [`Body::fill`] splices the answers in.
//!
//! The way of the data: `events` reads the parser's events once and joins pieces of text; `writer` walks
//! them and writes blocks, with `inline`, `component`, `links`, `headings`, `tables`, `footnotes` and `raw` for
//! their parts; `sanitise` cleans the result where the Markdown held HTML; `holes` finds the marks that stand for links.

mod autolink;
mod component;
mod events;
mod footnotes;
mod glossary;
mod headings;
mod holes;
mod html;
mod inline;
mod links;
mod plain;
mod raw;
mod sanitise;
mod tables;
mod tags;
mod target;
mod typography;
mod writer;

#[cfg(test)]
mod tests;

pub use component::Component;
pub use glossary::{Entry, Glossary};
pub use holes::{Filled, Hole, Part};
pub use html::{escape, escape_attribute};
pub use target::Target;
pub use typography::typographic;

use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use std::borrow::Cow;
use std::ops::Range;

/// What the result depends on besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The title from front matter; without it, a first `# heading` is the title.
    pub title: Option<&'a str>,
    /// The page's language, such as `sv`; it decides the form of quotation marks.
    pub language: &'a str,
    /// Texts of the interface in that language.
    pub labels: &'a Labels,
    /// Terms to mark where the page first uses them.
    pub glossary: &'a Glossary,
    /// The page as the glossary names it: a term is not marked on its own page.
    pub own_page: Option<&'a str>,
    /// Leaves HTML in the Markdown as it is. Otherwise what is not on the list in `sanitise` goes.
    pub trusted_html: bool,
}

/// Texts of the interface that become part of the HTML. `{n}` stands for a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Labels {
    /// Heading of the list of footnotes.
    pub footnotes: String,
    /// Name of the link to a footnote.
    pub footnote: String,
    /// Name of the link back from a footnote.
    pub footnote_back: String,
    /// Title of `> [!NOTE]`.
    pub note: String,
    /// Title of `> [!TIP]`.
    pub tip: String,
    /// Title of `> [!IMPORTANT]`.
    pub important: String,
    /// Title of `> [!WARNING]`.
    pub warning: String,
    /// Title of `> [!CAUTION]`.
    pub caution: String,
    /// Said of a link that leads to another site.
    pub external_link: String,
    /// Said of a ticked box in a task list.
    pub task_done: String,
    /// Said of an empty box in a task list.
    pub task_open: String,
    /// Name of a table that can be scrolled; the nearest heading follows.
    pub table: String,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            footnotes: "Footnotes".into(),
            footnote: "Footnote {n}".into(),
            footnote_back: "Back to reference {n}".into(),
            note: "Note".into(),
            tip: "Tip".into(),
            important: "Important".into(),
            warning: "Warning".into(),
            caution: "Caution".into(),
            external_link: "external link".into(),
            task_done: "Done".into(),
            task_open: "To do".into(),
            table: "Table {n}".into(),
        }
    }
}

/// A text made from Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The text of a first `# heading`, when the front matter has no title.
    pub title: Option<String>,
    /// HTML with holes; see [`Body::fill`].
    pub html: String,
    /// The holes, in order.
    pub holes: Vec<Hole>,
    /// Every link, picture and component, in the order of the text.
    pub links: Vec<Link>,
    /// Headings from level 2, in order.
    pub headings: Vec<Heading>,
    /// Plain text by section, for search; the first is what stands before the first heading. The text of
    /// a footnote belongs to the section that first refers to it.
    pub sections: Vec<TextSection>,
    /// Pages of the glossary that are marked in the text, in the order of the text.
    pub terms: Vec<String>,
    /// Every id in the HTML, sorted: what a link with a fragment can lead to.
    pub anchors: Vec<String>,
}

impl Body {
    /// The id that a fragment means: that id itself, or the one that the text of a heading becomes, so
    /// that `[[page#Ålder och kön]]` works as well as `page.md#alder-och-kon`.
    pub fn anchor(&self, fragment: &str) -> Option<&str> {
        let exact = |id: &str| self.anchors.binary_search_by(|known| known.as_str().cmp(id)).ok();
        let by_id = exact(fragment).or_else(|| exact(&crate::slug::slug(fragment)));
        by_id.map(|at| self.anchors[at].as_str()).or_else(|| {
            self.headings.iter().find(|heading| heading.text == fragment).map(|heading| heading.id.as_str())
        })
    }
}

/// A heading of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its id on the page.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Its place in the file.
    pub span: Range<usize>,
}

/// The plain text of a section: white space is single, paragraphs are parted by line feeds; texts that
/// stand for pictures, and code, are included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextSection {
    /// Index of its heading; none for what stands before the first.
    pub heading: Option<usize>,
    /// Its text, without the heading.
    pub text: String,
    /// Where components stand in it: byte position, and index of the link.
    pub holes: Vec<(usize, usize)>,
}

impl TextSection {
    /// The text with what its components show, each by its index in [`Body::links`].
    pub fn fill(&self, resolve: impl Fn(usize) -> String) -> Cow<'_, str> {
        if self.holes.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut out = String::with_capacity(self.text.len() + 64 * self.holes.len());
        let mut from = 0;
        for (at, link) in &self.holes {
            out.push_str(&self.text[from..*at]);
            out.push_str(&resolve(*link));
            from = *at;
        }
        out.push_str(&self.text[from..]);
        Cow::Owned(out)
    }
}

/// A link, a picture or a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub target: Target,
    /// Its place in the file.
    pub span: Range<usize>,
    /// Whether it is a file that the page shows (a picture, a film), not one that it leads to.
    pub image: bool,
}

/// Makes HTML of the part of a file that is Markdown. Spans in the result, like those of diagnostics, are
/// places in the whole file.
pub fn parse(file: &SourceFile, body: Range<usize>, options: &Options) -> (Body, Vec<Diagnostic>) {
    let tokens = events::collect(&file.text, body);
    writer::Writer::new(file, options, &tokens).write()
}
