//! The smaller records: organization, source and term.

use super::field::{Field, FieldReader, Statement};
use super::read::{Keys, Spanned, Word};
use super::service::Phone;
use crate::date::Inexact;
use serde::{Deserialize, Serialize};

/// Who provides services or writes sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// Other names.
    pub alternate_name: Field<Vec<String>>,
    /// What kind of organization it is.
    pub organization_type: Field<OrganizationType>,
    /// The id of the organization that it is part of.
    pub parent_organization: Field<String>,
    /// A web address.
    pub url: Field<String>,
    /// An address for e-mail.
    pub email: Field<String>,
    /// Telephone numbers.
    pub phones: Field<Vec<Phone>>,
    /// The record's source, for what its text says.
    pub source: Option<Spanned<String>>,
    /// Facts that stand in no field.
    pub statements: Vec<Statement>,
}

impl Organization {
    /// Reads the keys of an organization.
    pub fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        let fields = FieldReader::new(keys);
        Self {
            alternate_name: fields.field(keys, "alternate_name"),
            organization_type: fields.field(keys, "organization_type"),
            parent_organization: fields.field(keys, "parent_organization"),
            url: fields.field(keys, "url"),
            email: fields.field(keys, "email"),
            phones: fields.field(keys, "phones"),
            source: fields.default_source().cloned(),
            statements: fields.statements(keys),
        }
    }
}

/// What kind of organization it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum OrganizationType {
    Authority,
    Municipality,
    Region,
    CountyBoard,
    Ngo,
    University,
    Network,
    Media,
    Unknown,
}

/// A document that facts are taken from, or that one of those names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as far as it is known.
    pub published: Option<Inexact>,
    /// What kind of document it is.
    pub source_type: Option<SourceType>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Whether it was read; no field may cite one that was not.
    pub consulted: bool,
    /// The ids of the sources that name it, when it was not read.
    pub named_in: Vec<Spanned<String>>,
    /// A short mark of the site's own, such as `D4`.
    pub document: Option<String>,
    /// What an editor adds.
    pub note: Option<String>,
    /// Facts about it that stand in no field.
    pub statements: Vec<Statement>,
}

impl Source {
    /// Reads the keys of a source.
    pub fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        let fields = FieldReader::new(keys);
        Self {
            publisher: keys.take("publisher"),
            author: keys.take("author"),
            published: keys.take("published"),
            source_type: keys.take("source_type"),
            url: keys.take("url"),
            consulted: keys.take("consulted").unwrap_or(true),
            named_in: keys.list("named_in"),
            document: keys.take("document"),
            note: keys.take("note"),
            statements: fields.statements(keys),
        }
    }
}

/// What kind of document a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum SourceType {
    WebPage,
    NewspaperArticle,
    Report,
    Inquiry,
    Training,
    Study,
    ConsultationResponse,
}

/// A word of the glossary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// Other names; they are about the word, not about the world, and need no source.
    pub alternate_name: Vec<String>,
    /// What an abbreviation stands for.
    pub expansion: Field<String>,
    /// Whether the definition is the word's general meaning rather than a source's.
    pub general: bool,
    /// The source of the definition.
    pub source: Option<Spanned<String>>,
    /// The ids of terms to compare.
    pub see_also: Vec<Spanned<String>>,
    /// Facts that stand in no field.
    pub statements: Vec<Statement>,
}

impl Term {
    /// Reads the keys of a term.
    pub fn read(keys: &mut Keys<'_, '_, '_>) -> Self {
        let fields = FieldReader::new(keys);
        Self {
            alternate_name: keys.list("alternate_name"),
            expansion: fields.field(keys, "expansion"),
            general: keys.take("general").unwrap_or_default(),
            source: fields.default_source().cloned(),
            see_also: keys.list("see_also"),
            statements: fields.statements(keys),
        }
    }
}

impl Word for OrganizationType {}
impl Word for SourceType {}
