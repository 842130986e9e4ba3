//! Interface texts in Fluent files, one a language.

use super::ThemeFile;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::finder::Stems;
use crate::markdown::Labels;
use crate::source::SourceFile;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use unic_langid::LanguageIdentifier;

/// The language that every text exists in.
const FALLBACK: &str = "en";

/// The texts of every language of the site, and the fallback's.
pub struct Translations {
    bundles: HashMap<String, FluentBundle<FluentResource>>,
}

impl Translations {
    /// Reads `<language>.ftl` of every layer; a site's own file replaces single texts. What is missing in a
    /// language is told, and shown in the fallback language.
    pub(super) fn new(
        files: &BTreeMap<String, Vec<ThemeFile>>,
        config: &Config,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut bundles = HashMap::new();
        let mut keys: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut mistakes = Vec::new();
        let languages = config.languages.iter().map(|language| language.code.as_str());
        for language in languages.chain([FALLBACK]) {
            if bundles.contains_key(language) {
                continue;
            }
            let none = Vec::new();
            let layers = files.get(&format!("{language}.ftl")).unwrap_or(&none);
            let (bundle, own_keys, told) = bundle(language, layers);
            bundles.insert(language.to_owned(), bundle);
            keys.insert(language.to_owned(), own_keys);
            mistakes.extend(told);
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok((Self { bundles }, missing(&keys)))
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

    /// A text, if there is one: in the language, or in the fallback.
    pub(super) fn format(&self, language: &str, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        [language, FALLBACK].into_iter().find_map(|language| {
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

type Read = (FluentBundle<FluentResource>, BTreeSet<String>, Vec<Diagnostic>);

fn bundle(language: &str, layers: &[ThemeFile]) -> Read {
    let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Texts stand in elements with a direction of their own; marks around each variable would be read out.
    bundle.set_use_isolating(false);
    let (mut keys, mut told) = (BTreeSet::new(), Vec::new());
    // The nearest layer comes first and overrides, so it is added last.
    for layer in layers.iter().rev() {
        let file = match SourceFile::decode(&layer.path, &layer.bytes) {
            Ok(file) => file,
            Err(diagnostic) => {
                told.push(diagnostic);
                continue;
            }
        };
        match FluentResource::try_new(file.text.replace("\r\n", "\n")) {
            Ok(resource) => {
                keys.extend(message_keys(&resource));
                bundle.add_resource_overriding(resource);
            }
            Err((_, errors)) => told.extend(errors.into_iter().map(|error| {
                Diagnostic::error("theme/translation", format!("{error}."))
                    .at(file.locate(error.pos.clone()))
                    .help("See https://projectfluent.org/fluent/guide/ for the syntax.")
            })),
        }
    }
    (bundle, keys, told)
}

fn message_keys(resource: &FluentResource) -> impl Iterator<Item = String> + '_ {
    // Entries other than messages (comments, terms) cannot be asked for.
    (0..).map_while(|at| resource.get_entry(at)).filter_map(|entry| match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    })
}

fn missing(keys: &HashMap<String, BTreeSet<String>>) -> Vec<Diagnostic> {
    let Some(all) = keys.get(FALLBACK) else { return Vec::new() };
    let mut told = Vec::new();
    for (language, own) in keys {
        let file = format!("translations/{language}.ftl");
        if own.is_empty() {
            let message = format!("There are no interface texts in `{language}`; English ones are shown.");
            told.push(
                Diagnostic::warning("theme/missing-translation", message)
                    .in_file(file)
                    .help("Write this file with the keys of the theme's `translations/en.ftl`."),
            );
            continue;
        }
        for key in all.difference(own) {
            let message = format!("The interface text `{key}` is missing in `{language}`; English is shown.");
            told.push(Diagnostic::warning("theme/missing-translation", message).in_file(&file));
        }
    }
    told
}
