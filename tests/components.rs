//! Records within texts: what a page shows of them, and what an editor is told who writes them wrongly.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::Fixture;

const CONFIG: &str = "title = \"Provplats\"\nlanguage = \"sv\"\nbase_url = \"https://example.org/\"\n\
                      contact_route = [\"linjen\"]\n[languages.en]\ntitle = \"Test site\"\n";

const LINE: &str = "---\ntitle: Linjen\ntype: service\nsource: a\nstatus: active\naudience_role: [professionals]\n\
                    email: linjen@example.org\nphones:\n  claims:\n    - {value: \"020-390 000\"}\n    \
                    - {value: \"020-390 00 00\", source: b, state: superseded}\nanonymous:\n  claims:\n    \
                    - {value: yes, state: disputed}\n    - {value: no, source: b, state: disputed}\n---\n";

fn coordinator(name: &str, areas: &str) -> String {
    format!(
        "---\ntitle: Koordinator {name}\ntype: service\nsource: b\nstatus: unknown\naudience_role: [professionals]\n\
         offers: [coordination]\n{areas}---\n"
    )
}

fn site() -> Fixture {
    let source = |title: &str, publisher: &str, year: &str| {
        format!("---\ntitle: {title}\ntype: source\npublisher: {publisher}\npublished: \"{year}\"\n---\n")
    };
    Fixture::with_config(CONFIG)
        .page("kallor/a.md", source("Bladet", "Staden", "2021"))
        .page("kallor/b.md", source("Rapporten", "Landet", "2012~"))
        .page("stod/linjen.md", LINE)
        .page("stod/vast.md", coordinator("Väst", "service_areas: [\"county:Hallands län\"]\n"))
        .page("stod/syd.md", coordinator("Syd", ""))
        .page(
            "stod/borta.md",
            "---\ntitle: Borta\ntype: service\nsource: a\nstatus: defunct\nphones: [\"08-123 456\"]\n---\n",
        )
}

fn page(text: &str) -> String {
    format!("---\ntitle: Sidan\ndate: 2026-01-02\n---\n{text}\n")
}

#[test]
fn a_field_stands_in_its_sentence_with_its_source_where_sources_differ() {
    let built = site()
        .page("p.md", page("Ring {{contact linjen phones}} eller skriv till {{contact linjen email}}."))
        .build();
    built.succeeds().file("p.html").has(
        "<p>Ring <span class=placed-field><a href=tel:+4620390000><bdi>020-390 000</bdi></a></span> (enligt \
         <a href=kallor/a.html>Staden</a>, 2021) eller skriv till <span class=placed-field>\
         <a href=mailto:linjen@example.org><bdi>linjen@example.org</bdi></a></span>.</p>",
    );
    let page = site().page("p.md", page("Anonymt: {{contact linjen anonymous}}.")).build();
    page.succeeds().file("p.html").has("ja</span> (enligt <a href=kallor/a.html>Staden</a>, 2021); ");
    page.file("p.html").has(">nej</span> (enligt <a href=kallor/b.html>Landet</a>, omkring 2012) ");
}

#[test]
fn a_card_shows_how_to_get_in_touch_or_where_to_ask() {
    let text = "{{service linjen}}\n\n{{service vast}}\n\n{{service borta}}";
    let built = site().page("p.md", page(text)).build();
    let html = built.succeeds().file("p.html");
    html.has("<p class=placed-title><a href=stod/linjen.html>Linjen</a></p>").has("Ring 020-390\u{a0}000");
    html.has("Källan anger ingen kontaktväg. Som yrkesverksam kan du fråga här i stället:");
    html.has("Verksamheten har upphört").lacks("08-123");
}

#[test]
fn the_coordinators_of_a_place_or_all_where_no_source_names_one() {
    let all = "Källorna säger inte vilken regionkoordinator som har Skåne län";
    for (text, has, lacks) in [
        ("{{region-contact county:Hallands län}}", "Koordinator Väst", "Koordinator Syd"),
        ("{{region-contact Halmstad}}", "Koordinator Väst", "Koordinator Syd"),
        ("{{region-contact county:Skåne län}}", all, "Linjen</a></p>"),
        ("{{region-contact}}", "Koordinator Syd", "Källorna säger inte"),
    ] {
        let built = site().page("p.md", page(text)).build();
        built.succeeds().file("p.html").has(has).lacks(lacks);
    }
}

#[test]
fn links_here_and_feeds_know_what_a_page_shows() {
    let site = site()
        .page("p.md", page("Ring {{contact linjen phones}}, fråga.\n\n{{service vast}}"))
        .page("p.en.md", "---\ntitle: The page\n---\nCall {{contact linjen phones}} now.\n");
    let built = site.build();
    built.succeeds().file("stod/linjen.html").has("Sidor som länkar hit").has("<a href=../p.html>Sidan</a>");
    built.file("en/p.html").has("(according to <a href=../kallor/a.html");
    let feed = built.file("feed.xml");
    feed.has("tel:+4620390000&gt;&lt;bdi&gt;020-390 000&lt;/bdi&gt;&lt;/a&gt;")
        .has("https://example.org/stod/vast.html");
}

#[test]
fn every_mistake_has_its_own_code_at_its_line() {
    let good = site().page("p.md", page("Text."));
    let before = good.build().succeeds().bytes();
    good.write(
        "content/p.md",
        page(
            "{{service linje}}\n\n{{service a}}\n\n{{contact linjen phone}}\n\n{{contact linjen url}}\n\n\
             {{region-contact county:Hallanda län}}\n\n{{servic linjen}}\n\n{{contact linjen}}\n\n\
             {{contact linjen phones\n\nHos {{service linjen}} nu.",
        ),
    );
    let built = good.build();
    insta::assert_snapshot!(built.fails(1));
    assert_eq!(built.bytes(), before);
}

#[test]
fn a_site_without_coordinators_says_so() {
    let built = Fixture::new().page("p.md", page("{{region-contact}}")).build();
    insta::assert_snapshot!(built.fails(1));
}

#[test]
fn a_guard_reads_a_component_as_a_link_to_its_record() {
    let chat = "---\ntitle: Chatten\ntype: service\nsource: a\nstatus: active\nminimum_age: 15\nphones: [\"08-123 456\"]\n---\n";
    let built = site()
        .page("stod/chatten.md", chat)
        .page("p.md", page("Tar emot från 16 år: {{contact chatten phones}}."))
        .build();
    assert!(built.fails(1).contains("text/age-differs"));
}
