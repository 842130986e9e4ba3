//! Workflow commands, which GitHub shows beside the changed line.

use super::{Diagnostic, Severity};
use std::fmt::Write;

/// The diagnostics as workflow commands.
pub fn render(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = format!("title={}", property(diagnostic.code));
        if let Some(location) = &diagnostic.location {
            let _ = write!(properties, ",file={}", property(&location.path));
            if let Some(spot) = &location.spot {
                let _ = write!(properties, ",line={},col={}", spot.line, spot.column);
            }
        }
        let mut message = diagnostic.message.clone();
        if let Some(help) = &diagnostic.help {
            message.push('\n');
            message.push_str(help);
        }
        let _ = writeln!(out, "::{command} {properties}::{}", data(&message));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, Spot};

    #[test]
    fn names_the_place_and_escapes() {
        let spot = Spot { line: 3, column: 5, excerpt: "a: b".into(), start: 0, end: 1 };
        let diagnostic = Diagnostic::error("front-matter/unknown-key", "100 % wrong")
            .at(Location { path: "content/a,b.md".into(), spot: Some(spot) })
            .help("mend it");
        assert_eq!(
            render(&[diagnostic]),
            "::error title=front-matter/unknown-key,file=content/a%2Cb.md,line=3,col=5::100 %25 wrong%0Amend it\n"
        );
    }
}
