//! Which pages can be left at once.

use super::{Id, Site};
use crate::content::page::Details;

impl Site {
    /// Whether a page has a quick exit: as it says itself, else as the nearest section at or above it says of
    /// its pages, else as the site says. Language versions do as their original.
    pub fn has_quick_exit(&self, id: Id) -> bool {
        let Some(exit) = &self.config.quick_exit else { return false };
        let mut at = Some(self.pages[id].versions.first().copied().unwrap_or(id));
        if let Some(said) = at.and_then(|id| self.pages[id].content.front.quick_exit.as_ref()) {
            return said.value;
        }
        while let Some(id) = at {
            let page = &self.pages[id];
            if let Details::Section(section) = &page.content.details
                && let Some(said) = &section.cascade.quick_exit
            {
                return said.value;
            }
            at = page.parent;
        }
        exit.everywhere
    }
}
