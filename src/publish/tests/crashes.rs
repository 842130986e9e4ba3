//! A publication may end at any deed.

use super::*;

const OLD: &[(&str, &str)] = &[
    ("index.html", "old start"),
    ("style.css", "old style"),
    ("same.html", "same"),
    ("å ä ö/gone.html", "gone"),
    ("folder.html", "a file that becomes a folder"),
    ("file.html/a.html", "a folder that becomes a file"),
];
const NEW: &[(&str, &str)] = &[
    ("index.html", "new start"),
    ("style.css", "new style"),
    ("same.html", "same"),
    ("folder.html/a.html", "inside"),
    ("file.html", "file"),
    ("search/root.sv.js", "index"),
    ("ny/sida.html", "new page"),
];
const FOREIGN: (&str, &str) = ("ny/CNAME", "example.org");

/// Pulls the plug before every deed of the second publication in turn.
fn at_every_deed(far: bool, check: impl Fn(&Project, usize)) {
    for deeds in 0.. {
        let project = Project::new();
        project.publish(OLD).unwrap();
        project.foreign(FOREIGN.0, FOREIGN.1);
        let plug = Plug { far, ..Plug::after(deeds) };
        let result = project.publish_with(plug.clone(), false, NEW);
        if !plug.pulled.load(Ordering::SeqCst) {
            assert!(result.is_ok());
            assert!(deeds > 20, "the deeds are counted");
            return;
        }
        check(&project, deeds);
    }
}

fn finished(project: &Project) {
    let mut expected = files(NEW);
    expected.insert(FOREIGN.0.into(), FOREIGN.1.into());
    assert_eq!(project.found(), expected);
    assert!(!project.root().join(".lykta/publish/public/journal.json").exists());
    assert!(!project.root().join(".lykta/publish/public/staging").exists());
}

#[test]
fn the_next_build_finishes_an_interrupted_one() {
    for far in [false, true] {
        at_every_deed(far, |project, deeds| {
            let result = project.publish(NEW);
            assert!(result.as_ref().is_ok_and(|did| did.notes.is_empty()), "after {deeds}: {result:?}");
            finished(project);
        });
    }
}

#[test]
fn every_file_is_old_or_new_and_assets_are_there_before_pages() {
    at_every_deed(false, |project, deeds| {
        let found = project.found();
        let (old, new) = (files(OLD), files(NEW));
        let is_new = |path: &str| found.get(path) == new.get(path);
        for (path, text) in &found {
            let known = old.get(path) == Some(text) || new.get(path) == Some(text) || path == FOREIGN.0;
            assert!(known || path.ends_with('/'), "after {deeds}: {path}");
        }
        if is_new("index.html") || is_new("ny/sida.html") {
            assert!(is_new("style.css") && is_new("search/root.sv.js"), "after {deeds}");
        }
        // Both pages that stay are there at any time.
        assert!(found.contains_key("index.html") && found.contains_key("same.html"));
    });
}

#[test]
fn a_build_of_something_else_finishes_it_too() {
    at_every_deed(false, |project, deeds| {
        let other = [("index.html", "third start"), ("tredje.html", "third page")];
        let result = project.publish(&other);
        assert!(result.is_ok(), "after {deeds}: {result:?}");
        let mut expected = files(&other);
        expected.insert(FOREIGN.0.into(), FOREIGN.1.into());
        assert_eq!(project.found(), expected, "after {deeds}");
    });
}

#[test]
fn two_crashes_in_a_row() {
    at_every_deed(false, |project, _| {
        for deeds in [2, 4, 6, 9, 12, 15] {
            let _ = project.publish_with(Plug::after(deeds), false, OLD);
        }
        project.publish(NEW).unwrap();
        finished(project);
    });
}

#[test]
fn what_is_edited_after_a_crash_is_not_lost() {
    at_every_deed(false, |project, deeds| {
        for path in ["index.html", "style.css", "å ä ö/gone.html"] {
            if project.file(path).exists() {
                project.foreign(path, "edited");
            }
        }
        let result = project.publish(NEW);
        assert!(faults(&result).contains(&("publish/not-ours", "public/index.html".into())), "after {deeds}");
        assert_eq!(project.found()["index.html"], "edited");
        assert_eq!(project.found()["style.css"], "edited");
        project.force(NEW).unwrap();
        assert_eq!(project.found()["index.html"], "new start");
    });
}

#[test]
fn a_disk_that_is_full_for_a_moment() {
    for deeds in 0.. {
        let project = Project::new();
        project.publish(OLD).unwrap();
        let plug = Plug { once: true, ..Plug::after(deeds) };
        let result = project.publish_with(plug.clone(), false, NEW);
        if !plug.pulled.load(Ordering::SeqCst) {
            break;
        }
        if let Err(faults) = result {
            assert_eq!(faults[0].code, "publish/disk");
            assert!(faults[0].message.contains("cannot be"), "{faults:?}");
            assert!(faults[0].location.is_some() && faults[0].help.is_some());
        }
        project.publish(NEW).unwrap();
        assert_eq!(project.found(), files(NEW));
    }
}

#[test]
fn a_copy_to_another_disk_leaves_nothing_beside() {
    let project = Project::new();
    let far = Plug { far: true, ..Plug::default() };
    project.publish_with(far.clone(), false, OLD).unwrap();
    assert_eq!(project.found(), files(OLD));
    // The record is of the copy, so that the next build need not read it.
    let summary = project.publish_with(far, false, OLD).unwrap();
    assert_eq!(summary.unchanged, OLD.len());
}

#[test]
fn a_first_publication_is_there_as_a_whole_or_not_at_all() {
    let third = [("index.html", "third start"), ("ny/tredje.html", "third page")];
    for far in [false, true] {
        for deeds in 0.. {
            let project = Project::new();
            let plug = Plug { far, ..Plug::after(deeds) };
            let result = project.publish_with(plug.clone(), false, NEW);
            if !plug.pulled.load(Ordering::SeqCst) {
                assert_eq!(result.unwrap().written.len(), NEW.len());
                assert_eq!(project.found(), files(NEW));
                break;
            }
            let found = project.found();
            assert!(far || found.is_empty() || found == files(NEW), "after {deeds}: {found:?}");
            let edited = found.contains_key("index.html");
            if edited {
                project.foreign("index.html", "edited");
                let result = project.publish(&third);
                assert_eq!(
                    faults(&result),
                    [("publish/not-ours", "public/index.html".into())],
                    "after {deeds}"
                );
                project.force(&third).unwrap();
            } else {
                project.publish(&third).unwrap();
            }
            assert_eq!(project.found(), files(&third), "after {deeds}");
        }
    }
}
