//! `lykta build`

use super::progress::Progress;
use super::timings::Timings;
use super::{Project, print};
use crate::check::review;
use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, PARTS};
use crate::publish::{Staging, Summary};
use crate::site::Site;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufWriter, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use tracing::info_span;
use tracing_chrome::{ChromeLayerBuilder, FlushGuard};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Options of `lykta build`.
#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    project: Project,
    /// Folder to write to [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Overwrite files in the output that Lykta did not write
    #[arg(long)]
    force: bool,
    /// Tell how long each stage took
    #[arg(long)]
    timings: bool,
    /// Write what was done when to this file, as a trace for Perfetto and Chromium
    #[arg(long, value_name = "FILE")]
    trace: Option<PathBuf>,
}

/// A site that was built.
struct Done {
    told: Told,
    summary: Summary,
}

/// What is told of a site; a build that finds nothing changed tells the same again.
#[derive(Serialize, Deserialize)]
struct Told {
    /// The warnings, as they are written.
    diagnostics: String,
    counts: String,
    no_base_url: bool,
    /// How many pages are to be looked at again.
    due: usize,
}

impl Build {
    pub(super) fn run(&self) -> ExitCode {
        let (root, options) = match self.project.root().and_then(|root| Ok((root, self.project.options()?))) {
            Ok(ready) => ready,
            Err(code) => return code,
        };
        let start = Instant::now();
        let written = [("output folder", &self.output), ("trace", &self.trace)];
        let told = written.into_iter().find_map(|(what, path)| inside_sources(&root, what, path.as_deref()?));
        if let Some(diagnostic) = told {
            self.project.tell(&[diagnostic]);
            return ExitCode::from(super::WRONG_USE);
        }
        let output = self.output.clone().unwrap_or_else(|| root.join("public"));
        let watched = match self.watch() {
            Ok(watched) => watched,
            Err(diagnostic) => {
                self.project.tell(&[diagnostic]);
                return ExitCode::from(super::WRONG_USE);
            }
        };
        let built = self.build(&root, &output, &options);
        let timings = watched.end();
        let done = match built {
            Ok(done) => done,
            Err(diagnostics) => {
                self.project.tell(&diagnostics);
                return self.project.verdict(&diagnostics);
            }
        };
        let Done { told: Told { diagnostics, counts, no_base_url, due }, summary } = done;
        super::tell(&diagnostics);
        self.project.tell(&summary.notes);
        let changes = format!(
            "{} written, {} unchanged, {} removed",
            summary.written.len(),
            summary.unchanged,
            summary.removed.len()
        );
        let took = start.elapsed();
        print(&format!("{counts}\n{changes} in {:.2} s → {}", took.as_secs_f64(), output.display()));
        if let Some(timings) = timings {
            print(timings.table(took).trim_end());
        }
        if no_base_url {
            print("No base_url: feeds, sitemap and canonical addresses are left out.");
        }
        match due {
            0 => {}
            1 => print("1 page is due for review: `lykta check --review` tells which."),
            due => print(&format!("{due} pages are due for review: `lykta check --review` lists them.")),
        }
        self.project.verdict(&summary.notes)
    }

    /// Has the stages tell what they do, to whom it was asked for.
    fn watch(&self) -> Result<Watched, Diagnostic> {
        let timings = self.timings.then(Timings::default);
        let human = self.project.message_format == super::MessageFormat::Human;
        let waited_for = human && std::io::stderr().is_terminal();
        let (progress, steps) = waited_for.then(Progress::begin).unzip();
        let file = self.trace.as_deref().map(create).transpose()?;
        let (chrome, trace) =
            file.map(|file| ChromeLayerBuilder::new().writer(file).include_args(true).build()).unzip();
        // Only one subscriber can be set in a process, and this is where the process's work begins.
        let layers = tracing_subscriber::registry().with(timings.clone().map(Timings::layer));
        let _ = layers.with(steps).with(chrome).try_init();
        Ok(Watched { timings, progress, trace })
    }

    fn build(&self, root: &Path, output: &Path, options: &crate::Options) -> Result<Done, Vec<Diagnostic>> {
        // That nothing can be published is told once the content is known to be right.
        let mut staging = Staging::begin(root, output, self.force);
        let hash = |inputs: &Inputs| inputs.hash(options, &self.project.manner());
        let (inputs, made_from) = info_span!("inputs").in_scope(|| {
            let inputs = Inputs::look(root).ok();
            // Where there is nothing to recall, the hash has time until a core has nothing else to do.
            let noted = staging.as_ref().is_ok_and(Staging::has_note);
            let made_from = inputs.as_ref().filter(|_| noted).and_then(hash);
            (inputs, made_from)
        });
        let recalled = match (&mut staging, &made_from) {
            (Ok(staging), Some(made_from)) => staging.recall(made_from),
            _ => None,
        };
        if let Some(told) = recalled {
            let summary = staging.map_err(|diagnostic| vec![diagnostic])?.commit()?;
            return Ok(Done { told, summary });
        }
        let mut loaded = crate::load(root, options)?;
        let warned = self.project.strict
            && loaded.diagnostics.iter().any(|one| one.severity == crate::diagnostics::Severity::Warning);
        if warned {
            return Err(loaded.diagnostics);
        }
        let staging = staging.map_err(|diagnostic| vec![diagnostic])?;
        let told = Told {
            diagnostics: self.project.shown(&loaded.diagnostics),
            counts: counts(&loaded.site),
            no_base_url: loaded.site.config.base_url.is_none(),
            due: review::pages(&review::due(&loaded.site, options.today)),
        };
        loaded.site.forget_sources();
        let with_warnings = |warnings: Vec<Diagnostic>, told| warnings.into_iter().chain(told).collect();
        if let Err(told) = crate::render(&loaded, &staging) {
            return Err(with_warnings(loaded.diagnostics, told));
        }
        let crate::Loaded { site, theme, diagnostics } = loaded;
        // A large site takes as long to be given back as to be put into place.
        let ((), committed) = rayon::join(
            || drop((site, theme)),
            || {
                let made_from = || {
                    let made_from = made_from.or_else(|| inputs.as_ref().and_then(hash));
                    // What was changed meanwhile may or may not be part of the site.
                    made_from.filter(|_| inputs.is_some_and(|inputs| inputs.still()))
                };
                info_span!("publish").in_scope(|| staging.commit_noting(made_from, &told))
            },
        );
        let summary = committed.map_err(|told| with_warnings(diagnostics, told))?;
        Ok(Done { told, summary })
    }
}

/// What looks on while a site is built.
struct Watched {
    timings: Option<Timings>,
    progress: Option<Progress>,
    trace: Option<FlushGuard>,
}

impl Watched {
    /// Clears the line and ends the trace.
    fn end(self) -> Option<Timings> {
        let Self { timings, progress, trace } = self;
        drop((progress, trace));
        timings
    }
}

/// The file that a trace goes to.
fn create(path: &Path) -> Result<BufWriter<File>, Diagnostic> {
    let created = File::create(path).map(BufWriter::new);
    created.map_err(|error| {
        let message = format!("The trace cannot be written: {error}.");
        Diagnostic::error("cli/trace", message).in_file(path.display().to_string())
    })
}

/// What is written among the files the site is made from would be part of the next build.
fn inside_sources(root: &Path, what: &str, output: &Path) -> Option<Diagnostic> {
    let output = std::path::absolute(output).ok()?;
    let source = PARTS.into_iter().find(|source| output.starts_with(root.join(source)))?;
    let message = format!("The {what} lies in `{source}/`, so the next build would take it for content.");
    Some(
        Diagnostic::error("publish/output", message)
            .in_file(output.display().to_string())
            .help("Choose a folder outside the site's sources."),
    )
}

/// How many pages of each kind there are: `25 services, 18 articles …`.
fn counts(site: &Site) -> String {
    let main = site.config.main_language().code.as_str();
    let of = |kind: Kind| site.pages_in(main).filter(|(_, page)| page.kind() == kind).count();
    let kinds = [Kind::Service, Kind::Article, Kind::Term, Kind::Organization, Kind::Source, Kind::Section];
    let named = |kind: Kind| match of(kind) {
        1 => format!("1 {}", kind.name()),
        count => format!("{count} {}s", kind.name()),
    };
    let mut parts: Vec<String> = kinds.into_iter().map(named).collect();
    for language in site.languages().filter(|language| *language != main) {
        parts.push(format!("{} pages in {language}", site.pages_in(language).count()));
    }
    parts.join(", ")
}
