//! An age in a text is one that the record of the service declares.
//!
//! A sentence that speaks of exactly one service ([`mentions`](super::mentions)) and states an age
//! ([`age_words`](super::age_words)) has to agree with a claim of that service, current, superseded or
//! disputed: an article may tell how it was. On a service's own page a sentence that speaks of no other
//! service speaks of this one; where it names another, the age may be either's.
//!
//! The current claims of statements are read as *subject: value*; those that are superseded or disputed only
//! tell what was said once.
//!
//! A person's age (*en 16-åring*) also agrees when it lies between the limits that hold.

use super::age_words::{self, Age, Need};
use super::mentions::Services;
use super::original;
use super::text::{Said, Sentence};
use crate::content::field::State;
use crate::content::page::Details;
use crate::content::service::Service;
use crate::diagnostics::Diagnostic;
use crate::site::{Id, Page, Site};

/// Checks every age of every text.
pub(super) fn check(site: &Site, services: &Services, said: &Said<'_>) -> Vec<Diagnostic> {
    Check { site, services, id: said.id, page: said.page }.page(said.sentences())
}

struct Check<'a> {
    site: &'a Site,
    services: &'a Services,
    id: Id,
    page: &'a Page,
}

impl Check<'_> {
    fn page(&self, sentences: &[Sentence]) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for sentence in sentences {
            let ages = age_words::find(&sentence.text, self.page.language());
            self.sentence(sentence, ages, &mut told);
        }
        if original(self.site, self.id) != self.id {
            return told;
        }
        for statement in self.page.content.details.statements() {
            for claim in statement.claims.iter().filter(|claim| claim.state == State::Current) {
                let subject = statement.subject.len() + ": ".len();
                let text = format!("{}: {}", statement.subject, claim.value);
                let ages = age_words::find(&text, self.page.language()).into_iter();
                let ages = ages.filter(|age| age.span.start >= subject).collect();
                self.sentence(&Sentence::whole(&text, claim.span.clone()), ages, &mut told);
            }
        }
        told
    }

    fn sentence(&self, sentence: &Sentence, ages: Vec<Age>, told: &mut Vec<Diagnostic>) {
        if ages.is_empty() {
            return;
        }
        let named = self.services.in_sentence(self.site, self.page, sentence);
        let own = Some(original(self.site, self.id)).filter(|own| service(self.site, *own).is_some());
        let Some(meant) = named.first().copied().or(own).filter(|_| named.len() < 2) else { return };
        let limits = [Some(meant), own].map(|id| id.and_then(|id| service(self.site, id)).map(Limits::of));
        for age in ages {
            let right = age.needs.iter().all(|need| limits.iter().flatten().any(|limits| limits.meet(need)));
            if !right {
                told.push(self.differs(sentence, &age, meant));
            }
        }
    }

    fn differs(&self, sentence: &Sentence, age: &Age, meant: Id) -> Diagnostic {
        let record = &self.site.pages[meant];
        let said = &sentence.text[age.span.clone()];
        let file = &record.content.file;
        let mut diagnostic = Diagnostic::error(
            "text/age-differs",
            format!("“{said}” is said of “{}”, and no claim of its record says so.", record.title()),
        )
        .at(self.page.content.file.locate(sentence.place(&age.span)))
        .help(
            "Correct the text or the record. If it was so once, or sources differ, declare it: `{value: …, \
             source: …, state: superseded}`.",
        );
        let claims = service(self.site, meant)
            .into_iter()
            .flat_map(|service| [("from", &service.minimum_age), ("to", &service.maximum_age)]);
        for (word, field) in claims {
            for claim in &field.claims {
                let place = file.locate(claim.span.clone());
                diagnostic = diagnostic.related(format!("The record says {word} {}.", claim.value), place);
            }
        }
        if diagnostic.related.is_empty() {
            let title = record.content.front.title.as_ref().map_or(0..0, |title| title.span.clone());
            diagnostic = diagnostic.related("The record states no age.", file.locate(title));
        }
        diagnostic
    }
}

fn service(site: &Site, id: Id) -> Option<&Service> {
    match &site.pages[id].content.details {
        Details::Service(service) => Some(service),
        _ => None,
    }
}

/// What a record says of ages.
struct Limits {
    /// Every limit that any claim declares: the first year on its far side.
    declared: Vec<i64>,
    /// What holds now, if anything does.
    range: Option<(i64, i64)>,
}

impl Limits {
    fn of(service: &Service) -> Self {
        let (minimum, maximum) = (&service.minimum_age, &service.maximum_age);
        let mut declared: Vec<i64> = minimum.claims.iter().map(|claim| claim.value).collect();
        declared.extend(maximum.claims.iter().map(|claim| claim.value.saturating_add(1)));
        let (from, to) = (minimum.value().copied(), maximum.value().copied());
        let range = (from.is_some() || to.is_some()).then(|| (from.unwrap_or(0), to.unwrap_or(i64::MAX)));
        Self { declared, range }
    }

    fn meet(&self, need: &Need) -> bool {
        match need {
            Need::Limit(limits) => limits.iter().any(|limit| self.declared.contains(limit)),
            Need::Person(age) => {
                let between = self.range.is_some_and(|(from, to)| (from..=to).contains(age));
                between || self.declared.contains(age) || self.declared.contains(&(age + 1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::told;

    fn of(path: &str, text: &str) -> Vec<(&'static str, usize, usize)> {
        let huset = "---\ntitle: Huset\ntype: service\nsource: k\nminimum_age:\n  claims:\n    - {value: 18}\n    \
                     - {value: 16, state: superseded}\nmaximum_age: 25\nstatements:\n  - subject: Vilka?\n    \
                     claims: [{value: 14–15 år, state: disputed}]\n---\n";
        let stugan = "---\ntitle: Stugan\ntype: service\nsource: k\n---\n";
        let mut files = [
            ("huset.md", huset.to_owned()),
            ("stugan.md", stugan.to_owned()),
            ("a.md", "# A\n\n".to_owned()),
        ];
        let file = files.iter_mut().find(|file| file.0 == path).unwrap();
        file.1.push_str(text);
        told(&files.each_ref().map(|(path, text)| (*path, text.as_str())))
    }

    #[test]
    fn what_no_claim_says_is_an_error() {
        assert_eq!(of("a.md", "Till Huset kan man komma från 17 år."), [("text/age-differs", 3, 7)]);
        assert_eq!(of("a.md", "[Dit](huset.md) från 18 år, förr under 16."), []);
        assert_eq!(of("a.md", "[Dit](huset.md) 17–25 år."), [("text/age-differs", 3, 7)]);
        assert_eq!(of("a.md", "Stugan är för 15+."), [("text/age-differs", 3, 2)]);
    }

    #[test]
    fn what_a_claim_says_passes_also_of_the_past() {
        for text in
            ["18–25 år", "från 16 år", "18 år eller äldre", "en 20-åring", "högst 25 år", "över 25 år"]
        {
            assert_eq!(of("a.md", &format!("Huset, {text}.")), [], "{text}");
        }
    }

    #[test]
    fn two_services_or_none_say_nothing() {
        assert_eq!(of("a.md", "Huset och Stugan, från 13 år.\n\nFrån 13 år."), []);
        assert_eq!(of("a.md", "Huset är öppet. Andra är det från 13 år."), []);
    }

    #[test]
    fn an_own_page_speaks_of_itself() {
        assert_eq!(of("huset.md", "Hit kommer man från 13 år."), [("text/age-differs", 14, 7)]);
        assert_eq!(of("huset.md", "Över 25 år? Stugan finns för den som är över 25 år."), []);
    }
}
