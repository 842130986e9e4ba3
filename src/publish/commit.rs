//! Puts staged files into place, once the survey has found nothing against it.

use super::disk::{There, look};
use super::manifest::{Journal, Manifest, Record};
use super::staging::{SPARE, Staging, Wanted};
use super::survey::{Plan, Survey};
use super::{Role, Summary, paths};
use crate::diagnostics::{self, Diagnostic};
use rayon::prelude::*;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

impl Staging {
    /// Puts all files into place. On an error, nothing was written if the diagnostics are about conflicts;
    /// if the disk failed half-way, the next build finishes the work.
    pub fn commit(self) -> Result<Summary, Vec<Diagnostic>> {
        self.publish().map(|(summary, _)| summary)
    }

    /// Puts all files into place, and gives the manifest of what then stands there.
    pub(super) fn publish(mut self) -> Result<(Summary, Manifest), Vec<Diagnostic>> {
        let wanted = self.take_wanted()?;
        let plan = Survey::new(&self, &wanted).plan()?;
        let mut files: BTreeMap<String, Record> =
            wanted.iter().map(|(path, wanted)| (path.clone(), wanted.record)).collect();
        for (path, record) in &plan.adopted {
            files.insert((*path).to_owned(), *record);
        }
        let manifest = Manifest::new(files);
        let whole = self.place_whole(&plan, &manifest).map_err(|failure| vec![failure])?;
        let (done, manifest, kept) = if whole {
            (Done::default(), manifest, Vec::new())
        } else {
            let (done, manifest) = self.carry_out(&plan, manifest).map_err(|failure| vec![failure])?;
            (done, manifest, self.kept(&wanted))
        };
        let written: Vec<String> = plan.place.iter().map(|(path, _)| (*path).to_owned()).collect();
        let mut notes = self.notes.clone();
        notes.extend(done.notes);
        diagnostics::sort(&mut notes);
        let summary =
            Summary { unchanged: wanted.len() - written.len(), written, removed: done.removed, kept, notes };
        Ok((summary, manifest))
    }

    /// Puts a site where no output is yet, as one folder; false if it has to be done file by file. The manifest
    /// comes first: without the folder it speaks of files that are not there, which harms nobody.
    fn place_whole(&self, plan: &Plan<'_>, manifest: &Manifest) -> Result<bool, Diagnostic> {
        let site = self.laid_out();
        let is_laid_out =
            |wanted: &Wanted| wanted.staged.as_ref().is_some_and(|file| file.starts_with(&site));
        let whole = !plan.place.is_empty()
            && plan.place.len() == manifest.files.len()
            && plan.place.iter().all(|(_, wanted)| is_laid_out(wanted));
        if !whole || look(&self.output)? != There::Nothing {
            return Ok(false);
        }
        manifest.save(&self.disk, &self.manifest_file(), true)?;
        if let Some(outer) = self.output.parent() {
            self.disk.create_folder(outer)?;
        }
        self.disk.place_folder(&site, &self.output)
    }

    /// Puts files into place one by one, and removes those that no longer belong to the site.
    fn carry_out(&self, plan: &Plan<'_>, mut manifest: Manifest) -> Result<(Done, Manifest), Diagnostic> {
        let mut done = Done::default();
        // What has to be cleared away only is so for something that is placed.
        let moves = !(plan.place.is_empty() && plan.recase.is_empty() && plan.last.is_empty());
        if moves {
            self.journal(plan)?;
        }
        let stamps = self.place(plan, &mut done).map_err(half_way)?;
        for (path, record) in stamps {
            manifest.files.insert(path.to_owned(), record);
        }
        // Saved anew also where a file's time was too near to the manifest's to vouch for it.
        let settled = manifest.files.values().all(|record| self.manifest.settled(record.stamp));
        if !settled || manifest.files != self.manifest.files {
            manifest.save(&self.disk, &self.manifest_file(), false).map_err(half_way)?;
        }
        for path in &plan.last {
            self.remove(path, &mut done).map_err(half_way)?;
        }
        if moves {
            self.disk.remove_file(&self.journal_file())?;
        }
        done.removed.sort();
        Ok((done, manifest))
    }

    /// Notes what is about to become Lykta's, and what is to go and is Lykta's until then.
    fn journal(&self, plan: &Plan<'_>) -> Result<(), Diagnostic> {
        let mut journal = Journal::default();
        let leaving = plan.first.iter().chain(&plan.last).chain(plan.recase.iter().map(|(from, _)| from));
        for path in leaving {
            if let Some(record) = self.manifest.files.get(*path) {
                journal.files.insert((*path).to_owned(), record.hash);
            }
        }
        for (path, wanted) in &plan.place {
            journal.files.insert((*path).to_owned(), wanted.record.hash);
        }
        journal.save(&self.disk, &self.journal_file())
    }

    /// Renames into place. Gives the records of files whose times differ from those of the staged ones.
    fn place<'a>(&self, plan: &Plan<'a>, done: &mut Done) -> Result<Vec<(&'a str, Record)>, Diagnostic> {
        for path in &plan.first {
            self.remove(path, done)?;
        }
        for path in &plan.forced {
            self.disk.remove_file(&self.output.join(path))?;
        }
        for path in &plan.hollow {
            self.remove_hollow(path)?;
        }
        for (from, to) in &plan.recase {
            self.disk.place(&self.output.join(from), &self.output.join(to), &self.spare(0))?;
        }
        if !plan.place.is_empty() {
            self.disk.create_folder(&self.output)?;
        }
        for folder in &plan.folders {
            self.disk.create_folder(&self.output.join(folder))?;
        }
        let mut stamps = Vec::new();
        for role in [Role::Asset, Role::Page] {
            let moved: Vec<Option<(&str, Record)>> = plan
                .place
                .par_iter()
                .enumerate()
                .filter(|(_, (_, wanted))| wanted.role == role)
                .map(|(number, (path, wanted))| {
                    let Some(staged) = &wanted.staged else { return Ok(None) };
                    let stamp = self.disk.place(staged, &self.output.join(path), &self.spare(number))?;
                    Ok(stamp.map(|stamp| (*path, Record { stamp, ..wanted.record })))
                })
                .collect::<Result<_, Diagnostic>>()?;
            stamps.extend(moved.into_iter().flatten());
        }
        Ok(stamps)
    }

    /// Removes a file of Lykta's, and the folders that are empty without it.
    fn remove(&self, path: &str, done: &mut Done) -> Result<(), Diagnostic> {
        if self.beyond_link(path)? {
            return Ok(());
        }
        let target = self.output.join(path);
        match look(&target)? {
            There::File(stamp) if self.is_ours(path, stamp)? => {
                self.disk.remove_file(&target)?;
                done.removed.push(path.to_owned());
            }
            // A folder is there if the build that was to remove the file put others in its place.
            There::Nothing | There::Folder => {}
            There::File(_) | There::Other => {
                let note = "The file is no longer part of the site, but it was changed after Lykta had \
                            written it. It was left where it is.";
                done.notes.push(
                    Diagnostic::warning("publish/changed", note)
                        .in_file(self.shown(path))
                        .help("Remove it, if nobody needs it."),
                );
                return Ok(());
            }
        }
        let folders: Vec<&str> = paths::ancestors(path).collect();
        for folder in folders.iter().rev() {
            if !self.disk.remove_empty_folder(&self.output.join(folder))? {
                break;
            }
        }
        Ok(())
    }

    /// Removes a folder that holds nothing but folders.
    fn remove_hollow(&self, path: &str) -> Result<(), Diagnostic> {
        let folder = self.output.join(path);
        for entry in walkdir::WalkDir::new(&folder).contents_first(true).into_iter().flatten() {
            self.disk.remove_empty_folder(entry.path())?;
        }
        Ok(())
    }

    /// Whether a folder on the way to a path is a link: what lies beyond is not the output.
    fn beyond_link(&self, path: &str) -> Result<bool, Diagnostic> {
        for folder in paths::ancestors(path) {
            if look(&self.output.join(folder))? == There::Other {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn spare(&self, number: usize) -> std::path::PathBuf {
        self.output.join(format!("{SPARE}{number}"))
    }

    /// The files in the output that are not Lykta's. Hidden ones are not mentioned.
    fn kept(&self, wanted: &BTreeMap<String, Wanted>) -> Vec<String> {
        let mut kept: Vec<String> = walkdir::WalkDir::new(&self.output)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'))
            .flatten()
            .filter(|entry| !entry.file_type().is_dir())
            .filter_map(|entry| crate::source::slashed(entry.path().strip_prefix(&self.output).ok()?).ok())
            .filter(|path| {
                !wanted.contains_key(path) && !wanted.contains_key(&path.nfc().collect::<String>())
            })
            .collect();
        kept.sort();
        kept
    }
}

/// What was done besides what was planned.
#[derive(Default)]
struct Done {
    removed: Vec<String>,
    notes: Vec<Diagnostic>,
}

fn half_way(failure: Diagnostic) -> Diagnostic {
    let help = failure.help.clone().unwrap_or_default();
    failure.help(format!("{help} Until then some files are of this build and some of the one before."))
}
