//! What an import would do to the files of a site, and doing it. Nothing is overwritten unasked.

use super::Import;
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// What would happen to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is new.
    New,
    /// It is there with the same bytes.
    Unchanged,
    /// It is there with other bytes, and may be overwritten.
    Overwritten,
}

/// What an import would do.
pub struct Plan {
    /// The files, each with what would happen to it.
    pub files: Vec<(SourceFile, State)>,
}

/// Compares an import with the files of a site. Without `force`, a file that is there with other bytes is an
/// error.
pub fn plan(import: &Import, root: &Path, force: bool) -> Result<Plan, Vec<Diagnostic>> {
    let (mut files, mut told) = (Vec::new(), Vec::new());
    for file in &import.files {
        let state = match fs::read(root.join(&file.path)) {
            Ok(bytes) if bytes == file.text.as_bytes() => State::Unchanged,
            Ok(_) if force => State::Overwritten,
            Ok(_) => {
                told.push(
                    Diagnostic::error("import/exists", "The file exists already, and says something else.")
                        .in_file(&file.path)
                        .help("Choose another folder with `--into`, or overwrite it with `--force`."),
                );
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::New,
            Err(error) => {
                let message = format!("The file cannot be read: {error}.");
                told.push(Diagnostic::error("import/unreadable", message).in_file(&file.path));
                continue;
            }
        };
        files.push((file.clone(), state));
    }
    if told.is_empty() { Ok(Plan { files }) } else { Err(told) }
}

/// Writes the files that are new or may be overwritten. Each is there whole or not at all.
pub fn write(plan: &Plan, root: &Path) -> Result<(), Diagnostic> {
    for (file, state) in &plan.files {
        let path = root.join(&file.path);
        let done = match state {
            State::Unchanged => Ok(()),
            State::New => create(&path, &file.text),
            State::Overwritten => replace(&path, &file.text),
        };
        done.map_err(|error| {
            Diagnostic::error("import/unwritable", format!("The file cannot be written: {error}."))
                .in_file(&file.path)
                .help("Check your rights there, and import again: what is written already stays as it is.")
        })?;
    }
    Ok(())
}

/// A file that has come into being since the plan was made is not overwritten either.
fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(text.as_bytes())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Editors' leftovers of this ending are passed over when content is read.
    let aside = path.with_extension("md.tmp");
    fs::write(&aside, text)?;
    fs::rename(&aside, path)
}
