//! Sources: how a fact names the document that says it, and how a document's own page shows it.

use super::Renderer;
use super::facts::word;
use super::links::Link;
use crate::content::page::Details;
use serde::Serialize;

/// How a fact names its source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRef {
    /// The document's title.
    pub title: String,
    /// The title's language, where it is another than the page's.
    pub lang: Option<String>,
    /// The address of its page.
    pub url: String,
    /// Its publisher, or its title where that is not known.
    pub short: String,
    /// `2019`, `omkring 2012`, `odaterad`.
    pub year_text: String,
    /// `Kunskapsguiden (2019)`.
    pub text: String,
    /// Whether it was read.
    pub consulted: bool,
}

/// What the page of a document shows.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, for people.
    pub published: String,
    /// What kind of document it is, translated.
    pub source_type: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Whether it was read.
    pub consulted: bool,
    /// The documents that name it.
    pub named_in: Vec<Link>,
    /// The site's own mark for it.
    pub document: Option<String>,
    /// What an editor adds.
    pub note: Option<String>,
}

impl Renderer<'_> {
    /// The source with an id, as of a time where a claim says one.
    pub fn source_ref(
        &self,
        language: &str,
        id: &str,
        as_of: Option<crate::date::Inexact>,
    ) -> Option<SourceRef> {
        let page = self.site.shown(self.site.find(id, language)?);
        let Details::Source(source) = page.details() else { return None };
        let short = source.publisher.clone().unwrap_or_else(|| page.title().to_owned());
        let published = as_of.or(source.published).unwrap_or(crate::date::Inexact::Unknown);
        let year_text = self.inexact(language, published);
        Some(SourceRef {
            title: page.title().to_owned(),
            lang: (page.language() != language).then(|| page.language().to_owned()),
            url: page.url().to_owned(),
            text: format!("{short} ({year_text})"),
            short,
            year_text,
            consulted: source.consulted,
        })
    }

    /// What the page of a document shows; none for other pages.
    pub fn source_view(&self, details: &Details, language: &str) -> Option<SourceView> {
        let Details::Source(source) = details else { return None };
        let named_in = source.named_in.iter().filter_map(|id| self.site.find(&id.value, language));
        Some(SourceView {
            publisher: source.publisher.clone(),
            author: source.author.clone(),
            published: self.inexact(language, source.published.unwrap_or(crate::date::Inexact::Unknown)),
            source_type: source.source_type.map(|kind| self.word_text(language, "source-type", &word(&kind))),
            url: source.url.as_deref().map(super::web_address),
            consulted: source.consulted,
            named_in: named_in.map(|id| self.link(id, language)).collect(),
            document: source.document.clone(),
            note: source.note.clone(),
        })
    }
}
