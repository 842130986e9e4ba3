//! What leads to a page: links in texts, and records that name it.

use super::{Id, Resolved, Site};
use crate::content::field::{Claim, Field};
use crate::content::page::{Details, Kind};
use crate::content::read::Spanned;
use std::collections::BTreeSet;

/// Fills in [`super::Page::backlinks`] and [`super::Page::used_by`].
pub(super) fn collect(site: &mut Site) {
    let mut leading: Vec<BTreeSet<Id>> = vec![BTreeSet::new(); site.pages.len()];
    let mut citing: Vec<BTreeSet<Id>> = vec![BTreeSet::new(); site.pages.len()];
    for (from, page) in site.pages.iter().enumerate() {
        for link in &page.links {
            if let Resolved::Page(to, _) = link {
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
    let mut ids = Vec::new();
    match details {
        Details::Service(service) => {
            let s = &**service;
            of(&mut ids, &s.organization);
            of(&mut ids, &s.alternate_name);
            of(&mut ids, &s.status);
            of(&mut ids, &s.phones);
            of(&mut ids, &s.email);
            of(&mut ids, &s.url);
            of(&mut ids, &s.channels);
            of(&mut ids, &s.schedules);
            of(&mut ids, &s.place);
            of(&mut ids, &s.locality);
            of(&mut ids, &s.service_areas);
            of(&mut ids, &s.addresses);
            of(&mut ids, &s.languages);
            of(&mut ids, &s.interpretation);
            of(&mut ids, &s.cost);
            of(&mut ids, &s.minimum_age);
            of(&mut ids, &s.maximum_age);
            of(&mut ids, &s.age_policy);
            of(&mut ids, &s.target_groups);
            of(&mut ids, &s.audience_role);
            of(&mut ids, &s.offers);
            of(&mut ids, &s.anonymous);
            of(&mut ids, &s.way_in);
            of(&mut ids, &s.session_limit);
            of(&mut ids, &s.accessibility);
            of(&mut ids, &s.alert);
            of(&mut ids, &s.assured_date);
        }
        Details::Organization(organization) => {
            let o = &**organization;
            of(&mut ids, &o.alternate_name);
            of(&mut ids, &o.organization_type);
            of(&mut ids, &o.parent_organization);
            of(&mut ids, &o.url);
            of(&mut ids, &o.email);
            of(&mut ids, &o.phones);
            ids.extend(&o.source);
        }
        Details::Term(term) => {
            of(&mut ids, &term.expansion);
            ids.extend(&term.source);
        }
        Details::Source(_) | Details::Article(_) | Details::Section(_) => {}
    }
    for statement in details.statements() {
        claims(&mut ids, &statement.claims);
    }
    ids
}

fn of<'a, T>(ids: &mut Vec<&'a Spanned<String>>, field: &'a Field<T>) {
    claims(ids, &field.claims);
}

fn claims<'a, T>(ids: &mut Vec<&'a Spanned<String>>, claims: &'a [Claim<T>]) {
    ids.extend(claims.iter().map(|claim| &claim.source));
}
