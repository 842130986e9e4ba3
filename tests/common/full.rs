//! A site with a record that has every field.

use super::Fixture;

/// A service with everything a record can hold.
pub const FULL: &str = r#"---
title: "Allt; och, lite till"
type: service
description: Beskrivning.
source: s
status: active
assured_date: 2026-01-31
organization: o
alternate_name: ["A", "B"]
phones: ["031-12 34 56", "112"]
email: namn@example.org
url: www.example.org/väg
channels: {value: [phone, email, chat, visit, post, web], partial: true}
schedules:
  - {days: [mon, tue], opens: "09:00", closes: "16:00"}
  - {days: [fri], opens: "20:00", closes: "02:00", past_midnight: true}
schedule_exceptions:
  value:
    - {valid_from: 2026-12-24, valid_to: 2026-12-26, closed: true}
    - {valid_from: 06-01, valid_to: 08-31, days: [mon], opens: "10:00", closes: "12:00"}
    - {valid_from: 06-01, valid_to: 08-31, days: [tue], opens: "13:00", closes: "15:00"}
    - {valid_from: 2026-12-30, valid_to: 2027-01-02, opens: "20:00", closes: "02:00", past_midnight: true}
    - {valid_from: 2026-06-08, valid_to: 2026-06-21, days: [mon, thu], opens: "09:00", closes: "12:00"}
  source: s
  note: På anslaget.
place: "municipality:Göteborg"
locality: Hisingen
service_areas: ["county:Hallands län", national]
addresses:
  - {address_1: "Gatan 1", postal_code: "411 01", city: "Göteborg"}
  - {postal_code: "411 02", city: "Utan gata"}
  - {address_1: "Hemliga gatan 7", city: "Dold", confidential: true}
languages: [sv, en]
interpretation: "yes"
cost: Gratis
minimum_age: 15
maximum_age: 25
age_policy: range
target_groups: [young_people]
audience_role: [exposed]
offers: [support]
anonymous: "no"
way_in: {value: [self], inferred: true, note: Av sammanhanget.}
session_limit: 15
accessibility: Hiss
alert: Stängt i juli.
---
"#;

/// It, with its organization and source.
pub fn full() -> Fixture {
    Fixture::with_config("title = \"Provplats\"\nlanguage = \"sv\"\nbase_url = \"https://example.org/\"\n")
        .page("s.md", "---\ntitle: Källan\ntype: source\npublished: \"2026\"\n---\n")
        .page(
            "o.md",
            "---\ntitle: Kommunen\ntype: organization\nsource: s\norganization_type: municipality\n---\n",
        )
        .page("full.md", FULL)
}
