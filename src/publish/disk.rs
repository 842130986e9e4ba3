//! What publication does to the disk, each deed in one place: so that every error names its file and says
//! what to do, and so that tests can pull the plug before any of them.

use crate::diagnostics::Diagnostic;
use blake3::Hash;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// By what an untouched file is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Length in bytes.
    pub(super) size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub(super) modified: i64,
}

impl Stamp {
    /// The stamp of a file; where the system tells no time, the file is read each time.
    pub(super) fn of(data: &Metadata) -> Self {
        let since = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(i64::MAX);
        Self { size: data.len(), modified }
    }
}

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    Nothing,
    Folder,
    File(Stamp),
    /// A link, which is not followed, or a device.
    Other,
}

/// Looks at a path without following a link in its last part.
pub(super) fn look(path: &Path) -> Result<There, Diagnostic> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_dir() => Ok(There::Folder),
        Ok(data) if data.is_file() => Ok(There::File(Stamp::of(&data))),
        Ok(_) => Ok(There::Other),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(There::Nothing)
        }
        Err(error) => Err(failed("read", &path.display().to_string(), &error)),
    }
}

/// The hash of a file's bytes; none if it went away.
pub(super) fn hash(path: &Path) -> Result<Option<Hash>, Diagnostic> {
    let mut hasher = blake3::Hasher::new();
    match File::open(path).and_then(|file| hasher.update_reader(file).map(|_| ())) {
        Ok(()) => Ok(Some(hasher.finalize())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", &path.display().to_string(), &error)),
    }
}

/// The hand that writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub(super) plug: super::tests::Plug,
}

impl Disk {
    #[cfg(test)]
    fn ready(&self) -> io::Result<()> {
        self.plug.spend()
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "tests fail here")]
    fn ready(&self) -> io::Result<()> {
        Ok(())
    }

    /// Writes a file that was not there.
    pub(super) fn create(&self, path: &Path, bytes: &[u8]) -> Result<Stamp, Diagnostic> {
        self.create_raw(path, bytes, false)
            .map_err(|error| failed("written", &path.display().to_string(), &error))
    }

    /// Writes a file that was not there, and makes the folder that it lies in. None if something else is in the
    /// way, or the path is too long.
    pub(super) fn lay_out(&self, path: &Path, bytes: &[u8]) -> Result<Option<Stamp>, Diagnostic> {
        let created = match self.create_raw(path, bytes, false) {
            // The first file of a folder makes it.
            Err(error) if error.kind() == ErrorKind::NotFound => path
                .parent()
                .map_or(Ok(()), |folder| self.ready().and_then(|()| fs::create_dir_all(folder)))
                .and_then(|()| self.create_raw(path, bytes, false)),
            created => created,
        };
        match created {
            Ok(stamp) => Ok(Some(stamp)),
            Err(error) => match error.kind() {
                ErrorKind::AlreadyExists | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => Ok(None),
                _ => Err(failed("written", &path.display().to_string(), &error)),
            },
        }
    }

    fn create_raw(&self, path: &Path, bytes: &[u8], sync: bool) -> io::Result<Stamp> {
        self.ready()?;
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        // Tests publish some thousand times, and pull no real plug.
        if sync && !cfg!(test) {
            file.sync_data()?;
        }
        Ok(Stamp::of(&file.metadata()?))
    }

    /// Writes a file such that it has either its old bytes or all of its new ones.
    pub(super) fn write_atomically(&self, path: &Path, bytes: &[u8], sync: bool) -> Result<(), Diagnostic> {
        let beside = path.with_extension("new");
        self.remove_file(&beside)?;
        self.create_raw(&beside, bytes, sync)
            .and_then(|_| self.ready())
            .and_then(|()| fs::rename(&beside, path))
            .map_err(|error| failed("written", &path.display().to_string(), &error))
    }

    /// Renames a file into place. If that leads to another disk, it is copied beside its place first,
    /// under a name that `spare` gives; the stamp is then that of the copy.
    pub(super) fn place(&self, from: &Path, to: &Path, spare: &Path) -> Result<Option<Stamp>, Diagnostic> {
        let copy = || -> io::Result<Option<Stamp>> {
            self.ready()?;
            let mut copy = File::create_new(spare)?;
            io::copy(&mut File::open(from)?, &mut copy)?;
            let stamp = Stamp::of(&copy.metadata()?);
            drop(copy);
            self.ready()?;
            fs::rename(spare, to)?;
            self.ready()?;
            fs::remove_file(from)?;
            Ok(Some(stamp))
        };
        let done = match self.ready().and_then(|()| self.rename(from, to)) {
            Ok(()) => Ok(None),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => copy().inspect_err(|_| {
                // The place is still as it was; only the copy beside it has to go.
                let _ = self.ready().and_then(|()| fs::remove_file(spare));
            }),
            Err(error) => Err(error),
        };
        done.map_err(|error| failed("written", &to.display().to_string(), &error))
    }

    /// Renames a folder to where nothing is; false if that leads to another disk.
    pub(super) fn place_folder(&self, from: &Path, to: &Path) -> Result<bool, Diagnostic> {
        match self.ready().and_then(|()| self.rename(from, to)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => Ok(false),
            Err(error) => Err(failed("made", &to.display().to_string(), &error)),
        }
    }

    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "tests fail here"))]
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(test)]
        self.plug.cross(from, to)?;
        fs::rename(from, to)
    }

    /// Makes a folder and those it lies in.
    pub(super) fn create_folder(&self, path: &Path) -> Result<(), Diagnostic> {
        self.ready()
            .and_then(|()| fs::create_dir_all(path))
            .map_err(|error| failed("made", &path.display().to_string(), &error))
    }

    /// Removes a file, if it is there.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), Diagnostic> {
        match self.ready().and_then(|()| fs::remove_file(path)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(failed("removed", &path.display().to_string(), &error))
            }
            _ => Ok(()),
        }
    }

    /// Removes a folder if it is empty, and says whether it is gone.
    pub(super) fn remove_empty_folder(&self, path: &Path) -> Result<bool, Diagnostic> {
        match self.ready().and_then(|()| fs::remove_dir(path)) {
            Ok(()) => Ok(true),
            Err(error) => match error.kind() {
                // An interrupted publication may have removed it.
                ErrorKind::NotFound => Ok(true),
                // An empty folder that has to stay harms nobody.
                ErrorKind::DirectoryNotEmpty
                | ErrorKind::AlreadyExists
                | ErrorKind::NotADirectory
                | ErrorKind::ResourceBusy
                | ErrorKind::PermissionDenied => Ok(false),
                _ => Err(failed("removed", &path.display().to_string(), &error)),
            },
        }
    }

    /// Removes a folder of Lykta's own with all that is in it.
    pub(super) fn remove_own_folder(&self, path: &Path) -> Result<(), Diagnostic> {
        match self.ready().and_then(|()| fs::remove_dir_all(path)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(failed("removed", &path.display().to_string(), &error))
            }
            _ => Ok(()),
        }
    }
}

/// What cannot be done to which file, why, and what to do about it.
pub(super) fn failed(deed: &str, path: &str, error: &io::Error) -> Diagnostic {
    let help = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "Make room on the disk, and build again.",
        ErrorKind::PermissionDenied => {
            "Give yourself the right to read and write there, or choose another folder with `--output`."
        }
        ErrorKind::ReadOnlyFilesystem => {
            "The disk is write-protected. Choose another folder with `--output`."
        }
        ErrorKind::InvalidFilename => "Give the page a shorter `slug`.",
        _ => "Build again. If it happens again, choose another folder with `--output`.",
    };
    Diagnostic::error("publish/disk", format!("The file or folder cannot be {deed}: {error}."))
        .in_file(path)
        .help(help)
}
