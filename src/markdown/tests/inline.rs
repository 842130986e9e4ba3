//! Emphasis, quotation marks, code, terms of the glossary.

use super::*;

#[test]
fn text_is_escaped_and_marked_up() {
    assert_eq!(
        html("a *b* **c** ~~d~~ `e < \"f\"` & <\\\nrad  \ntvå\nmjuk"),
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e &lt; \"f\"</code> &amp; &lt;<br>\nrad<br>\ntvå\nmjuk</p>\n"
    );
}

#[test]
fn quotation_marks_are_the_languages() {
    let text = "\"Hej *du*\", sa hon. 'Ja'--\"*nej*\"... l'a";
    assert_eq!(html(text), "<p>”Hej <em>du</em>”, sa hon. ’Ja’–”<em>nej</em>”… l’a</p>\n");
    let english = Settings { language: Some("en"), ..Settings::default() }
        .parse("\"Hi *you*\", 'x'\n\n## \"y\"\n\n- \"z\"\n");
    assert_eq!(
        english.filled(),
        "<p>“Hi <em>you</em>”, ‘x’</p>\n<h2 id=\"y\">“y”</h2>\n<ul>\n<li>“z”</li>\n</ul>\n"
    );
}

#[test]
fn escaped_and_encoded_marks_stay() {
    assert_eq!(html("\\\"a\\\" &quot;b&quot; \\-- \"c\""), "<p>\"a\" \"b\" -- ”c”</p>\n");
}

#[test]
fn code_keeps_its_marks() {
    assert_eq!(html("`\"a\" -- ...`"), "<p><code>\"a\" -- ...</code></p>\n");
    assert_eq!(
        html("```\n\"a\" -- www.a.se\n```"),
        "<pre tabindex=\"0\"><code>\"a\" -- www.a.se\n</code></pre>\n"
    );
}

const TERMS: &[(&str, &str)] = &[("KAST", "Köpare av sexuella tjänster"), ("Bup", ""), ("NMT", "Team \"x\"")];

#[test]
fn terms_are_marked_on_first_use() {
    let settings = Settings { terms: TERMS, ..Settings::default() };
    let parsed = settings.parse("KAST och Bup. KAST, NMT:s, Bup.");
    assert_eq!(
        parsed.filled(),
        "<p><a class=\"term\" href=\"term/kast\"><abbr title=\"Köpare av sexuella tjänster\">KAST</abbr></a> och \
         <a class=\"term\" href=\"term/bup\">Bup</a>. KAST, \
         <a class=\"term\" href=\"term/nmt\"><abbr title=\"Team &quot;x&quot;\">NMT</abbr></a>:s, Bup.</p>\n"
    );
    assert_eq!(parsed.body.terms, ["term/kast", "term/bup", "term/nmt"]);
    assert_eq!(parsed.body.sections[0].text, "KAST och Bup. KAST, NMT:s, Bup.");
    assert_eq!(parsed.body.links[1].span, 9..12);
}

#[test]
fn terms_are_not_marked_in_links_headings_code_or_on_their_own_page() {
    let settings = Settings { terms: TERMS, own_page: Some("term/nmt"), ..Settings::default() };
    let parsed =
        settings.parse("## KAST\n\n[KAST](a.md) `KAST` ![KAST](b.png) <abbr>KAST</abbr> NMT\n\n    KAST\n");
    assert_eq!(parsed.body.terms, [""; 0]);
    assert!(!parsed.filled().contains("term"), "{}", parsed.filled());
}
