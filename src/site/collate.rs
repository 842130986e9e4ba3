//! Sorting as each language does it: å ä ö come last in Swedish.

use crate::config::Config;
use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use std::cmp::Ordering;
use std::collections::HashMap;

/// A collator for each language of the site.
pub struct Collators {
    by_language: HashMap<String, CollatorBorrowed<'static>>,
}

impl Collators {
    /// For the languages of a configuration.
    pub fn new(config: &Config) -> Self {
        let codes = config.languages.iter().map(|language| language.code.clone());
        let by_language = codes.filter_map(|code| {
            let collator = collator(&code)?;
            Some((code, collator))
        });
        Self { by_language: by_language.collect() }
    }

    /// Compares two texts in a language; equal ones only where they are the same to the letter.
    pub fn compare(&self, language: &str, a: &str, b: &str) -> Ordering {
        let by_language = self.by_language.get(language).map(|collator| collator.compare(a, b));
        by_language.unwrap_or(Ordering::Equal).then_with(|| a.cmp(b))
    }

    /// The letter that a text stands under in an alphabetical list: `É` under `E`, but `Å` under `Å` where
    /// that is a letter of its own; digits and signs under `#`.
    pub fn letter(&self, language: &str, text: &str) -> String {
        let Some(first) = text.chars().find(|letter| letter.is_alphanumeric()) else { return "#".to_owned() };
        if first.is_numeric() {
            return "#".to_owned();
        }
        let upper = first.to_uppercase().to_string();
        let base: String = crate::slug::slug(&upper).chars().take(1).collect::<String>().to_uppercase();
        let own_letter = self
            .by_language
            .get(language)
            .is_some_and(|collator| collator.compare(&upper, "z") == Ordering::Greater);
        if own_letter || base.is_empty() { upper } else { base }
    }
}

fn collator(code: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = code.parse().ok()?;
    CollatorBorrowed::try_new(CollatorPreferences::from(&locale), CollatorOptions::default()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    fn collators() -> Collators {
        let text = "title='a'\nlanguage='sv'\n[languages.en]\n[languages.ar]\n";
        Collators::new(&Config::read(&SourceFile::new("lykta.toml", text)).unwrap())
    }

    #[test]
    fn swedish_letters_come_last() {
        let collators = collators();
        let mut words = ["Öl", "Zebra", "Ål", "Ära", "apa", "Éclair", "Fika"];
        words.sort_by(|a, b| collators.compare("sv", a, b));
        assert_eq!(words, ["apa", "Éclair", "Fika", "Zebra", "Ål", "Ära", "Öl"]);
        words.sort_by(|a, b| collators.compare("en", a, b));
        assert_eq!(words[..3], ["Ål", "apa", "Ära"]);
    }

    #[test]
    fn letters_of_lists() {
        let collators = collators();
        assert_eq!(collators.letter("sv", "”ärlighet”"), "Ä");
        assert_eq!(collators.letter("en", "ärlighet"), "A");
        assert_eq!(collators.letter("sv", "élan"), "E");
        assert_eq!(collators.letter("sv", "1177"), "#");
        assert_eq!(collators.letter("sv", "–"), "#");
        assert_eq!(collators.letter("ar", "كلمة"), "ك");
    }
}
