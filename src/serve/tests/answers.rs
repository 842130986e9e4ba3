//! What a preview answers, and what it tells the pages that listen.

use super::*;

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
