//! Which paths may be published, and which of them are one file on some computer.

use crate::diagnostics::Diagnostic;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// How the names that publication itself needs in the output begin.
pub(super) const OWN: &str = ".lykta";

/// The paths taken so far.
#[derive(Debug, Default)]
pub(crate) struct Names(Mutex<HashMap<String, String>>);

impl Names {
    /// Takes a path, if it may be published and no other file has it.
    pub(crate) fn claim(&self, path: &str) -> Result<(), Diagnostic> {
        check(path)?;
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(other) = names.insert(fold(path), path.to_owned()) else { return Ok(()) };
        let message = if other == path {
            format!("Two files of the site would both be `{path}`.")
        } else {
            format!("`{other}` and `{path}` are one file on computers that do not tell case.")
        };
        Err(Diagnostic::error("publish/collision", message)
            .in_file(path)
            .help("Rename one of the files they are made from, or give one of the pages another `slug`."))
    }

    /// The taken path that is one file with this one on computers that do not tell case.
    pub(super) fn of_fold(&self, path: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&fold(path)).cloned()
    }
}

/// A path as computers compare it that tell neither case nor the two ways to write `å`.
pub(super) fn fold(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Refuses a path that leads out of the output, or that some computer cannot store.
fn check(path: &str) -> Result<(), Diagnostic> {
    let fault = if path.is_empty() {
        Some("it is empty".to_owned())
    } else if path.split('/').next().is_some_and(|first| fold(first).starts_with(OWN)) {
        Some("the name is kept for Lykta's own files".to_owned())
    } else {
        path.split('/').find_map(part_fault)
    };
    match fault {
        None => Ok(()),
        Some(fault) => {
            Err(Diagnostic::error("publish/path", format!("`{path}` cannot be the path of a file: {fault}."))
                .in_file(path)
                .help("Rename the file it is made from, or give the page another `slug`."))
        }
    }
}

fn part_fault(part: &str) -> Option<String> {
    if part.is_empty() {
        return Some("a part of it is empty".into());
    }
    if part == "." || part == ".." {
        return Some(format!("`{part}` is not a name"));
    }
    if let Some(odd) = part.chars().find(|c| c.is_control() || r#"<>:"\|?*"#.contains(*c)) {
        return Some(format!("Windows cannot store the character {odd:?}"));
    }
    if part.ends_with(['.', ' ']) {
        return Some("Windows cannot store a name that ends with a full stop or a space".into());
    }
    let stem = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    DEVICES.contains(&stem.as_str()).then(|| format!("Windows keeps the name `{stem}` for itself"))
}

/// The folders that a path lies in, the outermost first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// A path made absolute, without `.` and `..`, and without asking the disk: the output may not exist yet.
pub(super) fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
    }
    Ok(whole)
}

/// Where what is known of an output folder is kept: by its path under the root, so that the project can be
/// moved, or by a hash if it lies elsewhere.
pub(super) fn key(root: &Path, output: &Path) -> String {
    let inside = output.strip_prefix(root).ok().and_then(|path| crate::source::slashed(path).ok());
    let name = inside.as_ref().map(|path| {
        let mut name = String::new();
        for byte in path.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                name.push(byte.into());
            } else {
                let _ = write!(name, "%{byte:02X}");
            }
        }
        name
    });
    match name {
        Some(name) if name.len() <= 100 => name,
        _ => {
            let whole = inside.unwrap_or_else(|| output.to_string_lossy().into_owned());
            format!("@{}", &blake3::hash(whole.as_bytes()).to_hex()[..32])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_leads_out_or_cannot_be_stored() {
        for path in ["a.html", "a/b c.html", "å/ä ö.pdf", ".nojekyll", ".well-known/x", "console.html"] {
            assert!(check(path).is_ok(), "{path}");
        }
        for path in [
            "", "/a", "a//b", "a/", "..", "a/../b", "./a", "a\\b", "c:a", "a?b", "a\nb", "a.", "a /b",
            "con.html", "a/AUX", ".lykta/x",
        ] {
            assert_eq!(check(path).unwrap_err().code, "publish/path", "{path}");
        }
    }

    #[test]
    fn one_name_for_both_ways_to_write_a_letter() {
        assert_eq!(fold("Å.html"), fold("a\u{30a}.html"));
        assert_ne!(fold("a.html"), fold("å.html"));
    }

    #[test]
    fn what_is_known_of_an_output_moves_with_the_project() {
        let root = Path::new("/home/x/site");
        assert_eq!(key(root, Path::new("/home/x/site/public")), "public");
        assert_eq!(key(root, Path::new("/home/x/site/a/å b")), "a%2F%C3%A5%20b");
        assert!(key(root, Path::new("/srv/www")).starts_with('@'));
        assert_eq!(absolute(Path::new("/a/b/../c/./d")).unwrap(), Path::new("/a/c/d"));
    }

    #[test]
    fn names_the_folders_of_a_path() {
        assert_eq!(ancestors("a/b/c.html").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(ancestors("c.html").count(), 0);
    }
}
