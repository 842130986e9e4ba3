//! `lykta serve`

use super::Project;
use clap::Args;
use std::process::ExitCode;

/// Options of `lykta serve`.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    project: Project,
}

impl Serve {
    pub(super) fn run(&self) -> ExitCode {
        ExitCode::from(2)
    }
}
