//! `lykta serve`: the site in memory, on this computer only, built again after each change.
//!
//! Three parts that meet in [`state`]: one thread hears of changes ([`watch`], [`poll`]), gathers them and
//! builds ([`work`]); a server answers browsers from memory ([`http`]); and a script that is added to each
//! page on its way out ([`html`]) changes the page when the site has changed, or shows why it could not be
//! built. How a site is built is the caller's: this module takes something that can [`Build`], and reads no page
//! itself. What is not urgent is done [`later`].

mod html;
mod http;
mod later;
mod poll;
mod state;
#[cfg(test)]
mod tests;
mod watch;
mod work;

use crate::diagnostics::Diagnostic;
use crate::session::{Change, Outcome, Update};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime::Runtime;

/// The ports that are tried when none is asked for.
const PORTS: std::ops::RangeInclusive<u16> = 1111..=1120;

/// What the editor asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project's root.
    pub root: PathBuf,
    /// The folder `lykta build` writes to, which is not watched.
    pub output: PathBuf,
    /// The port; none for the first free one from 1111.
    pub port: Option<u16>,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether to look for changes instead of being told, as network drives need it.
    pub poll: bool,
}

/// What builds the site. A panic is told as an error, and it is asked again after the next change.
pub trait Build: Send + 'static {
    /// Builds what changed, and hands over finished files as they come.
    fn build(&mut self, change: &Change, publish: &mut dyn FnMut(Update)) -> Outcome;

    /// The folders and files that the site is made from, absolute or from the root, also those that could
    /// be but are not there. The root's `lykta.toml` is watched in any case.
    fn watched(&self) -> Vec<PathBuf>;
}

/// What happens, for the terminal.
#[derive(Clone, Debug)]
pub enum Event {
    /// The preview can be opened; the first build is still to come.
    Listening {
        /// Its address.
        url: String,
    },
    /// The site was built, or could not be.
    Built(Built),
    /// Something the editor should know.
    Notice(Diagnostic),
}

/// A build.
#[derive(Clone, Debug)]
pub struct Built {
    /// How long it took.
    pub took: Duration,
    /// How many files the site has; none if none could be built yet.
    pub files: usize,
    /// How many pages were rendered.
    pub rendered: usize,
    /// How many are new or different.
    pub changed: usize,
    /// How many are gone.
    pub removed: usize,
    /// What was changed, from the root; none for the first build.
    pub causes: Vec<String>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// A preview that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    signals: Sender<watch::Signal>,
    runtime: Option<Runtime>,
}

/// Serves the site until the editor stops it with Ctrl-C.
pub fn run(
    options: &Options,
    build: impl Build,
    report: impl Fn(Event) + Send + Sync + 'static,
) -> Result<(), Diagnostic> {
    let server = Server::start(options, build, report)?;
    if let Some(runtime) = &server.runtime {
        runtime.block_on(interrupted());
    }
    Ok(())
}

impl Server {
    /// Starts to serve.
    pub fn start(
        options: &Options,
        build: impl Build,
        report: impl Fn(Event) + Send + Sync + 'static,
    ) -> Result<Self, Diagnostic> {
        let listener = listen(options.port)?;
        let failed = |error: std::io::Error| {
            Diagnostic::error("serve/start", format!("The preview cannot be started: {error}."))
                .help("Try again, or try another port with `--port`.")
        };
        let address = listener.local_addr().map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(failed)?;
        let session = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let state = Arc::new(state::State::new(format!("{session:x}")));
        listener.set_nonblocking(true).map_err(failed)?;
        let listener =
            runtime.block_on(async { tokio::net::TcpListener::from_std(listener) }).map_err(failed)?;
        let router = http::router(Arc::clone(&state));
        runtime.spawn(async move { axum::serve(listener, router).await });

        let url = format!("http://{address}/");
        report(Event::Listening { url: url.clone() });
        if options.open
            && let Err(error) = open(&url)
        {
            report(Event::Notice(
                Diagnostic::warning("serve/open", format!("No browser could be opened: {error}."))
                    .help(format!("Open {url} yourself.")),
            ));
        }
        let (sender, signals) = mpsc::channel();
        let scope = watch::Scope::new(&options.root, &options.output);
        let watch = watch::Watch::new(scope, options.poll, sender.clone());
        let later = later::Background::start(Arc::clone(&state));
        let wanted = build.watched();
        let worker = work::Worker { watch, signals, state, build, report, later, wanted };
        std::thread::Builder::new().name("build".into()).spawn(move || worker.run()).map_err(failed)?;
        Ok(Self { address, signals: sender, runtime: Some(runtime) })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A build that is under way ends by itself, or with the process; it writes nothing.
        let _ = self.signals.send(watch::Signal::Stop);
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(Duration::from_millis(200));
        }
    }
}

fn listen(port: Option<u16>) -> Result<TcpListener, Diagnostic> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port).map_err(|error| {
            Diagnostic::error("serve/port", format!("Port {port} cannot be used: {error}."))
                .help("Choose another with `--port`, or let Lykta find a free one.")
        }),
        None => {
            PORTS.into_iter().find_map(|port| bind(port).ok()).map_or_else(|| bind(0), Ok).map_err(|error| {
                Diagnostic::error("serve/port", format!("No port is free: {error}."))
                    .help("End another preview, or choose a port with `--port`.")
            })
        }
    }
}

/// Waits for the editor, or the system, to end the preview.
async fn interrupted() {
    #[cfg(unix)]
    if let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = ended.recv() => {}
        }
        return;
    }
    // Where no signal can be heard of, the system ends the process itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Opens a browser.
fn open(url: &str) -> std::io::Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    std::thread::spawn(move || child.wait());
    Ok(())
}
