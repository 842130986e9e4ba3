//! `lykta import`

use super::{CONTENT_ERRORS, Project, WRONG_USE, print};
use crate::content::page::Details;
use crate::diagnostics::Diagnostic;
use crate::import::{self, Format, Import as Read, Plan, State, Target};
use crate::site::Site;
use crate::source::SourceFile;
use clap::{Args, ValueEnum};
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// What becomes of a file, after the options.
const HELP: &str = "\
Each record becomes a Markdown file with front matter. Unless --source names a source of the site, the
file itself becomes a source record, for every fact needs one. A file with a mistake in it gives nothing.
What a record has no place for is listed.

hsds: services or organizations of Open Referral's HSDS 3.1: one record, a list, or a page with contents,
in the full (nested) form.

csv: a table of services in UTF-8 with a header, which has the columns of api/services.csv in any order;
only name has to be there. An empty cell means that no source says. Values are the words of front matter,
and lists have ; between their values. Areas are national, county:NAME or municipality:NAME, schedules
24/7, mon,tue 09:00-16:00 or fri 20:00-02:00+1 (on the day after), exceptions 2026-12-24 closed or, every
year, 06-01/08-31 mon 10:00-12:00, addresses Street 1 | 123 45 | Town, and dates of columns
minimum_age 2019. The columns: id, uuid, name, description, organization, organization_name, alternate_name,
status, phones, email, url, channels, schedules, schedule_exceptions, place, locality, service_areas,
addresses, languages, interpretation, cost, minimum_age, maximum_age, age_policy, target_groups,
audience_role, offers, anonymous, way_in, session_limit, accessibility, alert, assured_date, topics,
audiences, keywords, partial, inferred, as_of, source.";

/// Options of `lykta import`.
#[derive(Args)]
#[command(after_long_help = HELP)]
pub(super) struct Import {
    /// What the file is
    #[arg(value_enum)]
    format: Kind,
    /// The file to read
    file: PathBuf,
    #[command(flatten)]
    project: Project,
    /// Folder under content to write to
    #[arg(long, value_name = "FOLDER", default_value = "import")]
    into: PathBuf,
    /// Id of the site's source record that says what the file says [default: a new record for the file]
    #[arg(long, value_name = "ID")]
    source: Option<String>,
    /// Write the files; without it they are only listed
    #[arg(long)]
    write: bool,
    /// Overwrite files that say something else
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Open Referral's HSDS 3.1 in JSON
    Hsds,
    /// A table of services
    Csv,
}

impl Import {
    pub(super) fn run(&self) -> ExitCode {
        let (root, options) = match self.project.root().and_then(|root| Ok((root, self.project.options()?))) {
            Ok(ready) => ready,
            Err(code) => return code,
        };
        let (folder, bytes) = match self.folder().and_then(|folder| Ok((folder, self.bytes()?))) {
            Ok(ready) => ready,
            Err(diagnostic) => {
                self.project.tell(&[diagnostic]);
                return ExitCode::from(WRONG_USE);
            }
        };
        // Drafts have ids too.
        let options = crate::Options { drafts: true, ..options };
        match self.import(&root, &options, &folder, &bytes) {
            Ok(said) => {
                print(said.trim_end());
                ExitCode::SUCCESS
            }
            Err(diagnostics) => {
                self.project.tell(&diagnostics);
                ExitCode::from(CONTENT_ERRORS)
            }
        }
    }

    fn folder(&self) -> Result<String, Diagnostic> {
        let inside = self.into.components().all(|part| matches!(part, Component::Normal(_)));
        if inside {
            return crate::source::slashed(&self.into);
        }
        Err(Diagnostic::error("import/outside", "The folder does not lie in the content folder.")
            .in_file(self.into.display().to_string())
            .help("Write it from the content folder, such as `--into stod`."))
    }

    fn bytes(&self) -> Result<Vec<u8>, Diagnostic> {
        std::fs::read(&self.file).map_err(|error| {
            Diagnostic::error("import/unreadable", format!("The file cannot be read: {error}."))
                .in_file(self.file.display().to_string())
        })
    }

    fn import(
        &self,
        root: &Path,
        options: &crate::Options,
        folder: &str,
        bytes: &[u8],
    ) -> Result<String, Vec<Diagnostic>> {
        let one = |diagnostic| vec![diagnostic];
        let file = SourceFile::decode(self.file.display().to_string(), bytes).map_err(one)?;
        let loaded = crate::load(root, options)?;
        if let Some(source) = &self.source {
            known(source, &loaded.site).map_err(one)?;
        }
        let language = &loaded.site.config.main_language().code;
        let note = loaded.theme.translations.text(language, "import-source-note");
        let target = Target { site: &loaded.site, folder, source: self.source.as_deref(), note: &note };
        let format = if self.format == Kind::Hsds { Format::Hsds } else { Format::Csv };
        let import = import::read(&file, format, &target)?;
        let plan = import::plan(&import, root, self.force)?;
        // The site with the new records has to be one that can be built.
        crate::load_with(root, options, import.files.clone())?;
        if self.write {
            import::write(&plan, root).map_err(one)?;
        }
        Ok(self.report(&import, &plan))
    }

    fn report(&self, import: &Read, plan: &Plan) -> String {
        let mut out = String::new();
        let mut line = |text: std::fmt::Arguments<'_>| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{text}");
        };
        for (file, state) in &plan.files {
            let what = match (state, self.write) {
                (State::New, true) => "written",
                (State::New, false) => "would be written",
                (State::Overwritten, true) => "overwritten",
                (State::Overwritten, false) => "would be overwritten",
                (State::Unchanged, _) => "there already",
            };
            line(format_args!("{}: {what}", file.path));
        }
        if !import.left.is_empty() {
            line(format_args!("\nNot carried, for a record has no place for it:"));
            for left in &import.left {
                line(format_args!("  {left}"));
            }
        }
        let count = plan.files.iter().filter(|(_, state)| *state != State::Unchanged).count();
        if self.write {
            line(format_args!("\n{count} files written."));
        } else {
            line(format_args!(
                "\n{count} files would be written. Nothing was changed; add --write to write them."
            ));
        }
        out
    }
}

/// A source that the site has and that was read.
fn known(source: &str, site: &Site) -> Result<(), Diagnostic> {
    let page = site.find(source, &site.config.main_language().code).map(|id| &site.pages[id]);
    match page.map(|page| &page.content.details) {
        Some(Details::Source(record)) if record.consulted => Ok(()),
        Some(Details::Source(_)) => {
            let message = format!("The source `{source}` was not read, so no fact can cite it.");
            Err(Diagnostic::error("record/unread-source", message))
        }
        _ => {
            let message = format!("There is no page of type `source` with the id `{source}`.");
            Err(Diagnostic::error("record/unknown-id", message)
                .help("Leave out `--source`, and the file becomes a source of its own."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_column() {
        let (_, columns) = HELP.split_once("The columns: ").unwrap();
        let columns: Vec<&str> = columns.trim_end_matches('.').split([',', '\n']).map(str::trim).collect();
        let columns: Vec<&str> = columns.into_iter().filter(|column| !column.is_empty()).collect();
        assert_eq!(columns, crate::export::csv::COLUMNS);
    }
}
