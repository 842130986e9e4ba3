//! The command line: arguments in, exit code out. One file a subcommand.
//!
//! Diagnostics go to standard error, results to standard output. Exit code 0 is fine, 1 means that the
//! content has errors, 2 that the command or the configuration is wrong.

mod build;
mod check;
mod coverage;
mod import;
mod new;
mod progress;
mod review;
mod serve;
mod timings;

use crate::Options;
use crate::date::Date;
use crate::diagnostics::{self, Diagnostic, Severity};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// The content has errors.
const CONTENT_ERRORS: u8 = 1;
/// The command or the configuration is wrong.
const WRONG_USE: u8 = 2;

/// A static knowledge-site generator: Markdown and service records to a searchable site that works from
/// disk.
#[derive(Parser)]
#[command(name = "lykta", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site into its output folder
    Build(build::Build),
    /// Check the content without writing anything
    Check(check::Check),
    /// Read service records from HSDS or CSV into the content folder
    Import(import::Import),
    /// Make a new site, or a page with its front matter explained
    New(new::New),
    /// Preview the site in a browser, always as the files are
    Serve(serve::Serve),
}

/// Options of every command that reads a project.
#[expect(clippy::doc_markdown, reason = "these comments are the help, where backticks would show")]
#[derive(Args)]
struct Project {
    /// Folder of the site [default: the nearest one that holds lykta.toml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Address the site is published at, in place of the configuration's base_url
    #[arg(long, value_name = "URL", value_parser = crate::config::parse_base_url)]
    base_url: Option<String>,
    /// The day to build for [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Include drafts and pages outside their time
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value = "human")]
    message_format: MessageFormat,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// For people, with the line in question
    Human,
    /// One JSON object a line
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

/// Runs the command that the arguments of the process ask for.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Build(build) => build.run(),
        Command::Check(check) => check.run(),
        Command::Import(import) => import.run(),
        Command::New(new) => new.run(),
        Command::Serve(serve) => serve.run(),
    }
}

impl Project {
    /// The folder of the site; without one the command cannot do anything.
    fn root(&self) -> Result<PathBuf, ExitCode> {
        let found = match &self.root {
            Some(root) => root.join(crate::config::FILE).is_file().then(|| root.clone()),
            None => std::env::current_dir().ok().and_then(|here| crate::find_root(&here)),
        };
        let root = found.and_then(|root| root.canonicalize().ok());
        root.ok_or_else(|| {
            let message = match &self.root {
                Some(root) => format!("There is no lykta.toml in {}.", root.display()),
                None => "There is no lykta.toml in this folder or above it.".to_owned(),
            };
            self.tell(&[Diagnostic::error("config/no-root", message)
                .help("Go to the folder of your site, or make one: lykta new site PATH")]);
            ExitCode::from(WRONG_USE)
        })
    }

    fn options(&self) -> Result<Options, ExitCode> {
        let today = match self.date {
            Some(date) => date,
            None => today().map_err(|message| {
                self.tell(&[Diagnostic::error("config/source-date-epoch", message)]);
                ExitCode::from(WRONG_USE)
            })?,
        };
        Ok(Options { base_url: self.base_url.clone(), today, drafts: self.drafts })
    }

    /// Writes diagnostics to standard error.
    fn tell(&self, diagnostics: &[Diagnostic]) {
        tell(&self.shown(diagnostics));
    }

    /// Diagnostics as they are written.
    fn shown(&self, diagnostics: &[Diagnostic]) -> String {
        match self.message_format {
            MessageFormat::Human => diagnostics::human::render(diagnostics, std::io::stderr().is_terminal()),
            MessageFormat::Json => diagnostics::json::render(diagnostics),
            MessageFormat::Github => diagnostics::github::render(diagnostics),
        }
    }

    /// All that decides how diagnostics are written, and which of them stop a build.
    fn manner(&self) -> String {
        format!("{:?} {} {}", self.message_format, self.strict, std::io::stderr().is_terminal())
    }

    /// The exit code that diagnostics lead to.
    fn verdict(&self, diagnostics: &[Diagnostic]) -> ExitCode {
        let configuration = diagnostics.iter().any(|one| {
            one.is_error()
                && one.location.as_ref().is_some_and(|location| location.path == crate::config::FILE)
        });
        let strict = self.strict && diagnostics.iter().any(|one| one.severity == Severity::Warning);
        if configuration {
            ExitCode::from(WRONG_USE)
        } else if strict || diagnostics::any_error(diagnostics) {
            ExitCode::from(CONTENT_ERRORS)
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// `SOURCE_DATE_EPOCH` for builds that have to be repeatable, else the clock.
fn today() -> Result<Date, String> {
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(jiff::Zoned::now().date());
    };
    let second = epoch.to_str().and_then(|text| text.parse().ok());
    let moment = second.and_then(|second| jiff::Timestamp::from_second(second).ok());
    moment
        .map(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC).date())
        .ok_or_else(|| "SOURCE_DATE_EPOCH is not a number of seconds.".to_owned())
}

/// Writes to standard error. Nobody is left to tell when it is closed.
fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Writes a result to standard output; a closed pipe is no error.
fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
