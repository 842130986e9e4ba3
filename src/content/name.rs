//! What the path of a Markdown file says: folder, stem and language.

use super::page::Name;
use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;

/// The folder that pages lie in.
pub(crate) const FOLDER: &str = "content/";

/// Reads a path such as `content/stod/evonhuset.en.md`.
pub(super) fn parse(file: &SourceFile, config: &Config) -> Result<Name, Diagnostic> {
    let path = file.path.strip_prefix(FOLDER).unwrap_or(&file.path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let (stem, easy) = match stem.rsplit_once('.') {
        Some((stem, easy)) if easy == config.urls.easy => (stem, true),
        _ => (stem, false),
    };
    let (stem, language) = match stem.rsplit_once('.') {
        Some((stem, language)) if config.language(language).is_some() => (stem, language),
        _ => (stem, config.main_language().code.as_str()),
    };
    if stem == "index" {
        return Err(Diagnostic::error("content/index-name", "A section's file is called `_index.md`.")
            .in_file(&file.path)
            .help(format!("Rename it to `{}`.", name.replacen("index", "_index", 1))));
    }
    let slugged =
        folder.split('/').chain([stem]).all(|part| part.is_empty() || !crate::slug::slug(part).is_empty());
    if stem.is_empty() || !slugged {
        return Err(Diagnostic::error("content/unusable-name", "No address can be made from this name.")
            .in_file(&file.path)
            .help("Rename the file or folder with letters and digits."));
    }
    let top = folder.split('/').next().unwrap_or_default();
    if top.eq_ignore_ascii_case(&config.urls.easy) {
        let message = format!("The folder `{top}` is called like that of easy-to-read versions.");
        return Err(Diagnostic::error("content/language-folder", message)
            .in_file(&file.path)
            .help("Rename the folder; an easy-to-read version is a file beside its original."));
    }
    let other = config.languages.iter().skip(1);
    if let Some(language) = other.into_iter().find(|language| language.code.eq_ignore_ascii_case(top)) {
        let message = format!("The folder `{top}` is called like the language `{}`.", language.code);
        return Err(Diagnostic::error("content/language-folder", message).in_file(&file.path).help(
            "Rename the folder; a language version is a file beside its original, such as `a.en.md`.",
        ));
    }
    Ok(Name { folder: folder.to_owned(), stem: stem.to_owned(), language: language.to_owned(), easy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config::read(&SourceFile::new("lykta.toml", "title='a'\nlanguage='sv'\n[languages.en]\n")).unwrap()
    }

    fn name(path: &str) -> Result<(String, String, String), &'static str> {
        let name = parse(&SourceFile::new(path, ""), &config()).map_err(|error| error.code)?;
        Ok((name.folder, name.stem, name.language))
    }

    #[test]
    fn only_configured_languages_are_languages() {
        let parts = |a: &str, b: &str, c: &str| Ok((a.to_owned(), b.to_owned(), c.to_owned()));
        assert_eq!(name("content/a/b.en.md"), parts("a", "b", "en"));
        assert_eq!(name("content/a/b.fi.md"), parts("a", "b.fi", "sv"));
        assert_eq!(name("content/_index.sv.md"), parts("", "_index", "sv"));
    }

    #[test]
    fn easy_versions_are_told_by_their_ending() {
        let name = |path| {
            parse(&SourceFile::new(path, ""), &config()).map(|name| (name.key(), name.language, name.easy))
        };
        assert_eq!(name("content/a/b.easy.md").unwrap(), ("a/b".into(), "sv".into(), true));
        assert_eq!(name("content/a/b.en.easy.md").unwrap(), ("a/b".into(), "en".into(), true));
        assert_eq!(name("content/easy/b.md").unwrap_err().code, "content/language-folder");
    }

    #[test]
    fn names_without_an_address_are_refused() {
        assert_eq!(name("content/a/index.md"), Err("content/index-name"));
        assert_eq!(name("content/a/index.en.md"), Err("content/index-name"));
        assert_eq!(name("content/a/!!!.md"), Err("content/unusable-name"));
        assert_eq!(name("content/en/a.md"), Err("content/language-folder"));
    }
}
