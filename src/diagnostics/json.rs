//! One JSON object a line, for editors and scripts.

use super::Diagnostic;

/// The diagnostics as JSON lines.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        // The type holds strings and numbers only, so it always has a JSON form.
        out.push_str(&serde_json::to_string(diagnostic).unwrap_or_default());
        out.push('\n');
    }
    out
}
