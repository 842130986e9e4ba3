//! The languages of a site.

use crate::content::node::Entry;
use crate::content::read::{Keys, Problems, Read};
use icu_locale_core::LanguageIdentifier;
use std::ops::Range;

/// A language of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// Its BCP 47 tag, such as `sv`.
    pub code: String,
    /// The site's title in it.
    pub title: String,
    /// The site's description in it.
    pub description: Option<String>,
    /// A notice that stands on every page.
    pub notice: Option<String>,
    /// What stands for the site's title where a page with a quick exit is not to show it.
    pub neutral_title: Option<String>,
    /// What topics and audiences, which are written in the main language, are called in this one.
    pub labels: Vec<(String, String)>,
}

/// The languages besides the main one.
pub(super) fn other_languages(keys: &mut Keys<'_, '_, '_>, title: &str, main: &str) -> Vec<Language> {
    let Some(node) = keys.node("languages") else { return Vec::new() };
    let Some(table) = Keys::of(node, keys.problems) else { return Vec::new() };
    let entries = table.entries();
    let mut languages = Vec::new();
    for entry in entries {
        if !is_language(&entry.key, &entry.key_span, keys.problems) {
            continue;
        }
        if entry.key == main {
            let message = format!("`{main}` is the site's main language already.");
            let help = "Write its title, description and notice at the top of the file.".to_owned();
            keys.problems.error("config/same-language", &entry.key_span, message, Some(help));
            continue;
        }
        if let Some(mut inner) = Keys::of(&entry.node, keys.problems) {
            languages.push(Language {
                code: entry.key.clone(),
                title: inner.take("title").unwrap_or_else(|| title.to_owned()),
                description: inner.take("description"),
                notice: inner.take("notice"),
                neutral_title: inner.take("neutral_title"),
                labels: labels(&mut inner),
            });
            inner.finish("a language");
        }
    }
    languages
}

fn labels(keys: &mut Keys<'_, '_, '_>) -> Vec<(String, String)> {
    let Some(node) = keys.node("labels") else { return Vec::new() };
    let Some(inner) = Keys::of(node, keys.problems) else { return Vec::new() };
    let entries = inner.entries().iter();
    let label = |entry: &Entry| Some((entry.key.clone(), String::read(&entry.node, inner.problems)?));
    entries.filter_map(label).collect()
}

/// The language code under a key.
pub(super) fn code(keys: &mut Keys<'_, '_, '_>, key: &'static str) -> Option<String> {
    let node = keys.node(key)?;
    let text = String::read(node, keys.problems)?;
    is_language(&text, &node.span, keys.problems).then_some(text)
}

/// Whether a text is a BCP 47 language tag in its usual spelling; what it is instead is told.
fn is_language(code: &str, span: &Range<usize>, problems: &mut Problems<'_>) -> bool {
    let canonical = LanguageIdentifier::normalize(code).ok().filter(|_| !code.starts_with("und"));
    if canonical.as_deref() == Some(code) {
        return true;
    }
    let help = canonical.map(|canonical| format!("Write `{canonical}`."));
    let message = format!("`{code}` is not a language code such as `sv` or `en`.");
    problems.error("config/unknown-language", span, message, help);
    false
}

/// Whether a language is written from right to left: as its script says, else as it is mostly written.
pub fn is_right_to_left(code: &str) -> bool {
    let Ok(tag) = code.parse::<LanguageIdentifier>() else { return false };
    match tag.script {
        Some(script) => {
            matches!(script.as_str(), "Adlm" | "Arab" | "Hebr" | "Nkoo" | "Rohg" | "Syrc" | "Thaa")
        }
        None => matches!(
            tag.language.as_str(),
            "ar" | "arc"
                | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "ks"
                | "nqo"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::is_right_to_left;

    #[test]
    fn the_script_decides_before_the_language() {
        for code in ["ar", "ar-SE", "fa", "ckb", "az-Arab"] {
            assert!(is_right_to_left(code), "{code}");
        }
        for code in ["sv", "ku", "ar-Latn", "", "x"] {
            assert!(!is_right_to_left(code), "{code}");
        }
    }
}
