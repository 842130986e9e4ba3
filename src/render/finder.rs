//! The finder's pages: the form with its list, and the pages that answer without scripts.

use super::facts::word;
use super::links::{Card, Link, made};
use super::page::{has_contact, overview};
use super::{Fact, Facts, Rendered, Renderer, SourceRef, value};
use crate::content::service::{Status, TargetGroup};
use crate::diagnostics::Diagnostic;
use crate::finder::{Alternatives, Answer, Band, Criteria, Facet, Query, Reason, answer};
use crate::site::{Finder, Id, Page};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Context, Value};

/// A service of the list, with what opens in its place.
#[derive(Serialize)]
struct Entry {
    /// Its place in the data.
    at: usize,
    #[serde(flatten)]
    card: Card,
    contact: bool,
    facts: Arc<Facts>,
    overview: Vec<Fact>,
    /// The language of facts as their editor wrote them, where it is another.
    facts_lang: Option<String>,
}

/// Why a service may fit, or does not.
#[derive(Serialize)]
struct Why {
    text: String,
    source: Option<SourceRef>,
}

/// Services in the stead of another.
#[derive(Serialize)]
pub(super) struct AlternativesView {
    /// The ages that they are for, in words; none for those of the service itself.
    ages: Option<String>,
    found: Vec<Value>,
}

/// The ready-made answers that the start page leads to.
#[derive(Serialize)]
pub(super) struct Ways {
    form: Link,
    index: Link,
    ages: Vec<Link>,
    regions: Vec<Link>,
}

/// The answer to one question.
#[derive(Serialize)]
struct Answered {
    role: String,
    title: String,
    fits: Vec<Value>,
    may: Vec<Value>,
    not: Vec<Value>,
}

/// What the reasons of a service say, by fact.
pub(super) type Says = BTreeMap<&'static str, Said>;

/// A value, and who says so.
pub(super) type Said = (String, Option<SourceRef>);

impl Renderer<'_> {
    /// The form of a section of services, and its list.
    pub(super) fn finder(&self, context: &mut Context, page: &Page) {
        let language = page.language();
        let Some(finder) = self.site.finder_in(language) else {
            return;
        };
        let services = self.site.by_title(language, page.children.clone());
        let criteria: Vec<Criteria> = services.iter().filter_map(|id| self.criteria(*id)).collect();
        let facts: Vec<Arc<Facts>> = services.iter().map(|id| self.facts_of(*id, language)).collect();
        let form = self.finder_form(language, finder, &criteria, &facts);
        context.insert("finder", &form);
        let entries = services.iter().zip(facts).enumerate().map(|(at, (id, facts))| Entry {
            at,
            card: self.card(*id, language),
            contact: has_contact(&facts),
            overview: overview(&facts).cloned().collect(),
            facts,
            facts_lang: self.foreign(*id, language),
        });
        context.insert("services", &entries.collect::<Vec<_>>());
        context.insert("contact_route", &self.contact_route(language));
    }

    /// The page that leads to every question.
    pub(super) fn finder_index(&self, at: usize) -> Result<Rendered, Diagnostic> {
        let finder = self.site.finder(at);
        let language = finder.language.as_str();
        let url = finder.index_url();
        let title = self.text(language, "finder-index-title");
        let mut context = self.made_below(finder.section, language, (url, &title, "finder"));
        context.insert("breadcrumbs", &self.way_to(finder.section, language));
        let links = |wanted| self.facet_links(finder, wanted);
        context.insert("form", &self.link(finder.section, language));
        context.insert("coverage", &self.coverage_link(language));
        context.insert("regions", &links(|facet| matches!(facet, Facet::Region(_))));
        context.insert("ages", &links(|facet| matches!(facet, Facet::Age(_))));
        context.insert("roles", &links(|facet| matches!(facet, Facet::Role(_))));
        context.insert("channels", &links(|facet| matches!(facet, Facet::Channel(_))));
        self.write("finder_index.html", context, url, url)
    }

    /// The finder as the start page shows it.
    pub(super) fn finder_ways(&self, language: &str) -> Option<Ways> {
        let finder = self.site.finder_in(language)?;
        Some(Ways {
            form: self.link(finder.section, language),
            index: made(self.text(language, "finder-index-title"), finder.index_url().to_owned()),
            ages: self.facet_links(finder, |facet| matches!(facet, Facet::Age(_))),
            regions: self.facet_links(finder, |facet| matches!(facet, Facet::Region(_))),
        })
    }

    fn facet_links(&self, finder: &Finder, wanted: fn(&Facet) -> bool) -> Vec<Link> {
        let facets = finder.facets.iter().enumerate().filter(|(_, facet)| wanted(facet));
        let link =
            |(at, facet)| made(self.facet_text(&finder.language, facet), finder.facet_url(at).to_owned());
        facets.map(link).collect()
    }

    /// The page of a question.
    pub(super) fn finder_list(&self, at: usize, facet: usize) -> Result<Rendered, Diagnostic> {
        let finder = self.site.finder(at);
        let language = finder.language.as_str();
        let (url, facet) = (finder.facet_url(facet), &finder.facets[facet]);
        let what = self.facet_text(language, facet);
        let title = self.text_with(language, "finder-list-title", &[("what", &what)]);
        let mut context = self.made_below(finder.section, language, (url, &title, "finder"));
        let mut above = self.way_to(finder.section, language);
        above.push(made(self.text(language, "finder-index-title"), finder.index_url().to_owned()));
        context.insert("breadcrumbs", &above);
        let criteria: Vec<Criteria> = finder.services.iter().filter_map(|id| self.criteria(*id)).collect();
        let any_active = criteria.iter().any(|one| one.status == Status::Active);
        context.insert("any_active", &any_active);
        let answers = facet.queries().into_iter().map(|query| {
            let found = answer(&criteria, &query);
            self.answered(language, &query, &finder.services, found)
        });
        context.insert("answers", &answers.collect::<Vec<_>>());
        context.insert("form", &self.link(finder.section, language));
        self.write("finder_list.html", context, url, url)
    }

    pub(super) fn way_to(&self, section: Id, language: &str) -> Vec<Link> {
        let mut above = self.breadcrumbs(self.site.shown(section).parent(), language);
        above.push(self.link(section, language));
        above
    }

    /// Where else to turn than to a service.
    pub(super) fn alternatives(&self, page: &Page) -> Vec<AlternativesView> {
        let language = page.language();
        let view = |found: &Alternatives<Id>| AlternativesView {
            ages: found.ages.map(|band| self.band_text(language, band)),
            found: found.services.iter().map(|(id, why)| self.found(language, *id, why)).collect(),
        };
        page.alternatives.iter().map(view).collect()
    }

    /// The card of a service in an answer, with why it is there.
    fn found(&self, language: &str, id: Id, why: &[Reason]) -> Value {
        let facts = self.facts_of(id, language);
        let card = self.cards.get(id, language, || value(&self.card(id, language)));
        let mut found = card.into_map().unwrap_or_default();
        found.insert("why".into(), value(&self.whys(language, why, &facts)));
        found.into()
    }

    fn answered(&self, language: &str, query: &Query, services: &[Id], found: Answer) -> Answered {
        let show = |(at, why): (usize, Vec<Reason>)| self.found(language, services[at], &why);
        let role = word(&query.role);
        Answered {
            title: self.word_text(language, "finder-answer", &role),
            role,
            fits: found.fits.into_iter().map(|at| show((at, Vec::new()))).collect(),
            may: found.may.into_iter().map(show).collect(),
            not: found.not.into_iter().map(show).collect(),
        }
    }

    /// A line for each thing that is known; what is not is said in one.
    fn whys(&self, language: &str, reasons: &[Reason], facts: &Facts) -> Vec<Why> {
        let (unknown, known): (Vec<Reason>, Vec<Reason>) =
            reasons.iter().copied().partition(|reason| reason.is_unknown());
        let mut why: Vec<Why> = known.into_iter().map(|reason| self.why(language, reason, facts)).collect();
        if !unknown.is_empty() {
            let texts = unknown.into_iter().map(|reason| self.why(language, reason, facts).text);
            let all = self.all_of(language, "finder-or", &texts.collect::<Vec<_>>());
            let text = self.text_with(language, "finder-unknown", &[("value", &all)]);
            why.push(Why { text, source: None });
        }
        why
    }

    fn why(&self, language: &str, reason: Reason, facts: &Facts) -> Why {
        let said = reason.fact().and_then(|fact| self.said(language, facts, fact));
        let (value, source) = said.unwrap_or_default();
        let key = format!("finder-why-{}", word(&reason).replace('_', "-"));
        Why { text: self.text_with(language, &key, &[("value", &value)]), source }
    }

    fn criteria(&self, id: Id) -> Option<Criteria> {
        self.site.shown(id).criteria()
    }

    /// What reasons can say of a service.
    pub(super) fn says(&self, language: &str, facts: &Facts) -> Says {
        let said = Reason::ALL.into_iter().filter_map(Reason::fact).collect::<BTreeSet<_>>().into_iter();
        said.filter_map(|fact| Some((fact, self.said(language, facts, fact)?))).collect()
    }

    /// What reasons can say of a fact. Groups of age and other groups are two things to a reader who asks.
    fn said(&self, language: &str, facts: &Facts, fact: &str) -> Option<Said> {
        let ages = match fact {
            "anonymous" | "status" => {
                return facts.get(fact).map(|fact| (fact.text.clone(), fact.source.clone()));
            }
            "age_groups" => true,
            "groups" => false,
            _ => {
                let known = facts.get(fact).filter(|fact| fact.known)?;
                return Some((known.text.clone(), known.source.clone()));
            }
        };
        let is_age = |value: &super::FactValue| {
            let ages = [TargetGroup::Children, TargetGroup::YoungPeople, TargetGroup::Adults];
            ages.iter().any(|age| value.word.as_ref() == Some(&word(age)))
        };
        let groups = facts.get("target_groups").filter(|fact| fact.known)?;
        let texts = groups.values.iter().filter(|value| is_age(value) == ages);
        let texts: Vec<String> = texts.map(|value| value.text.clone()).collect();
        Some((self.all_of(language, "finder-and", &texts), groups.source.clone()))
    }

    /// `a, b och c`.
    fn all_of(&self, language: &str, key: &str, texts: &[String]) -> String {
        match texts {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                let first = first.join(&self.text(language, "list-separator"));
                self.text_with(language, key, &[("first", &first), ("last", last)])
            }
        }
    }

    pub(super) fn band_text(&self, language: &str, band: Band) -> String {
        match band {
            Band { from: 0, to: Some(to) } => {
                self.text_with(language, "finder-age-under", &[("age", &(to + 1).to_string())])
            }
            Band { from, to: Some(to) } => {
                let ages = [("min", &*from.to_string()), ("max", &*to.to_string())];
                self.text_with(language, "age-range", &ages)
            }
            Band { from, to: None } => {
                self.text_with(language, "finder-age-over", &[("age", &from.to_string())])
            }
        }
    }

    fn facet_text(&self, language: &str, facet: &Facet) -> String {
        match facet {
            Facet::Region(region) => {
                region.name.map_or_else(|| self.text(language, "area-national"), str::to_owned)
            }
            Facet::Age(band) => self.band_text(language, *band),
            Facet::Role(role) => self.word_text(language, "finder-role", &word(role)),
            Facet::Channel(channel) => self.word_text(language, "channel", &word(channel)),
        }
    }
}
