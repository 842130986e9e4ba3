//! `lykta check --coverage`: where there is support for whom, as tables.

use crate::content::service::AudienceRole;
use crate::site::coverage::{Band, Coverage, Known, Region};
use std::fmt::Write;

/// A table for each role, ending with a line feed.
pub(super) fn render(coverage: &Coverage) -> String {
    let mut out = String::new();
    for matrix in &coverage.roles {
        let regions: Vec<String> = matrix.rows.iter().map(|(region, _)| name(region)).collect();
        let widest = regions.iter().map(|name| name.chars().count()).max().unwrap_or_default();
        let heading = match matrix.role {
            AudienceRole::Exposed => "The person exposed",
            AudienceRole::Relatives => "Relatives",
            AudienceRole::Professionals => "Professionals",
            AudienceRole::Buyers => "People who buy",
            AudienceRole::UnwantedSexuality => "Unwanted sexuality",
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "{heading}\n  {:<widest$}", "");
        for band in &coverage.bands {
            let _ = write!(out, "  {:<11}", ages(*band));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        for (region, (_, cells)) in regions.iter().zip(&matrix.rows) {
            let _ = write!(out, "  {region:<widest$}");
            for cell in cells {
                let known = match cell.known {
                    Known::Known => "known",
                    Known::Unknown => "unknown",
                    Known::NoneStated => "none stated",
                };
                let _ = write!(out, "  {known:<11}");
            }
            out.truncate(out.trim_end().len());
            out.push('\n');
        }
        out.push('\n');
    }
    out.push_str("Known: a source says that a service there takes the age. Unknown: a service is there, and no \
                  source says\nwhich ages it takes. None stated: the sources name no service; that does not mean \
                  that there is none.\n");
    out
}

fn ages(band: Band) -> String {
    match (band.from, band.to) {
        (0, Some(to)) => format!("under {}", to + 1),
        (from, Some(to)) => format!("{from}–{to}"),
        (from, None) => format!("{from}+"),
    }
}

fn name(region: &Region) -> String {
    match region {
        Region::Place(_, name) => (*name).to_owned(),
        Region::OtherCounties => "Other counties".to_owned(),
        Region::National => "The whole country".to_owned(),
        Region::NotStated => "Place not stated".to_owned(),
    }
}
