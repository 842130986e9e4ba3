//! What of a site is searched: its pages as documents of the index, one index a language.

use super::{Document, Options, Section};
use crate::content::page::{Details, Kind};
use crate::render::{Fact, Renderer};
use crate::site::{Page, translated};
use rayon::prelude::*;

/// The files of the index of every language of a site.
pub fn index(renderer: &Renderer<'_>) -> Vec<(String, Vec<u8>)> {
    let languages: Vec<&str> = renderer.site.all().languages().collect();
    let indices: Vec<Vec<(String, Vec<u8>)>> = languages
        .into_par_iter()
        .map(|language| {
            let pages: Vec<&Page> = renderer.site.all().pages_in(language).map(|(_, page)| page).collect();
            let documents: Vec<Document<'_>> =
                pages.into_par_iter().map(|page| document(renderer, page)).collect();
            super::build(language, &documents, &synonyms(renderer, language)).files()
        })
        .collect();
    indices.into_iter().flatten().collect()
}

fn document<'a>(renderer: &Renderer<'_>, page: &'a Page) -> Document<'a> {
    let front = &page.content.front;
    let body = &page.content.body;
    let sections = body.sections.iter().map(|section| {
        let heading = section.heading.map(|at| &body.headings[at]);
        Section {
            id: heading.map(|heading| heading.id.as_str()),
            title: heading.map(|heading| heading.text.as_str()),
            text: section.fill(|link| renderer.component_text(page, link)),
        }
    });
    let facts = facts(renderer, page);
    let names = front.keywords.iter().map(String::as_str).chain(alternate_names(&page.content.details));
    let mut facets = vec![("type", vec![page.kind().name().to_owned()])];
    for (name, labels) in [("topic", &front.topics), ("audience", &front.audiences)] {
        let labels: Vec<String> = labels
            .iter()
            .filter_map(|label| translated(renderer.site.all(), page.language(), label))
            .map(str::to_owned)
            .collect();
        if !labels.is_empty() {
            facets.push((name, labels));
        }
    }
    Document {
        url: &page.url,
        title: page.title(),
        kind: page.kind().name(),
        names: names.collect(),
        lead: front.description.as_deref().unwrap_or_default(),
        sections: sections.collect(),
        record: record(&facts),
        lesser: for_others(&facts).is_some() || closed(&facts).is_some(),
        facets,
        contact: contact(renderer, page.language(), &facts),
    }
}

/// Every name that any source uses: people search by former and misspelt ones too.
fn alternate_names(details: &Details) -> Vec<&str> {
    let claims = match details {
        Details::Service(service) => &service.alternate_name.claims,
        Details::Organization(organization) => &organization.alternate_name.claims,
        Details::Term(term) => return term.alternate_name.iter().map(String::as_str).collect(),
        _ => return Vec::new(),
    };
    claims.iter().flat_map(|claim| claim.value.iter().map(String::as_str)).collect()
}

fn facts(renderer: &Renderer<'_>, page: &Page) -> Vec<Fact> {
    let facts = match &page.content.details {
        Details::Service(service) => renderer.service_facts(page.language(), service),
        Details::Organization(organization) => renderer.organization_facts(page.language(), organization),
        _ => return Vec::new(),
    };
    facts.into_values().filter(|fact| fact.known).collect()
}

/// The text of a record's fields: what they are called and what they say.
fn record(facts: &[Fact]) -> String {
    let lines: Vec<String> = facts.iter().map(|fact| format!("{}: {}", fact.label, fact.text)).collect();
    lines.join("\n")
}

/// What a result shows of a record without being left: what must be known before anyone is sent there, then
/// the ways to be in touch, parted by ` · `. A way is its text and, in angle brackets, where it leads:
/// `020-390 000 <tel:+4620390000>`. A service that takes nobody in gives no way to be in touch.
fn contact(renderer: &Renderer<'_>, language: &str, facts: &[Fact]) -> Option<String> {
    if let Some(status) = closed(facts) {
        return Some(renderer.text(language, &format!("banner-{}", status.replace('_', "-"))));
    }
    let other = for_others(facts);
    let ways = facts.iter().filter(|fact| matches!(fact.key, "phones" | "email" | "url"));
    let ways = ways.flat_map(|fact| &fact.values).map(|value| match &value.href {
        Some(href) => format!("{} <{href}>", value.text),
        None => value.text.clone(),
    });
    let lines: Vec<String> = other.map(|key| renderer.text(language, key)).into_iter().chain(ways).collect();
    (!lines.is_empty()).then(|| lines.join(" · "))
}

/// The words of a fact whose values are of a list.
fn words<'a>(facts: &'a [Fact], key: &str) -> Vec<&'a str> {
    let fact = facts.iter().find(|fact| fact.key == key);
    let values = fact.map(|fact| fact.values.as_slice()).unwrap_or_default();
    values.iter().filter_map(|value| value.word.as_deref()).collect()
}

/// The status of a service that takes nobody in.
fn closed(facts: &[Fact]) -> Option<&str> {
    let closed = |status: &&str| matches!(*status, "defunct" | "inactive" | "temporarily_closed");
    words(facts, "status").into_iter().find(closed)
}

/// The text that says whom a service is for, when that is others than people with experience of it.
fn for_others(facts: &[Fact]) -> Option<&'static str> {
    match words(facts, "audience_role").as_slice() {
        roles if roles.contains(&"exposed") => None,
        roles if roles.contains(&"buyers") => Some("for-buyers"),
        roles if roles.contains(&"unwanted_sexuality") => Some("for-unwanted-sexuality"),
        _ => None,
    }
}

/// A term and its other names mean the same.
fn synonyms(renderer: &Renderer<'_>, language: &str) -> Options {
    let terms = renderer.site.all().pages_in(language).filter(|(_, page)| page.kind() == Kind::Term);
    let groups = terms.filter_map(|(_, page)| {
        let Details::Term(term) = &page.content.details else { return None };
        let names = term.alternate_name.iter().cloned().chain(term.expansion.value().cloned());
        let group: Vec<String> = std::iter::once(page.title().to_owned()).chain(names).collect();
        (group.len() > 1).then_some(group)
    });
    Options { synonyms: groups.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    #[test]
    fn the_text_of_a_page_holds_what_its_components_show() {
        let root = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("lykta.toml", "title = 'T'\nlanguage = 'sv'\n");
        let source =
            |year: &str| format!("---\ntitle: Bladet {year}\ntype: source\npublished: \"{year}\"\n---\n");
        write("content/k.md", &source("2019"));
        write("content/g.md", &source("2012"));
        let claims =
            "claims: [{value: \"020-390 000\"}, {value: \"020-390 00 00\", source: g, state: superseded}]";
        write(
            "content/linjen.md",
            &format!(
                "---\ntitle: Linjen\ntype: service\nsource: k\nstatus: active\nphones: {{{claims}}}\n---\n"
            ),
        );
        write(
            "content/a.md",
            "# A\n\nRing {{contact linjen phones}}, nu.\n\n{{service linjen}}\n\n## B\n\nSlut.\n",
        );
        let options = Options { base_url: None, today: jiff::civil::date(2026, 11, 23), drafts: false };
        let loaded = crate::load(root.path(), &options).unwrap_or_else(|told| panic!("{told:?}"));
        let renderer = Renderer::new(&loaded.site, &loaded.theme);
        let page = loaded.site.pages.iter().find(|page| page.url == "a.html").unwrap();
        let texts: Vec<String> =
            document(&renderer, page).sections.iter().map(|section| section.text.to_string()).collect();
        let card = "Linjen\nTelefon: 020-390 000";
        assert_eq!(
            texts,
            [format!("Ring 020-390 000 (enligt Bladet 2019, 2019), nu.\n{card}"), "Slut.".into()]
        );
    }
}
