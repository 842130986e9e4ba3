//! Whole publications in temporary folders, with the plug pulled at every deed.

mod crashes;
mod random;
mod whole;

use super::disk::Disk;
use super::{Role, Sink, Staging, Summary};
use crate::diagnostics::Diagnostic;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Stands for a loss of power: from some deed on, none succeeds any more.
#[derive(Clone, Debug)]
pub(super) struct Plug {
    left: Arc<AtomicI64>,
    /// Only that deed fails, as when the disk is full for a moment.
    once: bool,
    /// Each rename from the staging folder leads to another disk.
    far: bool,
    pulled: Arc<AtomicBool>,
}

impl Default for Plug {
    fn default() -> Self {
        Self::after(usize::MAX)
    }
}

impl Plug {
    /// Lets so many deeds succeed.
    fn after(deeds: usize) -> Self {
        let left = Arc::new(AtomicI64::new(i64::try_from(deeds).unwrap_or(i64::MAX)));
        Self { left, once: false, far: false, pulled: Arc::default() }
    }

    pub(super) fn spend(&self) -> io::Result<()> {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        if left > 0 || self.once && left < 0 {
            return Ok(());
        }
        self.pulled.store(true, Ordering::SeqCst);
        Err(io::ErrorKind::StorageFull.into())
    }

    pub(super) fn cross(&self, from: &Path, _to: &Path) -> io::Result<()> {
        let staged = from.components().any(|part| part.as_os_str() == "staging");
        if self.far && staged { Err(io::ErrorKind::CrossesDevices.into()) } else { Ok(()) }
    }
}

/// A project in a temporary folder, whose output is `public`.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.output().join(path)
    }

    /// Someone else writes a file into the output.
    fn foreign(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn publish_with(
        &self,
        plug: Plug,
        force: bool,
        files: &[(&str, &str)],
    ) -> Result<Summary, Vec<Diagnostic>> {
        let staging = Staging::begin_with(Disk { plug }, self.root(), &self.output(), force);
        let staging = staging.map_err(|error| vec![error])?;
        for (path, text) in files {
            let role = if path.contains(".html") { Role::Page } else { Role::Asset };
            staging.put(path, role, text.as_bytes().to_vec()).map_err(|error| vec![error])?;
        }
        staging.commit()
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Summary, Vec<Diagnostic>> {
        self.publish_with(Plug::default(), false, files)
    }

    fn force(&self, files: &[(&str, &str)]) -> Result<Summary, Vec<Diagnostic>> {
        self.publish_with(Plug::default(), true, files)
    }

    /// Everything in the output.
    fn found(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.output()).into_iter().flatten() {
            let path = crate::source::slashed(entry.path().strip_prefix(self.output()).unwrap()).unwrap();
            if entry.file_type().is_dir() {
                // Folders count only if they are empty: nobody should leave such behind.
                if entry.depth() > 0 && fs::read_dir(entry.path()).unwrap().next().is_none() {
                    found.insert(path + "/", String::new());
                }
            } else {
                found.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        found
    }
}

/// Files by path.
fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Codes and files of what went wrong.
fn faults(result: &Result<Summary, Vec<Diagnostic>>) -> Vec<(&'static str, String)> {
    let faults = result.as_ref().unwrap_err();
    faults.iter().map(|d| (d.code, d.location.as_ref().map_or(String::new(), |l| l.path.clone()))).collect()
}
