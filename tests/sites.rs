//! Whole small sites: what a page says in front matter and where it lies decides what is built.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::{Fixture, shared};
use std::process::Command;

const TWO_LANGUAGES: &str =
    "title = \"Provplats\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"Test site\"\n";

#[test]
fn addresses_follow_names() {
    let built = Fixture::new()
        .page("Vård och stöd/Åldersgräns.md", "# Ålder\n")
        .page("djup/två/tre/fyra.md", "# Fyra\n")
        .page("annan.md", "---\ntitle: Annan\nslug: Egen väg\naliases: [/gammal/väg/, gammal.html]\n---\n")
        .page("bilder/Karta 1.PNG", b"png")
        .file("static/CNAME", "example.org")
        .file("static/favicon.ico", "ico")
        .file("static/.nojekyll", "")
        .file("static/robots.txt", "User-agent: *\nDisallow: /\n")
        .build();
    built.succeeds();
    for path in [
        "vard-och-stod/aldersgrans.html",
        "vard-och-stod/index.html",
        "djup/tva/tre/fyra.html",
        "djup/tva/index.html",
        "egen-vag.html",
        "bilder/Karta 1.PNG",
        "CNAME",
    ] {
        assert!(built.has(path), "{path} is not in {:?}", built.paths());
    }
    built.file("gammal/väg/index.html").has("../../egen-vag.html").has("noindex");
    built.file("gammal.html").has("egen-vag.html");
    built.file("index.html").has("favicon.ico");
    built.file("robots.txt").has("Disallow: /\n");
    assert!(built.has(".nojekyll"));
    built.file("djup/tva/index.html").has("<h1").has("Två");
}

#[test]
fn every_link_is_relative_and_names_a_file() {
    let built = Fixture::new()
        .page("a/b/c.md", "# C\n\n[d](../../d.md#del) [start](/_index.md) [[D]] [[a/b/c|själv]] [[It's \"here\"]] [[#Del]] ![bild](bild.png \"Text\")\n\n## Del\n")
        .page("a/b/bild.png", b"png")
        .page("e.md", "# It's \"here\"\n")
        .page("d.md", "# D\n\n## Del\n")
        .build();
    built.succeeds();
    let page = built.file("a/b/c.html");
    page.has("href=\"../../d.html#del\"")
        .has("href=\"../../index.html\"")
        .has("href=\"../../d.html\">D</a>")
        .has("href=\"#del\">Del</a>")
        .has("href=\"../../e.html\">It’s ”here”</a>")
        .has("src=\"../../a/b/bild.png\"");
    for (path, html) in built.bytes() {
        if path.rsplit('.').next() != Some("html") || path == "404.html" {
            continue;
        }
        let html = String::from_utf8(html).unwrap();
        for link in html.split("href=").skip(1) {
            let link = link.trim_start_matches('"').split(['"', ' ', '>']).next().unwrap();
            assert!(!link.starts_with('/') && !link.ends_with('/') && !link.is_empty(), "{path}: {link}");
        }
    }
}

#[test]
fn drafts_and_time_decide_what_is_part_of_the_site() {
    let site = Fixture::new()
        .page("utkast.md", "---\ntitle: U\ndraft: true\n---\n")
        .page("snart.md", "---\ntitle: S\npublish: 2026-12-01\n---\n")
        .page("slut.md", "---\ntitle: E\nexpires: 2026-11-01\n---\n")
        .page("nu.md", "---\ntitle: N\npublish: 2026-11-01\nexpires: 2026-12-01\n---\n");
    let built = site.run(&["build", "--date", "2026-11-23"]);
    let pages = |paths: Vec<String>| -> Vec<String> {
        let names = ["utkast.html", "snart.html", "slut.html", "nu.html"];
        paths.into_iter().filter(|path| names.contains(&path.as_str())).collect()
    };
    assert_eq!(pages(built.succeeds().paths()), ["nu.html"]);
    assert_eq!(pages(site.run(&["build", "--date", "2026-12-01"]).succeeds().paths()), ["snart.html"]);
    assert_eq!(pages(site.run(&["build", "--drafts"]).succeeds().paths()).len(), 4);
}

#[test]
fn sections_order_and_neighbours() {
    let site = Fixture::new()
        .page("s/_index.md", "---\ntitle: S\norder_by: date\n---\n")
        .page("s/gammal.md", "---\ntitle: Gammal\ndate: 2020-01-01\n---\n")
        .page("s/ny.md", "---\ntitle: Ny\ndate: 2026-01-01\n---\n")
        .page("t/_index.md", "---\ntitle: T\norder_by: title\n---\n")
        .page("t/1.md", "# Örn\n")
        .page("t/2.md", "# Ål\n")
        .page("t/3.md", "# Zebra\n");
    let built = site.build();
    built.succeeds();
    let order = |page: &str, titles: [&str; 2]| {
        let text = built.file(page).visible();
        let [first, second] = titles.map(|title| text.rfind(title).unwrap());
        assert!(first < second, "{text}");
    };
    order("s/index.html", ["Ny", "Gammal"]);
    order("t/index.html", ["Zebra", "Ål"]);
    order("t/index.html", ["Ål", "Örn"]);
    built.file("t/2.html").has("rel=prev").has("3.html").has("rel=next").has("1.html");
}

#[test]
fn language_versions_share_facts() {
    let site = Fixture::with_config(TWO_LANGUAGES)
        .page("k.md", "---\ntitle: Källan\ntype: source\npublished: \"2019\"\n---\n")
        .page("s.md", "---\ntitle: Stödet\ntype: service\nid: s\nsource: k\nminimum_age: 15\nphones: \"020-390 000\"\n---\n[k](k.md)\n")
        .page("s.en.md", "---\ntitle: The support\n---\nIn English, see [the source](k.md).\n");
    let built = site.build();
    built.succeeds();
    built
        .file("en/s.html")
        .has("lang=en")
        .has("tel:+4620390000")
        .has("href=../k.html")
        .has("hreflang=sv")
        .has("15");
    built.file("s.html").has("en/s.html").has("tel:+4620390000");
    built.file("k.html").has("Stödet").lacks("The support");
    site.write("content/s.en.md", "---\ntitle: The support\nminimum_age: 16\n---\n");
    let told = site.build().fails(1);
    assert!(told.contains("content/s.en.md:3:1") && told.contains("takes everything but title"), "{told}");
}

#[test]
fn an_article_can_have_an_easy_to_read_version() {
    let site = Fixture::with_config(&format!("{TWO_LANGUAGES}[urls]\neasy = \"lattlast\"\n"))
        .page(
            "k/a.md",
            "---\ntitle: Avtal\ndate: 2026-01-02\ntopics: [Hyra]\n---\n[Lättläst](a.lattlast.md#del)\n",
        )
        .page("k/a.lattlast.md", "---\ntitle: Avtal, lättläst\n---\n[Hela](a.md) [b](b.md)\n\n## Del\n")
        .page("k/a.en.md", "---\ntitle: Contracts\n---\n")
        .page("k/b.md", "# B\n");
    let built = site.build();
    built.succeeds();
    let page = built.file("k/a.html");
    page.has("href=../lattlast/k/a.html>")
        .has("Läs den här sidan på lättläst svenska")
        .has("../lattlast/k/a.html#del");
    let easy = built.file("lattlast/k/a.html");
    easy.has("<h1>Avtal, lättläst</h1>").has("href=../../k/a.html>Läs den vanliga sidan").has("lang=sv");
    // What the page says in other languages, and where it belongs, is the same.
    easy.has("href=../../en/k/a.html").has("<a href=../../k/index.html>K</a>").has("2 januari 2026");
    built.file("en/k/a.html").lacks("lattlast/");
    // It is offered by its page, and stands in no list beside it.
    for list in ["k/index.html", "a-z.html", "topics/hyra.html", "index.html"] {
        built.file(list).lacks("lättläst").lacks("lattlast/");
    }
    built.file("k/b.html").has("href=../k/a.html").lacks("lattlast/");
    let sitemap = site.run(&["build", "--base-url", "https://example.org/"]).file("sitemap.xml").0;
    assert!(sitemap.contains("https://example.org/lattlast/k/a.html"), "{sitemap}");

    site.write("content/k/c.lattlast.md", "# C\n");
    site.write("content/k/t.md", "---\ntitle: T\ntype: term\ngeneral: true\n---\n");
    site.write("content/k/t.lattlast.md", "# T\n");
    site.write("content/lattlast/d.md", "# D\n");
    let told = site.build().fails(1);
    for wanted in [
        "no page that this is the easy-to-read version of.\n--> content/k/c.lattlast.md",
        "Only an article can have an easy-to-read version.\n--> content/k/t.lattlast.md",
        "content/language-folder",
    ] {
        assert!(told.contains(wanted), "{told}");
    }
}

#[test]
fn the_quick_exit_is_where_page_section_or_site_say() {
    let with_exit = |everywhere: &str| {
        format!(
            "title = \"Provplats\"\nlanguage = \"sv\"\nneutral_title = \"Anteckningar\"\n\
                 [quick_exit]\nurl = \"https://example.org/\"\nguide = \"hur\"\n{everywhere}\n\
                 [languages.en]\ntitle = \"Test site\"\n"
        )
    };
    let site = Fixture::with_config(&with_exit(""))
        .page("hur.md", "# Hur\n")
        .page("a.md", "---\ntitle: A\nquick_exit: true\ntab_title: Sida\n---\n")
        .page("s/_index.md", "---\ntitle: S\ncascade: {type: service, quick_exit: true}\n---\n")
        .page("s/b.md", "---\ntitle: B\nquick_exit: false\n---\n")
        .page("s/c.md", "---\ntitle: C\n---\n")
        .page("s/c.en.md", "---\ntitle: C in English\n---\n");
    let built = site.build();
    built.succeeds();
    let exits = |built: &common::Built| -> Vec<String> {
        let pages = built.paths().into_iter().filter(|path| path.rsplit('.').next() == Some("html"));
        pages.filter(|path| built.file(path).0.contains("data-exit")).collect()
    };
    // The pages of the finder and of what is covered belong to the section of services; a section made for
    // English takes after its original.
    let lists = ["en/find/index.html", "en/find/role-exposed.html", "find/index.html"];
    let wanted = [
        "a.html",
        "coverage.html",
        "en/coverage.html",
        "en/s/c.html",
        "en/s/index.html",
        "s/c.html",
        "s/index.html",
    ];
    let found = exits(&built);
    assert_eq!(found.iter().filter(|path| !path.contains("find/")).collect::<Vec<_>>(), wanted);
    assert!(found.iter().any(|path| lists.contains(&path.as_str())), "{found:?}");
    let page = built.file("a.html");
    page.has("<title>Sida – Anteckningar</title>").has("href=data:,").has("href=hur.html").has("quick-exit.");
    page.has("rel=\"noopener noreferrer\" class=skip-link data-exit href=https://example.org/");
    built.file("s/b.html").has("<title>B – Provplats</title>").lacks("quick-exit.").lacks("href=data:,");

    site.write("lykta.toml", with_exit("everywhere = true"));
    let without: Vec<String> = {
        let built = site.build();
        let with = exits(&built);
        let pages = built.paths().into_iter().filter(|path| path.rsplit('.').next() == Some("html"));
        pages.filter(|path| !with.contains(path)).collect()
    };
    assert_eq!(without, ["404.html", "s/b.html"]);
}

#[test]
fn a_site_overrides_the_theme_file_by_file() {
    let site = Fixture::new()
        .page("a.md", "# A\n")
        .file("templates/article.html", "<!doctype html><html lang=\"sv\"><head><title>{{ page.title }}</title></head><body><p>Egen: {{ t(key=\"menu\") }} {{ t(key=\"eget\", namn=\"Bo\") }} {{ page.extra.farg }}</p></body></html>")
        .file("translations/sv.ftl", "menu = Innehållet\neget = Hej { $namn }\n")
        .file("assets/lykta.css", "body { color: #000000 }");
    site.write("content/a.md", "---\ntitle: A\nextra: {farg: röd}\n---\n");
    let built = site.build();
    built.succeeds();
    built.file("a.html").has("Egen: Innehållet Hej Bo röd");
    let css =
        built.paths().into_iter().find(|path| path.starts_with("assets/lykta.") && path.contains("css"));
    built.file(&css.unwrap()).has("body{color:#000}");
    built.file("index.html").has("Innehållet");
}

#[test]
fn with_a_base_url_machines_are_told_where_everything_is() {
    let site = Fixture::with_config(TWO_LANGUAGES)
        .page(
            "a/b.md",
            "---\ntitle: B & C\ndate: 2026-01-02\ndescription: Om <b>\n---\n[a](../c.md)[^1]\n\n[^1]: Not.\n",
        )
        .page("a/b.en.md", "---\ntitle: B in English\n---\nText.\n")
        .page("c.md", "# C\n");
    let built = site.run(&["build", "--base-url", "https://example.org/a"]);
    built.succeeds();
    let page = built.file("a/b.html");
    page.has("rel=canonical").has("https://example.org/a/a/b.html").has("hreflang=en");
    page.has("https://example.org/a/en/a/b.html").has("x-default").has("og:url").has("application/ld+json");
    let feed = built.file("feed.xml");
    feed.has("<id>https://example.org/a/a/b.html</id>").has("B &amp; C").has("2026-01-02T00:00:00Z");
    feed.has("https://example.org/a/c.html")
        .has("https://example.org/a/a/b.html#fn_1")
        .lacks("../c.html")
        .lacks("B in English");
    built.file("en/feed.xml").has("B in English");
    built.file("a/feed.xml").has("B &amp; C");
    built.file("sitemap.xml").has("<loc>https://example.org/a/</loc>").has("<lastmod>2026-01-02</lastmod>");
    built.file("robots.txt").has("Sitemap: https://example.org/a/sitemap.xml");
    built.file("404.html").has("href=/a/index.html");

    let without = site.build();
    without.file("a/b.html").lacks("canonical").lacks("og:url").lacks("x-default");
    assert!(!without.has("feed.xml") && !without.has("sitemap.xml"));
    without.file("robots.txt").lacks("Sitemap");
}

#[test]
fn abbreviations_are_explained_at_first_use() {
    let built = Fixture::new()
        .page("k.md", "---\ntitle: K\ntype: source\n---\n")
        .page("ptsd.md", "---\ntitle: PTSD\ntype: term\nsource: k\nexpansion: posttraumatiskt stressyndrom\ndescription: Ett tillstånd. PTSD kan behandlas.\n---\n\nPTSD igen.\n")
        .page("a.md", "# A\n\nOm PTSD och PTSD.\n")
        .build();
    built.succeeds();
    let page = built.file("a.html");
    page.has("href=\"ptsd.html\"").has("posttraumatiskt stressyndrom");
    assert_eq!(page.0.matches("<abbr").count(), 1);
    built.file("ptsd.html").lacks("<abbr").has("a.html");
}

#[test]
fn a_new_site_builds_at_once() {
    let site = Fixture::new();
    let made = site.run(&["new", "site", "ny plats"]);
    assert_eq!(made.code(), 0, "{}", made.told());
    let root = site.path("ny plats");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
        command.args(arguments).current_dir(&root).output().unwrap()
    };
    let built = run(&["build", "--strict"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(root.join("public/guides/first-article.html").is_file());
    for (kind, path) in
        [("article", "guides/ny-sida.md"), ("service", "stod/linjen"), ("term", "content/ord/åäö.md")]
    {
        let made = run(&["new", kind, path]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    assert!(std::fs::read_to_string(root.join("content/guides/ny-sida.md")).unwrap().contains("\"Ny sida\""));
    // Drafts name a source that is still to be written.
    std::fs::write(root.join("content/source-id.md"), "---\ntitle: S\ntype: source\n---\n").unwrap();
    let built = run(&["build", "--drafts", "--strict"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let again = run(&["new", "article", "guides/ny-sida.md"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(run(&["new", "site", "."]).status.code(), Some(2));
    assert_eq!(run(&["new", "article", "../utanför.md"]).status.code(), Some(2));
}

#[test]
fn all_keys_of_the_templates_are_right() {
    let template = include_str!("../src/cli/templates/service.md");
    // Every commented key, switched on: a template that explains a key wrongly would be told here.
    let lines = template.lines().map(|line| match line.strip_prefix("# ") {
        Some(key)
            if key
                .split(':')
                .next()
                .is_some_and(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                && key.contains(": ") =>
        {
            key
        }
        _ => line,
    });
    let page =
        lines.collect::<Vec<_>>().join("\n").replace("{title}", "T").replace("draft: true", "draft: false");
    let page = page.replace("accessibility: \"\"", "accessibility: Ramp");
    let built = Fixture::new()
        .page("source-id.md", "---\ntitle: K\ntype: source\n---\n")
        .page("organization-id.md", "---\ntitle: O\ntype: organization\n---\n")
        .page("s.md", page)
        .build();
    built.succeeds().file("s.html").has("020-000\u{a0}000").has("09:00").has("Göteborg");
}

#[test]
fn the_statutes_build() {
    let Some(archive) = shared("corpus/sfs.tar.xz") else { return };
    let site = Fixture::with_config("title = \"Författningar\"\nlanguage = \"sv\"\n");
    let unpacked = Command::new("tar").arg("xJf").arg(archive).arg("-C").arg(site.path("")).status().unwrap();
    assert!(unpacked.success());
    let built = site.build();
    assert_eq!(built.code(), 0, "{}", built.told().lines().take(20).collect::<Vec<_>>().join("\n"));
    assert!(!built.told().contains("error["));
    assert!(built.said().contains("3080 articles"), "{}", built.said());
}

#[test]
fn what_is_due_is_listed_when_asked_for_and_stops_nothing() {
    let site = Fixture::new()
        .page("k.md", "---\ntitle: K\ntype: source\npublished: \"2019\"\n---\n")
        .page("a.md", "---\ntitle: \"A, b\"\ntype: service\nsource: k\naudience_role: exposed\n---\n")
        .page("b.md", "---\ntitle: B\nreview_by: 2020-05-01\n---\n");
    site.build().succeeds();
    assert!(site.build().said().contains("2 pages are due for review"), "{}", site.build().said());
    let csv = site.run(&["check", "--review", "--format", "csv"]);
    let wanted = "due_since,title,path,why\r\n\
                  \"2020-05-01\",\"B\",\"content/b.md\",\"to be reviewed by 2020-05-01\"\r\n\
                  \"2022-12-31\",\"A, b\",\"content/a.md\",\"source k, 2019\"\r\n";
    assert_eq!(csv.succeeds().said(), wanted);
    let calendar = site.run(&["check", "--review", "--format", "ics"]).said();
    assert!(calendar.contains("DTSTART;VALUE=DATE:20221231\r\nSUMMARY:A\\, b\r\n"), "{calendar}");
    assert_eq!(site.run(&["check", "--review", "--strict"]).code(), 1);
    assert!(site.run(&["check", "--coverage"]).succeeds().said().contains("none stated"));
}

#[test]
fn days_that_have_passed_are_due_to_be_deleted_or_renewed() {
    let days = "source: k\nschedule_exceptions:\n  \
                - {valid_from: 2026-06-01, valid_to: 2026-08-31, closed: true}\n  \
                - {valid_from: 2026-11-06, valid_to: 2026-11-06, closed: true}\n  \
                - {valid_from: 2026-11-20, valid_to: 2026-12-01, closed: true}\n  \
                - {valid_from: 06-19, valid_to: 06-19, closed: true}\n";
    let site = Fixture::new()
        .page("k.md", "---\ntitle: K\ntype: source\npublished: \"2026\"\n---\n")
        .page("a.md", format!("---\ntitle: A\ntype: service\n{days}---\n"));
    assert!(site.build().said().contains("1 page is due for review"), "{}", site.build().said());
    let table = site.run(&["check", "--review"]).said();
    let wanted = "Due since   Why                                            Page\n\
                  2026-08-31  exception of 2026-06-01 to 2026-08-31 is over  A (content/a.md)\n\
                  2026-11-06  exception of 2026-11-06 is over                A (content/a.md)\n";
    assert_eq!(table, wanted);
    let csv = site.run(&["check", "--review", "--format", "csv"]).said();
    assert!(
        csv.contains("\"2026-11-06\",\"A\",\"content/a.md\",\"exception of 2026-11-06 is over\"\r\n"),
        "{csv}"
    );
    let calendar = site.run(&["check", "--review", "--format", "ics"]).said();
    let calendar = calendar.replace("\r\n ", "");
    for line in [
        "UID:review-service-a-exception-2026-06-01-2026-08-31@lykta\r\n",
        "UID:review-service-a-exception-2026-11-06-2026-11-06@lykta\r\n",
        "DTSTART;VALUE=DATE:20260831\r\n",
        "DESCRIPTION:content/a.md: exception of 2026-11-06 is over\r\n",
    ] {
        assert!(calendar.contains(line), "no {line} in {calendar}");
    }
    assert_eq!(site.run(&["check", "--review", "--strict"]).code(), 1);
}

#[test]
fn articles_in_different_folders_may_share_a_file_name() {
    let site = Fixture::new().page("a/1.md", "# A\n").page("b/1.md", "# B\n\n[A](../a/1.md)\n");
    site.build().succeeds().file("b/1.html").has("../a/1.html");
    site.write("content/c/1.md", "---\ntitle: C\ntype: term\nsource: k\n---\n");
    site.write("content/k.md", "---\ntitle: K\ntype: source\n---\n");
    site.build().succeeds();
    site.write("content/d/1.md", "---\ntitle: D\ntype: term\nsource: k\n---\n");
    assert!(site.build().fails(1).contains("content/duplicate-id"));
    site.remove("content/d/1.md");
    site.write("content/d/2.md", "---\ntitle: D\nid: \"1\"\n---\n");
    assert!(site.build().fails(1).contains("content/duplicate-id"));
}

#[test]
fn a_build_tells_what_its_stages_cost_when_asked() {
    let site = Fixture::new();
    site.write("content/a.md", "# A\n");
    let built = site.run(&["build", "--timings", "--trace", "trace.json"]);
    assert_eq!(built.code(), 0, "{}", built.told());
    let said = built.said();
    let table = said.lines().skip_while(|line| !line.starts_with("stage")).skip(1);
    let rows: Vec<(&str, f64)> = table
        .map_while(|line| {
            let (name, times) = line.split_at_checked(14)?;
            Some((name.trim(), times.trim_start().split(' ').next()?.parse().ok()?))
        })
        .collect();
    let stages: Vec<&str> = rows.iter().map(|(name, _)| *name).collect();
    let expected = "inputs read markdown site check assets pages search_index exports publish all";
    assert_eq!(stages.join(" ").replace("search index", "search_index"), expected, "{said}");
    // The stages lie within the whole; rounding may add half a millisecond to each.
    let sum: f64 = rows.iter().take(rows.len() - 1).map(|(_, wall)| wall).sum();
    assert!(sum <= rows[rows.len() - 1].1 + 0.01, "{said}");

    let trace = std::fs::read(site.path("trace.json")).unwrap();
    let events: Vec<serde_json::Value> = serde_json::from_slice(&trace).unwrap();
    let named =
        |name: &'static str| events.iter().filter(move |event| event["name"] == name && event["ph"] == "B");
    assert_eq!(named("search index").count(), 1);
    assert!(named("page").any(|event| event["args"]["url"] == "a.html"), "{events:?}");

    // A trace among the sources would be copied into the next site.
    let refused = site.run(&["build", "--trace", "content/trace.json"]);
    assert_eq!(refused.code(), 2);
    assert!(refused.told().contains("The trace lies in `content/`"), "{}", refused.told());
    assert!(!site.path("content/trace.json").exists());
}
