//! Rules that need the whole site, one a file. Each takes the site and tells what breaks it.
//!
//! The guards of the service records are here: facts that contradict each other stop the build until one of
//! them is declared superseded or disputed, in a record ([`claims`]) or between a record and a text
//! ([`phones`], [`ages`], [`statuses`], [`names`]). What a text says is found by `text`, which gives it
//! sentence by sentence, and `mentions`, which knows the services that a sentence names. [`review`] lists
//! what has grown old; it is asked for, and stops nothing.

mod addresses;
mod age_vocabulary;
mod age_words;
mod ages;
mod claims;
mod mentions;
mod names;
mod phone_words;
mod phones;
mod quick_exit;
mod records;
pub mod review;
mod sources;
mod statuses;
mod text;

use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Site};

/// Everything that the rules have to say.
pub fn all(site: &Site) -> Vec<Diagnostic> {
    let mut told = sources::check(site);
    told.extend(claims::check(site));
    told.extend(records::check(site));
    told.extend(addresses::check(site));
    told.extend(phones::check(site));
    told.extend(names::check(site));
    told.extend(quick_exit::check(site));
    // What a text says of services is looked for sentence by sentence, which a site without any is spared.
    if site.pages.iter().any(|page| page.kind() == Kind::Service) {
        let services = mentions::Services::new(site);
        told.extend(ages::check(site, &services));
        told.extend(statuses::check(site, &services));
    }
    told
}

/// The pages that hold facts: a language version repeats those of its original.
fn originals(site: &Site) -> impl Iterator<Item = (Id, &Page)> {
    let pages = site.pages.iter().enumerate();
    pages.filter(|(id, page)| page.versions.first().is_none_or(|original| original == id))
}

/// The page that holds the facts of this one.
fn original(site: &Site, id: Id) -> Id {
    site.pages[id].versions.first().copied().unwrap_or(id)
}

/// A site made from files in memory.
#[cfg(test)]
fn site(files: &[(&str, &str)]) -> Site {
    use crate::config::Config;
    use crate::content;
    use crate::source::SourceFile;
    let config = SourceFile::new("lykta.toml", "title='T'\nlanguage='sv'\n[languages.en]\ntitle='T'\n");
    let config = Config::read(&config).expect("the configuration is right");
    let source = ("k.md", "---\ntitle: Källa\ntype: source\npublished: \"2019\"\n---\n");
    let files = files.iter().chain([&source]);
    let files = files.map(|(path, text)| SourceFile::new(format!("content/{path}"), text)).collect();
    let options = content::Options { today: jiff::civil::date(2026, 11, 23), drafts: false };
    let (pages, told) = content::read(files, &config, &std::collections::HashMap::new(), options);
    assert!(told.is_empty(), "{told:?}");
    let (site, told) = Site::new(config, pages, Vec::new());
    assert!(told.is_empty(), "{told:?}");
    site
}

/// What the rules tell of it: code, line, and the line of the first other place (0 for none).
#[cfg(test)]
fn told(files: &[(&str, &str)]) -> Vec<(&'static str, usize, usize)> {
    let line = |place: &crate::diagnostics::Location| place.spot.as_ref().map_or(0, |spot| spot.line);
    let told = all(&site(files)).into_iter();
    told.map(|one| {
        let other = one.related.first().map_or(0, |related| line(&related.location));
        (one.code, one.location.as_ref().map_or(0, line), other)
    })
    .collect()
}
