//! Records as data: HSDS that the official validator passes, CSV, JSON-LD and vCards that say what the
//! record says, no less and no more.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::Fixture;
use common::full::{FULL, full};
use lykta::content::field::Field;
use lykta::content::page::{Details, Kind};
use lykta::content::service::{Phone, Service};
use lykta::site::{Page, Site};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn options() -> lykta::Options {
    lykta::Options { base_url: None, today: "2026-11-23".parse().unwrap(), drafts: false }
}

/// The bundled site: its pages, and its files.
fn bundled() -> (Site, BTreeMap<String, Vec<u8>>) {
    let Ok(loaded) = lykta::load(Path::new(ROOT), &options()) else { panic!("the bundled site has errors") };
    let files = lykta::publish::Memory::new();
    assert!(lykta::render(&loaded, &files).is_ok());
    let files = files.into_files().into_iter().map(|(path, bytes)| (path, bytes.to_vec())).collect();
    (loaded.site, files)
}

fn contents(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Vec<Value> {
    let list: Value = serde_json::from_slice(&files[path]).unwrap();
    list["contents"].as_array().unwrap().clone()
}

fn attributes<'a>(record: &'a Value, code: &str) -> Vec<&'a str> {
    let attributes = record["attributes"].as_array().into_iter().flatten();
    let with_code = attributes.filter(|attribute| {
        let own = attribute["taxonomy_term"]["code"].as_str().unwrap();
        own == code || own.strip_prefix(code).is_some_and(|rest| rest.starts_with(':'))
    });
    with_code.map(|attribute| attribute["value"].as_str().unwrap()).collect()
}

fn service(page: &Page) -> &Service {
    let Details::Service(service) = &page.content.details else { panic!("{} is no service", page.url) };
    service
}

/// The words of a field as front matter writes them.
fn words<T: serde::Serialize>(field: &Field<Vec<T>>) -> Vec<String> {
    let values = field.value().into_iter().flatten();
    values.map(|value| serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()).collect()
}

fn service_pages(site: &Site) -> Vec<&Page> {
    site.pages.iter().filter(|page| page.kind() == Kind::Service).collect()
}

#[test]
fn the_bundled_site_is_valid_hsds() {
    let (_, files) = bundled();
    let folder = tempfile::tempdir().unwrap();
    for (path, schema) in [("api/services.json", "service"), ("api/organizations.json", "organization")] {
        let file = folder.path().join(schema);
        std::fs::write(&file, &files[path]).unwrap();
        common::hsds::validate(schema, &file);
    }
}

#[test]
fn the_lists_hold_exactly_the_sites_records() {
    let (site, files) = bundled();
    for (path, kind) in [("api/services.json", Kind::Service), ("api/organizations.json", Kind::Organization)]
    {
        let exported: Vec<Value> = contents(&files, path);
        let ids: Vec<&str> = exported.iter().map(|record| attributes(record, "id")[0]).collect();
        let wanted: BTreeSet<&str> =
            site.pages.iter().filter(|page| page.kind() == kind).map(|page| page.content.id()).collect();
        assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), wanted);
        assert_eq!(ids.len(), wanted.len(), "a record is there twice");
        let uuids: BTreeSet<&str> = exported.iter().map(|record| record["id"].as_str().unwrap()).collect();
        assert_eq!(uuids.len(), exported.len());
    }
}

#[test]
fn every_known_field_of_a_service_is_exported() {
    let (site, files) = bundled();
    for record in contents(&files, "api/services.json") {
        let id = attributes(&record, "id")[0];
        let page = &site.pages[site.find(id, "sv").unwrap()];
        let s = service(page);
        assert_eq!(record["name"], page.title());
        assert_eq!(record["description"], page.content.front.description.as_deref().unwrap());
        assert_eq!(record["minimum_age"].as_i64(), s.minimum_age.value().copied(), "{id}");
        assert_eq!(record["maximum_age"].as_i64(), s.maximum_age.value().copied(), "{id}");
        assert_eq!(record["url"].as_str(), s.url.value().map(String::as_str), "{id}");
        let numbers: Vec<&str> = record["phones"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|phone| phone["number"].as_str().unwrap())
            .collect();
        let wanted: Vec<&str> =
            s.phones.value().into_iter().flatten().map(|phone| phone.0.as_str()).collect();
        assert_eq!(numbers, wanted, "{id}");
        for (key, wanted) in [
            ("channels", words(&s.channels)),
            ("target_groups", words(&s.target_groups)),
            ("audience_role", words(&s.audience_role)),
            ("offers", words(&s.offers)),
            ("way_in", words(&s.way_in)),
        ] {
            assert_eq!(attributes(&record, key), wanted, "{key} of {id}");
        }
        let names: Vec<&str> = record["service_areas"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|area| area["name"].as_str().unwrap())
            .collect();
        let wanted: Vec<&str> = s
            .service_areas
            .value()
            .into_iter()
            .flatten()
            .map(|area| area.name().unwrap_or("Sverige"))
            .collect();
        assert_eq!(names, wanted, "{id}");
        let place = &record["service_at_locations"][0]["location"]["name"];
        assert_eq!(place.as_str(), s.place.value().and_then(lykta::content::areas::Area::name), "{id}");
        assert_eq!(record["organization_id"].is_string(), s.organization.value().is_some(), "{id}");
        assert_eq!(record["organization_id"], record["organization"]["id"], "{id}");
    }
}

#[test]
fn a_service_of_unknown_status_warns_and_is_not_assured() {
    let (site, files) = bundled();
    let records = contents(&files, "api/services.json");
    let unknown: Vec<&Value> =
        records.iter().filter(|record| attributes(record, "status") == ["unknown"]).collect();
    let wanted = site.pages_in("sv").filter(|(_, page)| {
        matches!(&page.content.details, Details::Service(service)
            if service.status.value() == Some(&lykta::content::service::Status::Unknown))
    });
    assert_eq!(unknown.len(), wanted.count());
    for record in unknown {
        assert_eq!(record["status"], "active");
        assert!(record["assured_date"].is_null());
        let alert = record["alert"].as_str().unwrap();
        assert!(alert.contains("Okänt om verksamheten finns kvar. Källa: "), "{alert}");
        assert!(alert.ends_with(")."), "names source and year: {alert}");
    }
    let defunct: Vec<&str> =
        records.iter().filter(|it| it["status"] == "defunct").map(|it| attributes(it, "id")[0]).collect();
    assert_eq!(defunct, ["socialtjansten-online"]);
}

#[test]
fn what_stays_on_the_page_is_named() {
    let (_, files) = bundled();
    let records = contents(&files, "api/services.json");
    let mika = records.iter().find(|it| attributes(it, "id") == ["mika-stockholm"]).unwrap();
    assert_eq!(attributes(mika, "left_out"), ["statements; text"]);
    let claims = |key| -> Vec<Value> {
        let claims = attributes(mika, &format!("claim:{key}")).into_iter();
        claims.map(|claim| serde_json::from_str(claim).unwrap()).collect()
    };
    let states = |key| -> Vec<Value> { claims(key).iter().map(|claim| claim["state"].clone()).collect() };
    assert_eq!(states("minimum_age"), [Value::Null, json!("superseded")]);
    assert!(states("anonymous").iter().all(|state| state == "disputed"));
    let age = &claims("minimum_age");
    assert!(age[0]["values"].is_null() && age[1]["values"].is_array(), "what holds is said once: {age:?}");
    assert!(attributes(mika, "anonymous").is_empty(), "what is disputed is not exported as known");
    let source = attributes(mika, "source:organization");
    assert!(source[0].contains("2016"), "{source:?}");
}

#[test]
fn the_table_has_a_row_for_every_service() {
    let (site, files) = bundled();
    let mut table = csv::Reader::from_reader(files["api/services.csv"].as_slice());
    let header = table.headers().unwrap().clone();
    let rows: Vec<BTreeMap<String, String>> = table
        .records()
        .map(|row| header.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect();
    assert_eq!(rows.len(), site.pages_in("sv").filter(|(_, page)| page.kind() == Kind::Service).count());
    let row = rows.iter().find(|row| row["id"] == "nmt-stodtelefon").unwrap();
    assert_eq!(row["phones"], "020-390 000");
    assert_eq!(row["status"], "unknown");
    assert_eq!(row["organization_name"], "Jämställdhetsmyndigheten");
    assert_eq!(row["service_areas"], "national");
    let row = rows.iter().find(|row| row["id"] == "kvinnofridslinjen").unwrap();
    assert_eq!(row["schedules"], "24/7");
}

/// The JSON-LD of a page.
fn json_ld(html: &[u8]) -> Option<Value> {
    let html = std::str::from_utf8(html).unwrap();
    let start = html.find("application/ld+json")?;
    let start = start + html[start..].find('>')? + 1;
    let end = start + html[start..].find("</script>")?;
    Some(serde_json::from_str(&html[start..end]).unwrap())
}

#[test]
fn json_ld_says_what_the_record_says() {
    let (site, files) = bundled();
    let pages = service_pages(&site);
    assert!(pages.len() >= 50, "both languages");
    for page in pages {
        let data = json_ld(&files[&page.url]).unwrap_or_else(|| panic!("{} has none", page.url));
        compare(&site, page, &data);
    }
}

fn compare(site: &Site, page: &Page, data: &Value) {
    let (s, url) = (service(page), &page.url);
    assert_eq!(data["@context"], "https://schema.org");
    assert_eq!(data["name"], page.title(), "{url}");
    assert_eq!(data["url"].as_str(), s.url.value().map(String::as_str), "{url}");
    let provider = s.organization.value().and_then(|id| site.find(id, page.language()));
    let provider = provider.map(|id| site.pages[id].title());
    assert_eq!(data["provider"]["name"].as_str(), provider, "{url}");
    let government = data["provider"]["@type"] == "GovernmentOrganization";
    assert_eq!(data["@type"], if government { "GovernmentService" } else { "Service" }, "{url}");
    let audience = &data["audience"];
    assert_eq!(audience["suggestedMinAge"].as_i64(), s.minimum_age.value().copied(), "{url}");
    assert_eq!(audience["suggestedMaxAge"].as_i64(), s.maximum_age.value().copied(), "{url}");
    let groups = audience["name"].as_str().map_or(0, |names| names.split(", ").count());
    assert_eq!(groups, words(&s.target_groups).len(), "{url}");
    let roles = audience["audienceType"].as_str().map_or(0, |names| names.split(", ").count());
    assert_eq!(roles, words(&s.audience_role).len(), "{url}");
    let areas: Vec<&str> = list(&data["areaServed"]).map(|area| area["name"].as_str().unwrap()).collect();
    let wanted: Vec<&str> =
        s.service_areas.value().into_iter().flatten().map(|area| area.name().unwrap_or("Sverige")).collect();
    assert_eq!(areas, wanted, "{url}");
    let defunct = s.status.value() == Some(&lykta::content::service::Status::Defunct);
    let numbers: Vec<&str> = list(&data["availableChannel"])
        .flat_map(|channel| list(&channel["servicePhone"]))
        .filter_map(|point| point["telephone"].as_str())
        .collect();
    let phones = s.phones.value().into_iter().flatten().map(Phone::href);
    let wanted: Vec<String> = phones.filter(|_| !defunct).map(|href| href.replace("tel:", "")).collect();
    assert_eq!(numbers, wanted, "{url}");
    let named = list(&data["availableChannel"]).filter(|channel| channel["name"].is_string()).count();
    let mut channels: BTreeSet<String> = words(&s.channels).into_iter().collect();
    channels.extend(s.phones.value().map(|_| "phone".to_owned()));
    channels.extend(s.url.value().map(|_| "web".to_owned()));
    assert_eq!(named, if defunct { 0 } else { channels.len() }, "{url}");
    let hours = list(&data["hoursAvailable"]).count();
    assert_eq!(hours, s.schedules.value().map_or(0, Vec::len), "{url}");
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Null => [].iter(),
        Value::Array(items) => items.iter(),
        other => std::slice::from_ref(other).iter(),
    }
}

#[test]
fn organizations_are_of_their_kind() {
    let (site, files) = bundled();
    let mut kinds = BTreeMap::new();
    for page in site.pages.iter().filter(|page| page.kind() == Kind::Organization) {
        let data = json_ld(&files[&page.url]).unwrap();
        assert_eq!(data["name"], page.title());
        kinds.insert(page.content.id().to_owned(), data["@type"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds["rfsl"], "NGO");
    assert_eq!(kinds["polismyndigheten"], "GovernmentOrganization");
    assert_eq!(kinds["pegasus"], "Organization");
}

#[test]
fn a_card_only_where_there_is_a_contact() {
    let (site, files) = bundled();
    for page in service_pages(&site) {
        let s = service(page);
        let contact = s.phones.value().is_some() || s.email.value().is_some() || s.url.value().is_some();
        let card = page.url.replace(".html", ".vcf");
        assert_eq!(files.contains_key(&card), contact, "{card}");
        let html = String::from_utf8(files[&page.url].clone()).unwrap();
        assert_eq!(html.contains(".vcf"), contact, "{}", page.url);
    }
    let card = String::from_utf8(files["stod/nmt-stodtelefon.vcf"].clone()).unwrap();
    assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n") && card.ends_with("END:VCARD\r\n"));
    assert!(card.contains("tel:+4620390000\r\n"), "{card}");
}

#[test]
fn everything_a_record_can_hold_is_valid_and_complete() {
    let site = full();
    let built = site.build();
    built.succeeds();
    common::hsds::validate("service", &site.path("public/api/services.json"));
    common::hsds::validate("organization", &site.path("public/api/organizations.json"));
    let list: Value = serde_json::from_str(&built.file("api/services.json").0).unwrap();
    let mut record = list["contents"][0].clone();
    assert_eq!(attributes(&record, "interpretation"), ["yes"]);
    assert_eq!(attributes(&record, "session_limit"), ["15"]);
    assert_eq!(attributes(&record, "left_out"), ["addresses (confidential)"]);
    let location = record["service_at_locations"][0]["location"].take();
    assert_eq!(location["addresses"].as_array().unwrap().len(), 1, "no address without a street");
    assert_eq!(location["addresses"][0]["state_province"], "Västra Götalands län");
    assert_eq!(location["external_identifier"], "1480");
    assert_eq!(record["schedules"][0]["byday"], "MO,TU");
    assert_eq!(attributes(&record, "partial"), ["channels"]);
    assert_eq!(attributes(&record, "inferred"), ["way_in"]);
    assert_eq!(
        attributes(&record, "schedule_exceptions"),
        [
            "2026-12-24/2026-12-26 closed",
            "06-01/08-31 mon 10:00-12:00",
            "06-01/08-31 tue 13:00-15:00",
            "2026-12-30/2027-01-02 20:00-02:00+1",
            "2026-06-08/2026-06-21 mon,thu 09:00-12:00"
        ]
    );
    let closed = &record["schedules"][2];
    assert_eq!([&closed["valid_from"], &closed["valid_to"]], ["2026-12-24", "2026-12-26"]);
    assert_eq!(closed["description"], "24–26 december 2026: stängt");
    assert!(closed["opens_at"].is_null() && closed["freq"].is_null());
    let yearly = &record["schedules"][3];
    assert_eq!(yearly["description"], "1 juni–31 augusti varje år: måndag 10:00–12:00");
    assert!(yearly["byday"].is_null(), "what HSDS cannot say is not said to be every week");
    assert_eq!(record["schedules"][6]["byday"], "MO,TH");
    assert_eq!(record["alert"], "Stängt i juli.");
    assert_eq!(record["assured_date"], "2026-01-31");
    assert_eq!(record["url"], "https://www.example.org/väg");
    for file in built.paths().iter().filter(|path| path.starts_with("api/") || path.contains(".vcf")) {
        built.file(file).lacks("Hemliga").lacks("Dold");
    }
    built.file("full.html").lacks("Hemliga");
    let data = json_ld(built.file("full.html").0.as_bytes()).unwrap();
    assert_eq!(data["@type"], "GovernmentService");
    let hours = json!({"@type": "OpeningHoursSpecification", "dayOfWeek": ["Monday", "Tuesday"],
                       "opens": "09:00", "closes": "16:00"});
    assert_eq!(data["hoursAvailable"][0], hours);
    let closed = json!({"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00",
                        "validFrom": "2026-12-24", "validThrough": "2026-12-26"});
    assert_eq!(data["hoursAvailable"][2], closed);
    assert_eq!(data["hoursAvailable"].as_array().unwrap().len(), 5, "schema.org has no days of every year");
    let phone = list_of(&data["availableChannel"], "telefon");
    assert_eq!(phone["servicePhone"][0]["telephone"], "+4631123456");
    assert_eq!(phone["servicePhone"][1]["telephone"], "112");
    assert_eq!(phone["servicePhone"][0]["hoursAvailable"][0], hours);
    let mail = list_of(&data["availableChannel"], "e-post");
    assert_eq!(mail["servicePhone"]["email"], "namn@example.org");
    assert_eq!(mail["servicePhone"]["@type"], "ContactPoint");
    let visit = list_of(&data["availableChannel"], "besök");
    assert_eq!(visit["serviceLocation"]["address"][0]["streetAddress"], "Gatan 1");
    assert_eq!(visit["serviceLocation"]["specialOpeningHoursSpecification"][0], closed);
    // The page says what the exports say.
    let page = built.file("full.html").visible();
    for said in [
        "Avvikande öppettider 24–26 december 2026: stängt;",
        "1 juni–31 augusti varje år: måndag 10:00–12:00, tisdag 13:00–15:00;",
        "30 december 2026–2 januari 2027: 20:00–02:00;",
    ] {
        assert!(page.contains(said), "no {said} in {page}");
    }
}

fn list_of<'a>(channels: &'a Value, name: &str) -> &'a Value {
    channels.as_array().unwrap().iter().find(|channel| channel["name"] == name).unwrap()
}

#[test]
fn a_closed_service_offers_no_door() {
    let site = full();
    site.write("content/full.md", FULL.replace("status: active", "status: defunct"));
    let built = site.build();
    built.succeeds();
    assert!(!built.has("full.vcf"));
    let data = json_ld(built.file("full.html").0.as_bytes()).unwrap();
    assert!(data["availableChannel"].is_null() && data["hoursAvailable"].is_null());
    assert_eq!(data["disambiguatingDescription"], "upphörd");
}

#[test]
fn a_site_without_records_has_no_exports_of_them() {
    let built = Fixture::new().page("a.md", "# A\n").build();
    built.succeeds();
    assert!(!built.paths().iter().any(|path| path.starts_with("api/")));
}
