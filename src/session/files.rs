//! The files of a project as they were last read, and which of them are not as they were.

use crate::config;
use crate::content::FOLDER;
use crate::diagnostics::Diagnostic;
use crate::site::CopiedFile;
use crate::source::{self, SourceFile};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files that are copied to the output as they are.
const FIXED: &str = "static/";
/// Where what is not content comes from.
const BASIS: [&str; 5] = [config::FILE, "templates", "assets", "translations", "themes"];

/// What is kept of `content/` and `static/`, by path from the root.
#[derive(Default)]
pub(super) struct Files {
    texts: BTreeMap<String, Result<SourceFile, Diagnostic>>,
    copied: BTreeMap<String, Copied>,
    reads: u64,
}

/// A file that is copied.
struct Copied {
    file: PathBuf,
    /// Grows with each change.
    version: u64,
}

/// What is not as it was.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Configuration or theme.
    pub(super) basis: bool,
    /// Texts that were there before and have other words now.
    pub(super) texts: Vec<String>,
    /// Whether files came or went, or files that are copied changed.
    pub(super) more_than_texts: bool,
}

impl Files {
    /// Reads what changed; everything, if it is not known what. A folder that cannot be read is an error.
    pub(super) fn refresh(
        &mut self,
        root: &Path,
        paths: Option<&BTreeSet<PathBuf>>,
    ) -> Result<Changed, Diagnostic> {
        self.reads += 1;
        let mut changed = Changed::default();
        let parts = [FOLDER, FIXED].map(|folder| root.join(folder));
        let all = || BTreeSet::from(parts.clone());
        let paths = match paths {
            None => {
                changed.basis = true;
                all()
            }
            Some(paths) => {
                let mut known = BTreeSet::new();
                for path in paths {
                    if BASIS.iter().any(|part| path.starts_with(root.join(part))) {
                        changed.basis = true;
                    } else if parts.iter().any(|part| path.starts_with(part)) {
                        known.insert(path.clone());
                    } else {
                        // A folder on the way, or what a link leads to: it may be anything.
                        changed.basis = true;
                        known.extend(all());
                    }
                }
                known
            }
        };
        let mut texts = Vec::new();
        for path in &paths {
            let Some((part, inner)) = part_of(root, path) else { continue };
            if path.is_dir() {
                self.look_through(part, &inner, path, &mut texts, &mut changed)?;
            } else if source::is_wanted(part == FIXED, &inner) {
                let known = format!("{part}{inner}");
                match fs::metadata(path) {
                    Err(error) if error.kind() == ErrorKind::NotFound => self.remove(&known, &mut changed),
                    _ => self.meet(known, path.clone(), &mut texts, &mut changed),
                }
            }
        }
        self.read(texts, &mut changed);
        Ok(changed)
    }

    /// The texts that could be read.
    pub(super) fn texts(&self) -> Vec<SourceFile> {
        self.texts.values().filter_map(|text| text.as_ref().ok()).cloned().collect()
    }

    /// A text, by its path.
    pub(super) fn text(&self, path: &str) -> Option<&SourceFile> {
        self.texts.get(path)?.as_ref().ok()
    }

    /// The files that are copied.
    pub(super) fn copied(&self) -> Vec<CopiedFile> {
        let copied = |(path, copied): (&String, &Copied)| {
            let url = path.strip_prefix(FIXED).or_else(|| path.strip_prefix(FOLDER)).unwrap_or(path);
            CopiedFile { path: path.clone(), file: copied.file.clone(), url: url.to_owned() }
        };
        self.copied.iter().map(copied).collect()
    }

    /// Which state of a copied file is the present one.
    pub(super) fn version(&self, path: &str) -> u64 {
        self.copied.get(path).map_or(0, |copied| copied.version)
    }

    /// Why texts could not be read.
    pub(super) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.texts.values().filter_map(|text| text.as_ref().err().cloned())
    }

    /// A folder that may be new, or another one than before.
    fn look_through(
        &mut self,
        part: &str,
        inner: &str,
        folder: &Path,
        texts: &mut Vec<(String, PathBuf)>,
        changed: &mut Changed,
    ) -> Result<(), Diagnostic> {
        if !inner.is_empty() && !source::is_wanted(part == FIXED, inner) {
            return Ok(());
        }
        let found = if part == FIXED { source::walk_all(folder)? } else { source::walk(folder)? };
        let above = if inner.is_empty() { part.to_owned() } else { format!("{part}{inner}/") };
        let found: BTreeMap<String, PathBuf> =
            found.into_iter().map(|found| (format!("{above}{}", found.path), found.file)).collect();
        let known = below(&self.texts, &above).chain(below(&self.copied, &above));
        let gone: Vec<String> = known.filter(|path| !found.contains_key(*path)).cloned().collect();
        for path in gone {
            self.remove(&path, changed);
        }
        for (path, file) in found {
            self.meet(path, file, texts, changed);
        }
        Ok(())
    }

    fn meet(
        &mut self,
        path: String,
        file: PathBuf,
        texts: &mut Vec<(String, PathBuf)>,
        changed: &mut Changed,
    ) {
        if path.starts_with(FOLDER) && file.extension().is_some_and(|ending| ending == "md") {
            texts.push((path, file));
        } else {
            self.copied.insert(path, Copied { file, version: self.reads });
            changed.more_than_texts = true;
        }
    }

    /// Forgets a file, or all that were in a folder.
    fn remove(&mut self, path: &str, changed: &mut Changed) {
        let folder = format!("{path}/");
        let texts: Vec<String> = below(&self.texts, &folder).cloned().chain([path.to_owned()]).collect();
        let copied: Vec<String> = below(&self.copied, &folder).cloned().chain([path.to_owned()]).collect();
        let any = texts.iter().any(|path| self.texts.remove(path).is_some())
            | copied.iter().any(|path| self.copied.remove(path).is_some());
        changed.more_than_texts |= any;
        for path in &texts {
            self.texts.remove(path);
        }
        for path in &copied {
            self.copied.remove(path);
        }
    }

    fn read(&mut self, texts: Vec<(String, PathBuf)>, changed: &mut Changed) {
        let read: Vec<_> = texts
            .into_par_iter()
            .map(|(path, file)| {
                let text = fs::read(&file).map(|bytes| SourceFile::decode(path.clone(), &bytes));
                (path, text)
            })
            .collect();
        for (path, text) in read {
            let text = match text {
                // It went away since it was found.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    self.remove(&path, changed);
                    continue;
                }
                Err(error) => Err(crate::unreadable(&path, &error)),
                Ok(text) => text,
            };
            match (self.texts.get(&path), &text) {
                (Some(Ok(before)), Ok(now)) if before.text == now.text => continue,
                (Some(Ok(_)), Ok(_)) => changed.texts.push(path.clone()),
                _ => changed.more_than_texts = true,
            }
            self.texts.insert(path, text);
        }
    }
}

/// Which part of the project a path lies in, and its path there with `/` between its parts.
fn part_of(root: &Path, path: &Path) -> Option<(&'static str, String)> {
    [FOLDER, FIXED].into_iter().find_map(|part| {
        let inner = path.strip_prefix(root.join(part)).ok()?;
        Some((part, source::slashed(inner).ok()?))
    })
}

/// The paths that lie in a folder.
fn below<'a, T>(files: &'a BTreeMap<String, T>, folder: &'a str) -> impl Iterator<Item = &'a String> {
    files.range(folder.to_owned()..).map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
}

/// The bytes of a copied file.
pub(super) fn bytes(file: &CopiedFile) -> Result<Arc<[u8]>, Diagnostic> {
    fs::read(&file.file).map(Into::into).map_err(|error| crate::unreadable(&file.path, &error))
}
