//! Links, wikilinks, bare addresses, pictures.

use super::*;

#[test]
fn links_to_files_are_holes() {
    let text = "å [b *c*](../d%20e.md#f \"g 'h'\") [i](#j)";
    let parsed = parsed(text);
    assert_eq!(
        parsed.body.html,
        "<p>å <a href=\"\" title=\"g ’h’\">b <em>c</em></a> <a href=\"\">i</a></p>\n"
    );
    let parts: Vec<(usize, usize, Part)> =
        parsed.body.holes.iter().map(|hole| (hole.at, hole.link, hole.part)).collect();
    let second = parsed.body.html.rfind("<a href=\"").unwrap() + 9;
    assert_eq!(
        parts,
        [
            (15, 0, Part::Url),
            (16, 0, Part::Attributes),
            (second, 1, Part::Url),
            (second + 1, 1, Part::Attributes)
        ]
    );
    assert_eq!(
        parsed.body.links,
        [
            Link {
                target: Target::Page { path: "../d e.md".into(), fragment: Some("f".into()) },
                span: 3..33,
                image: false
            },
            Link { target: Target::Fragment("j".into()), span: 34..41, image: false },
        ]
    );
    assert_eq!(&text[3..33], "[b *c*](../d%20e.md#f \"g 'h'\")");
}

#[test]
fn filling_escapes_and_adds_attributes() {
    let body = parsed("[a](b.md)[[C]]").body;
    let filled = body.fill(|_| Filled {
        url: "d e.html?f&\"g".into(),
        title: "H & <i>".into(),
        attributes: vec![("hreflang", "en".into()), ("lang", "\"".into())],
        ..Filled::default()
    });
    let start = "<a href=\"d%20e.html?f&amp;%22g\" hreflang=\"en\" lang=\"&quot;\">";
    assert_eq!(filled, format!("<p>{start}a</a>{start}H &amp; &lt;i&gt;</a></p>\n"));
}

#[test]
fn a_link_is_asked_for_once() {
    let asked = std::cell::Cell::new(0);
    parsed("[[C]] [[D|d]]").body.fill(|_| {
        asked.set(asked.get() + 1);
        Filled::default()
    });
    assert_eq!(asked.get(), 2);
}

#[test]
fn links_to_other_sites_say_so() {
    assert_eq!(
        html("[a](https://b.se/å?c=1&d \"e\") <https://f.se>"),
        "<p><a class=\"external\" href=\"https://b.se/å?c=1&amp;d\" rel=\"noopener noreferrer\" title=\"e\">a\
         <span class=\"visually-hidden\"> (external link)</span></a> \
         <a class=\"external\" href=\"https://f.se\" rel=\"noopener noreferrer\">https://f.se\
         <span class=\"visually-hidden\"> (external link)</span></a></p>\n"
    );
    assert_eq!(
        html("<a@b.se> [c](tel:+46)"),
        "<p><a href=\"mailto:a@b.se\">a@b.se</a> <a href=\"tel:+46\">c</a></p>\n"
    );
}

#[test]
fn bare_addresses_become_links() {
    let text = "Se \"www.umo.se\", (https://a.se/b--c_(d)?e=1&amp;f). `www.g.se` [www.h.se](i.md)";
    let parsed = parsed(text);
    assert_eq!(
        parsed.filled(),
        "<p>Se ”<a class=\"external\" href=\"https://www.umo.se\" rel=\"noopener noreferrer\">www.umo.se\
         <span class=\"visually-hidden\"> (external link)</span></a>”, \
         (<a class=\"external\" href=\"https://a.se/b--c_(d)?e=1&amp;f\" rel=\"noopener noreferrer\">\
         https://a.se/b--c_(d)?e=1&amp;f<span class=\"visually-hidden\"> (external link)</span></a>). \
         <code>www.g.se</code> <a href=\"i.md\">www.h.se</a></p>\n"
    );
    let spans: Vec<&str> = parsed.body.links.iter().map(|link| &text[link.span.clone()]).collect();
    assert_eq!(spans, ["www.umo.se", "https://a.se/b--c_(d)?e=1&amp;f", "[www.h.se](i.md)"]);
}

#[test]
fn wikilinks_by_title_and_path() {
    let parsed = parsed("[[Mika i Göteborg]] [[a/b|*text*]] [[Mika#Vem får komma?]] [[#här]]");
    assert_eq!(
        parsed.filled(),
        "<p><a href=\"wiki/Mika%20i%20Göteborg\">Titel: wiki/Mika i Göteborg</a> \
         <a href=\"wiki/a/b\"><em>text</em></a> \
         <a href=\"wiki/Mika#Vem%20får%20komma?\">Titel: wiki/Mika</a> <a href=\"#här\">Titel: </a></p>\n"
    );
    assert_eq!(parsed.body.sections[0].text, "Mika i Göteborg text Mika här");
    assert_eq!(parsed.body.links[0].span, 0..20);
}

#[test]
fn a_piped_wikilink_in_a_table_keeps_its_cell() {
    let parsed = parsed("| a | b |\n|---|---|\n| [[c\\|d]] | [[e]] |\n");
    let html = parsed.filled();
    assert!(
        html.contains("<td><a href=\"wiki/c\">d</a></td>\n<td><a href=\"wiki/e\">Titel: wiki/e</a></td>"),
        "{html}"
    );
}

#[test]
fn a_link_without_text_shows_the_title_or_the_address() {
    let parsed = parsed("[](a.md) [[b|]] [](https://c.se)");
    assert_eq!(
        parsed.filled(),
        "<p><a href=\"a.md\">Titel: a.md</a> <a href=\"wiki/b\">Titel: wiki/b</a> \
         <a class=\"external\" href=\"https://c.se\" rel=\"noopener noreferrer\">https://c.se\
         <span class=\"visually-hidden\"> (external link)</span></a></p>\n"
    );
}

#[test]
fn links_do_not_nest() {
    assert_eq!(html("[a <https://b.se> c](d.md)"), "<p><a href=\"d.md\">a https://b.se c</a></p>\n");
}

#[test]
fn dangerous_addresses_are_errors() {
    let parsed =
        parsed("å [a](javascript:b()) [c](<java&#10;script:d>)\n[e](data:text/html,f) <vbscript:g> [h]()");
    assert_eq!(
        parsed.told(),
        [
            "error markdown/link-scheme 1:3 [a](javascript:b())",
            "error markdown/link-scheme 1:23 [c](<java&#10;script:d>)",
            "error markdown/link-scheme 2:1 [e](data:text/html,f)",
            "error markdown/link-scheme 2:23 <vbscript:g>",
            "error markdown/link-empty 2:36 [h]()",
        ]
    );
    assert_eq!(parsed.filled(), "<p>å a c\ne vbscript:g h</p>\n");
    assert!(parsed.body.links.is_empty());
}

#[test]
fn pictures() {
    let parsed = parsed("a ![b \"c\" *d*](e.png) ![](f.png \"g\")");
    assert_eq!(
        parsed.filled(),
        "<p>a <img src=\"e.png\" alt=\"b ”c” d\" loading=\"lazy\"> \
         <img src=\"f.png\" alt=\"\" loading=\"lazy\" title=\"g\"></p>\n"
    );
    assert_eq!(parsed.told(), ["warning markdown/image-alt 1:23 ![](f.png \"g\")"]);
    assert!(parsed.body.links.iter().all(|link| link.image));
}

#[test]
fn a_picture_alone_with_a_title_is_a_figure() {
    let parsed = parsed("![a](b.png \"c -- 'd'\")\n\n![e](f.png)\n");
    assert_eq!(
        parsed.filled(),
        "<figure><img src=\"b.png\" alt=\"a\" loading=\"lazy\"><figcaption>c – ’d’</figcaption></figure>\n\
         <p><img src=\"f.png\" alt=\"e\" loading=\"lazy\"></p>\n"
    );
    assert_eq!(parsed.body.sections[0].text, "a\nc – ’d’\ne");
}

#[test]
fn a_picture_on_another_site_is_warned_of() {
    let parsed = parsed("![a](https://b.se/c.png)");
    assert_eq!(parsed.told(), ["warning markdown/external-image 1:1 ![a](https://b.se/c.png)"]);
}

#[test]
fn places_hold_with_bom_crlf_and_front_matter() {
    let file = SourceFile::new(
        "a.md",
        "\u{feff}---\r\ntitle: Å\r\n---\r\n\r\n\"Å\" www.a.se\r\n\r\n> och\r\n> [b](c.md)\r\n",
    );
    let start = file.text.find("\r\n\r\n").unwrap() + 4;
    let (labels, glossary) = (Labels::default(), Glossary::default());
    let options = Options {
        title: None,
        language: "sv",
        labels: &labels,
        glossary: &glossary,
        own_page: None,
        trusted_html: false,
    };
    let (body, _) = parse(&file, start..file.text.len(), &options);
    let shown: Vec<&str> = body.links.iter().map(|link| &file.text[link.span.clone()]).collect();
    assert_eq!(shown, ["www.a.se", "[b](c.md)"]);
    let spot = file.locate(body.links[1].span.clone()).spot.unwrap();
    assert_eq!((spot.line, spot.column), (8, 3));
    assert!(!body.html.contains('\r'));
}
