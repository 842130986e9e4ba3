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
}

impl Build {
    pub(super) fn run(&self) -> ExitCode {
        let (root, options) = match self.project.root().and_then(|root| Ok((root, self.project.options()?))) {
            Ok(ready) => ready,
            Err(code) => return code,
        };
        let start = Instant::now();
        let output = self.output.clone().unwrap_or_else(|| root.join("public"));
        let done = match self.build(&root, &output, &options) {
            Ok(done) => done,
            Err(diagnostics) => {
                self.project.tell(&diagnostics);
                return self.project.verdict(&diagnostics);
            }
        };
        let Done { diagnostics, counts, summary } = done;
        self.project.tell(&diagnostics);
        let changes = format!(
            "{} written, {} unchanged, {} removed",
            summary.written.len(),
            summary.unchanged,
            summary.removed.len()
        );
        let seconds = start.elapsed().as_secs_f64();
        print(&format!("{counts}\n{changes} in {seconds:.2} s → {}", output.display()));
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
        Ok(Done { diagnostics, counts: counts(&loaded.site), summary })
    }
}

/// How many pages of each kind there are: `25 services, 18 articles …`.
fn counts(site: &Site) -> String {
    let main = site.config.main_language().code.as_str();
    let of = |kind: Kind| site.pages_in(main).filter(|(_, page)| page.kind() == kind).count();
    let kinds = [
        (Kind::Service, "services"),
        (Kind::Article, "articles"),
        (Kind::Term, "terms"),
        (Kind::Organization, "organizations"),
        (Kind::Source, "sources"),
        (Kind::Section, "sections"),
    ];
    let mut parts: Vec<String> = kinds.map(|(kind, name)| format!("{} {name}", of(kind))).to_vec();
    for language in site.languages().filter(|language| *language != main) {
        parts.push(format!("{} pages in {language}", site.pages_in(language).count()));
    }
    parts.join(", ")
}
