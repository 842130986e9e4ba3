//! `lykta check`

use super::{Project, print};
use crate::publish::Memory;
use clap::Args;
use std::process::ExitCode;

/// Options of `lykta check`.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    project: Project,
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
