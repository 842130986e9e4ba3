//! The `lykta` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    lykta::cli::run()
}
