//! What a preview sees of the changes in a folder, and how often it builds.

use super::*;

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
