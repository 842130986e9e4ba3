//! Ages in a sentence.
//!
//! An age limit is a place on the line of years: *från 15 år* and *15 år eller äldre* begin at 15, *under
//! 18 år* ends where 18 begins, *15–25 år* lies between 15 and 26. So each age needs one or more limits,
//! and where a language is loose (*över 18 år*, *18 år*) either of two will do.
//!
//! What is no age: a time that something takes or took (*i 15 år*, *för 10 år sedan*, *15 år senare*, *15
//! års erfarenhet*), a calendar year (it has four digits), and a number of other things (*under 15
//! minuter*, *över 20 personer*).

use super::age_vocabulary::{ENGLISH, SWEDISH, Words};
use std::ops::Range;

/// An age that a text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Age {
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// What it takes for the age to be right.
    pub(super) needs: Vec<Need>,
}

/// A limit that an age speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// One of these is the first year on the far side of a limit.
    Limit(Vec<i64>),
    /// A person of this age, who may be at a limit or between two.
    Person(i64),
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Number(Option<i64>),
    Word(String),
    Mark(char),
}

struct Token {
    kind: Kind,
    span: Range<usize>,
}

/// The ages of a sentence in a language.
pub(super) fn find(text: &str, language: &str) -> Vec<Age> {
    let tokens = tokens(text);
    let words = if language.split('-').next() == Some("en") { &ENGLISH } else { &SWEDISH };
    let sentence = Reader { tokens: &tokens, words };
    let mut ages = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match sentence.age(at) {
            Some((needs, last)) => {
                ages.push(Age { span: tokens[at].span.start..tokens[last].span.end, needs });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    ages
}

struct Reader<'a> {
    tokens: &'a [Token],
    words: &'a Words,
}

impl Reader<'_> {
    fn age(&self, at: usize) -> Option<(Vec<Need>, usize)> {
        let first = self.number(at)?;
        self.range(at, first).or_else(|| self.single(at, first))
    }

    /// `15–25 år`, `15 till 25 år`, `mellan 15 och 25 år`, `16- och 17-åringar`.
    fn range(&self, at: usize, first: i64) -> Option<(Vec<Need>, usize)> {
        let between = self.is(at.checked_sub(1), self.words.between);
        let hyphen = usize::from(self.mark(at + 1, '-') && self.word(at + 2).is_some());
        let join = at + 1 + hyphen;
        let dash = ['–', '-', '—'].into_iter().any(|dash| self.mark(join, dash));
        let to = self.is(Some(join), self.words.to);
        let and = self.is(Some(join), self.words.and);
        let second = self.number(join + 1).filter(|second| *second > first)?;
        let last = join + 1;
        let (unit, person) = (self.unit(last), self.person(last));
        if hyphen == 1 {
            let end = person?;
            let both = vec![Need::Person(first), Need::Person(second)];
            let range = vec![Need::Limit(vec![first]), Need::Limit(vec![second + 1])];
            return Some((if to { range } else { both }, end));
        }
        if !(dash || to || (and && between)) {
            return None;
        }
        let end = unit.or(person).or((between && !self.counts(last)).then_some(last))?;
        if self.is_time(at, end) && !between {
            return None;
        }
        Some((vec![Need::Limit(vec![first]), Need::Limit(vec![second + 1])], end))
    }

    fn single(&self, at: usize, age: i64) -> Option<(Vec<Need>, usize)> {
        let words = self.words;
        let before = at.checked_sub(1);
        let limit = |limits: &[i64], end: usize| Some((vec![Need::Limit(limits.to_vec())], end));
        if self.mark(at + 1, '+') && self.tokens[at].span.end == self.tokens[at + 1].span.start {
            return limit(&[age], self.unit(at + 1).unwrap_or(at + 1));
        }
        if let Some(end) = self.person(at) {
            return Some((vec![Need::Person(age)], end));
        }
        let unit = self.unit(at);
        let end = unit.unwrap_or(at);
        if self.is(Some(end + 1), words.and) || self.is(Some(end + 1), &["uppåt"]) {
            let compared = end + 1 + usize::from(self.is(Some(end + 1), words.and));
            if self.is(Some(compared), words.older) && !self.counts(compared) {
                return limit(&[age], compared);
            }
            if self.is(Some(compared), words.younger) && !self.counts(compared) {
                return limit(&[age + 1], compared);
            }
        }
        let than = before.filter(|before| self.is(Some(*before), &["än", "than"]));
        let word = than.map_or(before, |than| than.checked_sub(1));
        let ends = unit.is_some() || self.clause_ends(at);
        let goes_on = ends || self.is(Some(at + 1), words.goes_on);
        if self.is(word, words.under) && goes_on && !self.is_after_time(end) {
            return limit(&[age], end);
        }
        if self.is(word, words.over) && goes_on && !self.is_after_time(end) {
            return limit(&[age, age + 1], end);
        }
        let hours = self
            .tokens
            .iter()
            .any(|token| matches!(&token.kind, Kind::Word(word) if words.hours.contains(&word.as_str())));
        if self.is(before, words.from) && ends && (unit.is_some() || !hours) && !self.is_after_time(end) {
            return limit(&[age], end);
        }
        unit?;
        if self.is(before, words.until) {
            return limit(&[age, age + 1], end);
        }
        (!self.is_time(at, end)).then(|| (vec![Need::Limit(vec![age, age + 1])], end))
    }

    /// Whether these years are a time rather than an age.
    fn is_time(&self, first: usize, end: usize) -> bool {
        let of_age = self.word(end).is_some_and(|word| word.starts_with(self.words.of_age));
        !of_age && (self.is(first.checked_sub(1), self.words.time_before) || self.is_after_time(end))
    }

    fn is_after_time(&self, end: usize) -> bool {
        self.is(Some(end + 1), self.words.time_after)
            || (self.is(Some(end + 1), &["i"]) && self.is(Some(end + 2), &["rad"]))
    }

    /// The last token of *år* or *års ålder* after a number.
    fn unit(&self, number: usize) -> Option<usize> {
        let years = number + 1;
        if !self.is(Some(years), self.words.years) {
            return None;
        }
        let of_age = self.word(years + 1).is_some_and(|word| word.starts_with(self.words.of_age));
        match self.word(years) {
            _ if of_age => Some(years + 1),
            Some("års") => None,
            // In English years are a time unless something says that they are an age.
            Some("years") => {
                let of_age = self.is(Some(years + 1), &["of"]) && self.is(Some(years + 2), &["age"]);
                of_age.then_some(years + 2)
            }
            _ => Some(years),
        }
    }

    /// The last token of *-åring* after a number.
    fn person(&self, number: usize) -> Option<usize> {
        let word = self.word(number + 2).filter(|word| word.starts_with(self.words.person))?;
        let english = self.words.person == "year";
        let old = !english || self.is(Some(number + 4), &["old", "olds"]);
        (self.mark(number + 1, '-') && old && !word.is_empty())
            .then_some(number + if english { 4 } else { 2 })
    }

    fn clause_ends(&self, number: usize) -> bool {
        self.tokens.get(number + 1).is_none_or(|next| {
            matches!(next.kind, Kind::Mark('.' | ',' | ';' | ')' | '|' | ':' | '!' | '?' | '”' | '"'))
        })
    }

    /// Whether a word follows that the number may count.
    fn counts(&self, last: usize) -> bool {
        let next = self.word(last + 1);
        next.is_some_and(|next| !self.words.goes_on.contains(&next) && !self.words.and.contains(&next))
            && self.words.person != "year"
            && !self.is(Some(last), self.words.older)
            && !self.is(Some(last), self.words.younger)
    }

    fn number(&self, at: usize) -> Option<i64> {
        match self.tokens.get(at)?.kind {
            Kind::Number(age) => age,
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn is(&self, at: Option<usize>, words: &[&str]) -> bool {
        at.and_then(|at| self.word(at)).is_some_and(|word| words.contains(&word))
    }
}

/// Numbers, words and marks. A number that is part of a larger one (`2 000`, `15,5`, `2016:42`) can be no age.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let same: fn(char) -> bool = match letter {
            _ if letter.is_whitespace() => continue,
            _ if letter.is_ascii_digit() => |letter| letter.is_ascii_digit(),
            _ if letter.is_alphabetic() => char::is_alphabetic,
            _ => |_| false,
        };
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = letters.next_if(|(_, next)| same(*next)) {
            end = at + next.len_utf8();
        }
        let kind = if letter.is_ascii_digit() {
            Kind::Number(age(text, start..end))
        } else if letter.is_alphabetic() {
            Kind::Word(text[start..end].to_lowercase())
        } else {
            Kind::Mark(letter)
        };
        tokens.push(Token { kind, span: start..end });
    }
    tokens
}

fn age(text: &str, span: Range<usize>) -> Option<i64> {
    let digit = |letter: char| letter.is_ascii_digit();
    let joined = |letter: char| ".,:/".contains(letter);
    let before = &text[..span.start];
    let after = &text[span.end..];
    let larger = before.trim_end_matches(joined).ends_with(digit) && before.ends_with(joined)
        || after.trim_start_matches(joined).starts_with(digit) && after.starts_with(joined)
        || before.trim_end().ends_with(digit)
        || after.trim_start().starts_with(digit)
        || before.ends_with(char::is_alphabetic);
    (span.len() <= 2 && !larger).then(|| text[span].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(text: &str, language: &str) -> Vec<Need> {
        find(text, language).into_iter().flat_map(|age| age.needs).collect()
    }

    fn limit(limits: &[i64]) -> Need {
        Need::Limit(limits.to_vec())
    }

    #[test]
    fn ages_as_swedes_write_them() {
        for text in [
            "från 15 år",
            "Från 15 års ålder",
            "15+",
            "15 + år".replace(" +", "+").as_str(),
            "15 år eller äldre",
            "den som är 15 och äldre",
            "under 15 år",
            "Under 15",
            "är under 15 i en annan",
            "minst 15 år",
            "från 15.",
            "den som fyllt 15 år",
            "15 år och uppåt",
            "yngre än 15 år",
        ] {
            assert_eq!(needs(text, "sv"), [limit(&[15])], "{text}");
        }
        for text in [
            "15–25 år",
            "15-25 år",
            "15 till 25 år",
            "mellan 15 och 25 år",
            "i åldern 15–25",
            "från 15 till 25 år",
        ] {
            assert_eq!(needs(text, "sv"), [limit(&[15]), limit(&[26])], "{text}");
        }
        for text in
            ["över 18 år", "upp till 18 år", "högst 18 år", "höjts till 18 år", "är 18 år", "gränsen 18 år"]
        {
            assert_eq!(needs(text, "sv"), [limit(&[18, 19])], "{text}");
        }
        assert_eq!(needs("17 år och yngre", "sv"), [limit(&[18])]);
        assert_eq!(needs("en 16-åring", "sv"), [Need::Person(16)]);
        assert_eq!(needs("för 16- och 17-åringar", "sv"), [Need::Person(16), Need::Person(17)]);
        assert_eq!(needs("16 år | 18 år |", "sv"), [limit(&[16, 17]), limit(&[18, 19])]);
    }

    #[test]
    fn what_is_no_age() {
        for text in [
            "i 15 år",
            "för 10 år sedan",
            "15 år senare",
            "15 års erfarenhet",
            "under 10 års tid",
            "2019 års rapport",
            "2016–2017",
            "under 15 minuter",
            "över 20 personer",
            "över 2 000 namn",
            "15 samtal",
            "tak på 15 samtal",
            "15,5 år",
            "varje 10 år",
            "de senaste 20 åren",
            "SOU 2016:42",
            "öppet från 9.",
            "från 13 till 16",
            "kl. 18",
            "från 10 kommuner",
            "i december 2016",
            "D4",
            "15 procent",
            "90 minuter",
            "mer än 5 år gamla uppgifter",
            "var 15 år i rad",
            "20 och 30 personer",
            "är 5 år gamla",
            "minst 70 barn och ungdomar",
            "15 dagar och äldre ärenden",
        ] {
            assert_eq!(needs(text, "sv"), [], "{text}");
        }
    }

    #[test]
    fn english_speaks_of_ages_too() {
        for text in
            ["from the age of 15", "15 and over", "15 or older", "under 15", "at least 15 years old", "15+"]
        {
            assert_eq!(needs(text, "en"), [limit(&[15])], "{text}");
        }
        for text in ["aged 15 to 25", "aged 15–25", "between 15 and 25", "15 to 25 years old"] {
            assert_eq!(needs(text, "en"), [limit(&[15]), limit(&[26])], "{text}");
        }
        assert_eq!(needs("two 16-year-olds", "en"), [Need::Person(16)]);
        for text in [
            "for 15 years",
            "15 years ago",
            "15 years of experience",
            "over 2,000 names",
            "in 2016",
            "open from 9.",
        ] {
            assert_eq!(needs(text, "en"), [], "{text}");
        }
    }
}
