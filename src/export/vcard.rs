//! A service as a vCard 4.0 (RFC 6350) beside its page, for the address book of a telephone.
//!
//! Only a service that can be called, written to or opened has one, and only while it takes people: a card
//! outlives the page in somebody's pocket. It names its sources, for that reason too.

use super::ids::Ids;
use super::values;
use crate::content::page::Details;
use crate::content::service::{Address, Status};
use crate::render::{Rendered, Renderer, web_address};
use crate::site::Page;

/// The address of a page's card, if it has one.
pub fn url(page: &Page) -> Option<String> {
    let Details::Service(service) = &page.content.details else { return None };
    let contact = !values::all(&service.phones).is_empty()
        || service.email.value().is_some()
        || service.url.value().is_some();
    let closed = matches!(
        service.status.value(),
        Some(Status::Defunct | Status::Inactive | Status::TemporarilyClosed)
    );
    let stem = page.url.strip_suffix(".html").unwrap_or(&page.url);
    (contact && !closed).then(|| format!("{stem}.vcf"))
}

/// The card of a page.
pub(super) fn card(renderer: &Renderer<'_>, ids: Ids, page: &Page) -> Option<Rendered> {
    let url = url(page)?;
    let Details::Service(service) = &page.content.details else { return None };
    let mut card = Card { text: String::new() };
    card.line("BEGIN", "VCARD");
    card.line("VERSION", "4.0");
    card.line("PRODID", concat!("-//Lykta//Lykta ", env!("CARGO_PKG_VERSION"), "//EN"));
    card.line("UID", &format!("urn:uuid:{}", ids.of("service", page.content.id())));
    card.line("KIND", "org");
    card.line(&format!("FN;LANGUAGE={}", page.language()), &escaped(page.title()));
    let organization =
        service.organization.value().and_then(|id| renderer.site.all().find(id, page.language()));
    if let Some(organization) = organization {
        card.line("ORG", &escaped(renderer.site.all().pages[organization].title()));
    }
    for phone in values::all(&service.phones) {
        card.line("TEL;VALUE=uri;TYPE=\"voice,work\"", &phone.href());
    }
    if let Some(email) = service.email.value() {
        card.line("EMAIL;TYPE=work", &escaped(email));
    }
    if let Some(url) = service.url.value() {
        card.line("URL", &web_address(url));
    }
    for address in values::all(&service.addresses).into_iter().filter(|address| !address.confidential) {
        card.line("ADR;TYPE=work", &postal(address));
    }
    if let Some(newer) = renderer.absolute(&url) {
        card.line("SOURCE", &newer);
    }
    let note = note(renderer, page, service);
    if !note.is_empty() {
        card.line(&format!("NOTE;LANGUAGE={}", page.language()), &escaped(&note));
    }
    card.line("END", "VCARD");
    Some(Rendered { url, bytes: card.text.into_bytes() })
}

/// A passing notice, and who says how it can be reached.
fn note(renderer: &Renderer<'_>, page: &Page, service: &crate::content::service::Service) -> String {
    let language = page.language();
    let mut parts: Vec<String> = service.alert.value().cloned().into_iter().collect();
    if service.status.value().is_none_or(|status| *status == Status::Unknown) {
        parts.push(renderer.text(language, "status-unknown"));
    }
    let fields = values::service(service);
    let contact = ["phones", "email", "url"].into_iter().filter_map(|key| values::field(&fields, key));
    for told in contact.flat_map(values::Known::current) {
        let reference = renderer.source_ref(language, told.source, told.as_of);
        let according = renderer.text(language, "according-to");
        let text = reference.map(|reference| format!("{according} {}", reference.text));
        parts.extend(text.filter(|text| !parts.contains(text)));
    }
    parts.join("; ")
}

/// Post box, extension, street, town, region, postal code, country; the first two are not used.
fn postal(address: &Address) -> String {
    let part = |part: &Option<String>| part.as_deref().map(escaped).unwrap_or_default();
    let (street, town, code) = (part(&address.address_1), part(&address.city), part(&address.postal_code));
    format!(";;{street};{town};;{code};SE")
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// The longest line, in bytes, that a reader has to take.
const WIDTH: usize = 75;

struct Card {
    text: String,
}

impl Card {
    /// One line of content, folded between letters.
    fn line(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if width + letter.len_utf8() > WIDTH {
                self.text.push_str("\r\n ");
                width = 1;
            }
            self.text.push(letter);
            width += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_letters() {
        let mut card = Card { text: String::new() };
        card.line("NOTE", &"åäö".repeat(40));
        assert!(card.text.split("\r\n").all(|line| line.len() <= WIDTH), "{}", card.text);
        assert_eq!(card.text.replace("\r\n ", ""), format!("NOTE:{}\r\n", "åäö".repeat(40)));
    }

    #[test]
    fn what_parts_values_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
