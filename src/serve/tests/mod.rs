//! A preview of a small project in a temporary folder, asked over HTTP.
//!
//! Every wait has an end that is far away, and none decides by having passed.

mod answers;
mod watching;

use super::*;
use crate::publish::{Memory, Role, Sink};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::time::Instant;

const LONG: Duration = Duration::from_secs(20);

struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("content/index.md", "Start");
        project.write("content/å ä/ö.md", "Svenska");
        project.write("static/style.css", "a{}");
        project
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn file(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn serve(&self) -> Session {
        self.serve_with(false)
    }

    fn serve_with(&self, poll: bool) -> Session {
        let root = self.root();
        self.start(poll, move || build(&root))
    }

    fn start(&self, poll: bool, build: impl FnMut() -> Preview + Send + 'static) -> Session {
        let (sender, events) = mpsc::channel();
        let sender = Mutex::new(sender);
        let report = move |event| drop(sender.lock().unwrap().send(event));
        let options =
            Options { root: self.root(), output: "public".into(), port: Some(0), open: false, poll };
        let server = Server::start(&options, Whole::new(build), report).unwrap();
        let session = Session { server, events };
        session.built();
        session
    }

    /// A session that hears of everything from now on: what is changed while the first build ends is not
    /// told by name.
    fn settled(&self, poll: bool) -> Session {
        let session = self.serve_with(poll);
        for number in 0.. {
            self.write("static/probe.txt", &number.to_string());
            let end = Instant::now() + Duration::from_secs(2);
            while let Ok(event) = session.events.recv_timeout(end.saturating_duration_since(Instant::now())) {
                if matches!(event, Event::Built(built) if built.causes == ["static/probe.txt"]) {
                    return session;
                }
            }
        }
        session
    }
}

/// Stands for the stages of a build: a page for each file in `content/`, and `static/` as it is.
fn build(root: &Path) -> Preview {
    let site = Memory::new();
    let mut diagnostics = Vec::new();
    for found in crate::source::walk(&root.join("content")).unwrap() {
        let text = fs::read_to_string(&found.file).unwrap_or_default();
        assert!(!text.contains("PANIC"), "as asked");
        if text.contains("ERROR") {
            diagnostics.push(
                Diagnostic::error("x/broken", "It is broken.").in_file(format!("content/{}", found.path)),
            );
        }
        let policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
        let html = format!("<!doctype html><html lang=sv><head>{policy}</head><body>{text}</body></html>");
        site.put(&found.path.replace(".md", ".html"), Role::Page, html.into_bytes()).unwrap();
    }
    for found in crate::source::walk(&root.join("static")).unwrap() {
        site.put(&found.path, Role::Asset, fs::read(&found.file).unwrap_or_default()).unwrap();
    }
    let files = if diagnostics.is_empty() { site.into_files() } else { BTreeMap::new() };
    Preview { files, diagnostics }
}

/// The files of a build; none if it failed.
#[derive(Default)]
struct Preview {
    files: BTreeMap<String, Arc<[u8]>>,
    diagnostics: Vec<Diagnostic>,
}

/// Builds everything each time.
struct Whole<B> {
    build: B,
    served: BTreeSet<String>,
}

impl<B: FnMut() -> Preview> Whole<B> {
    fn new(build: B) -> Self {
        Self { build, served: BTreeSet::new() }
    }
}

impl<B: FnMut() -> Preview + Send + 'static> Build for Whole<B> {
    fn build(&mut self, _: &Change, publish: &mut dyn FnMut(Update)) -> Outcome {
        let Preview { files, diagnostics } = (self.build)();
        if !files.is_empty() {
            let served = files.keys().cloned().collect();
            let gone = self.served.difference(&served).cloned().collect();
            self.served = served;
            publish(Update { put: files.into_iter().collect(), gone, errors: Vec::new() });
        }
        Outcome { diagnostics, ..Outcome::default() }
    }

    fn watched(&self) -> Vec<PathBuf> {
        ["content", "static", "templates"].into_iter().map(PathBuf::from).collect()
    }
}

struct Session {
    server: Server,
    events: Receiver<Event>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Session {
    fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.server.address()).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        let host = if request.contains("Host:") { "" } else { "Host: localhost\r\n" };
        write!(stream, "{request}\r\n{host}Connection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1"))
    }

    /// Waits until a page holds a text.
    fn until(&self, path: &str, text: &str) {
        let end = Instant::now() + LONG;
        while !self.get(path).body.contains(text) {
            assert!(Instant::now() < end, "{path} never holds {text:?}: {}", self.get(path).body);
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn until_gone(&self, path: &str) {
        let end = Instant::now() + LONG;
        while self.get(path).status != 404 {
            assert!(Instant::now() < end, "{path} stays");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// The next build.
    fn built(&self) -> Built {
        loop {
            if let Event::Built(built) = self.events.recv_timeout(LONG).expect("a build in time") {
                return built;
            }
        }
    }

    /// Builds again until a change has been seen that comes after all others, and gives all causes.
    fn causes_until(&self, project: &Project, last: &str) -> Vec<String> {
        project.write(last, "last");
        let mut causes = Vec::new();
        // A folder that is new is told of, rather than what is in it.
        while !causes.iter().any(|cause| Path::new(last).starts_with(cause)) {
            causes.extend(self.built().causes);
        }
        causes
    }

    fn listen(&self) -> Page {
        let mut stream = TcpStream::connect(self.server.address()).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        write!(stream, "GET /__lykta/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Page(BufReader::new(stream))
    }
}

/// A browser's page that listens.
struct Page(BufReader<TcpStream>);

impl Page {
    fn message(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream goes on");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}
