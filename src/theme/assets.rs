//! Files that pages load: minified once, and named by their content, so that they can be kept for ever.

use super::{ThemeFile, minify};
use crate::diagnostics::Diagnostic;
use std::collections::BTreeMap;

/// A file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name in the theme, such as `lykta.css`.
    pub name: String,
    /// Its address from the site's root, with a hash of its content.
    pub url: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// An asset with its address.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        let hash = &blake3::hash(&bytes).to_hex()[..10];
        let url = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("assets/{stem}.{hash}.{ending}"),
            None => format!("assets/{name}.{hash}"),
        };
        Self { name: name.to_owned(), url, bytes }
    }
}

/// The name of the script on every page: the loader of the search, and what the theme adds.
const PAGE_SCRIPT: &str = "lykta.js";
/// The name of the script that searches.
pub(crate) const SEARCH_ENGINE: &str = "search.js";

/// Prepares the assets of a theme. The page's script begins with the loader of the search.
pub(super) fn prepare(
    files: BTreeMap<String, Vec<ThemeFile>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let mut sources: BTreeMap<String, (String, Vec<u8>)> = files
        .into_iter()
        .filter_map(|(name, layers)| layers.into_iter().next().map(|file| (name, (file.path, file.bytes))))
        .collect();
    let page_script = sources.entry(PAGE_SCRIPT.to_owned()).or_default();
    let mut script = crate::search::loader().as_bytes().to_vec();
    script.push(b'\n');
    script.append(&mut page_script.1);
    page_script.1 = script;
    let engine = ("(Lykta)/search".to_owned(), crate::search::engine().into_bytes());
    sources.entry(SEARCH_ENGINE.to_owned()).or_insert(engine);

    let mut assets = Vec::new();
    for (name, (path, bytes)) in sources {
        match minified(&name, bytes) {
            Ok(bytes) => assets.push(Asset::new(&name, bytes)),
            Err(message) => diagnostics.push(Diagnostic::error("theme/asset", message).in_file(path)),
        }
    }
    assets
}

fn minified(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let minify: fn(&str) -> Result<String, String> = match ending {
        "css" => minify::style,
        "js" => minify::script,
        _ => return Ok(bytes),
    };
    let text = String::from_utf8(bytes).map_err(|_| "The file is not UTF-8 text.".to_owned())?;
    minify(&text).map(String::into_bytes)
}
