//! Watching by looking, for drives that do not tell of changes.
//!
//! notify has a watcher of this kind, but it compares times by the second: a page that is saved twice
//! within a second would stay as it was first saved.

use super::watch::{Signal, passed_over};
use blake3::Hash;
use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};
use walkdir::WalkDir;

/// How often it looks; less often where looking takes long.
const PAUSE: Duration = Duration::from_millis(250);
/// A file that changed so lately may change again and keep its time, where times are whole seconds. It is
/// compared by its bytes.
const LATELY: Duration = Duration::from_secs(3);

/// The folders to look at, and whether also at those within.
pub(super) type Targets = BTreeMap<PathBuf, bool>;

/// Looks every now and then, until it is dropped.
pub(super) struct Poller {
    look: Arc<Mutex<Look>>,
    signals: Sender<Signal>,
    _stop: Sender<()>,
}

#[derive(Default)]
struct Look {
    targets: Targets,
    seen: HashMap<PathBuf, Seen>,
}

/// What is known of a file; of a folder only that it is there.
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    hash: Option<Hash>,
}

impl Poller {
    /// Begins to look.
    pub(super) fn start(signals: Sender<Signal>) -> Self {
        let look = Arc::new(Mutex::new(Look::default()));
        let (stop, stopped) = mpsc::channel::<()>();
        let shared = Arc::clone(&look);
        let teller = signals.clone();
        std::thread::spawn(move || {
            let mut pause = PAUSE;
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let begin = Instant::now();
                let changed = shared.lock().unwrap_or_else(PoisonError::into_inner).again();
                pause = PAUSE.max(begin.elapsed() * 4);
                if !changed.is_empty() && teller.send(Signal::changed(changed, false)).is_err() {
                    break;
                }
            }
        });
        Self { look, signals, _stop: stop }
    }

    /// Looks at these folders from now on. What they hold now is what later looks are compared with; what
    /// has changed in a folder that was looked at before is told.
    pub(super) fn follow(&self, targets: &Targets) {
        let mut look = self.look.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut look.targets, targets.clone());
        let mut changed = look.again();
        changed.retain(|path| before.keys().any(|folder| path.starts_with(folder)));
        if !changed.is_empty() {
            // Nobody listens any more when the preview ends.
            let _ = self.signals.send(Signal::changed(changed, false));
        }
    }
}

impl Look {
    /// Looks again, and says what is not as it was.
    fn again(&mut self) -> Vec<PathBuf> {
        let mut now = HashMap::new();
        for (folder, recursive) in &self.targets {
            let walk =
                WalkDir::new(folder).follow_links(true).max_depth(if *recursive { usize::MAX } else { 1 });
            let entries = walk.into_iter().filter_entry(|entry| {
                entry.depth() == 0 || !passed_over(&entry.file_name().to_string_lossy())
            });
            for entry in entries.flatten() {
                if let Ok(data) = entry.metadata() {
                    let seen = Seen::of(entry.path(), &data);
                    now.insert(entry.into_path(), seen);
                }
            }
        }
        let gone = self.seen.keys().filter(|path| !now.contains_key(*path));
        let fresh =
            now.iter().filter(|(path, seen)| self.seen.get(*path).is_none_or(|old| seen.differs(old)));
        let changed = gone.chain(fresh.map(|(path, _)| path)).cloned().collect();
        self.seen = now;
        changed
    }
}

impl Seen {
    fn of(path: &Path, data: &Metadata) -> Self {
        if data.is_dir() {
            return Self { size: 0, modified: None, hash: None };
        }
        let modified = data.modified().ok();
        let lately = modified.is_none_or(|time| time.elapsed().is_ok_and(|since| since < LATELY));
        let hash = if lately { fs::read(path).ok().map(|bytes| blake3::hash(&bytes)) } else { None };
        Self { size: data.len(), modified, hash }
    }

    fn differs(&self, old: &Self) -> bool {
        let bytes = self.hash.is_some() && old.hash.is_some() && self.hash != old.hash;
        bytes || (self.size, self.modified) != (old.size, old.modified)
    }
}
