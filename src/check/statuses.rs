//! Whether a service exists is said in a text as its record says it.
//!
//! Like an age, this is something a reader acts on. A sentence that speaks of exactly one service and says
//! that it has ended, is closed for a time, or that nobody knows whether it exists, has to agree with a claim
//! of the record's `status`, current, superseded or disputed. Only plain words count (*är avslutat*, *finns
//! inte längre*, *om enheten finns i dag är okänt*); what is said in other words is not found, and that is
//! better than a false alarm. A statement *Finns … i dag?* is answered with *Ja*, *Nej* or *Okänt*.

use super::mentions::Services;
use super::original;
use super::text::{Said, Sentence};
use crate::content::field::{Field, State};
use crate::content::page::Details;
use crate::content::service::Status;
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Site};

/// Words that say that a service has ended.
const ENDED: [&str; 16] = [
    "avslutat projekt",
    "avslutad verksamhet",
    "är avslutat",
    "är avslutad",
    "är nedlagd",
    "är nedlagt",
    "har lagts ner",
    "har lagts ned",
    "har upphört",
    "skulle upphöra",
    "finns inte längre",
    "has closed down",
    "no longer exists",
    "has ended",
    "project that has ended",
    "that has since ended",
];
/// Words that say that it will open again.
const PAUSED: [&str; 3] = ["tillfälligt stängd", "tillfälligt stängt", "temporarily closed"];
/// Words that say that nobody knows: one of the first with one of the second.
const EXISTS: [&str; 4] = ["finns i dag", "finns kvar", "finns idag", "exists today"];
const NOBODY_KNOWS: [&str; 2] = ["är okänt", "is unknown"];

/// Checks what every text says of whether services exist.
pub(super) fn check(site: &Site, services: &Services, said: &Said<'_>) -> Vec<Diagnostic> {
    let (id, page) = (said.id, said.page);
    let mut statements = Vec::new();
    if original(site, id) == id {
        for statement in page.content.details.statements() {
            let claims = statement.claims.iter().filter(|claim| claim.state == State::Current);
            for claim in claims {
                if let Some(status) = answer(&statement.subject, &claim.value) {
                    statements.push((Sentence::whole(&statement.subject, claim.span.clone()), status));
                }
            }
        }
    }
    let sentences = said.sentences().iter();
    let sentences = sentences.filter_map(|sentence| status(&sentence.text).map(|status| (sentence, status)));
    let said = sentences.chain(statements.iter().map(|(sentence, status)| (sentence, *status)));
    let own = original(site, id);
    let differs = said.filter_map(|(sentence, status)| {
        let named = services.in_sentence(site, page, sentence);
        let own = claims(site, own).map(|_| own);
        let meant = named.first().copied().or(own).filter(|_| named.len() < 2)?;
        let declared = |id: Id| {
            claims(site, id).is_some_and(|field| {
                let unknown = field.claims.is_empty() && status == Status::Unknown;
                unknown || field.claims.iter().any(|claim| claim.value == status)
            })
        };
        let right = declared(meant) || own.is_some_and(declared);
        (!right).then(|| tell(site, page, sentence, status, meant))
    });
    differs.collect()
}

fn claims(site: &Site, id: Id) -> Option<&Field<Status>> {
    match &site.pages[id].content.details {
        Details::Service(service) => Some(&service.status),
        _ => None,
    }
}

/// What a sentence says of a service.
fn status(text: &str) -> Option<Status> {
    let text = text.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if any(&EXISTS) && any(&NOBODY_KNOWS) {
        Some(Status::Unknown)
    } else if any(&PAUSED) {
        Some(Status::TemporarilyClosed)
    } else {
        any(&ENDED).then_some(Status::Defunct)
    }
}

fn answer(subject: &str, value: &str) -> Option<Status> {
    let subject = subject.to_lowercase();
    let asked = subject.starts_with("finns ")
        && EXISTS.iter().any(|words| subject.ends_with(&format!("{}?", &words["finns ".len()..])));
    let first = value.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    match first.as_str() {
        _ if !asked => None,
        "ja" => Some(Status::Active),
        "nej" => Some(Status::Defunct),
        "okänt" => Some(Status::Unknown),
        _ => None,
    }
}

fn tell(site: &Site, page: &Page, sentence: &Sentence, status: Status, meant: Id) -> Diagnostic {
    let record = &site.pages[meant];
    let said = match status {
        Status::Defunct => "has ended",
        Status::TemporarilyClosed => "is closed for a time",
        Status::Active => "exists",
        _ => "may or may not exist",
    };
    let field = claims(site, meant);
    let claim = field.and_then(|field| field.current().or(field.claims.first()));
    let title = record.content.front.title.as_ref().map_or(0..0, |title| title.span.clone());
    let place = claim.map_or(title, |claim| claim.span.clone());
    let message = format!("The text says that “{}” {said}, and no claim of its record does.", record.title());
    Diagnostic::error("text/status-differs", message)
        .at(page.content.file.locate(sentence.span.clone()))
        .related("The record's status.", record.content.file.locate(place))
        .help("Correct the text, or the `status` of the record.")
}

#[cfg(test)]
mod tests {
    use crate::check::told;

    fn of(status: &str, text: &str) -> Vec<(&'static str, usize, usize)> {
        let huset = format!("---\ntitle: Huset\ntype: service\nsource: k\nstatus: {status}\n---\n");
        told(&[("huset.md", &huset), ("a.md", text)])
    }

    #[test]
    fn a_text_says_what_the_record_says() {
        let ended = "# A\n\nHuset finns inte längre.\n";
        assert_eq!(of("active", ended), [("text/status-differs", 3, 5)]);
        assert_eq!(of("defunct", ended), []);
        let unknown = "# A\n\nOm [enheten](huset.md) finns i dag är okänt.\n";
        assert_eq!(of("active", unknown), [("text/status-differs", 3, 5)]);
        assert_eq!(of("unknown", unknown), []);
        assert_eq!(of("active", "# A\n\nNågot annat finns inte längre. Huset finns.\n"), []);
    }

    #[test]
    fn a_statement_answers_with_one_word() {
        let asked = "---\ntitle: A\ntype: term\nsource: k\nstatements:\n  - subject: Finns Huset i dag?\n    \
                     claims: [{value: Okänt}]\n---\n";
        assert_eq!(of("active", asked), [("text/status-differs", 7, 5)]);
        assert_eq!(of("unknown", asked), []);
    }
}
