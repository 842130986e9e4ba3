//! Search: an index of the pages, and the script that reads it.
//!
//! Takes the text of pages and gives files; it touches neither the site nor the disk. The order of work:
//! [`read`] turns each page into words ([`analysis`]), [`vocabulary`] joins their forms into classes with
//! one stem and finds the parts of compounds, [`postings`] weighs each class on each page and in each
//! section, [`terms`], [`texts`] and [`spelling`] write the chunks, and [`root`] the one file that lists them. Titles
//! come with the root ([`titles`]), of a very large site with the words that bring them ([`heads`]). [`synonyms`]
//! adds what a text means to what it says. A reader loads the root, then the chunks of the words asked for, then
//! the texts of the results that are shown.
//!
//! Every stage is parallel by page or by class and joins its results in order, so the same documents
//! always give the same bytes.

pub mod documents;

mod analysis;
mod block_sort;
mod compound;
mod encode;
mod heads;
mod language;
#[cfg(test)]
mod parity;
mod postings;
mod read;
mod root;
mod spelling;
mod synonyms;
mod terms;
mod texts;
mod titles;
mod vocabulary;

pub(crate) use analysis::raw_words;

use language::Language;
use read::Group;
use spelling::Spelling;
use std::borrow::Cow;
use terms::Terms;
use tracing::debug_span;

/// One page to be found.
#[derive(Clone, Debug, Default)]
pub struct Document<'a> {
    /// Its address from the site's root, such as `stod/evonhuset.html`.
    pub url: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What it is (`service`, `article` …): the facet `type`.
    pub kind: &'a str,
    /// Other names and keywords: each is searched as if it were the title.
    pub names: Vec<&'a str>,
    /// Its description.
    pub lead: &'a str,
    /// Its text by heading. What comes before the first heading is a section without id and title.
    pub sections: Vec<Section<'a>>,
    /// The text of a record's fields.
    pub record: String,
    /// Facets, each with the page's values.
    pub facets: Vec<(&'a str, Vec<String>)>,
    /// Whether it is for others than those whom most readers ask for: such a page comes after one that
    /// answers nearly as well.
    pub lesser: bool,
    /// Short contact lines shown in a result; the index only hands them on.
    pub contact: Option<String>,
}

impl Document<'_> {
    /// How long its text is, in bytes.
    fn length(&self) -> usize {
        self.record.len() + self.sections.iter().map(|section| section.text.len()).sum::<usize>()
    }
}

/// A heading and the text under it.
#[derive(Clone, Debug, Default)]
pub struct Section<'a> {
    /// The heading's id, for a link to it.
    pub id: Option<&'a str>,
    /// The heading.
    pub title: Option<&'a str>,
    /// The text, without markup.
    pub text: Cow<'a, str>,
}

/// What a site knows of its words.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Groups of expressions that mean the same: a page that holds one is found, with less weight, by the
    /// others.
    pub synonyms: Vec<Vec<String>>,
}

/// The index of the pages of one language.
#[derive(Debug)]
pub struct Index {
    files: Vec<(String, Vec<u8>)>,
}

impl Index {
    /// The files to publish, as paths from the site's root: `search/root.<language>.js`, whose name never
    /// changes, and chunks named by their content.
    pub fn files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }
}

/// Of a site of at most so many bytes of text the whole index stands in the root: one hop, no chunks.
const WHOLE: usize = 200_000;

/// What comes with the root of an index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtOnce {
    /// Every chunk.
    All,
    /// All titles.
    Titles,
    /// Neither: chunks of words bring the titles that they are likely to need.
    Nothing,
}

/// Indexes the pages of one language. The same pages give the same bytes, in whatever order they come.
pub fn build(language: &str, documents: &[Document<'_>], options: &Options) -> Index {
    let prefix: String = language
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let language = Language::new(language);
    let mut documents: Vec<&Document<'_>> = documents.iter().collect();
    documents.sort_by_key(|document| document.url);
    let whole = documents.iter().map(|document| document.length()).sum::<usize>() <= WHOLE;
    let mut groups = debug_span!("words").in_scope(|| read::read_all(&documents, &language));
    groups.push(synonyms::read_groups(&options.synonyms, &language));
    let titles = if whole { None } else { titles::list(&documents) };
    let at_once = match &titles {
        _ if whole => AtOnce::All,
        Some(_) => AtOnce::Titles,
        None => AtOnce::Nothing,
    };
    let texts = || {
        let titles = debug_span!("titles").in_scope(|| titles.as_deref().map(titles::packed));
        (titles, debug_span!("texts").in_scope(|| texts::chunks(&documents, &prefix, at_once)))
    };
    // Side by side: making sense of the words takes turns between all cores and one, and texts fill the gaps.
    let ((terms, spelling), (titles, texts)) =
        rayon::join(|| words(groups, &documents, &language, &prefix, at_once), texts);
    let parts = root::Parts { terms, texts, spelling, titles, whole };
    Index { files: root::files(&language, &documents, parts, &prefix) }
}

/// The chunks that say which page holds which word: of the groups of pages as they were read, and that of the
/// synonyms.
fn words(
    groups: Vec<Group>,
    documents: &[&Document<'_>],
    language: &Language,
    prefix: &str,
    at_once: AtOnce,
) -> (Terms, Spelling) {
    let joined = debug_span!("classes").in_scope(|| vocabulary::Vocabulary::join(groups, language));
    let (vocabulary, mut readings) = joined;
    let groups = readings.split_off(documents.len());
    let synonyms = synonyms::Synonyms::collect(&groups, &vocabulary);
    let postings = debug_span!("weights").in_scope(|| postings::weigh(&readings, &vocabulary, &synonyms));
    drop(readings);
    rayon::join(
        || {
            debug_span!("terms")
                .in_scope(|| terms::chunks(&vocabulary, &postings, documents, prefix, at_once))
        },
        || debug_span!("spelling").in_scope(|| spelling::chunks(&vocabulary, &postings, prefix)),
    )
}

/// The script that answers queries, loaded when the search field gets focus; to be minified by whoever
/// publishes it.
pub fn engine() -> String {
    let parts = [
        include_str!("client/bytes.js"),
        include_str!("client/words.js"),
        include_str!("client/index.js"),
        include_str!("client/titles.js"),
        include_str!("client/match.js"),
        include_str!("client/spell.js"),
        include_str!("client/phrase.js"),
        include_str!("client/rank.js"),
        include_str!("client/sections.js"),
        include_str!("client/excerpt.js"),
        include_str!("client/engine.js"),
    ];
    format!("(function(){{\"use strict\";\n{}\nlykta.engine=createEngine;\n}})();\n", parts.concat())
}

/// The small script that every page loads: it defines `lykta.loadSearch()` and `lykta.search()`.
pub fn loader() -> &'static str {
    include_str!("client/loader.js")
}
