//! `lykta check --review`: what is to be looked at again, in the form that the editor's tools read.

use crate::check::review::{Due, Why};
use crate::config;
use crate::date::Date;
use crate::site::{Page, Site};
use clap::ValueEnum;
use std::fmt::Write;

/// How the list is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Table,
    /// Comma-separated values
    Csv,
    /// A calendar (iCalendar) with an all-day event each
    Ics,
}

/// The list, ending with a line feed.
pub(super) fn render(format: Format, site: &Site, due: &[Due], today: Date) -> String {
    match format {
        Format::Table => table(site, due),
        Format::Csv => csv(site, due),
        Format::Ics => calendar(site, due, today),
    }
}

struct Row<'a> {
    since: String,
    title: &'a str,
    path: &'a str,
    /// What tells it from all others in a calendar.
    key: String,
    why: String,
}

fn rows<'a>(site: &'a Site, due: &'a [Due]) -> impl Iterator<Item = Row<'a>> {
    due.iter().map(|due| {
        let page = due.page.map(|page| &site.pages[page]);
        Row {
            since: due.since.map_or_else(|| "unknown".to_owned(), |since| since.to_string()),
            title: page.map_or("Accessibility statement", |page| page.title()),
            path: page.map_or(config::FILE, |page| &page.content.file.path),
            key: key(page, &due.why),
            why: match &due.why {
                Why::ReviewBy(day) => format!("to be reviewed by {day}"),
                Why::Assured(day) => format!("assured {day}"),
                Why::Source(source, date) => format!("source {source}, {date}"),
                Why::Exception(from, to) if from == to => format!("exception of {to} is over"),
                Why::Exception(from, to) => format!("exception of {from} to {to} is over"),
                Why::GoneThrough(day) => format!("gone through {day}"),
                Why::ToBeMended(day) => format!("to be mended by {day}"),
            },
        }
    })
}

/// A page is listed once, and once more for each exception that has passed.
fn key(page: Option<&Page>, why: &Why) -> String {
    let page =
        page.map_or("statement".to_owned(), |page| format!("{}-{}", page.kind().name(), page.content.id()));
    match why {
        Why::Exception(from, to) => format!("{page}-exception-{from}-{to}"),
        _ => page,
    }
}

fn table(site: &Site, due: &[Due]) -> String {
    if due.is_empty() {
        return "Nothing is due for review.\n".to_owned();
    }
    let rows: Vec<Row<'_>> = rows(site, due).collect();
    let widest = rows.iter().map(|row| row.why.chars().count()).max().unwrap_or_default();
    let mut out = format!("{:<10}  {:<widest$}  Page\n", "Due since", "Why");
    for row in &rows {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:<10}  {:<widest$}  {} ({})", row.since, row.why, row.title, row.path);
    }
    out
}

fn csv(site: &Site, due: &[Due]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut out = "due_since,title,path,why\r\n".to_owned();
    for row in rows(site, due) {
        let cells = [&row.since, row.title, row.path, &row.why].map(quoted);
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// RFC 5545. An event whose day nobody knows is put on the day of the list.
fn calendar(site: &Site, due: &[Due], today: Date) -> String {
    let day = |day: Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lykta//Review//EN"] {
        fold(&mut out, line);
    }
    let owner = site.config.site_id.as_deref().unwrap_or("lykta");
    for (due, row) in due.iter().zip(rows(site, due)) {
        for line in [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:review-{}@{}", row.key, crate::slug::slug(owner)),
            format!("DTSTAMP:{}T000000Z", day(today)),
            format!("DTSTART;VALUE=DATE:{}", day(due.since.unwrap_or(today))),
            format!("SUMMARY:{}", escaped(row.title)),
            format!("DESCRIPTION:{}", escaped(&format!("{}: {}", row.path, row.why))),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ] {
            fold(&mut out, &line);
        }
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A line has at most 75 bytes; what is longer goes on after a line end and a space.
fn fold(out: &mut String, line: &str) {
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_calendar_are_folded_between_letters() {
        let mut out = String::new();
        fold(&mut out, &"å".repeat(80));
        let lines: Vec<&str> = out.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75), "{lines:?}");
        assert_eq!(lines.join("").replace(' ', ""), "å".repeat(80));
        assert_eq!(escaped("a, b; c\\"), "a\\, b\\; c\\\\");
    }
}
