//! Files on their way to the output folder.

use super::disk::{self, Disk, Stamp, There, look};
use super::manifest::{Journal, Manifest, Record};
use super::{Role, Sink, paths};
use crate::diagnostics::Diagnostic;
use blake3::Hash;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How copies are called that wait beside their place in an output on another disk.
pub(super) const SPARE: &str = ".lykta-place-";

/// A publication under way. What is dropped without [`Staging::commit`] leaves the output as it was.
#[derive(Debug)]
pub struct Staging {
    pub(super) disk: Disk,
    /// The output folder, and how diagnostics name it.
    pub(super) output: PathBuf,
    shown: String,
    /// Where the manifest, the journal and the staged files are.
    home: PathBuf,
    pub(super) force: bool,
    pub(super) manifest: Manifest,
    pub(super) notes: Vec<Diagnostic>,
    pub(super) names: paths::Names,
    wanted: Mutex<BTreeMap<String, Wanted>>,
    failures: Mutex<Vec<Diagnostic>>,
    count: AtomicUsize,
    /// Kept for as long as the publication lasts.
    _lock: File,
}

/// A file that the site has.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) role: Role,
    pub(super) record: Record,
    /// Where its bytes wait; none if they are in the output already.
    pub(super) staged: Option<PathBuf>,
}

impl Staging {
    /// Begins a publication of the project at `root`: makes sure that no other is under way, and takes up
    /// what an interrupted one left.
    pub fn begin(root: &Path, output: &Path, force: bool) -> Result<Self, Diagnostic> {
        Self::begin_with(Disk::default(), root, output, force)
    }

    pub(super) fn begin_with(
        disk: Disk,
        root: &Path,
        output: &Path,
        force: bool,
    ) -> Result<Self, Diagnostic> {
        let whole = |path: &Path| {
            paths::absolute(path).map_err(|error| disk::failed("read", &path.display().to_string(), &error))
        };
        let (root, output) = (whole(root)?, whole(output)?);
        let shown = output.strip_prefix(&root).unwrap_or(&output).display().to_string();
        check_output(&root, &output, &shown)?;
        let own = root.join(paths::OWN);
        let home = own.join("publish").join(paths::key(&root, &output));
        disk.create_folder(&home)?;
        if look(&own.join(".gitignore"))? == There::Nothing {
            // Two builds for two outputs may both come here; either writes the same.
            let _ = disk.create(&own.join(".gitignore"), b"*\n");
        }
        let lock = lock(&home.join("lock"), &shown)?;
        let (manifest, warning) = Manifest::load(&home.join("manifest.json"))?;
        let mut staging = Self {
            disk,
            output,
            shown,
            home,
            force,
            manifest,
            notes: warning.into_iter().collect(),
            names: paths::Names::default(),
            wanted: Mutex::default(),
            failures: Mutex::default(),
            count: AtomicUsize::new(0),
            _lock: lock,
        };
        staging.disk.remove_own_folder(&staging.staged())?;
        staging.recover()?;
        staging.disk.create_folder(&staging.staged())?;
        Ok(staging)
    }

    /// Takes what an interrupted publication had put into place, or not yet removed, as Lykta's.
    fn recover(&mut self) -> Result<(), Diagnostic> {
        for entry in fs::read_dir(&self.output).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(SPARE) {
                self.disk.remove_file(&entry.path())?;
            }
        }
        let (journal, warning) = Journal::load(&self.journal_file())?;
        if journal.is_none() && warning.is_none() {
            return Ok(());
        }
        self.notes.extend(warning);
        for (path, hash) in journal.unwrap_or_default().files {
            let target = self.output.join(&path);
            match look(&target)? {
                There::File(stamp) if disk::hash(&target)? == Some(hash) => {
                    self.manifest.files.insert(path, Record { hash, stamp });
                }
                // Remembered, for the folder it was in may have to go.
                There::Nothing => {
                    let stamp = Stamp { size: 0, modified: 0 };
                    self.manifest.files.entry(path).or_insert(Record { hash, stamp });
                }
                There::File(_) | There::Folder | There::Other => {}
            }
        }
        self.manifest.save(&self.disk, &self.manifest_file(), false)?;
        self.disk.remove_file(&self.journal_file())
    }

    fn accept(&self, path: &str, role: Role, bytes: &[u8]) -> Result<(), Diagnostic> {
        self.names.claim(path)?;
        let hash = blake3::hash(bytes);
        let wanted = if let Some(record) = self.standing(path, &hash, bytes.len() as u64)? {
            Wanted { role, record, staged: None }
        } else {
            let (staged, stamp) = self.stage(path, bytes)?;
            Wanted { role, record: Record { hash, stamp }, staged: Some(staged) }
        };
        guard(&self.wanted).insert(path.to_owned(), wanted);
        Ok(())
    }

    /// Writes a file among the staged ones, where it is to be in the output. Aside, if another file is in the
    /// way there: the survey will tell.
    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(PathBuf, Stamp), Diagnostic> {
        let staged = self.laid_out().join(path);
        if let Some(stamp) = self.disk.lay_out(&staged, bytes)? {
            return Ok((staged, stamp));
        }
        let aside = self.staged().join(self.count.fetch_add(1, Ordering::Relaxed).to_string());
        let stamp = self.disk.create(&aside, bytes)?;
        Ok((aside, stamp))
    }

    /// The record of a file that is in the output already.
    fn standing(&self, path: &str, hash: &Hash, size: u64) -> Result<Option<Record>, Diagnostic> {
        let known = self.manifest.files.get(path);
        if known.is_some_and(|known| known.hash != *hash) {
            return Ok(None);
        }
        let target = self.output.join(path);
        let There::File(stamp) = look(&target)? else { return Ok(None) };
        let sure = known.is_some_and(|known| self.manifest.vouches(known, stamp));
        let same = sure || stamp.size == size && disk::hash(&target)? == Some(*hash);
        Ok(same.then_some(Record { hash: *hash, stamp }))
    }

    /// Whether the file at a path still is what Lykta wrote there. An empty file is taken for it too: it
    /// holds nothing that could be lost, and a loss of power leaves files empty.
    pub(super) fn is_ours(&self, path: &str, stamp: Stamp) -> Result<bool, Diagnostic> {
        let Some(record) = self.manifest.files.get(path) else { return Ok(false) };
        if stamp.size == 0 || self.manifest.vouches(record, stamp) {
            return Ok(true);
        }
        Ok(disk::hash(&self.output.join(path))? == Some(record.hash))
    }

    /// The files that were put, or what went wrong with some of them.
    pub(super) fn take_wanted(&mut self) -> Result<BTreeMap<String, Wanted>, Vec<Diagnostic>> {
        let failures = std::mem::take(&mut *guard(&self.failures));
        if failures.is_empty() { Ok(std::mem::take(&mut *guard(&self.wanted))) } else { Err(failures) }
    }

    /// Takes files of the output as put. None if their names cannot stand side by side.
    pub(super) fn put_again(&mut self, files: BTreeMap<String, Wanted>) -> Option<()> {
        for path in files.keys() {
            self.names.claim(path).ok()?;
        }
        self.wanted = Mutex::new(files);
        Some(())
    }

    /// How diagnostics name a file of the output.
    pub(super) fn shown(&self, path: &str) -> String {
        format!("{}/{path}", self.shown)
    }

    pub(super) fn manifest_file(&self) -> PathBuf {
        self.home.join("manifest.json")
    }

    pub(super) fn journal_file(&self) -> PathBuf {
        self.home.join("journal.json")
    }

    pub(super) fn note_file(&self) -> PathBuf {
        self.home.join("note.json")
    }

    fn staged(&self) -> PathBuf {
        self.home.join("staging")
    }

    /// The staged files as they will lie in the output.
    pub(super) fn laid_out(&self) -> PathBuf {
        self.staged().join("site")
    }
}

impl Sink for Staging {
    fn put(&self, path: &str, role: Role, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        // A site that lacks a file is not published, even if the caller goes on.
        self.accept(path, role, &bytes).inspect_err(|failure| guard(&self.failures).push(failure.clone()))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = self.disk.remove_own_folder(&self.staged());
    }
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Refuses an output folder in which the site would be mixed with what it is made from.
fn check_output(root: &Path, output: &Path, shown: &str) -> Result<(), Diagnostic> {
    let refuse = |message: String| {
        Err(Diagnostic::error("publish/output", message).help("Choose another folder with `--output`."))
    };
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if root.starts_with(output) || real(root).starts_with(real(output)) {
        return refuse(format!("The output folder `{}` holds the project itself.", output.display()));
    }
    if output.starts_with(root.join(paths::OWN)) {
        return refuse(format!("The folder `{shown}` is kept for Lykta's own files."));
    }
    match fs::metadata(output) {
        Ok(data) if !data.is_dir() => refuse(format!("The output `{shown}` is a file, not a folder.")),
        _ => Ok(()),
    }
}

/// How long another build is waited for: one that is just ending is no reason to give up, and a process that
/// is being started holds the locks of the one that starts it for a moment.
const PATIENCE: Duration = Duration::from_secs(1);

fn lock(path: &Path, shown: &str) -> Result<File, Diagnostic> {
    let failed = |error| disk::failed("written", &path.display().to_string(), &error);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(failed)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => {
                let message = format!("Another Lykta is building this site into `{shown}`.");
                return Err(Diagnostic::error("publish/busy", message)
                    .help("Wait until it has ended, then build again."));
            }
            // Some network drives know no locks. There, two builds at once are the publisher's to avoid.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
}
