//! Nothing that can be typed panics or leaves an element open.

use super::*;
use proptest::prelude::*;

/// Pieces that mean something to the parser, or to us.
const PIECES: &[&str] = &[
    "a",
    "å",
    "KAST",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "- [ ] ",
    "- [x] ",
    ": ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "~~~x\n",
    "|",
    "|-|-|\n",
    "|:-:|\n",
    "\n| a | b |\n|---|--:|\n",
    "[",
    "]",
    "[[",
    "]]",
    "![",
    "![[",
    "(",
    ")",
    "](b.md)",
    "](#c)",
    "](https://d.se \"e\")",
    "[^1]",
    "[^1]: ",
    "[^2]: ",
    "^",
    "!",
    "\\",
    "&",
    "&amp;",
    "&#0;",
    "\"",
    "'",
    "--",
    "...",
    "<",
    ">",
    "<https://f.se>",
    "https://g.se/",
    "www.h.se",
    "{#i}",
    "{.j}",
    "---\n",
    "===\n",
    ".",
    ",",
    "\0",
    "\u{fdd0}",
    "\u{301}",
    "😀",
    "#",
];

const RAW: &[&str] =
    &["<b>", "</b>", "<a href=\"x.md\">", "</a>", "<div>", "</div>", "<script>", "<!--", "<p ", "<br/>"];

fn texts(pieces: &'static [&'static str], more: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(pieces), 1 => prop::sample::select(more)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const TERMS: &[(&str, &str)] = &[("KAST", "Köpare"), ("a", "")];

/// Fails unless every element is closed, in the order in which they were opened.
fn assert_balanced(html: &str, raw_links: bool) {
    let mut open: Vec<String> = Vec::new();
    for piece in tags::pieces(html) {
        let tags::Piece::Tag(tag) = piece else { continue };
        if tag.closing {
            assert_eq!(open.pop().as_ref(), Some(&tag.name), "in {html}");
        } else if !matches!(tag.name.as_str(), "br" | "hr" | "img") {
            let nested = tag.name == "a" && open.contains(&tag.name);
            assert!(raw_links || !nested, "a link in a link in {html}");
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

fn check(markdown: &str, trusted_html: bool) -> String {
    let parsed = Settings { terms: TERMS, trusted_html, ..Settings::default() }.parse(markdown);
    let body = &parsed.body;
    assert!(!body.html.contains(['\u{fdd0}', '\u{fdd1}']), "a mark is left in {}", body.html);
    assert!(body.holes.is_sorted_by_key(|hole| hole.at));
    assert!(body.links.iter().all(|link| link.span.end <= markdown.len()));
    let ids: Vec<&str> =
        body.html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: std::collections::HashSet<&str> = ids.iter().copied().collect();
    assert!(unique.len() == ids.len() || trusted_html, "an id twice in {}", body.html);
    parsed.filled()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text(markdown in any::<String>()) {
        check(&markdown, false);
        check(&markdown, true);
    }

    #[test]
    fn markdown_is_balanced(markdown in texts(PIECES, PIECES)) {
        // A raw link that is never closed holds what the browser makes it hold.
        assert_balanced(&check(&markdown, false), markdown.contains("<a"));
    }

    #[test]
    fn raw_html_does_not_panic(markdown in texts(PIECES, RAW)) {
        check(&markdown, false);
        check(&markdown, true);
    }
}
