//! The root file: the one script with a stable name, which says what the index is and lists its chunks.

use super::Document;
use super::encode::{Chunk, Effort, Writer, pack};
use super::language::Language;
use super::spelling::Spelling;
use super::terms::{self, Terms, front};
use super::texts::{self, Texts};
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the format: an engine refuses another.
const FORMAT: u32 = 4;
/// The name under which all titles stand beside the chunks that are written into the root.
const TITLES: &str = "titles";

/// All that the root lists.
pub(crate) struct Parts {
    pub(crate) terms: Terms,
    pub(crate) texts: Texts,
    pub(crate) spelling: Spelling,
    /// All titles, packed, where they stand in the root.
    pub(crate) titles: Option<String>,
    /// Whether all stands in the root itself.
    pub(crate) whole: bool,
}

/// Writes the root and all files that it lists.
pub(crate) fn files(
    language: &Language,
    documents: &[&Document<'_>],
    parts: Parts,
    prefix: &str,
) -> Vec<(String, Vec<u8>)> {
    let Parts { terms, texts, spelling, titles, whole } = parts;
    let facets = facets(documents);
    let mut writer = Writer::default();
    for document in documents {
        writer.number(document.sections.len().max(1) as u32);
    }
    writer.text(&fronted(&terms.starts));
    writer.ascending(&texts.starts);
    for (_, values) in &facets {
        for pages in values.values() {
            writer.ascending(pages);
        }
    }
    let lesser = (0_u32..).zip(documents).filter(|(_, document)| document.lesser);
    writer.ascending(&lesser.map(|(page, _)| page).collect::<Vec<_>>());
    let chunks = || terms.chunks.iter().chain(&texts.chunks);
    let rows =
        terms.chunks.iter().step_by(terms::TOGETHER).chain(texts.chunks.iter().step_by(texts::TOGETHER));
    for chunk in rows.chain(&spelling.chunks) {
        writer.0.extend_from_slice(&chunk.hash);
    }
    let inline = chunks().filter(|_| whole).map(|Chunk { name, data, .. }| (name.as_str(), data));
    let inline = inline.chain(titles.iter().map(|titles| (TITLES, titles)));
    let inline: Vec<String> = inline.map(|(name, data)| ["\"", name, "\":\"", data, "\""].concat()).collect();
    let names: Vec<(&str, Vec<&String>)> =
        facets.iter().map(|(name, values)| (name.as_str(), values.keys().collect())).collect();
    let irregular: Vec<String> =
        language.irregular.iter().map(|(form, base)| format!("{form} {base}")).collect();
    let head = json!({
        "format": FORMAT,
        "language": language.code,
        "prefix": prefix,
        "pages": documents.len(),
        "common": if whole { String::new() } else { terms.common.join(" ") },
        // Where all words are at hand, a list of them for spelling is not needed.
        "spelling": if whole { &[] } else { &spelling.lengths[..] },
        "whole": whole,
        "facets": names,
        "letters": language.letters,
        "irregular": irregular.join(" "),
        "definite": language.definite_et,
        "agents": language.agents,
    });
    let stem = language.script.map_or_else(|| "null".to_owned(), script);
    let root = format!(
        "lykta.chunk(\"root.{prefix}\",{head},\"{}\",{{{}}},{stem})\n",
        pack(&writer.0, Effort::Most),
        inline.join(","),
    );
    let mut files = vec![(format!("search/root.{prefix}.js"), root.into_bytes())];
    if !whole {
        let chunks = [terms.chunks, texts.chunks, spelling.chunks].into_par_iter();
        files.par_extend(chunks.flatten().map(Chunk::file));
    }
    files
}

/// A sorted list of words, each as its difference from the one before.
fn fronted(words: &[String]) -> String {
    let mut list = String::new();
    let mut before = "";
    for word in words {
        front(&mut list, before, word, false);
        list.push('\u{1e}');
        before = word;
    }
    list
}

/// The pages of each value of each facet. The kind of a page is the facet `type`.
fn facets(documents: &[&Document<'_>]) -> Vec<(String, BTreeMap<String, Vec<u32>>)> {
    let mut facets: BTreeMap<String, BTreeMap<String, BTreeSet<u32>>> = BTreeMap::new();
    let mut put = |facet: &str, value: &str, page: usize| {
        let values = facets.entry(facet.to_owned()).or_default();
        values.entry(value.to_owned()).or_default().insert(page as u32);
    };
    for (page, document) in documents.iter().enumerate() {
        if !document.kind.is_empty() {
            put("type", document.kind, page);
        }
        for (facet, values) in &document.facets {
            for value in values {
                put(facet, value, page);
            }
        }
    }
    facets
        .into_iter()
        .map(|(name, values)| {
            let values = values.into_iter().map(|(value, pages)| (value, pages.into_iter().collect()));
            (name, values.collect())
        })
        .collect()
}

/// The source of a function without its comments and line breaks.
fn script(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| {
        !(line.is_empty() || line.starts_with("//") || line.starts_with("/*") || line.starts_with('*'))
    });
    let joined = lines.collect::<Vec<_>>().join("\n");
    let body = joined.split_once('=').map_or(joined.as_str(), |(_, function)| function);
    // Types within a line.
    let mut plain = String::new();
    let mut rest = body.trim().trim_end_matches(';');
    while let Some((before, after)) = rest.split_once("/**") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after.trim_start());
    }
    plain + rest
}
