//! Takes finished files and puts them where they are to be read: in the output folder, or in memory.
//!
//! The only stage that writes. A [`Sink`] takes files in any order, from any thread. [`Staging`] is the one
//! for `lykta build`: it compares each file with what is published, lays what differs aside in `.lykta/`
//! under the root, and puts all of it into place at the end. [`Memory`] is the one for `lykta serve`.
//!
//! # What a publication promises
//! A file in the output belongs to Lykta if the *manifest* (path, hash, size and time of what was written)
//! or an interrupted publication's *journal* (path and hash of what was about to be written or removed)
//! says so and its bytes still agree. Anything else is someone's work: it is never replaced without
//! `--force` and never removed. The order is
//!
//! 1. look for conflicts, and stop before a byte is written if there is one;
//! 2. write the journal;
//! 3. rename into place, first what pages refer to, then pages;
//! 4. write the manifest;
//! 5. remove what Lykta had written and no longer writes;
//! 6. remove the journal.
//!
//! An output that is not there yet is put into place as one folder, once the manifest is written.
//!
//! Whatever ends the process in between, the next build finds the journal, knows which files are Lykta's,
//! and finishes the work.

mod commit;
mod disk;
mod manifest;
mod memory;
mod paths;
mod recall;
mod staging;
mod survey;
#[cfg(test)]
mod tests;

pub use memory::Memory;
pub(crate) use paths::Names;
pub use staging::Staging;

use crate::diagnostics::Diagnostic;

/// When a file is put into place: a page never refers to a file that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What pages refer to: styles, scripts, pictures, chunks of the index.
    Asset,
    /// What a reader opens.
    Page,
}

/// Takes the files of a site.
pub trait Sink: Sync {
    /// Takes one file. The path is relative, with `/` between its parts. Called from many threads, in any
    /// order; a second file of the same path, also by another case, is an error.
    fn put(&self, path: &str, role: Role, bytes: Vec<u8>) -> Result<(), Diagnostic>;
}

/// What a publication did. Paths are relative to the output folder and sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have new bytes.
    pub written: Vec<String>,
    /// How many files already were as they should be.
    pub unchanged: usize,
    /// Files that Lykta had written and that no longer belong to the site.
    pub removed: Vec<String>,
    /// Files in the output that are not Lykta's, and were left alone; hidden ones are not mentioned.
    pub kept: Vec<String>,
    /// What the publisher should know though all went well.
    pub notes: Vec<Diagnostic>,
}
