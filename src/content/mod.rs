//! From files to pages: names, front matter of every kind, and Markdown.
//!
//! Front matter of all files comes first, because a page's kind may come from its section, a language
//! version takes its facts from its original, and the glossary's abbreviations are marked in every text.
//! Both halves run on all cores; neither depends on the order of files.

pub mod areas;
pub mod field;
pub mod node;
pub mod page;
pub mod read;
pub mod records;
pub mod service;
pub mod visit;

mod front_matter;
mod name;

pub(crate) use name::FOLDER;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostics::Diagnostic;
use crate::markdown::{self, Body, Glossary, Labels};
use crate::source::SourceFile;
use front_matter::FrontMatter;
use node::Node;
use page::{Cascade, Details, Front, Kind, Name, Page};
use rayon::prelude::*;
use read::Problems;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What decides which pages are part of the site.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day of the build.
    pub today: Date,
    /// Whether drafts and pages outside their time are part of it.
    pub drafts: bool,
}

/// A file whose front matter has been read as a tree.
struct Parsed {
    file: SourceFile,
    name: Name,
    front_matter: FrontMatter,
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
) -> (Vec<Page>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let parsed = collect(files.into_par_iter().map(|file| parse(file, config)).collect(), &mut diagnostics);
    let (originals, translations) = split(parsed, config);
    let cascades = cascades(&originals);
    let known: HashSet<String> = originals.iter().map(|parsed| parsed.name.key()).collect();

    let mut pages: Vec<Page> = collect(
        originals.into_par_iter().map(|parsed| original(parsed, &cascades)).collect(),
        &mut diagnostics,
    );
    let by_key: HashMap<String, (&Front, &Details)> =
        pages.iter().map(|page| (page.name.key(), (&page.front, &page.details))).collect();
    let versions: Vec<Page> = collect(
        translations.into_par_iter().map(|parsed| translation(parsed, &by_key, &known)).collect(),
        &mut diagnostics,
    );
    pages.extend(versions);
    pages.retain(|page| options.drafts || (!page.front.draft && page.front.is_live(options.today)));

    let glossaries = glossaries(&pages, config);
    let fallback = Labels::default();
    let told: Vec<Vec<Diagnostic>> = pages
        .par_iter_mut()
        .map(|page| {
            let language = page.name.language.as_str();
            let labels = labels.get(language).unwrap_or(&fallback);
            let told = read_body(page, config, labels, &glossaries[language]);
            told.into_iter().chain(no_title(page)).collect()
        })
        .collect();
    diagnostics.extend(told.into_iter().flatten());
    (pages, diagnostics)
}

/// Keeps what could be read and gathers what was told.
fn collect<T>(results: Vec<(Option<T>, Vec<Diagnostic>)>, diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    let mut kept = Vec::with_capacity(results.len());
    for (value, told) in results {
        kept.extend(value);
        diagnostics.extend(told);
    }
    kept
}

fn parse(file: SourceFile, config: &Config) -> (Option<Parsed>, Vec<Diagnostic>) {
    let name = match name::parse(&file, config) {
        Ok(name) => name,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    match front_matter::split(&file) {
        Ok(front_matter) => (Some(Parsed { file, name, front_matter }), Vec::new()),
        Err(diagnostic) => (None, vec![diagnostic]),
    }
}

/// Pages that stand for themselves, and versions of them in another language or easy to read. A page that
/// exists in one language only stands for itself.
fn split(parsed: Vec<Parsed>, config: &Config) -> (Vec<Parsed>, Vec<Parsed>) {
    let rank = |language: &str| config.languages.iter().position(|known| known.code == language);
    let mut first: HashMap<String, Option<usize>> = HashMap::new();
    for one in parsed.iter().filter(|one| !one.name.easy) {
        let rank = rank(&one.name.language);
        first.entry(one.name.key()).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
    }
    let is_original =
        |one: &Parsed| !one.name.easy && first.get(&one.name.key()) == Some(&rank(&one.name.language));
    parsed.into_iter().partition(is_original)
}

/// What each folder hands down to the pages below it.
fn cascades(originals: &[Parsed]) -> BTreeMap<String, Cascade> {
    let mut own: BTreeMap<&str, Cascade> = BTreeMap::new();
    for section in originals.iter().filter(|one| one.name.is_section()) {
        // Mistakes in it are told when the section itself is read.
        let mut unheard = Problems::new(&section.file);
        let node = section.front_matter.root.get("cascade");
        let cascade = node.and_then(|node| <Cascade as read::Read>::read(node, &mut unheard));
        own.insert(&section.name.folder, cascade.unwrap_or_default());
    }
    let mut all = BTreeMap::new();
    for one in originals {
        let mut cascade = Cascade::default();
        for folder in ancestors(&one.name.folder) {
            if let Some(here) = own.get(folder) {
                cascade = here.or(&cascade);
            }
        }
        all.insert(one.name.folder.clone(), cascade);
    }
    all
}

/// A folder and those above it, the top (`""`) first.
pub(crate) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    let below = folder.match_indices('/').map(|(at, _)| &folder[..at]);
    std::iter::once("").chain(below).chain((!folder.is_empty()).then_some(folder))
}

fn original(parsed: Parsed, cascades: &BTreeMap<String, Cascade>) -> (Option<Page>, Vec<Diagnostic>) {
    let none = Cascade::default();
    let cascade = cascades.get(&parsed.name.folder).unwrap_or(&none);
    typed(parsed, |root, name, problems| page::read_original(root, name, cascade, problems))
}

fn translation(
    parsed: Parsed,
    originals: &HashMap<String, (&Front, &Details)>,
    known: &HashSet<String>,
) -> (Option<Page>, Vec<Diagnostic>) {
    let Some(original) = originals.get(&parsed.name.key()).copied() else {
        // A language version has an original, which then had a mistake of its own; there is no more to say.
        let lone = parsed.name.easy && !known.contains(&parsed.name.key());
        return (None, lone.then(|| no_original(&parsed.file)).into_iter().collect());
    };
    if parsed.name.easy && original.1.kind() != Kind::Article {
        let message = "Only an article can have an easy-to-read version.";
        let help = "A record shows facts, which are the same for all; write an article about it.";
        let diagnostic = Diagnostic::error("content/easy", message).in_file(&parsed.file.path).help(help);
        return (None, vec![diagnostic]);
    }
    typed(parsed, |root, name, problems| page::read_translation(root, original, name.easy, problems))
}

fn no_original(file: &SourceFile) -> Diagnostic {
    Diagnostic::error("content/easy", "There is no page that this is the easy-to-read version of.")
        .in_file(&file.path)
        .help("Write the page itself too, or rename the file.")
}

fn typed(
    parsed: Parsed,
    read: impl FnOnce(&Node, &Name, &mut Problems<'_>) -> Option<(Front, Details)>,
) -> (Option<Page>, Vec<Diagnostic>) {
    let Parsed { file, name, front_matter } = parsed;
    let mut problems = Problems::new(&file);
    let read = read(&front_matter.root, &name, &mut problems);
    let told = problems.finish();
    let body_span = front_matter.body;
    let page =
        read.map(|(front, details)| Page { file, name, front, details, body_span, body: Body::default() });
    (page, told)
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

/// The abbreviations of each language: terms that have an expansion, or are written in capitals.
fn glossaries(pages: &[Page], config: &Config) -> HashMap<String, Glossary> {
    let mut entries: HashMap<&str, Vec<markdown::Entry>> = HashMap::new();
    for page in pages {
        let Details::Term(term) = &page.details else { continue };
        let Some(title) = page.front.title.as_ref().map(|title| title.value.as_str()) else { continue };
        let capitals = title.chars().filter(|letter| letter.is_uppercase()).count() >= 2
            && !title.contains(char::is_lowercase);
        let expansion = term.expansion.value();
        if capitals || expansion.is_some() {
            entries.entry(&page.name.language).or_default().push(markdown::Entry {
                abbreviation: title.to_owned(),
                expansion: expansion.cloned(),
                page: page.id().to_owned(),
            });
        }
    }
    config
        .languages
        .iter()
        .map(|language| {
            let entries = entries.remove(language.code.as_str()).unwrap_or_default();
            (language.code.clone(), Glossary::new(entries))
        })
        .collect()
}
