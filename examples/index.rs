//! Writes the search index of a JSON list of pages: `cargo run --example index -- PAGES.json FOLDER`.

#[path = "../tests/search/support.rs"]
mod support;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(pages), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: index PAGES.json FOLDER");
        std::process::exit(2);
    };
    let took = support::write(&std::fs::read_to_string(pages)?, folder.as_ref())?;
    println!("indexed in {} ms", took.as_millis());
    Ok(())
}
