//! `lykta build`

use super::{Project, print};
use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use crate::publish::{Staging, Summary};
use crate::site::Site;
use clap::Args;
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
    diagnostics: Vec<Diagnostic>,
    counts: String,
    summary: Summary,
    no_base_url: bool,
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
        let Done { diagnostics, counts, summary, no_base_url } = done;
        self.project.tell(&diagnostics);
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
        self.project.verdict(&diagnostics)
    }

    fn build(&self, root: &Path, output: &Path, options: &crate::Options) -> Result<Done, Vec<Diagnostic>> {
        let loaded = crate::load(root, options)?;
        let warned = self.project.strict
            && loaded.diagnostics.iter().any(|one| one.severity == crate::diagnostics::Severity::Warning);
        if warned {
            return Err(loaded.diagnostics);
        }
        let staging = Staging::begin(root, output, self.force).map_err(|diagnostic| vec![diagnostic])?;
        let with_warnings = |told: Vec<Diagnostic>| -> Vec<Diagnostic> {
            loaded.diagnostics.iter().cloned().chain(told).collect()
        };
        crate::render(&loaded, &staging).map_err(with_warnings)?;
        let summary = staging.commit().map_err(with_warnings)?;
        let mut diagnostics = loaded.diagnostics.clone();
        diagnostics.extend(summary.notes.iter().cloned());
        let no_base_url = loaded.site.config.base_url.is_none();
        Ok(Done { diagnostics, counts: counts(&loaded.site), summary, no_base_url })
    }
}

/// An output among the files it is made from would be part of the next build.
fn inside_sources(root: &Path, output: &Path) -> Option<Diagnostic> {
    let output = std::path::absolute(output).ok()?;
    let sources = ["content", "static", "templates", "assets", "translations", "themes"];
    let source = sources.into_iter().find(|source| output.starts_with(root.join(source)))?;
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
