//! The claims of one field do not contradict each other.
//!
//! A field, or a statement, may hold any number of claims. What is asked of them:
//!
//! - Claims that differ are not current together: at most one of the values is what holds, and the others
//!   are superseded or disputed. Two sources that agree may both be current.
//! - There may be no current claim. Where all that differ are disputed or superseded, the field's present
//!   value is unknown, and that is how it is shown.
//! - A value that is current is not superseded or disputed too, unless both claims say of when they are
//!   (what was changed may be changed back).
//! - Names are no contradiction: several current claims of `alternate_name` are names side by side.
//! - The claims of a statement are sentences, and two sentences may each tell a part. Only an editor can
//!   know; `all_hold: true` beside `subject` says so.
//!
//! Values differ by what they say, not by how they are written ([`Same`]): lists have no order, numbers no
//! spaces. What a text says in other words is the business of other rules.

use super::originals;
use crate::content::field::{Claim, Field, State, Statement};
use crate::content::visit::{Same, Visitor};
use crate::diagnostics::Diagnostic;
use crate::site::Site;
use crate::source::SourceFile;

/// Checks the claims of every record.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (_, page) in originals(site) {
        page.content.details.visit(&mut Check { file: &page.content.file, told: &mut told });
    }
    told
}

struct Check<'a, 'b> {
    file: &'a SourceFile,
    told: &'b mut Vec<Diagnostic>,
}

impl<'a> Visitor<'a> for Check<'_, '_> {
    fn field<T: Same>(&mut self, key: &'static str, field: &'a Field<T>) {
        let help = "Keep one `state: current` and give the others `state: superseded`, or give all of them \
                    `state: disputed` where nobody has settled which is right.";
        self.claims(&format!("`{key}`"), &field.claims, key == "alternate_name", help);
    }

    fn statement(&mut self, statement: &'a Statement) {
        let help = "Give all but one `state: superseded` or `disputed`; if each tells a part and all are \
                    right, write `all_hold: true` beside `subject`.";
        let what = format!("“{}”", statement.subject);
        self.claims(&what, &statement.claims, statement.all_hold, help);
    }
}

impl Check<'_, '_> {
    fn claims<T: Same>(&mut self, what: &str, claims: &[Claim<T>], together: bool, help: &str) {
        let (current, other): (Vec<_>, Vec<_>) =
            claims.iter().partition(|claim| claim.state == State::Current);
        let Some(first) = current.first() else { return };
        for claim in &current[1..] {
            if !together && !claim.value.same(&first.value) {
                let message = format!("Two claims of {what} differ, and both are current.");
                self.tell(message, claim, ("The other one.", first), help);
            }
        }
        for claim in other {
            let Some(held) = current.iter().find(|held| held.value.same(&claim.value)) else { continue };
            let at_other_times = held.as_of.is_some() && claim.as_of.is_some() && held.as_of != claim.as_of;
            if !at_other_times {
                let state = if claim.state == State::Disputed { "disputed" } else { "superseded" };
                let message = format!("One value of {what} is both {state} and current.");
                let help = "Correct one of them, or say with `as_of` when each of them held.";
                self.tell(message, claim, ("Here it is current.", held), help);
            }
        }
    }

    fn tell<T>(&mut self, message: String, claim: &Claim<T>, (label, other): (&str, &Claim<T>), help: &str) {
        self.told.push(
            Diagnostic::error("record/contradiction", message)
                .at(self.file.locate(claim.span.clone()))
                .related(label, self.file.locate(other.span.clone()))
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::told;

    fn lines(fields: &str) -> Vec<(usize, usize)> {
        let record = format!("---\ntitle: Huset\ntype: service\nsource: k\n{fields}\n---\n");
        let told = told(&[("huset.md", &record)]).into_iter();
        told.filter(|one| one.0 == "record/contradiction").map(|(_, line, other)| (line, other)).collect()
    }

    fn claims(field: &str, claims: &[&str]) -> Vec<(usize, usize)> {
        let claims: Vec<String> = claims.iter().map(|claim| format!("    - {{{claim}}}")).collect();
        lines(&format!("{field}:\n  claims:\n{}", claims.join("\n")))
    }

    #[test]
    fn two_current_claims_that_differ_contradict() {
        assert_eq!(claims("minimum_age", &["value: 15", "value: 16"]), [(8, 7)]);
        assert_eq!(claims("phones", &["value: \"08-12 34 56\"", "value: \"08-12 34 57\""]), [(8, 7)]);
        assert_eq!(claims("status", &["value: active", "value: unknown"]), [(8, 7)]);
    }

    #[test]
    fn what_agrees_or_is_declared_is_fine() {
        for (field, these) in [
            ("minimum_age", ["value: 15", "value: 15"]),
            ("minimum_age", ["value: 15", "value: 16, state: superseded"]),
            ("minimum_age", ["value: 15, state: disputed", "value: 16, state: disputed"]),
            ("minimum_age", ["value: 15, state: superseded", "value: 16, state: disputed"]),
            ("phones", ["value: \"08-12 34 56\"", "value: \"08-123 456\""]),
            ("target_groups", ["value: [men, women]", "value: [women, men]"]),
            ("alternate_name", ["value: Hus", "value: [Stugan, Kojan]"]),
        ] {
            assert_eq!(claims(field, &these), [], "{these:?}");
        }
    }

    #[test]
    fn what_holds_is_not_also_superseded() {
        assert_eq!(claims("minimum_age", &["value: 15", "value: 15, state: superseded"]), [(8, 7)]);
        let back = [
            "value: 15, as_of: \"2019\"",
            "value: 16, state: superseded",
            "value: 15, as_of: \"2010\", state: superseded",
        ];
        assert_eq!(claims("minimum_age", &back), []);
    }

    #[test]
    fn statements_hold_together_only_if_they_say_so() {
        let two = "\n    claims: [{value: Ja}, {value: Ibland}]";
        assert_eq!(lines(&format!("statements:\n  - subject: Går det?{two}")), [(7, 7)]);
        assert_eq!(lines(&format!("statements:\n  - subject: Går det?\n    all_hold: true{two}")), []);
    }
}
