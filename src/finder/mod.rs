//! *Hitta stöd*: which services fit a question, which may, and which do not, each with why.
//!
//! Three steps, all of them pure. A record becomes [`Criteria`]: what the sources say about whom it takes, each
//! part known or unknown. A reader's choices are a [`Query`]. [`assess`] holds one against the other, and
//! [`answer`] puts all services in order, [`count`] says how many a choice would leave, and [`alternatives`] asks in a
//! service's stead.
//!
//! The rules are the project's own: what no source says is neither yes nor no, so it makes a service one that
//! *may* fit; nothing but a service known to be there *fits*; and services for those who buy, or for unwanted
//! sexuality, are not part of an answer for the person exposed at all.
//!
//! The same rules stand in the theme's `finder.js/answer.js`, for the page that answers at once. `tests/finder.rs` runs
//! both over the same questions.

mod alternatives;
mod assess;
mod counts;
mod criteria;
mod facets;
mod query;
#[cfg(test)]
mod tests;

pub use alternatives::{Alternatives, alternatives};
pub use assess::{Answer, Match, Reason, answer, assess};
pub use counts::{PlaceCounts, count, count_places};
pub use criteria::{Ages, Anonymity, Criteria, Exception, Hours};
pub use facets::{Band, Facet, Region, Stems, bands, facets};
pub(crate) use facets::{CHANNELS, ROLES, names};
pub use query::{Group, Moment, Query};
