//! What HTML an editor may use, and the cleaning of a body that holds any.
//!
//! The lists here are the only place that says what is allowed. They keep ids, classes and what describes
//! an element to assistive technology, for our own markup is cleaned along with the editor's; `style`
//! attributes are never kept, for the content security policy stops them anyway.

use ammonia::Builder;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements, each with the attributes that it may have besides [`GENERIC`].
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang", "rel", "download"]),
    ("abbr", &[]),
    ("aside", &[]),
    ("audio", &["src", "controls", "preload", "loop", "muted"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["cite", "datetime"]),
    ("details", &["open", "name"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "loading", "decoding"]),
    ("ins", &["cite", "datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "reversed", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("source", &["src", "type"]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["src", "poster", "controls", "preload", "loop", "muted", "width", "height"]),
    ("wbr", &[]),
];

/// Attributes that every element may have; also those that begin with [`DESCRIBING`].
const GENERIC: &[&str] = &["class", "dir", "id", "lang", "role", "tabindex", "title"];

const DESCRIBING: &str = "aria-";

/// Whether an element is kept.
pub(super) fn allows_element(name: &str) -> bool {
    attributes(name).is_some()
}

/// Whether an element keeps an attribute.
pub(super) fn allows_attribute(element: &str, name: &str) -> bool {
    GENERIC.contains(&name)
        || name.starts_with(DESCRIBING)
        || attributes(element).is_some_and(|allowed| allowed.contains(&name))
}

fn attributes(element: &str) -> Option<&'static [&'static str]> {
    let at = ELEMENTS.binary_search_by(|(name, _)| (*name).cmp(element)).ok()?;
    Some(ELEMENTS[at].1)
}

/// Cleans a whole body. The walk in `raw` has told the editor what goes; this is what keeps readers safe,
/// for it reads HTML as browsers do.
pub(super) fn clean(html: &str) -> String {
    static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let attributes: HashMap<&str, HashSet<&str>> =
            ELEMENTS.iter().map(|(name, allowed)| (*name, allowed.iter().copied().collect())).collect();
        let mut builder = Builder::new();
        builder
            .tags(ELEMENTS.iter().map(|(name, _)| *name).collect())
            .tag_attributes(attributes)
            .generic_attributes(GENERIC.iter().copied().collect())
            .generic_attribute_prefixes(HashSet::from([DESCRIBING]))
            .add_url_schemes(["data"])
            .attribute_filter(|element, attribute, value| {
                let data =
                    value.trim_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
                (!data || (element, attribute) == ("img", "src")).then_some(value.into())
            })
            // Links have their own already.
            .link_rel(None);
        builder
    });
    CLEANER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn the_manual_has_the_whole_list() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/content/manual/markdown.md");
        let manual = std::fs::read_to_string(path).unwrap();
        let (_, part) = manual.split_once("\n## Raw HTML\n").unwrap();
        let part = part.split("\n## ").next().unwrap();
        let words =
            |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
        let mut told: HashMap<String, Vec<String>> = HashMap::new();
        for line in part.lines() {
            if let Some((element, attributes)) =
                line.strip_prefix("| `").and_then(|row| row.split_once("` | "))
            {
                told.insert(element.to_owned(), words(attributes));
            } else if line.starts_with("These elements have") {
                told.extend(words(line).into_iter().map(|element| (element, Vec::new())));
            } else if line.starts_with("These attributes") {
                let general = GENERIC.iter().chain([&DESCRIBING]).map(|name| (*name).to_owned());
                assert_eq!(words(line), general.collect::<Vec<_>>());
            }
        }
        let list = ELEMENTS.iter().map(|(name, allowed)| {
            ((*name).to_owned(), allowed.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(told, list.collect::<HashMap<_, _>>());
    }

    #[test]
    fn keeps_our_markup_and_drops_what_could_do_harm() {
        let ours = "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"x\"><h2 id=\"x\">F</h2></section>";
        assert_eq!(clean(ours), ours);
        assert_eq!(
            clean(
                "<p style=\"color:red\" onclick=\"x()\">a<script>b()</script><img src=x onerror=y></p><iframe>"
            ),
            "<p>a<img src=\"x\"></p>"
        );
        assert_eq!(clean("<a href=\"data:text/html,x\">a</a>"), "<a>a</a>");
        assert_eq!(clean("<img src=\"data:image/png,x\">"), "<img src=\"data:image/png,x\">");
    }
}
