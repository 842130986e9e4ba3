//! Building again and again, for `lykta serve`: after a change only what depends on it is made anew.
//!
//! A [`Session`] keeps what each stage made. [`files`] keeps the texts, and reads those that the watcher
//! names. The [reader](content::Reader) keeps pages, and makes those anew whose file changed. The site is
//! put together from them, with [what is related](crate::site::RelatedIndex) kept; where only the text of
//! pages changed, they are put into the site that is there. [What is not as it was](crate::site::changes) decides
//! which [`outputs`] are rendered, for each remembers what it looked at. What comes out is always what a clean build
//! gives; only the order differs: first the page that was edited and those that someone looks at, then the
//! rest, then exports. The search index is left for [later](Outcome::later).

mod files;
mod outputs;

use crate::config::Config;
use crate::content::{self, Reader};
use crate::diagnostics::{self, Diagnostic};
use crate::render::Renderer;
use crate::site::{Look, Looks, RelatedIndex, Site, changes};
use crate::theme::Theme;
use crate::{Options, check, search, serve};
use files::{Changed, Files};
use outputs::Outputs;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tracing::debug_span;

/// Files that are new or different, and those that are gone.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The files by their address from the site's root.
    pub put: Vec<(String, Arc<[u8]>)>,
    /// The addresses of what is gone.
    pub gone: Vec<String>,
    /// Errors so far, which are shown over every page; without any, those of the build before are mended.
    pub errors: Vec<Diagnostic>,
}

/// What happened since the last build.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// What was changed on the disk, absolute; none if it could be anything.
    pub paths: Option<BTreeSet<PathBuf>>,
    /// Addresses of pages that somebody looks at, which come first.
    pub looked_at: BTreeSet<String>,
}

/// What there is to say when a build has ended.
#[derive(Default)]
pub struct Outcome {
    /// Errors, warnings and notes. With an error, what could not be made stays as it was.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages were rendered.
    pub rendered: usize,
    /// What may take longer than an editor wants to wait: the search index of the site as it is now.
    pub later: Option<Later>,
}

/// Work for another thread.
pub type Later = Box<dyn FnOnce() -> Update + Send>;

/// A site that is built again after each change.
pub struct Session {
    root: PathBuf,
    options: Options,
    files: Files,
    reader: Reader,
    related: RelatedIndex,
    basis: Option<Basis>,
    site: Option<Placed>,
    outputs: Outputs,
    /// The addresses of the files of the search index.
    index: Arc<Mutex<BTreeSet<String>>>,
    /// What has to be read again though nothing of it has changed since.
    due: Due,
}

/// What a build that could not end leaves to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Nothing,
    /// The pages: the site is not the one that the files make.
    Site,
    /// The configuration and the theme too.
    Basis,
    /// Everything: what is kept may be half of one state and half of another.
    All,
}

/// What every page depends on.
#[derive(Clone)]
struct Basis {
    config: Config,
    theme: Arc<Theme>,
    told: Vec<Diagnostic>,
}

/// The last site that was put together without a mistake.
struct Placed {
    site: Arc<Site>,
    /// What was told of it, besides what its files are told.
    told: Vec<Diagnostic>,
    /// What the rules told of each page's text, and at the end of all facts.
    checked: Vec<Vec<Diagnostic>>,
}

impl Session {
    /// A session that has built nothing yet.
    pub fn new(root: &Path, options: Options) -> Self {
        Self {
            // The watcher tells of paths without links.
            root: std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()),
            options,
            files: Files::default(),
            reader: Reader::default(),
            related: RelatedIndex::default(),
            basis: None,
            site: None,
            outputs: Outputs::default(),
            index: Arc::default(),
            due: Due::Basis,
        }
    }

    /// Builds what changed. Finished files are handed over as they come.
    pub fn update(&mut self, change: &Change, publish: &mut dyn FnMut(Update)) -> Outcome {
        let due = std::mem::replace(&mut self.due, Due::All);
        if due == Due::All {
            self.forget();
        }
        let done = self.build(change, due, publish);
        let (mut outcome, due) = match done {
            Ok(outcome) => (outcome, Due::Nothing),
            Err((due, diagnostics)) => (Outcome { diagnostics, ..Outcome::default() }, due),
        };
        diagnostics::sort(&mut outcome.diagnostics);
        self.due = due;
        outcome
    }

    /// Everything that a site is made from, also what is not there yet.
    pub fn watched(&self) -> Vec<PathBuf> {
        crate::inputs::PARTS.map(|part| self.root.join(part)).to_vec()
    }

    /// Begins anew, but for the knowledge of what is published.
    fn forget(&mut self) {
        let fresh = Self::new(&self.root, self.options.clone());
        let mut outputs = std::mem::take(&mut self.outputs);
        outputs.forget();
        *self = Self { outputs, index: Arc::clone(&self.index), ..fresh };
    }

    fn build(
        &mut self,
        change: &Change,
        due: Due,
        publish: &mut dyn FnMut(Update),
    ) -> Result<Outcome, (Due, Vec<Diagnostic>)> {
        let all = |one| (Due::All, vec![one]);
        let changed =
            debug_span!("refresh").in_scope(|| self.files.refresh(&self.root, change.paths.as_ref()));
        let changed = changed.map_err(all)?;
        let again = due >= Due::Basis || changed.basis;
        if again {
            self.read_basis().map_err(|told| (Due::Basis, told))?;
        }
        let site = |told| (Due::Site, told);
        let Some(basis) = self.basis.clone() else { return Err(site(Vec::new())) };
        let edited = !again && due == Due::Nothing && debug_span!("edit").in_scope(|| self.edit(&changed));
        if !edited {
            debug_span!("place").in_scope(|| self.place(&basis)).map_err(site)?;
        }
        let Some(placed) = &self.site else { return Err(site(Vec::new())) };
        let mut told = self.told(&basis, &placed.told);
        told.extend(placed.checked.iter().flatten().cloned());
        if diagnostics::any_error(&told) {
            return Err(site(told));
        }
        let renderer = debug_span!("shared").in_scope(|| Renderer::new(&placed.site, &basis.theme));
        let looked_at = |url: &str| change.looked_at.contains(url);
        let rendered = debug_span!("outputs")
            .in_scope(|| self.outputs.render(&renderer, &self.files, &looked_at, publish));
        told.extend(rendered.told);
        let later = rendered.any.then(|| self.later(Arc::clone(&placed.site), basis.theme));
        Ok(Outcome { diagnostics: told, rendered: rendered.pages, later })
    }

    /// Reads configuration and theme. Where templates alone have changed, only what uses them depends on it.
    fn read_basis(&mut self) -> Result<(), Vec<Diagnostic>> {
        let mut config = crate::read_config(&self.root, self.options.today)?;
        config.base_url = self.options.base_url.clone().or(config.base_url);
        let (theme, told) = Theme::load(&self.root, &config)?;
        match &self.basis {
            Some(before) if before.config == config && before.theme.same_but_templates(&theme) => {
                let templates = changes::differing(before.theme.templates(), theme.templates());
                self.outputs.doubt(templates.into_iter().map(Look::Template).collect());
            }
            _ => self.outputs.forget(),
        }
        self.basis = Some(Basis { config, theme: Arc::new(theme), told });
        Ok(())
    }

    /// Takes changed texts into the site that is there; false if more than texts has changed.
    fn edit(&mut self, changed: &Changed) -> bool {
        let Some(placed) = self.site.as_mut().filter(|placed| placed.told.is_empty()) else { return false };
        if changed.more_than_texts || changed.texts.len() > AT_ONCE {
            return false;
        }
        let mut looks = Looks::default();
        let mut edited = Vec::new();
        for path in &changed.texts {
            let file = self.files.text(path).cloned();
            let Some((before, after)) = file.and_then(|file| self.reader.edit(file)) else { return false };
            // The search index that is being made may still read the site as it was.
            let site = Arc::make_mut(&mut placed.site);
            let Some((id, answered)) = site.replace(&mut self.related, &before, after) else {
                self.outputs.doubt(looks);
                return false;
            };
            looks.extend(answered);
            edited.push(id);
        }
        self.outputs.doubt(looks);
        for (id, told) in edited.iter().zip(check::texts(&placed.site, &edited)) {
            placed.checked[*id] = told;
        }
        true
    }

    /// Puts the site together from all pages. One with a mistake does not take the place of the last.
    fn place(&mut self, basis: &Basis) -> Result<(), Vec<Diagnostic>> {
        let translations = &basis.theme.translations;
        let labels = crate::languages(&basis.config, |code| translations.labels(code));
        let stems = crate::languages(&basis.config, |code| translations.stems(code));
        let reading = content::Options { today: self.options.today, drafts: self.options.drafts };
        let (pages, _) = self.reader.read(self.files.texts(), &basis.config, &labels, reading);
        let config = basis.config.clone();
        let (site, told) = Site::after(&mut self.related, config, pages, self.files.copied(), &stems);
        let ids: Vec<_> = (0..site.pages.len()).collect();
        let mut checked = check::texts(&site, &ids);
        checked.push(check::facts(&site));
        let mut all = self.told(basis, &told);
        all.extend(checked.iter().flatten().cloned());
        if diagnostics::any_error(&all) {
            return Err(all);
        }
        match &self.site {
            Some(before) => self.outputs.doubt(changes::between(&before.site, &site)),
            None => self.outputs.forget(),
        }
        self.site = Some(Placed { site: Arc::new(site), told, checked });
        Ok(())
    }

    fn told(&self, basis: &Basis, site: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut told = basis.told.clone();
        told.extend(self.files.diagnostics());
        told.extend(self.reader.diagnostics());
        told.extend_from_slice(site);
        told
    }

    fn later(&self, site: Arc<Site>, theme: Arc<Theme>) -> Later {
        let published = Arc::clone(&self.index);
        Box::new(move || {
            let files = search::documents::index(&Renderer::new(&site, &theme));
            // The snapshot is given back before the next edit wants to change the site in place.
            drop(site);
            let urls: BTreeSet<String> = files.iter().map(|(url, _)| url.clone()).collect();
            let mut published = published.lock().unwrap_or_else(PoisonError::into_inner);
            let gone = published.difference(&urls).cloned().collect();
            *published = urls;
            let put = files.into_iter().map(|(url, bytes)| (url, bytes.into())).collect();
            Update { put, gone, errors: Vec::new() }
        })
    }
}

/// More changed texts than this are taken up with all others.
const AT_ONCE: usize = 20;

impl serve::Build for Session {
    fn build(&mut self, change: &Change, publish: &mut dyn FnMut(Update)) -> Outcome {
        self.update(change, publish)
    }

    fn watched(&self) -> Vec<PathBuf> {
        self.watched()
    }
}
