//! What is served now, and what the pages are told of it.

use crate::diagnostics::{Diagnostic, Location, Spot};
use crate::session::Update;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// How many pages count as being looked at: the last that were asked for.
const LOOKED_AT: usize = 4;
/// How many addresses are remembered that led nowhere.
const MISSED: usize = 1_000;

/// The preview's memory, shared by the threads that build and those that serve.
pub(super) struct State {
    /// Tells this run from another one at the same address.
    session: String,
    served: Mutex<Served>,
    /// Counts what pages have to hear of; 0 until the first build has ended.
    news: watch::Sender<u64>,
}

/// One state of the site.
#[derive(Debug, Default)]
struct Served {
    /// Counts the changes of files. 0 if no build has succeeded yet.
    number: u64,
    files: BTreeMap<String, Arc<[u8]>>,
    /// Since when what is not a page has been as it is, if not since the beginning.
    since: BTreeMap<String, u64>,
    failures: Vec<Diagnostic>,
    /// Pages that were asked for lately, the last one first.
    looked_at: VecDeque<String>,
    /// What was asked for in vain: a page that did so has to hear when it is there.
    missed: BTreeSet<String>,
}

/// How updates changed the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) changed: usize,
    pub(super) removed: usize,
}

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A file, by the address that it has itself.
    File(String, Arc<[u8]>),
    /// A folder, whose page has an address with a slash.
    Folder,
    /// Nothing, which the site says with this page if it has one.
    Nothing(Option<Arc<[u8]>>),
}

impl State {
    pub(super) fn new(session: String) -> Self {
        Self { session, served: Mutex::default(), news: watch::Sender::new(0) }
    }

    fn served(&self) -> MutexGuard<'_, Served> {
        self.served.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes files, and tells pages if any is different.
    pub(super) fn update(&self, update: Update) -> Change {
        let mut served = self.served();
        let change = served.take(update.put, update.gone);
        let mended = served.failures != update.errors;
        served.failures = update.errors;
        drop(served);
        if self.is_open() && (mended || change != Change::default()) {
            self.tell();
        }
        change
    }

    /// Takes files that come later than the rest of their build, and say nothing of its errors.
    pub(super) fn add(&self, update: Update) -> Change {
        let errors = self.served().failures.clone();
        self.update(Update { errors, ..update })
    }

    /// Takes what is wrong now that a build has ended. The first time opens the preview.
    pub(super) fn end(&self, diagnostics: &[Diagnostic]) {
        let any = crate::diagnostics::any_error(diagnostics);
        let failures = if any { diagnostics.to_vec() } else { Vec::new() };
        let mut served = self.served();
        let other = served.failures != failures;
        served.failures = failures;
        drop(served);
        if other || !self.is_open() {
            self.tell();
        }
    }

    fn is_open(&self) -> bool {
        *self.news.borrow() > 0
    }

    fn tell(&self) {
        self.news.send_modify(|news| *news += 1);
    }

    /// How many files there are.
    pub(super) fn count(&self) -> usize {
        self.served().files.len()
    }

    /// The addresses of the pages that somebody may be looking at.
    pub(super) fn looked_at(&self) -> BTreeSet<String> {
        self.served().looked_at.iter().cloned().collect()
    }

    /// Hears of each new state, the present one first.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        let mut receiver = self.news.subscribe();
        receiver.mark_changed();
        receiver
    }

    /// Waits for the end of the first build.
    pub(super) async fn opened(&self) {
        let mut receiver = self.news.subscribe();
        // The sender lives as long as this does.
        let _ = receiver.wait_for(|news| *news > 0).await;
    }

    /// What there is at a path, and the version that a page of it has; none before a build has succeeded.
    pub(super) fn find(&self, path: &str) -> Option<(Found, String)> {
        let mut served = self.served();
        let number = served.number;
        (number > 0).then(|| (served.find(path), format!("{}-{number}", self.session)))
    }

    /// How a page knows that it came before any build.
    pub(super) fn first_version(&self) -> String {
        format!("{}-0", self.session)
    }

    /// What pages are told; nothing before the first build has ended.
    pub(super) fn message(&self) -> Option<String> {
        let served = self.served();
        self.is_open().then(|| {
            json!({
                "session": self.session,
                "version": served.number,
                "changed": served.since,
                "diagnostics": served.failures.iter().map(diagnostic).collect::<Vec<_>>(),
            })
            .to_string()
        })
    }
}

impl Served {
    fn take(&mut self, put: Vec<(String, Arc<[u8]>)>, gone: Vec<String>) -> Change {
        let mut change = Change::default();
        let next = self.number + 1;
        for path in gone {
            change.removed += usize::from(self.files.remove(&path).is_some());
            self.since.remove(&path);
        }
        for (path, bytes) in put {
            let old = self.files.get(&path);
            if old.is_some_and(|old| Arc::ptr_eq(old, &bytes) || *old == bytes) {
                continue;
            }
            change.changed += 1;
            if !is_page(&path) && (old.is_some() || self.missed.remove(&path)) {
                self.since.insert(path.clone(), next);
            }
            self.files.insert(path, bytes);
        }
        if change != Change::default() {
            self.number = next;
        }
        change
    }

    fn find(&mut self, path: &str) -> Found {
        let index = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if let Some(bytes) = self.files.get(&index).cloned() {
            if is_page(&index) {
                self.look_at(&index);
            }
            return Found::File(index, bytes);
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder;
        }
        if self.missed.len() < MISSED {
            self.missed.insert(index);
        }
        Found::Nothing(self.files.get("404.html").cloned())
    }

    fn look_at(&mut self, page: &str) {
        self.looked_at.retain(|other| other != page);
        self.looked_at.push_front(page.to_owned());
        self.looked_at.truncate(LOOKED_AT);
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

    fn update(put: &[(&str, &str)], gone: &[&str]) -> Update {
        let put = put.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into())).collect();
        Update { put, gone: gone.iter().map(|path| (*path).to_owned()).collect(), errors: Vec::new() }
    }

    #[test]
    fn counts_changes_and_knows_since_when() {
        let state = State::new("s".into());
        assert_eq!(state.message(), None);
        state.end(&[Diagnostic::error("x", "broken")]);
        assert!(state.message().unwrap().contains("broken") && state.find("a.html").is_none());

        state.update(update(&[("a.html", "1"), ("a.css", "1")], &[]));
        state.end(&[Diagnostic::warning("x", "hm")]);
        {
            let served = state.served();
            assert_eq!((served.number, served.since.len(), served.failures.len()), (1, 0, 0));
        }
        let change = state.update(update(&[("b.html", "1"), ("a.css", "2")], &["a.html"]));
        assert_eq!(change, Change { changed: 2, removed: 1 });
        assert_eq!(state.served().since, BTreeMap::from([("a.css".to_owned(), 2)]));
        // The same again is nothing new; a failure keeps the files.
        let news = *state.news.borrow();
        state.update(update(&[("b.html", "1"), ("a.css", "2")], &["a.html"]));
        assert_eq!(*state.news.borrow(), news);
        state.end(&[Diagnostic::error("x", "broken")]);
        assert_eq!(state.count(), 2);
        assert_eq!(state.served().number, 2);
        assert!(state.message().unwrap().contains("broken"));
        // What comes later does not take the error away; the next good build does.
        state.add(update(&[("search/root.sv.js", "1")], &[]));
        assert!(state.message().unwrap().contains("broken"));
        state.update(update(&[("b.html", "2")], &[]));
        assert!(!state.message().unwrap().contains("broken"));
    }

    #[test]
    fn a_page_hears_of_what_it_missed() {
        let state = State::new("s".into());
        state.update(update(&[("a.html", "1"), ("b/index.html", "1")], &[]));
        state.end(&[]);
        let found = |path: &str| state.find(path).unwrap().0;
        assert!(matches!(found("b/"), Found::File(path, _) if path == "b/index.html"));
        assert_eq!((found("b"), found("x.png")), (Found::Folder, Found::Nothing(None)));
        found("a.html");
        assert_eq!(state.looked_at(), BTreeSet::from(["a.html".to_owned(), "b/index.html".to_owned()]));
        state.update(update(&[("x.png", "1"), ("y.png", "1")], &[]));
        assert_eq!(state.served().since, BTreeMap::from([("x.png".to_owned(), 2)]));
    }

    #[test]
    fn marks_the_place() {
        let spot = Spot { line: 3, column: 5, excerpt: "å: ja".into(), start: 4, end: 6 };
        assert_eq!(excerpt(&spot), ["å: ", "ja", ""]);
        let odd = Spot { start: 1, end: 99, ..spot };
        assert_eq!(excerpt(&odd), ["å: ja", "", ""]);
    }
}
