//! The page that shows where there is support for whom, and where the sources are silent.

use super::facts::word;
use super::links::Link;
use super::{Rendered, Renderer};
use crate::diagnostics::Diagnostic;
use crate::finder::Band;
use crate::site::Id;
use crate::site::coverage::{Cell, Known, Matrix, Region};
use serde::Serialize;

/// How many services a cell names.
const NAMED: usize = 3;

/// The table of one role.
#[derive(Serialize)]
struct Table {
    role: String,
    title: String,
    bands: Vec<String>,
    rows: Vec<Row>,
}

/// A place.
#[derive(Serialize)]
struct Row {
    title: String,
    cells: Vec<CellView>,
}

/// What is known of a place and an age.
#[derive(Serialize)]
struct CellView {
    /// `known`, `unknown` or `none-stated`.
    known: &'static str,
    services: Vec<Link>,
    /// How many more there are.
    more: usize,
}

impl Renderer<'_> {
    pub(super) fn coverage(&self, at: usize) -> Result<Rendered, Diagnostic> {
        let finder = self.site.finder(at);
        let language = finder.language.as_str();
        let url = self.site.generated_url(language, &self.site.config().urls.coverage);
        let title = self.text(language, "coverage-title");
        let mut context = self.made_below(finder.section, language, (&url, &title, "coverage"));
        context.insert("breadcrumbs", &self.way_to(finder.section, language));
        let found = self.site.coverage();
        let bands: Vec<String> = found
            .bands
            .iter()
            .map(|band| self.band_text(language, Band { from: band.from, to: band.to }))
            .collect();
        let tables = found.roles.iter().map(|matrix| self.table(language, matrix, &bands));
        context.insert("tables", &tables.collect::<Vec<_>>());
        context.insert("form", &self.link(finder.section, language));
        self.write("coverage.html", context, &url, &url)
    }

    /// A link to that page, from the pages of a finder.
    pub(super) fn coverage_link(&self, language: &str) -> Link {
        self.generated(language, &self.site.config().urls.coverage, "coverage-title")
    }

    fn table(&self, language: &str, matrix: &Matrix, bands: &[String]) -> Table {
        let role = word(&matrix.role);
        let row = |(region, cells): &(Region, Vec<Cell>)| Row {
            title: match region {
                Region::Place(_, name) => (*name).to_owned(),
                Region::OtherCounties => self.text(language, "coverage-other-counties"),
                Region::National => self.text(language, "area-national"),
                Region::NotStated => self.text(language, "coverage-place-not-stated"),
            },
            cells: cells.iter().map(|cell| self.cell(language, cell)).collect(),
        };
        Table {
            title: self.word_text(language, "finder-role", &role),
            role,
            bands: bands.to_vec(),
            rows: matrix.rows.iter().map(row).collect(),
        }
    }

    fn cell(&self, language: &str, cell: &Cell) -> CellView {
        let version = |id: Id| self.site.find(self.site.shown(id).id(), language).unwrap_or(id);
        let named = cell.services.iter().take(NAMED).map(|id| self.link(version(*id), language));
        CellView {
            known: match cell.known {
                Known::Known => "known",
                Known::Unknown => "unknown",
                Known::NoneStated => "none-stated",
            },
            services: named.collect(),
            more: cell.services.len().saturating_sub(NAMED),
        }
    }
}
