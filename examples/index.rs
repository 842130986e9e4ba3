//! Times the search index of a site, and writes it with the pages it is made of:
//! `cargo run --release --example index -- ROOT FOLDER`.
//!
//! The folder gets the index and the scripts as a host would serve them, and `pages.json`: the address,
//! title and text of every page by language, from which `benches/search/` makes its queries.

use lykta::render::Renderer;
use lykta::search::{documents, engine, loader};
use lykta::{Options, load};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

/// The index is made so many times; the shortest time is told.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(root), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: index ROOT FOLDER");
        std::process::exit(2);
    };
    let folder = Path::new(&folder);
    let options = Options { base_url: None, today: "2026-01-01".parse()?, drafts: false };
    let loaded = load(root.as_ref(), &options).map_err(|told| format!("{} errors in {root}", told.len()))?;
    let renderer = Renderer::new(&loaded.site, &loaded.theme);
    let mut files = Vec::new();
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let began = Instant::now();
        files = documents::index(&renderer);
        best = best.min(began.elapsed().as_secs_f64());
    }
    std::fs::create_dir_all(folder.join("search"))?;
    std::fs::write(folder.join("engine.js"), engine())?;
    std::fs::write(folder.join("loader.js"), loader())?;
    for (path, bytes) in files {
        std::fs::write(folder.join(path), bytes)?;
    }
    let pages = |language: &str| -> Vec<Value> {
        let pages = loaded.site.pages_in(language).map(|(_, page)| {
            let sections = page.content.body.sections.iter();
            let text: Vec<&str> = sections.map(|section| section.text.as_str()).collect();
            json!({ "url": page.url, "title": page.title(), "text": text.join("\n") })
        });
        pages.collect()
    };
    let languages: serde_json::Map<String, Value> =
        loaded.site.languages().map(|code| (code.to_owned(), pages(code).into())).collect();
    std::fs::write(folder.join("pages.json"), serde_json::to_vec(&languages)?)?;
    println!(
        "{}",
        json!({ "seconds": best, "pages": languages.values().map(|pages| pages.as_array().map_or(0, Vec::len)).sum::<usize>() })
    );
    Ok(())
}
