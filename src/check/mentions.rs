//! Which services a sentence speaks of: those that it links to, and those that it names.
//!
//! A service is named by its title, what stands in it before a comma, colon or bracket, and its other names,
//! in whole words; of several names at one place the longest counts. A word that several titles begin with
//! (*Mikamottagningen* in Stockholm and in Göteborg) names all of them, unless one is named in full.

use super::text::Sentence;
use super::{original, originals};
use crate::content::page::{Details, Kind};
use crate::site::{Id, Page, Site};
use std::collections::{BTreeSet, HashMap};

/// The services of a site by their names.
pub(super) struct Services {
    /// By the first word, the names that begin with it, the longest first.
    names: HashMap<String, Vec<Name>>,
    /// By the first word of several titles, their services.
    families: HashMap<String, BTreeSet<Id>>,
}

struct Name {
    words: Vec<String>,
    service: Id,
}

/// Shorter first words (*En*, *Råd*) are no names.
const FAMILY_LETTERS: usize = 4;

impl Services {
    /// Collects the names of a site's services.
    pub(super) fn new(site: &Site) -> Self {
        let others: BTreeSet<String> = site
            .pages
            .iter()
            .filter(|page| page.kind() != Kind::Service)
            .map(|page| page.title().to_lowercase())
            .collect();
        let mut services = Self { names: HashMap::new(), families: HashMap::new() };
        for (id, page) in originals(site) {
            let Details::Service(service) = &page.content.details else { continue };
            let titles: Vec<&str> =
                page.versions.iter().map(|version| site.pages[*version].title()).collect();
            let short = titles.iter().filter_map(|title| title.split([',', ':', '(']).next());
            let short = short.filter(|short| !others.contains(&short.trim().to_lowercase()));
            let other = service.alternate_name.claims.iter().flat_map(|claim| &claim.value);
            for name in titles.iter().copied().chain(short).chain(other.map(String::as_str)) {
                let words: Vec<String> = words(name).collect();
                if let Some(first) = words.first() {
                    services.names.entry(first.clone()).or_default().push(Name { words, service: id });
                }
            }
            for first in titles.iter().filter_map(|title| words(title).next()) {
                if first.chars().count() >= FAMILY_LETTERS {
                    services.families.entry(first).or_default().insert(id);
                }
            }
        }
        services.families.retain(|_, members| members.len() > 1);
        for names in services.names.values_mut() {
            names.sort_by(|a, b| (b.words.len(), a.service).cmp(&(a.words.len(), b.service)));
        }
        services
    }

    /// The services that a sentence of a page speaks of.
    pub(super) fn in_sentence(&self, site: &Site, page: &Page, sentence: &Sentence) -> BTreeSet<Id> {
        let links = page.content.body.links.iter().zip(&page.links);
        let linked = links
            .filter(|(link, _)| link.span.start < sentence.span.end && sentence.span.start < link.span.end);
        let linked = linked.flat_map(|(_, resolved)| resolved.pages());
        let linked = linked.filter(|id| site.pages[**id].kind() == Kind::Service);
        let linked = linked.map(|id| original(site, *id));
        let mut found: BTreeSet<Id> = linked.collect();
        let (named, families) = self.in_text(&sentence.text);
        found.extend(named);
        for family in families {
            if found.is_disjoint(family) {
                found.extend(family);
            }
        }
        found
    }

    fn in_text(&self, text: &str) -> (Vec<Id>, Vec<&BTreeSet<Id>>) {
        let text: Vec<String> = words(text).collect();
        let (mut named, mut families) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < text.len() {
            let first = text[at].as_str();
            let known = [Some(first), first.strip_suffix('s')].into_iter().flatten();
            let names = known.clone().filter_map(|first| self.names.get(first)).flatten();
            let fits = names.filter(|name| begins(&text[at..], &name.words));
            let longest = fits.clone().map(|name| name.words.len()).max();
            if let Some(longest) = longest {
                named.extend(fits.filter(|name| name.words.len() == longest).map(|name| name.service));
            } else {
                families.extend(known.filter_map(|first| self.families.get(first)));
            }
            at += longest.unwrap_or(1);
        }
        (named, families)
    }
}

/// Whether a text begins with a name; the last word may be a genitive.
fn begins(text: &[String], name: &[String]) -> bool {
    let same = |(at, (word, wanted)): (usize, (&String, &String))| {
        word == wanted || (at + 1 == name.len() && word.strip_suffix('s') == Some(wanted.as_str()))
    };
    text.len() >= name.len() && text.iter().zip(name).enumerate().all(same)
}

/// The words of a text in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::super::text::Said;
    use super::*;
    use crate::check::site;

    #[test]
    fn links_and_the_longest_names_count() {
        let service = |title: &str| format!("---\ntitle: {title}\ntype: service\nsource: k\n---\n");
        let site = site(&[
            ("mika-s.md", &service("Mikamottagningen i Stockholm")),
            ("mika-g.md", &service("Mikamottagningen i Göteborg")),
            ("chatt.md", &service("Pegasuschatten")),
            ("radet.md", &service("\"Rådet: samtal\"\nalternate_name: Rådhuset")),
            (
                "a.md",
                "# A\n\nHos [oss](chatt.md). Mikamottagningens dörr. Mikamottagningen i Stockholm är \
                 Mikamottagningen. Rådets hus. Rådhuset. Chatten.\n",
            ),
        ]);
        let services = Services::new(&site);
        let said = Said::new(&site, site.pages.iter().position(|page| page.title() == "A").unwrap());
        let found: Vec<Vec<&str>> = said
            .sentences()
            .iter()
            .map(|one| services.in_sentence(&site, said.page, one))
            .map(|ids| ids.into_iter().map(|id| site.pages[id].content.id()).collect())
            .collect();
        let wanted: [&[&str]; 7] =
            [&[], &["chatt"], &["mika-g", "mika-s"], &["mika-s"], &["radet"], &["radet"], &[]];
        assert_eq!(found, wanted);
    }
}
