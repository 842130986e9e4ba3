//! A record agrees with itself, and its numbers can be dialled.

use super::originals;
use super::phone_words::is_short;
use super::phones::phones_of;
use crate::content::field::State;
use crate::content::page::Details;
use crate::content::service::{AgePolicy, Phone, Service};
use crate::diagnostics::Diagnostic;
use crate::site::{Page, Site};

/// Nobody is older; a larger number is a year of birth or a slip.
const OLDEST: i64 = 120;

/// Checks every record by itself.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for (_, page) in originals(site) {
        numbers(page, &mut told);
        if let Details::Service(service) = &page.content.details {
            ages(page, service, &mut told);
        }
    }
    told
}

/// What is declared superseded may well be a misprint, so it may be any number.
fn numbers(page: &Page, told: &mut Vec<Diagnostic>) {
    let file = &page.content.file;
    for claim in phones_of(page).into_iter().flat_map(|field| &field.claims) {
        if claim.state == State::Superseded {
            continue;
        }
        for phone in &claim.value {
            let Err(why) = dialled(phone) else { continue };
            let message = format!("The number {} cannot be dialled: {why}.", phone.0);
            told.push(
                Diagnostic::error("record/impossible-phone", message)
                    .at(file.locate(claim.span.clone()))
                    .help("Write it as the source does, with its area code, for example \"020-390 000\"."),
            );
        }
    }
}

/// Whether a number fits the Swedish plan, or is one abroad. Digits are counted here, for `phonenumber`
/// takes both spellings of a number with a zero too many, and refuses short ones.
fn dialled(phone: &Phone) -> Result<(), String> {
    let digits = phone.digits();
    if let Some(abroad) = digits.strip_prefix('+') {
        // E.164: at most 15 digits with the country's code, none of which begins with a zero.
        let right = (8..=15).contains(&abroad.len()) && !abroad.starts_with('0');
        return if right {
            Ok(())
        } else {
            Err(format!("{} digits after the + fit no country", abroad.len()))
        };
    }
    if !digits.starts_with('0') {
        let why = "it has no area code and is no short number that the whole country shares";
        return if is_short(&digits) { Ok(()) } else { Err(why.to_owned()) };
    }
    // Mobile and personal numbers, and 010, all have ten digits.
    let wanted = match digits.get(..3) {
        Some("070" | "072" | "073" | "076" | "079" | "010") => 10..=10,
        _ => 7..=10,
    };
    if wanted.contains(&digits.len()) {
        return Ok(());
    }
    let (fewest, most) = wanted.into_inner();
    let range = if fewest == most { most.to_string() } else { format!("{fewest} to {most}") };
    Err(format!("it has {} digits, where Swedish numbers of its kind have {range}", digits.len()))
}

fn ages(page: &Page, service: &Service, told: &mut Vec<Diagnostic>) {
    let file = &page.content.file;
    let (minimum, maximum) = (&service.minimum_age, &service.maximum_age);
    for claim in minimum.claims.iter().chain(&maximum.claims) {
        if !(0..=OLDEST).contains(&claim.value) {
            let message = format!("{} is no age in years.", claim.value);
            told.push(
                Diagnostic::error("record/impossible-age", message)
                    .at(file.locate(claim.span.clone()))
                    .help("Where there is no limit, leave the field out, and write `age_policy: none` if a source says so."),
            );
        }
    }
    if let (Some(from), Some(to)) = (minimum.current(), maximum.current())
        && from.value > to.value
    {
        let message = format!("The youngest age, {}, is above the oldest, {}.", from.value, to.value);
        told.push(
            Diagnostic::error("record/ages-swapped", message)
                .at(file.locate(from.span.clone()))
                .related("The oldest age.", file.locate(to.span.clone()))
                .help("Swap them, or correct the one that is wrong."),
        );
    }
    let limit = minimum.current().or(maximum.current());
    if let (Some(policy), Some(limit)) = (service.age_policy.current(), limit)
        && policy.value == AgePolicy::None
    {
        told.push(
            Diagnostic::error(
                "record/age-policy",
                "The record has an age limit and says that there is none.",
            )
            .at(file.locate(policy.span.clone()))
            .related("The limit.", file.locate(limit.span.clone()))
            .help("Write `age_policy: range`, or leave out the limit."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::told;

    #[test]
    fn numbers_that_a_plan_allows() {
        for number in [
            "020-390 000",
            "08-12 34 56",
            "08-123 45 67",
            "0586-123",
            "070-123 45 67",
            "+46 20 390 000",
            "112",
            "113 13",
            "116 111",
            "010-123 45 67",
            "+358 9 310 1691",
        ] {
            assert_eq!(dialled(&Phone(number.to_owned())), Ok(()), "{number}");
        }
        for number in [
            "020-390 00 00 0",
            "08-123",
            "070-123 45 6",
            "390 000",
            "113 14",
            "+46 1",
            "+0 123 456 78",
            "114",
        ] {
            assert!(dialled(&Phone(number.to_owned())).is_err(), "{number}");
        }
    }

    #[test]
    fn a_record_agrees_with_itself() {
        let of = |fields: &str| {
            told(&[("a.md", &format!("---\ntitle: A\ntype: service\nsource: k\n{fields}\n---\n"))])
        };
        assert_eq!(of("minimum_age: 25\nmaximum_age: 15"), [("record/ages-swapped", 5, 6)]);
        assert_eq!(of("minimum_age: 15\nmaximum_age: 15"), []);
        assert_eq!(of("age_policy: none\nmaximum_age: 15"), [("record/age-policy", 5, 6)]);
        assert_eq!(of("minimum_age: 1985"), [("record/impossible-age", 5, 0)]);
        assert_eq!(of("phones: [\"08-12\"]"), [("record/impossible-phone", 5, 0)]);
        assert_eq!(of("phones: {claims: [{value: \"08-12 34 56 789 0\", state: superseded}]}"), []);
    }
}
