//! What was published last, taken as it is when nothing that it was made from has changed.
//!
//! Beside the manifest lies a note: the hash of all that went into the last publication, the hash of what came
//! out, and what the caller has told of it. It is a shortcut only. If it is gone, damaged, or does not agree with the
//! manifest and the files in the output to the byte, the site is made again.

use super::disk::{self, There, look};
use super::manifest::{Manifest, Record};
use super::staging::{Staging, Wanted};
use super::{Role, Summary};
use crate::diagnostics::Diagnostic;
use blake3::{Hash, Hasher};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;

/// The note, as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note<T> {
    made_from: String,
    published: String,
    told: T,
}

impl Staging {
    /// Whether anything was noted with the last publication.
    pub fn has_note(&self) -> bool {
        self.note_file().is_file()
    }

    /// What was noted with the last publication, if it was made from the same and still stands in the output.
    /// Then all of it is wanted again, as if it had been put.
    pub fn recall<T: DeserializeOwned>(&mut self, made_from: &Hash) -> Option<T> {
        let note: Note<T> = serde_json::from_slice(&fs::read(self.note_file()).ok()?).ok()?;
        let same = note.made_from == made_from.to_hex().as_str()
            && note.published == self.manifest.digest().to_hex().as_str();
        if !same {
            return None;
        }
        let standing: Option<BTreeMap<String, Wanted>> =
            self.manifest.files.par_iter().map(|(path, record)| self.as_left(path, record)).collect();
        self.put_again(standing?)?;
        Some(note.told)
    }

    /// Puts all files into place, as [`Staging::commit`] does, and notes what they were made from, which
    /// `made_from` finds out meanwhile if it can, and what was told of them.
    pub fn commit_noting<T: Serialize>(
        self,
        made_from: impl FnOnce() -> Option<Hash> + Send,
        told: T,
    ) -> Result<Summary, Vec<Diagnostic>> {
        let (disk, file) = (self.disk.clone(), self.note_file());
        let (published, made_from) = rayon::join(|| self.publish(), made_from);
        let (summary, manifest) = published?;
        let Some(made_from) = made_from else { return Ok(summary) };
        let published = manifest.digest().to_hex().to_string();
        let note = Note { made_from: made_from.to_hex().to_string(), published, told };
        // Without a note the next build costs time, and nothing else.
        let _ = disk.write_atomically(&file, &serde_json::to_vec(&note).unwrap_or_default(), false);
        Ok(summary)
    }

    /// A published file, if it still is as Lykta left it.
    fn as_left(&self, path: &str, record: &Record) -> Option<(String, Wanted)> {
        let target = self.output.join(path);
        let There::File(stamp) = look(&target).ok()? else { return None };
        let same = self.manifest.vouches(record, stamp)
            || stamp.size == record.stamp.size && disk::hash(&target).ok()? == Some(record.hash);
        let record = Record { hash: record.hash, stamp };
        same.then(|| (path.to_owned(), Wanted { role: Role::Page, record, staged: None }))
    }
}

impl Manifest {
    /// A hash of every path and its bytes.
    fn digest(&self) -> Hash {
        let mut hasher = Hasher::new();
        for (path, record) in &self.files {
            hasher.update(path.as_bytes()).update(&[0]).update(record.hash.as_bytes());
        }
        hasher.finalize()
    }
}
