//! What belongs to an organization: the services that it provides, and other organizations.

use super::{Id, Site};
use crate::content::page::Details;
use std::collections::HashMap;

/// Fills in [`super::Page::services`] and [`super::Page::parts`]. Each language has its own.
pub(super) fn collect(site: &mut Site) {
    let mut services: HashMap<(&str, &str), Vec<Id>> = HashMap::new();
    let mut parts: HashMap<(&str, &str), Vec<Id>> = HashMap::new();
    for (id, page) in site.pages.iter().enumerate() {
        let (belonging, to) = match &page.content.details {
            Details::Service(service) => (&mut services, service.organization.value()),
            Details::Organization(organization) => (&mut parts, organization.parent_organization.value()),
            _ => continue,
        };
        if let Some(to) = to {
            belonging.entry((to, page.language())).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    for (id, page) in site.pages.iter().enumerate() {
        if matches!(page.content.details, Details::Organization(_)) {
            let key = (page.content.id(), page.language());
            found.push((
                id,
                services.remove(&key).unwrap_or_default(),
                parts.remove(&key).unwrap_or_default(),
            ));
        }
    }
    for (id, services, parts) in found {
        site.pages[id].services = services;
        site.pages[id].parts = parts;
    }
}
