//! Builds small indexes and searches them with the browser's script, under Node.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "search/support.rs"]
mod support;

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

fn node(arguments: &[&str], folder: &Path) {
    let found = Command::new("node").args(arguments).env("LYKTA_SEARCH", folder).output();
    let Ok(output) = found else {
        eprintln!("skipped: node is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

fn write(site: &Value, folder: &Path) {
    support::write(&site.to_string(), folder).unwrap();
}

/// Enough pages that the index is split into chunks. So many letters more in each title decide whether all titles
/// come with the root.
fn large(more: usize) -> Value {
    let pages: Vec<Value> = (0..900)
        .map(|number| {
            let words: Vec<String> =
                (0..120).map(|at| format!("w{}x{}", number * 7919 % 977, at * number)).collect();
            json!({
                "url": format!("p{number}.html"),
                "title": match number {
                    11 => "Förordning om skogsbruk".to_owned(),
                    12 => "Ёлка 日本語 ภาษา عربى 👩‍👩‍👧 aaaaaaaaaaaaaaaa 12:12 (13)".to_owned(),
                    number => format!("Sida ordet{number}{}", " och".repeat(more / 4)),
                },
                "kind": "article",
                "sections": [
                    { "text": if number == 7 { "Om tandvårrd." } else { "Om tandvård för vuxna och barn." } },
                    { "id": "mer", "title": "Mer", "text": words.join(" ") },
                ],
            })
        })
        .collect();
    json!({ "language": "sv", "pages": pages })
}

#[test]
fn the_script_finds_what_the_index_holds() {
    let folder = tempfile::tempdir().unwrap();
    let fixture = std::fs::read_to_string("tests/search/fixture.json").unwrap();
    support::write(&fixture, &folder.path().join("small")).unwrap();
    write(&large(0), &folder.path().join("large"));
    write(&large(400), &folder.path().join("vast"));
    write(
        &json!({ "language": "en", "pages": [
            { "url": "a.html", "title": "A child runs" }, { "url": "b.html", "title": "Café" },
        ]}),
        &folder.path().join("english"),
    );
    write(
        &json!({ "language": "xx", "pages": [{ "url": "a.html", "title": "Mots" }]}),
        &folder.path().join("unknown"),
    );
    write(&json!({ "language": "sv", "pages": [] }), &folder.path().join("nothing"));
    for (name, site) in odd() {
        write(&site, &folder.path().join(name));
    }
    node(&["--test", "tests/search/"], folder.path());
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let site = large(0);
    let mut turned = site.clone();
    turned["pages"].as_array_mut().unwrap().reverse();
    let threads = |count| rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
    threads(1).install(|| write(&site, &folder.path().join("a")));
    threads(5).install(|| write(&turned, &folder.path().join("b")));
    let mut names: Vec<_> = std::fs::read_dir(folder.path().join("a/search"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert!(names.len() > 3);
    for name in names {
        let read = |side: &str| std::fs::read(folder.path().join(side).join("search").join(&name)).unwrap();
        assert_eq!(read("a"), read("b"), "{}", name.display());
    }
}

/// Corpora that nobody writes on purpose.
fn odd() -> Vec<(&'static str, Value)> {
    let long = "ö".repeat(1_000_000);
    vec![
        ("empty-page", json!({ "language": "sv", "pages": [{ "url": "", "title": "" }] })),
        (
            "one-page",
            json!({ "language": "sv", "pages": [
                { "url": "a.html", "title": "Lykta", "sections": [{ "text": "Den lyser." }] },
            ]}),
        ),
        (
            "long-word",
            json!({ "language": "sv", "pages": [
                { "url": "a.html", "title": long, "sections": [{ "text": format!("före {long} efter") }] },
            ]}),
        ),
        (
            "odd-name",
            json!({ "language": "../x\"", "pages": [{ "url": "a", "title": "</script>\u{2028}" }] }),
        ),
    ]
}

/// The types of the scripts are checked by TypeScript where it is installed.
#[test]
fn types_of_the_scripts_hold() {
    let local = "tests/browser/node_modules/.bin/tsc";
    let program =
        std::env::var("TSC").unwrap_or_else(|_| if Path::new(local).exists() { local } else { "tsc" }.into());
    for project in ["tsconfig.json", "tsconfig.ui.json", "tsconfig.finder.json", "tsconfig.pages.json"] {
        let Ok(output) = Command::new(&program).args(["-p", &format!("tests/search/{project}")]).output()
        else {
            eprintln!("skipped: tsc is not installed");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

/// The bundled site is small enough to be searched after one hop, and for few bytes.
#[test]
fn the_index_of_the_bundled_site_comes_at_once() {
    let options = lykta::Options { base_url: None, today: "2026-01-01".parse().unwrap(), drafts: false };
    let loaded = lykta::load(Path::new("."), &options).unwrap_or_else(|told| panic!("{told:?}"));
    let files = lykta::search::documents::index(&lykta::render::Renderer::new(&loaded.site, &loaded.theme));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["search/root.sv.js", "search/root.en.js"]);
    for (name, bytes) in &files {
        let mut gzip = libdeflater::Compressor::new(libdeflater::CompressionLvl::default());
        let mut packed = vec![0; gzip.gzip_compress_bound(bytes.len())];
        let size = gzip.gzip_compress(bytes, &mut packed).unwrap();
        println!("{name}: {size} bytes, compressed");
        assert!(size <= 60_000, "{name} has {size} bytes, compressed");
    }
}
