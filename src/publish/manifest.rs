//! What is known of the files that were written: the manifest, and the journal of a publication under way.

use super::disk::{Disk, Stamp};
use crate::diagnostics::Diagnostic;
use blake3::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// How long after a file's time it could be changed again without getting another time: clocks of file
/// systems tick every few milliseconds.
const TICK: i64 = 20_000_000;
/// The same where times are whole seconds, as on memory sticks.
const COARSE_TICK: i64 = 2_000_000_000;

/// A file that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The hash of its bytes.
    #[serde(with = "hex")]
    pub(super) hash: Hash,
    /// Its size and time, by which an untouched file is known without reading it.
    #[serde(flatten)]
    pub(super) stamp: Stamp,
}

/// What Lykta has written into an output folder.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// By path in the output.
    pub(super) files: BTreeMap<String, Record>,
    /// When it was saved, by the file system's clock.
    saved: i64,
}

/// Which bytes Lykta was about to write, or to remove, at which path.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    /// By path in the output.
    #[serde(with = "hex_map")]
    pub(super) files: BTreeMap<String, Hash>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    version: u32,
    files: BTreeMap<String, Record>,
}

const VERSION: u32 = 1;

impl Manifest {
    /// One that is still to be saved.
    pub(super) fn new(files: BTreeMap<String, Record>) -> Self {
        Self { files, saved: 0 }
    }

    /// Reads it. One that is damaged counts as none, with a warning.
    pub(super) fn load(file: &Path) -> Result<(Self, Option<Diagnostic>), Diagnostic> {
        let text = match fs::read(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Self::default(), None)),
            Err(error) => return Err(super::disk::failed("read", &file.display().to_string(), &error)),
        };
        match serde_json::from_slice::<Stored>(&text) {
            Ok(stored) if stored.version == VERSION => {
                let saved = fs::metadata(file).map_or(0, |data| Stamp::of(&data).modified);
                Ok((Self { files: stored.files, saved }, None))
            }
            _ => Ok((Self::default(), Some(damaged(file)))),
        }
    }

    /// Replaces it; `sync` is for one that has to outlive a loss of power.
    pub(super) fn save(&self, disk: &Disk, file: &Path, sync: bool) -> Result<(), Diagnostic> {
        let stored = StoredRef { version: VERSION, files: &self.files };
        disk.write_atomically(file, &serde_json::to_vec(&stored).unwrap_or_default(), sync)
    }

    /// Whether a file with this stamp is sure to hold the recorded bytes. A file that was written within a
    /// tick of the manifest may have been changed since and still have the same time.
    pub(super) fn vouches(&self, record: &Record, stamp: Stamp) -> bool {
        record.stamp == stamp && self.settled(stamp)
    }

    /// Whether a later change would have given the file another time.
    pub(super) fn settled(&self, stamp: Stamp) -> bool {
        let tick = if stamp.modified % 1_000_000_000 == 0 { COARSE_TICK } else { TICK };
        stamp.modified.saturating_add(tick) <= self.saved
    }
}

#[derive(Serialize)]
struct StoredRef<'a> {
    version: u32,
    files: &'a BTreeMap<String, Record>,
}

impl Journal {
    /// Reads it, if a publication was interrupted.
    pub(super) fn load(file: &Path) -> Result<(Option<Self>, Option<Diagnostic>), Diagnostic> {
        match fs::read(file) {
            Ok(text) => Ok(serde_json::from_slice(&text)
                .map_or_else(|_| (None, Some(damaged(file))), |journal| (Some(journal), None))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok((None, None)),
            Err(error) => Err(super::disk::failed("read", &file.display().to_string(), &error)),
        }
    }

    /// Writes it so that it outlives a loss of power.
    pub(super) fn save(&self, disk: &Disk, file: &Path) -> Result<(), Diagnostic> {
        disk.write_atomically(file, &serde_json::to_vec(self).unwrap_or_default(), true)
    }
}

fn damaged(file: &Path) -> Diagnostic {
    Diagnostic::warning("publish/manifest", "The record of what Lykta has published is damaged.")
        .in_file(file.display().to_string())
        .help(
            "It is made anew. If files that Lykta wrote are now taken for someone else's, \
             build once with `--force`.",
        )
}

/// A hash as text.
mod hex {
    use blake3::Hash;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::borrow::Cow;

    pub(super) fn serialize<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hash.to_hex())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
        Hash::from_hex(&*Cow::<str>::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Hashes by path.
mod hex_map {
    use blake3::Hash;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<String, Hash>, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(map.iter().map(|(path, hash)| (path, hash.to_hex().to_string())))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<String, Hash>, D::Error> {
        BTreeMap::<String, String>::deserialize(from)?
            .into_iter()
            .map(|(path, hash)| Ok((path, Hash::from_hex(hash).map_err(D::Error::custom)?)))
            .collect()
    }
}
