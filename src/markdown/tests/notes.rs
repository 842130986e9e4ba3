//! Footnotes.

use super::*;

#[test]
fn notes_are_listed_at_the_end_with_links_in_both_directions() {
    assert_eq!(
        html("En[^b] två[^a] tre[^b].\n\n[^a]: Anm *a*.\n\n[^b]: Anm b.\n\n    ```\n    kod\n    ```\n"),
        "<p>En<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup> \
         två<sup class=\"footnote-ref\"><a href=\"#fn_2\" id=\"fnref_2\" role=\"doc-noteref\" aria-label=\"Footnote 2\">2</a></sup> \
         tre<sup class=\"footnote-ref\"><a href=\"#fn_1\" id=\"fnref_1-2\" role=\"doc-noteref\" aria-label=\"Footnote 1\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes_title\">\n\
         <h2 id=\"footnotes_title\">Footnotes</h2>\n<ol>\n\
         <li id=\"fn_1\">\n<p>Anm b.</p>\n<pre tabindex=\"0\"><code>kod\n</code></pre>\n<p> \
         <a href=\"#fnref_1\" role=\"doc-backlink\" aria-label=\"Back to reference 1\">↩\u{fe0e}</a> \
         <a href=\"#fnref_1-2\" role=\"doc-backlink\" aria-label=\"Back to reference 1-2\">↩\u{fe0e}<sup>2</sup></a></p>\n</li>\n\
         <li id=\"fn_2\">\n<p>Anm <em>a</em>. \
         <a href=\"#fnref_2\" role=\"doc-backlink\" aria-label=\"Back to reference 2\">↩\u{fe0e}</a></p>\n</li>\n\
         </ol>\n</section>\n"
    );
}

#[test]
fn notes_may_refer_to_notes() {
    let html = html("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n");
    assert!(html.contains("<p>c<sup"), "{html}");
    assert!(html.contains("href=\"#fnref_1-2\""), "{html}");
    assert_eq!(html.matches("<li").count(), 2);
}

#[test]
fn a_reference_in_a_link_follows_it() {
    let html = html("[[b|a[^1] d]]\n\n[^1]: c\n");
    assert!(html.starts_with("<p><a href=\"wiki/b\">a d</a><sup class=\"footnote-ref\">"), "{html}");
}

#[test]
fn unknown_and_unused_notes() {
    let parsed = parsed("å [^anmn] och \\[^y], `[^z]` \\\n&amp; [^w]\n\n[^anm]: b\n");
    assert_eq!(
        parsed.told(),
        [
            "error markdown/footnote-undefined 1:3 [^anmn]",
            "error markdown/footnote-undefined 2:7 [^w]",
            "warning markdown/footnote-unused 4:1 [^anm]: b",
        ]
    );
    assert_eq!(parsed.diagnostics[0].help.as_deref(), Some("Did you mean `[^anm]`?"));
    assert!(!parsed.body.html.contains("footnotes"));
}

#[test]
fn a_label_that_is_taken_is_an_error() {
    let parsed = parsed("a[^1]\n\n[^1]: b\n\n[^1]: c\n");
    assert_eq!(parsed.told(), ["error markdown/footnote-twice 5:1 [^1]: c"]);
}

#[test]
fn ids_of_notes_alerts_and_headings_do_not_collide() {
    let parsed =
        parsed("## a {#fn_1}\n\nb[^1]\n\n## fn 1\n\n## alert 1 {#alert_1}\n\n> [!NOTE]\n> c\n\n[^1]: d\n");
    assert!(parsed.body.html.contains("href=\"#fn_1-2\""));
    assert_eq!(
        parsed.body.anchors,
        ["alert_1", "alert_1-2", "fn-1", "fn_1", "fn_1-2", "fnref_1", "footnotes_title"]
    );
}

#[test]
fn the_text_of_a_note_belongs_to_the_section_that_uses_it() {
    let sections = parsed("## a\n\nb[^1]\n\n## c\n\nd\n\n[^1]: e\n").body.sections;
    let texts: Vec<&str> = sections.iter().map(|section| section.text.as_str()).collect();
    assert_eq!(texts, ["", "b\ne", "d"]);
}
