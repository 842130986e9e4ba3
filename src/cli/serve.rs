//! `lykta serve`

use super::{MessageFormat, Project};
use crate::diagnostics::Diagnostic;
use crate::serve::{self, Built, Event};
use crate::session::Session;
use clap::Args;
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

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
        let session = Session::new(&root, options);
        let told = Mutex::default();
        let served = serve::run(&serving, session, move |event| report(&reporter, &told, event));
        match served {
            Ok(()) => ExitCode::SUCCESS,
            Err(diagnostic) => {
                project.tell(&[diagnostic]);
                ExitCode::from(super::WRONG_USE)
            }
        }
    }
}

/// Tells what happens. Of what was told of the build before, only errors are told again: an editor should see
/// what the last edit has done.
fn report(project: &Project, told: &Mutex<BTreeSet<String>>, event: Event) {
    match event {
        Event::Listening { url } => say(project, &format!("Preview at {url} (stop with Ctrl-C)")),
        Event::Notice(diagnostic) => project.tell(&[diagnostic]),
        Event::Built(built) => {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let (names, fresh): (Vec<String>, Vec<Option<Diagnostic>>) = built
                .diagnostics
                .iter()
                .map(|one| {
                    let name = name(one);
                    let fresh = one.is_error() || !told.contains(&name);
                    (name, fresh.then(|| one.clone()))
                })
                .unzip();
            *told = names.into_iter().collect();
            project.tell(&fresh.into_iter().flatten().collect::<Vec<_>>());
            say(project, &summary(&built));
        }
    }
}

/// What a diagnostic is known by though the lines above it change.
fn name(one: &Diagnostic) -> String {
    let path = one.location.as_ref().map(|location| location.path.as_str()).unwrap_or_default();
    format!("{path} {} {}", one.code, one.message)
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
    if crate::diagnostics::any_error(&built.diagnostics) && built.changed == 0 {
        return format!("{cause}not built ({took} ms); the last good site stays");
    }
    format!(
        "{cause}{} rendered, {} changed, {} removed, {} in all ({took} ms)",
        built.rendered, built.changed, built.removed, built.files
    )
}
