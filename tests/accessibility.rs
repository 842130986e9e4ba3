//! The accessibility statement of a public actor: its whole form, and what is told when a part is missing.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{Fixture, visible};

const HEAD: &str =
    "title = \"Råd i stan\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"Advice in the city\"\n";

/// Everything that a statement can hold.
const WHOLE: &str = r#"
[accessibility]
public_actor = true
organization = { sv = "Exempelkommun", en = "The municipality of Exempel" }
status = "partial"
email = "tillganglighet@example.org"
phone = "031-12 34 56"
form = "https://example.org/kontakt"
response_days = 2
tested = 2026-10-01
method = "external"
tester = "Granskarna AB"
report = "https://example.org/rapport"
published = 2026-03-02
updated = 2026-11-01

[[accessibility.problems]]
kind = "non_compliant"
what = { sv = "Filmen på startsidan saknar text.", en = "The film on the start page has no captions." }
why = { sv = "Den är ny.", en = "It is new." }
instead = { sv = "Texten finns under filmen.", en = "The text stands below the film." }
criteria = ["1.2.2", "1.2.5"]
until = 2027-01-15

[[accessibility.problems]]
kind = "burden"
what = "Äldre protokoll är inskannade bilder."
why = "De är fler än tiotusen och efterfrågas sällan."

[[accessibility.problems]]
kind = "out_of_scope"
what = "Karta över kommunen."
why = "Kartor omfattas inte; adresserna står som text."

[urls]
accessibility = "tillganglighet"
"#;

fn site(statement: &str) -> Fixture {
    Fixture::with_config(&format!("{HEAD}{statement}"))
        .page("a.md", "# A\n")
        .page("a.en.md", "---\ntitle: A\n---\n")
}

#[test]
fn the_statement_has_every_part_that_the_supervisor_asks_for() {
    let built = site(WHOLE).build();
    built.succeeds();
    insta::assert_snapshot!(main_of(&built.file("tillganglighet.html").0));
    insta::assert_snapshot!(main_of(&built.file("en/tillganglighet.html").0));
    built
        .file("tillganglighet.html")
        .has("href=tel:+4631123456")
        .has("href=mailto:tillganglighet@example.org");
    // What exists in Swedish only says so.
    built.file("en/tillganglighet.html").has("<p dir=auto lang=sv>Karta över kommunen.");
    for (path, root) in
        [("a.html", ""), ("index.html", ""), ("a-z.html", ""), ("search.html", ""), ("en/a.html", "../en/")]
    {
        built.file(path).has(&format!("href={root}tillganglighet.html>"));
    }
}

#[test]
fn every_part_that_is_missing_is_told() {
    insta::assert_snapshot!(site("[accessibility]\npublic_actor = true\n").build().fails(2));
}

#[test]
fn what_contradicts_itself_is_told() {
    let wrong = WHOLE
        .replace("\"partial\"", "\"full\"")
        .replace("tested = 2026-10-01", "tested = 2026-12-01")
        .replace("\"1.2.5\"", "\"1.2.55\"")
        .replace("email = \"tillganglighet@example.org\"", "email = \"kommunen\"\npage = \"a\"")
        .replace("why = \"Kartor", "varfor = \"Kartor");
    insta::assert_snapshot!(site(&wrong).build().fails(2));
    let silent = WHOLE.split("[[").next().unwrap();
    let told = site(silent).build().fails(2);
    assert!(told.contains("is said not to meet the law in full, but not where"), "{told}");
}

#[test]
fn a_site_without_a_public_actor_names_a_page_of_its_own() {
    let built = site("[accessibility]\npage = \"a\"\n").build();
    built.succeeds().file("index.html").has("<li><a href=a.html>A</a>");
    assert!(!built.has("accessibility.html"));
    let told = site("[accessibility]\npage = \"b\"\nstatus = \"full\"\n").build().fails(2);
    assert!(told.contains("There is no key `status` in `accessibility` without `public_actor`"), "{told}");
    let told = site("[accessibility]\npage = \"b\"\n").build().fails(2);
    assert!(told.contains("record/unknown-id"), "{told}");
}

/// The text of the main part, a block a line.
fn main_of(html: &str) -> String {
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    let blocks =
        main.replace("<h", "\n<h").replace("<p", "\n<p").replace("<li", "\n<li").replace("<dt", "\n<dt");
    blocks.lines().map(visible).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_said_to_have_been_done_has_been() {
    let built = site(&WHOLE.replace("updated = 2026-11-01", "updated = 2026-12-01")).build();
    let told = built.fails(2);
    assert!(told.contains("config/statement"), "{told}");
    assert!(told.contains("lykta.toml:19:11"), "{told}");
    assert!(told.contains("gone through on a day that is yet to come"), "{told}");
    site(&WHOLE.replace("tested = 2026-10-01", "tested = 2026-11-24")).build().fails(2);
    site(&WHOLE.replace("published = 2026-03-02", "published = 2027-03-02")).build().fails(2);
}

#[test]
fn the_statement_is_due_for_review_after_a_year_and_when_something_was_to_be_mended() {
    let review = |day: &str| site(WHOLE).run(&["check", "--review", "--format", "csv", "--date", day]).said();
    assert!(!review("2027-01-15").contains("lykta.toml"));
    let due = "\"2027-01-15\",\"Accessibility statement\",\"lykta.toml\",\"to be mended by 2027-01-15\"";
    assert!(review("2027-01-16").contains(due), "{}", review("2027-01-16"));
    let no_promise = site(&WHOLE.replace("until = 2027-01-15\n", ""));
    let review = |day: &str| no_promise.run(&["check", "--review", "--date", day]).said();
    assert_eq!(review("2027-11-01"), "Nothing is due for review.\n");
    assert!(review("2027-11-02").contains("gone through 2026-11-01"), "{}", review("2027-11-02"));
    let calendar = no_promise.run(&["check", "--review", "--format", "ics", "--date", "2027-11-02"]).said();
    assert!(calendar.contains("UID:review-statement@lykta\r\n"), "{calendar}");
}
