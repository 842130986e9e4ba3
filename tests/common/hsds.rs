//! The official validator of HSDS, in a Python environment of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The interpreter with what `validate.py` needs, made on first use; nothing where it cannot be had.
fn python() -> Option<PathBuf> {
    static PYTHON: std::sync::OnceLock<Option<PathBuf>> = std::sync::OnceLock::new();
    PYTHON
        .get_or_init(|| {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hsds-python");
            let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
            let needs = ["jsonschema", "referencing", "rfc3339_validator"];
            let ready = || runs(Command::new(&python).args(["-c", &format!("import {}", needs.join(","))]));
            if ready() {
                return Some(python);
            }
            let made = runs(Command::new("python3").args(["-m", "venv"]).arg(&folder))
                && runs(
                    Command::new(&python)
                        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                        .args(["jsonschema", "referencing", "rfc3339-validator"]),
                );
            if !(made && ready()) {
                eprintln!(
                    "skipped: no Python with venv and pip install jsonschema referencing rfc3339-validator"
                );
                return None;
            }
            Some(python)
        })
        .clone()
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// Validates a file against a schema of HSDS 3.1. Skips with a message where schemas or Python are absent.
#[track_caller]
pub fn validate(schema: &str, file: &Path) {
    let Some(script) = super::shared("hsds-3.1/validate.py") else { return };
    let Some(python) = python() else { return };
    let output = Command::new(python).arg(script).arg(schema).arg(file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(" 0 errors"), "{said}");
}
