//! Records that are exported as HSDS and imported again are the same, field by field and claim by claim: those of
//! the bundled site, of the fixtures, and of all kinds that dice can throw.
//!
//! What HSDS cannot hold is this, and nothing more ([`held`]):
//!
//! - statements and the text of the page, with the source of an organization's text;
//! - addresses that are confidential;
//! - a web address without a scheme gets one;
//! - of the page's own keys all but title, description, topics, audiences and keywords: its dates, `review_by`,
//!   `sources`, `slug`, `weight`, `extra` and language versions.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::Fixture;
use common::dice::Dice;
use lykta::content::field::{Field, State};
use lykta::content::page::{Details, Kind};
use lykta::site::{Page, Site};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

fn load(root: &Path) -> Site {
    let options = lykta::Options { base_url: None, today: "2026-11-23".parse().unwrap(), drafts: false };
    match lykta::load(root, &options) {
        Ok(loaded) => loaded.site,
        Err(told) => panic!("{} has errors: {told:#?}", root.display()),
    }
}

fn originals(site: &Site, kinds: &[Kind]) -> Vec<Page> {
    let main = &site.config.main_language().code;
    let pages = site.pages.iter().filter(|page| page.language() == main && kinds.contains(&page.kind()));
    pages.cloned().collect()
}

const RECORDS: [Kind; 2] = [Kind::Organization, Kind::Service];

/// What HSDS holds of the records of a site, by id: every field with its claims, but for their places.
fn held(site: &Site) -> BTreeMap<String, String> {
    let held = |page: Page| {
        let front = &page.content.front;
        let lists = (&front.topics, &front.audiences, &front.keywords);
        let mut text = format!("{:?} {:?} {lists:?}\n", page.title(), front.description);
        let mut details = page.content.details.clone();
        match &mut details {
            Details::Service(service) => {
                service.statements.clear();
                with_scheme(&mut service.url);
                for claim in &mut service.addresses.claims {
                    claim.value.retain(|address| !address.confidential);
                }
                service.addresses.claims.retain(|claim| !claim.value.is_empty());
            }
            Details::Organization(organization) => {
                organization.statements.clear();
                organization.source = None;
                with_scheme(&mut organization.url);
            }
            _ => {}
        }
        let details = format!("{details:#?}");
        for line in details.lines().filter(|line| !line.trim_start().starts_with("span: ")) {
            writeln!(text, "{line}").unwrap();
        }
        (page.content.id().to_owned(), text)
    };
    originals(site, &RECORDS).into_iter().map(held).collect()
}

fn with_scheme(field: &mut Field<String>) {
    let current = field.claims.iter_mut().filter(|claim| claim.state == State::Current);
    for claim in current.filter(|claim| !claim.value.contains("://")) {
        claim.value.insert_str(0, "https://");
    }
}

/// The exports of a site.
struct Exported {
    folder: tempfile::TempDir,
}

impl Exported {
    fn of(root: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
        command.args(["build", "--output"]).arg(folder.path()).current_dir(root);
        let done = command.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Self { folder }
    }

    fn files(&self) -> [String; 2] {
        ["organizations", "services"]
            .map(|name| self.folder.path().join(format!("api/{name}.json")).to_str().unwrap().to_owned())
    }

    /// The records, but for the remark that something was left out.
    fn records(&self) -> BTreeMap<String, Value> {
        let mut records = BTreeMap::new();
        for file in self.files() {
            let list: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
            for mut record in list["contents"].as_array().unwrap().clone() {
                without_remark(&mut record);
                records.insert(format!("{file}#{}", record["id"]).rsplit('/').next().unwrap().into(), record);
            }
        }
        records
    }
}

fn without_remark(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.retain(|item| item["taxonomy_term"]["code"] != "left_out");
            items.iter_mut().for_each(without_remark);
            // Lists of records stand in the order of their files.
            if items.iter().all(|item| item["status"].is_string()) {
                items.sort_by_key(|item| item["id"].to_string());
            }
        }
        Value::Object(members) => members.values_mut().for_each(without_remark),
        _ => {}
    }
}

/// A site with the sources of another and nothing else.
fn sources_of(site: &Site) -> Fixture {
    let config = &site.config;
    let mut text = format!("title = {:?}\nlanguage = {:?}\n", config.title, config.main_language().code);
    if let Some(id) = &config.site_id {
        writeln!(text, "site_id = {id:?}").unwrap();
    }
    let mut other = Fixture::with_config(&text).page("_index.md", "# Start\n");
    for page in originals(site, &[Kind::Source]) {
        let Details::Source(source) = &page.content.details else { continue };
        let mut text = format!("---\ntype: source\nid: {:?}\ntitle: {:?}\n", page.content.id(), page.title());
        if let Some(publisher) = &source.publisher {
            writeln!(text, "publisher: {publisher:?}").unwrap();
        }
        if let Some(published) = &source.published {
            writeln!(text, "published: \"{published}\"").unwrap();
        }
        writeln!(text, "consulted: {}\n---", source.consulted).unwrap();
        other = other.page(&format!("kallor/{}.md", page.content.id()), text);
    }
    other
}

/// Imports both lists. The second has what the first had, from the same source, and what belongs to nobody.
fn import(exported: &Exported, site: &Fixture) {
    let [organizations, services] = exported.files();
    let arguments = ["import", "hsds", &services, "--source", "import-organizations", "--write"];
    site.run(&["import", "hsds", &organizations, "--write"]).succeeds();
    site.run(&arguments).succeeds();
}

/// Exports a site's records and imports them where its sources are: each is the same, and exports the same.
#[track_caller]
fn comes_back(root: &Path) {
    let site = load(root);
    let exported = Exported::of(root);
    let other = sources_of(&site);
    import(&exported, &other);
    let (before, after) = (held(&site), held(&load(&other.path(""))));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(!before.is_empty());
    for (id, record) in &before {
        similar(id, record, &after[id]);
    }
    let (before, after) = (exported.records(), Exported::of(&other.path("")).records());
    for (id, record) in &before {
        assert_eq!(after.get(id), Some(record), "{id}");
    }
}

/// The first lines that differ say more than two whole records.
#[track_caller]
fn similar(id: &str, before: &str, after: &str) {
    let Some((at, _)) = before.lines().zip(after.lines()).enumerate().find(|(_, (a, b))| a != b) else {
        return assert_eq!(before, after, "{id}");
    };
    let part = |text: &str| text.lines().skip(at.saturating_sub(6)).take(24).collect::<Vec<_>>().join("\n");
    panic!("{id} comes back otherwise:\n{}\n\n--- came back as\n{}", part(before), part(after));
}

#[test]
fn the_bundled_records_come_back_as_they_were() {
    comes_back(Path::new(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn the_records_of_the_fixtures_come_back_as_they_were() {
    comes_back(&common::full::full().path(""));
    for name in ["kinds", "languages"] {
        comes_back(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name));
    }
}

/// What a claim says, in a form that does not depend on which site has its source: who says it is part of the note
/// elsewhere.
fn claims(record: &Value, own: bool) -> Vec<(String, Value)> {
    let attributes = record["attributes"].as_array().into_iter().flatten();
    let claims = attributes.filter_map(|attribute| {
        let code = attribute["taxonomy_term"]["code"].as_str()?;
        let mut claim: Value =
            serde_json::from_str(attribute["value"].as_str().filter(|_| code.starts_with("claim:"))?)
                .unwrap();
        let date = if claim["as_of"].is_null() { claim["published"].take() } else { claim["as_of"].take() };
        let note = claim["note"].as_str().map(|note| format!("; {note}")).unwrap_or_default();
        let note = if own { format!("{}{note}", claim["source"].as_str()?) } else { note[2..].to_owned() };
        let mut kept = serde_json::json!({ "date": date, "note": note });
        for key in ["values", "state", "inferred", "partial"] {
            kept[key] = claim[key].take();
        }
        Some((code.to_owned(), kept))
    });
    claims.collect()
}

#[test]
fn elsewhere_each_claim_keeps_its_date_and_names_its_source() {
    let full = common::full::full();
    for root in [Path::new(env!("CARGO_MANIFEST_DIR")), &full.path("")] {
        let exported = Exported::of(root);
        let other =
            Fixture::with_config("title = \"Annan\"\nlanguage = \"sv\"\n").page("_index.md", "# Start\n");
        import(&exported, &other);
        let by_name = |exported: &Exported, own| {
            let records = exported.records();
            let records = records.iter().map(|(key, record)| {
                let file = key.split('#').next().unwrap();
                (format!("{file} {}", record["name"]), claims(record, own))
            });
            records.collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (by_name(&exported, true), by_name(&Exported::of(&other.path("")), false));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        for (name, claims) in before {
            assert_eq!(after[&name], claims, "{name}");
        }
    }
}

#[test]
fn what_somebody_changed_in_the_file_counts_and_keeps_its_source() {
    let site = common::full::full();
    let exported = Exported::of(&site.path(""));
    let [_, services] = exported.files();
    let mut list: Value = serde_json::from_slice(&std::fs::read(&services).unwrap()).unwrap();
    let record = &mut list["contents"][0];
    record["minimum_age"] = 16.into();
    record["phones"].as_array_mut().unwrap().pop();
    record["maximum_age"].take();
    record.as_object_mut().unwrap().remove("maximum_age");
    let added = serde_json::json!({ "id": record["id"], "freq": "WEEKLY", "byday": "WE", "opens_at": "08:00",
        "closes_at": "10:00", "valid_from": "2027-03-01", "valid_to": "2027-03-31" });
    record["schedules"].as_array_mut().unwrap().push(added);
    for attribute in record["attributes"].as_array_mut().unwrap() {
        if attribute["taxonomy_term"]["code"] == "claim:cost" {
            attribute["value"] = "{not json".into();
        }
    }
    let other = sources_of(&load(&site.path(""))).file("a.json", list.to_string());
    let said = other.run(&["import", "hsds", "a.json", "--write"]).succeeds().said();
    assert!(said.contains("attributes.claim (not as Lykta writes it)"), "{said}");
    let record = std::fs::read_to_string(other.path("content/import/full.md")).unwrap();
    for line in [
        "minimum_age: {value: 16, source: \"s\"}\n",
        "phones: {value: [\"031-12 34 56\"], source: \"s\"}\n",
        "cost: {value: \"Gratis\", note: \"Källan (2026)\"}\n",
        "{valid_from: \"2027-03-01\", valid_to: \"2027-03-31\", days: [\"wed\"], opens: \"08:00\", closes: \"10:00\"}]",
    ] {
        assert!(record.contains(line), "no {line} in {record}");
    }
    assert!(!record.contains("maximum_age"), "{record}");

    // Names that several sources tell are told apart as long as the record has all of them.
    let page = "---\ntitle: A\ntype: service\nsource: s\nalternate_name:\n  claims: [{value: [B]}, {value: [C], \
                note: Not.}]\n---\n";
    let site = Fixture::new()
        .page("s.md", "---\ntitle: Källan\ntype: source\npublished: \"2026\"\n---\n")
        .page("a.md", page);
    let exported = Exported::of(&site.path(""));
    let text = std::fs::read_to_string(&exported.files()[1]).unwrap();
    let both = "alternate_name: {claims: [{value: [\"B\"], source: \"s\"}, {value: [\"C\"], source: \"s\", note: \"Not.\"}]}";
    for (names, wanted) in
        [("B; C", both), ("B; D", "alternate_name: {value: [\"B\", \"D\"], source: \"s\"}")]
    {
        let text = text.replace("\"B; C\"", &format!("{names:?}"));
        let other = sources_of(&load(&site.path(""))).file("a.json", text);
        other.run(&["import", "hsds", "a.json", "--write"]).succeeds();
        let record = std::fs::read_to_string(other.path("content/import/a.md")).unwrap();
        assert!(record.contains(wanted), "{record}");
    }
}

/// Fields of a service, each with values that exclude each other, as front matter writes them.
const FIELDS: &[(&str, &[&str])] = &[
    ("organization", &["o", "unknown", "p"]),
    (
        "alternate_name",
        &["[Huset]", "[\"Rum 3; vån. 2\", \"Å\\\\ä \\\"ö\\\"\"]", "[En; två]", "[\"# a: b\", \"- c\"]"],
    ),
    ("status", &["active", "unknown", "temporarily_closed", "defunct", "inactive"]),
    ("phones", &["[\"031-12 34 56\", \"112\"]", "[\"+46 8 123 456 78\"]", "[\"020-390 000\"]"]),
    ("email", &["namn@example.org", "a.b@exempel.se"]),
    ("url", &["https://example.org/a?b=c&d=e", "http://example.org/väg"]),
    ("channels", &["[chat, phone]", "[visit]", "[email, chat, visit, post, web, outreach]"]),
    (
        "schedules",
        &[
            "24/7",
            "[{days: [mon, tue, wed, thu, fri, sat, sun], opens: \"00:00\", closes: \"23:59\"}]",
            "[{days: [fri, mon], opens: \"20:00\", closes: \"02:00\", past_midnight: true}, {days: [mon], opens: \
             \"09:00\", closes: \"12:00\"}]",
        ],
    ),
    (
        "schedule_exceptions",
        &[
            "[{valid_from: 12-24, valid_to: 01-06, closed: true}, {valid_from: 12-31, valid_to: 12-31, opens: \
             \"00:00\", closes: \"12:00\"}]",
            "{valid_from: 2027-02-22, valid_to: 2027-02-28, days: [sat, tue], opens: \"22:00\", closes: \"01:00\", \
             past_midnight: true}",
            "[{valid_from: 2026-06-01, valid_to: 2026-08-31, closed: true}]",
        ],
    ),
    ("place", &["municipality:Göteborg", "\"county:Hallands län\"", "national"]),
    ("locality", &["Hisingen", "\"Gårda; Heden\""]),
    (
        "service_areas",
        &["[national]", "[\"county:Hallands län\", \"municipality:Malmö\"]", "[\"municipality:Lund\"]"],
    ),
    (
        "addresses",
        &[
            "[{address_1: \"Gatan 1\", postal_code: \"411 01\", city: Göteborg}, {address_1: Torget}]",
            "[{city: Utan gata}, {address_1: \"Vägen 2\", city: Lund}, {address_1: Hemligt, confidential: true}]",
            "[{postal_code: \"411 02\"}]",
        ],
    ),
    ("languages", &["[sv]", "[en, ar, sv]"]),
    ("interpretation", &["\"yes\"", "\"no\"", "unknown"]),
    ("cost", &["Gratis", "\"100 kr; barn: 0 kr\""]),
    ("minimum_age", &["12", "15", "0"]),
    ("maximum_age", &["20", "25", "120"]),
    ("age_policy", &["range", "unknown"]),
    ("target_groups", &["[young_people]", "[women, trans_people, hbtqi]"]),
    ("audience_role", &["[exposed]", "[relatives, professionals]", "[buyers]"]),
    ("offers", &["[support]", "[advice, long_term_contact, outreach]"]),
    ("anonymous", &["\"yes\"", "\"no\"", "unknown"]),
    ("way_in", &["[self]", "[referral, professional]"]),
    ("session_limit", &["none", "15", "3"]),
    ("accessibility", &["Hiss", "\"Hiss.\\nRamp finns.\""]),
    ("alert", &["Stängt i juli.", "\"Flyttar: se \\\"nytt\\\"\""]),
    ("assured_date", &["2026-01-31", "2025-12-24"]),
];

/// A claim of a value: a map in front matter.
fn claim(dice: &mut Dice, value: &str, state: &str) -> String {
    let mut claim = format!("{{value: {value}, source: {}", dice.of(&["s", "t", "u"]));
    for (sides, part) in [
        (3, ", as_of: \"2016-12~\""),
        (5, ", as_of: unknown"),
        (3, ", note: \"En not; med [tecken]\""),
        (4, ", inferred: true"),
        (4, ", partial: true"),
    ] {
        if dice.one_in(sides) && !(part.contains("as_of") && claim.contains("as_of")) {
            claim += part;
        }
    }
    if state != "current" || dice.one_in(3) {
        write!(claim, ", state: {state}").unwrap();
    }
    claim + "}"
}

/// A field: a bare value, one with a source, or claims of which at most one holds.
fn field(dice: &mut Dice, values: &[&str]) -> String {
    match dice.roll(4) {
        0 => (*dice.of(values)).to_owned(),
        1 => {
            let value = *dice.of(values);
            claim(dice, value, "current")
        }
        _ => {
            let holds = dice.roll(values.len() + 1);
            let claims = values.iter().enumerate().map(|(at, value)| {
                let state = if at == holds { "current" } else { *dice.of(&["superseded", "disputed"]) };
                claim(dice, value, state)
            });
            format!("{{claims: [{}]}}", claims.collect::<Vec<_>>().join(", "))
        }
    }
}

fn record(dice: &mut Dice, number: usize) -> String {
    let mut text = format!("---\ntitle: \"Tjänst {number}\"\ntype: service\nsource: s\n");
    for (sides, line) in [
        (2, "description: \"Vad: \\\"den\\\" gör\"\n"),
        (3, "topics: [Hälsa, Skola]\n"),
        (3, "audiences: [Elever]\n"),
        (3, "keywords: [stöd, \"a, b\"]\n"),
    ] {
        if dice.one_in(sides) {
            text += line;
        }
    }
    for (key, values) in FIELDS {
        if !dice.one_in(3) {
            writeln!(text, "{key}: {}", field(dice, values)).unwrap();
        }
    }
    text + "---\n"
}

#[test]
fn records_of_every_kind_come_back_as_they_were() {
    let mut site = Fixture::new()
        .page("s.md", "---\ntitle: Källan\ntype: source\npublished: \"2019\"\n---\n")
        .page("t.md", "---\ntitle: Andra; källan\ntype: source\npublisher: Förlaget\npublished: \"2012~\"\n---\n")
        .page("u.md", "---\ntitle: Odaterat\ntype: source\n---\n")
        .page("p.md", "---\ntitle: Föreningen\ntype: organization\nsource: t\nparent_organization: unknown\n---\n")
        .page(
            "o.md",
            "---\ntitle: Kommunen\ntype: organization\nsource: s\norganization_type: {claims: [{value: \
             municipality}, {value: authority, state: superseded}]}\nparent_organization: {value: p, source: u, \
             note: Not.}\nalternate_name:\n  claims: [{value: [A, B]}, {value: [C], source: t}]\nphones:\n  claims: \
             [{value: \"031-12 34 56\"}, {value: \"031-123 456\", source: t}]\nurl: https://example.org\n---\n",
        );
    let mut dice = Dice(14);
    for number in 0..60 {
        site = site.page(&format!("r/tjanst-{number}.md"), record(&mut dice, number));
    }
    comes_back(&site.path(""));
}
