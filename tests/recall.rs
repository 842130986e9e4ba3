//! A build of what was built already takes what stands in the output: faster, and never otherwise.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::dice::Dice;
use common::{Fixture, read};
use std::fs;
use std::path::PathBuf;

fn site() -> Fixture {
    Fixture::new()
        .page("a.md", "# A\n\nOm [b](b.md).\n")
        .page("b.md", "# B\n\n### Ett steg för djupt\n")
        .page("c/d.md", "---\ntitle: D\ndraft: true\n---\nText.\n")
}

/// What the build before has noted.
fn note(site: &Fixture) -> PathBuf {
    site.path(".lykta/publish/public/note.json")
}

#[test]
fn nothing_is_made_again_and_the_same_is_told() {
    let site = site();
    let first = site.build();
    assert!(first.told().contains("markdown/heading-level"), "{}", first.told());
    // What is only in the note shows that it was taken.
    let noted = fs::read_to_string(note(&site)).unwrap();
    assert!(noted.contains("2 articles"), "{noted}");
    fs::write(note(&site), noted.replace("2 articles", "2 tagna")).unwrap();
    let again = site.build();
    assert!(again.said().starts_with("0 services, 2 tagna"), "{}", again.said());
    assert_eq!((again.code(), again.told()), (0, first.told()));
    assert!(again.said().contains("0 written") && again.said().contains("0 removed"));
    assert_eq!(again.bytes(), first.bytes());
    // Told in another manner, or stopped by warnings, it is made anew.
    assert!(site.run(&["build", "--message-format", "json"]).told().starts_with('{'));
    assert_eq!(site.run(&["build", "--strict"]).code(), 1);
}

#[test]
fn a_note_that_does_not_agree_costs_time_only() {
    let site = site();
    let whole = site.build().bytes();
    let noted = fs::read_to_string(note(&site)).unwrap();
    for wrong in ["", "{", "null", &noted.replace("\"published\":\"", "\"published\":\"0"), &noted[..40]] {
        fs::write(note(&site), wrong).unwrap();
        assert_eq!(site.build().bytes(), whole, "{wrong}");
    }
    fs::remove_file(note(&site)).unwrap();
    assert_eq!(site.build().bytes(), whole);
    for path in ["a.html", "search/root.sv.js"] {
        fs::remove_file(site.path("public").join(path)).unwrap();
        assert_eq!(site.build().bytes(), whole, "{path}");
    }
}

#[test]
fn after_any_edits_it_equals_a_clean_build() {
    let site = site();
    let mut dice = Dice(7);
    let files = [
        "content/a.md",
        "content/e/f.md",
        "static/g.txt",
        "lykta.toml",
        "translations/sv.ftl",
        "templates/term.html",
    ];
    for step in 0..24 {
        let path = files[dice.roll(files.len())];
        // Few texts, so that a file often becomes what it was before.
        let text = match (path, dice.roll(3)) {
            ("lykta.toml", n) => format!("title = \"Plats {n}\"\nlanguage = \"sv\"\n"),
            ("translations/sv.ftl", n) => format!("home = Hem {n}\n"),
            ("templates/term.html", n) => format!("<p>{n}</p>\n"),
            (_, n) => format!("# A\n\nText {n}.\n"),
        };
        match dice.roll(6) {
            0 if path != "lykta.toml" && site.path(path).exists() => site.remove(path),
            1 => {}
            2 => {
                let made: Vec<String> = read(&site.path("public")).into_keys().collect();
                if !made.is_empty() {
                    site.remove(&format!("public/{}", made[dice.roll(made.len())]));
                }
            }
            _ => site.write(path, text),
        }
        let options: &[&str] = if dice.roll(4) == 0 { &["build", "--drafts"] } else { &["build"] };
        let built = site.run(options);
        let clean = site.path("clean");
        let _ = fs::remove_dir_all(&clean);
        let fresh = site.run(&[options, &["--output", "clean"]].concat());
        assert_eq!((built.code(), built.told()), (fresh.code(), fresh.told()), "step {step}: {path}");
        assert_eq!(built.bytes(), read(&clean), "step {step}: {path}");
        // The next clean build shall not be able to recall anything.
        fs::remove_dir_all(site.path(".lykta/publish/clean")).unwrap();
    }
}
