//! Headings, their ids, and the title.

use super::*;

fn ids(markdown: &str) -> Vec<String> {
    parsed(markdown).body.headings.into_iter().map(|heading| heading.id).collect()
}

#[test]
fn headings_have_stable_ids() {
    let parsed = parsed("## Åldersgräns *nu*\n\n### Vem?\n");
    assert_eq!(
        parsed.filled(),
        "<h2 id=\"aldersgrans-nu\">Åldersgräns <em>nu</em></h2>\n<h3 id=\"vem\">Vem?</h3>\n"
    );
    let headings: Vec<(u8, &str)> =
        parsed.body.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(headings, [(2, "Åldersgräns nu"), (3, "Vem?")]);
}

#[test]
fn repeated_ids_are_numbered_and_written_ones_win() {
    assert_eq!(ids("## a\n\n## a\n\n## a 2\n\n## a\n\n## ?\n"), ["a", "a-2", "a-2-2", "a-3", "section"]);
    assert_eq!(ids("## a\n\n## b {#a}\n"), ["a-2", "a"]);
}

#[test]
fn ids_and_classes_can_be_written() {
    let parsed = parsed("## a {#b .c .d lang=en onclick=x}\n");
    assert_eq!(parsed.filled(), "<h2 id=\"b\" class=\"c d\" lang=\"en\">a</h2>\n");
    assert_eq!(parsed.told().len(), 1);
    assert!(parsed.told()[0].starts_with("warning markdown/heading-attribute 1:1"));
}

#[test]
fn a_written_id_twice_is_an_error() {
    let parsed = parsed("## a {#x}\n\n## b {#x}\n\n<p id=\"x\">c</p>\n");
    assert_eq!(
        parsed.told(),
        ["error markdown/duplicate-id 3:1 ## b {#x}", "error markdown/duplicate-id 5:1 <p id=\"x\">"]
    );
    assert_eq!(parsed.diagnostics[0].related[0].location.spot.as_ref().unwrap().line, 1);
    assert_eq!(parsed.body.headings[1].id, "x-2");
}

#[test]
fn the_first_h1_is_the_title() {
    let parsed = parsed("# Vad är \"KAST\"? {#x}\n\nText.\n");
    assert_eq!(parsed.body.anchors, [""; 0]);
    assert_eq!(parsed.body.title.as_deref(), Some("Vad är ”KAST”?"));
    assert_eq!(parsed.filled(), "<p>Text.</p>\n");
    assert_eq!(parsed.body.headings, []);
    assert_eq!(
        parsed.body.sections,
        [TextSection { heading: None, text: "Text.".into(), holes: Vec::new() }]
    );
}

#[test]
fn an_h1_that_repeats_the_title_goes() {
    let settings = Settings { title: Some("Vad är \"KAST\"?"), ..Settings::default() };
    let parsed = settings.parse("# Vad *är* [\"KAST\"](a.md)?\n\nText.\n");
    assert_eq!(parsed.filled(), "<p>Text.</p>\n");
    assert_eq!((parsed.body.title.as_ref(), parsed.told()), (None, vec![]));
    assert_eq!(parsed.body.links.len(), 1);
}

#[test]
fn an_h1_with_the_titles_words_in_another_order_repeats_it() {
    let settings = Settings { title: Some("Lag om medborgarskap (1924:130)"), ..Settings::default() };
    assert_eq!(settings.parse("# Lag (1924:130) om medborgarskap\n").told(), [""; 0]);
    assert_eq!(settings.parse("# Lag om medborgarskap\n").told().len(), 1);
    assert_eq!(Settings { title: Some("?"), ..Settings::default() }.parse("# !\n").told().len(), 1);
}

#[test]
fn any_other_h1_is_an_error() {
    let settings = Settings { title: Some("Annat"), ..Settings::default() };
    let parsed = settings.parse("# Vad [b](c.md)\n");
    assert_eq!(parsed.told(), ["error markdown/h1 1:1 # Vad [b](c.md)"]);
    assert!(parsed.diagnostics[0].help.as_ref().unwrap().contains("##"));
    assert_eq!(parsed.body.links.len(), 1);
    assert_eq!(super::parsed("# a\n\n# b\n").told(), ["error markdown/h1 3:1 # b"]);
    assert_eq!(super::parsed("> # a\n").told(), ["error markdown/h1 1:3 # a"]);
}

#[test]
fn a_skipped_level_is_warned_of() {
    assert_eq!(
        parsed("## a\n\n#### b\n\n## c\n\n### d\n").told(),
        ["warning markdown/heading-level 3:1 #### b"]
    );
    assert_eq!(parsed("### a\n").told(), ["warning markdown/heading-level 1:1 ### a"]);
}

#[test]
fn an_empty_heading_is_left_out() {
    let parsed = parsed("##\n\na\n");
    assert_eq!(parsed.told(), ["warning markdown/heading-empty 1:1 ##"]);
    assert_eq!(parsed.filled(), "<p>a</p>\n");
}

#[test]
fn links_find_headings_by_id_and_by_text() {
    let body = parsed("## Vem får komma?\n\n## ?\n\ntext[^1]\n\n[^1]: a\n").body;
    assert_eq!(body.anchor("vem-far-komma"), Some("vem-far-komma"));
    assert_eq!(body.anchor("Vem får komma?"), Some("vem-far-komma"));
    assert_eq!(body.anchor("?"), Some("section"));
    assert_eq!(body.anchor("fn_1"), Some("fn_1"));
    assert_eq!(body.anchor("annat"), None);
}
