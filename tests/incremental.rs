//! How many pages an edit renders, for every kind of edit, and that what is served then is a clean build.

mod common;

use common::Fixture;
use common::watched::Watched;

const CONFIG: &str = "title = \"Provplats\"\nlanguage = \"sv\"\nbase_url = \"https://example.org/\"\n\
    [languages.en]\ntitle = \"Test site\"\nlabels = {\"Hälsa\" = \"Health\"}\n";

/// Two folders of articles, a record with its source, a term, and language versions.
///
/// Rendered are: 15 pages (of which 4 are sections made from folders, and the start page of each language),
/// topics with one tag in both languages, A–Z and search of both, the finder's pages, and 404.
fn site() -> Watched {
    let article = |title: &str, rest: &str| {
        format!(
            "---\ntitle: {title}\ndate: 2026-01-01\n{rest}---\nBrödtext om {title}.\n\n## Rubrik\n\nMer.\n"
        )
    };
    let fixture = Fixture::with_config(CONFIG)
        .page("_index.md", "---\ntitle: Start\n---\nVälkommen.\n")
        .page("_index.en.md", "---\ntitle: Home\n---\nWelcome.\n")
        .page("a/ett.md", article("Ettan", "topics: [Hälsa]\n"))
        .page("a/ett.en.md", "---\ntitle: The first\n---\nText.\n")
        .page("a/tre.md", article("Trean", ""))
        .page("a/tva.md", article("Tvåan", "") + "Se [[Ettan]].\n")
        .page("b/fyra.md", article("Fyran", "") + "Ring [[Tjänsten]].\n")
        .page("b/fem.md", article("Femman", "") + "Fråga [[Tjänsten]].\n")
        .page("b/sex.md", article("Sexan", "") + "Prova [[Tjänsten]].\n")
        .page("s/kallan.md", "---\ntitle: Källan\ntype: source\npublished: \"2026\"\n---\n")
        .page(
            "s/tjansten.md",
            "---\ntitle: Tjänsten\ntype: service\nsource: kallan\nstatus: active\nphones: [\"031-12 34 56\"]\n---\nStöd.\n",
        )
        .page("o/abc.md", "---\ntitle: ABC\ntype: term\nsource: kallan\nexpansion: Allmän bas\n---\nEn term.\n");
    Watched::new(fixture)
}

#[test]
fn nothing_changed_renders_nothing() {
    let mut site = site();
    site.is_clean();
    assert_eq!(site.rescan().rendered, 0);
    assert_eq!(site.touched("content/a/ett.md").renders(), 0);
}

#[test]
fn a_text_is_its_own_page() {
    let mut site = site();
    assert_eq!(site.replace("content/a/ett.md", "Mer.", "Mer än så.").renders(), 1);
    assert_eq!(site.replace("content/_index.md", "Välkommen", "Hej").renders(), 1);
    assert_eq!(site.replace("content/a/ett.en.md", "Text", "Words").renders(), 1);
    // A new link leads to a page that shows where it is mentioned.
    assert_eq!(site.replace("content/a/tre.md", "Mer.", "Mer, se [[Femman]].").renders(), 2);
    // A heading stands in the page's own table of contents.
    assert_eq!(site.replace("content/a/tre.md", "## Rubrik", "## Annan rubrik").renders(), 1);
}

#[test]
fn a_title_stands_where_the_page_is_shown() {
    let mut site = site();
    // The page; the section; the start page, which shows the section's first pages; its topic; A–Z; the two
    // beside it; the page that links to it; and its English version, which leads here.
    let rendered = site.replace("content/a/ett.md", "title: Ettan", "title: Förstan").replace(
        "content/a/tva.md",
        "[[Ettan]]",
        "[[Förstan]]",
    );
    assert_eq!(rendered.renders(), 8);
    // The page, section and start page, A–Z, the page before, and the record that says who mentions it.
    assert_eq!(site.replace("content/b/sex.md", "title: Sexan", "title: Sjätte").renders(), 6);
    // The menu is on every page of its language.
    let pages = site.pages("");
    let english = site.pages("en/");
    let all = site.write("content/b/_index.md", "---\ntitle: Andra\n---\n").renders();
    assert_eq!(all, pages - english);
}
