//! Interface texts in Fluent files, one a language.

use super::ThemeFile;
use crate::config::Config;
use crate::diagnostics::{Diagnostic, suggest};
use crate::finder::Stems;
use crate::markdown::Labels;
use crate::source::SourceFile;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The language that every text of the built-in theme exists in.
const FALLBACK: &str = "en";

/// Where the files of the built-in theme are said to lie.
const BUILT_IN: &str = "(Lykta)/";

/// The texts of every language of the site, and of those that stand in for them.
pub struct Translations {
    bundles: HashMap<String, FluentBundle<FluentResource>>,
    /// The site's main language, which stands in where there is no English text either.
    main: String,
}

/// What the files of one language hold.
struct Language {
    bundle: FluentBundle<FluentResource>,
    /// Every key, with the place of it where a site or its theme has written it.
    keys: BTreeMap<String, Option<Place>>,
}

/// Where a key stands in a file, to be looked up when there is something to tell about it.
#[derive(Clone)]
struct Place {
    file: Arc<SourceFile>,
    key: Range<usize>,
}

impl Translations {
    /// Reads `<language>.ftl` of every layer; a site's own file replaces single texts. What is missing in a
    /// language is told, and shown in the next one of its [chain]. What a site or its theme has written and no
    /// template asks for is told too; `asked_for` answers whether one does.
    pub(super) fn new(
        files: &BTreeMap<String, Vec<ThemeFile>>,
        config: &Config,
        asked_for: impl Fn(&str) -> bool,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut languages: BTreeMap<String, Language> = BTreeMap::new();
        let mut mistakes = Vec::new();
        let main = config.main_language().code.as_str();
        let codes = config.languages.iter().flat_map(|language| chain(&language.code, main));
        let codes: BTreeSet<&str> = codes.collect();
        let read = |code: &str| {
            let layers = files.get(&format!("{code}.ftl"));
            language(code, layers.map(Vec::as_slice).unwrap_or_default())
        };
        let read: Vec<_> = codes.into_par_iter().map(|code| (code, read(code))).collect();
        for (code, read) in read {
            match read {
                Ok(language) => drop(languages.insert(code.to_owned(), language)),
                Err(told) => mistakes.extend(told),
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let mut told = missing(&languages, config);
        told.extend(unused(&languages, asked_for));
        let bundles = languages.into_iter().map(|(code, language)| (code, language.bundle)).collect();
        Ok((Self { bundles, main: main.to_owned() }, told))
    }

    /// A text without variables.
    pub fn text(&self, language: &str, key: &str) -> String {
        self.format(language, key, None).unwrap_or_else(|| key.to_owned())
    }

    /// A text with variables.
    pub fn with(&self, language: &str, key: &str, args: &[(&str, &str)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        self.format(language, key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// A text that counts, in the form that the language has for the number.
    pub fn counted(&self, language: &str, key: &str, count: i64) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        self.format(language, key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// A text, if there is one: in the language, or in another of its chain.
    pub(super) fn format(&self, language: &str, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        chain(language, &self.main).find_map(|language| {
            let bundle = self.bundles.get(language)?;
            let pattern = bundle.get_message(key)?.value()?;
            Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
        })
    }

    /// The words that become part of the addresses of the finder's ready-made lists.
    pub fn stems(&self, language: &str) -> Stems {
        let stem = |name: String| {
            let stem = crate::slug::slug(&self.text(language, &format!("finder-url-{name}")));
            (!stem.is_empty()).then_some((name, stem))
        };
        crate::finder::names().into_iter().filter_map(stem).collect()
    }

    /// The texts that become part of a page's Markdown.
    pub fn labels(&self, language: &str) -> Labels {
        let text = |key: &str| self.text(language, key);
        let numbered = |key: &str| self.with(language, key, &[("n", "{n}")]);
        Labels {
            footnotes: text("md-footnotes"),
            footnote: numbered("md-footnote"),
            footnote_back: numbered("md-footnote-back"),
            note: text("md-note"),
            tip: text("md-tip"),
            important: text("md-important"),
            warning: text("md-warning"),
            caution: text("md-caution"),
            external_link: text("md-external-link"),
            task_done: text("md-task-done"),
            task_open: text("md-task-open"),
            table: numbered("md-table"),
        }
    }
}

/// The languages in which a text is looked for: `sv-FI`, `sv`, then English, then the main language of the site,
/// which has the texts that are the site's own.
fn chain<'a>(language: &'a str, main: &'a str) -> impl Iterator<Item = &'a str> {
    let broader =
        std::iter::successors(Some(language), |code| code.rsplit_once('-').map(|(broader, _)| broader));
    broader.chain([FALLBACK, main])
}

fn language(code: &str, layers: &[ThemeFile]) -> Result<Language, Vec<Diagnostic>> {
    let identifier: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // A name or a number in a text of the other direction would pull its surroundings along. Elsewhere the marks
    // that prevent it are of no use, and in the way of whoever copies a text.
    bundle.set_use_isolating(crate::config::is_right_to_left(code));
    let (mut keys, mut told) = (BTreeMap::new(), Vec::new());
    // The nearest layer comes first and overrides, so it is added last.
    for layer in layers.iter().rev() {
        let file = match SourceFile::decode(&layer.path, &layer.bytes) {
            Ok(file) => Arc::new(file),
            Err(diagnostic) => {
                told.push(diagnostic);
                continue;
            }
        };
        match FluentResource::try_new(file.text.replace("\r\n", "\n")) {
            Ok(resource) => {
                let places = if file.path.starts_with(BUILT_IN) { HashMap::new() } else { places(&file) };
                for key in message_keys(&resource) {
                    let place = |at: &usize| Place { file: Arc::clone(&file), key: *at..at + key.len() };
                    let own = places.get(key.as_str()).map(place);
                    keys.entry(key)
                        .and_modify(|known: &mut Option<Place>| *known = known.take().and(own.clone()))
                        .or_insert(own);
                }
                bundle.add_resource_overriding(resource);
            }
            Err((_, errors)) => told.extend(errors.into_iter().map(|error| {
                Diagnostic::error("theme/translation", format!("{error}."))
                    .at(file.locate(error.pos.clone()))
                    .help("See https://projectfluent.org/fluent/guide/ for the syntax.")
            })),
        }
    }
    if told.is_empty() { Ok(Language { bundle, keys }) } else { Err(told) }
}

fn message_keys(resource: &FluentResource) -> impl Iterator<Item = String> + '_ {
    // Entries other than messages (comments, terms) cannot be asked for.
    (0..).map_while(|at| resource.get_entry(at)).filter_map(|entry| match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    })
}

/// Where a file has its keys: at the beginning of a line, before the text.
fn places(file: &SourceFile) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once('=') {
            places.entry(key.trim_end()).or_insert(start);
        }
        start += line.len();
    }
    places
}

/// What a language of the site lacks, that another one has.
fn missing(languages: &BTreeMap<String, Language>, config: &Config) -> Vec<Diagnostic> {
    let main = config.main_language().code.as_str();
    let mut told = Vec::new();
    for code in config.languages.iter().map(|language| language.code.as_str()) {
        let file = format!("translations/{code}.ftl");
        let own = || chain(code, main).take_while(|near| *near != FALLBACK || code == FALLBACK);
        let has =
            |key: &str| own().filter_map(|code| languages.get(code)).any(|one| one.keys.contains_key(key));
        let lacks_all = own().filter_map(|code| languages.get(code)).all(|one| one.keys.is_empty());
        if lacks_all {
            let message = format!("There are no interface texts in `{code}`; English ones are shown.");
            told.push(
                Diagnostic::warning("theme/missing-translation", message)
                    .in_file(file)
                    .help("Write this file with the keys of the theme's `translations/en.ftl`."),
            );
            continue;
        }
        let all: BTreeSet<&String> = languages.values().flat_map(|language| language.keys.keys()).collect();
        for key in all.into_iter().filter(|key| !has(key)) {
            let shown = chain(code, main)
                .find(|code| languages.get(*code).is_some_and(|one| one.keys.contains_key(key)));
            let shown = shown.map_or_else(
                || "no page can show it".to_owned(),
                |code| format!("that in `{code}` is shown"),
            );
            let message = format!("The interface text `{key}` is missing in `{code}`; {shown}.");
            told.push(
                Diagnostic::warning("theme/missing-translation", message)
                    .in_file(&file)
                    .help(format!("Write `{key} = …` in this file.")),
            );
        }
    }
    told
}

/// Texts that a site or its theme has written, and that no page can show: most often a key misspelt.
fn unused(languages: &BTreeMap<String, Language>, asked_for: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let built_in = |key: &str| {
        let english = languages.get(FALLBACK).and_then(|english| english.keys.get(key));
        english.is_some_and(Option::is_none)
    };
    let mut told = Vec::new();
    for language in languages.values() {
        for (key, place) in &language.keys {
            let Some(place) = place else { continue };
            if built_in(key) || asked_for(key) {
                continue;
            }
            let known = languages.get(FALLBACK).into_iter().flat_map(|english| english.keys.keys());
            let near = suggest(key, known.map(String::as_str).filter(|known| *known != key));
            let mut diagnostic = Diagnostic::warning(
                "theme/unused-translation",
                format!("No template asks for the text `{key}`."),
            )
            .at(place.file.locate(place.key.clone()));
            diagnostic.help = Some(near.map_or_else(
                || "Remove it, or ask for it with `t(key=…)`.".to_owned(),
                |near| format!("Did you mean `{near}`?"),
            ));
            told.push(diagnostic);
        }
    }
    told
}

#[cfg(test)]
mod tests;
