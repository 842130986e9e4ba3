//! What is served now, and what the pages are told of it.

use super::Preview;
use crate::diagnostics::{self, Diagnostic, Location, Spot};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

/// The files of a site.
pub(super) type Files = BTreeMap<String, Arc<[u8]>>;

/// The preview's memory, shared by the thread that builds and those that serve.
pub(super) struct State {
    /// Tells this run from another one at the same address.
    session: String,
    current: watch::Sender<Option<Arc<Served>>>,
}

/// One state of the site.
#[derive(Debug, Default)]
pub(super) struct Served {
    /// Counts the changes of files. 0 if no build has succeeded yet.
    pub(super) number: u64,
    pub(super) files: Arc<Files>,
    /// Since when what is not a page has been as it is, if not since the beginning.
    since: BTreeMap<String, u64>,
    failures: Vec<Diagnostic>,
}

/// How a build changed the site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) changed: usize,
    pub(super) removed: usize,
}

impl State {
    pub(super) fn new(session: String) -> Self {
        Self { session, current: watch::Sender::new(None) }
    }

    /// Takes the result of a build. Pages are told only if something is different.
    pub(super) fn update(&self, preview: Preview) -> Change {
        let before = self.current.borrow().clone();
        let first = before.is_none();
        let before = before.unwrap_or_default();
        let (next, change) = before.followed_by(preview.files, preview.diagnostics);
        if first || next.number != before.number || next.failures != before.failures {
            self.current.send_replace(Some(Arc::new(next)));
        }
        change
    }

    /// Hears of each new state, the present one first.
    pub(super) fn subscribe(&self) -> watch::Receiver<Option<Arc<Served>>> {
        let mut receiver = self.current.subscribe();
        receiver.mark_changed();
        receiver
    }

    /// The present state; waits for the first build.
    pub(super) async fn present(&self) -> Arc<Served> {
        let mut receiver = self.current.subscribe();
        let present = receiver.wait_for(Option::is_some).await;
        present.ok().and_then(|present| present.clone()).unwrap_or_default()
    }

    /// How a page knows which state it is of.
    pub(super) fn version(&self, served: &Served) -> String {
        format!("{}-{}", self.session, served.number)
    }

    /// What pages are told.
    pub(super) fn message(&self, served: &Served) -> String {
        json!({
            "session": self.session,
            "version": served.number,
            "changed": served.since,
            "diagnostics": served.failures.iter().map(diagnostic).collect::<Vec<_>>(),
        })
        .to_string()
    }
}

impl Served {
    fn followed_by(&self, files: Files, mut diagnostics: Vec<Diagnostic>) -> (Self, Change) {
        if !diagnostics::any_error(&diagnostics) {
            diagnostics.clear();
        }
        let mut next = Self {
            number: self.number,
            files: Arc::clone(&self.files),
            since: self.since.clone(),
            failures: diagnostics,
        };
        let mut change = Change::default();
        if files.is_empty() {
            return (next, change);
        }
        change.removed = self.files.keys().filter(|path| !files.contains_key(*path)).count();
        for (path, bytes) in &files {
            if self.files.get(path).is_some_and(|old| Arc::ptr_eq(old, bytes) || old == bytes) {
                continue;
            }
            change.changed += 1;
            if self.number > 0 && !is_page(path) {
                next.since.insert(path.clone(), self.number + 1);
            }
        }
        if change != Change::default() {
            next.number += 1;
            next.since.retain(|path, _| files.contains_key(path));
            next.files = Arc::new(files);
        }
        (next, change)
    }
}

/// Whether a file is a page, which asks for itself again.
pub(super) fn is_page(path: &str) -> bool {
    super::http::content_type(path).starts_with("text/html")
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let related = diagnostic.related.iter().map(|related| {
        let mut value = place(Some(&related.location));
        value["message"] = json!(related.message);
        value
    });
    let mut value = place(diagnostic.location.as_ref());
    value["severity"] = json!(diagnostic.severity);
    value["code"] = json!(diagnostic.code);
    value["message"] = json!(diagnostic.message);
    value["help"] = json!(diagnostic.help);
    value["related"] = related.collect();
    value
}

fn place(location: Option<&Location>) -> Value {
    let Some(Location { path, spot }) = location else { return json!({}) };
    let Some(spot) = spot else { return json!({ "place": path }) };
    json!({ "place": format!("{path}:{}:{}", spot.line, spot.column), "excerpt": excerpt(spot) })
}

/// The line before the marked part, that part, and the rest; browsers count in other units than bytes.
fn excerpt(spot: &Spot) -> [&str; 3] {
    let text = spot.excerpt.as_str();
    let (before, rest) = text.split_at_checked(spot.start).unwrap_or((text, ""));
    let (marked, after) = rest.split_at_checked(spot.end.saturating_sub(spot.start)).unwrap_or((rest, ""));
    [before, marked, after]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(files: &[(&str, &str)], diagnostics: Vec<Diagnostic>) -> Preview {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect();
        Preview { files, diagnostics, watched: Vec::new() }
    }

    #[test]
    fn counts_changes_and_knows_since_when() {
        let state = State::new("s".into());
        let served = |state: &State| state.current.borrow().clone().unwrap();
        assert_eq!(state.update(preview(&[], vec![Diagnostic::error("x", "broken")])), Change::default());
        assert_eq!(served(&state).number, 0);
        state.update(preview(&[("a.html", "1"), ("a.css", "1")], Vec::new()));
        assert_eq!((served(&state).number, served(&state).since.len()), (1, 0));
        let change =
            state.update(preview(&[("b.html", "1"), ("a.css", "2")], vec![Diagnostic::warning("x", "hm")]));
        assert_eq!(change, Change { changed: 2, removed: 1 });
        assert_eq!(served(&state).since, BTreeMap::from([("a.css".to_owned(), 2)]));
        assert!(served(&state).failures.is_empty());
        // The same again is nothing new; a failure keeps the files.
        let before = served(&state);
        state.update(preview(&[("b.html", "1"), ("a.css", "2")], Vec::new()));
        assert!(Arc::ptr_eq(&before, &served(&state)));
        state.update(preview(&[], vec![Diagnostic::error("x", "broken")]));
        assert_eq!((served(&state).number, served(&state).files.len()), (2, 2));
        assert!(state.message(&served(&state)).contains("broken"));
    }

    #[test]
    fn marks_the_place() {
        let spot = Spot { line: 3, column: 5, excerpt: "å: ja".into(), start: 4, end: 6 };
        assert_eq!(excerpt(&spot), ["å: ", "ja", ""]);
        let odd = Spot { start: 1, end: 99, ..spot };
        assert_eq!(excerpt(&odd), ["å: ja", "", ""]);
    }
}
