//! A site in several languages: texts, dates, order and direction, and what is told when a translation is missing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::Fixture;
use std::path::Path;

/// The site of `tests/fixtures/languages`, in a folder of its own.
fn four_languages() -> Fixture {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/languages");
    let mut site = Fixture::new();
    for (path, bytes) in common::read(&folder) {
        if !path.starts_with("public/") && !path.starts_with(".lykta/") {
            site = site.file(&path, bytes);
        }
    }
    site
}

#[test]
fn every_language_speaks_for_itself() {
    let built = four_languages().run(&["build", "--strict"]);
    built.succeeds();
    let finnish = built.file("fi/kunskap/hyra.html");
    finnish.has("lang=fi").has("dir=ltr").has("2. maaliskuuta 2026").has("23. marraskuuta 2026");
    let service = built.file("fi/stod/huset.html");
    assert!(service.visible().contains("enintään 3 tapaamista"), "{}", service.visible());
    assert!(service.visible().contains("15–25 vuotta"), "{}", service.visible());

    let arabic = built.file("ar/kunskap/hyra.html");
    arabic.has("dir=rtl lang=ar").has("23\u{2069} \u{2068}نوفمبر\u{2069} \u{2068}2026");
    let service = built.file("ar/stod/huset.html");
    assert!(service.visible().contains("3\u{2069} جلسات"), "{}", service.visible());
    // Numbers keep their order between Arabic words and stay on their line, Swedish texts their direction.
    service
        .has("\u{2068}020-390\u{a0}000\u{2069}")
        .has("\u{2068}+46\u{a0}31\u{a0}12\u{a0}34\u{a0}56\u{2069}");
    service.has("الاثنين، الثلاثاء 09:00–16:00");
    service.has("<p dir=auto lang=sv>Gratis, men boka i förväg!").has("الشباب، العابرون جنسيًا");
}

#[test]
fn a_section_that_borrows_its_title_says_in_which_language_that_is() {
    let built =
        Fixture::with_config("title = \"Råd\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"Advice\"\n")
            .page("kunskap/_index.md", "---\ntitle: Kunskap\n---\n")
            .page("kunskap/hyra.md", "# Hyra\n")
            .page("kunskap/hyra.en.md", "---\ntitle: Rent\n---\n")
            .build();
    built.succeeds();
    let section = built.file("en/kunskap/index.html");
    section
        .has("<h1 dir=auto lang=sv>Kunskap</h1>")
        .has("<span aria-current=page dir=auto lang=sv>Kunskap</span>");
    // In the way to a page below, in the menu, and among the ways in of the start page.
    built
        .file("en/kunskap/hyra.html")
        .has("<a dir=auto href=../../en/kunskap/index.html lang=sv>Kunskap</a>");
    built.file("en/index.html").has("<a dir=auto href=../en/kunskap/index.html lang=sv>Kunskap</a></h2>");
    built.file("kunskap/index.html").has("<h1>Kunskap</h1>");
}

#[test]
fn lists_are_in_the_order_of_the_language() {
    let built = four_languages().build();
    let order = |path: &str, titles: &[&str]| {
        let text = built.file(path).visible();
        let places: Vec<usize> = titles.iter().map(|title| text.rfind(title).unwrap()).collect();
        assert!(places.is_sorted(), "{path}: {text}");
    };
    order("fi/a-o.html", &["Talo", "Vuokraaminen", "Zen", "Ääni"]);
    order("ar/a-o.html", &["الإيجار", "البيت", "باب"]);
}

#[test]
fn the_switch_leads_to_the_same_page_or_says_that_there_is_none() {
    let built = four_languages().build();
    let page = built.file("kunskap/hyra.html");
    page.has("href=../fi/kunskap/hyra.html").has("href=../ar/kunskap/hyra.html");
    built
        .file("ar/kunskap/hyra.html")
        .has("href=../../kunskap/hyra.html")
        .has("href=../../fi/kunskap/hyra.html");
    let alone = built.file("kunskap/bara.html");
    alone.lacks("hreflang=fi").has("<span dir=auto lang=ar>العربية</span> <span>(saknas här)");
    // Lists that Lykta makes are versions of each other too.
    built.file("topics/index.html").has("href=../fi/topics/index.html");
    built.file("fi/a-o.html").has("href=../a-o.html").has("href=../ar/a-o.html");
    built
        .file("topics/bostad.html")
        .has("href=../fi/topics/asuminen.html")
        .has("href=../ar/topics/السكن.html");
    built.file("fi/topics/asuminen.html").has("href=../../topics/bostad.html");
    // A language without a page does not show.
    assert!(built.paths().iter().all(|path| !path.starts_with("en/")));
}

#[test]
fn machines_are_told_of_the_versions_of_pages_that_lykta_makes() {
    let built = four_languages().run(&["build", "--base-url", "https://example.org/"]);
    built.succeeds();
    let alternates = |path: &str| {
        let page = built.file(path);
        let links = page.0.split("<link ").filter(|link| link.contains("hreflang"));
        let named = links.filter_map(|link| {
            let (_, address) = link.split_once("https://example.org/")?;
            let (_, language) = link.split_once("hreflang=")?;
            let end = |text: &str| text.split([' ', '>']).next().unwrap_or_default().to_owned();
            Some((end(language), end(address)))
        });
        named.collect::<Vec<_>>()
    };
    let versions = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(language, path)| ((*language).to_owned(), (*path).to_owned())).collect::<Vec<_>>()
    };
    let list = [("sv", "a-o.html"), ("fi", "fi/a-o.html"), ("ar", "ar/a-o.html"), ("x-default", "a-o.html")];
    for page in ["a-o.html", "fi/a-o.html", "ar/a-o.html"] {
        assert_eq!(alternates(page), versions(&list), "{page}");
    }
    let topic = alternates("fi/topics/asuminen.html");
    assert!(topic.contains(&("sv".to_owned(), "topics/bostad.html".to_owned())), "{topic:?}");
    assert!(topic.contains(&("x-default".to_owned(), "topics/bostad.html".to_owned())), "{topic:?}");
    // What search engines shall leave out has none.
    assert_eq!(alternates("search.html"), []);
}

#[test]
fn search_has_every_language() {
    let built = four_languages().build();
    for language in ["sv", "fi", "ar"] {
        assert!(built.has(&format!("search/root.{language}.js")), "{:?}", built.paths());
    }
}

#[test]
fn a_missing_translation_is_told_and_stood_in_for() {
    let site = Fixture::with_config("title = \"T\"\nlanguage = \"sv\"\n[languages.fi]\n[languages.no]\n")
        .page("a.md", "# A\n")
        .page("a.fi.md", "---\ntitle: A\n---\n")
        .page("a.no.md", "---\ntitle: A\n---\n")
        .file("translations/sv.ftl", "eget = Eget ord\n")
        .file("templates/article.html", "<!doctype html><html lang=\"{{ lang }}\"><head><title>T</title></head><body><p>{{ t(key=\"eget\") }}, {{ t(key=\"menu\") }}</p></body></html>");
    let built = site.build();
    assert_eq!(built.code(), 0, "{}", built.told());
    insta::assert_snapshot!(built.told());
    assert!(built.file("a.html").visible().ends_with("Eget ord, Meny"));
    // The site's own text exists in its main language only; the theme has no Norwegian.
    assert!(built.file("fi/a.html").visible().ends_with("Eget ord, Valikko"));
    assert!(built.file("no/a.html").visible().ends_with("Eget ord, Menu"));
    assert_eq!(site.run(&["build", "--strict"]).code(), 1);
}

#[test]
fn a_narrower_language_takes_what_the_broader_one_has() {
    let built = Fixture::with_config("title = \"T\"\nlanguage = \"sv-FI\"\n")
        .page("a.md", "# A\n")
        .file("translations/sv-FI.ftl", "menu = Menyn\n")
        .build();
    built.succeeds().file("a.html").has("lang=sv-FI").has("Menyn").has("Direkt till innehållet");
}

#[test]
fn a_text_that_no_template_asks_for_is_told() {
    let built = Fixture::new()
        .page("a.md", "# A\n")
        .file(
            "translations/sv.ftl",
            "# Egna ord\nsearch-label = Sök här\nmeny = Innehåll\negen-rubrik =\n    Rubrik\n",
        )
        .build();
    assert_eq!(built.code(), 0);
    insta::assert_snapshot!(built.told());
}

#[test]
fn what_is_no_language_code_is_an_error() {
    let told = Fixture::with_config(
        "title = \"T\"\nlanguage = \"SV\"\n[languages.sv_fi]\n[languages.engelska]\n[languages.x]\n[languages.en-gb]\n",
    )
    .build()
    .fails(2);
    insta::assert_snapshot!(told);
}
