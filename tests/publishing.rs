//! What is written: the same bytes everywhere, only what changed, and nothing of anybody else's.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::{Fixture, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Copies the bundled site's own files, in the order that `names` gives.
fn copy_bundled(to: &Path, reverse: bool) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Vec<u8>)> = read(&root.join("content"))
        .into_iter()
        .map(|(path, bytes)| (format!("content/{path}"), bytes))
        .collect();
    files.push(("lykta.toml".to_owned(), fs::read(root.join("lykta.toml")).unwrap()));
    if reverse {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn build(root: &Path, surroundings: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let output = Command::new(env!("CARGO_BIN_EXE_lykta"))
        .args(["build", "--date", "2026-11-23"])
        .current_dir(root)
        .envs(surroundings.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    read(&root.join("public"))
}

#[test]
fn the_same_bytes_everywhere() {
    let here = tempfile::tempdir().unwrap();
    let there = tempfile::Builder::new().prefix("annan mapp åäö ").tempdir().unwrap();
    copy_bundled(here.path(), false);
    copy_bundled(there.path(), true);
    let one = build(here.path(), &[("TZ", "Europe/Stockholm"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")]);
    let two = build(
        there.path(),
        &[
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "sv_SE.UTF-8"),
            ("LANG", "sv_SE.UTF-8"),
            ("RAYON_NUM_THREADS", "7"),
        ],
    );
    assert!(one.len() > 150);
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&String> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn nothing_changed_writes_nothing_and_one_word_writes_one_page_and_the_search() {
    let root = tempfile::tempdir().unwrap();
    copy_bundled(root.path(), false);
    let first = build(root.path(), &[]);
    let stamps = |folder: &Path| -> BTreeMap<String, std::time::SystemTime> {
        let paths = read(folder).into_keys();
        paths
            .map(|path| (path.clone(), fs::metadata(folder.join(&path)).unwrap().modified().unwrap()))
            .collect()
    };
    let before = stamps(&root.path().join("public"));
    build(root.path(), &[]);
    assert_eq!(stamps(&root.path().join("public")), before);

    let page = root.path().join("content/kunskap/samverkan.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{text}\nNyord.\n")).unwrap();
    let after = build(root.path(), &[]);
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| first.get(*path) != Some(*bytes))
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.starts_with("search/"))
        .collect();
    assert_eq!(changed, ["kunskap/samverkan.html"]);
}

#[test]
fn what_is_no_longer_made_is_removed_and_what_others_made_stays() {
    let site = Fixture::new().page("a.md", "# A\n").page("b/c.md", "# C\n");
    site.write("public/CNAME", "example.org");
    site.write("public/b/egen.txt", "min");
    assert!(site.build().succeeds().has("b/c.html"));
    site.remove("content/b/c.md");
    let built = site.build();
    built.succeeds();
    assert!(!built.has("b/c.html") && !built.has("b/index.html"));
    built.file("CNAME").has("example.org");
    built.file("b/egen.txt").has("min");
}

#[test]
fn force_replaces_what_is_in_the_way() {
    let site = Fixture::new().page("a.md", "# A\n");
    site.write("public/a.html", "min");
    assert!(site.build().fails(1).contains("publish/not-ours"));
    assert!(!site.path("public/index.html").exists());
    assert_eq!(site.run(&["build", "--force"]).code(), 0);
    site.build().succeeds().file("a.html").has("<h1");
}

#[test]
fn an_unfinished_build_is_finished_by_the_next() {
    let site = Fixture::new().page("a.md", "# A\n");
    let whole = site.build().succeeds().bytes();
    // As if the disk had lost what was renamed last, and the staging folder had stayed.
    site.remove("public/a.html");
    site.write(".lykta/staging/rest.html", "halv");
    assert_eq!(site.build().succeeds().bytes(), whole);
}
