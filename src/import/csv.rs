//! A table of services with the columns of `api/services.csv`, in any order, parted by commas or (as
//! spreadsheets in some countries do) by semicolons. Only `name` has to be there.
//!
//! Values are the words of front matter, lists have `;` between their values, and an empty cell means that
//! no source says. `organization` is the id of a record of the site. `uuid`, `organization_name` and
//! `source` are for people and are not read back; what `source` says becomes a note of the fields.

use super::record::{Record, map, text};
use super::{Importer, cells};
use crate::content::page::Kind;
use crate::diagnostics::{Diagnostic, suggest};
use crate::export::csv::COLUMNS;
use crate::export::values::MARKS;
use std::collections::HashMap;
use std::ops::Range;

/// Columns that are no facts of the service, or have been seen to.
const NO_FIELDS: &[&str] =
    &["id", "uuid", "name", "organization_name", "partial", "inferred", "as_of", "source"];

/// Reads the file.
pub(super) fn read(import: &mut Importer<'_>) {
    let file = import.file;
    // Spreadsheets in countries with a decimal comma part the cells by semicolons.
    let header = file.text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).delimiter(delimiter).from_reader(file.text.as_bytes());
    let mut rows = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => return import.told.push(malformed(import, &error)),
        }
    }
    let Some(header) = rows.first() else {
        let message = "The table is empty.";
        let diagnostic = Diagnostic::error("import/no-columns", message).at(file.locate(0..0));
        return import.told.push(diagnostic.help(format!("Its columns are {}.", COLUMNS.join(", "))));
    };
    let columns = columns(import, header);
    if !import.told.is_empty() {
        return;
    }
    let mut ids: HashMap<String, Range<usize>> = HashMap::new();
    for row in &rows[1..] {
        let cells = spans(import, row);
        let cell = |key: &str| {
            let at = columns.iter().position(|column| *column == key)?;
            let value = row.get(at)?.trim();
            (!value.is_empty()).then(|| (value, cells.get(at).cloned().unwrap_or_default()))
        };
        let Some((name, span)) = cell("name") else {
            let place = cells.first().cloned().unwrap_or_default();
            let message = "The row has no `name`.";
            import.told.push(Diagnostic::error("import/no-name", message).at(file.locate(place)));
            continue;
        };
        if let Some((id, span)) = cell("id")
            && let Some(other) = ids.insert(id.to_owned(), span.clone())
        {
            let diagnostic =
                Diagnostic::error("import/duplicate-id", format!("Two rows have the id `{id}`."));
            let diagnostic = diagnostic.at(file.locate(span)).related("The other one.", file.locate(other));
            import.told.push(diagnostic);
            continue;
        }
        if let Some((organization, span)) = cell("organization") {
            import.told.extend(unknown_organization(import, organization, span));
        }
        let id = import.id(cell("id").map_or(name, |(id, _)| id), Kind::Service);
        let mut record = Record::new(Kind::Service, &id);
        record.put("title", text(name, span));
        record.put("source", text(import.source.clone(), 0..0));
        let note = cell("source").map(|(source, span)| text(source, span));
        for key in columns.iter().copied().filter(|key| !NO_FIELDS.contains(key)) {
            let Some((value, span)) = cell(key) else { continue };
            let Some(node) = cells::node(key, &cells::items(key, value), &span) else {
                import.told.push(no_schedule(import, key, (value, span)));
                continue;
            };
            record.put(key, node);
            if let Some(note) = &note {
                record.note(key, note.clone());
            }
        }
        for mark in MARKS {
            let Some((keys, span)) = cell(mark) else { continue };
            for key in cells::list(keys) {
                if !record.mark(key, mark) {
                    import.told.push(no_mark(import, key, span.clone()));
                }
            }
        }
        if let Some((dates, span)) = cell("as_of") {
            for item in cells::list(dates) {
                let (key, day) = item.split_once(' ').unwrap_or((item, ""));
                if !record.as_of(key, text(day.trim(), span.clone())) {
                    import.told.push(no_mark(import, key, span.clone()));
                }
            }
        }
        let uuid = cell("uuid").filter(|(uuid, _)| import.ids.of("service", &id) != *uuid);
        if let Some((uuid, span)) = uuid {
            record.put("extra", map(vec![("hsds_id", text(uuid, span))], 0..0));
        }
        import.records.push(record);
    }
}

/// A table has no organizations of its own, so those it names have to be there.
fn unknown_organization(import: &Importer<'_>, id: &str, span: Range<usize>) -> Option<Diagnostic> {
    let mut known = import.organizations.values().map(String::as_str);
    if known.any(|known| known == id) {
        return None;
    }
    let near = suggest(id, import.organizations.values().map(String::as_str));
    let message = format!("The site has no organization with the id `{id}`.");
    let help = match near {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Make a page of type `organization` first, or leave the cell empty.".to_owned(),
    };
    Some(Diagnostic::error("record/unknown-id", message).at(import.file.locate(span)).help(help))
}

fn malformed(import: &Importer<'_>, error: &csv::Error) -> Diagnostic {
    let at = error.position().map_or(0, |position| position.byte() as usize);
    // The position may be that of the line's end before the row.
    let text = &import.file.text;
    let at = at + text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let message = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("The row has {len} cells, but the table has {expected_len} columns.")
        }
        _ => format!("The table cannot be read: {error}."),
    };
    Diagnostic::error("import/not-csv", message)
        .at(import.file.locate(at..at + 1))
        .help("Put a cell that holds a comma or a quotation mark in quotation marks.")
}

/// The columns, each known and there once.
fn columns(import: &mut Importer<'_>, header: &csv::StringRecord) -> Vec<&'static str> {
    let cells = spans(import, header);
    let mut columns: Vec<&'static str> = Vec::new();
    for (name, span) in header.iter().zip(cells) {
        let name = name.trim();
        let known = COLUMNS.iter().copied().find(|column| *column == name);
        let (message, help) = match known {
            Some(column) if !columns.contains(&column) => {
                columns.push(column);
                continue;
            }
            Some(_) => (format!("The column `{name}` is there twice."), None),
            None => {
                let near = suggest(name, COLUMNS.iter().copied());
                let help = near.map(|near| format!("Did you mean `{near}`?"));
                (format!("There is no column `{name}`."), help)
            }
        };
        let help = help.unwrap_or_else(|| format!("The columns are {}.", COLUMNS.join(", ")));
        let diagnostic = Diagnostic::error("import/unknown-column", message);
        import.told.push(diagnostic.at(import.file.locate(span)).help(help));
    }
    if !columns.contains(&"name") && import.told.is_empty() {
        let diagnostic = Diagnostic::error("import/no-columns", "The table has no column `name`.");
        import.told.push(diagnostic.at(import.file.locate(0..0)));
    }
    columns
}

/// Where the cells of a row stand, without their quotation marks. The reader tells where the row begins;
/// from there each cell is as long as its text, with marks doubled inside marks.
fn spans(import: &Importer<'_>, row: &csv::StringRecord) -> Vec<Range<usize>> {
    let text = &*import.file.text;
    let mut at = row.position().map_or(0, |position| position.byte() as usize);
    at += text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    let mut spans = Vec::with_capacity(row.len());
    for cell in row {
        let quoted = text.get(at..).is_some_and(|rest| rest.starts_with('"'));
        let start = at + usize::from(quoted);
        let raw = if quoted { cell.replace('"', "\"\"") } else { cell.to_owned() };
        let end = (start + raw.len()).min(text.len());
        spans.push(start..end);
        // The closing mark, and the comma.
        at = (end + usize::from(quoted) + 1).min(text.len());
    }
    spans
}

fn no_schedule(import: &Importer<'_>, key: &str, (value, span): (&str, Range<usize>)) -> Diagnostic {
    let help = match key {
        "schedules" => "Write `24/7`, or days and times: `mon,tue 09:00-16:00; fri 10:00-12:00`.",
        _ => "Write days, and what holds then: `2026-12-24 closed; 06-01/08-31 mon,tue 10:00-12:00`.",
    };
    Diagnostic::error("record/bad-schedule", format!("`{value}` does not say when it is open."))
        .at(import.file.locate(span))
        .help(help)
}

fn no_mark(import: &Importer<'_>, key: &str, span: Range<usize>) -> Diagnostic {
    let message = format!("The row has nothing in a column `{key}`.");
    Diagnostic::error("import/unknown-column", message)
        .at(import.file.locate(span))
        .help("Name columns of facts in which the row has something.")
}
