//! The fields of a record as a page shows them: value, source, date, and what else was claimed.

use super::Renderer;
use super::sources::SourceRef;
use crate::content::areas::Area;
use crate::content::field::{Claim, Field, Statement};
use crate::content::page::Details;
use crate::content::records::{Organization, Term};
use crate::content::service::{Address, AgePolicy, Phone, Service, SessionLimit};
use crate::site::Id;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One field.
#[expect(clippy::struct_excessive_bools, reason = "a template asks each of them by itself")]
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its key in front matter.
    pub key: &'static str,
    /// Its name, translated.
    pub label: String,
    /// Whether a source says what it is.
    pub known: bool,
    /// Its values as one text, or that no source says.
    pub text: String,
    /// Its values.
    pub values: Vec<FactValue>,
    /// What stands between its values.
    pub separator: String,
    /// Who says so.
    pub source: Option<SourceRef>,
    /// What an editor adds.
    pub note: Option<String>,
    /// Whether it is concluded from the source rather than said by it.
    pub inferred: bool,
    /// Whether its values are as their editor wrote them, in the original's language.
    pub written: bool,
    /// Claims that do not hold, or are disputed.
    pub history: Vec<ClaimView>,
    /// Whether sources differ and nobody has settled it.
    pub disputed: bool,
}

/// One value of a field.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactValue {
    /// For people.
    pub text: String,
    /// The word in front matter, where values are words.
    pub word: Option<String>,
    /// Where it leads: a page, `tel:`, `mailto:` or a web address.
    pub href: Option<String>,
    /// Whether `href` is a page of the site.
    pub internal: bool,
    /// Whether the text is as its editor wrote it: on a language version it is in the original's language.
    pub written: bool,
}

/// A claim in a history.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimView {
    /// What was claimed.
    pub text: String,
    /// Whether the text is as its editor wrote it, in the original's language.
    pub written: bool,
    /// Who says so.
    pub source: Option<SourceRef>,
    /// `current`, `superseded` or `disputed`.
    pub state: String,
    /// The same, translated.
    pub state_text: String,
    /// What an editor adds.
    pub note: Option<String>,
    /// Whether it is concluded from the source rather than said by it.
    pub inferred: bool,
}

/// A fact that stands in no field.
#[derive(Clone, Debug, Serialize)]
pub struct StatementView {
    /// What it is about.
    pub subject: String,
    /// What the sources say.
    pub claims: Vec<ClaimView>,
}

/// The fields of a record by key.
pub type Facts = BTreeMap<&'static str, Fact>;

/// The name that serde gives a word.
pub(crate) fn word<T: Serialize>(word: &T) -> String {
    serde_json::to_value(word).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

const UNKNOWN: &str = "unknown";

impl Renderer<'_> {
    pub(super) fn word_text(&self, language: &str, prefix: &str, word: &str) -> String {
        self.text(language, &format!("{prefix}-{}", word.replace('_', "-")))
    }

    fn claim<T>(
        &self,
        language: &str,
        claim: &Claim<T>,
        (values, separator): (&[FactValue], &str),
    ) -> ClaimView {
        let state = word(&claim.state);
        ClaimView {
            text: joined(values, separator),
            written: all_written(values),
            source: self.source_ref(language, &claim.source.value, claim.as_of),
            state_text: self.word_text(language, "state", &state),
            state,
            note: claim.note.clone(),
            inferred: claim.inferred,
        }
    }

    fn fact<T>(
        &self,
        language: &str,
        key: &'static str,
        field: &Field<T>,
        show: impl Fn(&T) -> Vec<FactValue>,
    ) -> Fact {
        let current = field.current();
        let values = current.map(|claim| show(&claim.value)).unwrap_or_default();
        let known = !values.is_empty() && values.iter().all(|value| value.word.as_deref() != Some(UNKNOWN));
        // A second claim that agrees with the current one is told too: it is another source for it.
        let others =
            field.claims.iter().filter(|claim| !current.is_some_and(|shown| std::ptr::eq(shown, *claim)));
        // Hours have commas of their own.
        let hours = matches!(key, "schedules" | "schedule_exceptions");
        let separator = self.text(language, if hours { "hours-separator" } else { "list-separator" });
        let history: Vec<ClaimView> =
            others.map(|claim| self.claim(language, claim, (&show(&claim.value), &separator))).collect();
        Fact {
            key,
            label: self.word_text(language, "fact", key),
            text: if values.is_empty() {
                self.text(language, "unknown-value")
            } else {
                joined(&values, &separator)
            },
            known,
            written: all_written(&values),
            values,
            separator,
            source: current.and_then(|claim| self.source_ref(language, &claim.source.value, claim.as_of)),
            note: current.and_then(|claim| claim.note.clone()),
            inferred: current.is_some_and(|claim| claim.inferred),
            disputed: history.iter().any(|claim| claim.state == "disputed"),
            history,
        }
    }

    /// The statements of a page.
    pub fn statements(&self, language: &str, statements: &[Statement]) -> Vec<StatementView> {
        let claims = |statement: &Statement| {
            let claims = statement.claims.iter();
            claims.map(|claim| self.claim(language, claim, (&[written(&claim.value)], ""))).collect()
        };
        let view = |statement: &Statement| StatementView {
            subject: statement.subject.clone(),
            claims: claims(statement),
        };
        statements.iter().map(view).collect()
    }

    /// The fields of the service that a page is about, made once for all lists that show it.
    pub(super) fn facts_of(&self, id: Id, language: &str) -> Arc<Facts> {
        let Details::Service(service) = self.site.shown(id).details() else { return Arc::default() };
        self.facts.get(id, language, || Arc::new(self.service_facts(language, service)))
    }

    /// The fields of a service.
    pub fn service_facts(&self, language: &str, service: &Service) -> Facts {
        let s = service;
        let show = Show { renderer: self, language };
        let facts = [
            self.fact(language, "organization", &s.organization, |id| vec![show.page(id)]),
            self.fact(language, "alternate_name", &s.alternate_name, |names| texts(names)),
            self.fact(language, "status", &s.status, |status| vec![show.word("status", status)]),
            self.fact(language, "phones", &s.phones, |phones| telephones(phones)),
            self.fact(language, "email", &s.email, |email| vec![email_link(email)]),
            self.fact(language, "url", &s.url, |url| vec![web_link(url)]),
            self.fact(language, "channels", &s.channels, |words| show.words("channel", words)),
            self.fact(language, "schedules", &s.schedules, |all| {
                all.iter().map(|one| plain(&self.schedule(language, one))).collect()
            }),
            self.fact(language, "schedule_exceptions", &s.schedule_exceptions, |all| {
                let periods = all.by_period().into_iter();
                periods.map(|(period, hours)| plain(&self.exception(language, period, &hours))).collect()
            }),
            self.fact(language, "place", &s.place, |area| vec![show.area(area)]),
            self.fact(language, "locality", &s.locality, |text| vec![written(text)]),
            self.fact(language, "service_areas", &s.service_areas, |all| {
                all.iter().map(|area| show.area(area)).collect()
            }),
            self.fact(language, "addresses", &s.addresses, |all| {
                all.iter().filter_map(|one| show.address(one)).collect()
            }),
            self.fact(language, "languages", &s.languages, |names| texts(names)),
            self.fact(language, "interpretation", &s.interpretation, |answer| {
                vec![show.word("answer", answer)]
            }),
            self.fact(language, "cost", &s.cost, |text| vec![written(text)]),
            self.fact(language, "minimum_age", &s.minimum_age, |age| vec![show.age("age-from", "min", *age)]),
            self.fact(language, "maximum_age", &s.maximum_age, |age| vec![show.age("age-to", "max", *age)]),
            self.fact(language, "age_policy", &s.age_policy, |policy| vec![show.word("age-policy", policy)]),
            self.fact(language, "target_groups", &s.target_groups, |words| show.words("target-group", words)),
            self.fact(language, "audience_role", &s.audience_role, |words| {
                show.words("audience-role", words)
            }),
            self.fact(language, "offers", &s.offers, |words| show.words("offer", words)),
            self.fact(language, "anonymous", &s.anonymous, |answer| vec![show.word("answer", answer)]),
            self.fact(language, "way_in", &s.way_in, |words| show.words("way-in", words)),
            self.fact(language, "session_limit", &s.session_limit, |limit| vec![show.limit(*limit)]),
            self.fact(language, "accessibility", &s.accessibility, |text| vec![written(text)]),
            self.fact(language, "alert", &s.alert, |text| vec![written(text)]),
            self.fact(language, "assured_date", &s.assured_date, |date| {
                vec![FactValue { text: self.date(language, *date).text, ..FactValue::default() }]
            }),
        ];
        let mut facts: Facts = facts.into_iter().map(|fact| (fact.key, fact)).collect();
        facts.insert("age", self.age(language, service, &facts));
        facts
    }

    /// Both limits and the policy as one fact.
    fn age(&self, language: &str, service: &Service, facts: &Facts) -> Fact {
        let parts = ["minimum_age", "maximum_age", "age_policy"].map(|key| &facts[key]);
        let (minimum, maximum) = (service.minimum_age.value(), service.maximum_age.value());
        let show = Show { renderer: self, language };
        let value = match (minimum, maximum, service.age_policy.value()) {
            (Some(min), Some(max), _) => {
                let ages = [("min", &*min.to_string()), ("max", &*max.to_string())];
                Some(plain(&self.text_with(language, "age-range", &ages)))
            }
            (Some(min), None, _) => Some(show.age("age-from", "min", *min)),
            (None, Some(max), _) => Some(show.age("age-to", "max", *max)),
            (None, None, Some(AgePolicy::None)) => Some(plain(&self.text(language, "age-none"))),
            (None, None, _) => None,
        };
        let known = parts.iter().find(|part| part.known);
        Fact {
            key: "age",
            label: self.text(language, "fact-age"),
            known: value.is_some(),
            text: value
                .as_ref()
                .map_or_else(|| self.text(language, "unknown-value"), |value| value.text.clone()),
            values: value.into_iter().collect(),
            separator: String::new(),
            written: false,
            source: known.and_then(|part| part.source.clone()),
            note: known.and_then(|part| part.note.clone()),
            inferred: known.is_some_and(|part| part.inferred),
            history: parts.iter().flat_map(|part| part.history.clone()).collect(),
            disputed: parts.iter().any(|part| part.disputed),
        }
    }

    /// The fields of an organization.
    pub fn organization_facts(&self, language: &str, organization: &Organization) -> Facts {
        let o = organization;
        let show = Show { renderer: self, language };
        let facts = [
            self.fact(language, "alternate_name", &o.alternate_name, |names| texts(names)),
            self.fact(language, "organization_type", &o.organization_type, |kind| {
                vec![show.word("organization-type", kind)]
            }),
            self.fact(language, "parent_organization", &o.parent_organization, |id| vec![show.page(id)]),
            self.fact(language, "url", &o.url, |url| vec![web_link(url)]),
            self.fact(language, "email", &o.email, |email| vec![email_link(email)]),
            self.fact(language, "phones", &o.phones, |phones| telephones(phones)),
        ];
        facts.into_iter().map(|fact| (fact.key, fact)).collect()
    }

    /// What an abbreviation stands for.
    pub fn expansion(&self, language: &str, term: &Term) -> Option<Fact> {
        (!term.expansion.claims.is_empty())
            .then(|| self.fact(language, "expansion", &term.expansion, |text| vec![written(text)]))
    }

    /// The status of a service and the short facts of its card.
    pub(super) fn service_summary(&self, id: Id, language: &str) -> (Option<String>, Vec<String>) {
        let Details::Service(service) = self.site.shown(id).details() else {
            return (None, Vec::new());
        };
        let facts = self.facts_of(id, language);
        let shown = ["place", "age", "target_groups", "channels"].map(|key| &facts[key]);
        let shown = shown.into_iter().filter(|fact| fact.known).map(|fact| fact.text.clone()).collect();
        let status = service.status.value().map_or_else(|| UNKNOWN.to_owned(), word);
        (Some(status), shown)
    }
}

fn joined(values: &[FactValue], separator: &str) -> String {
    values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(separator)
}

fn plain(text: &str) -> FactValue {
    FactValue { text: text.to_owned(), ..FactValue::default() }
}

fn written(text: &str) -> FactValue {
    FactValue { written: true, ..plain(text) }
}

fn all_written(values: &[FactValue]) -> bool {
    !values.is_empty() && values.iter().all(|value| value.written)
}

fn texts(texts: &[String]) -> Vec<FactValue> {
    texts.iter().map(|text| written(text)).collect()
}

fn telephones(phones: &[Phone]) -> Vec<FactValue> {
    phones.iter().map(|phone| FactValue { href: Some(phone.href()), ..plain(&phone.0) }).collect()
}

fn email_link(email: &str) -> FactValue {
    FactValue { href: Some(format!("mailto:{email}")), ..plain(email) }
}

/// A web address as browsers want it; sources write `www.umo.se`.
pub(crate) fn web_address(url: &str) -> String {
    if url.contains("://") { url.to_owned() } else { format!("https://{url}") }
}

fn web_link(url: &str) -> FactValue {
    FactValue { href: Some(web_address(url)), ..plain(url) }
}

/// How values of each kind are shown in a language.
struct Show<'a> {
    renderer: &'a Renderer<'a>,
    language: &'a str,
}

impl Renderer<'_> {
    /// What an area is called.
    pub(super) fn area(&self, language: &str, area: &Area) -> String {
        area.name().map_or_else(|| self.text(language, "area-national"), str::to_owned)
    }
}

impl Show<'_> {
    fn word<T: Serialize>(&self, prefix: &str, value: &T) -> FactValue {
        let word = word(value);
        let text = self.renderer.word_text(self.language, prefix, &word);
        FactValue { text, word: Some(word), ..FactValue::default() }
    }

    fn words<T: Serialize>(&self, prefix: &str, values: &[T]) -> Vec<FactValue> {
        values.iter().map(|value| self.word(prefix, value)).collect()
    }

    fn page(&self, id: &str) -> FactValue {
        match self.renderer.site.find(id, self.language) {
            Some(page) => {
                let page = self.renderer.site.shown(page);
                let href = Some(page.url().to_owned());
                FactValue { href, internal: true, ..plain(page.title()) }
            }
            None => self.word("answer", &crate::content::service::Answer::Unknown),
        }
    }

    fn area(&self, area: &Area) -> FactValue {
        plain(&self.renderer.area(self.language, area))
    }

    fn age(&self, key: &str, variable: &str, age: i64) -> FactValue {
        plain(&self.renderer.text_with(self.language, key, &[(variable, &age.to_string())]))
    }

    fn limit(&self, limit: SessionLimit) -> FactValue {
        match limit {
            SessionLimit::None => plain(&self.renderer.text(self.language, "session-limit-none")),
            SessionLimit::Sessions(count) => plain(&self.renderer.counted(self.language, "sessions", count)),
        }
    }

    fn address(&self, address: &Address) -> Option<FactValue> {
        if address.confidential {
            return Some(plain(&self.renderer.text(self.language, "address-confidential")));
        }
        let place = [&address.postal_code, &address.city].into_iter().flatten().cloned().collect::<Vec<_>>();
        let parts: Vec<String> = address.address_1.iter().cloned().chain([place.join(" ")]).collect();
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        (!text.is_empty()).then(|| written(&text))
    }
}
