//! Which files matter, and how their changes are heard of.
//!
//! Folders are watched, never files: many editors save by replacing the file, and a watch on the file would
//! follow the old one. Folders that are not there yet are awaited where they will appear.

use super::poll::{Poller, Targets};
use crate::diagnostics::Diagnostic;
use notify::event::{AccessKind, AccessMode, ModifyKind, RemoveKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// Folders directly under the root that are never part of a site.
const NEVER: [&str; 2] = ["target", "node_modules"];

/// What the watcher tells.
#[derive(Debug)]
pub(super) enum Signal {
    /// Something happened to these paths. `structure` if folders may have come or gone, `done` if a file
    /// has been written to its end.
    Changed { paths: Vec<PathBuf>, structure: bool, done: bool },
    /// More happened than the system could tell.
    Rescan,
    /// The system does not watch so many folders.
    Limit,
    /// The preview ends.
    Stop,
}

impl Signal {
    pub(super) fn changed(paths: Vec<PathBuf>, structure: bool) -> Self {
        Self::Changed { paths, structure, done: false }
    }

    /// What an event of the system means; none if it was only reading.
    fn of(event: notify::Result<Event>) -> Option<Self> {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return Some(Self::Limit),
            Err(_) => return Some(Self::Rescan),
        };
        if event.need_rescan() {
            return Some(Self::Rescan);
        }
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
                Some(Self::Changed { paths: event.paths, structure: false, done: true })
            }
            // Also the builds' own reading.
            EventKind::Access(_) => None,
            EventKind::Modify(ModifyKind::Data(_)) => Some(Self::changed(event.paths, false)),
            kind => {
                // A file that is saved by replacing it changes nothing of what is watched.
                let removed = matches!(kind, EventKind::Remove(RemoveKind::Folder));
                let structure = removed || event.paths.iter().any(|path| path.is_dir());
                let done = matches!(kind, EventKind::Modify(ModifyKind::Name(RenameMode::To)));
                Some(Self::Changed { paths: event.paths, structure, done })
            }
        }
    }
}

/// What editors leave behind while they save, and what is hidden. Sources pass the same over.
pub(super) fn passed_over(name: &str) -> bool {
    let ends = |ending: &str| name.len() > ending.len() && name.ends_with(ending);
    name.starts_with('.') || name == "4913" || [".swp", ".swx", ".tmp", "~", "#"].into_iter().any(ends)
}

/// The part of the disk that matters.
#[derive(Debug)]
pub(super) struct Scope {
    root: PathBuf,
    output: PathBuf,
    /// Folders and files that the site is made from.
    wanted: Vec<PathBuf>,
}

impl Scope {
    pub(super) fn new(root: &Path, output: &Path) -> Self {
        let root = real(root);
        let output = real(&root.join(output));
        let mut scope = Self { root, output, wanted: Vec::new() };
        scope.set(&[]);
        scope
    }

    fn set(&mut self, wanted: &[PathBuf]) {
        // A link that replaces a folder is seen at its own path, a change within at that of its target.
        let given = wanted.iter().map(|path| self.root.join(path));
        self.wanted = given.clone().chain(given.map(|path| real(&path))).collect();
        self.wanted.push(self.root.join("lykta.toml"));
        self.wanted.sort();
        self.wanted.dedup();
    }

    /// Whether a change of a path may change the site.
    pub(super) fn counts(&self, path: &Path) -> bool {
        if path.starts_with(&self.output) || self.is_never(path) {
            return false;
        }
        let within = self.wanted.iter().find_map(|wanted| path.strip_prefix(wanted).ok());
        match within {
            Some(inner) => !inner.components().any(|part| passed_over(&part.as_os_str().to_string_lossy())),
            // A folder on the way came or went. The root itself is touched by whatever happens in it.
            None => !self.root.starts_with(path) && self.wanted.iter().any(|wanted| wanted.starts_with(path)),
        }
    }

    fn is_never(&self, path: &Path) -> bool {
        let inner = path.strip_prefix(&self.root).ok().and_then(|inner| inner.components().next());
        inner.is_some_and(|first| {
            let name = first.as_os_str().to_string_lossy();
            NEVER.contains(&&*name) || passed_over(&name)
        })
    }

    /// How a changed path is told: from the root, with `/`.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inner = path.strip_prefix(&self.root).unwrap_or(path);
        crate::source::slashed(inner).unwrap_or_else(|_| inner.display().to_string())
    }

    /// The folders to watch.
    fn targets(&self) -> Targets {
        let mut targets = Targets::from([(self.root.clone(), false)]);
        for wanted in &self.wanted {
            if *wanted == self.root {
                let folders = fs::read_dir(wanted).into_iter().flatten().flatten().map(|entry| entry.path());
                for folder in folders.filter(|path| path.is_dir() && self.counts(path)) {
                    targets.insert(folder, true);
                }
            } else if wanted.is_dir() {
                targets.insert(wanted.clone(), true);
            }
            if let Some(outer) = wanted.ancestors().skip(1).find(|outer| outer.is_dir())
                && wanted.starts_with(&self.root)
                && *wanted != self.root
            {
                targets.entry(outer.to_owned()).or_insert(false);
            }
        }
        let deep: Vec<PathBuf> =
            targets.iter().filter(|(_, deep)| **deep).map(|(path, _)| path.clone()).collect();
        targets.retain(|path, _| !deep.iter().any(|outer| outer != path && path.starts_with(outer)));
        targets
    }
}

/// A path without links, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for outer in whole.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(outer), whole.strip_prefix(outer)) {
            // `join("")` would add a slash.
            return if rest.as_os_str().is_empty() { real } else { real.join(rest) };
        }
    }
    whole
}

enum Backend {
    Native(Option<RecommendedWatcher>),
    Poll(Poller),
}

/// Hears of changes.
pub(super) struct Watch {
    pub(super) scope: Scope,
    targets: Targets,
    backend: Backend,
    signals: Sender<Signal>,
}

impl Watch {
    /// Begins to watch the root.
    pub(super) fn new(scope: Scope, poll: bool, signals: Sender<Signal>) -> Self {
        let backend =
            if poll { Backend::Poll(Poller::start(signals.clone())) } else { Backend::Native(None) };
        Self { scope, targets: Targets::new(), backend, signals }
    }

    /// Watches these folders and files from now on, and the root. Gives the folders that were not watched
    /// before, and says so if it has to look by itself from now on. Folders that were replaced since are
    /// watched only if `again` is set.
    pub(super) fn follow(&mut self, wanted: &[PathBuf], again: bool) -> (Vec<PathBuf>, Option<Diagnostic>) {
        self.scope.set(wanted);
        let targets = self.scope.targets();
        if targets == self.targets && !again {
            return (Vec::new(), None);
        }
        let mut notice = None;
        match &mut self.backend {
            Backend::Poll(poller) => poller.follow(&targets),
            Backend::Native(watcher) => match listen(&targets, &self.signals) {
                // The old one ends when the new one is there, so that nothing happens unheard.
                Ok(fresh) => *watcher = Some(fresh),
                Err(error) => notice = Some(self.look_instead(&targets, &error)),
            },
        }
        let fresh = targets.iter().filter(|(path, deep)| **deep && self.targets.get(*path) != Some(&true));
        let fresh = fresh.map(|(path, _)| path.clone()).collect();
        self.targets = targets;
        (fresh, notice)
    }

    /// Goes on by looking, for the system does not watch so many folders.
    pub(super) fn limit_reached(&mut self) -> Option<Diagnostic> {
        if matches!(self.backend, Backend::Poll(_)) {
            return None;
        }
        let targets = self.targets.clone();
        Some(self.look_instead(&targets, &notify::Error::new(ErrorKind::MaxFilesWatch)))
    }

    fn look_instead(&mut self, targets: &Targets, error: &notify::Error) -> Diagnostic {
        let poller = Poller::start(self.signals.clone());
        poller.follow(targets);
        self.backend = Backend::Poll(poller);
        let (cause, help) = match &error.kind {
            ErrorKind::MaxFilesWatch => (
                "the system's limit is reached".to_owned(),
                "Changes are looked for instead, which is slower. On Linux, \
                 `sudo sysctl fs.inotify.max_user_watches=1048576` raises the limit.",
            ),
            _ => (error.to_string(), "Changes are looked for instead, which is slower."),
        };
        Diagnostic::warning("serve/watch", format!("The project's folders cannot be watched: {cause}."))
            .help(help)
    }
}

/// Has the system tell of changes.
fn listen(targets: &Targets, signals: &Sender<Signal>) -> notify::Result<RecommendedWatcher> {
    let signals = signals.clone();
    let mut watcher = notify::recommended_watcher(move |event| {
        if let Some(signal) = Signal::of(event) {
            // Nobody listens any more when the preview ends.
            let _ = signals.send(signal);
        }
    })?;
    for (path, recursive) in targets {
        let mode = if *recursive { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        match watcher.watch(path, mode) {
            // It went away a moment ago; the folder it was in tells when it comes back.
            Err(error) if !path.exists() => drop(error),
            result => result?,
        }
    }
    Ok(watcher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_site_is_made_from_counts() {
        let folder = tempfile::tempdir().unwrap();
        let root = real(folder.path());
        fs::create_dir(root.join("content")).unwrap();
        let mut scope = Scope::new(&root, Path::new("public"));
        scope.set(&["content".into(), root.join("themes/x"), "assets".into()]);
        for path in
            ["content", "content/a.md", "content/target/a.md", "lykta.toml", "themes", "themes/x/a", "assets"]
        {
            assert!(scope.counts(&root.join(path)), "{path}");
        }
        for path in [
            "",
            "..",
            "public/a.html",
            ".lykta/publish",
            ".git/index",
            "README.md",
            "serve.log",
            "themes/y",
            "target/x",
            "content/.a.md.swp",
            "content/a.md~",
            "content/4913",
            "content/.git/x",
        ] {
            assert!(!scope.counts(&root.join(path)), "{path}");
        }
        let targets = scope.targets();
        assert_eq!(targets, Targets::from([(root.clone(), false), (root.join("content"), true)]));
        assert_eq!(scope.shown(&root.join("content/a.md")), "content/a.md");
    }

    #[test]
    fn a_site_that_is_all_of_its_root() {
        let folder = tempfile::tempdir().unwrap();
        let root = real(folder.path());
        for name in ["a/b", "public", "target", ".git"] {
            fs::create_dir_all(root.join(name)).unwrap();
        }
        let mut scope = Scope::new(&root, Path::new("public"));
        scope.set(&[root.clone(), "a/b".into()]);
        assert_eq!(scope.targets(), Targets::from([(root.clone(), false), (root.join("a"), true)]));
        assert!(scope.counts(&root.join("x.md")) && !scope.counts(&root.join("target/x")));
    }

    #[test]
    fn reading_is_not_a_change() {
        let event = |kind| Signal::of(Ok(Event::new(kind).add_path("a".into())));
        assert!(event(EventKind::Access(AccessKind::Open(AccessMode::Any))).is_none());
        assert!(event(EventKind::Access(AccessKind::Close(AccessMode::Read))).is_none());
        assert!(event(EventKind::Access(AccessKind::Close(AccessMode::Write))).is_some());
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert!(matches!(Signal::of(Ok(lost)), Some(Signal::Rescan)));
        let limit = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(matches!(Signal::of(Err(limit)), Some(Signal::Limit)));
    }
}
