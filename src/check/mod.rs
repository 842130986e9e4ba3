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
mod slip;
mod sources;
mod statuses;
mod text;

use crate::content::page::Kind;
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Site};
use rayon::prelude::*;
use text::Said;

/// Everything that the rules have to say.
pub fn all(site: &Site) -> Vec<Diagnostic> {
    let pages: Vec<Id> = (0..site.pages.len()).collect();
    facts(site).into_iter().chain(texts(site, &pages).into_iter().flatten()).collect()
}

/// What the rules have to say of front matter.
pub fn facts(site: &Site) -> Vec<Diagnostic> {
    let mut told = sources::check(site);
    told.extend(claims::check(site));
    told.extend(records::check(site));
    told.extend(addresses::check(site));
    told.extend(quick_exit::check(site));
    told
}

/// What the rules have to say of the texts of these pages. It depends on a page itself and on all records,
/// but not on what other texts say.
pub fn texts(site: &Site, pages: &[Id]) -> Vec<Vec<Diagnostic>> {
    let numbers = phones::declared(site);
    let names = names::Names::new(site, pages);
    // What a text says of services is looked for sentence by sentence, which a site without any is spared.
    let any = site.pages.iter().any(|page| page.kind() == Kind::Service);
    let services = any.then(|| mentions::Services::new(site));
    let texts = pages.par_iter().map(|id| {
        let said = Said::new(site, *id);
        let mut told = names.check(&said);
        told.extend(numbers.iter().flat_map(|numbers| phones::check(&said, numbers)));
        if let Some(services) = &services {
            told.extend(ages::check(site, services, &said));
            told.extend(statuses::check(site, services, &said));
        }
        told
    });
    texts.collect()
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
