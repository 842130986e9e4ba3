//! A stretch of days on which something else holds than usually: once, or every year.

use super::node::Node;
use super::read::{Keys, Problems, Read};
use crate::date::Date;
use jiff::SignedDuration;
use std::fmt;

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Once.
    Dated(Date, Date),
    /// Every year; where the last day comes before the first, past New Year.
    Yearly(YearDay, YearDay),
}

/// A day of every year: month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
}

impl YearDay {
    fn of(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }

    /// The day in a year. The 29th of February is there in a leap year only; in others a period begins on
    /// the day after, and ends on the day before.
    fn in_year(self, year: i16, missing: (i8, i8)) -> Option<Date> {
        let (month, day) = missing;
        Date::new(year, self.month, self.day).or_else(|_| Date::new(year, month, day)).ok()
    }
}

impl fmt::Display for YearDay {
    /// `12-24`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// An end of a period.
#[derive(Clone, Copy)]
enum Bound {
    Dated(Date),
    Yearly(YearDay),
}

impl Bound {
    /// `2026-12-24`, or `12-24` for every year.
    fn parse(text: &str) -> Option<Self> {
        match text.len() {
            10 => text.parse().ok().map(Self::Dated),
            // A leap year has every day there is.
            5 => format!("2024-{text}").parse().ok().map(|date| Self::Yearly(YearDay::of(date))),
            _ => None,
        }
    }
}

impl Read for Bound {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let text = String::read(node, problems)?;
        let bound = Self::parse(&text);
        if bound.is_none() {
            let message = format!("`{text}` is not a date.");
            let help = "Write year, month and day, for example 2026-12-24, or 12-24 for every year.";
            problems.error("front-matter/bad-date", &node.span, message, Some(help.to_owned()));
        }
        bound
    }
}

impl Period {
    /// From its bounds as front matter writes them.
    pub fn parse(from: &str, to: &str) -> Option<Self> {
        Self::between(Bound::parse(from)?, Bound::parse(to)?).ok()
    }

    /// Reads `valid_from` and `valid_to`.
    pub(super) fn read(keys: &mut Keys<'_, '_, '_>, node: &Node) -> Option<Self> {
        let given = [keys.node("valid_from"), keys.node("valid_to")];
        let [from, to] = [keys.take("valid_from"), keys.take("valid_to")];
        let mistake = match (from, to) {
            (Some(from), Some(to)) => match Self::between(from, to) {
                Ok(period) => return Some(period),
                Err(mistake) => mistake,
            },
            // A bound that cannot be read has been told.
            _ if given.iter().all(Option::is_some) => return None,
            _ => "The exception does not say from when to when it holds.",
        };
        let help = "Write `valid_from` and `valid_to`, both with a year or both without, the earlier one first. \
                    A single day stands in both.";
        let place = given[1].or(given[0]).unwrap_or(node);
        keys.problems.error("record/bad-period", &place.span, mistake.to_owned(), Some(help.to_owned()));
        None
    }

    fn between(from: Bound, to: Bound) -> Result<Self, &'static str> {
        match (from, to) {
            (Bound::Dated(from), Bound::Dated(to)) if to < from => {
                Err("The exception ends before it begins.")
            }
            (Bound::Dated(from), Bound::Dated(to)) => Ok(Self::Dated(from, to)),
            (Bound::Yearly(from), Bound::Yearly(to)) => Ok(Self::Yearly(from, to)),
            _ => Err("One end of the exception has a year, and the other has none."),
        }
    }

    /// The first and last day as front matter writes them: `2026-12-24`, or `12-24`.
    pub fn bounds(&self) -> [String; 2] {
        match self {
            Self::Dated(from, to) => [from.to_string(), to.to_string()],
            Self::Yearly(from, to) => [from.to_string(), to.to_string()],
        }
    }

    /// Whether a day lies in it.
    pub fn holds(&self, date: Date) -> bool {
        match *self {
            Self::Dated(from, to) => from <= date && date <= to,
            Self::Yearly(from, to) => {
                let day = YearDay::of(date);
                if from <= to { from <= day && day <= to } else { from <= day || day <= to }
            }
        }
    }

    /// What decides which of two periods counts on a day in both: the shorter one, and of two as long the
    /// one that holds but once.
    pub fn rank(&self) -> (i64, bool) {
        let spans = self.spans(2024..=2024);
        let days = spans.first().map_or(0, |(from, to)| to.duration_since(*from).as_secs() / DAY + 1);
        (days, matches!(self, Self::Yearly(..)))
    }

    /// Whether the two overlap without one lying in the other, so that nobody can say which counts.
    pub fn crosses(&self, other: &Self) -> bool {
        let years = match (self, other) {
            (Self::Dated(from, to), _) | (_, Self::Dated(from, to)) => from.year() - 1..=to.year() + 1,
            // A leap year and its neighbours.
            _ => 2023..=2025,
        };
        let others = other.spans(years.clone());
        self.spans(years).iter().any(|(from, to)| {
            let crosses = |(other_from, other_to): &(Date, Date)| {
                let overlap = from <= other_to && other_from <= to;
                let within = other_from <= from && to <= other_to;
                let around = from <= other_from && other_to <= to;
                overlap && !within && !around
            };
            others.iter().any(crosses)
        })
    }

    /// The days of the week in it, Monday being 0.
    pub fn weekdays(&self) -> Vec<i8> {
        match *self {
            Self::Dated(from, to) if to.duration_since(from) < SignedDuration::from_secs(6 * DAY) => {
                let days = from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to);
                days.map(|day| day.weekday().to_monday_zero_offset()).collect()
            }
            _ => (0..7).collect(),
        }
    }

    /// It as stretches of the calendar, those that begin in these years if it comes every year.
    fn spans(&self, years: std::ops::RangeInclusive<i16>) -> Vec<(Date, Date)> {
        match *self {
            Self::Dated(from, to) => vec![(from, to)],
            Self::Yearly(from, to) => years
                .filter_map(|year| {
                    let end = if from <= to { year } else { year + 1 };
                    Some((from.in_year(year, (3, 1))?, to.in_year(end, (2, 28))?))
                })
                .collect(),
        }
    }
}

const DAY: i64 = 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::parse(from, to).unwrap()
    }

    fn holds(period: Period, day: &str) -> bool {
        period.holds(day.parse().unwrap())
    }

    #[test]
    fn days_lie_in_it_once_or_every_year() {
        let summer = period("2026-06-01", "2026-08-31");
        assert!(holds(summer, "2026-06-01") && holds(summer, "2026-08-31"));
        assert!(!holds(summer, "2026-05-31") && !holds(summer, "2027-06-01"));
        let christmas = period("12-24", "01-06");
        for day in ["2026-12-24", "2026-12-31", "2027-01-01", "2031-01-06"] {
            assert!(holds(christmas, day), "{day}");
        }
        assert!(!holds(christmas, "2026-12-23") && !holds(christmas, "2027-01-07"));
        assert!(
            holds(period("02-29", "02-29"), "2028-02-29") && !holds(period("02-29", "02-29"), "2027-03-01")
        );
    }

    #[test]
    fn the_shorter_one_counts() {
        let ranked = [
            period("2026-12-24", "2026-12-24"),
            period("12-24", "12-24"),
            period("2026-12-20", "2026-12-27"),
            period("12-20", "01-06"),
        ];
        assert!(ranked.windows(2).all(|pair| pair[0].rank() < pair[1].rank()));
    }

    #[test]
    fn periods_cross_where_neither_lies_in_the_other() {
        for (one, other, crosses) in [
            (("2026-06-01", "2026-08-31"), ("2026-08-20", "2026-09-03"), true),
            (("2026-06-01", "2026-08-31"), ("2026-06-19", "2026-06-20"), false),
            (("2026-06-01", "2026-08-31"), ("2026-06-01", "2026-08-31"), false),
            (("2026-06-01", "2026-08-31"), ("2026-09-01", "2026-09-03"), false),
            (("12-20", "01-06"), ("01-05", "01-10"), true),
            (("12-20", "01-06"), ("12-24", "12-24"), false),
            (("12-24", "12-24"), ("2026-12-01", "2027-01-31"), false),
            (("12-20", "01-06"), ("2026-12-30", "2027-01-10"), true),
            (("02-20", "02-29"), ("02-28", "03-01"), true),
        ] {
            let (one, other) = (period(one.0, one.1), period(other.0, other.1));
            assert_eq!((one.crosses(&other), other.crosses(&one)), (crosses, crosses), "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_is_no_period() {
        for (from, to) in [
            ("2026-12-24", "2026-12-23"),
            ("2026-12-24", "12-26"),
            ("12-24", "2026-12-26"),
            ("2026-02-29", "2026-03-01"),
            ("13-01", "13-02"),
            ("24/12", "24/12"),
            ("+2-24", "12-24"),
        ] {
            assert_eq!(Period::parse(from, to), None, "{from} {to}");
        }
    }
}
