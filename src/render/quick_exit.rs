//! The way to leave a page at once, and what such a page is called where others may see it.

use super::{Link, Renderer};
use crate::site::Id;
use serde::Serialize;
use tera::Context;

/// The quick exit as a page shows it.
#[derive(Serialize)]
struct QuickExitView<'a> {
    url: &'a str,
    /// The page that tells how to clear the browser's history.
    guide: Option<Link>,
    /// What stands for the site's title on paper; the tab then has no icon either.
    neutral_title: Option<&'a str>,
}

impl<'a> Renderer<'a> {
    /// Gives a page the quick exit that another (or itself) has.
    pub(super) fn quick_exit(&self, context: &mut Context, as_on: Id, language: &str) {
        let exit = self.site.config().quick_exit.as_ref().filter(|_| self.site.has_quick_exit(as_on));
        let view = exit.map(|exit| QuickExitView {
            url: &exit.url,
            guide: exit
                .guide
                .as_deref()
                .and_then(|id| self.site.find(id, language))
                .map(|id| self.link(id, language)),
            neutral_title: self.neutral_title(as_on, language),
        });
        context.insert("quick_exit", &view);
    }

    /// What stands for the site's title where a page should not tell whose it is.
    pub(super) fn neutral_title(&self, as_on: Id, language: &str) -> Option<&'a str> {
        if !self.site.has_quick_exit(as_on) {
            return None;
        }
        let config = self.site.config();
        let own = config.language(language).and_then(|language| language.neutral_title.as_deref());
        own.or(config.main_language().neutral_title.as_deref())
    }
}
