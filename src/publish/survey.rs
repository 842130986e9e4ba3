//! Looks at what is in the way of a publication, before a byte is written.

use super::disk::{self, There, look};
use super::manifest::Record;
use super::paths;
use super::staging::{Staging, Wanted};
use crate::diagnostics::{self, Diagnostic};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;

/// What is to be done, once nothing speaks against it.
#[derive(Default)]
pub(super) struct Plan<'a> {
    /// Files of Lykta's that stand where a folder or another file has to be.
    pub(super) first: BTreeSet<&'a str>,
    /// Files of others that do, given up by `--force`.
    pub(super) forced: Vec<&'a str>,
    /// Folders where a file has to be; empty when `first` is gone.
    pub(super) hollow: Vec<&'a str>,
    /// Folders to make, outermost first.
    pub(super) folders: Vec<&'a str>,
    /// Files to put into place.
    pub(super) place: Vec<(&'a str, &'a Wanted)>,
    /// Files that are in place already though they were staged.
    pub(super) adopted: BTreeMap<&'a str, Record>,
    /// Files whose name differs from the wanted one only in case, on a disk that does not tell.
    pub(super) recase: Vec<(&'a str, &'a str)>,
    /// Files of Lykta's that no longer belong to the site.
    pub(super) last: Vec<&'a str>,
}

/// What stands where a staged file is to be.
enum Spot {
    Free,
    Ours,
    Same(Record),
    Foreign,
    Folder,
}

/// The look around.
pub(super) struct Survey<'a> {
    site: &'a Staging,
    wanted: &'a BTreeMap<String, Wanted>,
    /// Paths that Lykta has written and the site no longer has.
    gone: BTreeSet<&'a str>,
    /// Those of them that are one file with a wanted one, by that one.
    twins: HashMap<&'a str, &'a str>,
    /// Folders that are not there.
    missing: BTreeSet<&'a str>,
    plan: Plan<'a>,
    faults: Vec<Diagnostic>,
}

impl<'a> Survey<'a> {
    pub(super) fn new(site: &'a Staging, wanted: &'a BTreeMap<String, Wanted>) -> Self {
        let known = site.manifest.files.keys().map(String::as_str);
        let gone: BTreeSet<&str> = known.filter(|path| !wanted.contains_key(*path)).collect();
        let (missing, plan, faults) = Default::default();
        let mut survey = Self { site, wanted, gone, twins: HashMap::new(), missing, plan, faults };
        survey.find_twins();
        survey
    }

    pub(super) fn plan(mut self) -> Result<Plan<'a>, Vec<Diagnostic>> {
        self.folders();
        self.files();
        self.plan.last = self.gone.difference(&self.plan.first).copied().collect();
        if !self.plan.first.is_empty() {
            // What is cleared away may leave a folder empty, which goes with it.
            let folders = self.plan.place.iter().filter_map(|(path, _)| path.rsplit_once('/'));
            self.plan.folders.extend(folders.map(|(folder, _)| folder));
            self.plan.folders.sort_unstable();
            self.plan.folders.dedup();
        }
        if self.faults.is_empty() {
            return Ok(self.plan);
        }
        diagnostics::sort(&mut self.faults);
        Err(self.faults)
    }

    /// On a disk that does not tell case, the old `A.html` is the new `a.html`.
    fn find_twins(&mut self) {
        let real = |path: &str| fs::canonicalize(self.site.output.join(path)).ok();
        for old in self.gone.clone() {
            let Some(name) = self.site.names.of_fold(old) else { continue };
            let Some((new, wanted)) = self.wanted.get_key_value(&name) else { continue };
            if real(old).is_none_or(|file| real(new) != Some(file)) {
                continue;
            }
            if wanted.staged.is_some() {
                self.twins.insert(new, old);
                self.plan.first.insert(old);
            } else {
                self.plan.recase.push((old, new));
                self.gone.remove(old);
            }
        }
    }

    /// Looks at every folder that the site needs.
    fn folders(&mut self) {
        let wanted = self.wanted;
        let folders: BTreeSet<&str> = wanted.keys().flat_map(|path| paths::ancestors(path)).collect();
        for folder in folders {
            if let Some(file) = self.site.names.of_fold(folder) {
                let message = format!("`{file}` would be a file and `{folder}` a folder, of one name.");
                self.faults.push(
                    Diagnostic::error("publish/collision", message)
                        .in_file(folder)
                        .help("Rename one of the files they are made from, or give the page another `slug`."),
                );
                continue;
            }
            let outer = folder.rsplit_once('/').map(|(outer, _)| outer);
            let there = if outer.is_some_and(|outer| self.missing.contains(outer)) {
                Ok(There::Nothing)
            } else {
                look(&self.site.output.join(folder))
            };
            match there {
                Ok(There::Folder) => continue,
                Ok(There::Nothing) => {}
                Ok(There::File(stamp)) => match self.leaving(folder, stamp) {
                    Ok(true) => {
                        self.plan.first.insert(folder);
                    }
                    Ok(false) if self.site.force => self.plan.forced.push(folder),
                    Ok(false) => self.not_ours(folder),
                    Err(fault) => self.faults.push(fault),
                },
                Ok(There::Other) => self.faults.push(
                    Diagnostic::error(
                        "publish/link",
                        "A link in the output is in the place of a folder of the site.",
                    )
                    .in_file(self.site.shown(folder))
                    .help("Lykta does not write through it. Remove the link."),
                ),
                Err(fault) => self.faults.push(fault),
            }
            self.missing.insert(folder);
            self.plan.folders.push(folder);
        }
    }

    /// Looks at the place of every staged file.
    fn files(&mut self) {
        let staged: Vec<(&'a str, &'a Wanted)> = self
            .wanted
            .iter()
            .filter(|(_, wanted)| wanted.staged.is_some())
            .map(|(path, wanted)| (path.as_str(), wanted))
            .collect();
        let spots: Vec<Result<Spot, Diagnostic>> =
            staged.par_iter().map(|(path, wanted)| self.spot(path, wanted)).collect();
        for ((path, wanted), spot) in staged.into_iter().zip(spots) {
            match spot {
                Ok(Spot::Free | Spot::Ours) => self.plan.place.push((path, wanted)),
                Ok(Spot::Same(record)) => {
                    self.plan.adopted.insert(path, record);
                }
                Ok(Spot::Foreign) if self.site.force => self.plan.place.push((path, wanted)),
                Ok(Spot::Foreign) => self.not_ours(path),
                Ok(Spot::Folder) => {
                    self.clear_folder(path);
                    self.plan.place.push((path, wanted));
                }
                Err(fault) => self.faults.push(fault),
            }
        }
    }

    fn spot(&self, path: &str, wanted: &Wanted) -> Result<Spot, Diagnostic> {
        if path.rsplit_once('/').is_some_and(|(folder, _)| self.missing.contains(folder)) {
            return Ok(Spot::Free);
        }
        let target = self.site.output.join(path);
        match look(&target)? {
            There::Nothing => Ok(Spot::Free),
            There::Folder => Ok(Spot::Folder),
            There::Other => Ok(Spot::Foreign),
            There::File(stamp) => {
                let name = self.twins.get(path).copied().unwrap_or(path);
                if self.site.is_ours(name, stamp)? {
                    return Ok(Spot::Ours);
                }
                let hash = wanted.record.hash;
                let same = stamp.size == wanted.record.stamp.size && disk::hash(&target)? == Some(hash);
                Ok(if same { Spot::Same(Record { hash, stamp }) } else { Spot::Foreign })
            }
        }
    }

    /// Plans the removal of a folder where a file has to be, if it holds nothing but files that go anyway.
    fn clear_folder(&mut self, path: &'a str) {
        for entry in walkdir::WalkDir::new(self.site.output.join(path)) {
            let entry = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => entry,
                Err(error) => {
                    let error = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                    self.faults.push(disk::failed("read", &self.site.shown(path), &error));
                    return;
                }
            };
            let inner = entry
                .path()
                .strip_prefix(&self.site.output)
                .ok()
                .and_then(|p| crate::source::slashed(p).ok());
            let old = inner.as_deref().and_then(|inner| self.gone.get(inner).copied());
            let ours = match (old, look(entry.path())) {
                (Some(old), Ok(There::File(stamp))) => self.leaving(old, stamp).unwrap_or(false),
                _ => false,
            };
            let (Some(old), true) = (old, ours) else {
                let message = "A folder with files that Lykta did not write is where the site has a file.";
                let name = inner.unwrap_or_else(|| path.to_owned());
                self.faults.push(
                    Diagnostic::error("publish/not-ours", message)
                        .in_file(self.site.shown(&name))
                        .help("Move the folder away. Lykta does not remove it, not even with `--force`."),
                );
                return;
            };
            self.plan.first.insert(old);
        }
        self.plan.hollow.push(path);
    }

    /// Whether a file is one that Lykta wrote and that goes now.
    fn leaving(&self, path: &str, stamp: disk::Stamp) -> Result<bool, Diagnostic> {
        Ok(self.gone.contains(path) && self.site.is_ours(path, stamp)?)
    }

    fn not_ours(&mut self, path: &str) {
        let message = if self.site.manifest.files.contains_key(path) {
            "The file was changed after Lykta had written it."
        } else {
            "Lykta did not write this file, and the site has a file in its place."
        };
        self.faults.push(
            Diagnostic::error("publish/not-ours", message)
                .in_file(self.site.shown(path))
                .help("Move it away, or let Lykta replace it with `--force`."),
        );
    }
}
