//! The thread that waits for changes and builds.

use super::later::Background;
use super::state::{Change, State};
use super::watch::{Scope, Signal, Watch};
use super::{Build, Built, Event};
use crate::diagnostics::{self, Diagnostic};
use crate::session::Outcome;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

/// From the first change to the build: an editor that saves does several things at once.
const GATHER: Duration = Duration::from_millis(40);
/// Changes that follow each other as closely as this belong together, as when a branch is checked out …
const QUIET: Duration = Duration::from_millis(30);
/// A file that has been written to its end is waited for no longer than this, if it is the only one.
const DONE: Duration = Duration::from_millis(8);
/// … but a build does not wait for longer than this.
const PATIENCE: Duration = Duration::from_millis(500);
/// Clocks of file systems tick every few milliseconds.
const TICK: Duration = Duration::from_millis(10);

pub(super) struct Worker<B, R> {
    pub(super) watch: Watch,
    pub(super) signals: Receiver<Signal>,
    pub(super) state: Arc<State>,
    pub(super) build: B,
    pub(super) report: R,
    pub(super) later: Background,
    pub(super) wanted: Vec<PathBuf>,
}

/// Changes that lead to one build.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each tells of one thing that was heard, and any may be")]
struct Batch {
    paths: BTreeSet<PathBuf>,
    /// Folders may have come or gone.
    structure: bool,
    limit: bool,
    rescan: bool,
    /// Whether the last that was heard is that a file has been written to its end.
    done: bool,
}

impl Batch {
    /// Whether an editor has saved a file, and nothing else is going on.
    fn is_done(&self) -> bool {
        self.done && self.paths.len() == 1 && !self.rescan
    }

    /// Takes what matters, and says whether anything did.
    fn take(&mut self, signal: Signal, scope: &Scope) -> bool {
        match signal {
            Signal::Changed { paths, structure, done } => {
                let before = self.paths.len();
                let paths: Vec<PathBuf> = paths.into_iter().filter(|path| scope.counts(path)).collect();
                if !paths.is_empty() {
                    self.structure |= structure;
                    self.done = done;
                }
                self.paths.extend(paths);
                self.paths.len() > before
            }
            Signal::Rescan => {
                self.rescan = true;
                self.structure = true;
                true
            }
            // What happened where nobody watched is not known.
            Signal::Limit => {
                self.limit = true;
                self.rescan = true;
                true
            }
            Signal::Stop => false,
        }
    }
}

impl<B: Build, R: Fn(Event)> Worker<B, R> {
    /// Builds, and builds again after each change, until it is told to stop.
    pub(super) fn run(mut self) {
        self.follow(false);
        // At first nothing is known.
        let mut batch = Batch { rescan: true, ..Batch::default() };
        loop {
            let missed = self.build(&batch);
            batch = Batch::default();
            if missed.is_empty() {
                let Some(next) = self.gather() else { return };
                batch = next;
            } else {
                batch.paths.extend(missed);
            }
            if batch.limit
                && let Some(notice) = self.watch.limit_reached()
            {
                (self.report)(Event::Notice(notice));
            }
            // Before the build, so that what changes during it is heard.
            self.follow(batch.structure);
        }
    }

    fn follow(&mut self, again: bool) -> Vec<PathBuf> {
        let (fresh, notice) = self.watch.follow(&self.wanted, again);
        if let Some(notice) = notice {
            (self.report)(Event::Notice(notice));
        }
        fresh
    }

    /// Builds once. Gives what may have changed in folders of which only the build told that they matter.
    fn build(&mut self, batch: &Batch) -> Vec<PathBuf> {
        let begin = Instant::now();
        let clock = SystemTime::now();
        let paths = (!batch.rescan).then(|| batch.paths.clone());
        let change = crate::session::Change { paths, looked_at: self.state.looked_at() };
        let mut total = Change::default();
        let state = Arc::clone(&self.state);
        let mut publish = |update| {
            let change = state.update(update);
            total.changed += change.changed;
            total.removed += change.removed;
        };
        let built = catch_unwind(AssertUnwindSafe(|| self.build.build(&change, &mut publish)));
        let mut outcome = built.unwrap_or_else(|_| Outcome {
            diagnostics: vec![
                Diagnostic::error("serve/crash", "Lykta itself failed while it built the site.")
                    .help("This is a mistake in Lykta. Undo the last change, and please report it."),
            ],
            ..Outcome::default()
        });
        diagnostics::sort(&mut outcome.diagnostics);
        self.state.end(&outcome.diagnostics);
        if let Some(later) = outcome.later {
            self.later.put(later);
        }
        (self.report)(Event::Built(Built {
            took: begin.elapsed(),
            files: self.state.count(),
            rendered: outcome.rendered,
            changed: total.changed,
            removed: total.removed,
            causes: batch.paths.iter().map(|path| self.watch.scope.shown(path)).collect(),
            diagnostics: outcome.diagnostics,
        }));
        self.wanted = self.build.watched();
        let fresh = self.follow(false);
        fresh.into_iter().filter(|folder| changed_since(folder, clock)).collect()
    }

    /// Waits for a change and for what belongs to it. None when the preview ends.
    fn gather(&self) -> Option<Batch> {
        let mut batch = Batch::default();
        loop {
            match self.signals.recv().ok()? {
                Signal::Stop => return None,
                signal => {
                    if batch.take(signal, &self.watch.scope) {
                        break;
                    }
                }
            }
        }
        let first = Instant::now();
        let mut last = first;
        loop {
            let gathered = (first + GATHER).max(last + QUIET).min(first + PATIENCE);
            let end = if batch.is_done() { gathered.min(Instant::now() + DONE) } else { gathered };
            match self.signals.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(signal) => {
                    if batch.take(signal, &self.watch.scope) {
                        last = Instant::now();
                    }
                }
                Err(RecvTimeoutError::Timeout) => return Some(batch),
            }
            if Instant::now() > first + PATIENCE {
                return Some(batch);
            }
        }
    }
}

/// Whether anything in a folder was changed since a time.
fn changed_since(folder: &std::path::Path, time: SystemTime) -> bool {
    let entries = walkdir::WalkDir::new(folder).follow_links(true).into_iter().flatten();
    let mut times = entries.filter_map(|entry| entry.metadata().ok()?.modified().ok());
    times.any(|modified| modified + TICK >= time)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::mpsc;

    struct Nothing;

    impl Build for Nothing {
        fn build(
            &mut self,
            _: &crate::session::Change,
            _: &mut dyn FnMut(crate::session::Update),
        ) -> Outcome {
            Outcome::default()
        }

        fn watched(&self) -> Vec<PathBuf> {
            Vec::new()
        }
    }

    #[test]
    fn what_comes_together_is_one_build() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (sender, signals) = mpsc::channel();
        let mut watch = Watch::new(Scope::new(&root, Path::new("public")), false, sender.clone());
        watch.follow(&["content".into()], false);
        let state = Arc::new(State::new("s".into()));
        let later = Background::start(Arc::clone(&state));
        let worker =
            Worker { watch, signals, state, build: Nothing, report: |_| {}, later, wanted: Vec::new() };
        sender.send(Signal::changed(vec![root.join("public/a.html")], true)).unwrap();
        for number in 0..1000 {
            let paths = vec![root.join(format!("content/{number}.md"))];
            sender.send(Signal::changed(paths, number == 0)).unwrap();
        }
        let batch = worker.gather().unwrap();
        assert!(batch.paths.len() == 1000 && batch.structure && !batch.rescan);
        sender.send(Signal::Stop).unwrap();
        assert!(worker.gather().is_none());
    }

    #[test]
    fn one_file_is_done_when_it_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let mut scope = Watch::new(Scope::new(&root, Path::new("public")), true, mpsc::channel().0);
        scope.follow(&["content".into()], false);
        let changed = |name: &str, done| Signal::Changed {
            paths: vec![root.join("content").join(name)],
            structure: false,
            done,
        };
        let mut batch = Batch::default();
        // As vim saves: the file goes, and comes again.
        assert!(batch.take(changed("a.md", false), &scope.scope) && !batch.is_done());
        batch.take(changed("a.md", true), &scope.scope);
        assert!(batch.is_done());
        batch.take(changed(".a.md.swp", false), &scope.scope);
        assert!(batch.is_done(), "what editors leave behind does not count");
        batch.take(changed("b.md", true), &scope.scope);
        assert!(!batch.is_done(), "more may follow");
    }
}
