//! Every fact, figure and contradiction of the brief stands on its page, and each names its source.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

struct Fact {
    id: String,
    kind: String,
    page: String,
    source: String,
    text: String,
}

fn facts() -> Vec<Fact> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/content/facts.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let rows = table.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, kind, page, source, text] = columns[..] else { panic!("five columns in {row}") };
        let [id, kind, page, source, text] = [id, kind, page, source, text].map(str::to_owned);
        Fact { id, kind, page, source, text }
    });
    rows.collect()
}

/// The bundled site, built once for all tests.
struct Bundled {
    /// What a reader sees of each page, by its path.
    pages: BTreeMap<String, String>,
    /// What the build said.
    said: String,
}

static BUNDLED: LazyLock<Bundled> = LazyLock::new(|| {
    let output = tempfile::tempdir().unwrap();
    let built = Command::new(env!("CARGO_BIN_EXE_lykta"))
        .args(["build", "--output"])
        .arg(output.path())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(built.status.success());
    assert_eq!(String::from_utf8(built.stderr).unwrap(), "");
    let pages =
        common::read(output.path()).into_iter().filter(|(path, _)| path.rsplit('.').next() == Some("html"));
    let visible = pages.map(|(path, html)| (path, common::visible(&String::from_utf8(html).unwrap())));
    Bundled { pages: visible.collect(), said: String::from_utf8(built.stdout).unwrap() }
});

#[test]
fn every_fact_stands_on_its_page() {
    let missing: Vec<String> = facts()
        .into_iter()
        .filter(|fact| !BUNDLED.pages.get(&fact.page).is_some_and(|text| text.contains(&fact.text)))
        .map(|fact| format!("{} on {}: {}", fact.id, fact.page, fact.text))
        .collect();
    assert!(missing.is_empty(), "{} facts are missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn the_table_covers_the_brief() {
    let facts = facts();
    for fact in &facts {
        assert!(["fact", "figure", "contradiction"].contains(&fact.kind.as_str()), "{}", fact.id);
        let sources = fact.source.split(',').all(|source| ["D0", "D1", "D2", "D3", "D4"].contains(&source));
        assert!(sources, "{}: {}", fact.id, fact.source);
        assert!(fact.text.chars().count() > 1, "{}", fact.id);
    }
    let contradictions: BTreeSet<u32> = facts
        .iter()
        .filter_map(|fact| fact.id.strip_prefix("contradiction-"))
        .filter_map(|id| id.trim_end_matches(|letter: char| !letter.is_ascii_digit()).parse().ok())
        .collect();
    let wanted: BTreeSet<u32> = (1..=23).collect();
    let missing: Vec<_> = wanted.difference(&contradictions).collect();
    assert!(missing.is_empty(), "no row for the contradictions {missing:?}");
}

#[test]
fn every_article_carries_facts() {
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for fact in facts() {
        *rows.entry(fact.page).or_default() += 1;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/kunskap");
    let articles: Vec<String> = common::read(&folder)
        .into_keys()
        .filter(|name| !name.starts_with("_index") && !name.contains(".en."))
        .map(|name| match name.strip_suffix(".lattlast.md") {
            Some(stem) => format!("lattlast/kunskap/{stem}.html"),
            None => format!("kunskap/{}", name.replace(".md", ".html")),
        })
        .collect();
    assert!(articles.len() >= 13);
    let poor: Vec<&String> =
        articles.iter().filter(|page| rows.get(*page).copied().unwrap_or(0) < 2).collect();
    assert!(poor.is_empty(), "fewer than two facts: {poor:?}");
}

#[test]
fn the_counts_are_those_of_the_brief() {
    let said = &BUNDLED.said;
    let count = |what: &str| -> usize {
        let before = said.split(what).next().unwrap().trim_end();
        before.rsplit([' ', ',']).next().unwrap().parse().unwrap()
    };
    for (what, least) in
        [("services", 24), ("articles", 13), ("terms", 15), ("organizations", 15), ("sources", 10)]
    {
        assert!(count(what) >= least, "{said}");
    }
    assert!(count("pages in en") >= 27, "{said}");
}
