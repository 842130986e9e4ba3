//! `lykta serve`

use super::{MessageFormat, Project};
use crate::Options;
use crate::publish::Memory;
use crate::serve::{self, Built, Event, Preview};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Options of `lykta serve`.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    project: Project,
    /// Port to listen on, on this computer only [default: the first free one from 1111]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open a browser
    #[arg(long)]
    open: bool,
    /// Look for changes again and again instead of being told, as network drives need it
    #[arg(long)]
    poll: bool,
}

impl Serve {
    pub(super) fn run(self) -> ExitCode {
        let (root, options) = match self.project.root().and_then(|root| Ok((root, self.project.options()?))) {
            Ok(ready) => ready,
            Err(code) => return code,
        };
        let serving = serve::Options {
            output: root.join("public"),
            root: root.clone(),
            port: self.port,
            open: self.open,
            poll: self.poll,
        };
        let project = Arc::new(self.project);
        let reporter = Arc::clone(&project);
        let served =
            serve::run(&serving, move || preview(&root, &options), move |event| report(&reporter, event));
        match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(diagnostic) => {
                project.tell(&[diagnostic]);
                ExitCode::from(super::WRONG_USE)
            }
        }
    }
}

/// The site in memory; with an error nothing, so that the last good one stays.
fn preview(root: &Path, options: &Options) -> Preview {
    let watched = watched(root);
    let loaded = match crate::load(root, options) {
        Ok(loaded) => loaded,
        Err(diagnostics) => return Preview { diagnostics, watched, ..Preview::default() },
    };
    let memory = Memory::new();
    match crate::render(&loaded, &memory) {
        Ok(()) => Preview { files: memory.into_files(), diagnostics: loaded.diagnostics, watched },
        Err(mut diagnostics) => {
            diagnostics.extend(loaded.diagnostics);
            Preview { diagnostics, watched, ..Preview::default() }
        }
    }
}

/// Everything that a site is made from, also what is not there yet.
fn watched(root: &Path) -> Vec<PathBuf> {
    crate::inputs::PARTS.map(|part| root.join(part)).to_vec()
}

fn report(project: &Project, event: Event) {
    match event {
        Event::Listening { url } => say(project, &format!("Preview at {url} (stop with Ctrl-C)")),
        Event::Notice(diagnostic) => project.tell(&[diagnostic]),
        Event::Built(built) => {
            project.tell(&built.diagnostics);
            say(project, &summary(&built));
        }
    }
}

/// Progress is for people only; the other formats hold diagnostics and nothing else.
fn say(project: &Project, line: &str) {
    if project.message_format == MessageFormat::Human {
        eprintln!("{line}");
    }
}

fn summary(built: &Built) -> String {
    let took = built.took.as_millis();
    let cause = match built.causes.as_slice() {
        [] => String::new(),
        [one] => format!("{one}: "),
        [first, rest @ ..] => format!("{first} and {} more: ", rest.len()),
    };
    if built.files == 0 {
        return format!("{cause}not built ({took} ms); the last good site stays");
    }
    format!("{cause}{} changed, {} removed, {} in all ({took} ms)", built.changed, built.removed, built.files)
}
