//! Every fact of a record that another text states too is guarded: changed in one place, it stops the build,
//! and both places are shown. The bundled site as it is gives no alarm.
//!
//! What is stated elsewhere is found here by plain means (the words themselves, in a sentence that links to
//! the record), not by the rules that are tested.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lykta::config::Config;
use lykta::content;
use lykta::content::field::Field;
use lykta::content::page::Details;
use lykta::content::service::Phone;
use lykta::diagnostics::Diagnostic;
use lykta::site::{Page, Site};
use lykta::source::{self, SourceFile};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// A fact of a record, changed.
struct Mutation {
    what: String,
    path: String,
    span: Range<usize>,
    changed: String,
    /// Where a text states it too; of what stands in the record alone no text can differ.
    elsewhere: Option<String>,
}

/// The bundled site in memory, read once, so that hundreds of slips can be tried.
struct Bundled {
    config: Config,
    files: Vec<SourceFile>,
    pages: Vec<Arc<content::page::Page>>,
}

impl Bundled {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = |path: &str| SourceFile::decode(path, &std::fs::read(root.join(path)).unwrap()).unwrap();
        let found = source::walk(&root.join("content")).unwrap().into_iter();
        let markdown = found.filter(|found| found.path.rsplit('.').next() == Some("md"));
        let files: Vec<SourceFile> = markdown.map(|found| file(&format!("content/{}", found.path))).collect();
        let config = Config::read(&file("lykta.toml")).unwrap();
        let (pages, told) = read(files.clone(), &config);
        assert!(told.is_empty(), "{told:#?}");
        Self { config, files, pages }
    }

    /// The site of these pages, and what the rules tell of it.
    fn check(&self, pages: Vec<Arc<content::page::Page>>) -> (Site, Vec<Diagnostic>) {
        let (site, mut told) = Site::new(self.config.clone(), pages, Vec::new());
        told.extend(lykta::check::all(&site));
        (site, told)
    }

    /// What is told of the site with a mutation. Read again is what belongs to the changed file: the file,
    /// its language versions, and the sections that hand something down to it.
    fn told(&self, mutation: &Mutation) -> Vec<Diagnostic> {
        let stem = mutation.path.trim_end_matches("md");
        let belongs = |file: &&SourceFile| file.path.starts_with(stem) || file.path.ends_with("/_index.md");
        let mut files: Vec<SourceFile> = self.files.iter().filter(belongs).cloned().collect();
        let file = files.iter_mut().find(|file| file.path == mutation.path).unwrap();
        let mut text = file.text.to_string();
        text.replace_range(mutation.span.clone(), &mutation.changed);
        *file = SourceFile::new(mutation.path.clone(), &text);
        let (changed, mut told) = read(files, &self.config);
        let mut pages = self.pages.clone();
        for page in changed {
            let same = pages.iter_mut().find(|other| other.file.path == page.file.path).unwrap();
            *same = page;
        }
        told.extend(self.check(pages).1);
        told
    }
}

fn read(files: Vec<SourceFile>, config: &Config) -> (Vec<Arc<content::page::Page>>, Vec<Diagnostic>) {
    let options = content::Options { today: "2026-11-23".parse().unwrap(), drafts: false };
    content::read(files, config, &HashMap::new(), options)
}

#[test]
fn a_fact_changed_in_one_place_stops_the_build() {
    let bundled = Bundled::new();
    let (site, told) = bundled.check(bundled.pages.clone());
    assert!(told.is_empty(), "a false alarm: {told:#?}");

    let start = Instant::now();
    let (mutations, alone): (Vec<Mutation>, Vec<Mutation>) =
        mutations(&site).into_iter().partition(|mutation| mutation.elsewhere.is_some());
    let missed: Vec<String> = mutations
        .par_iter()
        .filter_map(|mutation| {
            let told = bundled.told(mutation);
            let told: Vec<_> = told.iter().filter(|one| one.is_error()).collect();
            let messages: Vec<_> = told.iter().map(|one| (one.code, &one.message)).collect();
            let Mutation { what, changed, elsewhere, .. } = mutation;
            let guarded = told.iter().any(|one| shows_both(one, mutation));
            (!guarded).then(|| format!("{what} → {changed}; {elsewhere:?}; told: {messages:?}"))
        })
        .collect();
    let count = |mutations: &[Mutation]| {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for mutation in mutations {
            *kinds.entry(mutation.what.split(' ').next().unwrap().to_owned()).or_default() += 1;
        }
        kinds
    };
    let kinds = count(&mutations);
    println!("{} mutations {kinds:?} in {:.1} s", mutations.len(), start.elapsed().as_secs_f64());
    println!("{} facts stand in their record alone {:?}", alone.len(), count(&alone));
    for kind in ["age", "name", "phone", "status"] {
        assert!(kinds.contains_key(kind), "no {kind} is stated twice any more");
    }
    assert!(
        missed.is_empty(),
        "{} of {} are not guarded:\n{}",
        missed.len(),
        mutations.len(),
        missed.join("\n")
    );
}

/// An error that shows the record and another place.
fn shows_both(one: &Diagnostic, mutation: &Mutation) -> bool {
    let places: Vec<_> =
        one.location.iter().chain(one.related.iter().map(|related| &related.location)).collect();
    let in_record = places.iter().any(|place| place.path == mutation.path && place.spot.is_some());
    one.is_error() && in_record && places.iter().any(|place| *place != places[0])
}

fn mutations(site: &Site) -> Vec<Mutation> {
    let mut found = Vec::new();
    for page in &site.pages {
        if page.versions.first().is_some_and(|original| !std::ptr::eq(&raw const site.pages[*original], page))
        {
            continue;
        }
        names(site, page, &mut found);
        match &page.content.details {
            Details::Service(service) => {
                phones(site, page, &service.phones, &mut found);
                for (field, after) in [(&service.minimum_age, 0), (&service.maximum_age, 1)] {
                    for claim in &field.claims {
                        let limits = [claim.value, claim.value + after];
                        let changed = (claim.value + 1).to_string();
                        add(
                            &mut found,
                            page,
                            "age",
                            &claim.span,
                            &claim.value.to_string(),
                            changed,
                            |text| {
                                sentences_about(site, page, text)
                                    .find(|sentence| limits.iter().any(|age| is_age(sentence, *age)))
                            },
                            site,
                        );
                    }
                }
                for claim in &service.status.claims {
                    let value = &page.content.file.text[claim.span.clone()];
                    let changed = if value == "active" { "defunct" } else { "active" };
                    add(
                        &mut found,
                        page,
                        "status",
                        &claim.span,
                        value,
                        changed.to_owned(),
                        |text| {
                            let said = |sentence: &&str| {
                                [
                                    "avslutat projekt",
                                    "är avslutat",
                                    "skulle upphöra",
                                    "finns i dag är okänt",
                                    "finns kvar i dag är okänt",
                                    "exists today is unknown",
                                ]
                                .iter()
                                .any(|words| sentence.to_lowercase().contains(words))
                            };
                            sentences_about(site, page, text).find(said)
                        },
                        site,
                    );
                }
            }
            Details::Organization(organization) => phones(site, page, &organization.phones, &mut found),
            _ => {}
        }
    }
    found
}

/// Adds a mutation, with where the site has the fact besides the place where the record has it.
#[expect(clippy::too_many_arguments, reason = "one call a kind of fact")]
fn add<'a>(
    found: &mut Vec<Mutation>,
    page: &Page,
    kind: &str,
    span: &Range<usize>,
    value: &str,
    changed: String,
    stated: impl Fn(&'a str) -> Option<&'a str>,
    site: &'a Site,
) {
    let text = &page.content.file.text;
    let Some(at) = text[span.clone()].find(value) else { return };
    let span = span.start + at..span.start + at + value.len();
    let elsewhere = site.pages.iter().find_map(|other| {
        let file = &other.content.file;
        let own = file.path == page.content.file.path;
        // The page of another service speaks of that one too, so a fact there may be either's.
        let service = matches!(other.content.details, Details::Service(_));
        if service && other.content.id() != page.content.id() {
            return None;
        }
        // Of the record itself its prose counts.
        let prose = if own { &file.text[other.content.body_span.clone()] } else { &file.text };
        stated(prose).map(|sentence| format!("{}: {}", file.path, sentence.trim()))
    });
    let what = format!("{kind} {value} of {}", page.content.file.path);
    found.push(Mutation { what, path: page.content.file.path.clone(), span, changed, elsewhere });
}

fn phones(site: &Site, page: &Page, field: &Field<Vec<Phone>>, found: &mut Vec<Mutation>) {
    for claim in &field.claims {
        for phone in &claim.value {
            let digit = |letter: char| letter.is_ascii_digit();
            let last = phone.0.rfind(digit).unwrap();
            for at in phone.0.match_indices(digit).map(|(at, _)| at).skip(1) {
                let mut changed = phone.0.clone();
                let other = if phone.0[at..].starts_with('7') { "4" } else { "7" };
                changed.replace_range(at..=at, other);
                // The first, one in the middle and the last digit are enough.
                if at == 1 || at == last || at == phone.0.len() / 2 {
                    add(
                        found,
                        page,
                        "phone",
                        &claim.span,
                        &phone.0,
                        changed,
                        |text| text.lines().find(|line| line.contains(&phone.0)),
                        site,
                    );
                }
            }
        }
    }
}

fn names(site: &Site, page: &Page, found: &mut Vec<Mutation>) {
    let mut all: Vec<(String, Range<usize>)> = Vec::new();
    let title = page.content.front.title.as_ref();
    match &page.content.details {
        Details::Service(service) => {
            let claims = service.alternate_name.claims.iter();
            all.extend(
                claims.flat_map(|claim| claim.value.iter().map(|name| (name.clone(), claim.span.clone()))),
            );
        }
        Details::Organization(organization) => {
            let claims = organization.alternate_name.claims.iter();
            all.extend(
                claims.flat_map(|claim| claim.value.iter().map(|name| (name.clone(), claim.span.clone()))),
            );
        }
        Details::Term(term) => {
            all.extend(term.expansion.claims.iter().map(|claim| (claim.value.clone(), claim.span.clone())));
        }
        _ => return,
    }
    all.extend(title.map(|title| (title.value.clone(), title.span.clone())));
    let versions = page.versions.iter().map(|version| site.pages[*version].title());
    let beginning = |title: &str| title.split([',', ':', '(']).next().unwrap().trim().to_owned();
    let known: Vec<String> = all
        .iter()
        .map(|(name, _)| name.clone())
        .chain(versions.flat_map(|it| [it.to_owned(), beginning(it)]))
        .collect();
    for (name, span) in all {
        // Of two letters nothing can be said.
        if name.chars().count() < 3 {
            continue;
        }
        // A short name is one letter from too many words, and guarded where it is all that a link says. An
        // abbreviation is guarded too where the sentence has no other name of what it links to.
        let short = name.chars().count() < 7;
        let folder = page.content.name.folder.rsplit('/').next().unwrap_or_default();
        let linked = format!("{folder}/{}.md)", page.content.name.stem);
        let link = format!("[{name}](");
        let others: Vec<&String> = known.iter().filter(|other| **other != name).collect();
        let abbreviation = |sentence: &str| {
            let called = others.iter().any(|other| sentence.to_lowercase().contains(&other.to_lowercase()));
            let all = name.chars().all(char::is_uppercase) && sentence.contains(&linked);
            all && is_word(sentence, &name) && !called
        };
        let word = name.split(' ').max_by_key(|word| word.len()).unwrap();
        let middle = word.char_indices().nth(word.chars().count() / 2).unwrap();
        let at = name.find(word).unwrap() + middle.0;
        let mut changed = name.clone();
        changed.replace_range(
            at..at + middle.1.len_utf8(),
            if middle.1.eq_ignore_ascii_case(&'x') { "z" } else { "x" },
        );
        add(
            found,
            page,
            "name",
            &span,
            &name,
            changed,
            |text| {
                sentences_about(site, page, text).find(|sentence| {
                    if !short {
                        return is_word(sentence, &name);
                    }
                    let ends = sentence.match_indices(&link).map(|(at, _)| &sentence[at + link.len()..]);
                    let to = |rest: &str| rest.split_inclusive(')').next().map(|to| to.ends_with(&linked));
                    ends.into_iter().any(|rest| to(rest) == Some(true)) || abbreviation(sentence)
                })
            },
            site,
        );
    }
}

/// The sentences and lines of a text that link to this record and to no other service.
fn sentences_about<'a>(site: &Site, page: &Page, text: &'a str) -> impl Iterator<Item = &'a str> {
    let link = |page: &Page| format!("{}.md)", page.content.name.stem);
    let own = link(page);
    let services = site.pages.iter().filter(|page| matches!(page.content.details, Details::Service(_)));
    let others: Vec<String> = services.map(link).filter(|other| *other != own).collect();
    let sentences = text.split('\n').flat_map(|line| line.split_inclusive(". "));
    sentences.filter(move |sentence| {
        let linked = |link: &String| {
            [format!("/{link}"), format!("({link}")].iter().any(|link| sentence.contains(link))
        };
        linked(&own) && !others.iter().any(linked)
    })
}

fn is_age(sentence: &str, age: i64) -> bool {
    let age = age.to_string();
    sentence.match_indices(&age).any(|(at, _)| {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let (before, after) = (&sentence[..at], &sentence[at + age.len()..]);
        let whole = !digit(before.chars().next_back()) && !digit(after.chars().next());
        let said = [" år", "–", " till ", " and over", " och ", "-åring"]
            .iter()
            .any(|words| after.starts_with(words));
        let said = said
            || ["under ", "från ", "age of ", "–", "mellan ", "och "]
                .iter()
                .any(|words| before.to_lowercase().ends_with(words));
        whole && said && !after.starts_with(" samtal") && !before.ends_with('D')
    })
}

/// Whether a text holds a name as it is, without an ending.
fn is_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next())
    })
}

/// What the brief of the bundled site says of its gaps.
#[test]
fn under_fifteen_nothing_is_stated_outside_goteborg_and_stockholms_lan() {
    use lykta::site::coverage::{Known, Region, coverage};
    let bundled = Bundled::new();
    let coverage = coverage(&bundled.check(bundled.pages.clone()).0);
    assert_eq!((coverage.bands[0].from, coverage.bands[0].to), (0, Some(14)));
    let exposed = &coverage.roles[0];
    let stated: Vec<(&str, Known)> = exposed
        .rows
        .iter()
        .filter_map(|(region, cells)| match region {
            Region::Place(_, name) => Some((*name, cells[0].known)),
            _ => None,
        })
        .filter(|(_, known)| *known != Known::NoneStated)
        .collect();
    let wanted =
        [("Stockholms län", Known::Unknown), ("Stockholm", Known::Known), ("Göteborg", Known::Known)];
    assert_eq!(stated, wanted);
}
