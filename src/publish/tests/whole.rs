//! One publication after another, and what others do to the output in between.

use super::*;

const SITE: &[(&str, &str)] = &[("index.html", "start"), ("å ä/ö.html", "svenska"), ("a/style.css", "style")];

#[test]
fn writes_what_changed_and_removes_what_went() {
    let project = Project::new();
    let first = project.publish(SITE).unwrap();
    assert_eq!(first.written, ["a/style.css", "index.html", "å ä/ö.html"]);
    assert_eq!(project.found(), files(SITE));

    let time = |path: &str| fs::metadata(project.file(path)).unwrap().modified().unwrap();
    let before = time("index.html");
    let again = project.publish(SITE).unwrap();
    assert_eq!(again, Summary { unchanged: 3, ..Summary::default() });
    assert_eq!(time("index.html"), before);

    let third = project.publish(&[("index.html", "start"), ("b.html", "b")]).unwrap();
    assert_eq!((third.written, third.unchanged), (vec!["b.html".into()], 1));
    assert_eq!(third.removed, ["a/style.css", "å ä/ö.html"]);
    assert_eq!(project.found(), files(&[("index.html", "start"), ("b.html", "b")]));
    assert_eq!(time("index.html"), before);
}

#[test]
fn without_commit_nothing_changes() {
    let project = Project::new();
    let staging = Staging::begin(project.root(), &project.output(), false).unwrap();
    staging.put("index.html", Role::Page, b"x".to_vec()).unwrap();
    drop(staging);
    assert!(!project.output().exists());
    assert!(!project.root().join(".lykta/publish/public/staging").exists());
    assert_eq!(fs::read_to_string(project.root().join(".lykta/.gitignore")).unwrap(), "*\n");
}

#[test]
fn a_second_build_waits_its_turn() {
    let project = Project::new();
    let first = Staging::begin(project.root(), &project.output(), false).unwrap();
    assert_eq!(Staging::begin(project.root(), &project.output(), false).unwrap_err().code, "publish/busy");
    // Another output has nothing to do with it.
    Staging::begin(project.root(), &project.root().join("other"), false).unwrap();
    drop(first);
    Staging::begin(project.root(), &project.output(), false).unwrap();
}

#[test]
fn foreign_files_are_kept_and_named_unless_hidden() {
    let project = Project::new();
    project.foreign(".gitkeep", "");
    project.foreign("CNAME", "example.org");
    project.foreign("a/own/.git/x", "x");
    project.foreign("a/own/notes.txt", "notes");
    let summary = project.publish(SITE).unwrap();
    assert_eq!(summary.kept, ["CNAME", "a/own/notes.txt"]);
    let summary = project.publish(&[]).unwrap();
    assert_eq!(summary.removed.len(), 3);
    let left =
        [(".gitkeep", ""), ("CNAME", "example.org"), ("a/own/.git/x", "x"), ("a/own/notes.txt", "notes")];
    assert_eq!(project.found(), files(&left));
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    let project = Project::new();
    project.foreign("index.html", "mine");
    project.foreign("a", "also mine");
    project.foreign("å ä/ö.html", "svenska");
    let result = project.publish(SITE);
    assert_eq!(
        faults(&result),
        [("publish/not-ours", "public/a".into()), ("publish/not-ours", "public/index.html".into())]
    );
    assert_eq!(
        project.found(),
        files(&[("index.html", "mine"), ("a", "also mine"), ("å ä/ö.html", "svenska")])
    );
    // What has equal bytes is taken over.
    let summary = project.force(SITE).unwrap();
    assert_eq!((summary.written.len(), summary.unchanged), (2, 1));
    assert_eq!(project.found(), files(SITE));
    project.publish(&[]).unwrap();
    assert!(project.found().is_empty() && project.output().exists());
}

#[test]
fn a_changed_file_is_neither_replaced_nor_removed() {
    let project = Project::new();
    project.publish(SITE).unwrap();
    // The same size, at once: the time may be the same too.
    project.foreign("index.html", "START");
    for site in [SITE, &[("index.html", "new")]] {
        assert_eq!(faults(&project.publish(site)), [("publish/not-ours", "public/index.html".into())]);
    }
    let summary = project.publish(&SITE[1..]).unwrap();
    assert_eq!(summary.notes[0].code, "publish/changed");
    assert_eq!(summary.notes[0].location.as_ref().unwrap().path, "public/index.html");
    assert_eq!((summary.removed.len(), summary.kept), (0, vec!["index.html".to_owned()]));
    assert!(project.publish(&SITE[1..]).unwrap().notes.is_empty());
    // Changed back, it is as if nothing had been.
    project.foreign("index.html", "start");
    assert_eq!(project.publish(SITE).unwrap().unchanged, 3);
}

#[test]
fn a_touched_file_is_compared_and_a_missing_or_emptied_one_written() {
    let project = Project::new();
    project.publish(SITE).unwrap();
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::options().write(true).open(project.file("index.html")).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(project.publish(SITE).unwrap().written.len(), 0);
    assert_eq!(project.publish(SITE).unwrap().written.len(), 0);
    fs::remove_file(project.file("index.html")).unwrap();
    project.foreign("a/style.css", "");
    assert_eq!(project.publish(SITE).unwrap().written, ["a/style.css", "index.html"]);
    fs::remove_dir_all(project.output()).unwrap();
    assert_eq!(project.publish(SITE).unwrap().written.len(), 3);
}

#[test]
fn files_become_folders_and_folders_files() {
    let project = Project::new();
    let sites: [&[(&str, &str)]; 4] =
        [&[("a", "file"), ("b.html", "b")], &[("a/b/c.html", "deep")], &[("a/b", "file")], &[("a", "file")]];
    for site in sites.iter().chain(sites.iter().rev()) {
        project.publish(site).unwrap();
        assert_eq!(project.found(), files(site));
    }
    // Empty folders stand in nobody's way.
    fs::remove_file(project.file("a")).unwrap();
    fs::create_dir_all(project.file("a/x/y")).unwrap();
    project.publish(&[("a", "file")]).unwrap();
    assert_eq!(project.found(), files(&[("a", "file")]));
}

#[test]
fn a_folder_with_foreign_files_is_never_given_up() {
    let project = Project::new();
    project.publish(&[("a/b.html", "ours")]).unwrap();
    project.foreign("a/CNAME", "foreign");
    for result in [project.publish(&[("a", "file")]), project.force(&[("a", "file")])] {
        assert_eq!(faults(&result), [("publish/not-ours", "public/a/CNAME".into())]);
    }
    assert_eq!(project.found(), files(&[("a/b.html", "ours"), ("a/CNAME", "foreign")]));
}

#[test]
fn two_files_of_one_name_are_refused() {
    let project = Project::new();
    let result = project.publish(&[("a.html", "1"), ("A.html", "1")]);
    assert_eq!(faults(&result), [("publish/collision", "A.html".into())]);
    let result = project.publish(&[("A", "1"), ("a/b.html", "2")]);
    assert_eq!(faults(&result), [("publish/collision", "a".into())]);
    // A caller that goes on after an error does not publish half a site.
    let staging = Staging::begin(project.root(), &project.output(), false).unwrap();
    staging.put("a.html", Role::Page, b"1".to_vec()).unwrap();
    staging.put("../b.html", Role::Page, b"1".to_vec()).unwrap_err();
    assert_eq!(staging.commit().unwrap_err()[0].code, "publish/path");
    assert!(!project.output().exists());
}

#[test]
fn a_name_whose_case_changes() {
    let project = Project::new();
    project.publish(&[("Sida.html", "1")]).unwrap();
    project.publish(&[("sida.html", "1")]).unwrap();
    assert_eq!(project.found(), files(&[("sida.html", "1")]));
}

#[test]
fn a_damaged_or_missing_manifest_costs_a_warning() {
    let project = Project::new();
    project.publish(SITE).unwrap();
    let manifest = project.root().join(".lykta/publish/public/manifest.json");
    for text in ["", "{", "[]", r#"{"version":9,"files":{}}"#, r#"{"version":1,"files":{"a":{"hash":"z"}}}"#]
    {
        fs::write(&manifest, text).unwrap();
        let summary = project.publish(SITE).unwrap();
        assert_eq!((summary.unchanged, summary.notes[0].code), (3, "publish/manifest"), "{text}");
    }
    fs::remove_file(&manifest).unwrap();
    assert_eq!(
        faults(&project.publish(&[("index.html", "new")])),
        [("publish/not-ours", "public/index.html".into())]
    );
    fs::write(manifest.with_file_name("journal.json"), "{").unwrap();
    assert_eq!(project.publish(SITE).unwrap().notes[0].code, "publish/manifest");
    assert!(project.publish(SITE).unwrap().notes.is_empty());
}

#[test]
fn the_output_is_a_folder_of_its_own() {
    let project = Project::new();
    fs::write(project.root().join("file"), "x").unwrap();
    for output in [".", "..", "file", ".lykta/x", "a/.."] {
        let error = Staging::begin(project.root(), &project.root().join(output), false).unwrap_err();
        assert_eq!(error.code, "publish/output", "{output}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let (project, other) = (Project::new(), tempfile::tempdir().unwrap());
    // The output itself may be a link.
    symlink(other.path(), project.output()).unwrap();
    project.publish(SITE).unwrap();
    assert_eq!(fs::read_to_string(other.path().join("index.html")).unwrap(), "start");

    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("style.css"), "style").unwrap();
    fs::remove_dir_all(project.file("a")).unwrap();
    symlink(elsewhere.path(), project.file("a")).unwrap();
    for force in [false, true] {
        let result = project.publish_with(Plug::default(), force, SITE);
        assert_eq!(faults(&result), [("publish/link", "public/a".into())]);
    }
    // Nor is anything removed through it.
    project.publish(&SITE[..2]).unwrap();
    assert!(elsewhere.path().join("style.css").exists());

    let target = elsewhere.path().join("target");
    fs::write(&target, "start").unwrap();
    fs::remove_file(project.file("index.html")).unwrap();
    symlink(&target, project.file("index.html")).unwrap();
    let result = project.publish(&[("index.html", "other")]);
    assert_eq!(faults(&result), [("publish/not-ours", "public/index.html".into())]);
    project.force(&[("index.html", "other")]).unwrap();
    assert_eq!(fs::read_to_string(&target).unwrap(), "start");
}

#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    project.publish(&[("index.html", "start")]).unwrap();
    fs::set_permissions(project.output(), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write everywhere.
    let barred = fs::write(project.file("probe"), "").is_err();
    let result = project.publish(&[("index.html", "new")]);
    fs::set_permissions(project.output(), fs::Permissions::from_mode(0o755)).unwrap();
    if barred {
        let fault = &result.unwrap_err()[0];
        assert_eq!(fault.code, "publish/disk");
        assert!(fault.location.as_ref().unwrap().path.ends_with("index.html"));
        assert_eq!(project.found(), files(&[("index.html", "start")]));
    }
    assert!(project.publish(&[("index.html", "new")]).is_ok() || !barred);
}
