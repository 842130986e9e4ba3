//! What stands on many pages alike: the menu, the footer.
//!
//! Templates in `shared/` are rendered and minified once for each [`Place`] in the site, and pages take the
//! result as it is. On a site with a long menu that is most of what a page would cost.

use super::{Renderer, value};
use crate::diagnostics::Diagnostic;
use crate::site::Look;
use crate::site::view::Key;
use crate::theme;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tera::{Context, Value};

/// What pages have to have in common to share these parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    language: String,
    /// The way back to the site's root.
    root: String,
    /// The entry of the menu that leads to the page, or to what it lies in; and which of both.
    entry: Option<(String, bool)>,
}

/// The parts of one place.
#[derive(Debug)]
struct Parts {
    menu: Value,
    html: Value,
}

type Made = Arc<OnceLock<Result<Parts, Diagnostic>>>;

/// The parts of all places that were asked for.
#[derive(Debug, Default)]
pub(super) struct Shared(Mutex<HashMap<Place, Made>>);

impl Renderer<'_> {
    /// Adds what the page shares with others in its place: `menu`, and `shared` with the HTML of each template.
    pub(super) fn add_shared(&self, context: &mut Context, url: &str, what: &str) -> Result<(), Diagnostic> {
        let text = |key: &str| context.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        for (_, template) in &self.theme.shared {
            self.site.note(Look::Template(Key::of(template)));
        }
        let (language, root) = (text("lang"), text("root"));
        let place = Place { entry: self.menu_entry(&language, url), language, root };
        let made = {
            let mut places = self.shared.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(places.entry(place.clone()).or_default())
        };
        match made.get_or_init(|| self.parts(&place, what)) {
            Ok(parts) => {
                context.insert_value("menu", parts.menu.clone());
                context.insert_value("shared", parts.html.clone());
                Ok(())
            }
            Err(diagnostic) => Err(diagnostic.clone()),
        }
    }

    fn parts(&self, place: &Place, what: &str) -> Result<Parts, Diagnostic> {
        let mut context = self.common(&place.language).context.clone();
        context.insert("root", &place.root);
        let menu = value(&self.menu(&place.language, place.entry.as_ref()));
        context.insert_value("menu", menu.clone());
        let mut html = BTreeMap::new();
        for (name, template) in &self.theme.shared {
            let made = theme::minify_html(&self.theme.render(template, &context, what)?);
            html.insert(name, theme::keep(made));
        }
        Ok(Parts { menu, html: value(&html) })
    }
}
