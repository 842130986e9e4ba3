//! Records from elsewhere, as files of `content/`: HSDS 3.1 and CSV.
//!
//! Takes the text of a file and what is known of the site, and gives the files that would be made and what
//! could not be carried; [`write`](self::write) alone touches the disk. A file with a mistake gives
//! nothing: half an import would be taken for a whole one.
//!
//! Every fact has a source. Where the file names one that the site has, it is that. Else it is the file itself,
//! which gets a source record, or the one the editor names; who the file has a value from becomes the field's
//! note, and when it was so stays its date.

mod cells;
mod csv;
mod hours;
mod hsds;
mod json;
mod left;
mod record;
mod schema;
mod write;

pub use left::Left;
pub use write::{Plan, State, plan, write};

use crate::content::page::{Details, Kind};
use crate::date::Inexact;
use crate::diagnostics::{self, Diagnostic};
use crate::export::ids::Ids;
use crate::site::Site;
use crate::slug::slug;
use crate::source::SourceFile;
use record::Record;
use std::collections::{HashMap, HashSet};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Open Referral's HSDS 3.1 in JSON.
    Hsds,
    /// A table with the columns of `api/services.csv`.
    Csv,
}

/// Where records come to.
pub struct Target<'a> {
    /// The site as it is.
    pub site: &'a Site,
    /// The folder under `content/`.
    pub folder: &'a str,
    /// The id of the source that says what the file says, where the editor has one.
    pub source: Option<&'a str>,
    /// What the source record of the file says of itself.
    pub note: &'a str,
}

/// What a file gives.
#[derive(Debug)]
pub struct Import {
    /// The files that would be written.
    pub files: Vec<SourceFile>,
    /// What could not be carried.
    pub left: Vec<Left>,
}

/// Reads a file. Any mistake in it stops here, with all others.
pub fn read(file: &SourceFile, format: Format, target: &Target<'_>) -> Result<Import, Vec<Diagnostic>> {
    let mut import = Importer::new(file, target);
    let stem = file.path.rsplit('/').next().unwrap_or_default();
    let stem = slug(stem.split('.').next().unwrap_or_default());
    match target.source {
        Some(source) => source.clone_into(&mut import.source),
        None => import.own_source(&stem, target.note),
    }
    match format {
        Format::Hsds => hsds::read(&mut import),
        Format::Csv => csv::read(&mut import),
    }
    let Importer { records, mut told, left, .. } = import;
    told.extend(records.iter().flat_map(|record| record.check(file)));
    if !told.is_empty() {
        diagnostics::sort(&mut told);
        return Err(told);
    }
    let path = |record: &Record| {
        let folder = if target.folder.is_empty() { String::new() } else { format!("{}/", target.folder) };
        format!("{}{folder}{}.md", crate::content::FOLDER, record.id)
    };
    let files = records.iter().map(|record| SourceFile::new(path(record), &record.markdown())).collect();
    Ok(Import { files, left: left.finish(file) })
}

/// What both formats need while they read.
struct Importer<'a> {
    file: &'a SourceFile,
    ids: Ids,
    source: String,
    records: Vec<Record>,
    left: left::Lefts,
    told: Vec<Diagnostic>,
    /// The ids that records of the file have, so that no two get the same one.
    taken: HashSet<String>,
    /// The ids of organizations by their UUIDs: those of the site, and those of the file.
    organizations: HashMap<String, String>,
    /// The sources of the site by their UUIDs: their ids, and when they were published.
    sources: HashMap<String, (String, Option<Inexact>)>,
}

impl<'a> Importer<'a> {
    fn new(file: &'a SourceFile, target: &Target<'_>) -> Self {
        let ids = Ids::new(&target.site.config);
        let pages = target.site.pages.iter().filter(|page| page.kind() == Kind::Organization);
        let organizations = pages
            .map(|page| (ids.of("organization", page.content.id()), page.content.id().to_owned()))
            .collect();
        let sources = target.site.pages.iter().filter_map(|page| match &page.content.details {
            Details::Source(source) if source.consulted => {
                let id = page.content.id();
                Some((ids.of("source", id), (id.to_owned(), source.published)))
            }
            _ => None,
        });
        Self {
            file,
            ids,
            source: String::new(),
            records: Vec::new(),
            left: left::Lefts::default(),
            told: Vec::new(),
            taken: HashSet::new(),
            organizations,
            sources: sources.collect(),
        }
    }

    /// The file as a source: without it no field of its records could be.
    fn own_source(&mut self, stem: &str, note: &str) {
        let name = self.file.path.rsplit('/').next().unwrap_or_default().to_owned();
        let id = self.id(&format!("import-{stem}"), Kind::Source);
        let mut record = Record::new(Kind::Source, &id);
        record.put("title", record::text(name, 0..0));
        record.put("published", record::text("unknown", 0..0));
        record.put("note", record::text(note, 0..0));
        self.records.push(record);
        self.source = id;
    }

    /// An id for a record of this name, other than those already given.
    fn id(&mut self, name: &str, kind: Kind) -> String {
        let stem = slug(name);
        let stem = if stem.is_empty() { kind.name().to_owned() } else { stem };
        let mut id = stem.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{stem}-{number}");
            number += 1;
        }
        id
    }
}
