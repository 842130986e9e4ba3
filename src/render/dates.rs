//! Dates as people write them.

use super::Renderer;
use super::links::DateText;
use crate::date::{Certainty, Date, Inexact};

impl Renderer<'_> {
    /// An interface text.
    pub fn text(&self, language: &str, key: &str) -> String {
        self.theme.translations.text(language, key)
    }

    /// An interface text with variables.
    pub fn text_with(&self, language: &str, key: &str, args: &[(&str, &str)]) -> String {
        self.theme.translations.with(language, key, args)
    }

    /// A date for machines and for people.
    pub fn date(&self, language: &str, date: Date) -> DateText {
        let text = self.known(language, date.year(), Some(date.month()), Some(date.day()));
        DateText { iso: date.to_string(), text }
    }

    /// An inexact date for people: `omkring 2012`, `december 2016`, `odaterad`.
    pub fn inexact(&self, language: &str, date: Inexact) -> String {
        let Inexact::Known { year, month, day, certainty } = date else {
            return self.text(language, "date-unknown");
        };
        let text = self.known(language, year, month, day);
        let key = match certainty {
            Certainty::Certain => return text,
            Certainty::Uncertain => "date-uncertain",
            Certainty::Approximate | Certainty::Both => "date-approximate",
        };
        self.text_with(language, key, &[("date", &text)])
    }

    fn known(&self, language: &str, year: i16, month: Option<i8>, day: Option<i8>) -> String {
        let year = year.to_string();
        let Some(month) = month else { return year };
        let month = self.text(language, &format!("month-{month}"));
        match day {
            None => self.text_with(language, "date-month", &[("month", &month), ("year", &year)]),
            Some(day) => {
                let day = day.to_string();
                self.text_with(language, "date-day", &[("day", &day), ("month", &month), ("year", &year)])
            }
        }
    }
}
