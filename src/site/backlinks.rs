//! What leads to a page: links and components in texts, and records that name it.

use super::{Id, Site};
use crate::content::field::{Field, Statement};
use crate::content::page::{Details, Kind};
use crate::content::read::Spanned;
use crate::content::visit::{Same, Visitor};
use std::collections::BTreeSet;

/// Fills in [`super::Page::backlinks`] and [`super::Page::used_by`].
pub(super) fn collect(site: &mut Site) {
    let mut leading: Vec<BTreeSet<Id>> = vec![BTreeSet::new(); site.pages.len()];
    let mut citing: Vec<BTreeSet<Id>> = vec![BTreeSet::new(); site.pages.len()];
    // An easy-to-read version says what its page says; that page is named for both.
    for (from, page) in site.pages.iter().enumerate().filter(|(_, page)| !page.is_easy()) {
        for link in &page.links {
            for to in link.pages() {
                leading[*to].insert(from);
            }
        }
        let front = &page.content.front;
        let named_in = match &page.content.details {
            Details::Source(source) => source.named_in.as_slice(),
            _ => &[],
        };
        for source in front.sources.iter().chain(named_in).chain(citations(&page.content.details)) {
            if let Some(to) = site.find(&source.value, page.language()) {
                citing[to].insert(from);
            }
        }
    }
    let order = |site: &Site, ids: BTreeSet<Id>, page: Id| {
        let language = site.pages[page].language().to_owned();
        let mut ids: Vec<Id> =
            ids.into_iter().filter(|id| *id != page && site.pages[*id].language() == language).collect();
        ids.sort_by(|a, b| {
            let (a, b) = (&site.pages[*a], &site.pages[*b]);
            site.collators.compare(&language, a.title(), b.title()).then_with(|| a.url.cmp(&b.url))
        });
        ids
    };
    for (id, (leading, mut citing)) in leading.into_iter().zip(citing).enumerate() {
        if site.pages[id].kind() == Kind::Source {
            citing.extend(leading.iter().copied());
            let used_by = order(site, citing, id);
            site.pages[id].used_by = used_by;
        }
        let backlinks = order(site, leading, id);
        site.pages[id].backlinks = backlinks;
    }
}

/// The sources that the facts of a page name, each where it is named.
pub(crate) fn citations(details: &Details) -> Vec<&Spanned<String>> {
    let mut citations = Citations(Vec::new());
    details.visit(&mut citations);
    let whole = match details {
        Details::Organization(organization) => organization.source.as_ref(),
        Details::Term(term) => term.source.as_ref(),
        _ => None,
    };
    citations.0.extend(whole);
    citations.0
}

struct Citations<'a>(Vec<&'a Spanned<String>>);

impl<'a> Visitor<'a> for Citations<'a> {
    fn field<T: Same>(&mut self, _: &'static str, field: &'a Field<T>) {
        self.0.extend(field.claims.iter().map(|claim| &claim.source));
    }

    fn statement(&mut self, statement: &'a Statement) {
        self.0.extend(statement.claims.iter().map(|claim| &claim.source));
    }
}
