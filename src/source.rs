//! Walks `content/` and reads its files. The only stage that touches the editor's files; it never writes.

use crate::diagnostics::{Diagnostic, Location, Spot};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text file of the project.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path from the project's root, with `/` between its parts, as diagnostics show it.
    pub path: String,
    /// Its text without a byte order mark; line ends are as in the file, so byte positions hold.
    pub text: Arc<str>,
}

impl SourceFile {
    /// A file with this text; a byte order mark is dropped.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        Self { path: path.into(), text: text.strip_prefix('\u{feff}').unwrap_or(text).into() }
    }

    /// Decodes the bytes of a file. What is not UTF-8 is a diagnostic that names line and column.
    pub fn decode(path: impl Into<String>, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let path = path.into();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                let readable = Self::new(path, &format!("{valid}\u{fffd}"));
                let end = readable.text.len();
                Err(Diagnostic::error("source/not-utf8", "The file is not UTF-8 text.")
                    .at(readable.locate(end - '\u{fffd}'.len_utf8()..end))
                    .help("Save it again with the encoding UTF-8."))
            }
        }
    }

    /// The place of a byte range, with line, column and excerpt.
    pub fn locate(&self, span: Range<usize>) -> Location {
        let text = &*self.text;
        let start = floor_boundary(text, span.start);
        let end = floor_boundary(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let excerpt = text[line_start..line_end].trim_end_matches('\r');
        let spot = Spot {
            line: 1 + text[..line_start].matches('\n').count(),
            column: 1 + text[line_start..start].chars().count(),
            excerpt: excerpt.to_owned(),
            start: (start - line_start).min(excerpt.len()),
            end: (end - line_start).min(excerpt.len()),
        };
        Location { path: self.path.clone(), spot: Some(spot) }
    }
}

/// The nearest character boundary at or before a byte position, so that no position can panic.
fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A file found under a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Path from the folder, with `/` between its parts.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
}

/// All files under a folder, sorted by path. Hidden files, and what editors leave behind while they
/// save (`~`, `.swp`, `.tmp`), are passed over. A folder that does not exist holds nothing.
pub fn walk(folder: &Path) -> Result<Vec<Found>, Diagnostic> {
    walk_where(folder, is_shown)
}

/// The same with hidden files: hosts look for `.nojekyll` and `.well-known/`. What systems leave behind is
/// passed over.
pub fn walk_all(folder: &Path) -> Result<Vec<Found>, Diagnostic> {
    walk_where(folder, is_kept)
}

/// Whether a walk finds a path: [`walk`], or [`walk_all`].
pub(crate) fn is_wanted(all: bool, path: &str) -> bool {
    let wanted = if all { is_kept } else { is_shown };
    path.split('/').all(|name| wanted(name) && !left_behind(name))
}

fn is_shown(name: &str) -> bool {
    !name.starts_with('.')
}

fn is_kept(name: &str) -> bool {
    !matches!(name, ".DS_Store" | ".git" | ".gitkeep" | ".gitignore")
}

fn walk_where(folder: &Path, wanted: fn(&str) -> bool) -> Result<Vec<Found>, Diagnostic> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    let walk = walkdir::WalkDir::new(folder).follow_links(true).into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || (wanted(&name) && !left_behind(&name))
    });
    for entry in walk {
        let entry = entry.map_err(|error| unreadable(folder, &error))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        found.push(Found { path: slashed(relative)?, file: entry.into_path() });
    }
    found.sort();
    Ok(found)
}

/// A path with `/` between its parts; one that is not Unicode is a diagnostic.
pub fn slashed(path: &Path) -> Result<String, Diagnostic> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/")).ok_or_else(|| {
        Diagnostic::error("source/name-not-unicode", "The name of a file or folder is not Unicode.")
            .in_file(path.to_string_lossy().into_owned())
            .help("Rename it with letters, digits and hyphens.")
    })
}

fn left_behind(name: &str) -> bool {
    let ends = |ending: &str| name.len() > ending.len() && name.ends_with(ending);
    ends("~") || ends(".swp") || ends(".tmp")
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(folder);
    let message = if error.loop_ancestor().is_some() {
        "A link leads back to a folder that holds it.".to_owned()
    } else {
        let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        format!("The folder cannot be read: {cause}.")
    };
    Diagnostic::error("source/unreadable", message)
        .in_file(path.display().to_string())
        .help("Give Lykta the right to read it, or move it out of the project.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_hold_with_bom_crlf_and_letters_outside_ascii() {
        let file = SourceFile::new("a.md", "\u{feff}---\r\ntitle: Åldersgräns\r\nfel: ja\r\n---\r\n");
        let at = file.text.find("fel").unwrap();
        let location = file.locate(at..at + 3);
        let spot = location.spot.unwrap();
        assert_eq!((spot.line, spot.column, spot.excerpt.as_str()), (3, 1, "fel: ja"));
        let at = file.text.find("gräns").unwrap();
        let spot = file.locate(at..at + 3).spot.unwrap();
        assert_eq!((spot.line, spot.column), (2, 14));
    }

    #[test]
    fn positions_outside_the_text_do_not_panic() {
        let file = SourceFile::new("a.md", "å\n");
        assert_eq!(file.locate(1..900).spot.unwrap().line, 1);
        assert_eq!(file.locate(900..901).spot.unwrap().line, 2);
    }

    #[test]
    fn what_is_not_utf8_names_its_place() {
        let error = SourceFile::decode("a.md", b"ett\ntv\xe5\n").unwrap_err();
        let spot = error.location.unwrap().spot.unwrap();
        assert_eq!((spot.line, spot.column), (2, 3));
    }

    #[test]
    fn walks_in_order_without_hidden_files() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.md", "a/z.md", "a/.git/x", "a.md~", ".DS_Store"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let names: Vec<String> = walk(folder.path()).unwrap().into_iter().map(|found| found.path).collect();
        assert_eq!(names, ["a/z.md", "b.md"]);
        assert!(walk(&folder.path().join("none")).unwrap().is_empty());
    }
}
