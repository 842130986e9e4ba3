//! For people at a terminal: the message, the line it speaks of with the place marked, and the help.

use super::{Diagnostic, Location, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// The diagnostics as a terminal shows them; `styled` adds colour.
pub fn render(diagnostics: &[Diagnostic], styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(diagnostic)]));
        out.push_str("\n\n");
    }
    out
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let mut group = title.elements(std::iter::empty::<Snippet<'_, annotate_snippets::Annotation<'_>>>());
    if let Some(location) = &diagnostic.location {
        group = place(group, location, AnnotationKind::Primary, None);
    }
    for related in &diagnostic.related {
        group = place(group, &related.location, AnnotationKind::Context, Some(&related.message));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn place<'a>(
    group: Group<'a>,
    location: &'a Location,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Group<'a> {
    let Some(spot) = &location.spot else {
        return group.element(Origin::path(location.path.as_str()));
    };
    let annotation = kind.span(spot.start..spot.end).label(label);
    group.element(
        Snippet::source(spot.excerpt.as_str())
            .path(location.path.as_str())
            .line_start(spot.line)
            .annotation(annotation),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Spot;

    #[test]
    fn shows_line_and_help() {
        let spot = Spot { line: 3, column: 1, excerpt: "titel: Ålder".into(), start: 0, end: 5 };
        let text = render(
            &[Diagnostic::error("front-matter/unknown-key", "There is no key `titel`.")
                .at(Location { path: "content/a.md".into(), spot: Some(spot) })
                .help("Did you mean `title`?")],
            false,
        );
        assert!(text.contains("error[front-matter/unknown-key]: There is no key `titel`."), "{text}");
        assert!(text.contains("content/a.md:3:1"), "{text}");
        assert!(text.contains("3 | titel: Ålder"), "{text}");
        assert!(text.contains("help: Did you mean `title`?"), "{text}");
    }
}
