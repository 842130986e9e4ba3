//! HTML in the Markdown.

use super::*;

fn trusted(markdown: &str) -> Parsed {
    Settings { trusted_html: true, ..Settings::default() }.parse(markdown)
}

#[test]
fn what_is_allowed_stays_with_ids_and_classes() {
    assert_eq!(
        html(
            "a <kbd class=\"b\" id='c'>d</kbd><br/>\n\n<details>\n<summary>e</summary>\n\nf *g*\n\n</details>\n"
        ),
        "<p>a <kbd class=\"b\" id=\"c\">d</kbd><br></p>\n<details>\n<summary>e</summary>\n<p>f <em>g</em></p>\n</details>\n"
    );
}

#[test]
fn what_is_not_allowed_goes_and_is_told() {
    let parsed = parsed(
        "a <font color=red>b</font> <b style=\"x\" data-y>c</b>\n\n<script>\nalert(1)\n</script>\n\nd\n",
    );
    assert_eq!(
        parsed.told(),
        [
            "warning markdown/html-removed 1:3 <font color=red>",
            "warning markdown/html-policy 1:31 style=\"x\"",
            "warning markdown/html-removed 1:41 data-y",
            "warning markdown/html-removed 3:1 <script>",
        ]
    );
    assert_eq!(parsed.filled(), "<p>a b <b>c</b></p>\n\n<p>d</p>\n");
}

#[test]
fn markup_without_an_end_takes_nothing_with_it() {
    for start in
        ["<script>", "<style>", "<!--", "<textarea>", "<div title=\"", "<title>", "<?php", "<iframe>"]
    {
        let html = parsed(&format!("a[^1]\n\nb {start}\n\nc\n\n[^1]: d\n")).filled();
        assert!(html.contains("<section class=\"footnotes\""), "{start} {html}");
        assert!(html.contains("<p>c</p>"), "{start} {html}");
    }
}

#[test]
fn our_own_markup_survives_the_cleaning() {
    let text = "## a {#b .c}\n\n| d |\n|:-:|\n| [e](f.md) |\n\n- [x] g[^1] ![h](i.png)\n\n> [!TIP]\n> [j](https://k.se)\n\n\
                ```l\nm\n```\n\n[^1]: n\n";
    let plain = html(text);
    let cleaned = html(&format!("{text}\n<b></b>\n"));
    assert_eq!(cleaned.replace("<p><b></b></p>\n", ""), plain);
}

#[test]
fn links_in_raw_html_are_holes_too() {
    let text = "<a href=b.md>c</a> <img src='d.png' alt='e'> <a href=\"javascript:f\">g</a> <a href=\"&#x6a;avascript:f\">h</a>";
    for parsed in [parsed(text), trusted(text)] {
        let html = parsed.filled();
        assert!(html.starts_with("<p><a href=\"b.md\">c</a> <img src=\"d.png\" alt="), "{html}");
        assert!(!html.contains("script:"), "{html}");
        assert_eq!(parsed.body.links.len(), 2);
        assert_eq!(&text[parsed.body.links[0].span.clone()], "href=b.md");
        assert_eq!(parsed.told().len(), 2);
    }
}

#[test]
fn links_to_other_sites_are_marked_in_raw_html_too() {
    let end = "<span class=\"visually-hidden\"> (external link)</span></a>";
    assert_eq!(
        html("a <a href=\"https://b.se\">c *d*</a> <a class='e external' rel=nofollow href=//f.se>g</a>"),
        format!(
            "<p>a <a href=\"https://b.se\" class=\"external\" rel=\"noopener noreferrer\">c <em>d</em>{end} \
             <a href=\"//f.se\" class=\"e external\" rel=\"nofollow noopener noreferrer\">g{end}</p>\n"
        )
    );
    // One without an address, or on this site, is not; nor is one that the site answers for.
    let own = "<p><a id=\"a\">b</a> <a href=\"c.md\">d</a> <a href=\"mailto:e@f.se\">g</a></p>\n";
    assert_eq!(html(own.trim_start_matches("<p>").trim_end_matches("</p>\n")), own);
    assert_eq!(trusted("<a href=\"https://b.se\">c</a>").filled(), "<p><a href=\"https://b.se\">c</a></p>\n");
}

#[test]
fn trusted_html_is_left_alone_but_for_warnings() {
    let parsed =
        trusted("<x-y style=\"color:red\" onclick=\"z()\">a</x-y> <!-- b -->\n\n<script>c<d</script>\n");
    assert_eq!(
        parsed.filled(),
        "<p><x-y style=\"color:red\" onclick=\"z()\">a</x-y> <!-- b --></p>\n<script>c<d</script>\n"
    );
    assert_eq!(
        parsed.told(),
        [
            "warning markdown/html-policy 1:6 style=\"color:red\"",
            "warning markdown/html-policy 1:24 onclick=\"z()\"",
            "warning markdown/html-policy 3:1 <script>",
        ]
    );
}

#[test]
fn nothing_becomes_a_link_in_a_raw_link() {
    assert_eq!(html("<a href=\"b.md\">www.a.se</a>"), "<p><a href=\"b.md\">www.a.se</a></p>\n");
}

#[test]
fn comments_alone_need_no_cleaning() {
    assert_eq!(html("a <!-- b --> \"c\"\n\n<!-- d -->\n\ne\n"), "<p>a  ”c”</p>\n\n<p>e</p>\n");
}
