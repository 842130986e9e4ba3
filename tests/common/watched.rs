//! A site that is edited while it is served, without the server: what a session publishes, beside what a
//! clean build gives.

use super::Fixture;
use lykta::diagnostics::{Diagnostic, any_error};
use lykta::publish::Memory;
use lykta::session::{Change, Outcome, Session, Update};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Files by address.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// A fixture with a session that follows its changes.
pub struct Watched {
    pub fixture: Fixture,
    pub served: Files,
    session: Session,
    changed: BTreeSet<PathBuf>,
}

impl Watched {
    /// Builds a fixture for the first time.
    pub fn new(fixture: Fixture) -> Self {
        let session = Session::new(&fixture.path(""), options());
        let mut watched = Self { fixture, served: Files::new(), session, changed: BTreeSet::new() };
        let outcome = watched.update(&Change::default());
        assert!(!any_error(&outcome.diagnostics), "{:#?}", outcome.diagnostics);
        watched
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, text: impl AsRef<[u8]>) -> &mut Self {
        self.fixture.write(path, text);
        self.touched(path)
    }

    /// Changes words in a file.
    pub fn replace(&mut self, path: &str, old: &str, new: &str) -> &mut Self {
        let text = fs::read_to_string(self.fixture.path(path)).unwrap();
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, text.replace(old, new))
    }

    /// Removes a file or a folder.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        let file = self.fixture.path(path);
        if file.is_dir() {
            fs::remove_dir_all(file).unwrap();
        } else {
            fs::remove_file(file).unwrap();
        }
        self.touched(path)
    }

    /// Renames a file or a folder.
    pub fn rename(&mut self, from: &str, to: &str) -> &mut Self {
        let target = self.fixture.path(to);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::rename(self.fixture.path(from), target).unwrap();
        self.touched(from).touched(to)
    }

    /// Has the watcher tell of a path.
    pub fn touched(&mut self, path: &str) -> &mut Self {
        let root = self.fixture.path("").canonicalize().unwrap();
        self.changed.insert(root.join(path));
        self
    }

    /// Builds what changed since the last time, as if the watcher had told of it.
    pub fn save(&mut self) -> Outcome {
        let paths = Some(std::mem::take(&mut self.changed));
        self.update(&Change { paths, ..Change::default() })
    }

    /// Builds what changed, and says how many pages were rendered. What is served is a clean build.
    #[track_caller]
    pub fn renders(&mut self) -> usize {
        let outcome = self.save();
        assert!(!any_error(&outcome.diagnostics), "{:#?}", outcome.diagnostics);
        self.is_clean();
        outcome.rendered
    }

    /// Builds, whatever changed.
    pub fn rescan(&mut self) -> Outcome {
        self.changed.clear();
        self.update(&Change::default())
    }

    fn update(&mut self, change: &Change) -> Outcome {
        let served = &mut self.served;
        let mut take = |update: Update| {
            for path in update.gone {
                served.remove(&path);
            }
            served.extend(update.put);
        };
        let mut outcome = self.session.update(change, &mut take);
        if let Some(later) = outcome.later.take() {
            take(later());
        }
        outcome
    }

    /// How many pages are served below a folder.
    pub fn pages(&self, folder: &str) -> usize {
        self.served
            .keys()
            .filter(|url| url.starts_with(folder) && url.rsplit('.').next() == Some("html"))
            .count()
    }

    /// Asserts that each file that is served is what a clean build gives.
    #[track_caller]
    pub fn is_clean(&self) {
        let clean = clean(&self.fixture).expect("the site builds");
        same(&self.served, &clean);
    }
}

/// Asserts that two sites are the same to the byte.
#[track_caller]
pub fn same(served: &Files, clean: &Files) {
    for (url, bytes) in clean {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let Some(other) = served.get(url) else { panic!("{url} is not served") };
        assert!(other == bytes, "{url} is stale\n--- served\n{}\n--- clean\n{}", text(other), text(bytes));
    }
    let more: Vec<&String> = served.keys().filter(|url| !clean.contains_key(*url)).collect();
    assert!(more.is_empty(), "served, though they are no part of the site: {more:?}");
}

/// What a clean build gives.
pub fn clean(fixture: &Fixture) -> Result<Files, Vec<Diagnostic>> {
    let loaded = lykta::load(&fixture.path(""), &options())?;
    let memory = Memory::new();
    lykta::render(&loaded, &memory)?;
    Ok(memory.into_files())
}

fn options() -> lykta::Options {
    lykta::Options { base_url: None, today: "2026-11-23".parse().unwrap(), drafts: false }
}
