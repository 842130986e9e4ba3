//! Who asks for a quick exit has said where it leads.

use crate::content::page::Details;
use crate::diagnostics::Diagnostic;
use crate::site::Site;

/// An editor who switches the exit on believes that it is there; so a missing address is an error.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if site.config.quick_exit.is_some() {
        return told;
    }
    for (_, page) in super::originals(site) {
        let cascade = match &page.content.details {
            Details::Section(section) => section.cascade.quick_exit.as_ref(),
            _ => None,
        };
        let switched_on = page.content.front.quick_exit.iter().chain(cascade).filter(|said| said.value);
        told.extend(switched_on.map(|said| {
            Diagnostic::error("front-matter/no-exit", "The site does not say where the quick exit leads.")
                .at(page.content.file.locate(said.span.clone()))
                .help("Write `[quick_exit]` and `url = \"https://…\"` in lykta.toml.")
        }));
    }
    told
}
