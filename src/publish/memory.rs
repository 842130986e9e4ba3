//! A site in memory, for the preview.

use super::{Role, Sink, paths};
use crate::diagnostics::Diagnostic;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the files in memory.
#[derive(Debug, Default)]
pub struct Memory {
    names: paths::Names,
    files: Mutex<BTreeMap<String, Arc<[u8]>>>,
}

impl Memory {
    /// An empty site.
    pub fn new() -> Self {
        Self::default()
    }

    /// The files by path.
    pub fn into_files(self) -> BTreeMap<String, Arc<[u8]>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Memory {
    fn put(&self, path: &str, _role: Role, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        self.names.claim(path)?;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), bytes.into());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_files_and_refuses_a_second_of_one_name() {
        let memory = Memory::new();
        memory.put("a/ö.html", Role::Page, b"ett".to_vec()).unwrap();
        let error = memory.put("a/Ö.html", Role::Page, b"ett".to_vec()).unwrap_err();
        assert_eq!(error.code, "publish/collision");
        assert_eq!(&*memory.into_files()["a/ö.html"], b"ett");
    }
}
