//! What is wrong, where, and how to mend it: one type for configuration, front matter, Markdown,
//! records, links, templates and checks.
//!
//! A stage never prints: it returns its [`Diagnostic`]s, and the command line hands all of them, sorted,
//! to one of the renderers ([`human`], [`json`], [`github`]).

pub mod github;
pub mod human;
pub mod json;

use serde::Serialize;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not built.
    Error,
    /// The site is built, but something is probably not as its editor wants it.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in a file of the project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    /// Path from the project's root, with `/` between its parts.
    pub path: String,
    /// The place in the text; none when the whole file is meant.
    pub spot: Option<Spot>,
}

/// A line of text and the part of it that is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Spot {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text of the line, without its end.
    pub excerpt: String,
    /// Byte range within `excerpt`; what goes on to further lines ends with the line.
    pub start: usize,
    /// End of that range.
    pub end: usize,
}

/// A second place that the message speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// One thing to tell the editor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name such as `front-matter/unknown-key`, listed in the manual.
    pub code: &'static str,
    /// One sentence that says what is wrong.
    pub message: String,
    /// Where; none when no file is to blame.
    pub location: Option<Location>,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// An error: the site is not built.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning: the site is built.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), location: None, help: None, related: Vec::new() }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Says which file, when no place in it is meant.
    #[must_use]
    pub fn in_file(self, path: impl Into<String>) -> Self {
        self.at(Location { path: path.into(), spot: None })
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows a second place.
    #[must_use]
    pub fn related(mut self, message: impl Into<String>, location: Location) -> Self {
        self.related.push(Related { message: message.into(), location });
        self
    }

    /// Whether it stops the build.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by path and place, so that the same mistakes are told in the same order every time,
/// and drops what is said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.location, a.severity, a.code, &a.message).cmp(&(&b.location, b.severity, b.code, &b.message))
    });
    diagnostics.dedup();
}

/// Whether any of them stops the build.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// The known word nearest to a misspelt one, if any is near enough to be meant.
pub fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        assert_eq!(suggest("titel", ["title", "date", "topics"]), Some("title"));
        assert_eq!(suggest("phone", ["phones", "email"]), Some("phones"));
        assert_eq!(suggest("colour", ["title", "date"]), None);
    }

    #[test]
    fn sorts_by_path_then_place_and_drops_repeats() {
        let spot = |line| Spot { line, column: 1, excerpt: String::new(), start: 0, end: 0 };
        let at = |path: &str, line| {
            Diagnostic::error("x", "m").at(Location { path: path.into(), spot: Some(spot(line)) })
        };
        let mut all = vec![at("b.md", 1), at("a.md", 10), at("a.md", 2), at("a.md", 2)];
        sort(&mut all);
        assert_eq!(all, [at("a.md", 2), at("a.md", 10), at("b.md", 1)]);
    }
}
