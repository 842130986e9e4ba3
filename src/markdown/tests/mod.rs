//! What the module promises, each with the exact HTML.

mod blocks;
mod components;
mod headings;
mod inline;
mod links;
mod notes;
mod random;
mod raw;
mod text;

use super::*;
use crate::diagnostics::Severity;

/// A parsed text, and what was said about it.
struct Parsed {
    body: Body,
    diagnostics: Vec<Diagnostic>,
}

/// Settings of a test; by default Swedish without title, glossary or trust.
#[derive(Default)]
struct Settings<'a> {
    title: Option<&'a str>,
    language: Option<&'a str>,
    terms: &'a [(&'a str, &'a str)],
    own_page: Option<&'a str>,
    trusted_html: bool,
}

impl Settings<'_> {
    fn parse(&self, markdown: &str) -> Parsed {
        let file = SourceFile::new("content/a.md", markdown);
        let entries = self.terms.iter().map(|(abbreviation, expansion)| Entry {
            abbreviation: (*abbreviation).to_owned(),
            expansion: (!expansion.is_empty()).then(|| (*expansion).to_owned()),
            page: format!("term/{}", abbreviation.to_lowercase()),
        });
        let options = Options {
            title: self.title,
            language: self.language.unwrap_or("sv"),
            labels: &Labels::default(),
            glossary: &Glossary::new(entries),
            own_page: self.own_page,
            trusted_html: self.trusted_html,
        };
        let (body, diagnostics) = parse(&file, 0..file.text.len(), &options);
        Parsed { body, diagnostics }
    }
}

fn parsed(markdown: &str) -> Parsed {
    Settings::default().parse(markdown)
}

impl Parsed {
    /// The HTML, its holes filled with what the link is.
    fn filled(&self) -> String {
        self.body.fill(|link| match &self.body.links[link].target {
            Target::Page { path, fragment } => filled(path, fragment.as_deref()),
            Target::Wiki { name, fragment } => filled(&format!("wiki/{name}"), fragment.as_deref()),
            Target::Fragment(fragment) => filled("", Some(fragment)),
            Target::Term(page) => filled(page, None),
            Target::Component(component) => {
                Filled { html: format!("<b>{component:?}</b>"), ..Filled::default() }
            }
            Target::External(_) | Target::Other(_) => panic!("no hole is asked for"),
        })
    }

    /// Severity, code, line and column of each diagnostic.
    fn told(&self) -> Vec<String> {
        let place = |diagnostic: &Diagnostic| {
            let spot = diagnostic.location.clone().unwrap().spot.unwrap();
            format!("{}:{} {}", spot.line, spot.column, &spot.excerpt[spot.start..spot.end])
        };
        let severity = |diagnostic: &Diagnostic| match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        (self.diagnostics.iter())
            .map(|told| format!("{} {} {}", severity(told), told.code, place(told)))
            .collect()
    }
}

fn filled(url: &str, fragment: Option<&str>) -> Filled {
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Filled { url: format!("{url}{fragment}"), title: format!("Titel: {url}"), ..Filled::default() }
}

/// The filled HTML of a text about which there is nothing to say.
#[track_caller]
fn html(markdown: &str) -> String {
    let parsed = parsed(markdown);
    assert_eq!(parsed.told(), [""; 0]);
    parsed.filled()
}
