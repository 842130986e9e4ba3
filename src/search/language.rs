//! What differs between languages: stemmer, letters that are not accents, irregular words, compounds.

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// The rules of one language. Both sides, generator and browser, follow the same ones: what the browser
/// needs of them is written into the root file.
pub(crate) struct Language {
    /// Its code, as in `<html lang>`.
    pub(crate) code: String,
    /// Letters of its alphabet that are not accented variants of another: kept apart when words are compared.
    pub(crate) letters: &'static str,
    /// Forms that no stemmer relates, each with its base form.
    pub(crate) irregular: &'static [(&'static str, &'static str)],
    /// Whether words are written together, so that their parts are to be found.
    pub(crate) compounds: bool,
    /// Whether *landet* is a form of *land* where both are attested.
    pub(crate) definite_et: bool,
    /// Whether *förare* is a word of its own where *för* is attested, too.
    pub(crate) agents: bool,
    /// The stemmer as the browser runs it: the source of a function from word to stem.
    pub(crate) script: Option<&'static str>,
    stemmer: Option<Stemmer>,
}

impl Language {
    /// The rules for a language code such as `sv` or `en-GB`. An unknown language has no stemmer and no
    /// letters of its own: its words are indexed as they are.
    pub(crate) fn new(code: &str) -> Self {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let plain = Self {
            code: code.to_owned(),
            letters: "",
            irregular: &[],
            compounds: false,
            definite_et: false,
            agents: false,
            script: None,
            stemmer: None,
        };
        match primary.as_str() {
            "sv" => Self {
                letters: "åäö",
                irregular: SWEDISH,
                compounds: true,
                definite_et: true,
                agents: true,
                script: Some(include_str!("client/stem/sv.js")),
                stemmer: Some(Stemmer::create(Algorithm::Swedish)),
                ..plain
            },
            "en" => Self {
                irregular: ENGLISH,
                script: Some(include_str!("client/stem/en.js")),
                stemmer: Some(Stemmer::create(Algorithm::English)),
                ..plain
            },
            "fi" | "et" => Self { letters: "åäöõ", ..plain },
            "da" | "nb" | "nn" | "no" => Self { letters: "æøå", ..plain },
            "de" => Self { letters: "äöüß", ..plain },
            "is" | "fo" => Self { letters: "áðéíóúýþæö", ..plain },
            "es" => Self { letters: "ñ", ..plain },
            "tr" | "az" => Self { letters: "çğıöşü", ..plain },
            "pl" => Self { letters: "ąćęłńóśźż", ..plain },
            _ => plain,
        }
    }

    /// The stem of a lower-case word; an irregular form has the stem of its base form.
    pub(crate) fn stem(&self, word: &str) -> String {
        let base = self
            .irregular
            .binary_search_by(|(form, _)| (*form).cmp(word))
            .map_or(word, |found| self.irregular[found].1);
        match &self.stemmer {
            Some(stemmer) if base.chars().all(char::is_alphabetic) || base.contains('\'') => {
                stemmer.stem(base).into_owned()
            }
            _ => base.to_owned(),
        }
    }
}

/// Whoever does what a short word says, and that word: *förarens* is of *förare*, of *för*. Of longer words the
/// stemmer is right more often than not: *arbetare* does go with *arbete*.
pub(crate) fn agent(form: &str) -> Option<(&str, &str)> {
    let agent = ["", "n", "ns", "s"].iter().find_map(|ending| {
        let agent = form.strip_suffix(ending)?;
        agent.ends_with("are").then_some(agent)
    })?;
    let base = agent.strip_suffix("are")?;
    (2..=3).contains(&base.chars().count()).then_some((agent, base))
}

/// Irregular Swedish nouns and verbs, and words which the stemmer would take for forms of another
/// (*order* is not a form of *ord*: its base form here is one that no text holds). Sorted by form.
const SWEDISH: &[(&str, &str)] = &[
    ("ansökan", "ansökning"),
    ("ansökans", "ansökning"),
    ("bröder", "bror"),
    ("bröderna", "bror"),
    ("böcker", "bok"),
    ("böckerna", "bok"),
    ("döttrar", "dotter"),
    ("döttrarna", "dotter"),
    ("fäder", "far"),
    ("fäderna", "far"),
    ("fötter", "fot"),
    ("fötterna", "fot"),
    ("händer", "hand"),
    ("händerna", "hand"),
    ("länder", "land"),
    ("länderna", "land"),
    ("männen", "man"),
    ("männens", "man"),
    ("mödrar", "mor"),
    ("mödrarna", "mor"),
    ("numren", "nummer"),
    ("numret", "nummer"),
    ("numrets", "nummer"),
    ("nätter", "natt"),
    ("nätterna", "natt"),
    ("order", "orderx"),
    ("ordern", "orderx"),
    ("rötter", "rot"),
    ("rötterna", "rot"),
    ("städer", "stad"),
    ("städerna", "stad"),
    ("stöder", "stöd"),
    ("söner", "son"),
    ("sönerna", "son"),
    ("tänder", "tand"),
    ("tänderna", "tand"),
];

/// Irregular English plurals. Sorted by form.
const ENGLISH: &[(&str, &str)] = &[
    ("children", "child"),
    ("children's", "child"),
    ("feet", "foot"),
    ("lives", "life"),
    ("men", "man"),
    ("men's", "man"),
    ("mice", "mouse"),
    ("people", "person"),
    ("people's", "person"),
    ("selves", "self"),
    ("teeth", "tooth"),
    ("wives", "wife"),
    ("women", "woman"),
    ("women's", "woman"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// The reference vocabularies of Snowball lie beside the repository, not in it; where they are
    /// absent the test says so and passes.
    #[test]
    fn stems_equal_the_reference_word_for_word() {
        for (language, code) in [("swedish", "sv"), ("english", "en")] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/snowball").join(language);
            let folder = if folder.exists() {
                folder
            } else {
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/snowball").join(language)
            };
            let (Ok(words), Ok(stems)) = (
                std::fs::read_to_string(folder.join("voc.txt")),
                std::fs::read_to_string(folder.join("output.txt")),
            ) else {
                eprintln!("skipped: no reference vocabulary at {}", folder.display());
                continue;
            };
            let stemmer = Language::new(code).stemmer.unwrap();
            let wrong: Vec<_> = words
                .lines()
                .zip(stems.lines())
                .filter(|(word, stem)| stemmer.stem(word) != *stem)
                .take(5)
                .collect();
            assert!(wrong.is_empty(), "{language}: {wrong:?}");
            assert_eq!(words.lines().count(), stems.lines().count());
        }
    }

    #[test]
    fn tables_of_irregular_words_are_sorted() {
        for table in [SWEDISH, ENGLISH] {
            assert!(table.windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }

    #[test]
    fn agents_of_short_words_are_told_from_them() {
        assert_eq!(agent("förarens"), Some(("förare", "för")));
        assert_eq!(agent("ägare"), Some(("ägare", "äg")));
        assert_eq!(agent("arbetare"), None);
        assert_eq!(agent("domarna"), None);
        assert_eq!(agent("are"), None);
    }

    #[test]
    fn irregular_forms_share_the_stem_of_their_base() {
        let swedish = Language::new("sv");
        assert_eq!(swedish.stem("böcker"), swedish.stem("bok"));
        assert_eq!(swedish.stem("fötterna"), swedish.stem("fot"));
        assert_ne!(swedish.stem("order"), swedish.stem("ord"));
        assert_eq!(Language::new("xx").stem("böcker"), "böcker");
    }
}
