//! Finds the parts of Swedish compounds (*smittskyddslag* is *smitta*, *skydd*, *lag*), by what the corpus
//! itself attests.
//!
//! A naive split fires on nearly every second long word and is often wrong. So a part has to be a word of
//! its own in the corpus, the last is four letters or more (or a known short noun) and no suffix of derivation, the first is no
//! particle, and of several splits the one with the fewest parts and the most frequent words is taken
//! (Koehn & Knight 2003; Ahlgren & Kekäläinen 2007).

use super::language::Language;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Words attested in the corpus: their class and how many pages hold it.
pub(crate) type Attested<'a> = FxHashMap<&'a str, (u32, u32)>;

/// Endings that make new words out of others: never the last part of a compound.
static SUFFIXES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "het", "heten", "heter", "heterna", "hets", "ning", "ningen", "ningar", "ningarna", "nings", "ande",
        "andet", "anden", "ende", "else", "elsen", "elser", "lig", "liga", "ligt", "ligen", "skap", "skapet",
        "skaps", "sam", "samma", "samt", "bara", "bart", "dom", "domen", "iska", "iskt", "aren", "arna",
        "erna", "orna", "aktig", "aktiga", "aktigt", "mässig", "mässiga", "mässigt", "siktig", "siktiga",
        "siktigt", "full", "fulla", "fullt", "lös", "lösa", "löst", "vis", "inna", "innan", "ings", "ingen",
        "ingar", "tion", "tionen", "tioner", "ation", "aste", "ades", "ar", "are", "en", "er", "et", "eri",
        "eriet", "gäng", "ligare", "ligast", "sätt", "sätta", "sätts", "satt", "ställ", "ställa", "ställas",
        "ställs", "lagd", "lagda", "lägga", "läggas", "läggs", "tagit", "tagits", "taga", "tas", "komma",
        "kommer",
    ])
});

/// Prefixes and little words that begin longer words without being a part one would search for.
static PARTICLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "för", "före", "fram", "till", "från", "med", "mot", "över", "under", "genom", "hos", "vid", "när",
        "där", "här", "den", "det", "som", "men", "och", "ett", "inte", "alla", "ska", "kan", "har", "var",
        "att", "sin", "hur", "ned", "ner", "upp", "bort", "efter", "mellan", "åter", "sam", "miss", "van",
        "ent", "ans", "ant", "kon", "pro", "per", "dis", "des", "res", "bil", "ang", "anf", "und", "utan",
        "oms", "oml", "inn", "utf", "utl", "upph",
    ])
});

/// Nouns of three letters that end many compounds. Other endings so short are seldom words.
static SHORT_TAILS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    FxHashSet::from_iter([
        "bad", "bil", "bok", "båt", "dag", "far", "hem", "hus", "jul", "kod", "lag", "lån", "län", "lön",
        "man", "mat", "mor", "mål", "ord", "rum", "råd", "rör", "tak", "tal", "tid", "ton", "typ", "val",
        "vin", "vän", "väg", "yta", "ägg", "ålder",
    ])
});

/// A part of a compound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) class: u32,
    /// The last part carries the meaning: a match on it counts for more.
    pub(crate) last: bool,
    /// How much of the word it is, as one of so many.
    pub(crate) share: f32,
    /// It is a part of a part: too little to index in running text.
    pub(crate) inner: bool,
}

/// The parts of a word, or none when it is no compound.
pub(crate) fn split(
    word: &str,
    own: u32,
    attested: &Attested<'_>,
    language: &Language,
    minimum: u32,
) -> Vec<Part> {
    if !language.compounds || word.len() < 7 || !word.chars().all(char::is_alphabetic) {
        return Vec::new();
    }
    let mut ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    ends.push(word.len());
    let count = ends.len() - 1;
    // From the right: the best way to read what begins at each letter, as (parts, sum of logarithms, path).
    let mut best: Vec<Option<Reading>> = vec![None; count + 1];
    for start in (0..count).rev() {
        let mut found: Option<Reading> = None;
        let mut keep = |reading: Reading| {
            let better = found
                .as_ref()
                .is_none_or(|old| (reading.parts.len(), -reading.weight) < (old.parts.len(), -old.weight));
            if better {
                found = Some(reading);
            }
        };
        let rest = &word[ends[start]..];
        if start > 0 && count - start >= 3 && !SUFFIXES.contains(rest) {
            let stem = language.stem(rest);
            let long = stem.chars().count() >= 4 || SHORT_TAILS.contains(stem.as_str());
            let hit = attested.get(rest).filter(|_| long || count - start >= 4);
            let hit = hit.or_else(|| attested.get(stem.as_str()).filter(|_| long));
            if let Some(&(class, pages)) = hit
                && class != own
                && pages >= minimum
            {
                keep(Reading { parts: vec![class], weight: f64::from(pages).ln() });
            }
        }
        for end in start + 3..count.saturating_sub(2) {
            let part = &word[ends[start]..ends[end]];
            if PARTICLES.contains(part) {
                continue;
            }
            let Some(&(class, pages)) = attested.get(part) else { continue };
            if class == own || pages < minimum {
                continue;
            }
            let weight = f64::from(pages).ln();
            let links = matches!(&word[ends[end]..ends[end + 1]], "s" | "e" | "o" | "u" | "a");
            for next in [Some(end), links.then_some(end + 1)].into_iter().flatten() {
                if let Some(Some(tail)) = best.get(next) {
                    let mut parts = vec![class];
                    parts.extend(&tail.parts);
                    keep(Reading { parts, weight: weight + tail.weight });
                }
            }
        }
        best[start] = found;
    }
    let Some(found) = best[0].take().filter(|found| found.parts.len() > 1) else { return Vec::new() };
    let last = found.parts.len() - 1;
    let mut all: Vec<Part> = Vec::with_capacity(last + 1);
    for (number, class) in found.parts.into_iter().enumerate() {
        if all.iter().all(|part| part.class != class) {
            all.push(Part { class, last: number == last, share: 1.0 / (last + 1) as f32, inner: false });
        }
    }
    all
}

#[derive(Clone)]
struct Reading {
    parts: Vec<u32>,
    weight: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(word: &str) -> Vec<String> {
        let language = Language::new("sv");
        let known =
            ["smitta", "skydd", "lag", "arbete", "miljö", "barn", "vård", "folk", "bokföring", "kvinna"];
        let frid = ["frid", "siktiga", "het", "social", "tjänst", "föräldrar", "balk"];
        let words: Vec<&str> = known.into_iter().chain(frid).collect();
        let stems: Vec<String> = words.iter().map(|word| language.stem(word)).collect();
        let mut attested = Attested::default();
        for (class, word) in words.iter().enumerate() {
            attested.insert(word, (class as u32, 9));
            attested.entry(stems[class].as_str()).or_insert((class as u32, 9));
        }
        split(word, 999, &attested, &language, 1)
            .iter()
            .map(|part| words[part.class as usize].to_owned())
            .collect()
    }

    #[test]
    fn parts_are_found_over_links() {
        assert_eq!(parts("smittskyddslagen"), ["smitta", "skydd", "lag"]);
        assert_eq!(parts("arbetsmiljö"), ["arbete", "miljö"]);
        assert_eq!(parts("folkbokföringen"), ["folk", "bokföring"]);
        assert_eq!(parts("kvinnofrid"), ["kvinna", "frid"]);
        assert_eq!(parts("barnavård"), ["barn", "vård"]);
    }

    #[test]
    fn derivations_and_particles_are_no_parts() {
        assert!(parts("försiktiga").is_empty());
        assert!(parts("barnslighet").is_empty());
        assert!(parts("barn").is_empty());
    }
}
