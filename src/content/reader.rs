//! Reading again what was read before: a page is made anew only when what it is made from has changed.
//!
//! Three steps lead from a file to a page, and each keeps its result with what it came from: the front
//! matter as a tree comes from the text; the page without its body from that tree and what its section
//! hands down, or what its original says; and the page from that and the glossary of its language. A clean
//! build is a reader's first reading.

use super::front_matter::{self, FrontMatter};
use super::page::{self, Cascade, Details, Kind, Name, Page};
use super::read::{self, Problems};
use super::{Options, ancestors, name, no_original, no_title, not_of_an_article, read_body};
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::markdown::{Body, Entry, Glossary, Labels};
use crate::source::SourceFile;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What a step gave, and what it had to say.
type Told<T> = (Option<Arc<T>>, Vec<Diagnostic>);

/// Reads files, and keeps what it read.
#[derive(Default)]
pub struct Reader {
    /// By path.
    files: Vec<Kept>,
    glossaries: HashMap<String, Arc<Glossary>>,
    /// What every page depends on.
    basis: Option<Basis>,
}

/// What every page depends on.
#[derive(Clone, PartialEq)]
struct Basis {
    config: Config,
    labels: HashMap<String, Labels>,
    options: Options,
}

/// A file whose front matter has been read as a tree.
struct Parsed {
    name: Name,
    front_matter: FrontMatter,
}

/// A file with the results of the steps.
struct Kept {
    file: SourceFile,
    parsed: Told<Parsed>,
    typed: Option<(Given, Told<Page>)>,
    page: Option<(Arc<Glossary>, Told<Page>)>,
}

/// What front matter alone does not say.
enum Given {
    /// What the sections above hand down.
    Cascade(Cascade),
    /// The original, which has the facts of a version; none if it has a mistake, or (`false`) is not there.
    Original(Option<Arc<Page>>, bool),
}

impl Given {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cascade(one), Self::Cascade(other)) => one == other,
            (Self::Original(Some(one), _), Self::Original(Some(other), _)) => {
                Arc::ptr_eq(one, other) || (one.front == other.front && one.details == other.details)
            }
            (Self::Original(None, one), Self::Original(None, other)) => one == other,
            _ => false,
        }
    }
}

impl Reader {
    /// Reads the pages of a site. All mistakes are told; pages with one are left out.
    pub fn read(
        &mut self,
        mut files: Vec<SourceFile>,
        config: &Config,
        labels: &HashMap<String, Labels>,
        options: Options,
    ) -> (Vec<Arc<Page>>, Vec<Diagnostic>) {
        let basis = Basis { config: config.clone(), labels: labels.clone(), options };
        if self.basis.as_ref() != Some(&basis) {
            *self = Self { basis: Some(basis), ..Self::default() };
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let mut before = std::mem::take(&mut self.files).into_iter().peekable();
        let files: Vec<(SourceFile, Option<Kept>)> = files
            .into_iter()
            .map(|file| {
                while before.next_if(|kept| kept.file.path < file.path).is_some() {}
                let kept = before.next_if(|kept| kept.file.path == file.path);
                let same = kept
                    .filter(|kept| Arc::ptr_eq(&kept.file.text, &file.text) || kept.file.text == file.text);
                (file, same)
            })
            .collect();
        self.files = files
            .into_par_iter()
            .map(|(file, same)| same.unwrap_or_else(|| Kept::new(file, config)))
            .collect();

        let originals = self.originals(config);
        let cascades = self.cascades(&originals);
        self.files.par_iter_mut().zip(&originals).filter(|(_, original)| **original).for_each(|(kept, _)| {
            let folder = kept.parsed.0.as_ref().map(|parsed| parsed.name.folder.as_str());
            let cascade = folder.and_then(|folder| cascades.get(folder)).cloned().unwrap_or_default();
            kept.take_up(Given::Cascade(cascade));
        });
        let versioned = originals.iter().any(|original| !original);
        let mut by_key: HashMap<String, Arc<Page>> = HashMap::new();
        let mut known: HashSet<String> = HashSet::new();
        if versioned {
            let files = self.files.iter().zip(&originals).filter(|(_, original)| **original);
            known.extend(files.filter_map(|(kept, _)| Some(kept.parsed.0.as_ref()?.name.key())));
            let pages = self.files.iter().zip(&originals).filter(|(_, original)| **original);
            let pages = pages.filter_map(|(kept, _)| kept.typed.as_ref()?.1.0.clone());
            by_key.extend(pages.map(|page| (page.name.key(), page)));
        }
        self.files.par_iter_mut().zip(&originals).filter(|(_, original)| !**original).for_each(
            |(kept, _)| {
                let original =
                    kept.parsed.0.as_ref().and_then(|parsed| by_key.get(&parsed.name.key())).cloned();
                let known = kept.parsed.0.as_ref().is_some_and(|parsed| known.contains(&parsed.name.key()));
                kept.take_up(Given::Original(original, known));
            },
        );
        self.read_glossaries(config, options);
        let (glossaries, fallback) = (&self.glossaries, Labels::default());
        self.files.par_iter_mut().for_each(|kept| {
            let Some(language) = kept.live(options).map(|page| page.name.language.clone()) else {
                kept.page = None;
                return;
            };
            let labels = labels.get(&language).unwrap_or(&fallback);
            kept.finish(config, labels, &glossaries[&language]);
        });
        let pages = self.files.iter().filter_map(|kept| kept.page.as_ref()?.1.0.clone());
        (pages.collect(), self.diagnostics())
    }

    /// Takes a file of which nothing but the text below its front matter has changed, and gives its page
    /// before and after: such an edit touches no other page. None if more has changed.
    pub fn edit(&mut self, file: SourceFile) -> Option<(Arc<Page>, Arc<Page>)> {
        let Basis { config, labels, .. } = self.basis.as_ref()?;
        let at = self.files.binary_search_by(|kept| kept.file.path.as_str().cmp(&file.path)).ok()?;
        let kept = &mut self.files[at];
        let (glossary, (Some(before), _)) = kept.page.as_ref()? else { return None };
        let (before, glossary) = (Arc::clone(before), Arc::clone(glossary));
        let typed = kept.typed.as_ref()?.1.0.clone()?;
        let front_matter = front_matter::split(&file).ok()?;
        let start = front_matter.body.start;
        if typed.body_span.start != start || kept.file.text.get(..start) != file.text.get(..start) {
            return None;
        }
        let name = typed.name.clone();
        let labels = labels.get(&name.language).cloned().unwrap_or_default();
        let typed = Page { file: file.clone(), body_span: front_matter.body.clone(), ..(*typed).clone() };
        kept.file = file;
        kept.parsed.0 = Some(Arc::new(Parsed { name, front_matter }));
        if let Some((_, (kept, _))) = &mut kept.typed {
            *kept = Some(Arc::new(typed));
        }
        kept.page = None;
        kept.finish(config, &labels, &glossary);
        let after = kept.page.as_ref()?.1.0.clone()?;
        Some((before, after))
    }

    /// Everything that is to be told of the files.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let told = |kept: &Kept| {
            let typed = kept.typed.iter().flat_map(|(_, (_, told))| told);
            let page = kept.page.iter().flat_map(|(_, (_, told))| told);
            kept.parsed.1.iter().chain(typed).chain(page).cloned().collect::<Vec<_>>()
        };
        self.files.iter().flat_map(told).collect()
    }

    /// Which files stand for themselves, and are no version of another one in another language or easy to
    /// read. A page that exists in one language only stands for itself.
    fn originals(&self, config: &Config) -> Vec<bool> {
        let rank = |language: &str| config.languages.iter().position(|known| known.code == language);
        let parsed = || self.files.iter().map(|kept| kept.parsed.0.as_ref());
        if config.languages.len() == 1 && !parsed().flatten().any(|one| one.name.easy) {
            return vec![true; self.files.len()];
        }
        let mut first: HashMap<String, Option<usize>> = HashMap::new();
        for one in parsed().flatten().filter(|one| !one.name.easy) {
            let rank = rank(&one.name.language);
            first.entry(one.name.key()).and_modify(|best| *best = rank.min(*best)).or_insert(rank);
        }
        let original = |one: Option<&Arc<Parsed>>| {
            one.is_none_or(|one| {
                !one.name.easy && first.get(&one.name.key()) == Some(&rank(&one.name.language))
            })
        };
        parsed().map(original).collect()
    }

    /// What each folder hands down to the pages below it.
    fn cascades(&self, originals: &[bool]) -> BTreeMap<String, Cascade> {
        let mut own: BTreeMap<&str, Cascade> = BTreeMap::new();
        let mut folders: BTreeMap<&str, Cascade> = BTreeMap::new();
        for (kept, _) in self.files.iter().zip(originals).filter(|(_, original)| **original) {
            let Some(parsed) = &kept.parsed.0 else { continue };
            folders.entry(&parsed.name.folder).or_default();
            if parsed.name.is_section() {
                // Mistakes in it are told when the section itself is read.
                let mut unheard = Problems::new(&kept.file);
                let node = parsed.front_matter.root.get("cascade");
                let cascade = node.and_then(|node| <Cascade as read::Read>::read(node, &mut unheard));
                own.insert(&parsed.name.folder, cascade.unwrap_or_default());
            }
        }
        for (folder, cascade) in &mut folders {
            for above in ancestors(folder) {
                if let Some(here) = own.get(above) {
                    *cascade = here.or(cascade);
                }
            }
        }
        folders.into_iter().map(|(folder, cascade)| (folder.to_owned(), cascade)).collect()
    }

    /// The abbreviations of each language: terms that have an expansion, or are written in capitals.
    fn read_glossaries(&mut self, config: &Config, options: Options) {
        let mut entries: HashMap<String, Vec<Entry>> = HashMap::new();
        for page in self.files.iter().filter_map(|kept| kept.live(options)) {
            let Details::Term(term) = &page.details else { continue };
            let Some(title) = page.front.title.as_ref().map(|title| title.value.as_str()) else { continue };
            let capitals = title.chars().filter(|letter| letter.is_uppercase()).count() >= 2
                && !title.contains(char::is_lowercase);
            let expansion = term.expansion.value();
            if capitals || expansion.is_some() {
                entries.entry(page.name.language.clone()).or_default().push(Entry {
                    abbreviation: title.to_owned(),
                    expansion: expansion.cloned(),
                    page: page.id().to_owned(),
                });
            }
        }
        for language in &config.languages {
            let glossary = Glossary::new(entries.remove(&language.code).unwrap_or_default());
            if self.glossaries.get(&language.code).is_none_or(|kept| **kept != glossary) {
                self.glossaries.insert(language.code.clone(), Arc::new(glossary));
            }
        }
    }
}

impl Kept {
    fn new(file: SourceFile, config: &Config) -> Self {
        let parsed = name::parse(&file, config).and_then(|name| {
            let front_matter = front_matter::split(&file)?;
            Ok(Parsed { name, front_matter })
        });
        let parsed = match parsed {
            Ok(parsed) => (Some(Arc::new(parsed)), Vec::new()),
            Err(diagnostic) => (None, vec![diagnostic]),
        };
        Self { file, parsed, typed: None, page: None }
    }

    /// Reads the front matter, if what it is read with is not as it was.
    fn take_up(&mut self, given: Given) {
        if self.typed.as_ref().is_some_and(|(before, _)| before.same(&given)) {
            return;
        }
        self.page = None;
        self.typed = self.parsed.0.as_deref().map(|parsed| {
            let typed = self.typed(parsed, &given);
            (given, typed)
        });
    }

    fn typed(&self, parsed: &Parsed, given: &Given) -> Told<Page> {
        let Parsed { name, front_matter } = parsed;
        let mut problems = Problems::new(&self.file);
        let read = match given {
            Given::Cascade(cascade) => page::read_original(&front_matter.root, name, cascade, &mut problems),
            Given::Original(Some(original), _) if name.easy && original.kind() != Kind::Article => {
                return (None, vec![not_of_an_article(&self.file)]);
            }
            Given::Original(Some(original), _) => {
                let original = (&original.front, &original.details);
                page::read_translation(&front_matter.root, original, name.easy, &mut problems)
            }
            // A language version has an original, which then had a mistake of its own; there is no more to say.
            Given::Original(None, known) => {
                let lone = name.easy && !known;
                return (None, lone.then(|| no_original(&self.file)).into_iter().collect());
            }
        };
        let page = read.map(|(front, details)| {
            Arc::new(Page {
                file: self.file.clone(),
                name: name.clone(),
                front,
                details,
                body_span: front_matter.body.clone(),
                body: Body::default(),
            })
        });
        (page, problems.finish())
    }

    /// The page without its body, if it is part of the site.
    fn live(&self, options: Options) -> Option<&Arc<Page>> {
        let page = self.typed.as_ref()?.1.0.as_ref()?;
        (options.drafts || (!page.front.draft && page.front.is_live(options.today))).then_some(page)
    }

    /// Reads the Markdown, if the glossary is not the one that it was read with.
    fn finish(&mut self, config: &Config, labels: &Labels, glossary: &Arc<Glossary>) {
        let same = self.page.as_ref().is_some_and(|(before, _)| Arc::ptr_eq(before, glossary));
        let typed = self.typed.as_ref().and_then(|(_, (page, _))| page.as_ref());
        if let (false, Some(typed)) = (same, typed) {
            let mut page = (**typed).clone();
            let told = read_body(&mut page, config, labels, glossary);
            let told = told.into_iter().chain(no_title(&page)).collect();
            self.page = Some((Arc::clone(glossary), (Some(Arc::new(page)), told)));
        }
    }
}
