//! Random builds, crashes and edits by others, against a model of what must come of them.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Few enough that files meet; some are folders of others.
const PATHS: [&str; 8] = ["a", "a/b", "a/b/c", "d.html", "d.html/e", "å ä/ö", "å ä/x", "f.css"];

#[derive(Clone, Debug)]
enum Move {
    /// Publishes these files, and loses power after so many deeds.
    Build { site: BTreeMap<usize, u8>, crash: Option<usize>, far: bool },
    /// Someone else writes a file.
    Write(usize),
    /// Someone else removes a file.
    Remove(usize),
    /// Someone sets back the clock of a file.
    Touch(usize),
    /// The manifest is lost.
    Forget,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let path = 0..PATHS.len();
    let site = prop::collection::btree_map(path.clone(), 0..3_u8, 0..5);
    let one = prop_oneof![
        6 => (site, prop::option::of(0..40_usize), prop::bool::weighted(0.2))
            .prop_map(|(site, crash, far)| Move::Build { site, crash, far }),
        2 => path.clone().prop_map(Move::Write),
        2 => path.clone().prop_map(Move::Remove),
        1 => path.prop_map(Move::Touch),
        1 => Just(Move::Forget),
    ];
    prop::collection::vec(one, 1..14)
}

fn within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

fn in_the_way(a: &str, b: &str) -> bool {
    a == b || within(a, b) || within(b, a)
}

/// What others have in the output, by path.
#[derive(Default)]
struct Foreign {
    files: BTreeMap<String, String>,
    /// What may have been taken over, for its bytes are Lykta's too, before a crash.
    perhaps: BTreeMap<String, String>,
}

fn check_kept(project: &Project, foreign: &Foreign) {
    let found = project.found();
    for (path, text) in &foreign.files {
        assert_eq!(found.get(path), Some(text), "{path} is lost");
    }
}

/// Without empty folders, and without the copies that a crash left beside their places.
fn files_only(found: BTreeMap<String, String>) -> BTreeMap<String, String> {
    found.into_iter().filter(|(path, _)| !path.ends_with('/') && !path.starts_with('.')).collect()
}

fn build(project: &Project, foreign: &mut Foreign, site: &BTreeMap<usize, u8>, plug: &Plug) {
    // A path that is a folder of another cannot be asked for together with it.
    let mut wanted: Vec<(&str, String)> = Vec::new();
    for (path, text) in site {
        let path = PATHS[*path];
        if wanted.iter().all(|(other, _)| !in_the_way(path, other)) {
            wanted.push((path, format!("{path} {text}")));
        }
    }
    let wanted: Vec<(&str, &str)> = wanted.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let before = project.found();
    let result = project.publish_with(plug.clone(), false, &wanted);
    check_kept(project, foreign);
    match result {
        Ok(summary) => {
            // Equal bytes, such as Lykta's own before it forgot them, are taken over.
            let mine = |path: &String| wanted.iter().any(|(wanted, _)| path == wanted);
            foreign.files.retain(|path, _| !mine(path));
            foreign.perhaps.retain(|path, _| !mine(path));
            let mut expected = files(&wanted);
            expected.extend(foreign.files.clone());
            let mut found = project.found();
            found.retain(|path, text| foreign.perhaps.get(path) != Some(&*text));
            assert_eq!(found, expected);
            let written: BTreeSet<&str> = summary.written.iter().map(String::as_str).collect();
            for (path, text) in &wanted {
                let had = before.get(*path).is_some_and(|had| had == text);
                assert_eq!(written.contains(path), !had, "{path} is written if it was not there");
            }
        }
        Err(_) if plug.pulled.load(Ordering::SeqCst) => {
            let same = |path: &String, text: &mut String| wanted.contains(&(path, text));
            foreign.perhaps.extend(foreign.files.extract_if(.., same));
        }
        Err(faults) => {
            assert!(faults.iter().all(|fault| fault.code == "publish/not-ours"), "{faults:?}");
            let meet = |path: &String| wanted.iter().any(|(wanted, _)| in_the_way(path, wanted));
            let mut others = foreign.files.keys().chain(foreign.perhaps.keys());
            assert!(others.any(meet), "nobody is in the way: {faults:?}");
            assert_eq!(
                files_only(project.found()),
                files_only(before),
                "a conflict leaves the output as it was"
            );
        }
    }
}

fn play(moves: Vec<Move>) {
    let project = Project::new();
    let mut foreign = Foreign::default();
    for (number, one) in moves.into_iter().enumerate() {
        match one {
            Move::Build { site, crash, far } => {
                let plug = Plug { far, ..crash.map_or_else(Plug::default, Plug::after) };
                build(&project, &mut foreign, &site, &plug);
            }
            Move::Write(path) => {
                let (path, text) = (PATHS[path], format!("foreign {number}"));
                let file = project.file(path);
                if fs::create_dir_all(file.parent().unwrap()).is_ok() && fs::write(&file, &text).is_ok() {
                    foreign.perhaps.remove(path);
                    foreign.files.insert(path.into(), text);
                }
            }
            Move::Remove(path) => {
                let file = project.file(PATHS[path]);
                let _ = fs::remove_file(&file);
                // And tidies up: an empty folder of someone else's would stay.
                for folder in file.ancestors().skip(1).take_while(|folder| *folder != project.output()) {
                    let _ = fs::remove_dir(folder);
                }
                foreign.files.remove(PATHS[path]);
                foreign.perhaps.remove(PATHS[path]);
            }
            Move::Touch(path) => {
                if let Ok(file) = fs::File::options().write(true).open(project.file(PATHS[path]))
                    && file.metadata().is_ok_and(|data| data.is_file())
                {
                    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
                }
            }
            Move::Forget => {
                // All that is there is now someone's, and what a crash left is swept up.
                let _ = fs::remove_dir_all(project.root().join(".lykta"));
                for entry in
                    walkdir::WalkDir::new(project.output()).contents_first(true).into_iter().flatten()
                {
                    let _ = fs::remove_dir(entry.path());
                }
                foreign.files = files_only(project.found());
                foreign.perhaps.clear();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_others_wrote_is_never_lost(moves in moves()) {
        play(moves);
    }
}
