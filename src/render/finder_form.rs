//! The finder's form: its choices with what each would give, and what its script needs to know.

use super::facts::word;
use super::finder::Said;
use super::json_ld::for_script;
use super::links::{Link, made};
use super::{Facts, Renderer};
use crate::content::areas::{Place, places};
use crate::content::service::{AudienceRole, Status, WayIn};
use crate::finder::{
    Band, CHANNELS, Criteria, Group, PlaceCounts, Query, ROLES, Reason, bands, count, count_places,
};
use crate::site::Finder;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A choice of the form.
#[derive(Serialize)]
struct Choice {
    value: String,
    text: String,
    /// How many services it would leave as the first choice.
    count: usize,
}

/// A county with its municipalities.
#[derive(Serialize)]
struct County {
    code: &'static str,
    name: &'static str,
    count: usize,
    municipalities: Vec<Choice>,
}

/// The form.
#[derive(Serialize)]
pub(super) struct Form {
    index: Link,
    coverage: Link,
    roles: Vec<Choice>,
    ages: Vec<Choice>,
    counties: Vec<County>,
    groups: Vec<Choice>,
    channels: Vec<Choice>,
    ways: Vec<Choice>,
    /// How many services there are for one who has chosen nothing.
    all: usize,
    /// How many of them may take somebody who wants to be anonymous.
    anonymous: usize,
    /// Whether any service is known to be there, so that any can be said to fit.
    any_active: bool,
    /// What the script needs: the criteria of each service, and the texts of its answers.
    data: String,
}

impl Renderer<'_> {
    /// The form as it stands before anything is chosen.
    pub(super) fn finder_form(
        &self,
        language: &str,
        finder: &Finder,
        criteria: &[Criteria],
        facts: &[Arc<Facts>],
    ) -> Form {
        let asked = |change: &dyn Fn(&mut Query)| {
            let mut query = Query::new(AudienceRole::Exposed);
            change(&mut query);
            count(criteria, &query)
        };
        let channels = named(CHANNELS, criteria.iter().map(|one| one.channels.as_deref()));
        let groups = [Group::Female, Group::Male, Group::Trans, Group::Hbtqi];
        let ways = [WayIn::Oneself, WayIn::Referral, WayIn::Professional];
        Form {
            index: made(self.text(language, "finder-index-title"), finder.index_url().to_owned()),
            coverage: self.coverage_link(language),
            roles: self
                .choices(language, "finder-role", &roles(criteria), |role| asked(&|query| query.role = role)),
            ages: self.ages(language, criteria, |band| asked(&|query| query.age = Some(band.ages()))),
            counties: self.counties(language, &count_places(criteria, &Query::new(AudienceRole::Exposed))),
            groups: self.choices(language, "finder-group", &groups, |group| {
                asked(&|query| query.groups = vec![group])
            }),
            channels: self.choices(language, "channel", &channels, |channel| {
                asked(&|query| query.channels = vec![channel])
            }),
            ways: self.choices(language, "way-in", &ways, |way| asked(&|query| query.way_in = Some(way))),
            all: asked(&|_| ()),
            anonymous: asked(&|query| query.anonymous = true),
            any_active: criteria.iter().any(|one| one.status == Status::Active),
            data: self.data(language, criteria, facts),
        }
    }

    fn data(&self, language: &str, criteria: &[Criteria], facts: &[Arc<Facts>]) -> String {
        let services = criteria.iter().zip(facts).map(|(one, facts)| {
            let mut data = json!(one);
            let says = self.says(language, facts);
            let said = |(key, (text, source)): (&'static str, Said)| {
                (key.to_owned(), json!([text, source.map(|source| source.text)]))
            };
            let says: Map<String, Value> = says.into_iter().map(said).collect();
            if let Some(object) = data.as_object_mut() {
                object.insert("says".to_owned(), Value::Object(says));
            }
            data
        });
        let text = |key: &str| self.text_with(language, key, &[("value", "{v}")]);
        let why: Map<String, Value> = Reason::ALL
            .into_iter()
            .map(|reason| {
                let key = word(&reason);
                let text = text(&format!("finder-why-{}", key.replace('_', "-")));
                (key, json!([text, reason.fact()]))
            })
            .collect();
        let counts = [("fits", "{f}"), ("may", "{m}"), ("not", "{n}")];
        let data = json!({
            "services": services.collect::<Vec<_>>(),
            "why": why,
            "texts": {
                "tally": self.text_with(language, "finder-tally", &counts),
                "according": self.text(language, "according-to"),
                "sheet": self.text_with(language, "finder-sheet-print", &[("n", "{n}")]),
                "unknown": text("finder-unknown"),
                "or": self.text_with(language, "finder-or", &[("first", "{a}"), ("last", "{z}")]),
                "more": self.text_with(language, "finder-more", &[("n", "{n}")]),
            },
        });
        for_script(&data)
    }

    fn choices<T: Serialize + Copy>(
        &self,
        language: &str,
        prefix: &str,
        words: &[T],
        count: impl Fn(T) -> usize,
    ) -> Vec<Choice> {
        let choice = |one: &T| {
            let value = word(one);
            Choice { text: self.word_text(language, prefix, &value), value, count: count(*one) }
        };
        words.iter().map(choice).collect()
    }

    fn ages(&self, language: &str, criteria: &[Criteria], count: impl Fn(Band) -> usize) -> Vec<Choice> {
        let choice = |band: Band| {
            let (from, to) = band.ages();
            Choice { value: format!("{from}-{to}"), text: self.band_text(language, band), count: count(band) }
        };
        bands(criteria).into_iter().map(choice).collect()
    }

    /// Every place that a person can be in.
    fn counties(&self, language: &str, counts: &PlaceCounts<'_>) -> Vec<County> {
        let mut counties: Vec<County> = places("county")
            .map(|county| {
                let inside = places("municipality").filter(|place| place.code.starts_with(county.code));
                let choice = |place: Place| Choice {
                    value: place.code.to_owned(),
                    text: place.name.to_owned(),
                    count: counts.of(place.code),
                };
                let mut municipalities: Vec<Choice> = inside.map(choice).collect();
                municipalities.sort_by(|a, b| self.site.compare(language, &a.text, &b.text));
                County { code: county.code, name: county.name, count: counts.of(county.code), municipalities }
            })
            .collect();
        counties.sort_by(|a, b| self.site.compare(language, a.name, b.name));
        counties
    }
}

/// The roles that a reader can ask in: those that a service names, and always the person exposed.
fn roles(criteria: &[Criteria]) -> Vec<AudienceRole> {
    let named = named(ROLES, criteria.iter().map(|one| one.roles.as_deref()));
    ROLES.into_iter().filter(|role| *role == AudienceRole::Exposed || named.contains(role)).collect()
}

/// The words of a list that any service names, in the list's order.
fn named<'a, T: PartialEq + 'a>(
    words: impl IntoIterator<Item = T>,
    lists: impl Iterator<Item = Option<&'a [T]>>,
) -> Vec<T> {
    let known: Vec<&[T]> = lists.flatten().collect();
    words.into_iter().filter(|word| known.iter().any(|list| list.contains(word))).collect()
}
