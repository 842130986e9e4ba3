//! The finder has its rules twice, for the ready-made pages and for the page that answers at once: both give
//! one answer to every question, over the bundled services and over services of every kind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod common;

use common::Fixture;
use common::dice::Dice;
use lykta::content::page::Details;
use lykta::content::period::Period;
use lykta::content::service::{AudienceRole, Channel, Status, TargetGroup, WayIn};
use lykta::finder::{
    Ages, Anonymity, Criteria, Exception, Facet, Group, Hours, Moment, Query, answer, count, count_places,
    facets,
};
use serde_json::json;
use std::path::Path;
use std::process::Command;

const PLACES: [&str; 7] = ["national", "14", "1480", "1490", "12", "1280", "13"];
const ROLES: [AudienceRole; 5] = [
    AudienceRole::Exposed,
    AudienceRole::Relatives,
    AudienceRole::Professionals,
    AudienceRole::Buyers,
    AudienceRole::UnwantedSexuality,
];
const GROUPS: [TargetGroup; 10] = [
    TargetGroup::Children,
    TargetGroup::YoungPeople,
    TargetGroup::Adults,
    TargetGroup::Girls,
    TargetGroup::Boys,
    TargetGroup::Women,
    TargetGroup::Men,
    TargetGroup::TransPeople,
    TargetGroup::Hbtqi,
    TargetGroup::Everyone,
];
const CHANNELS: [Channel; 4] = [Channel::Chat, Channel::Phone, Channel::Visit, Channel::Web];
const PERIODS: [(&str, &str); 5] = [
    ("2026-12-24", "2026-12-24"),
    ("02-29", "02-29"),
    ("12-24", "12-26"),
    ("2026-12-20", "2027-01-06"),
    ("12-30", "01-02"),
];
const DAYS: [&str; 8] = [
    "2026-12-19",
    "2026-12-24",
    "2026-12-27",
    "2027-01-01",
    "2027-01-07",
    "2028-02-29",
    "2028-03-01",
    "2031-12-26",
];
const WAYS: [WayIn; 3] = [WayIn::Oneself, WayIn::Referral, WayIn::Professional];

fn service(dice: &mut Dice) -> Criteria {
    let statuses =
        [Status::Active, Status::Active, Status::Unknown, Status::Defunct, Status::TemporarilyClosed];
    let limit = |dice: &mut Dice, from: i64| dice.one_in(3).then(|| from + i64::from(dice.roll(12) as u8));
    Criteria {
        status: *dice.of(&statuses),
        ages: dice.known(|dice| Ages { min: limit(dice, 8), max: limit(dice, 17) }),
        place: dice.known(|dice| (*dice.of(&PLACES)).to_owned()),
        areas: dice.one_in(3).then(|| dice.some(&PLACES).into_iter().map(str::to_owned).collect()),
        areas_open: dice.one_in(3),
        groups: dice.known(|dice| dice.some(&GROUPS)),
        roles: dice.known(|dice| dice.some(&ROLES)),
        channels: dice.known(|dice| dice.some(&CHANNELS)),
        channels_open: dice.one_in(3),
        anonymous: *dice.of(&[Anonymity::Yes, Anonymity::No, Anonymity::Unknown, Anonymity::Disputed]),
        way_in: dice.known(|dice| dice.some(&WAYS)),
        way_in_open: dice.one_in(3),
        hours: dice.one_in(3).then(|| vec![hours(dice), hours(dice)]),
        exceptions: dice.some(&PERIODS).into_iter().map(|period| exception(dice, period)).collect(),
    }
}

fn hours(dice: &mut Dice) -> Hours {
    Hours {
        days: dice.some(&[0, 1, 2, 3, 4, 5, 6]),
        opens: dice.roll(1440) as u16,
        closes: dice.roll(1440) as u16,
    }
}

fn exception(dice: &mut Dice, (from, to): (&str, &str)) -> Exception {
    let period = Period::parse(from, to).unwrap();
    Exception { period, hours: if dice.one_in(2) { vec![hours(dice)] } else { Vec::new() } }
}

fn query(dice: &mut Dice) -> Query {
    let groups = [Group::Female, Group::Male, Group::Trans, Group::Hbtqi];
    let mut query = Query::new(*dice.of(&ROLES));
    query.age = dice.one_in(3).then(|| *dice.of(&[(0, 14), (15, 17), (16, 16), (18, 25), (26, 130)]));
    query.place = dice.one_in(3).then(|| (*dice.of(&PLACES)).to_owned());
    query.groups = if dice.one_in(3) { dice.some(&groups) } else { Vec::new() };
    query.channels = if dice.one_in(3) { dice.some(&CHANNELS) } else { Vec::new() };
    query.anonymous = dice.one_in(3);
    query.way_in = dice.one_in(3).then(|| *dice.of(&WAYS));
    query.open = dice
        .one_in(3)
        .then(|| Moment { date: dice.of(&DAYS).parse().unwrap(), minute: dice.roll(1440) as u16 });
    query
}

/// Services with questions about them, and the answers that Rust gives.
fn case(services: &[Criteria], queries: &[Query]) -> serde_json::Value {
    let answers: Vec<_> = queries.iter().map(|query| json!([query, answer(services, query)])).collect();
    json!({ "services": services, "asked": answers })
}

fn bundled() -> Vec<Criteria> {
    let options = lykta::Options { base_url: None, today: "2026-11-23".parse().unwrap(), drafts: false };
    let Ok(loaded) = lykta::load(Path::new(env!("CARGO_MANIFEST_DIR")), &options) else {
        panic!("the bundled site does not load")
    };
    let details = loaded.site.pages_in("sv").map(|(_, page)| &page.content.details);
    let services = details.filter_map(|details| match details {
        Details::Service(service) => Some(Criteria::of(service)),
        _ => None,
    });
    services.collect()
}

#[test]
fn the_page_answers_as_the_ready_made_pages_do() {
    if Command::new("node").arg("--version").output().is_err() {
        eprintln!("skipped: there is no node");
        return;
    }
    let mut dice = Dice(14);
    let real = bundled();
    let mut queries: Vec<Query> = facets(&real).iter().flat_map(Facet::queries).collect();
    queries.extend((0..400).map(|_| query(&mut dice)));
    let made: Vec<Criteria> = (0..300).map(|_| service(&mut dice)).collect();
    let asked: Vec<Query> = (0..400).map(|_| query(&mut dice)).collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.json");
    let cases = json!([case(&real, &queries), case(&made, &asked)]);
    std::fs::write(&file, serde_json::to_vec(&cases).unwrap()).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(root.join("tests/browser/lib/finder-cases.cjs"))
        .arg(&file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), format!("{} answers", queries.len() + 400));
}

#[test]
fn the_counts_beside_the_choices_are_those_of_the_answers() {
    let mut dice = Dice(41);
    let services: Vec<Criteria> = (0..200).map(|_| service(&mut dice)).collect();
    for _ in 0..100 {
        let query = query(&mut dice);
        let left = |query: &Query| {
            let found = answer(&services, query);
            found.fits.len() + found.may.len()
        };
        assert_eq!(count(&services, &query), left(&query), "{query:?}");
        let places = count_places(&services, &query);
        for place in PLACES.into_iter().filter(|place| *place != "national") {
            let here = Query { place: Some(place.to_owned()), ..query.clone() };
            assert_eq!(places.of(place), left(&here), "{here:?}");
        }
    }
}

const SERVICE: &str = "---\ntitle: Stödet\ntype: service\nsource: k\nstatus: active\nminimum_age: 16\n\
    place: \"municipality:Lund\"\nservice_areas: [\"county:Skåne län\"]\naudience_role: [exposed]\nchannels: [chat]\n---\n";
const SOURCE: &str = "---\ntitle: Källan\ntype: source\nid: k\npublished: 2019\npublisher: Utgivaren\n---\n";

fn small() -> Fixture {
    Fixture::new().page("stod/ett.md", SERVICE).page("k.md", SOURCE)
}

#[test]
fn ready_made_pages_show_what_fits_and_why_not() {
    let built = small().build();
    built.succeeds();
    built.file("find/index.html").has("skane-lan.html").has("lund.html").has("16-17.html").has("chatt.html");
    let lund = built.file("find/lund.html").visible();
    assert!(lund.contains("Passar 1"), "{lund}");
    let young = built.file("find/0-15.html").visible();
    assert!(young.contains("Passar inte 1"), "{young}");
    assert!(young.contains("Tar emot från 16 år, enligt Utgivaren (2019)"), "{young}");
    // The form and its script are on the section's page and nowhere else.
    built.file("stod/index.html").has("finder_data").has("assets/finder-loader.").has("assets/finder.");
    built.file("stod/ett.html").lacks("assets/finder");
    built.file("find/lund.html").lacks("assets/finder");
}

#[test]
fn a_site_without_services_has_no_finder() {
    let built = Fixture::new().page("a.md", "# A\n").build();
    assert!(!built.succeeds().has("find/index.html"));
}

#[test]
fn the_finder_s_pages_need_their_addresses() {
    let told = small().page("find/lund.md", "# Lund\n").build().fails(1);
    assert!(told.contains("site/same-url") && told.contains("find/lund.html"), "{told}");
    let named = Fixture::with_config("title = \"P\"\nlanguage = \"sv\"\n[urls]\nfinder = \"hitta\"\n");
    assert!(
        named.page("stod/ett.md", SERVICE).page("k.md", SOURCE).build().succeeds().has("hitta/lund.html")
    );
}

#[test]
fn ready_made_pages_have_their_language_in_their_addresses() {
    let config = "title = \"P\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"P\"\n[urls]\nfinder = \"hitta\"\n\
                  coverage = \"tackning\"\n";
    let site = Fixture::with_config(config).page("k.md", SOURCE).page("stod/ett.md", SERVICE);
    let built =
        site.page("stod/_index.en.md", "# Support\n").page("stod/ett.en.md", "# The support\n").build();
    built.succeeds();
    for page in ["hitta/utsatta.html", "hitta/chatt.html", "hitta/hela-landet.html", "en/hitta/exposed.html"]
    {
        assert!(built.has(page), "{page} in {:?}", built.paths());
    }
    // The switch of languages leads from one's word to the other's.
    built.file("hitta/utsatta.html").has("../en/hitta/exposed.html");
    built.file("en/hitta/whole-country.html").has("../../hitta/hela-landet.html");
    built.file("tackning.html").has("en/tackning.html");
}

#[test]
fn where_the_sources_are_silent_is_a_page() {
    let built = small().build();
    let page = built.succeeds().file("coverage.html");
    page.has("<caption id=coverage_exposed_caption>")
        .has("<th scope=row>Lund")
        .has("<th scope=col>under 16 år");
    let text = page.visible();
    assert!(text.contains("Lund Inget angivet Känt Stödet Känt Stödet"), "{text}");
    assert!(text.contains("Övriga län Inget angivet"), "{text}");
    built.file("find/index.html").has("../coverage.html");
    built.file("stod/index.html").has("../coverage.html");
    assert!(!Fixture::new().page("a.md", "# A\n").build().succeeds().has("coverage.html"));
}

#[test]
fn a_text_can_link_to_pages_that_have_no_file() {
    let config =
        "title = \"P\"\nlanguage = \"sv\"\n[languages.en]\ntitle = \"P\"\n[urls]\ncoverage = \"tackning\"\n";
    let site = Fixture::with_config(config).page("k.md", SOURCE).page("stod/ett.md", SERVICE);
    let site = site.page("stod/_index.en.md", "# Support\n").page("stod/ett.en.md", "# The support\n");
    let text = "# Om\n\n[Täckning](/tackning.html), [](../a-z.html), [lund](/find/lund.html)\n";
    let site = site.page("om/om.md", text).page("om/om.en.md", text);
    let built = site.build();
    built.succeeds();
    let swedish = built.file("om/om.html");
    swedish.has("<a href=\"../tackning.html\">Täckning</a>").has("<a href=\"../a-z.html\">a-z.html</a>");
    let english = built.file("en/om/om.html");
    english
        .has("<a href=\"../../en/tackning.html\">Täckning</a>")
        .has("<a href=\"../../en/find/lund.html\">lund</a>");
    for (link, code, help) in [
        ("/tacknin.html", "link/no-page", "Did you mean `/tackning.html`?"),
        ("/stod/ett.html", "link/no-page", "Did you mean `/stod/ett.md`?"),
        ("/tackning.html#lund", "link/no-heading", "Leave out what follows `#`."),
    ] {
        site.write("content/om/om.en.md", "# About\n");
        site.write("content/om/om.md", format!("# Om\n\n[Täckning]({link})\n"));
        let told = site.build().fails(1);
        assert!(told.contains(code) && told.contains(help) && told.contains("om/om.md:3:"), "{told}");
    }
}

#[test]
fn a_service_names_others_or_says_that_there_are_none() {
    let other = SERVICE.replace("Stödet", "Huset").replace("minimum_age: 16", "maximum_age: 15");
    let alone = small().build();
    alone.succeeds().file("stod/ett.html").has("Om det inte passar").has("Källorna nämner ingen annan.");
    let built = small().page("stod/hus.md", &other).build();
    let page = built.succeeds().file("stod/ett.html").visible();
    assert!(page.contains("För samma personer i samma område Källorna nämner ingen annan."), "{page}");
    assert!(page.contains("För den som är under 16 år Huset"), "{page}");
    let closed = small().page("stod/hus.md", other.replace("status: active", "status: defunct")).build();
    closed.succeeds().file("stod/hus.html").has("Vart i stället");
    closed.file("stod/ett.html").lacks("Huset</a></h4>");
}
