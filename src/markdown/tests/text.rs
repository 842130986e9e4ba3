//! Plain text by section.

use super::*;

fn section(heading: Option<usize>, text: &str) -> TextSection {
    TextSection { heading, text: text.into(), ..TextSection::default() }
}

#[test]
fn text_is_by_section_without_markup() {
    let text = "Före *all*\nting.\n\n## A `b`\n\nEn [länk](a.md), ![bild](b.png)  och\\\n`kod`.\n\n\
                - ett\n  - två\n- tre\n\n### C\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx  y\nz\n```\n\n\
                a\n: b\n\n<div><p>rå &amp; text</p></div>\n";
    assert_eq!(
        parsed(text).body.sections,
        [
            section(None, "Före all ting."),
            section(Some(0), "En länk, bild och kod.\nett\ntvå\ntre"),
            section(Some(1), "a b\nc d\nx y\nz\na\nb\nrå & text"),
        ]
    );
}

#[test]
fn the_first_section_is_there_though_empty() {
    assert_eq!(parsed("## a\n").body.sections, [section(None, ""), section(Some(0), "")]);
    assert_eq!(parsed("").body.sections, [section(None, "")]);
}

#[test]
fn a_body_outside_the_text_is_empty() {
    let file = SourceFile::new("a.md", "å");
    let (labels, glossary) = (Labels::default(), Glossary::default());
    let options = Options {
        title: None,
        language: "",
        labels: &labels,
        glossary: &glossary,
        own_page: None,
        trusted_html: true,
    };
    assert_eq!(parse(&file, 1..900, &options).0.html, "");
}
