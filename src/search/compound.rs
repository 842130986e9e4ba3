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

/// Splits words. What a tail of a word is, is kept: thousands of words share it.
pub(crate) struct Splitter<'a> {
    attested: &'a Attested<'a>,
    language: &'a Language,
    tails: FxHashMap<String, Option<(u32, u32)>>,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(attested: &'a Attested<'a>, language: &'a Language) -> Self {
        Self { attested, language, tails: FxHashMap::default() }
    }

    /// The class of the last part of a word, if it is one that the corpus has.
    fn tail(&mut self, rest: &str, letters: usize) -> Option<(u32, u32)> {
        if letters < 3 {
            return None;
        }
        if let Some(known) = self.tails.get(rest) {
            return *known;
        }
        let hit = self.find_tail(rest, letters);
        self.tails.insert(rest.to_owned(), hit);
        hit
    }

    fn find_tail(&self, rest: &str, letters: usize) -> Option<(u32, u32)> {
        if SUFFIXES.contains(rest) {
            return None;
        }
        let stem = self.language.stem(rest);
        let long = stem.chars().count() >= 4 || SHORT_TAILS.contains(stem.as_str());
        let hit = self.attested.get(rest).filter(|_| long || letters >= 4);
        hit.or_else(|| self.attested.get(stem.as_str()).filter(|_| long)).copied()
    }

    /// The parts of a word, each on so many pages; or none when it is no compound.
    pub(crate) fn split(&mut self, word: &str, own: u32, minimum: u32) -> Vec<Part> {
        if !self.language.compounds || word.len() < 7 || !word.chars().all(char::is_alphabetic) {
            return Vec::new();
        }
        let best = self.best(word, own, minimum);
        let Some(found) = best.filter(|found| found.parts.len() > 1) else { return Vec::new() };
        let last = found.parts.len() - 1;
        let mut all: Vec<Part> = Vec::with_capacity(last + 1);
        for (number, class) in found.parts.into_iter().enumerate() {
            if all.iter().all(|part| part.class != class) {
                all.push(Part { class, last: number == last, share: 1.0 / (last + 1) as f32, inner: false });
            }
        }
        all
    }

    /// The best way to read a word: the fewest parts, the most frequent.
    fn best(&mut self, word: &str, own: u32, minimum: u32) -> Option<Reading> {
        let mut ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        ends.push(word.len());
        let count = ends.len() - 1;
        // From the right: the best way to read what begins at each letter.
        let mut best: Vec<Option<Reading>> = vec![None; count + 1];
        for start in (0..count).rev() {
            let mut found = None;
            if start > 0
                && let Some((class, pages)) = self.tail(&word[ends[start]..], count - start)
                && class != own
                && pages >= minimum
            {
                found = Some(Reading { parts: vec![class], weight: f64::from(pages).ln() });
            }
            for end in start + 3..count.saturating_sub(2) {
                let links = matches!(&word[ends[end]..ends[end + 1]], "s" | "e" | "o" | "u" | "a");
                let tails = [best[end].as_ref(), best[end + 1].as_ref().filter(|_| links)];
                let part = &word[ends[start]..ends[end]];
                if tails == [None, None] {
                    continue;
                }
                let Some(&(class, pages)) = self.attested.get(part) else { continue };
                if class == own || pages < minimum || PARTICLES.contains(part) {
                    continue;
                }
                for tail in tails.into_iter().flatten() {
                    let weight = f64::from(pages).ln() + tail.weight;
                    let better = found
                        .as_ref()
                        .is_none_or(|old| (tail.parts.len() + 1, -weight) < (old.parts.len(), -old.weight));
                    if better {
                        let parts = [&[class], tail.parts.as_slice()].concat();
                        found = Some(Reading { parts, weight });
                    }
                }
            }
            best[start] = found;
        }
        best.swap_remove(0)
    }
}

#[derive(Clone, PartialEq)]
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
        Splitter::new(&attested, &language)
            .split(word, 999, 1)
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
