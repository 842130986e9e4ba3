//! A page as its file gives it: name, front matter, and Markdown that has been read.

use super::field::{FieldReader, Statement};
use super::node::Node;
use super::read::{Keys, Problems, Read, Spanned, Word};
use super::records::{Organization, Source, Term};
use super::service::Service;
use crate::date::Date;
use crate::markdown::Body;
use crate::source::SourceFile;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A page of the site, before it is known where it lies.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its file; for a section that was made from its folder's name, a file without text.
    pub file: SourceFile,
    /// What its file is called.
    pub name: Name,
    /// What every kind of page has.
    pub front: Front,
    /// What its own kind has.
    pub details: Details,
    /// Where the Markdown stands in the file.
    pub body_span: Range<usize>,
    /// Its text.
    pub body: Body,
}

impl Page {
    /// The title. The content stage lets no page without one through.
    pub fn title(&self) -> &str {
        let title = self.front.title.as_ref().map(|title| title.value.as_str());
        title.or(self.body.title.as_deref()).unwrap_or(&self.name.stem)
    }

    /// The language of the title: the page's own, unless a section without a file of its own has its original's.
    pub fn title_language(&self) -> &str {
        let borrowed = match &self.details {
            Details::Section(section) => section.title_language.as_deref(),
            _ => None,
        };
        borrowed.unwrap_or(&self.name.language)
    }

    /// The id, unique over the site but for language versions, which share it.
    pub fn id(&self) -> &str {
        self.front.id.as_ref().map_or(self.name.default_id(), |id| id.value.as_str())
    }

    /// What kind of page it is.
    pub fn kind(&self) -> Kind {
        self.details.kind()
    }
}

/// What the path of a Markdown file says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// Its folder under `content/`, with `/` between its parts; empty for the top.
    pub folder: String,
    /// Its stem without the language; `_index` for a section.
    pub stem: String,
    /// Its language, a code of the configuration.
    pub language: String,
    /// Whether it is the easy-to-read version of the page that has the same name without it.
    pub easy: bool,
}

impl Name {
    /// Whether the file stands for its folder.
    pub fn is_section(&self) -> bool {
        self.stem == "_index"
    }

    /// The path under `content/` without language and ending, which all versions of a page share.
    pub fn key(&self) -> String {
        if self.folder.is_empty() { self.stem.clone() } else { format!("{}/{}", self.folder, self.stem) }
    }

    fn default_id(&self) -> &str {
        match self.folder.rsplit('/').next() {
            Some(folder) if self.is_section() => folder,
            _ => &self.stem,
        }
    }
}

/// The keys of front matter that every kind of page has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The title; none where the first heading is it.
    pub title: Option<Spanned<String>>,
    /// One or two sentences: the lead, and what search engines show.
    pub description: Option<String>,
    /// Unique over the site; the file's stem where nothing is said.
    pub id: Option<Spanned<String>>,
    /// The last part of its address.
    pub slug: Option<Spanned<String>>,
    /// Former paths, which lead here.
    pub aliases: Vec<Spanned<String>>,
    /// First published.
    pub date: Option<Date>,
    /// Changed.
    pub updated: Option<Date>,
    /// Reviewed.
    pub reviewed: Option<Date>,
    /// To be reviewed again.
    pub review_by: Option<Date>,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// Not before this day.
    pub publish: Option<Date>,
    /// Not from this day on.
    pub expires: Option<Date>,
    /// Not yet.
    pub draft: bool,
    /// Its place among its neighbours; lower comes first.
    pub weight: Option<i64>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Whom it is for.
    pub audiences: Vec<String>,
    /// Words it should be found by.
    pub keywords: Vec<String>,
    /// The ids of the sources that it builds on.
    pub sources: Vec<Spanned<String>>,
    /// Whether there is a way to leave it at once; else the sections above and the site decide.
    pub quick_exit: Option<Spanned<bool>>,
    /// What stands for its title in the browser's tab and history.
    pub tab_title: Option<String>,
    /// Data of the site's own, which only its templates know.
    pub extra: serde_json::Value,
}

impl Front {
    fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        let extra = keys.node("extra").map(serde_json::Value::from).unwrap_or_default();
        keys.node("type");
        Self {
            title: keys.take("title"),
            description: keys.take("description"),
            id: keys.take("id"),
            slug: keys.take("slug"),
            aliases: keys.list("aliases"),
            date: keys.take("date"),
            updated: keys.take("updated"),
            reviewed: keys.take("reviewed"),
            review_by: keys.take("review_by"),
            reviewer: keys.take("reviewer"),
            publish: keys.take("publish"),
            expires: keys.take("expires"),
            draft: keys.take("draft").unwrap_or_default(),
            weight: keys.take("weight"),
            topics: keys.list("topics"),
            audiences: keys.list("audiences"),
            keywords: keys.list("keywords"),
            sources: keys.list("sources"),
            quick_exit: keys.take("quick_exit"),
            tab_title: keys.take("tab_title"),
            extra,
        }
    }

    /// Whether the page is part of the site on a day.
    pub fn is_live(&self, today: Date) -> bool {
        self.publish.is_none_or(|publish| publish <= today)
            && self.expires.is_none_or(|expires| today < expires)
    }
}

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum Kind {
    Article,
    Service,
    Organization,
    Source,
    Term,
    Section,
}

impl Word for Kind {}

impl Kind {
    /// Its name, as front matter writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Service => "service",
            Self::Organization => "organization",
            Self::Source => "source",
            Self::Term => "term",
            Self::Section => "section",
        }
    }
}

/// What a kind of page has besides what all have.
#[derive(Clone, Debug, PartialEq)]
pub enum Details {
    /// An article: text, and what stands in dispute.
    Article(Vec<Statement>),
    /// A service record.
    Service(Box<Service>),
    /// An organization.
    Organization(Box<Organization>),
    /// A document.
    Source(Box<Source>),
    /// A word of the glossary.
    Term(Box<Term>),
    /// A folder.
    Section(Section),
}

impl Details {
    fn read(kind: Kind, keys: &mut Keys<'_, '_, '_>) -> Self {
        match kind {
            Kind::Article => Self::Article(FieldReader::new(keys).statements(keys)),
            Kind::Service => Self::Service(Box::new(Service::read(keys))),
            Kind::Organization => Self::Organization(Box::new(Organization::read(keys))),
            Kind::Source => Self::Source(Box::new(Source::read(keys))),
            Kind::Term => Self::Term(Box::new(Term::read(keys))),
            Kind::Section => Self::Section(Section::read(keys)),
        }
    }

    /// Which kind they belong to.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Article(_) => Kind::Article,
            Self::Service(_) => Kind::Service,
            Self::Organization(_) => Kind::Organization,
            Self::Source(_) => Kind::Source,
            Self::Term(_) => Kind::Term,
            Self::Section(_) => Kind::Section,
        }
    }

    /// Facts that stand in no field.
    pub fn statements(&self) -> &[Statement] {
        match self {
            Self::Article(statements) => statements,
            Self::Service(service) => &service.statements,
            Self::Organization(organization) => &organization.statements,
            Self::Source(source) => &source.statements,
            Self::Term(term) => &term.statements,
            Self::Section(_) => &[],
        }
    }
}

/// What a section has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// How its pages are ordered.
    pub order_by: OrderBy,
    /// Whether a top-level section stands in the menu.
    pub menu: Option<bool>,
    /// What the pages below it have where they say nothing themselves.
    pub cascade: Cascade,
    /// The language of a title that is another page's.
    pub title_language: Option<String>,
}

impl Section {
    fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        Self {
            order_by: keys.take("order_by").unwrap_or_default(),
            menu: keys.take("menu"),
            cascade: keys.take("cascade").unwrap_or_default(),
            title_language: None,
        }
    }
}

/// How the pages of a section are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrderBy {
    /// By `weight`, then by title.
    #[default]
    Weight,
    /// By title, in the language's alphabet.
    Title,
    /// By `date`, the newest first.
    Date,
}

impl Word for OrderBy {}

/// What a section hands down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cascade {
    /// The kind of the pages below.
    pub kind: Option<Kind>,
    /// Their topics.
    pub topics: Vec<String>,
    /// Their audiences.
    pub audiences: Vec<String>,
    /// Whether they, and the section itself, have a quick exit.
    pub quick_exit: Option<Spanned<bool>>,
}

impl Cascade {
    /// This one, with what it does not say from the one above it.
    #[must_use]
    pub fn or(&self, above: &Self) -> Self {
        let list = |own: &Vec<String>, other: &Vec<String>| {
            if own.is_empty() { other.clone() } else { own.clone() }
        };
        Self {
            kind: self.kind.or(above.kind),
            topics: list(&self.topics, &above.topics),
            audiences: list(&self.audiences, &above.audiences),
            quick_exit: self.quick_exit.clone().or_else(|| above.quick_exit.clone()),
        }
    }
}

impl Read for Cascade {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let kind = keys.take("type");
        if kind == Some(Kind::Section) {
            let message = "Pages below a section cannot be sections: those are files called `_index.md`.";
            keys.problems.error("front-matter/section-type", &node.span, message.to_owned(), None);
        }
        let cascade = Self {
            kind,
            topics: keys.list("topics"),
            audiences: keys.list("audiences"),
            quick_exit: keys.take("quick_exit"),
        };
        keys.finish("`cascade`");
        Some(cascade)
    }
}

/// Reads the front matter of an original page, which says everything.
pub(crate) fn read_original(
    root: &Node,
    name: &Name,
    cascade: &Cascade,
    problems: &mut Problems<'_>,
) -> Option<(Front, Details)> {
    let mut keys = Keys::of(root, problems)?;
    let kind = kind(&mut keys, name, cascade);
    let mut front = Front::read(&mut keys);
    let details = Details::read(kind, &mut keys);
    keys.finish(&format!("the front matter of a page of type `{}`", kind.name()));
    if kind != Kind::Section {
        for (own, handed_down) in
            [(&mut front.topics, &cascade.topics), (&mut front.audiences, &cascade.audiences)]
        {
            if own.is_empty() {
                own.clone_from(handed_down);
            }
        }
    }
    Some((front, details))
}

/// A section is known by its file's name, everything else by `type`.
fn kind(keys: &mut Keys<'_, '_, '_>, name: &Name, cascade: &Cascade) -> Kind {
    let node = keys.node("type");
    let said = node.and_then(|node| Kind::read(node, keys.problems));
    let section = name.is_section();
    if let (Some(node), Some(said)) = (node, said)
        && section != (said == Kind::Section)
    {
        let message = "A section is a file called `_index.md`, and such a file is a section.".to_owned();
        keys.problems.error("front-matter/section-type", &node.span, message, None);
    }
    if section { Kind::Section } else { said.or(cascade.kind).unwrap_or(Kind::Article) }
}

/// Reads the front matter of a language version, which holds titles and description only: facts come from
/// the original, so that they cannot differ.
pub(super) fn read_translation(
    root: &Node,
    original: (&Front, &Details),
    easy: bool,
    problems: &mut Problems<'_>,
) -> Option<(Front, Details)> {
    let mut keys = Keys::of(root, problems)?;
    let title = keys.take("title");
    let description = keys.take("description");
    let tab_title: Option<String> = keys.take("tab_title");
    keys.finish(
        "a language version, which takes everything but title, description and text from its original",
    );
    let tab_title = tab_title.or_else(|| original.0.tab_title.clone());
    let front = Front { title, description, tab_title, aliases: Vec::new(), ..original.0.clone() };
    // What is in dispute stands on the page itself.
    let details = if easy { Details::Article(Vec::new()) } else { original.1.clone() };
    Some((front, details))
}
