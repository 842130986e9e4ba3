//! `lykta.toml`: what the site is called, its languages, and where it differs from the defaults.

mod accessibility;
mod colours;
mod language;
mod quick_exit;

pub use accessibility::{Accessibility, Compliance, Localised, Method, ProblemKind, Statement};
pub(crate) use colours::parse as parse_colour;
pub use colours::{Colour, Colours, Palette};
pub use language::{Language, is_right_to_left};
pub use quick_exit::QuickExit;

use crate::content::node;
use crate::content::read::{Keys, Problems, Read};
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use language::{code, other_languages};

/// The name of the configuration file, which marks the root of a project.
pub const FILE: &str = "lykta.toml";

/// The site's configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What the site is called, in its main language.
    pub title: String,
    /// One or two sentences on what it is.
    pub description: Option<String>,
    /// The main language first, then the others in the order of the file.
    pub languages: Vec<Language>,
    /// The address it is published at, ending with `/`; none for a site that only has to work from disk.
    pub base_url: Option<String>,
    /// A UUID or name that makes exported ids the site's own.
    pub site_id: Option<String>,
    /// The theme's folder under `themes/`.
    pub theme: String,
    /// Where generated pages lie.
    pub urls: Urls,
    /// The id of the service whose number professionals can call; shown on the start page.
    pub featured: Option<String>,
    /// The ids of pages to turn to where a record names no way to be in touch.
    pub contact_route: Vec<String>,
    /// Whether pages that nobody has reviewed say so.
    pub mark_unreviewed: bool,
    /// How many entries a feed holds.
    pub feed_limit: usize,
    /// After how many years a fact is to be looked at again.
    pub review_after_years: usize,
    /// Whether raw HTML in Markdown is left as it is.
    pub trusted_html: bool,
    /// Where pages with a quick exit lead, and which have one.
    pub quick_exit: Option<QuickExit>,
    /// Where the site tells how accessible it is.
    pub accessibility: Option<Accessibility>,
    /// What it has in place of the theme's colours.
    pub colours: Colours,
}

/// The stems of pages that Lykta makes itself; Swedish sites may want Swedish ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urls {
    /// The A–Z of all pages.
    pub a_z: String,
    /// The search page.
    pub search: String,
    /// The folder of topics.
    pub topics: String,
    /// The folder of audiences.
    pub audiences: String,
    /// The folder of the finder's pages.
    pub finder: String,
    /// The accessibility statement of a public actor.
    pub accessibility: String,
    /// The page that shows where there is support for whom.
    pub coverage: String,
    /// The folder of easy-to-read versions, and the ending of their files' stems.
    pub easy: String,
}

impl Config {
    /// The main language.
    pub fn main_language(&self) -> &Language {
        &self.languages[0]
    }

    /// The language with a code.
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }

    /// The statement of a public actor, of which a page is made.
    pub fn statement(&self) -> Option<&Statement> {
        match &self.accessibility {
            Some(Accessibility::Statement(statement)) => Some(statement),
            _ => None,
        }
    }

    /// Reads the file; every mistake in it is told.
    pub fn read(file: &SourceFile) -> Result<Self, Vec<Diagnostic>> {
        let root = node::toml(&file.text, 0).map_err(|error| {
            vec![Diagnostic::error("config/syntax", error.message).at(file.locate(error.span))]
        })?;
        let mut problems = Problems::new(file);
        let config = Keys::of(&root, &mut problems).map(|mut keys| {
            let config = Self::from_keys(&mut keys);
            keys.finish("the configuration");
            config
        });
        let found = problems.finish();
        match config {
            Some(config) if found.is_empty() => Ok(config),
            _ => Err(found),
        }
    }

    fn from_keys(keys: &mut Keys<'_, '_, '_>) -> Self {
        let title: String = keys.take("title").unwrap_or_else(|| {
            let message = "The site has no title.".to_owned();
            let help = "Write `title = \"…\"` in lykta.toml.".to_owned();
            keys.problems.error("config/no-title", &(0..0), message, Some(help));
            String::new()
        });
        let main = Language {
            code: code(keys, "language").unwrap_or_else(|| "en".to_owned()),
            title: title.clone(),
            description: keys.take("description"),
            notice: keys.take("notice"),
            neutral_title: keys.take("neutral_title"),
            labels: Vec::new(),
        };
        let mut languages = vec![main];
        let others = other_languages(keys, &title, &languages[0].code);
        languages.extend(others);
        Self {
            description: languages[0].description.clone(),
            title,
            languages,
            base_url: base_url(keys),
            site_id: keys.take("site_id"),
            theme: keys.take("theme").unwrap_or_else(|| "lykta".to_owned()),
            urls: urls(keys),
            featured: keys.take("featured"),
            contact_route: keys.list("contact_route"),
            mark_unreviewed: keys.take("mark_unreviewed").unwrap_or_default(),
            feed_limit: limit(keys, "feed_limit", 30),
            review_after_years: limit(keys, "review_after_years", 3),
            trusted_html: keys.take("trusted_html").unwrap_or_default(),
            quick_exit: keys.take("quick_exit"),
            accessibility: keys.take("accessibility"),
            colours: keys.take("colours").unwrap_or_default(),
        }
    }
}

fn urls(keys: &mut Keys<'_, '_, '_>) -> Urls {
    let mut urls = Urls {
        a_z: "a-z".to_owned(),
        search: "search".to_owned(),
        topics: "topics".to_owned(),
        audiences: "audiences".to_owned(),
        finder: "find".to_owned(),
        accessibility: "accessibility".to_owned(),
        coverage: "coverage".to_owned(),
        easy: "easy".to_owned(),
    };
    let Some(node) = keys.node("urls") else { return urls };
    let Some(mut inner) = Keys::of(node, keys.problems) else { return urls };
    for (key, stem) in [
        ("a_z", &mut urls.a_z),
        ("search", &mut urls.search),
        ("topics", &mut urls.topics),
        ("audiences", &mut urls.audiences),
        ("finder", &mut urls.finder),
        ("accessibility", &mut urls.accessibility),
        ("coverage", &mut urls.coverage),
        ("easy", &mut urls.easy),
    ] {
        let Some(node) = inner.node(key) else { continue };
        let Some(text) = String::read(node, inner.problems) else { continue };
        let slug = crate::slug::slug(&text);
        if slug == text {
            *stem = text;
        } else {
            let message = format!("`{text}` cannot be part of an address.");
            inner.problems.error("config/bad-url", &node.span, message, Some(format!("Write `{slug}`.")));
        }
    }
    inner.finish("`urls`");
    urls
}

fn limit(keys: &mut Keys<'_, '_, '_>, key: &'static str, default: usize) -> usize {
    let Some(node) = keys.node(key) else { return default };
    let number = i64::read(node, keys.problems);
    let limit = number.and_then(|number| usize::try_from(number).ok());
    if number.is_some() && limit.is_none() {
        let message = "The number has to be zero or more.".to_owned();
        keys.problems.error("config/bad-number", &node.span, message, None);
    }
    limit.unwrap_or(default)
}

fn base_url(keys: &mut Keys<'_, '_, '_>) -> Option<String> {
    let node = keys.node("base_url")?;
    let text = String::read(node, keys.problems)?;
    match parse_base_url(&text) {
        Ok(url) => Some(url),
        Err(message) => {
            let help = "Write an address such as https://example.org/guide/.".to_owned();
            keys.problems.error("config/bad-base-url", &node.span, message, Some(help));
            None
        }
    }
}

/// An absolute http(s) address without query or fragment, made to end with `/`.
pub fn parse_base_url(text: &str) -> Result<String, String> {
    if !is_web_address(text) || text.contains(['?', '#']) {
        return Err(format!("`{text}` is not the address of a site."));
    }
    Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
}

/// Whether a text is an http(s) address that can stand in HTML and in a browser's address bar as it is.
fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "\"'<>\\".contains(letter);
    !host.is_empty() && !text.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config, Vec<Diagnostic>> {
        Config::read(&SourceFile::new("lykta.toml", text))
    }

    #[test]
    fn little_is_needed() {
        let config = read("title = 'Författningar'\nlanguage = \"sv\"\n").unwrap();
        assert_eq!(config.main_language().code, "sv");
        assert_eq!(config.urls.search, "search");
        assert_eq!(config.base_url, None);
    }

    #[test]
    fn languages_keep_their_order() {
        let config = read("title='a'\nlanguage='sv'\n[languages.fi]\n[languages.en]\ntitle='b'\n").unwrap();
        let codes: Vec<&str> = config.languages.iter().map(|language| language.code.as_str()).collect();
        assert_eq!(codes, ["sv", "fi", "en"]);
        assert_eq!(config.languages[2].title, "b");
    }

    #[test]
    fn every_mistake_is_told_at_its_place() {
        let told = read("titel = 'a'\nlanguage = 'svenska språket'\nbase_url = 'example.org'\n").unwrap_err();
        let codes: Vec<&str> = told.iter().map(|one| one.code).collect();
        let wanted =
            ["config/no-title", "config/unknown-language", "config/bad-base-url", "front-matter/unknown-key"];
        assert_eq!(codes, wanted);
        assert_eq!(told[1].location.as_ref().unwrap().spot.as_ref().unwrap().line, 2);
    }

    #[test]
    fn base_urls_end_with_a_slash() {
        assert_eq!(parse_base_url("https://example.org/a").unwrap(), "https://example.org/a/");
        assert!(parse_base_url("https://").is_err());
        assert!(parse_base_url("https://example.org/?a").is_err());
    }
}
