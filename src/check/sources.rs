//! Every id that a page names belongs to a record of the right kind, and facts cite what was read.

use super::originals;
use crate::config::Accessibility;
use crate::content::field::{Claim, Field};
use crate::content::page::{Details, Kind};
use crate::content::read::Spanned;
use crate::diagnostics::{Diagnostic, suggest};
use crate::site::{Page, Site};
use std::ops::Range;

/// Checks the ids that pages name.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (_, page) in originals(site) {
        Check { site, page, told: &mut told }.page();
    }
    told.extend(named_by_configuration(site));
    told
}

/// The ids in `lykta.toml` that no page has.
fn named_by_configuration(site: &Site) -> impl Iterator<Item = Diagnostic> {
    let config = &site.config;
    let guide = config.quick_exit.as_ref().and_then(|exit| exit.guide.as_ref());
    let accessibility = match &config.accessibility {
        Some(Accessibility::Page(id)) => Some(id),
        _ => None,
    };
    let ids = config.featured.iter().chain(&config.contact_route).chain(guide).chain(accessibility);
    ids.filter(|id| site.find(id, &config.main_language().code).is_none()).map(|id| {
        let message = format!("There is no page with the id `{id}`.");
        let mut diagnostic = Diagnostic::error("record/unknown-id", message).in_file(crate::config::FILE);
        let near = suggest(id, site.pages.iter().map(|page| page.content.id()));
        diagnostic.help = near.map(|near| format!("Did you mean `{near}`?"));
        diagnostic
    })
}

struct Check<'a> {
    site: &'a Site,
    page: &'a Page,
    told: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn page(&mut self) {
        let page = self.page;
        for source in &page.content.front.sources {
            self.is(Kind::Source, &source.value, &source.span);
        }
        for source in crate::site::citations(&page.content.details) {
            self.cites(source);
        }
        match &page.content.details {
            Details::Service(service) => self.field(Kind::Organization, &service.organization),
            Details::Organization(organization) => {
                self.field(Kind::Organization, &organization.parent_organization);
            }
            Details::Term(term) => {
                for id in &term.see_also {
                    self.is(Kind::Term, &id.value, &id.span);
                }
                if term.source.is_none() && !term.general {
                    let message = "The definition has neither a source nor `general: true`.".to_owned();
                    let help =
                        "Write `source: <id>`, or `general: true` for the general meaning of the word.";
                    let location = page.content.file.locate(0..0);
                    self.told.push(Diagnostic::error("record/no-source", message).at(location).help(help));
                }
            }
            Details::Source(source) => {
                for id in &source.named_in {
                    self.is(Kind::Source, &id.value, &id.span);
                }
            }
            Details::Article(_) | Details::Section(_) => {}
        }
    }

    fn field(&mut self, kind: Kind, field: &Field<String>) {
        for Claim { value, span, .. } in &field.claims {
            if value != "unknown" {
                self.is(kind, value, span);
            }
        }
    }

    fn cites(&mut self, source: &Spanned<String>) {
        let Some(found) = self.is(Kind::Source, &source.value, &source.span) else { return };
        let Details::Source(record) = &found.content.details else { return };
        // A document that is about itself may say who names it without having been read.
        if !record.consulted {
            let message = format!("The source `{}` was not read, so no fact can cite it.", source.value);
            self.told.push(
                Diagnostic::error("record/unread-source", message)
                    .at(self.page.content.file.locate(source.span.clone()))
                    .help("Cite the source that names it, or read it and set `consulted: true`."),
            );
        }
    }

    fn is(&mut self, kind: Kind, id: &str, span: &Range<usize>) -> Option<&Page> {
        let found = self.site.find(id, self.page.language()).map(|id| &self.site.pages[id]);
        if let Some(found) = found.filter(|found| found.kind() == kind) {
            return Some(found);
        }
        let (message, help) = if let Some(found) = found {
            (format!("`{id}` is a page of type `{}`, not `{}`.", found.kind().name(), kind.name()), None)
        } else {
            let ids = self.site.pages.iter().filter(|page| page.kind() == kind).map(|page| page.content.id());
            let near = suggest(id, ids).map(|near| format!("Did you mean `{near}`?"));
            (format!("There is no page of type `{}` with the id `{id}`.", kind.name()), near)
        };
        let mut diagnostic =
            Diagnostic::error("record/unknown-id", message).at(self.page.content.file.locate(span.clone()));
        diagnostic.help = help;
        self.told.push(diagnostic);
        None
    }
}
