//! `api/services.csv`: one row a service, for spreadsheets, and what `lykta import csv` reads.
//!
//! UTF-8 with a header. The columns are those of [`COLUMNS`], in this order; all but `name` may be empty,
//! which means that no source says. Values are the words of front matter (`status` may be `unknown`, areas
//! are `national`, `county:Hallands län` or `municipality:Göteborg`), and a list has `; ` between its
//! values. Some columns have a form of their own:
//!
//! - `schedules`: `24/7`, or days and times, `mon,tue 09:00-16:00`, in Swedish time; `fri 20:00-02:00+1` closes on
//!   the day after.
//! - `schedule_exceptions`: the first and last day, and what holds then: `2026-12-24 closed`, or every year
//!   `06-01/08-31 mon,tue 10:00-12:00`.
//! - `addresses`: `Street 1 | 123 45 | Town`; confidential ones are never exported.
//! - `partial` and `inferred`: the columns that a source tells only a part of, and those that are concluded from it.
//! - `as_of`: when what a column says was so, as far as it is known: `minimum_age 2019; cost 2016-12~`.
//! - `source`: who says what the row holds, for people: `Kunskapsguiden (2019)`. It is not read again.
//!
//! Left out are claims that are not current, statements and the page's text.

use super::ids::Ids;
use super::values::{self, Known, SEPARATOR};
use crate::content::page::Details;
use crate::render::{Rendered, Renderer};
use crate::site::Page;

/// The columns of the table.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "uuid",
    "name",
    "description",
    "organization",
    "organization_name",
    "alternate_name",
    "status",
    "phones",
    "email",
    "url",
    "channels",
    "schedules",
    "schedule_exceptions",
    "place",
    "locality",
    "service_areas",
    "addresses",
    "languages",
    "interpretation",
    "cost",
    "minimum_age",
    "maximum_age",
    "age_policy",
    "target_groups",
    "audience_role",
    "offers",
    "anonymous",
    "way_in",
    "session_limit",
    "accessibility",
    "alert",
    "assured_date",
    "topics",
    "audiences",
    "keywords",
    "partial",
    "inferred",
    "as_of",
    "source",
];

/// The table of all services.
pub(super) fn services(renderer: &Renderer<'_>, ids: Ids, pages: &[&Page]) -> Rendered {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many fields as the header.
    let _ = writer.write_record(COLUMNS);
    for page in pages {
        let Details::Service(service) = &page.content.details else { continue };
        let fields = values::service(service);
        let _ = writer.write_record(COLUMNS.iter().map(|key| cell(renderer, ids, page, &fields, key)));
    }
    Rendered { url: "api/services.csv".to_owned(), bytes: writer.into_inner().unwrap_or_default() }
}

fn cell(renderer: &Renderer<'_>, ids: Ids, page: &Page, fields: &[Known<'_>], key: &str) -> String {
    let front = &page.content.front;
    let id = page.content.id();
    match key {
        "id" => id.to_owned(),
        "uuid" => ids.of("service", id),
        "name" => page.title().to_owned(),
        "description" => front.description.clone().unwrap_or_default(),
        "topics" => front.topics.join(SEPARATOR),
        "audiences" => front.audiences.join(SEPARATOR),
        "keywords" => front.keywords.join(SEPARATOR),
        "organization_name" => {
            let organization = values::field(fields, "organization").and_then(|field| field.values.first());
            let page = organization.and_then(|id| renderer.site.all().find(id, page.language()));
            page.map(|page| renderer.site.all().pages[page].title().to_owned()).unwrap_or_default()
        }
        "partial" | "inferred" => values::marked(fields, key).join(SEPARATOR),
        "as_of" => dates(renderer, fields).join(SEPARATOR),
        "source" => sources(renderer, page, fields).join(SEPARATOR),
        _ => values::field(fields, key).and_then(Known::joined).unwrap_or_default(),
    }
}

/// When what each field says was so.
fn dates(renderer: &Renderer<'_>, fields: &[Known<'_>]) -> Vec<String> {
    let date = |field: &Known<'_>| {
        let told = field.current().next().filter(|_| !field.values.is_empty())?;
        Some(format!("{} {}", field.key, renderer.site.all().dated(told.source, told.as_of)?))
    };
    fields.iter().filter_map(date).collect()
}

/// Who says what the record holds, each once, in the order of the fields.
fn sources(renderer: &Renderer<'_>, page: &Page, fields: &[Known<'_>]) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for told in fields.iter().flat_map(Known::current) {
        let text = renderer.source_ref(page.language(), told.source, told.as_of).map(|source| source.text);
        sources.extend(text.filter(|text| !sources.contains(text)));
    }
    sources
}
