//! What becomes a link leads somewhere: web addresses, and addresses for e-mail.

use super::originals;
use crate::content::field::{Claim, State};
use crate::content::front_matter_tree;
use crate::content::page::Details;
use crate::diagnostics::Diagnostic;
use crate::site::{Page, Site};
use std::ops::Range;

/// Checks the addresses of every record. What is declared superseded may well be a misprint, but is shown as
/// text only.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    originals(site).flat_map(|(_, page)| web(page).into_iter().chain(email(page))).collect()
}

/// A web address becomes a link as it stands, so it has to be one of the web: `javascript:` would run.
fn web(page: &Page) -> Vec<Diagnostic> {
    let written = match &page.content.details {
        Details::Service(service) => current(&service.url.claims),
        Details::Organization(organization) => current(&organization.url.claims),
        Details::Source(source) => {
            let tree = front_matter_tree(&page.content.file);
            let place = tree.as_ref().and_then(|tree| tree.get("url")).map_or(0..0, |node| node.span.clone());
            source.url.as_deref().map(|url| (url, place)).into_iter().collect()
        }
        _ => Vec::new(),
    };
    let wrong = written.into_iter().filter(|(url, _)| !is_web_address(url));
    let told = wrong.map(|(url, place)| {
        Diagnostic::error("record/bad-url", format!("`{url}` is not a web address."))
            .at(page.content.file.locate(place))
            .help("Write it as a browser shows it, for example https://example.org/help.")
    });
    told.collect()
}

fn email(page: &Page) -> Vec<Diagnostic> {
    let written = match &page.content.details {
        Details::Service(service) => current(&service.email.claims),
        Details::Organization(organization) => current(&organization.email.claims),
        _ => Vec::new(),
    };
    let wrong = written.into_iter().filter(|(email, _)| !is_email(email));
    let told = wrong.map(|(email, place)| {
        Diagnostic::error("record/bad-email", format!("`{email}` is not an address for e-mail."))
            .at(page.content.file.locate(place))
            .help("Write the address alone, for example name@example.org.")
    });
    told.collect()
}

/// The values that are shown as links.
fn current(claims: &[Claim<String>]) -> Vec<(&str, Range<usize>)> {
    let shown = claims.iter().filter(|claim| claim.state != State::Superseded);
    shown.map(|claim| (claim.value.as_str(), claim.span.clone())).collect()
}

/// `http(s)://` or nothing before the host.
fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "80"));
    is_host(name)
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && !url.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

/// The rule of the HTML living standard (*valid e-mail address*), which browsers hold `mailto:` and forms to,
/// with two differences: the host has a full stop in it, and its letters may be of any script, as editors
/// write them.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(allowed) && is_host(host)
}

/// Labels of at most 63 letters, digits and hyphens, with full stops between them.
fn is_host(name: &str) -> bool {
    let label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty()
            && !ends
            && label.len() <= 63
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    name.contains('.') && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::told;

    #[test]
    fn links_lead_to_the_web() {
        for url in ["https://example.org/a?b#c", "www.umo.se", "http://å.se:8080/", "example.org"] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "example",
            "https://a b.se",
            "https://a..se",
            "https://a.se:/",
            "-a.se",
            "",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
        let record = |kind: &str| {
            format!("---\ntitle: S\ntype: {kind}\nurl: {{value: \"javascript:alert(1)\", source: k}}\n---\n")
        };
        assert_eq!(told(&[("s.md", &record("service"))]), [("record/bad-url", 4, 0)]);
        assert_eq!(told(&[("s.md", &record("organization"))]), [("record/bad-url", 4, 0)]);
        let source = "---\ntitle: S\ntype: source\npublished: \"2019\"\nurl: \"javascript:alert(1)\"\n---\n";
        assert_eq!(told(&[("s.md", source)]), [("record/bad-url", 5, 0)]);
    }

    #[test]
    fn letters_can_be_sent() {
        for email in ["name@example.org", "a.b+c@x-y.se", "info@å.se", "o'neill@example.org"] {
            assert!(is_email(email), "{email}");
        }
        for email in [
            "name",
            "@example.org",
            "name@",
            "name@example",
            "a b@example.org",
            "a@b@example.org",
            "Namn <name@example.org>",
            "mailto:name@example.org",
            "name@-a.se",
            "name@a..se",
            "å@example.org",
        ] {
            assert!(!is_email(email), "{email}");
        }
        let record = "---\ntitle: S\ntype: service\nsource: k\nemail: name(at)example.org\n---\n";
        assert_eq!(told(&[("s.md", record)]), [("record/bad-email", 5, 0)]);
        let old = "email: {claims: [{value: name@example, state: superseded}]}";
        assert_eq!(told(&[("s.md", &format!("---\ntitle: S\ntype: service\nsource: k\n{old}\n---\n"))]), []);
    }
}
