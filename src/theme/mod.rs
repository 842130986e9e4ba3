//! Templates, assets and interface texts: the embedded theme, with what a site puts in its place.
//!
//! A file is looked for in the site's own folders (`templates/`, `assets/`, `translations/`), then in
//! `themes/<name>/`, then in the theme that is part of Lykta, so a site overrides a theme file by file.

mod assets;
mod colours;
mod minify;
mod templates;
mod translations;

pub use assets::Asset;
pub(crate) use assets::SEARCH_ENGINE;
pub use minify::{html as minify_html, keep, script as minify_script, style as minify_style};
pub use templates::template_error;
pub use translations::Translations;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::site::view::Key;
use crate::source;
use include_dir::{Dir, include_dir};
use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/lykta");

/// A theme that is ready to render with.
pub struct Theme {
    /// The templates, with the functions they can call.
    pub tera: tera::Tera,
    /// The text of each template by name, for diagnostics.
    pub sources: HashMap<String, source::SourceFile>,
    /// The templates in `shared/` that others place, by name.
    pub shared: Vec<(String, String)>,
    /// Files to publish.
    pub assets: Vec<Asset>,
    /// Interface texts.
    pub translations: Arc<Translations>,
    /// What the interface texts are known by: their files.
    texts: Key,
}

/// A theme whose files are read. Its texts can be asked for; templates and assets are yet to be prepared, which
/// takes longer and need not be waited for to read content.
pub struct Opened {
    /// Interface texts.
    pub translations: Arc<Translations>,
    texts: Key,
    layouts: BTreeMap<String, Vec<ThemeFile>>,
    assets: BTreeMap<String, Vec<ThemeFile>>,
    told: Vec<Diagnostic>,
}

impl Opened {
    /// Reads the theme that the configuration names.
    pub fn open(root: &Path, config: &Config) -> Result<Self, Vec<Diagnostic>> {
        let folder = root.join("themes").join(&config.theme);
        if config.theme != "lykta" && !folder.is_dir() {
            let message = format!("There is no theme `{}`.", config.theme);
            return Err(vec![
                Diagnostic::error("theme/missing", message)
                    .in_file(crate::config::FILE)
                    .help(format!("Put it into `themes/{}/`, or leave `theme` out.", config.theme)),
            ]);
        }
        let read = |part: &str| {
            let places = [root.join(part), folder.join(part)];
            layered(part, root, &places).map_err(|diagnostic| vec![diagnostic])
        };
        let layouts = read("templates")?;
        // Asked only where a site has texts of its own.
        let asked = LazyCell::new(|| templates::Literals::of(&layouts));
        let texts = read("translations")?;
        let mut assets = read("assets")?;
        let mut told = colours::apply(&config.colours, &mut assets);
        let (translations, of_texts) = Translations::new(&texts, config, |key| asked.may_ask_for(key))?;
        told.extend(of_texts);
        let texts: Vec<_> = texts.values().flatten().map(|file| (&file.path, &file.bytes)).collect();
        let texts = Key::of(&texts);
        Ok(Self { translations: Arc::new(translations), texts, layouts, assets, told })
    }

    /// Prepares what pages are rendered with.
    pub fn prepare(self) -> Result<(Theme, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Self { translations, texts, layouts, assets, mut told } = self;
        let (assets, of_assets) = assets::prepare(assets);
        told.extend(of_assets);
        if crate::diagnostics::any_error(&told) {
            return Err(told);
        }
        let names = assets.iter().map(|asset| (asset.name.clone(), asset.url.clone())).collect();
        let (tera, sources) = templates::load(&layouts, Arc::clone(&translations), names)?;
        let shared = templates::shared(&sources);
        Ok((Theme { tera, sources, shared, assets, translations, texts }, told))
    }
}

impl Theme {
    /// Loads the theme that the configuration names.
    pub fn load(root: &Path, config: &Config) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        Opened::open(root, config)?.prepare()
    }

    /// Whether nothing but templates tells this theme from another one.
    pub fn same_but_templates(&self, other: &Self) -> bool {
        self.texts == other.texts && self.assets == other.assets && self.shared == other.shared
    }

    /// Each template, and what it is known by: its text and those of all templates that it names.
    pub fn templates(&self) -> impl Iterator<Item = (Key, Key)> {
        templates::closures(&self.sources).into_iter()
    }

    /// What a template makes of a context; `what` is the page that it is for.
    pub fn render(&self, template: &str, context: &tera::Context, what: &str) -> Result<String, Diagnostic> {
        let made = self.tera.render(template, context);
        made.map_err(|error| template_error(&error, &self.sources, Some(what)))
    }

    /// The address of an asset by its name, such as `lykta.css`.
    pub fn asset_url(&self, name: &str) -> Option<&str> {
        self.assets.iter().find(|asset| asset.name == name).map(|asset| asset.url.as_str())
    }
}

/// A file of a theme: where diagnostics say it is, and its bytes.
pub(crate) struct ThemeFile {
    path: String,
    bytes: Vec<u8>,
}

/// The files of one part of a theme by name; what comes first in `places` hides what comes later, and all
/// hide the embedded theme.
fn layered(
    part: &str,
    root: &Path,
    places: &[std::path::PathBuf],
) -> Result<BTreeMap<String, Vec<ThemeFile>>, Diagnostic> {
    let mut files: BTreeMap<String, Vec<ThemeFile>> = BTreeMap::new();
    for place in places {
        for found in source::walk(place)? {
            let path = found.file.strip_prefix(root).unwrap_or(&found.file);
            let path = source::slashed(path)?;
            let bytes = std::fs::read(&found.file).map_err(|error| {
                Diagnostic::error("theme/unreadable", format!("The file cannot be read: {error}."))
                    .in_file(&path)
            })?;
            files.entry(found.path).or_default().push(ThemeFile { path, bytes });
        }
    }
    if let Some(folder) = EMBEDDED.get_dir(part) {
        embedded(folder, part, &mut files);
    }
    Ok(files)
}

fn embedded(folder: &Dir<'_>, part: &str, files: &mut BTreeMap<String, Vec<ThemeFile>>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(part).unwrap_or(&path).trim_start_matches('/').to_owned();
        let path = format!("(Lykta)/{path}");
        files.entry(name).or_default().push(ThemeFile { path, bytes: file.contents().to_vec() });
    }
    for folder in folder.dirs() {
        embedded(folder, part, files);
    }
}
