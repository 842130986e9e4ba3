//! What is made once for all pages that show it.

use crate::site::Id;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What was made of pages, for many lists show the same ones: by page and language.
#[derive(Debug)]
pub(super) struct Known<T>(Mutex<HashMap<(Id, String), T>>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Known<T> {
    /// What is known of a page; the first who asks makes it.
    pub(super) fn get(&self, id: Id, language: &str, make: impl FnOnce() -> T) -> T {
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (id, language.to_owned());
        if let Some(made) = known().get(&key) {
            return made.clone();
        }
        let made = make();
        known().insert(key, made.clone());
        made
    }
}
