//! Lykta turns a folder of Markdown articles and typed service records into a static knowledge site.
//!
//! The way of the data is the way through this file. [`load`] reads: configuration, then the
//! [files](source) of `content/`, their [front matter and Markdown](content), and from all of them the
//! [site](site) with its links, which is [checked](check). [`render`] writes: pages through the
//! [theme](theme), [the search index](search) and [exports](export), each file into a [sink](publish::Sink).
//! A build's sink is a [staging folder](publish::Staging), the preview's is [memory](publish::Memory).
//!
//! Each stage takes values and returns values, with what it has to tell as [diagnostics]; none prints, and
//! only [`publish`] writes to the disk.

pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod date;
pub mod diagnostics;
pub mod export;
pub mod finder;
pub mod import;
pub mod inputs;
pub mod markdown;
pub mod publish;
pub mod render;
pub mod search;
pub mod serve;
pub mod session;
pub mod site;
pub mod slug;
pub mod source;
mod text;
pub mod theme;

use config::Config;
use date::Date;
use diagnostics::Diagnostic;
use publish::{Role, Sink};
use rayon::prelude::*;
use render::Renderer;
use site::{CopiedFile, Site};
use source::SourceFile;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use theme::{Opened, Theme, Translations};
use tracing::{debug_span, info_span};

/// What decides what a build makes, besides the project's files.
#[derive(Clone, Debug)]
pub struct Options {
    /// Replaces the configuration's `base_url`.
    pub base_url: Option<String>,
    /// The day of the build, which decides what is published and what has expired.
    pub today: Date,
    /// Whether drafts and pages outside their time are part of the site.
    pub drafts: bool,
}

/// A project that has been read and found right.
pub struct Loaded {
    /// Its pages.
    pub site: Site,
    /// What they are rendered with.
    pub theme: Theme,
    /// Warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a project: everything that can be known before rendering. Any error stops here, with all others.
pub fn load(root: &Path, options: &Options) -> Result<Loaded, Vec<Diagnostic>> {
    load_with(root, options, Vec::new())
}

/// Reads a project as it would be with these files of `content/` in it, in place of those of the same path.
pub fn load_with(root: &Path, options: &Options, files: Vec<SourceFile>) -> Result<Loaded, Vec<Diagnostic>> {
    let mut config = read_config(root, options.today).map_err(sorted)?;
    config.base_url = options.base_url.clone().or(config.base_url);
    let (theme, read) = info_span!("read").in_scope(|| {
        let theme = || debug_span!("theme").in_scope(|| Opened::open(root, &config));
        rayon::join(theme, || debug_span!("content").in_scope(|| read_content(root)))
    });
    let theme = theme.map_err(sorted)?;
    let translations = Arc::clone(&theme.translations);
    // Styles, scripts and templates are prepared beside what is done with content, which asks for texts alone.
    let (theme, site) = rayon::join(
        || debug_span!("theme").in_scope(|| theme.prepare()),
        || read.map(|content| read_site(content, files, config, &translations, options)),
    );
    let (theme, mut diagnostics) = theme.map_err(sorted)?;
    let (site, told) = site.map_err(|diagnostic| vec![diagnostic])?;
    diagnostics.extend(told);

    let diagnostics = sorted(diagnostics);
    if diagnostics::any_error(&diagnostics) {
        return Err(diagnostics);
    }
    Ok(Loaded { site, theme, diagnostics })
}

/// The site that content makes, and what there is to tell about both.
fn read_site(
    (mut found, copied, mut diagnostics): Content,
    files: Vec<SourceFile>,
    config: Config,
    translations: &Translations,
    options: &Options,
) -> (Site, Vec<Diagnostic>) {
    found.retain(|file| files.iter().all(|other| other.path != file.path));
    found.extend(files);
    let labels = languages(&config, |code| translations.labels(code));
    let reading = content::Options { today: options.today, drafts: options.drafts };
    let (pages, told) = info_span!("markdown").in_scope(|| content::read(found, &config, &labels, reading));
    diagnostics.extend(told);
    let stems = languages(&config, |code| translations.stems(code));
    let (site, told) = info_span!("site").in_scope(|| Site::with_stems(config, pages, copied, &stems));
    diagnostics.extend(told);
    diagnostics.extend(info_span!("check").in_scope(|| check::all(&site)));
    (site, diagnostics)
}

/// Renders every file of the site into a sink. Errors of templates are told, all of them.
pub fn render(loaded: &Loaded, sink: &impl Sink) -> Result<(), Vec<Diagnostic>> {
    let renderer = Renderer::new(&loaded.site, &loaded.theme);
    let put = |url: &str, role: Role, bytes: Vec<u8>| sink.put(url, role, bytes).err();

    let mut told = info_span!("assets").in_scope(|| {
        let assets = loaded.theme.assets.par_iter();
        let assets = assets.filter_map(|asset| put(&asset.url, Role::Asset, asset.bytes.clone()));
        let copied = loaded.site.files.par_iter().filter_map(|file| match std::fs::read(&file.file) {
            Ok(bytes) => put(&file.url, Role::Asset, bytes),
            Err(error) => Some(unreadable(&file.path, &error)),
        });
        assets.chain(copied).collect::<Vec<Diagnostic>>()
    });
    let jobs = renderer.jobs();
    info_span!("pages", total = jobs.len()).in_scope(|| {
        told.par_extend(jobs.into_par_iter().filter_map(|job| {
            let _page = debug_span!("page", url = %renderer.url(job)).entered();
            match renderer.render(job) {
                Ok(file) => put(&file.url, Role::Page, file.bytes),
                Err(diagnostic) => Some(diagnostic),
            }
        }));
    });
    info_span!("search index").in_scope(|| {
        let index = search::documents::index(&renderer);
        told.par_extend(index.into_par_iter().filter_map(|(url, bytes)| put(&url, Role::Asset, bytes)));
    });
    info_span!("exports").in_scope(|| {
        let exports = export::all(&renderer);
        // The menus of thousands of places take as long to be given back as these files to be put.
        let put = || exports.into_par_iter().filter_map(|file| put(&file.url, Role::Page, file.bytes));
        let ((), put) = rayon::join(|| drop(renderer), || put().collect::<Vec<Diagnostic>>());
        told.extend(put);
    });
    if told.is_empty() { Ok(()) } else { Err(sorted(told)) }
}

/// Something of each language, by its code.
fn languages<T>(config: &Config, of: impl Fn(&str) -> T) -> HashMap<String, T> {
    config.languages.iter().map(|language| (language.code.clone(), of(&language.code))).collect()
}

/// The nearest folder at or above this one that holds a configuration.
pub fn find_root(from: &Path) -> Option<PathBuf> {
    from.ancestors().find(|folder| folder.join(config::FILE).is_file()).map(Path::to_path_buf)
}

fn read_config(root: &Path, today: Date) -> Result<Config, Vec<Diagnostic>> {
    let bytes =
        std::fs::read(root.join(config::FILE)).map_err(|error| vec![unreadable(config::FILE, &error)])?;
    let file = SourceFile::decode(config::FILE, &bytes).map_err(|diagnostic| vec![diagnostic])?;
    let config = Config::read(&file)?;
    let told = config.statement().map(|statement| statement.yet_to_come(&file, today)).unwrap_or_default();
    if told.is_empty() { Ok(config) } else { Err(told) }
}

type Content = (Vec<SourceFile>, Vec<CopiedFile>, Vec<Diagnostic>);

/// Reads the Markdown of `content/`, and finds what is copied: other files there, and `static/`.
fn read_content(root: &Path) -> Result<Content, Diagnostic> {
    let found = source::walk(&root.join("content"))?;
    let is_markdown = |file: &source::Found| file.file.extension().is_some_and(|ending| ending == "md");
    let (markdown, other): (Vec<_>, Vec<_>) = found.into_iter().partition(is_markdown);
    let read: Vec<Result<SourceFile, Diagnostic>> = markdown
        .into_par_iter()
        .map(|file| {
            let path = format!("{}{}", content::FOLDER, file.path);
            let bytes = std::fs::read(&file.file).map_err(|error| unreadable(&path, &error))?;
            SourceFile::decode(path, &bytes)
        })
        .collect();
    let (mut files, mut told) = (Vec::with_capacity(read.len()), Vec::new());
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err(diagnostic) => told.push(diagnostic),
        }
    }
    let copied = |folder: &str, file: source::Found| CopiedFile {
        path: format!("{folder}{}", file.path),
        file: file.file,
        url: file.path,
    };
    let beside = other.into_iter().map(|file| copied(content::FOLDER, file));
    let fixed = source::walk_all(&root.join("static"))?.into_iter().map(|file| copied("static/", file));
    Ok((files, beside.chain(fixed).collect(), told))
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("source/unreadable", format!("The file cannot be read: {error}.")).in_file(path)
}

fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics::sort(&mut diagnostics);
    diagnostics
}
