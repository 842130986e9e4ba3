//! What a page tells search engines, as schema.org in JSON-LD: what it is, and for a record what it shows.
//!
//! Only what is known is there. A service that is closed has no channels and no hours, so that no search
//! engine offers a door that does not open; what its status is stands in `disambiguatingDescription`. A
//! confidential address never is there.

use super::{Renderer, web_address, word};
use crate::content::areas::Area;
use crate::content::field::{Field, State};
use crate::content::page::Details;
use crate::content::period::Period;
use crate::content::records::{Organization, OrganizationType};
use crate::content::schedule::{Day, Schedule, ScheduleException};
use crate::content::service::{Address, Channel, Phone, Service, Status};
use crate::site::Page;
use serde::Serialize;
use serde_json::{Map, Value, json};

impl Renderer<'_> {
    /// The data of a page, if it has any, as it stands in a `<script>`.
    pub(super) fn json_ld(&self, page: &Page, kind: &str) -> Option<String> {
        let language = page.language();
        let front = &page.content.front;
        let mut object = match &page.content.details {
            _ if kind == "start" => members(json!({
                "@type": "WebSite",
                "name": self.site_title(language),
                "inLanguage": language,
                "url": self.absolute(&page.url),
            })),
            Details::Article(_) => members(json!({
                "@type": "Article",
                "headline": page.title(),
                "datePublished": front.date.map(|date| date.to_string()),
                "dateModified": front.updated.or(front.date).map(|date| date.to_string()),
                "isPartOf": { "@type": "WebSite", "name": self.site_title(language) },
                "inLanguage": language,
                "url": self.absolute(&page.url),
            })),
            Details::Service(service) => self.service_data(page, service),
            Details::Organization(organization) => self.organization_data(page, organization),
            Details::Source(_) | Details::Term(_) | Details::Section(_) => return None,
        };
        object.insert("@context".into(), "https://schema.org".into());
        object.insert("description".into(), json!(front.description));
        object.retain(|_, value| is_something(value));
        Some(for_script(&Value::Object(object)))
    }

    fn service_data(&self, page: &Page, s: &Service) -> Map<String, Value> {
        let language = page.language();
        let provider = s.organization.value().and_then(|id| self.provider(id, language));
        let public = provider.as_ref().is_some_and(|it| it["@type"] == "GovernmentOrganization");
        let status = s.status.value().copied().unwrap_or(Status::Unknown);
        let open = matches!(status, Status::Active | Status::Unknown);
        let words = |prefix: &str, words: Vec<String>| self.joined_words(language, prefix, &words);
        let mut object = members(json!({
            "@type": if public { "GovernmentService" } else { "Service" },
            "name": page.title(),
            "alternateName": owned(&s.alternate_name),
            "url": s.url.value().map(|url| web_address(url)),
            "mainEntityOfPage": self.absolute(&page.url),
            "provider": provider,
            "areaServed": areas(&s.service_areas),
            "serviceType": words("offer", names(&s.offers)),
            "audience": self.audience(language, s),
        }));
        if open {
            put(&mut object, "hoursAvailable", [hours(&s.schedules), exceptions(s)].concat());
            put(&mut object, "availableChannel", self.channels(language, s));
        }
        if status != Status::Active {
            let status = self.word_text(language, "status", &word(&status));
            object.insert("disambiguatingDescription".into(), status.into());
        }
        object
    }

    fn organization_data(&self, page: &Page, o: &Organization) -> Map<String, Value> {
        let phones = all(&o.phones);
        let parent = o.parent_organization.value().and_then(|id| self.provider(id, page.language()));
        members(json!({
            "@type": organization_type(o),
            "name": page.title(),
            "alternateName": owned(&o.alternate_name),
            "url": o.url.value().map(|url| web_address(url)),
            "mainEntityOfPage": self.absolute(&page.url),
            "email": o.email.value(),
            "telephone": phones.iter().map(|phone| telephone(phone)).collect::<Vec<_>>(),
            "parentOrganization": parent,
        }))
    }

    /// An organization as another record names it.
    fn provider(&self, id: &str, language: &str) -> Option<Value> {
        let page = self.site.shown(self.site.find(id, language)?);
        let Details::Organization(organization) = page.details() else { return None };
        let url = organization.url.value().map(|url| web_address(url));
        let object =
            members(json!({ "@type": organization_type(organization), "name": page.title(), "url": url }));
        Some(Value::Object(object))
    }

    /// For whom it is. The role stands first: people who buy are another audience than the person exposed.
    fn audience(&self, language: &str, s: &Service) -> Option<Value> {
        let words = |prefix: &str, words: Vec<String>| self.joined_words(language, prefix, &words);
        let object = members(json!({
            "audienceType": words("audience-role", names(&s.audience_role)),
            "name": words("target-group", names(&s.target_groups)),
            "suggestedMinAge": s.minimum_age.value(),
            "suggestedMaxAge": s.maximum_age.value(),
        }));
        let mut object = (!object.is_empty()).then_some(object)?;
        object.insert("@type".into(), "PeopleAudience".into());
        Some(Value::Object(object))
    }

    /// The ways to be in touch: those the sources name, and those that a number or address shows.
    fn channels(&self, language: &str, s: &Service) -> Vec<Value> {
        let mut channels: Vec<Channel> = all(&s.channels).into_iter().copied().collect();
        let phones = all(&s.phones);
        let shown = [
            (Channel::Phone, !phones.is_empty()),
            (Channel::Email, s.email.value().is_some()),
            (Channel::Web, s.url.value().is_some()),
        ];
        for (channel, known) in shown {
            if known && !channels.contains(&channel) {
                channels.push(channel);
            }
        }
        let hours = hours(&s.schedules);
        let contact = |object: Value| {
            let mut contact = members(object);
            contact.insert("@type".into(), "ContactPoint".into());
            put(&mut contact, "hoursAvailable", hours.clone());
            Value::Object(contact)
        };
        let channel = |channel: Channel| {
            let mut object = members(json!({
                "@type": "ServiceChannel",
                "name": self.word_text(language, "channel", &word(&channel)),
                "availableLanguage": owned(&s.languages),
            }));
            match channel {
                Channel::Phone => {
                    let points = phones.iter().map(|phone| contact(json!({ "telephone": telephone(phone) })));
                    put(&mut object, "servicePhone", points.collect());
                }
                Channel::Email => {
                    // schema.org has no e-mail of a channel but that of its contact point.
                    let point = s.email.value().map(|email| contact(json!({ "email": email })));
                    put(&mut object, "servicePhone", point.into_iter().collect());
                }
                Channel::Web => {
                    let url = s.url.value().map(|url| Value::from(web_address(url)));
                    put(&mut object, "serviceUrl", url.into_iter().collect());
                }
                Channel::Visit => put(&mut object, "serviceLocation", location(s).into_iter().collect()),
                Channel::Post => put(&mut object, "servicePostalAddress", addresses(s)),
                Channel::Chat | Channel::Outreach => {}
            }
            Value::Object(object)
        };
        let visit = channels.contains(&Channel::Visit);
        let mut channels: Vec<Value> = channels.into_iter().map(channel).collect();
        // Where a service is, is known of more of them than that one may come there: a channel without name.
        let place = location(s).filter(|_| !visit);
        channels.extend(place.map(|place| json!({ "@type": "ServiceChannel", "serviceLocation": place })));
        channels
    }

    fn joined_words(&self, language: &str, prefix: &str, words: &[String]) -> Option<String> {
        let words: Vec<String> = words.iter().map(|word| self.word_text(language, prefix, word)).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

fn organization_type(organization: &Organization) -> &'static str {
    match organization.organization_type.value() {
        Some(
            OrganizationType::Authority
            | OrganizationType::Municipality
            | OrganizationType::Region
            | OrganizationType::CountyBoard,
        ) => "GovernmentOrganization",
        Some(OrganizationType::Ngo) => "NGO",
        Some(OrganizationType::University) => "CollegeOrUniversity",
        Some(OrganizationType::Media) => "NewsMediaOrganization",
        Some(OrganizationType::Network | OrganizationType::Unknown) | None => "Organization",
    }
}

/// The current values of a list.
fn all<T>(field: &Field<Vec<T>>) -> Vec<&T> {
    let current = field.claims.iter().filter(|claim| claim.state == State::Current);
    current.flat_map(|claim| &claim.value).collect()
}

fn owned(field: &Field<Vec<String>>) -> Vec<String> {
    all(field).into_iter().cloned().collect()
}

fn names<T: Serialize>(field: &Field<Vec<T>>) -> Vec<String> {
    all(field).into_iter().map(word).collect()
}

/// A number in international form.
fn telephone(phone: &Phone) -> String {
    let href = phone.href();
    href.strip_prefix("tel:").unwrap_or(&href).to_owned()
}

fn areas(field: &Field<Vec<Area>>) -> Vec<Value> {
    let area = |area: &&Area| match area {
        Area::National => json!({ "@type": "Country", "name": "Sverige", "identifier": "SE" }),
        Area::County(place) | Area::Municipality(place) => {
            json!({ "@type": "AdministrativeArea", "name": place.name, "identifier": place.code })
        }
    };
    all(field).iter().map(area).collect()
}

fn hours(field: &Field<Vec<Schedule>>) -> Vec<Value> {
    all(field).into_iter().map(weekly).collect()
}

fn weekly(schedule: &Schedule) -> Value {
    let (days, opens, closes) = match schedule {
        Schedule::Always => (DAYS.map(|(_, name)| name).to_vec(), "00:00", "23:59"),
        Schedule::Weekly { days, opens, closes, .. } => {
            let open = DAYS.iter().filter(|(day, _)| days.contains(day));
            (open.map(|(_, name)| *name).collect(), opens.as_str(), closes.as_str())
        }
    };
    json!({ "@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes })
}

/// Exceptions of the week that have a date; schema.org has no days of every year. Closed is what opens and
/// closes at midnight.
fn exceptions(s: &Service) -> Vec<Value> {
    let specification = |exception: &ScheduleException| {
        let Period::Dated(from, to) = exception.period else { return None };
        let closed = || json!({ "@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00" });
        let mut object = exception.hours.as_ref().map_or_else(closed, weekly);
        object["validFrom"] = from.to_string().into();
        object["validThrough"] = to.to_string().into();
        Some(object)
    };
    let exceptions = s.schedule_exceptions.value().into_iter().flat_map(|all| &all.0);
    exceptions.filter_map(specification).collect()
}

const DAYS: [(Day, &str); 7] = [
    (Day::Mon, "Monday"),
    (Day::Tue, "Tuesday"),
    (Day::Wed, "Wednesday"),
    (Day::Thu, "Thursday"),
    (Day::Fri, "Friday"),
    (Day::Sat, "Saturday"),
    (Day::Sun, "Sunday"),
];

fn location(s: &Service) -> Option<Value> {
    let place = s.place.value().and_then(Area::name);
    let object = members(json!({ "name": s.locality.value().map(String::as_str).or(place),
        "address": addresses(s), "containedInPlace":
            place.map(|name| json!({ "@type": "AdministrativeArea", "name": name })) }));
    let mut object = (!object.is_empty()).then_some(object)?;
    put(&mut object, "specialOpeningHoursSpecification", exceptions(s));
    object.insert("@type".into(), "Place".into());
    Some(Value::Object(object))
}

fn addresses(s: &Service) -> Vec<Value> {
    let address = |address: &&Address| {
        let mut object = members(json!({ "streetAddress": address.address_1,
            "postalCode": address.postal_code, "addressLocality": address.city }));
        object.insert("@type".into(), "PostalAddress".into());
        object.insert("addressCountry".into(), "SE".into());
        Value::Object(object)
    };
    all(&s.addresses).iter().filter(|address| !address.confidential).map(address).collect()
}

/// The members of an object, without those that hold nothing.
fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(mut object) => {
            object.retain(|_, value| is_something(value));
            object
        }
        _ => Map::new(),
    }
}

fn is_something(value: &Value) -> bool {
    !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty())
}

/// One value stands for itself, several as a list.
fn put(object: &mut Map<String, Value>, key: &str, mut values: Vec<Value>) {
    match values.len() {
        0 => {}
        1 => drop(object.insert(key.to_owned(), values.remove(0))),
        _ => drop(object.insert(key.to_owned(), Value::Array(values))),
    }
}

/// JSON that can stand in a `<script>`: no `<` can end it or begin a comment.
pub(super) fn for_script(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_cannot_end_its_script() {
        assert_eq!(for_script(&json!({ "a": "</script><!--" })), r#"{"a":"\u003c/script>\u003c!--"}"#);
    }
}
