//! From files to pages: names, front matter of every kind, and Markdown.
//!
//! Front matter of all files comes first, because a page's kind may come from its section, a language
//! version takes its facts from its original, and the glossary's abbreviations are marked in every text.
//! Both halves run on all cores; neither depends on the order of files. A [`Reader`] keeps what it read, so
//! that only what changed is read again.

pub mod areas;
pub mod field;
pub mod node;
pub mod page;
pub mod period;
pub mod read;
pub mod records;
pub mod schedule;
pub mod service;
pub mod visit;

mod front_matter;
mod name;
mod reader;

pub(crate) use name::FOLDER;
pub use reader::Reader;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostics::Diagnostic;
use crate::markdown::{self, Glossary, Labels};
use crate::source::SourceFile;
use node::Node;
use page::{Front, Page};
use std::collections::HashMap;
use std::sync::Arc;

/// What decides which pages are part of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day of the build.
    pub today: Date,
    /// Whether drafts and pages outside their time are part of it.
    pub drafts: bool,
}

/// The front matter of a file that has been read before, as a tree that knows where each text stands.
pub(crate) fn front_matter_tree(file: &SourceFile) -> Option<Node> {
    front_matter::split(file).ok().map(|read| read.root)
}

/// Reads the pages of a site. All mistakes are told; pages with one are left out.
pub fn read(
    files: Vec<SourceFile>,
    config: &Config,
    labels: &HashMap<String, Labels>,
    options: Options,
) -> (Vec<Arc<Page>>, Vec<Diagnostic>) {
    Reader::default().read(files, config, labels, options)
}

/// A folder and those above it, the top (`""`) first.
pub(crate) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    let below = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    std::iter::once("").chain(below).chain((!folder.is_empty()).then_some(folder))
}

fn not_of_an_article(file: &SourceFile) -> Diagnostic {
    let message = "Only an article can have an easy-to-read version.";
    let help = "A record shows facts, which are the same for all; write an article about it.";
    Diagnostic::error("content/easy", message).in_file(&file.path).help(help)
}

fn no_original(file: &SourceFile) -> Diagnostic {
    Diagnostic::error("content/easy", "There is no page that this is the easy-to-read version of.")
        .in_file(&file.path)
        .help("Write the page itself too, or rename the file.")
}

fn read_body(page: &mut Page, config: &Config, labels: &Labels, glossary: &Glossary) -> Vec<Diagnostic> {
    let options = markdown::Options {
        title: page.front.title.as_ref().map(|title| title.value.as_str()),
        language: &page.name.language,
        labels,
        glossary,
        own_page: Some(page.id()),
        trusted_html: config.trusted_html,
    };
    let (body, told) = markdown::parse(&page.file, page.body_span.clone(), &options);
    page.body = body;
    // Front matter is typed with straight quotes like the text below it, and shown beside it.
    let Front { title, description, .. } = &mut page.front;
    for text in title.iter_mut().map(|title| &mut title.value).chain(description) {
        *text = markdown::typographic(text, &page.name.language);
    }
    told
}

fn no_title(page: &Page) -> Option<Diagnostic> {
    let titled = page.front.title.is_some() || page.body.title.is_some();
    (!titled).then(|| {
        Diagnostic::error("content/no-title", "The page has no title.")
            .at(page.file.locate(0..0))
            .help("Begin the file with `---`, `title: …` and `---`, or with a heading `# …`.")
    })
}
