//! When a service is open, as people write it.

use super::{Renderer, word};
use crate::content::period::{Period, YearDay};
use crate::content::schedule::{Day, Schedule};
use crate::date::Date;

/// A day of a period: the year is there once, or every year is meant.
#[derive(Clone, Copy)]
struct DayOf {
    year: Option<i16>,
    day: YearDay,
}

impl Renderer<'_> {
    /// `dygnet runt`, or `måndag, tisdag 09:00–16:00`.
    pub(crate) fn schedule(&self, language: &str, schedule: &Schedule) -> String {
        match schedule {
            Schedule::Always => self.text(language, "schedule-always"),
            Schedule::Weekly { days, opens, closes, .. } => {
                let days = days.iter().map(|day| self.word_text(language, "day", &word(day)));
                let days: Vec<String> = days.collect();
                format!("{} {opens}–{closes}", days.join(&self.text(language, "list-separator")))
            }
        }
    }

    /// What holds in a period: `24–26 december 2026: stängt`.
    pub(crate) fn exception(&self, language: &str, period: &Period, hours: &[&Schedule]) -> String {
        let hours = match hours {
            [] => self.text(language, "schedule-closed"),
            hours => {
                let hours: Vec<String> = hours.iter().map(|one| self.hours_then(language, one)).collect();
                hours.join(&self.text(language, "list-separator"))
            }
        };
        let when = self.period(language, period);
        self.text_with(language, "hours-on", &[("when", &when), ("hours", &hours)])
    }

    /// Of an exception that is every day of its period the days need not be told.
    fn hours_then(&self, language: &str, schedule: &Schedule) -> String {
        match schedule {
            Schedule::Weekly { days, opens, closes, .. } if *days == Day::ALL => format!("{opens}–{closes}"),
            schedule => self.schedule(language, schedule),
        }
    }

    fn period(&self, language: &str, period: &Period) -> String {
        let dated = |date: Date| DayOf {
            year: Some(date.year()),
            day: YearDay { month: date.month(), day: date.day() },
        };
        match *period {
            Period::Dated(from, to) => self.span(language, dated(from), dated(to)),
            Period::Yearly(from, to) => {
                let span =
                    self.span(language, DayOf { year: None, day: from }, DayOf { year: None, day: to });
                self.text_with(language, "date-yearly", &[("date", &span)])
            }
        }
    }

    /// `24 december 2026`, `24–26 december 2026`, `1 juni–31 augusti 2026`.
    fn span(&self, language: &str, from: DayOf, to: DayOf) -> String {
        let last = to.day.day.to_string();
        if from.year == to.year && from.day == to.day {
            return self.day(language, to, &last);
        }
        let first = from.day.day.to_string();
        let same_year = from.year == to.year;
        if same_year && from.day.month == to.day.month && from.day < to.day {
            let days = self.text_with(language, "date-days", &[("first", &first), ("last", &last)]);
            return self.day(language, to, &days);
        }
        let year = if same_year { None } else { from.year };
        let ends = [self.day(language, DayOf { year, ..from }, &first), self.day(language, to, &last)];
        self.text_with(language, "date-span", &[("from", &ends[0]), ("to", &ends[1])])
    }

    fn day(&self, language: &str, of: DayOf, day: &str) -> String {
        let month = self.text(language, &format!("month-{}", of.day.month));
        match of.year {
            None => self.text_with(language, "date-day-month", &[("day", day), ("month", &month)]),
            Some(year) => {
                let year = year.to_string();
                self.text_with(language, "date-day", &[("day", day), ("month", &month), ("year", &year)])
            }
        }
    }
}
