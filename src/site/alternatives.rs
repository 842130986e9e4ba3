//! Where else to turn when a service is closed or does not fit.

use super::finder::services;
use super::{Id, Site};
use crate::finder::{Alternatives, Criteria, alternatives};
use rayon::prelude::*;

/// Fills in [`super::Page::alternatives`]. Each language has its own order of names.
pub(super) fn collect(site: &mut Site) {
    let languages: Vec<&str> = site.languages().collect();
    let found: Vec<(Id, Vec<Alternatives<Id>>)> =
        languages.into_par_iter().flat_map_iter(|language| of_language(site, language)).collect();
    for (id, alternatives) in found {
        site.pages[id].alternatives = alternatives;
    }
}

fn of_language(site: &Site, language: &str) -> Vec<(Id, Vec<Alternatives<Id>>)> {
    let services = services(site, language);
    let criteria: Vec<Criteria> = services.iter().filter_map(|id| site.pages[*id].criteria()).collect();
    let found = services.iter().zip(alternatives(&criteria));
    let own = found.filter(|(id, _)| site.pages[**id].language() == language);
    own.map(|(id, found)| (*id, found.into_iter().map(|one| one.named(&services)).collect())).collect()
}
