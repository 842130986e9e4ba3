//! All that a site is made from, as one hash: two builds with the same hash make the same site.

use crate::diagnostics::Diagnostic;
use crate::{Options, config, source};
use blake3::{Hash, Hasher};
use rayon::prelude::*;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The folders and the file of a project that a site is made from. Some need not be there.
pub const PARTS: [&str; 7] =
    ["content", "static", "templates", "assets", "translations", "themes", config::FILE];

/// The files of a project at a moment.
#[derive(Debug)]
pub struct Inputs {
    root: PathBuf,
    files: Vec<(String, PathBuf)>,
    /// Their paths, sizes and times.
    stamps: Hash,
}

impl Inputs {
    /// Looks at the files of a project.
    pub fn look(root: &Path) -> Result<Self, Diagnostic> {
        let mut files = Vec::new();
        for part in PARTS {
            let place = root.join(part);
            if place.is_dir() {
                let found = source::walk_all(&place)?.into_iter();
                files.extend(found.map(|found| (format!("{part}/{}", found.path), found.file)));
            } else if place.is_file() {
                files.push((part.to_owned(), place));
            }
        }
        let stamps: Vec<[u8; 24]> = files
            .par_iter()
            .map(|(_, file)| std::fs::metadata(file).map(|data| stamp(&data)).unwrap_or_default())
            .collect();
        let mut hasher = Hasher::new();
        for ((path, _), stamp) in files.iter().zip(stamps) {
            hasher.update(path.as_bytes()).update(&[0]).update(&stamp);
        }
        Ok(Self { root: root.to_owned(), files, stamps: hasher.finalize() })
    }

    /// The hash of the bytes of all files, of what the options say, of this program, and of `more`. None if a
    /// file cannot be read, or it is not known which program this is.
    pub fn hash(&self, options: &Options, more: &str) -> Option<Hash> {
        let files: Option<Vec<Hash>> =
            self.files.par_iter().map(|(_, file)| Some(blake3::hash(&std::fs::read(file).ok()?))).collect();
        let program = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
        let mut hasher = Hasher::new();
        for ((path, _), bytes) in self.files.iter().zip(files?) {
            hasher.update(path.as_bytes()).update(&[0]).update(bytes.as_bytes());
        }
        hasher.update(format!("{options:?} {more}").as_bytes());
        hasher.update(&stamp(&program));
        Some(hasher.finalize())
    }

    /// Whether no file was changed since they were looked at.
    pub fn still(&self) -> bool {
        Self::look(&self.root).is_ok_and(|now| now.stamps == self.stamps)
    }
}

/// The size and time of a file.
fn stamp(data: &Metadata) -> [u8; 24] {
    let time = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let mut stamp = [0; 24];
    stamp[..8].copy_from_slice(&data.len().to_le_bytes());
    stamp[8..].copy_from_slice(&time.map_or(0, |time| time.as_nanos()).to_le_bytes());
    stamp
}
