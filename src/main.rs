//! The `lykta` command.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A build makes and drops millions of small strings on all cores at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    lykta::cli::run()
}
