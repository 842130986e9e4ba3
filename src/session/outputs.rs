//! What is published, and what each file of it looked at while it was made.

use super::Update;
use super::files::{self, Files};
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::publish::Names;
use crate::render::{Common, Job, Renderer};
use crate::site::view::Key;
use crate::site::{Look, Looks};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use tracing::debug_span;

/// So many files are handed over at once.
const TOGETHER: usize = 512;

/// What is published.
#[derive(Default)]
pub(super) struct Outputs {
    /// What each page looked at; none if it has to be made anew in any case.
    pages: HashMap<String, Option<Box<[Look]>>>,
    /// The state of each copied file.
    copied: BTreeMap<String, (String, u64)>,
    assets: BTreeSet<String>,
    exports: BTreeSet<String>,
    /// The looks that are answered otherwise than when the pages were made.
    doubted: Looks,
    languages: Arc<HashMap<String, Common>>,
    /// Files that would lie at one address.
    collisions: Vec<Diagnostic>,
}

/// What came of a rendering.
#[derive(Default)]
pub(super) struct Rendered {
    /// How many pages were made.
    pub(super) pages: usize,
    /// Errors of templates and of files that could not be read.
    pub(super) told: Vec<Diagnostic>,
    /// Whether anything may be different.
    pub(super) any: bool,
}

impl Outputs {
    /// Everything has to be made anew.
    pub(super) fn forget(&mut self) {
        for looks in self.pages.values_mut() {
            *looks = None;
        }
        self.copied.values_mut().for_each(|(_, version)| *version = 0);
        self.doubted.insert(Look::Everything);
    }

    /// These looks are answered otherwise now.
    pub(super) fn doubt(&mut self, looks: Looks) {
        self.doubted.extend(looks);
    }

    /// Makes what has to be made, and hands it over: first what is urgent.
    pub(super) fn render(
        &mut self,
        renderer: &Renderer<'_>,
        files: &Files,
        looked_at: &dyn Fn(&str) -> bool,
        publish: &mut dyn FnMut(Update),
    ) -> Rendered {
        self.doubt_languages(renderer);
        let doubted = std::mem::take(&mut self.doubted);
        let jobs: Vec<(Job, Cow<'_, str>)> = debug_span!("jobs")
            .in_scope(|| renderer.jobs().into_iter().map(|job| (job, renderer.url(job))).collect());
        let mut rendered = Rendered { any: !doubted.is_empty(), ..Rendered::default() };
        let moved = debug_span!("moved").in_scope(|| self.moved(renderer, &jobs));
        // What pages refer to is there before they are.
        let mut update = Update::default();
        self.put_assets(renderer, &mut update);
        self.put_copied(renderer, files, &mut update, &mut rendered.told);

        let stale = |url: &str| match self.pages.get(url) {
            Some(Some(looks)) => looks.iter().any(|look| doubted.contains(look)),
            _ => true,
        };
        let stale: Vec<(Job, String)> = debug_span!("stale").in_scope(|| {
            jobs.par_iter()
                .filter(|(_, url)| stale(url))
                .map(|(job, url)| (*job, url.clone().into_owned()))
                .collect()
        });
        let edited = |url: &str| doubted.contains(&Look::Whole(Key::of(url)));
        let (urgent, rest): (Vec<_>, Vec<_>) = stale
            .into_iter()
            .partition(|(_, url)| looked_at(url) || (edited(url) && doubted.len() < TOGETHER));
        for group in std::iter::once(urgent.as_slice()).chain(rest.chunks(TOGETHER)) {
            self.make(renderer, group, &mut update, &mut rendered);
            update.errors.clone_from(&rendered.told);
            if !(update.put.is_empty() && update.gone.is_empty()) {
                publish(std::mem::take(&mut update));
            }
        }
        rendered.any |= rendered.pages > 0;
        if (rendered.any && self.put_exports(renderer, &mut update)) || moved {
            self.collisions = claim(renderer, &jobs, &self.exports);
            self.remove(renderer, &jobs, &mut update);
        }
        rendered.told.extend(self.collisions.iter().cloned());
        update.errors.clone_from(&rendered.told);
        publish(update);
        rendered
    }

    /// What all pages of a language have is compared as a whole.
    fn doubt_languages(&mut self, renderer: &Renderer<'_>) {
        let now = renderer.languages();
        let languages = self.languages.keys().chain(now.keys());
        let other = languages.filter(|language| self.languages.get(*language) != now.get(*language));
        self.doubted.extend(other.map(|language| Look::Language(Key::of(language))));
        self.languages = Arc::clone(now);
    }

    fn make(
        &mut self,
        renderer: &Renderer<'_>,
        jobs: &[(Job, String)],
        update: &mut Update,
        rendered: &mut Rendered,
    ) {
        let made: Vec<_> = jobs.par_iter().map(|(job, _)| renderer.render_noting(*job)).collect();
        for ((_, url), (file, looks)) in jobs.iter().zip(made) {
            match file {
                Ok(file) => {
                    rendered.pages += 1;
                    self.pages.insert(url.clone(), Some(looks.into_iter().collect()));
                    update.put.push((file.url, file.bytes.into()));
                }
                // The page stays as it was, and is tried again.
                Err(diagnostic) => {
                    self.pages.insert(url.clone(), None);
                    rendered.told.push(diagnostic);
                }
            }
        }
    }

    fn put_assets(&mut self, renderer: &Renderer<'_>, update: &mut Update) {
        for asset in &renderer.theme.assets {
            // The address of an asset holds a hash of its bytes.
            if !self.assets.contains(&asset.url) {
                update.put.push((asset.url.clone(), asset.bytes.as_slice().into()));
            }
        }
    }

    fn put_copied(
        &mut self,
        renderer: &Renderer<'_>,
        files: &Files,
        update: &mut Update,
        told: &mut Vec<Diagnostic>,
    ) {
        for file in &renderer.site.all().files {
            let state = (file.path.clone(), files.version(&file.path));
            if self.copied.get(&file.url) == Some(&state) {
                continue;
            }
            match files::bytes(file) {
                Ok(bytes) => {
                    update.put.push((file.url.clone(), bytes));
                    self.copied.insert(file.url.clone(), state);
                }
                Err(diagnostic) => told.push(diagnostic),
            }
        }
    }

    /// Whether anything comes to another address, or goes.
    fn moved(&self, renderer: &Renderer<'_>, jobs: &[(Job, Cow<'_, str>)]) -> bool {
        let (files, assets) = (&renderer.site.all().files, &renderer.theme.assets);
        jobs.len() != self.pages.len()
            || files.len() != self.copied.len()
            || assets.len() != self.assets.len()
            || !jobs.par_iter().all(|(_, url)| self.pages.contains_key(&**url))
            || !files.iter().all(|file| self.copied.contains_key(&file.url))
            || !assets.iter().all(|asset| self.assets.contains(&asset.url))
    }

    fn put_exports(&mut self, renderer: &Renderer<'_>, update: &mut Update) -> bool {
        let exports = debug_span!("exports").in_scope(|| export::all(renderer));
        let urls: BTreeSet<String> = exports.iter().map(|file| file.url.clone()).collect();
        update.gone.extend(self.exports.difference(&urls).cloned());
        update.put.extend(exports.into_iter().map(|file| (file.url, file.bytes.into())));
        let moved = self.exports != urls;
        self.exports = urls;
        moved
    }

    /// Takes away what the site no longer has.
    fn remove(&mut self, renderer: &Renderer<'_>, jobs: &[(Job, Cow<'_, str>)], update: &mut Update) {
        let site = renderer.site.all();
        let mut present: HashSet<&str> = jobs.iter().map(|(_, url)| &**url).collect();
        present.extend(site.files.iter().map(|file| file.url.as_str()));
        present.extend(self.exports.iter().map(String::as_str));
        let assets: BTreeSet<String> = renderer.theme.assets.iter().map(|asset| asset.url.clone()).collect();
        present.extend(assets.iter().map(String::as_str));
        // What went from one part may have come to another.
        let gone = |url: &&String| !present.contains(url.as_str());
        update.gone.retain(|url| gone(&url));
        update.gone.extend(self.pages.keys().filter(gone).cloned());
        update.gone.extend(self.copied.keys().filter(gone).cloned());
        update.gone.extend(self.assets.iter().filter(gone).cloned());
        let pages: HashSet<&str> = jobs.iter().map(|(_, url)| &**url).collect();
        self.pages.retain(|url, _| pages.contains(url.as_str()));
        let copied: HashSet<&str> = site.files.iter().map(|file| file.url.as_str()).collect();
        self.copied.retain(|url, _| copied.contains(url.as_str()));
        self.assets = assets;
    }
}

/// What would lie at one address, as a build finds it when it writes.
fn claim(
    renderer: &Renderer<'_>,
    jobs: &[(Job, Cow<'_, str>)],
    exports: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let names = Names::default();
    let assets = renderer.theme.assets.iter().map(|asset| asset.url.as_str());
    let copied = renderer.site.all().files.iter().map(|file| file.url.as_str());
    let pages = jobs.iter().map(|(_, url)| &**url);
    let all = assets.chain(copied).chain(pages).chain(exports.iter().map(String::as_str));
    all.filter_map(|url| names.claim(url).err()).collect()
}
