//! What an editor can get wrong: each mistake is told where it is and how to mend it, all of them at once,
//! and the site that was there stays as it was.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::Fixture;

/// Builds a good site, then the same with a mistake; the first one's output stays. Returns what was told.
#[track_caller]
fn told(good: &Fixture, break_it: impl FnOnce(&Fixture)) -> String {
    let before = good.build().succeeds().bytes();
    break_it(good);
    let built = good.build();
    let told = built.fails(1);
    let mut after = built.bytes();
    // What the test itself put there is not Lykta's doing.
    after.retain(|path, _| before.contains_key(path));
    assert_eq!(after, before, "the output was touched");
    told
}

fn good() -> Fixture {
    Fixture::new().page("a.md", "---\ntitle: Ålder\n---\n\n## Gräns\n\nText.\n")
}

#[test]
fn malformed_front_matter() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write("content/yaml.md", "---\ntitle: Ålder\nlist: [1, 2\n---\n");
        site.write("content/toml.md", "+++\ntitle = \"Ålder\n+++\n");
        site.write("content/twice.md", "---\ntitle: a\ntitle: b\n---\n");
        site.write("content/unclosed.md", "---\ntitle: a\n\nText.\n");
    }));
}

#[test]
fn a_byte_order_mark_and_crlf_do_not_move_places() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write(
            "content/notepad.md",
            "\u{feff}---\r\ntitle: Åäö\r\ndatum: 2026-01-01\r\n---\r\n\r\n[x](b.md)\r\n",
        );
    }));
}

#[test]
fn no_title() {
    insta::assert_snapshot!(told(&good(), |site| site.write("content/b.md", "Bara text.\n")));
}

#[test]
fn unknown_keys_and_kinds() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write("content/b.md", "---\ntitel: B\ntype: artikel\ntopic: x\n---\n# B\n");
        site.write("content/c.md", "---\ntitle: C\ntype: service\nphone: \"1\"\n---\n");
        site.write("content/d.md", "---\ntitle: yes\ndraft: yes\n---\n");
    }));
}

#[test]
fn bad_dates_and_words() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write("content/b.md", "---\ntitle: B\ndate: 2026-13-01\nexpires: i morgon\n---\n");
        site.write("content/s.md", "---\ntitle: S\ntype: source\npublished: förra året\n---\n");
        site.write(
            "content/t.md",
            "---\ntitle: T\ntype: service\nsource: s\nstatus: aktiv\nphones: 020390000\nplace: \"county:Hallend\"\n---\n",
        );
    }));
}

#[test]
fn not_utf8() {
    insta::assert_snapshot!(told(&good(), |site| site.write("content/b.md", b"---\ntitle: B\n---\nf\xf6r\n")));
}

#[test]
fn two_pages_with_one_address() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write("content/Å.md", "# Å\n");
        site.write("content/å b.md", "# B\n");
        site.write("content/a-b.md", "# C\n");
        site.write("content/sub/x.md", "# X\n");
        site.write("content/sub.md", "# Sub\n");
        site.write("content/search.md", "# Sök\n");
        site.write("content/c.md", "---\ntitle: C\naliases: [/a.html, ../x]\n---\n");
        site.write("content/index.md", "# Start\n");
    }));
}

#[test]
fn links_that_lead_nowhere() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write(
            "content/b.md",
            "# B\n\n[en](aa.md) [två](a.md#grans) [tre](a.md#gräsn) [[Ålderr]] [[a#Gräns]] [fem](../../x.md)\n\n\
             [sex](#nej) ![sju](bild.png)\n",
        );
    }));
}

#[test]
fn template_errors_name_the_page() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write(
            "templates/article.html",
            "{% extends \"base.html\" %}\n{% block main %}{{ page.titel }}{% endblock %}\n",
        );
    }));
}

#[test]
fn a_template_that_does_not_compile() {
    insta::assert_snapshot!(
        told(&good(), |site| site.write("templates/article.html", "{% if page %}\n<p>\n"))
    );
}

#[test]
fn a_missing_theme() {
    let site = good();
    site.build().succeeds();
    site.write("lykta.toml", "title = \"Provplats\"\nlanguage = \"sv\"\ntheme = \"annat\"\n");
    insta::assert_snapshot!(site.build().fails(2));
}

#[test]
fn configuration() {
    let site = good();
    site.write(
        "lykta.toml",
        "titel = \"a\"\nlanguage = \"svenska\"\nbase_url = \"exempel\"\n[urls]\na_z = \"A Ö\"\n",
    );
    insta::assert_snapshot!(site.build().fails(2));
    site.write("lykta.toml", "title = \n");
    insta::assert_snapshot!(site.build().fails(2));
}

#[test]
fn colours_that_cannot_be_read() {
    let site = good();
    site.write(
        "lykta.toml",
        "title = \"Provplats\"\nlanguage = \"sv\"\n[colours]\nlink = \"#ff6600\"\nnight = \"röd\"\n[colours.dark]\nglow = \"#777\"\n",
    );
    let first = site.build().fails(2);
    site.write(
        "lykta.toml",
        "title = \"Provplats\"\nlanguage = \"sv\"\n[colours]\nlink = \"#ff6600\"\nnight = \"#6b3a78\"\n[colours.dark]\nglow = \"#777\"\n",
    );
    let told = site.build().fails(2);
    insta::assert_snapshot!(format!("{first}\n{told}"));
    // What the help says is taken.
    let tone = |of: &str| {
        let help = told.split(of).nth(1).and_then(|rest| rest.split("holds is `").nth(1)).expect("a tone");
        help.split('`').next().unwrap_or_default().to_owned()
    };
    let (link, glow) = (tone("In light, `link`"), tone("In dark, `glow`"));
    site.write(
        "lykta.toml",
        format!("title = \"Provplats\"\nlanguage = \"sv\"\n[colours]\nlink = \"{link}\"\n[colours.dark]\nglow = \"{glow}\"\n"),
    );
    let built = site.build();
    built.succeeds();
    let css =
        built.paths().into_iter().find(|path| path.starts_with("assets/lykta.") && path.contains("css"));
    let css = built.file(&css.expect("a style sheet"));
    css.has(&format!("--link:{link}")).has(&format!("--action:{glow}")).has("prefers-contrast:no-preference");
}

#[test]
fn a_quick_exit_that_leads_nowhere() {
    let site = good();
    insta::assert_snapshot!(told(&site, |site| {
        site.write("content/b.md", "---\ntitle: B\nquick_exit: true\n---\n");
        site.write("content/s/_index.md", "---\ntitle: S\ncascade: {quick_exit: true}\n---\n");
    }));
    let config = "title = \"Provplats\"\nlanguage = \"sv\"\n[quick_exit]\n";
    for mistake in ["guide = \"a\"", "url = \"http://example.org\"", "url = \"javascript:alert(1)\""] {
        site.write("lykta.toml", format!("{config}{mistake}\n"));
        let told = site.build().fails(2);
        assert!(told.contains("config/bad-exit") && told.contains("lykta.toml:"), "{told}");
    }
    site.write("lykta.toml", format!("{config}url = \"https://example.org/\"\nguide = \"aa\"\n"));
    let told = site.build().fails(2);
    assert!(told.contains("record/unknown-id") && told.contains("Did you mean `a`?"), "{told}");
}

#[test]
fn a_file_that_lykta_did_not_write() {
    insta::assert_snapshot!(told(&good().page("b.md", "# B\n").file("public/egen.txt", "min"), |site| {
        site.write("content/egen.md", "# Egen\n");
        site.write("public/egen.html", "min egen sida");
    }));
}

#[test]
fn ids_that_belong_to_nothing() {
    insta::assert_snapshot!(told(&good(), |site| {
        site.write("content/kalla.md", "---\ntitle: K\ntype: source\nid: kalla\nconsulted: false\n---\n");
        site.write("content/last.md", "---\ntitle: L\ntype: source\nid: last\n---\n");
        site.write(
            "content/b.md",
            "---\ntitle: B\ntype: service\nsource: kala\nstatus: active\norganization: {value: last, source: last}\n\
             minimum_age: {value: 15, source: kalla}\ncost: {value: gratis}\n---\n",
        );
        site.write("content/c/last.md", "---\ntitle: L\n---\n");
        site.write("content/d.md", "---\ntitle: D\ntype: service\nanonymous: yes\n---\n");
        site.write("content/e.md", "---\ntitle: E\ntype: term\n---\n");
    }));
}

#[test]
fn errors_come_together_sorted_by_path() {
    let site = good();
    for name in ["z", "m", "b"] {
        site.write(&format!("content/{name}.md"), "---\ntitle: T\nfel: 1\n---\n[x](nej.md)\n");
    }
    let told = site.build().fails(1);
    let places: Vec<&str> =
        told.lines().filter_map(|line| line.trim().strip_prefix("--> content/")).collect();
    let wanted = ["b.md:3:1", "b.md:5:1", "m.md:3:1", "m.md:5:1", "z.md:3:1", "z.md:5:1"];
    assert_eq!(places, wanted, "{told}");
}

#[test]
fn machine_formats_hold_the_same() {
    let site = good().page("b.md", "---\ntitle: B\nfel: 1\n---\n");
    let json = site.run(&["build", "--message-format", "json"]).fails(1);
    let one: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!(one["code"], "front-matter/unknown-key");
    assert_eq!(one["location"]["spot"]["line"], 3);
    let github = site.run(&["build", "--message-format", "github"]).fails(1);
    assert!(
        github.starts_with("::error title=front-matter/unknown-key,file=content/b.md,line=3,col=1::"),
        "{github}"
    );
}

#[test]
fn wrong_use_is_told_apart() {
    let site = good();
    assert_eq!(site.run(&["bygg"]).code(), 2);
    assert_eq!(site.run(&["build", "--date", "i dag"]).code(), 2);
    assert_eq!(site.run(&["build", "--root", "finns inte"]).code(), 2);
    assert_eq!(site.run(&["build", "--base-url", "example"]).code(), 2);
}

#[test]
fn strict_makes_warnings_stop_the_build() {
    let site = good().page("b.md", "# B\n\n### Tre\n");
    let built = site.run(&["build", "--strict"]);
    assert!(built.fails(1).contains("warning[markdown/heading-level]"));
    assert!(!built.has("index.html"));
    assert_eq!(site.build().code(), 0);
}

/// A service record with these fields.
fn record(fields: &str) -> String {
    format!("---\ntitle: Huset\ntype: service\nsource: k\n{fields}\n---\n")
}

fn good_with_source() -> Fixture {
    good().page("k.md", "---\ntitle: K\ntype: source\npublished: \"2019\"\n---\n")
}

#[test]
fn claims_that_contradict_each_other() {
    insta::assert_snapshot!(told(&good_with_source(), |site| {
        let claims = "minimum_age:\n  claims:\n    - {value: 15, source: k}\n    - {value: 18, source: k}\n\
                      cost:\n  claims:\n    - {value: Gratis, source: k}\n    - {value: gratis, source: k, state: disputed}\n\
                      statements:\n  - subject: Tar huset emot?\n    claims: [{value: Ja}, {value: Nej}]";
        site.write("content/huset.md", record(claims));
    }));
}

#[test]
fn texts_that_contradict_a_record() {
    let fields = "phones:\n  claims:\n    - {value: \"020-390 000\"}\n    - {value: \"020-390 00 00\", state: superseded}\n\
                  minimum_age: 15\nstatus: active";
    insta::assert_snapshot!(told(&good_with_source().page("huset.md", record(fields)), |site| {
        site.write(
            "content/b.md",
            "# B\n\nRing [Huset](huset.md), [020-390 001](tel:+4620390001), förr 020-390 00 00. Eller 08-555 123 45.\n\n\
             Huset är från 16 år. Huset finns inte längre.\n",
        );
    }));
}

#[test]
fn records_that_cannot_be_right() {
    insta::assert_snapshot!(told(&good_with_source(), |site| {
        let fields = "minimum_age: 25\nmaximum_age: 15\nage_policy: none\nphones: [\"020-390 00 00 0\", \"390 000\"]\n\
                      schedules:\n  - {days: [mon], opens: \"20:00\", closes: \"02:00\"}\n";
        site.write("content/huset.md", record(fields));
        let night = "schedules: [{days: [mon], opens: \"08:00\", closes: \"16:00\", past_midnight: true}]";
        site.write("content/natt.md", record(night));
    }));
}

#[test]
fn a_night_ends_on_the_day_after() {
    let night = "schedules: [{days: [fri], opens: \"20:00\", closes: \"02:00\", past_midnight: true}]";
    good_with_source().page("huset.md", record(night)).build().succeeds();
}

/// The code and line of every error that was told.
fn codes(told: &str) -> Vec<(String, String)> {
    let errors = told.split("\n\n").filter(|one| one.starts_with("error["));
    let one = |text: &str| {
        let code = text["error[".len()..].split(']').next().unwrap().to_owned();
        let place = text.lines().find_map(|line| line.trim().strip_prefix("--> content/")).unwrap();
        (code, place.rsplit_once(':').map_or(place, |(line, _)| line).to_owned())
    };
    errors.map(one).collect()
}

#[test]
fn every_mistake_in_a_record_has_its_own_code_at_its_line() {
    for (fields, code, line) in [
        ("minimum_age: 25\nmaximum_age: 15", "record/ages-swapped", 5),
        ("status: active\nplace: \"county:Hallanda län\"", "record/unknown-area", 6),
        ("place: Halland", "record/unknown-area", 5),
        ("cost: {value: Gratis, source: finns-inte}", "record/unknown-id", 5),
        ("organization: finns-inte", "record/unknown-id", 5),
        ("schedules: [{days: [mon], opens: \"16:00\", closes: \"08:00\"}]", "record/bad-schedule", 5),
        ("schedules: [{days: [mon], opens: \"25:00\", closes: \"26:00\"}]", "record/bad-time", 5),
        ("schedules: [{opens: \"08:00\", closes: \"16:00\"}]", "record/no-days", 5),
        (
            "schedules: [{days: [måndag], opens: \"08:00\", closes: \"16:00\"}]",
            "front-matter/unknown-word",
            5,
        ),
        ("schedules: [{days: [mon], opens: \"08:00\"}]", "record/bad-schedule", 5),
        (
            "schedule_exceptions:\n  - {valid_from: 2026-12-24, valid_to: 2026-12-23, closed: true}",
            "record/bad-period",
            6,
        ),
        (
            "schedule_exceptions:\n  - {valid_from: 06-01, valid_to: 08-31, closed: true}\n  \
             - {valid_from: 2026-08-20, valid_to: 2026-09-10, closed: true}",
            "record/exceptions-overlap",
            7,
        ),
        (
            "schedule_exceptions:\n  - {valid_from: 2026-12-24, valid_to: 2026-12-24, close: true}",
            "front-matter/unknown-key",
            6,
        ),
        ("phones: [\"08-12\"]", "record/impossible-phone", 5),
        ("phones: [ring oss]", "record/bad-phone", 5),
        ("phones: [08123456]", "record/unquoted-phone", 5),
        ("email: info(at)example.org", "record/bad-email", 5),
        ("url: \"javascript:alert(1)\"", "record/bad-url", 5),
        ("id: k", "content/duplicate-id", 5),
    ] {
        let told = told(&good_with_source(), |site| site.write("content/huset.md", record(fields)));
        let codes = codes(&told);
        assert!(
            codes.contains(&(code.to_owned(), format!("huset.md:{line}"))),
            "{fields}: {codes:?}\n{told}"
        );
    }
}
