//! What is to be looked at again: facts grow old without anybody changing them.
//!
//! A record is as fresh as what it was last assured on; where nobody has assured it, as the oldest source of
//! what it still claims, superseded claims apart. It is due when that is longer ago than the site's
//! `review_after_years`, counted from the end of what is known (a source of 2019 may be of December). A
//! source without a date is always due: nobody can say that it is fresh. A page of any kind is due when its
//! `review_by` has passed, a service when days of its `schedule_exceptions` have, which nobody needs to read any
//! more, and the accessibility statement a year after it was last gone through, or when
//! something was to have been mended.
//!
//! Age alone never changes an answer, so this is no diagnostic: it is asked for with `lykta check --review`. A
//! build says how many pages are due, in one line.

use super::originals;
use crate::content::field::{Field, State, Statement};
use crate::content::page::{Details, Kind};
use crate::content::period::Period;
use crate::content::schedule::ScheduleExceptions;
use crate::content::visit::{Same, Visitor};
use crate::date::{Date, Inexact};
use crate::site::{Id, Page, Site};
use std::collections::HashSet;

/// A page that is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The page; nothing for the accessibility statement, which the configuration holds.
    pub page: Option<Id>,
    /// Since when; nothing where a source has no date.
    pub since: Option<Date>,
    /// Why.
    pub why: Why,
}

/// Why a page is to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its `review_by` has passed.
    ReviewBy(Date),
    /// It was assured so long ago.
    Assured(Date),
    /// A fact of it rests on a source of this date: the source's id.
    Source(String, Inexact),
    /// These days, on which it was open otherwise, have passed.
    Exception(Date, Date),
    /// The statement was last gone through on this day.
    GoneThrough(Date),
    /// The statement says that something is mended by this day.
    ToBeMended(Date),
}

/// What is due on a day, the oldest first: each page once, and besides once for each exception that has passed.
pub fn due(site: &Site, today: Date) -> Vec<Due> {
    let mut due: Vec<Due> = originals(site)
        .flat_map(|(id, page)| {
            let reasons = [review_by(id, page, today), record(site, id, page, today)];
            let oldest = reasons.into_iter().flatten().min_by_key(|due| due.since);
            oldest.into_iter().chain(exceptions(id, page, today))
        })
        .chain(statement(site, today))
        .collect();
    due.sort_by(|a, b| {
        let path = |due: &Due| due.page.map(|page| &site.pages[page].content.file.path);
        (a.since, path(a)).cmp(&(b.since, path(b)))
    });
    due
}

/// How many pages are due.
pub fn pages(due: &[Due]) -> usize {
    due.iter().map(|due| due.page).collect::<HashSet<_>>().len()
}

/// How long the accessibility statement stands.
const STATEMENT_YEARS: i32 = 1;

fn statement(site: &Site, today: Date) -> Option<Due> {
    let statement = site.config.statement()?;
    let updated = statement.updated.value;
    let again = years_after(updated, STATEMENT_YEARS).map(|since| (since, Why::GoneThrough(updated)));
    let mended = statement.problems.iter().filter_map(|problem| problem.until);
    let mended = mended.map(|day| (day, Why::ToBeMended(day)));
    let due = again.into_iter().chain(mended).filter(|(since, _)| *since < today);
    let (since, why) = due.min_by_key(|(since, _)| *since)?;
    Some(Due { page: None, since: Some(since), why })
}

fn years_after(day: Date, years: i32) -> Option<Date> {
    jiff::Span::new().try_years(years).and_then(|span| day.checked_add(span)).ok()
}

fn review_by(id: Id, page: &Page, today: Date) -> Option<Due> {
    let day = page.content.front.review_by.filter(|day| *day < today)?;
    Some(Due { page: Some(id), since: Some(day), why: Why::ReviewBy(day) })
}

/// Each period once, however many hours it has. Those of every year come again.
fn exceptions(id: Id, page: &Page, today: Date) -> Vec<Due> {
    let Details::Service(service) = &page.content.details else { return Vec::new() };
    let periods = service.schedule_exceptions.value().into_iter().flat_map(ScheduleExceptions::by_period);
    let over = periods.filter_map(|(period, _)| match *period {
        Period::Dated(from, to) if to < today => {
            Some(Due { page: Some(id), since: Some(to), why: Why::Exception(from, to) })
        }
        _ => None,
    });
    over.collect()
}

fn record(site: &Site, id: Id, page: &Page, today: Date) -> Option<Due> {
    if !matches!(page.kind(), Kind::Service | Kind::Organization) {
        return None;
    }
    let years = i32::try_from(site.config.review_after_years).unwrap_or(i32::MAX);
    let after = |day: Date| years_after(day, years);
    let late = |since: Option<Date>| since.is_some_and(|since| since < today);
    let assured = match &page.content.details {
        Details::Service(service) => service.assured_date.value().copied(),
        _ => None,
    };
    if let Some(day) = assured {
        let since = after(day);
        return late(since).then_some(Due { page: Some(id), since, why: Why::Assured(day) });
    }
    let mut dates = Dates { site, found: Vec::new() };
    page.content.details.visit(&mut dates);
    let dated = dates.found.into_iter().map(|(source, date)| {
        let since = last_day(date).map(after);
        (since, source, date)
    });
    // No date at all comes before every date; a day beyond the calendar is never reached.
    let due = dated.filter(|(since, ..)| since.is_none_or(late));
    let (since, source, date) = due.min_by_key(|(since, ..)| *since)?;
    Some(Due { page: Some(id), since: since.flatten(), why: Why::Source(source.to_owned(), date) })
}

/// The last day that an inexact date may mean.
fn last_day(date: Inexact) -> Option<Date> {
    let Inexact::Known { year, month, day, .. } = date else { return None };
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok(),
        (month, _) => Date::new(year, month.unwrap_or(12), 1).ok().map(Date::last_of_month),
    }
}

/// The dates of what a record claims, with the sources that they come from.
struct Dates<'a> {
    site: &'a Site,
    found: Vec<(&'a str, Inexact)>,
}

impl<'a> Visitor<'a> for Dates<'a> {
    fn field<T: Same>(&mut self, _: &'static str, field: &'a Field<T>) {
        for claim in field.claims.iter().filter(|claim| claim.state != State::Superseded) {
            let date = self.site.dated(&claim.source.value, claim.as_of);
            self.found.push((&claim.source.value, date.unwrap_or(Inexact::Unknown)));
        }
    }

    fn statement(&mut self, _: &'a Statement) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::site;
    use jiff::civil::date;

    fn of(fields: &str, today: Date) -> Vec<(Option<Date>, Why)> {
        let page = format!("---\ntitle: A\ntype: service\nsource: k\n{fields}\n---\n");
        let undated = ("u.md", "---\ntitle: Utan datum\ntype: source\n---\n");
        let due = due(&site(&[("a.md", &page), undated]), today).into_iter();
        due.map(|due| (due.since, due.why)).collect()
    }

    #[test]
    fn a_source_grows_old_after_the_years_of_the_site() {
        let source = || Why::Source("k".into(), Inexact::parse("2019").unwrap());
        assert_eq!(of("cost: Gratis", date(2022, 12, 31)), []);
        assert_eq!(of("cost: Gratis", date(2023, 1, 1)), [(Some(date(2022, 12, 31)), source())]);
        assert_eq!(of("cost: {value: Gratis, as_of: \"2022\"}", date(2024, 1, 1)), []);
        assert_eq!(of("cost: {claims: [{value: Gratis, state: superseded}]}", date(2024, 1, 1)), []);
    }

    #[test]
    fn assurance_and_review_by_count() {
        let assured = "cost: Gratis\nassured_date: 2024-05-01";
        assert_eq!(of(assured, date(2027, 5, 1)), []);
        assert_eq!(of(assured, date(2027, 5, 2)), [(Some(date(2027, 5, 1)), Why::Assured(date(2024, 5, 1)))]);
        let by = format!("{assured}\nreview_by: 2025-01-01");
        assert_eq!(of(&by, date(2025, 1, 2)), [(Some(date(2025, 1, 1)), Why::ReviewBy(date(2025, 1, 1)))]);
    }

    #[test]
    fn days_that_have_passed_are_listed_one_by_one() {
        let over = |from, to| (Some(to), Why::Exception(from, to));
        let hours = "opens: \"10:00\", closes: \"12:00\"";
        let fields = format!(
            "cost: {{value: Gratis, as_of: \"2026\"}}\nschedule_exceptions:\n  value:\n    \
             - {{valid_from: 2026-12-24, valid_to: 2026-12-26, closed: true}}\n    \
             - {{valid_from: 2026-06-01, valid_to: 2026-08-31, days: [mon], {hours}}}\n    \
             - {{valid_from: 2026-06-01, valid_to: 2026-08-31, days: [tue], {hours}}}\n    \
             - {{valid_from: 12-24, valid_to: 12-26, closed: true}}\n  as_of: \"2026\""
        );
        let summer = over(date(2026, 6, 1), date(2026, 8, 31));
        let christmas = over(date(2026, 12, 24), date(2026, 12, 26));
        assert_eq!(of(&fields, date(2026, 8, 31)), []);
        assert_eq!(of(&fields, date(2026, 12, 26)), vec![summer.clone()]);
        assert_eq!(of(&fields, date(2026, 12, 27)), [summer, christmas.clone()]);
        // What is due besides has a line of its own, and what no longer holds has none.
        let by = "review_by: 2027-01-01\nschedule_exceptions: \
                  {value: {valid_from: 2026-12-24, valid_to: 2026-12-26, closed: true}, as_of: \"2026\"}";
        let review = (Some(date(2027, 1, 1)), Why::ReviewBy(date(2027, 1, 1)));
        assert_eq!(of(by, date(2027, 1, 2)), [christmas, review]);
        let gone = "schedule_exceptions: {claims: [{value: {valid_from: 2026-12-24, valid_to: 2026-12-26, \
                    closed: true}, state: superseded}]}";
        assert_eq!(of(gone, date(2027, 1, 2)), []);
    }

    #[test]
    fn no_date_is_the_oldest() {
        let undated = "cost: {value: Gratis, source: u}";
        assert_eq!(of(undated, date(2019, 1, 1)), [(None, Why::Source("u".into(), Inexact::Unknown))]);
    }
}
