//! The Tera environment: templates of all layers, and the functions they can call.

use super::ThemeFile;
use super::minify::Elements;
use super::translations::Translations;
use crate::diagnostics::{Diagnostic, suggest};
use crate::site::view::Key;
use crate::source::SourceFile;
use fluent_bundle::{FluentArgs, FluentValue};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use tera::{ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

type Loaded = (Tera, HashMap<String, SourceFile>);

/// Compiles the templates. `assets` are addresses by name.
pub(super) fn load(
    files: &BTreeMap<String, Vec<ThemeFile>>,
    translations: Arc<Translations>,
    assets: HashMap<String, String>,
) -> Result<Loaded, Vec<Diagnostic>> {
    let mut tera = Tera::new();
    tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| text(&translations, &kwargs, state));
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| asset(&assets, &kwargs));
    tera.register_filter("unbroken", |text: &str, _: Kwargs, _: &State<'_>| unbroken(text));
    let elements = Elements::default();
    tera.register_filter("minified", move |html: &str, _: Kwargs, _: &State<'_>| elements.minified(html));
    let mut sources = HashMap::new();
    let mut told = Vec::new();
    for (name, layers) in files {
        let Some(layer) = layers.first() else { continue };
        match SourceFile::decode(&layer.path, &layer.bytes) {
            Ok(file) => {
                sources.insert(name.clone(), file);
            }
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    if !told.is_empty() {
        return Err(told);
    }
    let mut texts: Vec<(&str, &str)> =
        sources.iter().map(|(name, file)| (name.as_str(), &*file.text)).collect();
    texts.sort_unstable();
    match tera.add_raw_templates(texts) {
        Ok(()) => Ok((tera, sources)),
        Err(error) => Err(vec![template_error(&error, &sources, None)]),
    }
}

/// Templates in this folder are rendered once for many pages.
const SHARED: &str = "shared/";

/// The shared templates that others place (`shared.footer` is `shared/footer.html`), by name. What none places
/// need not be rendered: a site's own templates may do without.
pub(super) fn shared(sources: &HashMap<String, SourceFile>) -> Vec<(String, String)> {
    let placed = |name: &str| {
        let variable = format!("shared.{name}");
        sources.values().any(|file| file.text.contains(&variable))
    };
    let all = sources.keys().filter_map(|template| Some((template, template.strip_prefix(SHARED)?)));
    let named = all.map(|(template, name)| (name.strip_suffix(".html").unwrap_or(name), template));
    let mut placed: Vec<(String, String)> = named
        .filter(|(name, _)| placed(name))
        .map(|(name, template)| (name.to_owned(), template.clone()))
        .collect();
    placed.sort();
    placed
}

/// The quoted texts of all templates.
pub(super) struct Literals(BTreeSet<String>);

impl Literals {
    pub(super) fn of(files: &BTreeMap<String, Vec<ThemeFile>>) -> Self {
        let texts = files.values().filter_map(|layers| layers.first());
        let texts = texts.map(|layer| String::from_utf8_lossy(&layer.bytes));
        let quoted = |text: &str| text.split(['"', '\'', '`']).map(str::to_owned).collect::<Vec<_>>();
        Self(texts.flat_map(|text| quoted(&text)).collect())
    }

    /// Whether a template may ask for an interface text: by its key, or by the beginning of it, as in
    /// `t(key="status-" ~ status)`.
    pub(super) fn may_ask_for(&self, key: &str) -> bool {
        let beginnings = key.match_indices('-').map(|(at, _)| &key[..=at]);
        std::iter::once(key).chain(beginnings).any(|text| self.0.contains(text))
    }
}

/// Each template by its name, with its text and those of all templates and components that it names, and
/// these again: what a page depends on that is written with it.
pub(super) fn closures(sources: &HashMap<String, SourceFile>) -> Vec<(Key, Key)> {
    let mut components: HashMap<&str, &str> = HashMap::new();
    for (name, file) in sources {
        let parts = file.text.split("component ").skip(1);
        components.extend(parts.filter_map(|part| Some((word(part)?, name.as_str()))));
    }
    let named: HashMap<&str, Vec<&str>> = sources
        .iter()
        .map(|(name, file)| {
            let calls = file.text.split('<').skip(1).filter_map(|call| word(call.trim_start()));
            let called = calls.filter_map(|call| components.get(call).copied());
            let quoted = file.text.split(['"', '\'']).filter_map(|text| sources.get_key_value(text));
            (name.as_str(), called.chain(quoted.map(|(name, _)| name.as_str())).collect())
        })
        .collect();
    let closure = |name: &str| {
        let mut closure = BTreeSet::from([name]);
        let mut left = vec![name];
        while let Some(next) = left.pop() {
            left.extend(named[next].iter().filter(|other| closure.insert(other)));
        }
        let texts: Vec<(&str, &str)> = closure.into_iter().map(|name| (name, &*sources[name].text)).collect();
        Key::of(&texts)
    };
    sources.keys().map(|name| (Key::of(name), closure(name))).collect()
}

/// The name that a text begins with.
fn word(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len());
    (end > 0).then_some(&text[..end])
}

/// `t(key="…", name=value …)`: an interface text in the page's language.
fn text(translations: &Translations, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<String> {
    let key: &str = kwargs.must_get("key")?;
    let language: Option<Value> = state.get("lang")?;
    let language = language.as_ref().and_then(Value::as_str).unwrap_or_default();
    let mut args = FluentArgs::new();
    for (name, value) in kwargs.iter() {
        if let Some(name) = name.as_str().filter(|name| *name != "key") {
            let value = match value.as_i64() {
                Some(number) => FluentValue::from(number),
                None => FluentValue::from(value.to_string()),
            };
            args.set(name, value);
        }
    }
    translations
        .format(language, key, Some(&args))
        .ok_or_else(|| tera::Error::message(format!("there is no interface text `{key}`")))
}

/// `asset(name="…")`: the address of an asset, from the site's root.
fn asset(assets: &HashMap<String, String>, kwargs: &Kwargs) -> TeraResult<String> {
    let name: &str = kwargs.must_get("name")?;
    assets.get(name).cloned().ok_or_else(|| {
        let near = suggest(name, assets.keys().map(String::as_str));
        let hint = near.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        tera::Error::message(format!("there is no asset `{name}`{hint}"))
    })
}

/// A number that stays on one line: it is read out in one breath. No line ends between a hyphen and a digit, so
/// what is copied needs no other characters than spaces that do not break.
fn unbroken(number: &str) -> String {
    number.replace(' ', "\u{a0}")
}

/// An error of the template engine at its place in the template; `page` is what was being rendered.
pub fn template_error(
    error: &tera::Error,
    sources: &HashMap<String, SourceFile>,
    page: Option<&str>,
) -> Diagnostic {
    let report: Option<&ReportError> = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    };
    let cause = report.map_or_else(|| error.to_string(), |report| report.message().to_owned());
    let cause = cause.trim().trim_end_matches('.').to_owned();
    let message = match page {
        Some(page) => format!("The page {page} cannot be rendered: {cause}."),
        None => format!("The template has a mistake: {cause}."),
    };
    let diagnostic = Diagnostic::error("theme/template", message).help(
        "Look at the template's contexts in the manual; the site's own templates come before the theme's.",
    );
    let Some(report) = report else { return diagnostic };
    match sources.get(report.filename()) {
        Some(file) => diagnostic.at(file.locate(byte_range(file, report))),
        None => diagnostic.in_file(report.filename()),
    }
}

/// Tera counts lines from 1 and columns from 0, in characters.
fn byte_range(file: &SourceFile, report: &ReportError) -> std::ops::Range<usize> {
    let span = report.span();
    let byte = |line: usize, column: usize| {
        let start: usize = file.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = &file.text[start..];
        start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    };
    let start = byte(span.start_line, span.start_col);
    start..byte(span.end_line, span.end_col).max(start + 1)
}
