//! A site in a temporary folder, built by the real command.
//!
//! ```text
//! Fixture::new().page("a.md", "# Ålder\n").build().succeeds().file("a.html").has("<h1>Ålder</h1>");
//! ```
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(unreachable_pub, reason = "each test file is a crate of its own")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod dice;
pub mod full;
pub mod hsds;
pub mod watched;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::rc::Rc;

/// A site that can be changed and built again and again.
pub struct Fixture {
    folder: Rc<tempfile::TempDir>,
}

impl Fixture {
    /// A site in Swedish with nothing in it but its configuration.
    pub fn new() -> Self {
        Self::with_config("title = \"Provplats\"\nlanguage = \"sv\"\n")
    }

    /// A site with this configuration. The folder's name has what paths of real people have.
    pub fn with_config(config: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("Min sajt åäö ").tempdir().unwrap();
        Self { folder: Rc::new(folder) }.file("lykta.toml", config)
    }

    /// Writes a file.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a page below `content/`.
    pub fn page(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.file(&format!("content/{path}"), text)
    }

    /// Writes a file of a fixture that is in use.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// The place of a file.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The command in this site's folder, on a fixed day.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
        command.args(arguments).current_dir(self.folder.path()).env("SOURCE_DATE_EPOCH", "1795392000");
        command
    }

    /// Runs the command.
    pub fn run(&self, arguments: &[&str]) -> Built {
        Built {
            output: self.command(arguments).output().unwrap(),
            public: self.path("public"),
            folder: Rc::clone(&self.folder),
        }
    }

    /// Builds the site.
    pub fn build(&self) -> Built {
        self.run(&["build"])
    }
}

/// What a command did.
pub struct Built {
    output: Output,
    public: PathBuf,
    /// Keeps the output as long as somebody wants to look at it.
    folder: Rc<tempfile::TempDir>,
}

impl Built {
    /// The exit code.
    pub fn code(&self) -> i32 {
        self.output.status.code().unwrap()
    }

    /// What was said on standard error.
    pub fn told(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).unwrap()
    }

    /// What was said on standard output.
    pub fn said(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).unwrap()
    }

    /// The site is built, and there is nothing to tell.
    #[track_caller]
    pub fn succeeds(&self) -> &Self {
        assert_eq!((self.code(), self.told().as_str()), (0, ""));
        self
    }

    /// The site is not built.
    #[track_caller]
    pub fn fails(&self, code: i32) -> String {
        let told = self.told();
        assert_eq!(self.code(), code, "{told}");
        told
    }

    /// A file of the output.
    #[track_caller]
    pub fn file(&self, path: &str) -> Text {
        let text = fs::read_to_string(self.public.join(path));
        Text(text.unwrap_or_else(|error| panic!("{path}: {error}; there are {:?}", self.paths())))
    }

    /// Whether the output has a file.
    pub fn has(&self, path: &str) -> bool {
        self.public.join(path).is_file()
    }

    /// The paths of the output.
    pub fn paths(&self) -> Vec<String> {
        self.bytes().into_keys().collect()
    }

    /// The output by path.
    pub fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.public)
    }
}

/// The text of a file.
pub struct Text(pub String);

impl Text {
    /// It holds this.
    #[track_caller]
    pub fn has(&self, part: &str) -> &Self {
        assert!(self.0.contains(part), "no `{part}` in:\n{}", self.0);
        self
    }

    /// It does not hold this.
    #[track_caller]
    pub fn lacks(&self, part: &str) -> &Self {
        assert!(!self.0.contains(part), "`{part}` in:\n{}", self.0);
        self
    }

    /// What a reader sees: text without tags, with single white space.
    pub fn visible(&self) -> String {
        visible(&self.0)
    }
}

/// All files below a folder by path.
pub fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// What a reader sees of HTML: the text between tags, entities undone, white space single. Scripts are not
/// text; the description in the head is, for it is the page's lead.
pub fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let hidden = ["script", "style"].into_iter().find(|name| rest[1..].starts_with(name));
        let end = match hidden {
            Some(name) => rest.find(&format!("</{name}>")).map(|at| at + name.len() + 2),
            None => rest.find('>'),
        };
        // Blocks are parted by white space, words inside a paragraph are not.
        let tag = rest[1..].trim_start_matches('/');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if !["a", "abbr", "b", "code", "em", "i", "span", "strong", "sup"].contains(&name.as_str()) {
            text.push(' ');
        }
        rest = end.map_or("", |end| &rest[end + 1..]);
    }
    text.push_str(rest);
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " ")]
    {
        text = text.replace(entity, letter);
    }
    let text = text.replace("&amp;", "&").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folder of shared test data, or nothing where it is absent.
pub fn shared(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("LYKTA_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = folder.join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}
