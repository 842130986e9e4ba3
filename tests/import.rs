//! Records from elsewhere: what a file says comes in whole or not at all, with its source, and overwrites
//! nothing; what Lykta exports comes back as it was.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::{Fixture, read};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

const EMPTY: &str = "title = \"Tom\"\nlanguage = \"sv\"\nsite_id = \"lykta-example-sv\"\n";

fn empty() -> Fixture {
    Fixture::with_config(EMPTY).page("_index.md", "# Start\n")
}

/// The bundled site's data, exported.
fn exported(folder: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_lykta"))
        .args(["build", "--output"])
        .arg(folder)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    assert!(status.unwrap().success());
}

/// Runs an import that succeeds, and returns what it said.
#[track_caller]
fn import(site: &Fixture, arguments: &[&str]) -> String {
    let arguments: Vec<&str> = ["import"].iter().chain(arguments).copied().collect();
    let done = site.run(&arguments);
    done.succeeds();
    done.said()
}

/// Runs an import that is refused: what was told. Nothing is written, also with `--write`.
#[track_caller]
fn refused(site: &Fixture, arguments: &[&str]) -> String {
    let before = read(&site.path("content"));
    let arguments: Vec<&str> = ["import"].iter().chain(arguments).chain(&["--write"]).copied().collect();
    let told = site.run(&arguments).fails(1);
    assert_eq!(read(&site.path("content")), before, "something was written");
    told
}

/// The records of a list by id, without what an import changes by its nature: who the source of each field
/// is, and what the other site keeps on its pages.
fn records(text: &[u8]) -> BTreeMap<String, Value> {
    let list: Value = serde_json::from_slice(text).unwrap();
    let mut records: BTreeMap<String, Value> = BTreeMap::new();
    for mut record in list["contents"].as_array().unwrap().clone() {
        stripped(&mut record);
        records.insert(record["id"].as_str().unwrap().to_owned(), record);
    }
    records
}

fn stripped(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.retain(|item| {
                let code = item["taxonomy_term"]["code"].as_str().unwrap_or_default();
                !["source:", "claim:"].iter().any(|prefix| code.starts_with(prefix)) && code != "left_out"
            });
            items.iter_mut().for_each(stripped);
            items.sort_by_key(|item| item["id"].to_string());
        }
        Value::Object(members) => members.values_mut().for_each(stripped),
        _ => {}
    }
}

#[test]
fn a_whole_directory_comes_in_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path());
    let api = folder.path().join("api");
    let [organizations, services] = ["organizations.json", "services.json"].map(|name| api.join(name));
    let site = empty();
    let said = import(&site, &["hsds", organizations.to_str().unwrap(), "--write"]);
    assert!(said.contains("content/import/import-organizations.md: written"), "{said}");
    let source = ["hsds", services.to_str().unwrap(), "--source", "import-organizations", "--write"];
    let said = import(&site, &source);
    assert!(said.contains("content/import/umo.md: written"), "{said}");
    assert!(said.contains("content/import/mika-stockholm.md: there already"), "{said}");
    let built = site.build();
    built.succeeds();
    for (name, schema) in [("organizations.json", "organization"), ("services.json", "service")] {
        let again = std::fs::read(site.path("public/api").join(name)).unwrap();
        let (before, after) = (records(&std::fs::read(api.join(name)).unwrap()), records(&again));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        common::hsds::validate(schema, &site.path("public/api").join(name));
    }
    // What every field has from where is not lost: the note of the source says it, and the date is a date.
    built.file("import/umo.html").has("Kunskapsguiden (2019)");
    let record = std::fs::read_to_string(site.path("content/import/umo.md")).unwrap();
    assert!(record.contains("as_of: \"2019\", note: \"Kunskapsguiden (2019)"), "{record}");
}

#[test]
fn a_record_with_every_field_comes_back_in_both_forms() {
    let site = common::full::full();
    site.build().succeeds();
    let [json, table] = ["services.json", "services.csv"]
        .map(|name| std::fs::read_to_string(site.path("public/api").join(name)).unwrap());
    let other = Fixture::with_config("title = \"Provplats\"\nlanguage = \"sv\"\n");
    let other = other.page("_index.md", "# Start\n").file("a.json", &json).file("b.csv", &table);
    let said = import(&other, &["hsds", "a.json", "--write"]);
    assert_eq!(
        said.lines().filter(|line| line.starts_with("  ")).count(),
        1,
        "only what was left out: {said}"
    );
    let built = other.build();
    built.succeeds();
    assert_eq!(records(built.file("api/services.json").0.as_bytes()), records(json.as_bytes()));
    let record = std::fs::read_to_string(other.path("content/import/full.md")).unwrap();
    let way_in = "way_in: {value: [\"self\"], as_of: \"2026\", note: \"Källan (2026); Av sammanhanget.\", inferred: true}";
    assert!(record.contains(way_in), "{record}");
    assert!(
        record.contains("\"web\"], as_of: \"2026\", note: \"Källan (2026)\", partial: true}"),
        "{record}"
    );

    // The same from the table, which besides holds the address without a street.
    import(&other, &["csv", "b.csv", "--force", "--write"]);
    let built = other.build();
    built.succeeds();
    assert_eq!(cells(&built.file("api/services.csv").0), cells(&table));
}

#[test]
fn a_table_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path());
    let site = empty();
    let table = std::fs::read_to_string(folder.path().join("api/services.csv")).unwrap();
    let mut list: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("api/organizations.json")).unwrap())
            .unwrap();
    for organization in list["contents"].as_array_mut().unwrap() {
        organization["services"] = json!([]);
    }
    site.write("organizations.json", list.to_string());
    import(&site, &["hsds", "organizations.json", "--write"]);
    site.write("Mina tjänster.csv", &table);
    let said = import(&site, &["csv", "Mina tjänster.csv", "--into", "stod/tabell", "--write"]);
    assert!(said.contains("content/stod/tabell/import-mina-tjanster.md: written"), "{said}");
    let built = site.build();
    built.succeeds();
    assert_eq!(cells(&built.file("api/services.csv").0), cells(&table));
}

/// The cells of a table by id and column, but for the sources.
fn cells(table: &str) -> BTreeMap<(String, String), String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let mut cells = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        for (column, cell) in header.iter().zip(&row) {
            if column != "source" {
                cells.insert((row[0].to_owned(), column.to_owned()), cell.to_owned());
            }
        }
    }
    cells
}

#[test]
fn a_table_with_semicolons() {
    let site = empty();
    site.write("a.csv", "name;channels;phones\nEtt stöd;\"chat; phone\";031-12 34 56\n");
    import(&site, &["csv", "a.csv", "--write"]);
    let record = std::fs::read_to_string(site.path("content/import/ett-stod.md")).unwrap();
    assert!(record.contains("channels: [\"chat\", \"phone\"]\nphones: [\"031-12 34 56\"]\n"), "{record}");
}

#[test]
fn nothing_is_written_unasked() {
    let site = empty();
    site.write("a.csv", "name,minimum_age\nEtt stöd,15\n");
    let before = read(&site.path("content"));
    let said = import(&site, &["csv", "a.csv"]);
    assert!(said.contains("content/import/ett-stod.md: would be written"), "{said}");
    assert_eq!(read(&site.path("content")), before);
    import(&site, &["csv", "a.csv", "--write"]);
    let first = read(&site.path("content"));
    let said = import(&site, &["csv", "a.csv", "--write"]);
    assert!(said.contains("content/import/ett-stod.md: there already"), "{said}");

    site.write("a.csv", "name,minimum_age\nEtt stöd,18\nEtt till,\n");
    let told = refused(&site, &["csv", "a.csv"]);
    assert!(told.contains("import/exists") && told.contains("content/import/ett-stod.md"), "{told}");
    assert_eq!(read(&site.path("content")), first);
    let said = import(&site, &["csv", "a.csv", "--force", "--write"]);
    assert!(said.contains("content/import/ett-stod.md: overwritten"), "{said}");
    site.build().succeeds().file("import/ett-stod.html").has("från 18 år");
}

#[test]
fn the_official_examples_come_in_and_what_they_say_more_is_listed() {
    let Some(examples) = common::shared("hsds-3.1/examples") else { return };
    for name in ["service_full.json", "organization_full.json"] {
        let site = empty();
        let said = import(&site, &["hsds", examples.join(name).to_str().unwrap(), "--write"]);
        for left in
            ["service.wait_time", "organization.funding", "service.schedules (", "of another taxonomy"]
        {
            assert!(said.contains(left), "no {left} in {said}");
        }
        let built = site.build();
        built.succeeds();
        let page = built.file("import/community-counselling.html");
        page.has("+44\u{a0}1234\u{a0}234567").has("12–100");
        let record = std::fs::read_to_string(site.path("content/import/community-counselling.md")).unwrap();
        assert!(record.contains("hsds_id: \"ac148810-d857-441c-9679-408f346de14b\""), "{record}");
        assert!(record.contains("organization: \"example-organization-inc\""), "{record}");
    }
}

#[test]
fn a_service_from_elsewhere_is_read_by_hsds_own_members() {
    let site = empty();
    let id = |last: u8| format!("ac148810-d857-441c-9679-408f346de1{last:02}");
    let service = json!([{ "id": id(1), "name": "Stödet", "status": "temporarily closed",
        "assured_date": "2026-01-31", "minimum_age": 13.0, "fees_description": "Gratis",
        "languages": [{ "id": id(2), "code": "sv", "name": "svenska" }],
        "schedules": [
            { "id": id(3), "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "16:00" },
            { "id": id(4), "freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "16:00" },
            { "id": id(5), "freq": "WEEKLY", "byday": "FR", "opens_at": "20:00", "closes_at": "02:00" },
            { "id": id(11), "freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
              "valid_from": "2026-06-01", "valid_to": "2026-08-31" },
            { "id": id(12), "freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "12:00",
              "valid_from": "2027-06-01" },
            { "id": id(13), "freq": "WEEKLY", "byday": "TU", "opens_at": "13:00", "closes_at": "15:00",
              "valid_from": "2026-08-20", "valid_to": "2026-09-03" },
            { "id": id(14), "freq": "WEEKLY", "byday": "FR", "opens_at": "13:00", "closes_at": "15:00",
              "valid_from": "2026-12-24", "valid_to": "2026-12-24" },
            { "id": id(15), "freq": "WEEKLY", "byday": "MO", "opens_at": "13:00", "closes_at": "14:00",
              "valid_from": "2026-07-06", "valid_to": "2026-07-12" }],
        "service_areas": [{ "id": id(6), "name": "Hallands län" }, { "id": id(7), "name": "Skanör" }],
        "service_at_locations": [{ "id": id(8), "location": { "id": id(9), "location_type": "physical",
            "name": "Malmö", "addresses": [{ "id": id(10), "address_1": "Gatan 1", "city": "Malmö",
                "state_province": "Skåne län", "postal_code": "", "country": "SE",
                "address_type": "physical" }] } }] }]);
    site.write("data.json", service.to_string());
    let said = import(&site, &["hsds", "data.json", "--write"]);
    assert!(said.contains("(more than days of the week with times of the day) (2 times)"), "{said}");
    assert!(said.contains("service.service_areas (no Swedish county or municipality)"), "{said}");
    for why in [
        "its days overlap those of another, and neither lies within the other",
        "none of its days lies in its period",
    ] {
        let line =
            said.lines().find(|line| line.contains(why)).unwrap_or_else(|| panic!("no {why} in {said}"));
        assert!(line.contains("data.json:1:"), "{line}");
    }
    assert!(!said.contains("state_province"), "{said}");
    let record = std::fs::read_to_string(site.path("content/import/stodet.md")).unwrap();
    for line in [
        "status: \"temporarily_closed\"",
        "minimum_age: 13",
        "cost: \"Gratis\"",
        "assured_date: \"2026-01-31\"",
        "languages: [\"sv\"]",
        "schedules: [{days: [\"mon\", \"tue\"], opens: \"09:00\", closes: \"16:00\"}, {days: [\"fri\"], opens: \"20:00\", closes: \"02:00\", past_midnight: true}]",
        "schedule_exceptions: [{valid_from: \"2026-06-01\", valid_to: \"2026-08-31\", days: [\"mon\"], opens: \"10:00\", closes: \"12:00\"}, {valid_from: \"2026-07-06\", valid_to: \"2026-07-12\", days: [\"mon\"], opens: \"13:00\", closes: \"14:00\"}]",
        "service_areas: [\"county:Hallands län\"]",
        "place: \"municipality:Malmö\"",
        "addresses: [{address_1: \"Gatan 1\", city: \"Malmö\"}]",
        "source: \"import-data\"",
    ] {
        assert!(record.contains(line), "no {line} in\n{record}");
    }
    site.build().succeeds();
}

#[test]
fn what_is_no_hsds() {
    let site = empty();
    site.write("data.json", "[\n  {\"id\": \"å\",,}\n]\n");
    insta::assert_snapshot!(refused(&site, &["hsds", "data.json"]));
    site.write(
        "data.json",
        r#"{"contents": [
  {
    "id": "ac148810-d857-441c-9679-408f346de14b", "name": "Åäö", "status": "active",
    "phone": "031-12 34 56",
    "email": null,
    "minimum_age": "15",
    "phones": [{"id": "ac148810-d857-441c-9679-408f346de14b", "number": null, "sort": 1}]
  },
  {"id": "7", "status": "öppen", "name": "B", "languages": {}},
  {"id": "ac148810-d857-441c-9679-408f346de14c", "name": "Utan beskrivning"},
  {"id": "ac148810-d857-441c-9679-408f346de14d", "location_type": "physical"},
  7
]}"#,
    );
    insta::assert_snapshot!(refused(&site, &["hsds", "data.json"]));
    site.write("data.json", "\"text\"");
    insta::assert_snapshot!(refused(&site, &["hsds", "data.json"]));
}

#[test]
fn records_that_cannot_be() {
    let site = empty();
    let id = "ac148810-d857-441c-9679-408f346de14b";
    site.write(
        "data.json",
        format!(
            "[\n{{\"id\": \"{id}\", \"name\": \"A\", \"status\": \"active\",\n\"minimum_age\": 25,\n\"maximum_age\": 15}},\n\
             {{\"id\": \"{id}\", \"name\": \"B\", \"status\": \"active\"}}\n]"
        ),
    );
    insta::assert_snapshot!(refused(&site, &["hsds", "data.json"]));
    site.write("good.csv", "name\nA\n");
    insta::assert_snapshot!(refused(&site, &["csv", "good.csv", "--source", "ingen"]));
    assert_eq!(site.run(&["import", "csv", "good.csv", "--into", "../ut"]).code(), 2);
    assert_eq!(site.run(&["import", "csv", "finns-inte.csv"]).code(), 2);
    assert_eq!(site.run(&["import", "xml", "good.csv"]).code(), 2);
    // A page of the same id elsewhere would break the site.
    site.write("content/kunskap/b.md", "---\ntitle: B\nid: a\n---\n");
    let told = refused(&site, &["csv", "good.csv"]);
    assert!(told.contains("content/duplicate-id"), "{told}");
}

#[test]
fn what_is_no_table_of_services() {
    let site = empty();
    for table in ["", "id,phone,name,name\n", "id,status\n", "name,status\nA,active,x\n"] {
        site.write("t.csv", table);
        insta::assert_snapshot!(refused(&site, &["csv", "t.csv"]));
    }
    site.write("t.csv", b"name\nf\xf6r\n");
    insta::assert_snapshot!(refused(&site, &["csv", "t.csv"]));
}

#[test]
fn cells_that_say_what_no_record_can() {
    let site = empty();
    site.write(
        "t.csv",
        "\u{feff}id,name,status,phones,place,schedules,minimum_age,maximum_age,channels,assured_date,organization\r\n\
         a,\"Å, \"\"ä\"\"\",aktiv,ring mig,municipality:Göteborgh,mon 16:00-09:00,25,15,fax; chat,i går,okänd\r\n\
         a,B,,,,,,,,,\r\n\
         c,,active,,,,,,,,\r\n\
         d,D,,,,alltid,femton,,,,\r\n",
    );
    insta::assert_snapshot!(refused(&site, &["csv", "t.csv"]));
}

#[test]
fn days_that_cannot_be_and_marks_of_nothing() {
    let site = empty();
    site.write(
        "t.csv",
        "name,channels,schedule_exceptions,partial\n\
         A,chat,jul stängt,channels\n\
         B,,2026-12-24 closed,channels\n\
         C,,2026-12-24/2026-12-23 closed,\n",
    );
    let told = refused(&site, &["csv", "t.csv"]);
    for (code, place) in [
        ("record/bad-schedule", "t.csv:2:8"),
        ("import/unknown-column", "t.csv:3:22"),
        ("record/bad-period", "t.csv:4:4"),
    ] {
        assert!(told.contains(code) && told.contains(place), "{code} {place}: {told}");
    }
    let id = |last: u8| format!("ac148810-d857-441c-9679-408f346de1{last:02}");
    let schedule = format!(
        "{{\"id\": \"{}\", \"freq\": \"WEEKLY\", \"byday\": \"MO\", \"opens_at\": \"10:00\",\n\
         \"closes_at\": \"12:00\", \"valid_from\": \"2026-08-31\", \"valid_to\": \"2026-06-01\"}}",
        id(2)
    );
    let service = format!("{{\"id\": \"{}\", \"name\": \"A\", \"status\": \"active\",\n", id(1));
    site.write("data.json", format!("[{service}\"schedules\": [\n{schedule}]}}]\n"));
    let told = refused(&site, &["hsds", "data.json"]);
    assert!(told.contains("record/bad-period") && told.contains("data.json:3:"), "{told}");
}
