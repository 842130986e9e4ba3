//! `lykta check`

use super::{CONTENT_ERRORS, Project, coverage, print, review};
use crate::publish::Memory;
use clap::Args;
use std::process::ExitCode;

/// Options of `lykta check`.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    project: Project,
    /// List what is to be looked at again, the oldest first
    #[arg(long, conflicts_with = "coverage")]
    review: bool,
    /// How the list for review is written
    #[arg(long, value_enum, default_value = "table", requires = "review")]
    format: review::Format,
    /// Show where there is support for whom: known, unknown or not stated
    #[arg(long)]
    coverage: bool,
}

impl Check {
    /// Renders too, so that mistakes in templates are found; nothing is written.
    pub(super) fn run(&self) -> ExitCode {
        let (root, options) = match self.project.root().and_then(|root| Ok((root, self.project.options()?))) {
            Ok(ready) => ready,
            Err(code) => return code,
        };
        let diagnostics = match crate::load(&root, &options) {
            Err(diagnostics) => diagnostics,
            Ok(loaded) if self.review => {
                let due = crate::check::review::due(&loaded.site, options.today);
                print(review::render(self.format, &loaded.site, &due, options.today).trim_end_matches('\n'));
                // What is due is a warning, and the list says it.
                let strict = self.project.strict && !due.is_empty();
                return if strict { ExitCode::from(CONTENT_ERRORS) } else { ExitCode::SUCCESS };
            }
            Ok(loaded) if self.coverage => {
                let coverage = crate::site::coverage::coverage(&loaded.site);
                print(coverage::render(&coverage).trim_end());
                return ExitCode::SUCCESS;
            }
            Ok(loaded) => {
                let rendered = crate::render(&loaded, &Memory::default());
                loaded.diagnostics.into_iter().chain(rendered.err().unwrap_or_default()).collect()
            }
        };
        self.project.tell(&diagnostics);
        if diagnostics.is_empty() {
            print("No mistakes found.");
        }
        self.project.verdict(&diagnostics)
    }
}
