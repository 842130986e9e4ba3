//! A record is called by its name.
//!
//! A page that links to a record, or is the record's own, speaks of it; words there that are one slip
//! (Damerau–Levenshtein) from a name of the record, and are none of its names, are that name misspelt: here
//! or in the record. Names are titles, what stands in a title before a comma, colon or
//! bracket, other names and expansions, so an odd spelling that is meant is declared as one. A text in the
//! record's own language has no use for its titles in others.
//!
//! To stay silent where nothing is wrong, only words with a capital and [`LETTERS`] letters are compared; an
//! ending (*Evonhusets*), a figure, and the title of another page are no slips. A shorter name is one letter from
//! too many words of a sentence, so it is held against two things only: the whole text of a link to its record, of
//! which nobody doubts what it means, and [abbreviations](acronyms) in a sentence with such a link.

mod acronyms;

use super::original;
use super::slip::one_apart;
use super::text::{Said, Sentence};
use crate::content::field::{Claim, Field, Statement};
use crate::content::page::Details;
use crate::content::visit::{Same, Visitor};
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Resolved, Site};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

/// Shorter names are one letter from too many words.
const LETTERS: usize = 7;

/// Names shorter than this are not guarded at all.
const FEWEST: usize = 3;

/// Words of so many letters differ between languages.
const SHORT_WORD: usize = 3;

/// A name of a record, and where the record has it.
struct Name {
    text: String,
    letters: usize,
    words: usize,
    place: Range<usize>,
    /// The language of a title that a translation has.
    language: Option<String>,
}

/// The pages of each title, in any language.
type Titles = HashMap<String, BTreeSet<Id>>;

/// What the texts of a site may call its records.
pub(super) struct Names<'a> {
    site: &'a Site,
    records: BTreeMap<Id, Vec<Name>>,
    titles: OnceLock<Titles>,
}

impl<'a> Names<'a> {
    /// The names that these pages may misspell.
    pub(super) fn new(site: &'a Site, pages: &[Id]) -> Self {
        let records: BTreeSet<Id> = pages.iter().flat_map(|id| spoken_of(site, *id)).collect();
        let records = records.into_iter().map(|id| (id, names(site, &site.pages[id]))).collect();
        Self { site, records, titles: OnceLock::new() }
    }

    /// Checks the names in a text.
    pub(super) fn check(&self, said: &Said<'_>) -> Vec<Diagnostic> {
        let (site, id, page) = (self.site, said.id, said.page);
        let spoken =
            |name: &&Name| name.language.as_deref().is_none_or(|language| language == page.language());
        let records: BTreeMap<Id, Vec<&Name>> = spoken_of(site, id)
            .filter_map(|record| Some((record, self.records.get(&record)?.iter().filter(spoken).collect())))
            .filter(|(_, names): &(Id, Vec<&Name>)| !names.is_empty())
            .collect();
        if records.is_empty() {
            return Vec::new();
        }
        // Only runs of as many words as a name that is long enough has are looked at.
        let lengths = records.iter().map(|(record, names)| {
            let long = names.iter().filter(|name| name.letters >= LETTERS);
            (*record, names, long.map(|name| name.words).collect())
        });
        let lengths: Vec<(Id, &Vec<&Name>, BTreeSet<usize>)> = lengths.collect();
        let titles = self.titles.get_or_init(|| titles(site));
        let mut told = Vec::new();
        let mut seen = BTreeSet::new();
        let claims = claims(site, id, page);
        for sentence in said.sentences().iter().chain(&claims) {
            let words = words(&sentence.text);
            let capital = |at: &usize| sentence.text[words[*at].clone()].starts_with(char::is_uppercase);
            let capitals: Vec<usize> = (0..words.len()).filter(capital).collect();
            let mut found: Vec<(Id, &Name, Range<usize>)> = Vec::new();
            for (record, names, lengths) in &lengths {
                let windows = lengths
                    .iter()
                    .flat_map(|length| capitals.iter().filter_map(|at| words.get(*at..*at + *length)));
                let slips = windows.filter_map(|window| {
                    let (name, span) = misspelt(&sentence.text, window, (*record, names), titles)?;
                    Some((*record, name, span))
                });
                found.extend(slips);
            }
            for record in linked(site, page, sentence) {
                let Some(names) = records.get(&record) else { continue };
                let slips = acronyms::misspelt(&sentence.text, &words, names).into_iter();
                let meant = |span: &Range<usize>| {
                    let said = normal(&sentence.text[span.clone()]);
                    titles.contains_key(&said) || records.values().flatten().any(|name| name.text == said)
                };
                found.extend(slips.filter(|(_, span)| !meant(span)).map(|(name, span)| (record, name, span)));
            }
            for (record, name, span) in found {
                let place = sentence.place(&span);
                if seen.insert((place.start, place.end, record)) {
                    let said = &sentence.text[span];
                    told.push(tell(page, (said, &place), &site.pages[record], name));
                }
            }
        }
        for (link, to) in page.content.body.links.iter().zip(&page.links) {
            let Resolved::Page(to, _) = to else { continue };
            let record = original(site, *to);
            let names = records.get(&record).map_or(&[][..], Vec::as_slice);
            if let Some((said, place)) = link_text(page, &link.span)
                && let Some(name) = misnamed(said, names)
                && seen.insert((place.start, place.end, record))
            {
                told.push(tell(page, (said, &place), &site.pages[record], name));
            }
        }
        told
    }
}

/// The records that a sentence links to.
fn linked(site: &Site, page: &Page, sentence: &Sentence) -> BTreeSet<Id> {
    let links = page.content.body.links.iter().zip(&page.links);
    let (start, end) = (sentence.span.start, sentence.span.end);
    let within = links.filter(|(link, _)| link.span.start < end && start < link.span.end);
    let pages = within.flat_map(|(_, to)| to.pages());
    pages.map(|to| original(site, *to)).collect()
}

/// What a link `[text](address)` or `[[page|text]]` says, and where.
fn link_text<'a>(page: &'a Page, link: &Range<usize>) -> Option<(&'a str, Range<usize>)> {
    let source = page.content.file.text.get(link.clone())?;
    let inner = source.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let said = match inner {
        Some(inner) => inner.rsplit(['|', '/']).next()?,
        None => source.strip_prefix('[')?.split_once(']')?.0,
    };
    let start = link.start + source.find(said)?;
    Some((said, start..start + said.len()))
}

/// The short name that the whole text of a link is one slip from. Where that is the title of another page, the link
/// leads to the wrong one.
fn misnamed<'a>(said: &str, names: &[&'a Name]) -> Option<&'a Name> {
    let said = normal(said);
    let near = |name: &&Name| {
        name.letters < LETTERS && one_apart(&name.text, &said) && !is_ending(&name.text, &said)
    };
    let name = names.iter().copied().find(near)?;
    names.iter().all(|name| name.text != said).then_some(name)
}

/// The records that a page links to, and its own.
fn spoken_of(site: &Site, id: Id) -> impl Iterator<Item = Id> {
    let links = site.pages[id].links.iter().flat_map(Resolved::pages);
    links.map(|to| original(site, *to)).chain([original(site, id)])
}

fn titles(site: &Site) -> Titles {
    let mut titles = Titles::new();
    for (id, page) in site.pages.iter().enumerate() {
        titles.entry(normal(page.title())).or_default().insert(original(site, id));
    }
    titles
}

/// The name that a run of words with a capital is one slip from.
fn misspelt<'a>(
    text: &str,
    window: &[Range<usize>],
    (record, names): (Id, &[&'a Name]),
    titles: &Titles,
) -> Option<(&'a Name, Range<usize>)> {
    let span = window.first()?.start..window.last()?.end;
    let letters = window.iter().map(|word| text[word.clone()].chars().count() + 1).sum::<usize>() - 1;
    let near = names
        .iter()
        .copied()
        .filter(|name| name.letters >= LETTERS && name.words == window.len())
        .filter(|name| name.letters.abs_diff(letters) <= 1);
    let mut near = near.peekable();
    near.peek()?;
    let said = normal(&text[span.clone()]);
    let others = titles.get(&said).is_some_and(|pages| pages.iter().any(|page| *page != record));
    if others || names.iter().any(|name| name.text == said) {
        return None;
    }
    let name = near.find(|name| one_apart(&name.text, &said) && slip(&name.text, &said))?;
    Some((name, span))
}

/// Whether two texts that are one letter apart differ by a slip: not by an ending or a figure, and not in a
/// short word, which may be of another language (*KAST i*, *KAST in*).
fn slip(name: &str, said: &str) -> bool {
    let differs = name.split(' ').zip(said.split(' ')).find(|(a, b)| a != b);
    let short = differs.is_some_and(|(a, b)| a.chars().count().min(b.chars().count()) <= SHORT_WORD);
    !short && !is_ending(name, said)
}

/// Whether two texts that are one letter apart differ by an ending or a figure.
fn is_ending(name: &str, said: &str) -> bool {
    let (name, said): (Vec<char>, Vec<char>) = (name.chars().collect(), said.chars().collect());
    let same = name.iter().zip(&said).take_while(|(a, b)| a == b).count();
    let figure = [&name, &said].iter().any(|text| text.get(same).is_some_and(char::is_ascii_digit));
    same + 1 >= name.len().max(said.len()) || figure
}

fn tell(page: &Page, (said, place): (&str, &Range<usize>), record: &Page, name: &Name) -> Diagnostic {
    let message = format!("“{said}” is one letter from a name of “{}”.", record.title());
    let help = "Correct the one that is wrong. A spelling that is meant goes under `alternate_name` of the \
                record.";
    Diagnostic::error("text/name-differs", message)
        .at(page.content.file.locate(place.clone()))
        .related("The record has this.", record.content.file.locate(name.place.clone()))
        .help(help)
}

/// What a record says besides its sentences: its statements, and what it calls things.
fn claims(site: &Site, id: Id, page: &Page) -> Vec<Sentence> {
    let mut texts = Texts(Vec::new());
    if original(site, id) == id {
        page.content.details.visit(&mut texts);
        if let Details::Service(service) = &page.content.details {
            texts.names(&service.alternate_name);
        }
        if let Details::Organization(organization) = &page.content.details {
            texts.names(&organization.alternate_name);
        }
        if let Details::Term(term) = &page.content.details {
            texts.claims(&term.expansion.claims);
        }
    }
    texts.0
}

struct Texts(Vec<Sentence>);

impl Texts {
    fn claims(&mut self, claims: &[Claim<String>]) {
        self.0.extend(claims.iter().map(|claim| Sentence::whole(&claim.value, claim.span.clone())));
    }

    fn names(&mut self, field: &Field<Vec<String>>) {
        for claim in &field.claims {
            self.0.extend(claim.value.iter().map(|name| Sentence::whole(name, claim.span.clone())));
        }
    }
}

impl<'a> Visitor<'a> for Texts {
    fn field<T: Same>(&mut self, _: &'static str, _: &'a Field<T>) {}

    fn statement(&mut self, statement: &'a Statement) {
        let place = statement.claims.first().map_or(0..0, |claim| claim.span.clone());
        self.0.push(Sentence::whole(&statement.subject, place));
        self.claims(&statement.claims);
    }
}

/// The names of a record.
fn names(site: &Site, page: &Page) -> Vec<Name> {
    let mut names = Vec::new();
    let title = page.content.front.title.as_ref().map_or(0..0, |title| title.span.clone());
    let mut add = |text: &str, place: &Range<usize>, language: Option<String>| {
        let text = normal(text);
        let letters = text.chars().count();
        if letters >= FEWEST {
            names.push(Name {
                words: text.split(' ').count(),
                letters,
                text,
                place: place.clone(),
                language,
            });
        }
    };
    let other = match &page.content.details {
        Details::Service(service) => &service.alternate_name.claims[..],
        Details::Organization(organization) => &organization.alternate_name.claims[..],
        Details::Term(term) => {
            for claim in &term.expansion.claims {
                add(&claim.value, &claim.span, None);
            }
            for name in &term.alternate_name {
                add(name, &title, None);
            }
            &[]
        }
        _ => return Vec::new(),
    };
    for claim in other {
        for name in &claim.value {
            add(name, &claim.span, None);
        }
    }
    for version in page.versions.iter().map(|version| &site.pages[*version]) {
        let language = (version.language() != page.language()).then(|| version.language().to_owned());
        let whole = version.title();
        add(whole, &title, language.clone());
        add(whole.split([',', ':', '(']).next().unwrap_or(whole), &title, language);
    }
    names
}

/// A text as names are compared: its words in lower case.
fn normal(text: &str) -> String {
    words(text).into_iter().map(|word| text[word].to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// Where the words of a text stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::check::told;

    fn of(text: &str) -> Vec<(&'static str, usize, usize)> {
        let huset = "---\ntitle: \"Regnhuset, stöd\"\ntype: service\nsource: k\nalternate_name: [Köpare Av Saker, Regnhusan]\n\
                     ---\n";
        told(&[("huset.md", huset), ("b.md", "# Vagnhuset\n"), ("a.md", &format!("# A\n\n{text}\n"))])
    }

    #[test]
    fn a_slip_in_a_name_shows_both_places() {
        assert_eq!(of("[Rengnhuset](huset.md)."), [("text/name-differs", 3, 2)]);
        assert_eq!(of("Till [oss](huset.md), som är Köpare Av Sakar."), [("text/name-differs", 3, 5)]);
    }

    #[test]
    fn a_short_name_is_guarded_in_the_text_of_its_links() {
        let of = |text: &str| {
            let nmt = "---\ntitle: NMT\ntype: service\nsource: k\n---\n";
            told(&[("nmt.md", nmt), ("kst.md", "# NKT\n"), ("a.md", &format!("# A\n\n{text}\n"))])
        };
        assert_eq!(of("Ring [NXT](nmt.md)."), [("text/name-differs", 3, 2)]);
        assert_eq!(of("Ring [[nmt|NTM]]."), [("text/name-differs", 3, 2)]);
        assert_eq!(of("[NKT](nmt.md)"), [("text/name-differs", 3, 2)]);
        for text in ["[NMT](nmt.md)", "[NMT:s](nmt.md)", "[NMTs](nmt.md)", "[Hit](nmt.md), Nxt"] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn an_abbreviation_is_guarded_in_a_sentence_that_links_to_its_record_and_names_it_no_other_way() {
        let of = |text: &str| {
            let rfsl =
                "---\ntitle: Regnstödet\ntype: service\nsource: k\nalternate_name: [RFSL, Stöd]\n---\n";
            told(&[("rfsl.md", rfsl), ("rfsx.md", "# RFSX\n"), ("a.md", &format!("# A\n\n{text}\n"))])
        };
        assert_eq!(of("Ring [dem](rfsl.md) hos RFSU."), [("text/name-differs", 3, 5)]);
        assert_eq!(of("RSFL:s [linje](rfsl.md)."), [("text/name-differs", 3, 5)]);
        assert_eq!(of("[RFSU](rfsl.md)"), [("text/name-differs", 3, 5)], "once, and not twice");
        for text in [
            "Ring [dem](rfsl.md) hos RFSL, inte RFSU.",
            "Ring [dem](rfsl.md) hos RFSLs, inte RFSU.",
            "[Regnstödet](rfsl.md) är inte RFSU.",
            "Ring [dem](rfsl.md). RFSU är något annat.",
            "[Hon](rfsl.md) är från RFSX, RFSLU, Rfsu, rfsu eller RF.",
            "[Hon](rfsl.md) tog stod och stöt emot.",
        ] {
            assert_eq!(of(text), [], "{text}");
        }
    }

    #[test]
    fn endings_declared_spellings_and_other_names_pass() {
        for text in
            ["Regnhusets", "Regnhuset", "Regnhusan", "regmhuset", "Vagnhuset", "Köpare av saker", "Regnhus"]
        {
            assert_eq!(of(&format!("[Hit](huset.md) till {text}.")), [], "{text}");
        }
        assert_eq!(of("Rengnhuset utan länk."), []);
    }
}
