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

#[test]
fn a_record_is_shown_by_the_articles_that_use_it() {
    let mut site = site();
    // Three articles link to it; nothing of it stands there but its title.
    let rendered = site.replace("content/s/tjansten.md", "031-12 34 56", "031-65 43 21").renders();
    let title = site.replace("content/s/tjansten.md", "title: Tjänsten", "title: Tjänsten").renders();
    assert_eq!(title, 0, "nothing has changed");
    assert!(rendered >= 4 && rendered < site.pages("") / 2, "{rendered} of {}", site.pages(""));
    // Its text is its own.
    assert_eq!(site.replace("content/s/tjansten.md", "Stöd.", "Stöd och råd.").renders(), 1);
}

#[test]
fn a_template_is_for_the_pages_that_use_it() {
    let mut site = site();
    let term = include_str!("../themes/lykta/templates/term.html");
    assert_eq!(site.write("templates/term.html", format!("{term}{{# x #}}")).renders(), 1);
    assert_eq!(site.remove("templates/term.html").renders(), 1);
    let article = include_str!("../themes/lykta/templates/article.html");
    assert_eq!(site.write("templates/article.html", format!("{article}{{# x #}}")).renders(), 7);
    // A component is for the templates that call it, and those that build on these.
    let pager = include_str!("../themes/lykta/templates/components/pager.html");
    let leaves =
        site.write("templates/components/pager.html", pager.replace("<nav", "<nav id=\"x\"")).renders();
    assert_eq!(leaves, 10, "articles, the record, its source and the term");
    let base = include_str!("../themes/lykta/templates/base.html");
    let all = site.pages("");
    assert_eq!(site.write("templates/base.html", base.replace("<head>", "<head><!-- -->")).renders(), all);
}

#[test]
fn a_template_that_fails_on_one_page_leaves_the_others_current() {
    let mut site = site();
    let broken = "{% extends \"leaf.html\" %}{% block meta %}{% if page.title == \"Trean\" %}\
                  {{ page.nothing.at_all }}{% endif %}<i>new</i>{% endblock %}";
    let served = site.served.clone();
    let outcome = site.write("templates/article.html", broken).save();
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|one| one.is_error()).collect();
    assert!(errors.len() == 1 && errors[0].message.contains("tre.md"), "{errors:#?}");
    assert_eq!(site.served["a/tre.html"], served["a/tre.html"], "the failing page stays as it was");
    assert_ne!(site.served["a/tva.html"], served["a/tva.html"]);
    let mended = broken.replace("page.nothing.at_all", "page.title");
    assert!(site.write("templates/article.html", mended).renders() >= 1);
    // The next good save is enough, whichever it is.
    site.write("templates/article.html", broken).save();
    site.remove("templates/article.html").renders();
}

#[test]
fn what_everything_depends_on_renders_everything() {
    let mut site = site();
    let all = site.pages("");
    assert_eq!(site.write("translations/sv.ftl", "home = Hem igen\n").renders(), all);
    assert_eq!(site.replace("lykta.toml", "Provplats", "Provplatsen").renders(), all);
    assert_eq!(site.write("assets/lykta.css", "a{color:red}").renders(), all);
    assert_eq!(site.write("static/fil.txt", "x").renders(), 0);
    assert_eq!(site.write("static/fil.txt", "y").renders(), 0);
}

#[test]
fn pages_come_go_and_move() {
    let mut site = site();
    let new = "---\ntitle: Nya\n---\nNy text.\n";
    // The page, its section, the start page, A–Z, and the pages before and after it.
    assert_eq!(site.write("content/b/nya.md", new).renders(), 6);
    assert_eq!(site.remove("content/b/nya.md").renders(), 5);
    // Everything in a folder, and what leads there; the menu names it, so every page of the language.
    let swedish = site.pages("") - site.pages("en/");
    assert_eq!(site.rename("content/b", "content/c").renders(), swedish);
    let outcome = site.remove("content/a/ett.md").save();
    assert!(outcome.diagnostics.iter().any(|one| one.code == "link/no-page"), "{:#?}", outcome.diagnostics);
    site.replace("content/a/tva.md", "Se [[Ettan]].", "").renders();
}

#[test]
fn thousands_of_changes_are_one_build() {
    let mut site = site();
    for number in 0..300 {
        site.write(&format!("content/many/m{number}.md"), format!("---\ntitle: M {number}\n---\nText.\n"));
    }
    assert!(site.renders() > 300);
    for number in 0..300 {
        site.write(&format!("content/many/m{number}.md"), format!("---\ntitle: M {number}\n---\nAnnat.\n"));
    }
    assert_eq!(site.renders(), 300);
    assert!(site.remove("content/many").renders() > 0);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_told_and_recovers() {
    use std::os::unix::fs::symlink;
    let mut site = site();
    // Files that are gone when they are read, or are none.
    site.touched("content/a/never.md").touched("content/nowhere");
    assert_eq!(site.renders(), 0);
    let path = site.fixture.path("content/a/loop.md");
    symlink(&path, &path).unwrap();
    let outcome = site.touched("content/a/loop.md").save();
    assert!(
        outcome.diagnostics.iter().any(|one| one.code == "source/unreadable"),
        "{:#?}",
        outcome.diagnostics
    );
    assert_eq!(site.remove("content/a/loop.md").renders(), 0);
    site.write("content/a/latin.md", b"---\ntitle: \xe5\n---\n");
    assert!(site.save().diagnostics.iter().any(|one| one.code == "source/not-utf8"));
    site.write("content/a/latin.md", "---\ntitle: Å\n---\n");
    assert!(site.renders() > 0);
}
