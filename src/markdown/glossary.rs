//! The glossary's abbreviations, found in running text.

use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// An abbreviation or term that is marked where a page first uses it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// What is looked for: whole words, upper and lower case as here.
    pub abbreviation: String,
    /// What it stands for.
    pub expansion: Option<String>,
    /// The term's page, in whatever form the site names it.
    pub page: String,
}

/// Entries by the first word of their abbreviation, so that a text costs one look-up a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    by_word: HashMap<String, Vec<Entry>>,
}

impl Glossary {
    /// A glossary of these entries. Of two with the same abbreviation the first counts; of "Mika" and
    /// "Mika i Göteborg" the longer, where it stands.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut by_word: HashMap<String, Vec<Entry>> = HashMap::new();
        for entry in entries {
            let abbreviation = entry.abbreviation.trim().to_owned();
            let word = word_at(&abbreviation, 0);
            if !word.is_empty() {
                let same_word = by_word.entry(abbreviation[word].to_owned()).or_default();
                same_word.push(Entry { abbreviation, ..entry });
            }
        }
        for entries in by_word.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.abbreviation.len()));
        }
        Self { by_word }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }

    /// The first entry in the text that is `wanted`, and where. `before` is what precedes the text.
    pub(super) fn find(
        &self,
        text: &str,
        before: Option<char>,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Option<(Range<usize>, &Entry)> {
        let mut at = 0;
        let mut inside = before.is_some_and(is_word);
        while at < text.len() {
            let word = word_at(text, at);
            if word.is_empty() {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                inside = false;
                continue;
            }
            if !inside && let Some(entries) = self.by_word.get(&text[word.clone()]) {
                let whole = |entry: &&Entry| {
                    text[at..].strip_prefix(entry.abbreviation.as_str()).is_some_and(|after| {
                        !(entry.abbreviation.ends_with(is_word) && after.starts_with(is_word))
                    })
                };
                if let Some(entry) = entries.iter().filter(whole).find(|entry| wanted(entry)) {
                    return Some((at..at + entry.abbreviation.len(), entry));
                }
            }
            inside = false;
            at = word.end;
        }
        None
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// The word that begins at a position; empty if none does.
fn word_at(text: &str, at: usize) -> Range<usize> {
    at..text[at..].find(|c| !is_word(c)).map_or(text.len(), |end| at + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let entry = |abbreviation: &str| Entry {
            abbreviation: abbreviation.into(),
            expansion: None,
            page: abbreviation.into(),
        };
        Glossary::new(["KAST", "Mika", "Mika i Göteborg", "Råd & Stöd", "C++", "  "].map(entry))
    }

    fn found(text: &str) -> Option<String> {
        glossary().find(text, None, |_| true).map(|(range, entry)| {
            assert_eq!(text[range], entry.abbreviation);
            entry.abbreviation.clone()
        })
    }

    #[test]
    fn finds_whole_words_in_their_own_case() {
        assert_eq!(found("om KAST:s arbete").as_deref(), Some("KAST"));
        assert_eq!(found("KAST-mottagning").as_deref(), Some("KAST"));
        assert_eq!(found("kast, KASTA, ÅKAST, KAST\u{301}"), None);
        assert_eq!(glossary().find("KAST", Some('å'), |_| true), None);
    }

    #[test]
    fn the_longer_entry_counts() {
        assert_eq!(found("hos Mika i Göteborg").as_deref(), Some("Mika i Göteborg"));
        assert_eq!(found("hos Mika i Göteborgs").as_deref(), Some("Mika"));
        assert_eq!(found("Råd & Stöd").as_deref(), Some("Råd & Stöd"));
        assert_eq!(found("i C++11").as_deref(), Some("C++"));
    }
}
