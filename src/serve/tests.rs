//! A preview of a small project in a temporary folder, asked over HTTP.
//!
//! Every wait has an end that is far away, and none decides by having passed.

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

#[test]
fn answers_from_memory() {
    let project = Project::new();
    project.write("content/404.md", "Finns inte");
    project.write("content/a/index.md", "A");
    project.write("static/bild.svg", "<svg/>");
    let session = project.serve();
    for (path, kind, text) in [
        ("/", "text/html; charset=utf-8", "Start"),
        ("/index.html?q=1", "text/html; charset=utf-8", "Start"),
        ("/a/", "text/html; charset=utf-8", "A"),
        ("/%C3%A5%20%C3%A4/%C3%B6.html", "text/html; charset=utf-8", "Svenska"),
        ("/style.css", "text/css; charset=utf-8", "a{}"),
        ("/bild.svg", "image/svg+xml", "<svg/>"),
        ("/__lykta/preview.js", "text/javascript; charset=utf-8", "EventSource"),
        ("/__lykta/preview.css", "text/css; charset=utf-8", "#lykta-preview"),
    ] {
        let answer = session.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.head.contains(&format!("content-type: {kind}")), "{path}: {}", answer.head);
        assert!(answer.head.contains("cache-control: no-store"), "{path}: {}", answer.head);
        assert!(answer.body.contains(text), "{path}: {}", answer.body);
    }
    let answer = session.get("/nowhere.html");
    assert!(answer.status == 404 && answer.body.contains("Finns inte"));
    let answer = session.get("/a");
    assert!(answer.status == 307 && answer.head.contains("location: /a/"), "{}", answer.head);
    assert_eq!(session.get("/../Cargo.toml").status, 404);
    assert_eq!(session.get("/%ff").status, 400);
    assert_eq!(session.ask("POST / HTTP/1.1\r\nContent-Length: 0").status, 405);
    assert_eq!(session.ask("GET / HTTP/1.1\r\nHost: example.org").status, 403);
    let head = session.ask("HEAD / HTTP/1.1");
    assert!(head.status == 200 && head.body.is_empty());
}

#[test]
fn pages_get_script_and_policy() {
    let project = Project::new();
    let session = project.serve();
    let page = session.get("/").body;
    assert!(page.contains("<head><script src=\"/__lykta/preview.js\" data-version="), "{page}");
    assert!(page.contains("content=\"default-src 'none'; connect-src 'self'\""), "{page}");
    assert_eq!(session.get("/style.css").body, "a{}");
}

#[test]
fn tells_pages_of_changes() {
    let project = Project::new();
    let session = project.serve();
    let mut page = session.listen();
    let first = page.message();
    let version = format!("{}-{}", first["session"].as_str().unwrap(), first["version"]);
    assert!(session.get("/").body.contains(&version));

    project.write("content/index.md", "Ny start");
    let second = page.message();
    assert_eq!(second["session"], first["session"]);
    assert!(second["version"].as_u64() > first["version"].as_u64());
    assert_eq!(second["changed"], serde_json::json!({}));
    assert!(session.get("/").body.contains("Ny start"));

    project.write("static/style.css", "b{}");
    let mut changed = page.message();
    while changed["changed"]["style.css"].is_null() {
        changed = page.message();
    }
    assert_eq!(changed["changed"]["style.css"], changed["version"]);
    // A page that comes later, or comes back, hears where things stand.
    assert_eq!(session.listen().message(), changed);
}

#[test]
fn atomic_saves_renames_and_removals() {
    let project = Project::new();
    let session = project.serve();
    // As vim and most others do.
    for text in ["Ett", "Två", "Tre"] {
        project.write("content/.index.md.tmp", text);
        fs::rename(project.file("content/.index.md.tmp"), project.file("content/index.md")).unwrap();
        session.until("/", text);
    }
    fs::rename(project.file("content/å ä"), project.file("content/b")).unwrap();
    session.until("/b/%C3%B6.html", "Svenska");
    session.until_gone("/%C3%A5%20%C3%A4/%C3%B6.html");
    project.write("content/b/ö.md", "Flyttad");
    session.until("/b/%C3%B6.html", "Flyttad");
    project.write("content/c/d/e.md", "Djup");
    session.until("/c/d/e.html", "Djup");
    project.write("content/c/d/e.md", "Djupare");
    session.until("/c/d/e.html", "Djupare");
    fs::remove_dir_all(project.file("content/c")).unwrap();
    session.until_gone("/c/d/e.html");
}

#[test]
fn folders_that_come_go_and_are_replaced() {
    let project = Project::new();
    let session = project.serve();
    assert!(
        session.causes_until(&project, "templates/page.html").iter().any(|cause| cause.contains("templates"))
    );
    session.causes_until(&project, "templates/deep/part.html");
    fs::rename(project.file("content"), project.file("old")).unwrap();
    session.until_gone("/");
    project.write("content/index.md", "Annat");
    session.until("/", "Annat");
    // The watch is on the new folder, not on the renamed one.
    let causes = session.causes_until(&project, "content/b.md");
    assert!(causes.iter().all(|cause| !cause.starts_with("old")), "{causes:?}");
    project.write("content/index.md", "Igen");
    session.until("/", "Igen");
}

#[test]
fn what_is_not_the_sites_is_ignored() {
    let project = Project::new();
    let session = project.settled(false);
    for path in [
        "public/a.html",
        ".lykta/x",
        ".git/index",
        "target/x",
        "serve.log",
        "content/.b.md.swp",
        "content/b.md~",
    ] {
        project.write(path, "x");
    }
    let causes = session.causes_until(&project, "content/c.md");
    assert!(causes.iter().all(|cause| cause == "static/probe.txt" || cause == "content/c.md"), "{causes:?}");
    session.causes_until(&project, "lykta.toml");
}

#[test]
fn a_thousand_files_are_few_builds() {
    let project = Project::new();
    let session = project.serve();
    for number in 0..1000 {
        project.write(&format!("content/many/{number}.md"), "x");
    }
    let (mut builds, mut files) = (0, 0);
    while files < 1003 {
        files = session.built().files;
        builds += 1;
    }
    // One, or some more on a computer that is busy with other things.
    assert!(builds < 50, "{builds}");
}

#[test]
fn an_error_is_told_and_goes_when_it_is_mended() {
    let project = Project::new();
    let session = project.serve();
    let mut page = session.listen();
    let first = page.message();
    assert_eq!(first["diagnostics"], serde_json::json!([]));
    project.write("content/index.md", "ERROR");
    let message = page.message();
    assert_eq!(message["diagnostics"][0]["code"], "x/broken");
    assert_eq!(message["diagnostics"][0]["place"], "content/index.md");
    assert_eq!(message["version"], first["version"]);
    assert!(session.get("/").body.contains("Start"), "the last good page stays");
    project.write("content/index.md", "PANIC");
    assert_eq!(page.message()["diagnostics"][0]["code"], "serve/crash");
    project.write("content/index.md", "Lagad");
    let message = page.message();
    assert_eq!(message["diagnostics"], serde_json::json!([]));
    assert!(session.get("/").body.contains("Lagad"));
}

#[test]
fn a_first_build_that_fails() {
    let project = Project::new();
    project.write("content/index.md", "ERROR");
    let session = project.serve();
    let answer = session.get("/a/b.html");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("/__lykta/preview.js") && answer.body.contains("connect-src 'self'"));
    assert_eq!(session.listen().message()["diagnostics"][0]["code"], "x/broken");
    project.write("content/index.md", "Lagad");
    session.until("/", "Lagad");
}

#[test]
fn looking_finds_what_is_saved_twice_within_a_second() {
    let project = Project::new();
    let session = project.serve_with(true);
    for text in ["Ett", "Två", "Tre"] {
        project.write("content/index.md", text);
        session.until("/", text);
    }
    project.write("content/c/d.md", "Djup");
    session.until("/c/d.html", "Djup");
    fs::rename(project.file("content/c"), project.file("content/e")).unwrap();
    session.until("/e/d.html", "Djup");
    session.until_gone("/c/d.html");
    assert!(
        session.causes_until(&project, "templates/x/y.html").iter().any(|cause| cause.contains("templates"))
    );
}

#[test]
fn at_the_systems_limit_it_looks_instead() {
    let project = Project::new();
    let (sender, signals) = mpsc::channel();
    let mut watch = watch::Watch::new(watch::Scope::new(&project.root(), Path::new("public")), false, sender);
    watch.follow(&["content".into()], false);
    assert_eq!(watch.limit_reached().unwrap().code, "serve/watch");
    assert!(watch.limit_reached().is_none());
    project.write("content/new.md", "x");
    let end = Instant::now() + LONG;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if let watch::Signal::Changed { paths, .. } = signals.recv_timeout(left).unwrap()
            && paths.contains(&project.file("content/new.md"))
        {
            break;
        }
    }
}

#[test]
fn changes_during_a_build_lead_to_one_more() {
    let project = Project::new();
    let root = project.root();
    let (go, wait) = mpsc::channel::<()>();
    let (begun, begins) = mpsc::channel::<()>();
    let (wait, begun) = (Mutex::new(wait), Mutex::new(begun));
    go.send(()).unwrap();
    let session = project.start(false, move || {
        let preview = build(&root);
        begun.lock().unwrap().send(()).unwrap();
        wait.lock().unwrap().recv().unwrap();
        preview
    });
    begins.recv_timeout(LONG).unwrap();
    project.write("content/index.md", "Ett");
    begins.recv_timeout(LONG).unwrap();
    for number in 0..10 {
        project.write("content/index.md", &format!("Under {number}"));
    }
    go.send(()).unwrap();
    begins.recv_timeout(LONG).unwrap();
    go.send(()).unwrap();
    session.until("/", "Under 9");
}

#[test]
fn a_port_that_is_taken() {
    let project = Project::new();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = Some(taken.local_addr().unwrap().port());
    let options = Options { root: project.root(), output: "public".into(), port, ..Options::default() };
    let error = Server::start(&options, Whole::new(Preview::default), |_| {}).unwrap_err();
    assert_eq!(error.code, "serve/port");
    // Nobody asked for one, so the next is as good.
    let first = listen(None).unwrap();
    assert_ne!(listen(None).unwrap().local_addr().unwrap(), first.local_addr().unwrap());
}
