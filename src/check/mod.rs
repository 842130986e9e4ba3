//! Rules that need the whole site, one a file. Each takes the site and tells what breaks it.

mod sources;

use crate::diagnostics::Diagnostic;
use crate::site::Site;

/// Everything that the rules have to say.
pub fn all(site: &Site) -> Vec<Diagnostic> {
    sources::check(site)
}
