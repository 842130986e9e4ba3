//! A stale preview is a defect: after any sequence of edits what is served is a clean build, to the byte,
//! and what is wrong is what a clean build finds wrong.
//!
//! `LYKTA_SEQUENCES=1000 cargo test --test stale` tries more.
#![allow(
    clippy::too_many_lines,
    clippy::format_push_string,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the kinds of edit are one list, and their texts are made once"
)]

mod common;

use common::Fixture;
use common::dice::Dice;
use common::watched::{Watched, clean, same};
use lykta::diagnostics::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// How many sequences are tried without `LYKTA_SEQUENCES`.
const SEQUENCES: u64 = 200;
/// So many follow each other on one site, so that states pile up.
const ON_ONE_SITE: u64 = 25;

/// The files of a project by path.
type Project = BTreeMap<String, String>;

const FOLDERS: &[&str] = &["a", "b", "b/c", "d"];
const WORDS: &[&str] = &[
    "samtalsstöd",
    "jourtelefon",
    "anonymitet",
    "vårdcentral",
    "elevhälsa",
    "trygghet",
    "ABC",
    "rådgivning",
];
const CONFIG: &str = "title = \"Provplats\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"Test site\"\n\
    labels = {\"Hälsa\" = \"Health\"}\n";
const SERVICE: &str = "type: service\nsource: kalla\nstatus: active\nphones: [\"031-12 34 56\"]\n\
    organization: kommun\naudience_role: [exposed]\nminimum_age: 15\n";

fn start() -> Project {
    let page = |front: &str, body: &str| format!("---\n{front}---\n{body}\n");
    [
        ("lykta.toml", CONFIG.to_owned()),
        ("content/_index.md", page("title: Start\n", "Välkommen.")),
        ("content/r/kalla.md", page("title: Källa\ntype: source\npublished: \"2019\"\n", "")),
        (
            "content/r/kommun.md",
            page("title: Kommunen\ntype: organization\nsource: kalla\norganization_type: municipality\n", ""),
        ),
        ("content/r/hjalp.md", page(&format!("title: Hjälplinjen\n{SERVICE}"), "Ring.")),
        ("content/t/abc.md", page("title: ABC\ntype: term\nsource: kalla\nexpansion: Allmän bas\n", "")),
        ("content/a/p0.md", page("title: Sida 0\ntopics: [Hälsa]\n", "Samtalsstöd, se [[Hjälplinjen]].")),
        ("content/b/p1.md", page("title: Sida 1\n", "Om ABC.\n\n## Mer\n\nSe [[Sida 0]].")),
    ]
    .map(|(path, text)| (path.to_owned(), text))
    .into()
}

fn text(dice: &mut Dice, project: &Project) -> String {
    let mut text = String::new();
    for _ in 0..=dice.roll(3) {
        if dice.one_in(3) {
            text += &format!("\n## Rubrik {}\n\n", dice.roll(4));
        }
        let word = *dice.of(WORDS);
        text += &format!("Här finns {word}, {word} och {word}. {}. ", dice.of(WORDS));
        if dice.one_in(3) {
            let pages: Vec<&String> = markdown(project).collect();
            let path = dice.of(&pages).trim_start_matches("content/");
            text += &format!("Se [mer](/{path}){} ", if dice.one_in(8) { "[[Hjälplinjen]]" } else { "." });
        }
        if dice.one_in(12) {
            text += "Bild: ![](/bild.svg). ";
        }
    }
    text + "\n"
}

fn front(dice: &mut Dice) -> String {
    let mut front = format!("title: Sida {}\n", dice.roll(40));
    for (sides, line) in [
        (3, "topics: [Hälsa]\n"),
        (5, "topics: [Skola, Hälsa]\n"),
        (4, "description: En ”beskrivning”.\n"),
        (4, "date: 2026-03-01\n"),
        (6, "weight: 1\n"),
        (9, "draft: true\n"),
        (9, "expires: 2026-01-01\n"),
        (9, "publish: 2027-01-01\n"),
        (9, "slug: annan\n"),
        (9, "aliases: [gammal]\n"),
        (7, "sources: [kalla]\n"),
        (9, "keywords: [ord]\n"),
        (30, "sources: [finns-inte]\n"),
        (40, "tittel: fel\n"),
    ] {
        if dice.one_in(sides) && !front.contains(&line[..line.find(':').unwrap_or(0)]) {
            front += line;
        }
    }
    front
}

fn markdown(project: &Project) -> impl Iterator<Item = &String> {
    project.keys().filter(|path| path.starts_with("content/") && path.ends_with(".md"))
}

/// The part between the lines of dashes, and the rest.
fn parts(text: &str) -> (String, String) {
    let mut parts = text.splitn(3, "---\n").skip(1).map(str::to_owned);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// One edit. Gives the folder that was moved, if one was.
fn edit(dice: &mut Dice, project: &mut Project) -> Option<(String, String)> {
    let pages: Vec<String> = markdown(project).cloned().collect();
    let some = dice.of(&pages).clone();
    let (old_front, old_body) = parts(&project[&some]);
    let toggle = |project: &mut Project, path: &str, text: &str| {
        if project.remove(path).is_none() {
            project.insert(path.to_owned(), text.to_owned());
        }
    };
    match dice.roll(27) {
        0..=4 => {
            let body = text(dice, project);
            project.insert(some, format!("---\n{old_front}---\n{body}"));
        }
        5 => {
            project.insert(some, format!("---\n{old_front}---\n{old_body}Ännu en mening.\n"));
        }
        6 | 7 => {
            let path = format!("content/{}/p{}.md", dice.of(FOLDERS), dice.roll(9));
            let body = text(dice, project);
            project.insert(path, format!("---\n{}---\n{body}", front(dice)));
        }
        8 | 9 => {
            let front = if old_front.contains("type:") || some.ends_with(".en.md") {
                old_front.replacen("title: ", &format!("title: {} ", dice.of(WORDS)), 1)
            } else {
                front(dice)
            };
            project.insert(some, format!("---\n{front}---\n{old_body}"));
        }
        10 => {
            project.remove(&some);
        }
        11 => {
            let text = project.remove(&some).unwrap_or_default();
            project.insert(format!("content/{}/p{}.md", dice.of(FOLDERS), dice.roll(9)), text);
        }
        12 => {
            let from = format!("content/{}", dice.of(FOLDERS));
            let to = format!("content/{}", dice.of(&["a", "b", "b/c", "e", "f/g"]));
            let inside: Vec<String> =
                project.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
            let taken = project.keys().any(|path| path.starts_with(&format!("{to}/")));
            if taken || inside.is_empty() || to.starts_with(&from) {
                return None;
            }
            for path in inside {
                let text = project.remove(&path).unwrap_or_default();
                project.insert(path.replacen(&from, &to, 1), text);
            }
            return Some((from, to));
        }
        13 => {
            let path = format!("content/{}/_index.md", dice.of(FOLDERS));
            let cascade =
                *dice.of(&["", "cascade:\n  topics: [Skola]\n", "order_by: title\n", "menu: false\n"]);
            let text = format!("---\ntitle: Avdelning {}\n{cascade}---\nOm den.\n", dice.roll(3));
            toggle(project, &path, &text);
        }
        14 => {
            let path = some.trim_end_matches(".md").trim_end_matches(".en").to_owned() + ".en.md";
            let text = format!("---\ntitle: In English {}\n---\nText {}.\n", dice.roll(3), dice.roll(9));
            toggle(project, &path, &text);
        }
        15 => {
            let source = include_str!("../themes/lykta/templates/article.html");
            let text = match dice.roll(8) {
                0 => "{% if %}".to_owned(),
                1 => source.replace("{% extends", "{% set x = page.title | nofilter %}{% extends"),
                number => source.replacen("#}", &format!("{number} #}}"), 1) + &format!("{{# {number} #}}"),
            };
            toggle(project, "templates/article.html", &text);
        }
        16 => {
            let source = include_str!("../themes/lykta/templates/components/breadcrumbs.html");
            let text = source.replace("<ol role=\"list\">", &format!("<ol class=\"x{}\">", dice.roll(3)));
            toggle(project, "templates/components/breadcrumbs.html", &text);
        }
        17 => toggle(project, "assets/lykta.css", &format!("a{{top:{}px}}", dice.roll(9))),
        18 => {
            let number = dice.roll(3);
            let path = *dice.of(&[
                "static/bild.svg",
                "static/favicon.ico",
                "content/a/bild.svg",
                "static/robots.txt",
            ]);
            if dice.one_in(2) {
                project.insert(path.to_owned(), format!("<svg id='{number}'/>"));
            } else {
                toggle(project, path, &format!("<svg id='{number}'/>"));
            }
        }
        19 => toggle(project, "translations/sv.ftl", &format!("home = Hem {}\nnote = Obs\n", dice.roll(3))),
        20 => {
            let more = *dice.of(&[
                "",
                "base_url = \"https://example.org/\"\n",
                "mark_unreviewed = true\n",
                "featured = \"hjalp\"\n",
                "featured = \"stod\"\n",
                "contact_route = [\"hjalp\", \"kommun\"]\n",
            ]);
            let title = format!("title = \"Provplats {}\"\n", dice.roll(2));
            let config = CONFIG.replacen("title = \"Provplats\"\n", &title, 1);
            let health = *dice.of(&["Health", "Health", "Well-being"]);
            project.insert("lykta.toml".into(), more.to_owned() + &config.replace("Health", health));
        }
        21 => {
            let text = format!(
                "---\ntitle: ABC\ntype: term\nsource: kalla\nexpansion: Allmän {}\n{}---\n",
                dice.of(&["bas", "början", "chans"]),
                dice.of(&["", "see_also: [abc]\n", "see_also: [def]\n", "see_also: [ghi]\n"]),
            );
            project.insert(format!("content/t/{}.md", dice.of(&["abc", "def"])), text);
        }
        22 => {
            let phones = *dice.of(&["031-12 34 56", "031-65 43 21", "112"]);
            let service = SERVICE.replace("031-12 34 56", phones);
            let text = format!("---\ntitle: Hjälplinjen\n{service}---\nRing {phones}.\n");
            project.insert("content/r/hjalp.md".into(), text);
        }
        23 => {
            let mut service = SERVICE.to_owned();
            for values in [
                &["status: active", "status: defunct"][..],
                &["[exposed]", "[buyers]", "[professionals]"],
                &["minimum_age: 15", "minimum_age: 18", "minimum_age: 20"],
            ] {
                let value: &&str = dice.of(values);
                service = service.replace(values[0], value);
            }
            let mut more = String::new();
            for (sides, line) in [
                (3, "service_areas: [national]\n"),
                (4, "service_areas: [\"county:Hallands län\"]\n"),
                (3, "channels: [phone]\n"),
                (3, "channels: [chat, visit]\n"),
                (4, "target_groups: [women, adults]\n"),
                (4, "anonymous: \"yes\"\n"),
                (5, "alert: Stängt i dag.\n"),
            ] {
                if dice.one_in(sides) && !more.contains(&line[..line.find(':').unwrap_or(0)]) {
                    more += line;
                }
            }
            let text = format!("---\ntitle: Stödet\n{service}{more}---\nOm [[Hjälplinjen]].\n");
            if dice.one_in(3) {
                toggle(project, "content/r/stod.md", &text);
            } else {
                project.insert("content/r/stod.md".into(), text);
            }
        }
        24 => {
            let source = include_str!("../themes/lykta/templates/shared/footer.html");
            let text = source.replace("class=\"wrap\"", &format!("class=\"wrap x{}\"", dice.roll(3)));
            toggle(project, "templates/shared/footer.html", &text);
        }
        25 => {
            let source = include_str!("../themes/lykta/templates/finder_list.html");
            let text = source.replace("finder-ready", &format!("finder-ready x{}", dice.roll(3)));
            toggle(project, "templates/finder_list.html", &text);
        }
        _ => {
            let broken =
                *dice.of(&["---\ntitle: [\n---\n", "---\ntitle: A\n---\n# B\n# C\n", "[[Finns inte]]", ""]);
            project.insert(some, broken.to_owned());
        }
    }
    None
}

/// Brings the folder from one state to another.
fn write(watched: &mut Watched, before: &Project, after: &Project, moved: Option<(String, String)>) {
    let mut before = before.clone();
    if let Some((from, to)) = moved {
        watched.rename(&from, &to);
        let inside: Vec<String> =
            before.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
        for path in inside {
            let text = before.remove(&path).unwrap_or_default();
            before.insert(path.replacen(&from, &to, 1), text);
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        watched.remove(path);
    }
    for (path, text) in after {
        if before.get(path) != Some(text) {
            watched.write(path, text);
        }
    }
}

fn errors(told: &[Diagnostic]) -> BTreeSet<String> {
    told.iter().filter(|one| one.is_error()).map(|one| format!("{one:?}")).collect()
}

/// Builds, and compares with a clean build. False if the site has an error.
fn compare(watched: &mut Watched, dice: &mut Dice) -> bool {
    let outcome = if dice.one_in(20) { watched.rescan() } else { watched.save() };
    let served = errors(&outcome.diagnostics);
    match clean(&watched.fixture) {
        Ok(clean) => {
            assert_eq!(served, BTreeSet::new(), "the site is right");
            same(&watched.served, &clean);
            true
        }
        Err(told) => {
            assert_eq!(served, errors(&told), "the same is wrong");
            false
        }
    }
}

fn sequences(seed: u64, count: u64) {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut project = start();
    let fixture = Fixture::new();
    for (path, text) in &project {
        fixture.write(path, text);
    }
    let mut watched = Watched::new(fixture);
    for sequence in 0..count {
        println!("site {seed}, sequence {sequence}");
        let good = project.clone();
        for _ in 0..=dice.roll(3) {
            let before = project.clone();
            let moved = edit(&mut dice, &mut project);
            write(&mut watched, &before, &project, moved);
            if dice.one_in(2) {
                watched.save();
            }
        }
        if !compare(&mut watched, &mut dice) {
            // Mended in one step, or bit by bit.
            let broken = std::mem::replace(&mut project, good);
            write(&mut watched, &broken, &project, None);
            assert!(compare(&mut watched, &mut dice), "the site was right before");
        }
    }
}

#[test]
fn what_is_served_is_a_clean_build_after_any_edits() {
    let wanted = std::env::var("LYKTA_SEQUENCES").ok().and_then(|count| count.parse().ok());
    let sites = wanted.unwrap_or(SEQUENCES).div_ceil(ON_ONE_SITE);
    std::thread::scope(|scope| {
        let half = |first: u64| {
            scope.spawn(move || (first..sites).step_by(2).for_each(|site| sequences(site, ON_ONE_SITE)))
        };
        let halves = [half(0), half(1)];
        for half in halves {
            half.join().expect("no site is stale");
        }
    });
}
