//! `lykta build`

use super::{Project, print};
use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, PARTS};
use crate::publish::{Staging, Summary};
use crate::site::Site;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

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
        if let Some(diagnostic) = self.output.as_deref().and_then(|output| inside_sources(&root, output)) {
            self.project.tell(&[diagnostic]);
            return ExitCode::from(super::WRONG_USE);
        }
        let output = self.output.clone().unwrap_or_else(|| root.join("public"));
        let done = match self.build(&root, &output, &options) {
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
        let seconds = start.elapsed().as_secs_f64();
        print(&format!("{counts}\n{changes} in {seconds:.2} s → {}", output.display()));
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

    fn build(&self, root: &Path, output: &Path, options: &crate::Options) -> Result<Done, Vec<Diagnostic>> {
        // That nothing can be published is told once the content is known to be right.
        let mut staging = Staging::begin(root, output, self.force);
        let inputs = Inputs::look(root).ok();
        let made_from = inputs.as_ref().and_then(|inputs| inputs.hash(options, &self.project.manner()));
        let recalled = match (&mut staging, &made_from) {
            (Ok(staging), Some(made_from)) => staging.recall(made_from),
            _ => None,
        };
        if let Some(told) = recalled {
            let summary = staging.map_err(|diagnostic| vec![diagnostic])?.commit()?;
            return Ok(Done { told, summary });
        }
        let loaded = crate::load(root, options)?;
        let warned = self.project.strict
            && loaded.diagnostics.iter().any(|one| one.severity == crate::diagnostics::Severity::Warning);
        if warned {
            return Err(loaded.diagnostics);
        }
        let staging = staging.map_err(|diagnostic| vec![diagnostic])?;
        let with_warnings = |told: Vec<Diagnostic>| -> Vec<Diagnostic> {
            loaded.diagnostics.iter().cloned().chain(told).collect()
        };
        crate::render(&loaded, &staging).map_err(with_warnings)?;
        let told = Told {
            diagnostics: self.project.shown(&loaded.diagnostics),
            counts: counts(&loaded.site),
            no_base_url: loaded.site.config.base_url.is_none(),
            due: crate::check::review::due(&loaded.site, options.today).len(),
        };
        // What was changed meanwhile may or may not be part of the site.
        let unchanged = inputs.is_some_and(|inputs| inputs.still());
        let committed = match made_from.filter(|_| unchanged) {
            Some(made_from) => staging.commit_noting(&made_from, &told),
            None => staging.commit(),
        };
        Ok(Done { told, summary: committed.map_err(with_warnings)? })
    }
}

/// An output among the files it is made from would be part of the next build.
fn inside_sources(root: &Path, output: &Path) -> Option<Diagnostic> {
    let output = std::path::absolute(output).ok()?;
    let source = PARTS.into_iter().find(|source| output.starts_with(root.join(source)))?;
    let message =
        format!("The output folder lies in `{source}/`, so the next build would take it for content.");
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
