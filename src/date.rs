//! Dates: exact ones for publishing, and inexact ones (EDTF) for when a source says something.

use jiff::civil;
use std::fmt;

/// A calendar day.
pub type Date = civil::Date;

/// A date as far as it is known, in the part of the Extended Date/Time Format (ISO 8601-2, level 1) that
/// sources need: a year, month or day, uncertain (`?`), approximate (`~`) or both (`%`), or `unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Inexact {
    /// Nobody knows.
    Unknown,
    /// Known to some precision.
    Known {
        /// The year.
        year: i16,
        /// The month, 1 to 12, where it is known.
        month: Option<i8>,
        /// The day of the month, where it is known.
        day: Option<i8>,
        /// How sure it is.
        certainty: Certainty,
    },
}

/// How sure an inexact date is; the qualifiers of EDTF level 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As it stands.
    Certain,
    /// `?`: the source of the date is dubious.
    Uncertain,
    /// `~`: about then.
    Approximate,
    /// `%`: both.
    Both,
}

impl Inexact {
    /// Reads `2019`, `2016-12?`, `2012~`, `2021-03-04` or `unknown`.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "unknown" {
            return Some(Self::Unknown);
        }
        let (digits, certainty) = match text.char_indices().last()? {
            (at, '?') => (&text[..at], Certainty::Uncertain),
            (at, '~') => (&text[..at], Certainty::Approximate),
            (at, '%') => (&text[..at], Certainty::Both),
            _ => (text, Certainty::Certain),
        };
        let mut parts = digits.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| number(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        let month = month.map(|month| month as i8);
        let day = day.map(|day| day as i8);
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self::Known { year, month, day, certainty })
    }

    /// The year, where it is known.
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Unknown => None,
            Self::Known { year, .. } => Some(*year),
        }
    }
}

impl fmt::Display for Inexact {
    /// The EDTF form again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Known { year, month, day, certainty } = self else {
            return f.write_str("unknown");
        };
        write!(f, "{year:04}")?;
        for part in [month, day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        f.write_str(match certainty {
            Certainty::Certain => "",
            Certainty::Uncertain => "?",
            Certainty::Approximate => "~",
            Certainty::Both => "%",
        })
    }
}

fn number(part: &str, digits: usize) -> Option<i16> {
    let right = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| part.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_inexact_dates() {
        for text in ["2019", "2016-12?", "2012~", "2021-03-04", "2020%", "unknown"] {
            assert_eq!(Inexact::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "?", "19", "2019-13", "2019-02-30", "2019-1", "2019-01-01-01", "i fjol", "２０１９"]
        {
            assert_eq!(Inexact::parse(text), None, "{text}");
        }
    }
}
