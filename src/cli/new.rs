//! `lykta new`: a site that builds at once, and pages whose front matter explains itself.

use super::{CONTENT_ERRORS, WRONG_USE, print};
use crate::diagnostics::{Diagnostic, human};
use clap::{Args, ValueEnum};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Options of `lykta new`.
#[derive(Args)]
pub(super) struct New {
    /// What to make
    #[arg(value_enum)]
    what: What,
    /// A folder for a site; for a page its path, such as kunskap/ny-sida.md
    path: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// A folder with a configuration and first pages
    Site,
    /// A text
    Article,
    /// Who can help, with what, for whom
    Service,
    /// A word of the glossary
    Term,
}

/// The files of a new site.
const SITE: &[(&str, &str)] = &[
    ("lykta.toml", include_str!("templates/lykta.toml")),
    (".gitignore", "/public/\n/.lykta/\n"),
    ("content/_index.md", include_str!("templates/start.md")),
    ("content/guides/_index.md", include_str!("templates/section.md")),
    ("content/guides/first-article.md", include_str!("templates/first-article.md")),
];

impl New {
    pub(super) fn run(&self) -> ExitCode {
        let made = match self.what {
            What::Site => self.site(),
            What::Article => self.page(include_str!("templates/article.md")),
            What::Service => self.page(include_str!("templates/service.md")),
            What::Term => self.page(include_str!("templates/term.md")),
        };
        match made {
            Ok(message) => {
                print(&message);
                ExitCode::SUCCESS
            }
            Err((diagnostic, code)) => {
                let _ = io::stderr().write_all(human::render(&[diagnostic], false).as_bytes());
                ExitCode::from(code)
            }
        }
    }

    fn site(&self) -> Result<String, (Diagnostic, u8)> {
        let empty = match fs::read_dir(&self.path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => !self.path.exists(),
        };
        if !empty {
            let message = "The folder is not empty.";
            let help = "Name a new folder; nothing was changed.";
            let diagnostic = Diagnostic::error("new/exists", message).in_file(shown(&self.path)).help(help);
            return Err((diagnostic, WRONG_USE));
        }
        for (name, text) in SITE {
            create(&self.path.join(name), text)?;
        }
        let path = shown(&self.path);
        Ok(format!("Made a site in {path}.\nNext: lykta serve --root {path} --open"))
    }

    /// A page below the content folder of the site that this folder belongs to.
    fn page(&self, template: &str) -> Result<String, (Diagnostic, u8)> {
        let here = std::env::current_dir().unwrap_or_default();
        let Some(root) = crate::find_root(&here) else {
            let diagnostic = Diagnostic::error("config/no-root", "There is no lykta.toml here or above.")
                .help("Go to the folder of your site, or make one: lykta new site PATH");
            return Err((diagnostic, WRONG_USE));
        };
        let path = self.path.strip_prefix("content").unwrap_or(&self.path);
        let inside = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        if !inside {
            let diagnostic = Diagnostic::error("new/outside", "The path does not lie in the content folder.")
                .in_file(shown(&self.path))
                .help("Write it from the content folder, such as kunskap/ny-sida.md.");
            return Err((diagnostic, WRONG_USE));
        }
        let mut path = root.join("content").join(path).into_os_string();
        if !path.to_string_lossy().ends_with(".md") {
            path.push(".md");
        }
        let path = PathBuf::from(path);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().replace(['-', '_'], " "));
        let title = stem.unwrap_or_default();
        let title = title
            .chars()
            .next()
            .map(|first| first.to_uppercase().chain(title.chars().skip(1)).collect::<String>());
        let title = title.unwrap_or_default().replace('"', "\\\"");
        create(&path, &template.replace("{title}", &title))?;
        Ok(format!("Made {}. Every line of it is explained; delete what you do not need.", shown(&path)))
    }
}

fn create(path: &Path, text: &str) -> Result<(), (Diagnostic, u8)> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::File::create_new(path)?.write_all(text.as_bytes())
    };
    write().map_err(|error: io::Error| {
        let (message, help) = match error.kind() {
            io::ErrorKind::AlreadyExists => {
                ("The file exists already.".to_owned(), "Choose another name; nothing was changed.")
            }
            _ => (format!("The file cannot be written: {error}."), "Check the path and your rights there."),
        };
        let diagnostic = Diagnostic::error("new/exists", message).in_file(shown(path)).help(help);
        (diagnostic, CONTENT_ERRORS)
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
