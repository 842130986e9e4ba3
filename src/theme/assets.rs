//! Files that pages load: minified once, and named by their content, so that they can be kept for ever.

use super::{ThemeFile, minify};
use crate::diagnostics::Diagnostic;
use rayon::iter::Either;
use rayon::prelude::*;
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
pub(super) fn prepare(files: BTreeMap<String, Vec<ThemeFile>>) -> (Vec<Asset>, Vec<Diagnostic>) {
    let mut sources = joined(
        files.into_iter().filter_map(|(name, layers)| layers.into_iter().next().map(|file| (name, file))),
    );
    let page_script = sources.entry(PAGE_SCRIPT.to_owned()).or_default();
    let mut script = crate::search::loader().as_bytes().to_vec();
    script.push(b'\n');
    script.append(&mut page_script.1);
    page_script.1 = script;
    let engine = ("(Lykta)/search".to_owned(), crate::search::engine().into_bytes());
    sources.entry(SEARCH_ENGINE.to_owned()).or_insert(engine);

    let sources = sources.into_par_iter();
    sources.partition_map(|(name, (path, bytes))| match minified(&name, bytes) {
        Ok(bytes) => Either::Left(Asset::new(&name, bytes)),
        Err(message) => Either::Right(Diagnostic::error("theme/asset", message).in_file(path)),
    })
}

/// The content of each asset, and where it comes from. A folder whose name ends in `.js` is one script: its
/// files, in the order of their names, in a function of their own. A file of that name replaces it.
fn joined(files: impl Iterator<Item = (String, ThemeFile)>) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut sources = BTreeMap::new();
    let mut parts: BTreeMap<String, (String, Vec<u8>)> = BTreeMap::new();
    for (name, file) in files {
        let Some(at) = name.find(".js/").filter(|_| name.rsplit('.').next() == Some("js")) else {
            sources.insert(name, (file.path, file.bytes));
            continue;
        };
        let folder = &name[..at + ".js".len()];
        let (_, script) = parts.entry(folder.to_owned()).or_insert_with(|| (file.path, OPENING.to_vec()));
        script.extend_from_slice(&file.bytes);
        script.push(b'\n');
    }
    for (name, (path, mut script)) in parts {
        script.extend_from_slice(CLOSING);
        sources.entry(name).or_insert((path, script));
    }
    sources
}

/// What stands around a script of several files.
const OPENING: &[u8] = b"(()=>{\"use strict\";\n";
const CLOSING: &[u8] = b"})();\n";

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

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let file = |text: &str| ThemeFile { path: "p".to_owned(), bytes: text.as_bytes().to_vec() };
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), vec![file(text)])).collect();
        let (assets, diagnostics) = prepare(files);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let text = |asset: Asset| (asset.name, String::from_utf8_lossy(&asset.bytes).into_owned());
        assets.into_iter().map(text).filter(|(name, _)| name.starts_with('x')).collect()
    }

    #[test]
    fn a_folder_of_scripts_is_one_script() {
        let files = [("x.js/b.js", "alert(one);"), ("x.js/a.js", "const one = Date.now();")];
        let found = scripts(&files);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "x.js");
        let (a, b) = (found[0].1.find("Date.now").unwrap(), found[0].1.find("alert").unwrap());
        assert!(a < b && found[0].1.starts_with("(()=>{"), "{}", found[0].1);
        assert_eq!(
            scripts(&[files[0], ("x.js", "alert(2);")]),
            [("x.js".to_owned(), "alert(2);".to_owned())]
        );
    }
}
