//! The texts of the built-in theme: every language has all of them in every form that it needs, and all are used.

use super::*;
use crate::theme::EMBEDDED;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::path::Path;

/// The categories of number of each language (CLDR).
const LANGUAGES: [(&str, &[&str]); 4] = [
    ("en", &["one", "other"]),
    ("sv", &["one", "other"]),
    ("fi", &["one", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
];

/// What a text needs, and the forms that it has.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    variables: BTreeSet<String>,
    forms: BTreeSet<String>,
}

impl Shape {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(inline) => self.inline(inline),
                Expression::Select { selector, variants } => {
                    self.inline(selector);
                    for variant in variants {
                        if let VariantKey::Identifier { name } = variant.key {
                            self.forms.insert(name.to_owned());
                        }
                        self.pattern(&variant.value);
                    }
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        if let InlineExpression::VariableReference { id } = inline {
            self.variables.insert(id.name.to_owned());
        }
    }
}

fn shapes(language: &str) -> BTreeMap<String, Shape> {
    let file = EMBEDDED.get_file(format!("translations/{language}.ftl")).unwrap();
    let resource = FluentResource::try_new(file.contents_utf8().unwrap().to_owned()).unwrap();
    let mut shapes = BTreeMap::new();
    for entry in (0..).map_while(|at| resource.get_entry(at)) {
        let Entry::Message(message) = entry else { continue };
        let mut shape = Shape::default();
        shape.pattern(message.value.as_ref().unwrap());
        assert!(shapes.insert(message.id.name.to_owned(), shape).is_none(), "{} twice", message.id.name);
    }
    shapes
}

#[test]
fn every_language_has_every_text_in_every_form() {
    let english = shapes("en");
    assert!(english.len() > 400);
    for (language, forms) in LANGUAGES {
        let own = shapes(language);
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
        let forms: BTreeSet<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        for (key, shape) in &own {
            assert_eq!(shape.variables, english[key].variables, "{language}: {key}");
            let wanted = if english[key].forms.is_empty() { BTreeSet::new() } else { forms.clone() };
            assert_eq!(shape.forms, wanted, "{language}: {key}");
        }
    }
    let all: Vec<_> = EMBEDDED.get_dir("translations").unwrap().files().collect();
    assert_eq!(all.len(), LANGUAGES.len(), "a language that this test does not know");
}

/// The quoted texts of Lykta's own sources and of the templates, each with what stands before it.
fn quoted() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for (folder, ending) in [("src", ".rs"), ("themes/lykta/templates", ".html")] {
        let files = crate::source::walk(&root.join(folder)).unwrap();
        for file in files.iter().filter(|file| file.path.ends_with(ending) && !file.path.contains("tests")) {
            let text = std::fs::read_to_string(&file.file).unwrap();
            let parts: Vec<&str> = text.split('"').collect();
            let pairs = parts.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
            found.extend(pairs);
        }
    }
    found
}

#[test]
fn every_text_is_used() {
    let quoted: BTreeSet<String> = quoted().into_iter().map(|(_, text)| text).collect();
    // `"status-" ~ status`, `format!("kind-{}s")`, and words of a field, whose prefix is handed on alone.
    let begins = |key: &str| {
        let prefixes = key.match_indices('-').flat_map(|(at, _)| [&key[..at], &key[..=at]]);
        prefixes.into_iter().any(|prefix| quoted.contains(prefix))
            || quoted.iter().any(|text| {
                text.split_once('{').is_some_and(|(start, _)| start.len() > 3 && key.starts_with(start))
            })
    };
    let english = shapes("en");
    let unused: Vec<&String> = english.keys().filter(|key| !quoted.contains(*key) && !begins(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let english = shapes("en");
    let asks = [
        "t(key=",
        ".text(language, ",
        ".text(code, ",
        ".text_with(language, ",
        ".counted(language, ",
        "self.text(",
    ];
    let mut asked = 0;
    for (before, key) in quoted() {
        let asked_for = asks.iter().any(|ask| before.trim_end().ends_with(ask.trim_end()));
        if asked_for && key.is_ascii() && !key.ends_with('-') {
            assert!(english.contains_key(&key), "`{key}` is asked for and nowhere written");
            asked += 1;
        }
    }
    assert!(asked > 150, "only {asked} were found");
}

#[test]
fn texts_are_looked_for_from_near_to_far() {
    let chain = |code| chain(code, "sv").collect::<Vec<_>>();
    assert_eq!(chain("ar"), ["ar", "en", "sv"]);
    assert_eq!(chain("zh-Hant-TW"), ["zh-Hant-TW", "zh-Hant", "zh", "en", "sv"]);
}

#[test]
fn numbers_take_the_form_of_their_language() {
    let config = SourceFile::new("lykta.toml", "title='a'\nlanguage='ar'\n[languages.fi]\n");
    let config = Config::read(&config).unwrap();
    let files = EMBEDDED.get_dir("translations").unwrap().files().map(|file| {
        let name = file.path().file_name().unwrap().to_string_lossy().into_owned();
        let path = format!("{BUILT_IN}translations/{name}");
        (name, vec![ThemeFile { path, bytes: file.contents().to_vec() }])
    });
    let (translations, told) = Translations::new(&files.collect(), &config, |_| true).unwrap();
    assert_eq!(told, []);
    let days =
        |count| translations.counted("ar", "statement-response", count).replace(['\u{2068}', '\u{2069}'], "");
    let all: BTreeSet<String> = [0, 1, 2, 3, 11, 100].map(days).into();
    assert_eq!(all.len(), 6, "{all:?}");
    assert_eq!(days(7), "تحصل على الرد خلال 7 أيام.");
    assert_eq!(translations.counted("fi", "sessions", 1), "enintään 1 tapaaminen");
    assert_eq!(translations.counted("fi", "sessions", 15), "enintään 15 tapaamista");
    // A number with spaces keeps its order between Arabic words.
    assert_eq!(
        translations.with("ar", "call", &[("number", "020-390 000")]),
        "اتصل: \u{2068}020-390 000\u{2069}"
    );
}
