//! The context of a page with content.

use super::links::{Card, Contact, Link, made};
use super::{DateText, Rendered, Renderer, value};
use crate::content::page::{Details, Kind};
use crate::diagnostics::Diagnostic;
use crate::markdown::{Filled, Heading};
use crate::site::{Id, Page, Resolved, TaxonomyKind};
use crate::theme;
use serde::Serialize;
use tera::Context;

/// An entry of the table of contents.
#[derive(Debug, Serialize)]
struct TocEntry {
    id: String,
    text: String,
    level: u8,
    children: Vec<TocEntry>,
}

#[derive(Serialize)]
struct Dates {
    date: Option<DateText>,
    updated: Option<DateText>,
    reviewed: Option<DateText>,
    review_by: Option<DateText>,
}

/// What a page says of itself.
#[derive(Serialize)]
pub(super) struct PageView<'a> {
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    pub(super) title_lang: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) url: &'a str,
    pub(super) lang: &'a str,
    pub(super) extra: &'a serde_json::Value,
}

/// A text with fewer headings than this is seen at a glance.
const TOC_FROM: usize = 3;

impl Renderer<'_> {
    pub(super) fn page(&self, id: Id) -> Result<Rendered, Diagnostic> {
        let page = self.site.whole(id);
        let language = page.language();
        let mut context = self.context(language, &page.url);
        let template = self.template(page);
        let front = &page.content.front;
        let kind = if template == "start.html" { "start" } else { page.kind().name() };
        let view = PageView {
            kind,
            title: page.title(),
            title_lang: Some(page.content.title_language()).filter(|code| *code != language),
            description: front.description.as_deref(),
            url: &page.url,
            lang: language,
            extra: &front.extra,
        };
        context.insert("page", &view);
        context.insert("breadcrumbs", &self.breadcrumbs(page.parent, language));
        context.insert("languages", &self.language_switch(page));
        self.quick_exit(&mut context, id, language);
        self.head_of_page(&mut context, id, kind);
        context.insert("body", &theme::keep(self.body(page)?));
        context.insert("toc", &toc(&page.content.body.headings));
        if page.kind() == Kind::Section {
            self.section(&mut context, page, template);
        } else {
            self.leaf(&mut context, id, page);
        }
        self.write(template, context, &page.url, &page.content.file.path)
    }

    /// The template of a page; a section's depends on what is in it.
    fn template(&self, page: &Page) -> &'static str {
        match page.kind() {
            Kind::Article => "article.html",
            Kind::Service => "service.html",
            Kind::Organization => "organization.html",
            Kind::Source => "source.html",
            Kind::Term => "term.html",
            Kind::Section if page.parent.is_none() => "start.html",
            Kind::Section => {
                let mut kinds = page.children.iter().map(|child| self.site.shown(*child).kind());
                let first = kinds.next();
                match first {
                    Some(first) if kinds.all(|kind| kind == first) => match first {
                        Kind::Term => "glossary.html",
                        Kind::Source => "sources.html",
                        Kind::Service => "services.html",
                        _ => "section.html",
                    },
                    _ => "section.html",
                }
            }
        }
    }

    /// The text with its links and components filled in.
    pub fn body(&self, page: &Page) -> Result<String, Diagnostic> {
        let root = page.root();
        Ok(self.body_with(page, &self.components(page, &root)?, &root, ""))
    }

    fn body_with(&self, page: &Page, components: &[String], root: &str, here: &str) -> String {
        page.content.body.fill(|link| match page.links.get(link) {
            Some(Resolved::Page(target, anchor)) => self.filled(page, *target, anchor.as_deref(), root),
            Some(Resolved::File(file)) => {
                Filled { url: format!("{root}{file}"), title: file.clone(), ..Filled::default() }
            }
            Some(Resolved::Here(anchor)) => {
                let mut headings = page.content.body.headings.iter();
                let heading = headings.find(|heading| heading.id == *anchor);
                let title = heading.map_or_else(|| page.title().to_owned(), |heading| heading.text.clone());
                Filled { url: format!("{here}#{anchor}"), title, ..Filled::default() }
            }
            Some(Resolved::Component(_)) => {
                Filled { html: components.get(link).cloned().unwrap_or_default(), ..Filled::default() }
            }
            Some(Resolved::AsWritten) | None => Filled::default(),
        })
    }

    fn filled(&self, page: &Page, target: Id, anchor: Option<&str>, root: &str) -> Filled {
        let target = self.site.shown(target);
        let mut url = format!("{root}{}", target.url());
        if let Some(anchor) = anchor {
            url.push('#');
            url.push_str(anchor);
        }
        let foreign = target.language() != page.language();
        let language = foreign.then(|| ("hreflang", target.language().to_owned()));
        let (title, attributes) = (target.title().to_owned(), language.into_iter().collect());
        Filled { url, title, attributes, ..Filled::default() }
    }

    /// The text with absolute links, for readers that show it elsewhere.
    pub(crate) fn body_for_feed(&self, page: &Page) -> String {
        let base_url = self.site.config().base_url.clone().unwrap_or_default();
        let here = format!("{base_url}{}", page.url);
        // A template that fails has been told of with the page itself.
        let components = self.components(page, &base_url).unwrap_or_default();
        let body = self.body_with(page, &components, &base_url, &here);
        // Links to footnotes stand in the HTML as they are; elsewhere `#fn_1` would mean another page.
        let mut out = String::with_capacity(body.len());
        for (at, part) in body.split('<').enumerate() {
            if at > 0 {
                out.push('<');
            }
            match part.strip_prefix("a ") {
                Some(link) => {
                    out.push_str("a ");
                    out.push_str(&link.replacen("href=\"#", &format!("href=\"{here}#"), 1));
                }
                None => out.push_str(part),
            }
        }
        out
    }

    /// What every page but a section has.
    fn leaf(&self, context: &mut Context, id: Id, page: &Page) {
        let language = page.language();
        let front = &page.content.front;
        let date = |date: Option<_>| date.map(|date| self.date(language, date));
        context.insert(
            "dates",
            &Dates {
                date: date(front.date),
                updated: date(front.updated),
                reviewed: date(front.reviewed),
                review_by: date(front.review_by),
            },
        );
        let original = page.versions.first().map(|original| self.site.shown(*original).language());
        context.insert("facts_lang", &original.filter(|original| *original != language));
        context.insert("reviewer", &front.reviewer);
        context.insert("topics_of_page", &self.tags(page, TaxonomyKind::Topics));
        context.insert("audiences_of_page", &self.tags(page, TaxonomyKind::Audiences));
        let sources = front.sources.iter().filter_map(|id| self.source_ref(language, &id.value, None));
        context.insert("sources", &sources.collect::<Vec<_>>());
        context.insert("statements", &self.statements(language, page.content.details.statements()));
        context.insert("previous", &page.previous.map(|id| self.link(id, language)));
        context.insert("next", &page.next.map(|id| self.link(id, language)));
        context.insert("easy", &page.easy.map(|id| self.link(id, language)));
        let standard = page.versions.iter().find(|id| self.site.shown(**id).language() == language);
        let standard = standard.filter(|_| page.is_easy());
        context.insert("standard", &standard.map(|id| self.link(*id, language)));
        context.insert("related", &self.links(&page.related, language));
        context.insert("backlinks", &self.links(&page.backlinks, language));
        self.record(context, id, page);
    }

    /// What a record's own kind has.
    fn record(&self, context: &mut Context, id: Id, page: &Page) {
        let language = page.language();
        match &page.content.details {
            Details::Service(service) => {
                let facts = self.facts_of(id, language);
                let overview: Vec<&super::Fact> = overview(&facts).collect();
                let status = service.status.value().map_or_else(|| "unknown".to_owned(), super::facts::word);
                context.insert("status", &status);
                context.insert("overview", &overview);
                let rest = facts.values().filter(|fact| fact.known && !OVERVIEW.contains(&fact.key));
                let rest = rest.filter(|fact| !LIMITS.contains(&fact.key) && !CONTACT.contains(&fact.key));
                context.insert("details", &rest.collect::<Vec<_>>());
                let history = facts.values().filter(|fact| !fact.history.is_empty());
                context.insert(
                    "history",
                    &history.filter(|fact| !LIMITS.contains(&fact.key)).collect::<Vec<_>>(),
                );
                context.insert("has_contact", &has_contact(&facts));
                context.insert("vcard", &crate::export::vcard_url(page));
                context.insert("contact_route", &self.contact_route(language));
                context.insert("alternatives", &self.alternatives(page));
                context.insert("facts", &facts);
            }
            Details::Organization(organization) => {
                context.insert("facts", &self.organization_facts(language, organization));
                context.insert("services", &self.cards(&page.services, language));
                context.insert("parts", &self.links(&page.parts, language));
                let source = organization.source.as_ref();
                context.insert("source", &source.and_then(|id| self.source_ref(language, &id.value, None)));
            }
            Details::Source(_) => {
                context.insert("source", &self.source_view(&page.content.details, language));
                context.insert("used_by", &self.links(&page.used_by, language));
            }
            Details::Term(term) => {
                let see_also = term.see_also.iter().filter_map(|id| self.site.find(&id.value, language));
                let source = term.source.as_ref();
                context.insert(
                    "term",
                    &TermView {
                        expansion: self.expansion(language, term),
                        general: term.general,
                        alternate_names: &term.alternate_name,
                        source: source.and_then(|id| self.source_ref(language, &id.value, None)),
                        see_also: see_also.map(|id| self.link(id, language)).collect(),
                    },
                );
            }
            Details::Article(_) | Details::Section(_) => {}
        }
    }

    /// Where to ask about a record that names no way to be in touch.
    pub(super) fn contact_route(&self, language: &str) -> Vec<Contact> {
        let route = self.site.config().contact_route.iter().filter_map(|id| self.site.find(id, language));
        route.map(|id| self.contact(id, language)).collect()
    }

    /// The topics or audiences of a page, as links to their lists.
    fn tags(&self, page: &Page, kind: TaxonomyKind) -> Vec<Link> {
        let tags = self.site.tags_of(page, kind).into_iter();
        tags.map(|(label, url)| made(label.to_owned(), url.to_owned())).collect()
    }

    /// What a section has, by its template.
    fn section(&self, context: &mut Context, page: &Page, template: &str) {
        let language = page.language();
        let cards = self.cards(&page.children, language);
        match template {
            "glossary.html" => {
                let items = cards.iter().map(|card| (card.link.title.clone(), card.clone())).collect();
                let groups = self.by_letter(language, items);
                context.insert("letters", &groups.iter().map(|group| &group.letter).collect::<Vec<_>>());
                context.insert("groups", &groups);
            }
            "sources.html" => {
                let read = |card: &&Card| card.source.as_ref().is_some_and(|source| source.consulted);
                let (consulted, unread): (Vec<&Card>, Vec<&Card>) = cards.iter().partition(read);
                context.insert("consulted", &consulted);
                context.insert("unread", &unread);
            }
            "start.html" => self.start(context, page),
            "services.html" => self.finder(context, page),
            _ => {}
        }
        context.insert_value("entries", value(&cards));
    }
}

#[derive(Serialize)]
struct TermView<'a> {
    expansion: Option<super::Fact>,
    general: bool,
    alternate_names: &'a [String],
    source: Option<super::SourceRef>,
    see_also: Vec<Link>,
}

/// What everybody asks of a service, in this order; what no source says of it is told too.
const OVERVIEW: &[&str] = &[
    "age",
    "target_groups",
    "audience_role",
    "place",
    "service_areas",
    "channels",
    "anonymous",
    "way_in",
    "schedules",
    EXCEPTIONS,
    "cost",
    "languages",
    "interpretation",
    "accessibility",
];
/// That a source names no exceptions is no gap: most weeks are as they usually are.
const EXCEPTIONS: &str = "schedule_exceptions";
/// Parts of the fact `age`.
const LIMITS: &[&str] = &["minimum_age", "maximum_age", "age_policy"];
/// What one can call, write to or open.
const CONTACT: &[&str] = &["phones", "email", "url"];

/// The facts that everybody asks for.
pub(super) fn overview(facts: &super::Facts) -> impl Iterator<Item = &super::Fact> {
    let all = OVERVIEW.iter().filter_map(|key| facts.get(key));
    all.filter(|fact| fact.known || fact.key != EXCEPTIONS)
}

/// Whether a record says how to be in touch.
pub(super) fn has_contact(facts: &super::Facts) -> bool {
    CONTACT.iter().any(|key| facts.get(key).is_some_and(|fact| fact.known))
}

/// Headings of level 2 with those of level 3 below them.
fn toc(headings: &[Heading]) -> Vec<TocEntry> {
    let mut toc: Vec<TocEntry> = Vec::new();
    if headings.len() < TOC_FROM {
        return toc;
    }
    for heading in headings.iter().filter(|heading| heading.level <= 3) {
        let entry = TocEntry {
            id: heading.id.clone(),
            text: heading.text.clone(),
            level: heading.level,
            children: Vec::new(),
        };
        match toc.last_mut() {
            Some(above) if heading.level == 3 => above.children.push(entry),
            _ => toc.push(entry),
        }
    }
    toc
}
