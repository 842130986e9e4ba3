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
channels: [phone, email, chat, visit, post, web]
schedules:
  - {days: [mon, tue], opens: "09:00", closes: "16:00"}
  - {days: [fri], opens: "20:00", closes: "02:00", past_midnight: true}
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
way_in: [self]
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
