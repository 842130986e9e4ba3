//! Reads pages from JSON and writes their index, for the tests and for measuring.

use lykta::search::{Document, Options, Section, build, engine, loader};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Site<'a> {
    #[serde(borrow)]
    language: Cow<'a, str>,
    #[serde(borrow)]
    pages: Vec<Page<'a>>,
    #[serde(default)]
    synonyms: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    lead: String,
    #[serde(default)]
    sections: Vec<Part>,
    #[serde(default)]
    record: String,
    #[serde(default)]
    facets: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    lesser: bool,
    contact: Option<String>,
}

#[derive(Deserialize)]
struct Part {
    id: Option<String>,
    title: Option<String>,
    text: String,
}

/// Writes the index of a JSON site, the engine and the loader into a folder; says how long the index took.
pub(crate) fn write(json: &str, folder: &Path) -> std::io::Result<std::time::Duration> {
    let site: Site<'_> = serde_json::from_str(json)?;
    let documents: Vec<Document<'_>> = site.pages.iter().map(document).collect();
    let began = std::time::Instant::now();
    let files = build(&site.language, &documents, &Options { synonyms: site.synonyms }).files();
    let took = began.elapsed();
    std::fs::create_dir_all(folder.join("search"))?;
    std::fs::write(folder.join("engine.js"), engine())?;
    std::fs::write(folder.join("loader.js"), loader())?;
    for (path, bytes) in files {
        std::fs::write(folder.join(path), bytes)?;
    }
    Ok(took)
}

fn document<'a>(page: &'a Page<'a>) -> Document<'a> {
    Document {
        url: &page.url,
        title: &page.title,
        kind: &page.kind,
        names: page.names.iter().map(String::as_str).collect(),
        lead: &page.lead,
        sections: page
            .sections
            .iter()
            .map(|part| Section {
                id: part.id.as_deref(),
                title: part.title.as_deref(),
                text: part.text.as_str().into(),
            })
            .collect(),
        record: page.record.clone(),
        facets: page.facets.iter().map(|(name, values)| (name.as_str(), values.clone())).collect(),
        lesser: page.lesser,
        contact: page.contact.clone(),
    }
}
