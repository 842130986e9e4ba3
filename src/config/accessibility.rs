//! `[accessibility]`: how accessible the site is, as the law on public digital service wants it told.
//!
//! A public actor's statement is made from here, and what the law asks for and is missing or contradicts
//! itself is an error. Other sites name a page of their own.

use super::is_web_address;
use crate::content::node::{Node, Value};
use crate::content::read::{Keys, Problems, Read, Spanned, Word};
use crate::content::service::Phone;
use crate::date::Date;
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use serde::{Deserialize, Serialize};

/// Where the site tells how accessible it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Accessibility {
    /// On a page of its own making, by id: no public actor stands behind the site.
    Page(String),
    /// On a page made from this.
    Statement(Box<Statement>),
}

/// What the statement of a public actor says.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who stands behind the site.
    pub organization: Localised,
    /// How far the site meets the law.
    pub status: Compliance,
    /// Where to write, to call, and the address of a form; at least one of them.
    pub email: Option<String>,
    /// See `email`.
    pub phone: Option<Phone>,
    /// See `email`.
    pub form: Option<String>,
    /// In how many days an answer comes.
    pub response_days: Option<i64>,
    /// When it was tested.
    pub tested: Spanned<Date>,
    /// By whom.
    pub method: Method,
    /// The name of who tested.
    pub tester: Option<String>,
    /// Where the test is told of.
    pub report: Option<String>,
    /// When the site was published.
    pub published: Spanned<Date>,
    /// When the statement was last gone through.
    pub updated: Spanned<Date>,
    /// Where one complains about the public actor.
    pub complaints: String,
    /// What is not accessible.
    pub problems: Vec<Problem>,
}

/// How far a site meets the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words are their own explanation")]
pub enum Compliance {
    Full,
    Partial,
    None,
}

impl Word for Compliance {}

/// Who has tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// The public actor itself.
    Own,
    /// Somebody else.
    External,
}

impl Word for Method {}

/// Something that is not accessible.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How the law looks at it.
    pub kind: ProblemKind,
    /// What it is.
    pub what: Localised,
    /// Why it is so.
    pub why: Localised,
    /// How to get the content all the same.
    pub instead: Option<Localised>,
    /// The success criteria of WCAG that it fails.
    pub criteria: Vec<String>,
    /// When it will have been mended.
    pub until: Option<Date>,
}

/// How the law looks at something that is not accessible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// It does not meet the law.
    NonCompliant,
    /// To mend it would be out of proportion (12 §).
    Burden,
    /// The law does not ask for it (9 §).
    OutOfScope,
}

impl Word for ProblemKind {}

/// A text in the languages of the site: one text in the main language, or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localised(Vec<(Option<String>, String)>);

impl Localised {
    /// The text in a language; where there is none, the first there is, with its language.
    pub fn get<'a>(&'a self, language: &str, main: &'a str) -> (&'a str, Option<&'a str>) {
        let code = |of: &'a Option<String>| of.as_deref().unwrap_or(main);
        let own = self.0.iter().find(|(of, _)| code(of) == language);
        match own.or(self.0.first()) {
            Some((of, text)) => (text, own.is_none().then(|| code(of))),
            None => ("", None),
        }
    }
}

impl Read for Localised {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return Some(Self(vec![(None, String::read(node, problems)?)]));
        }
        let mut texts = Vec::new();
        for entry in node.entries().unwrap_or_default() {
            texts.push((Some(entry.key.clone()), String::read(&entry.node, problems)?));
        }
        (!texts.is_empty()).then_some(Self(texts))
    }
}

impl Read for Accessibility {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let public_actor = keys.take("public_actor").unwrap_or(false);
        let page: Option<Spanned<String>> = keys.take("page");
        let read = if public_actor { Statement::read(&mut keys, node) } else { None };
        // Without a public actor its keys have nothing to say, and are told as unknown.
        keys.finish(if public_actor { "`accessibility`" } else { "`accessibility` without `public_actor`" });
        match (public_actor, page) {
            (false, page) => page.map(|page| Self::Page(page.value)),
            (true, None) => read.map(|statement| Self::Statement(Box::new(statement))),
            (true, Some(page)) => {
                let message =
                    "A public actor's statement is made from this table, not from a page.".to_owned();
                problems.error("config/statement", &page.span, message, Some("Remove `page`.".to_owned()));
                None
            }
        }
    }
}

impl Statement {
    /// Reads all keys before it gives up, so that all that is missing is told at once.
    fn read(keys: &mut Keys<'_, '_, '_>, table: &Node) -> Option<Self> {
        let organization = required(keys, table, "organization", "who is behind the site");
        let status: Option<Spanned<Compliance>> =
            required(keys, table, "status", "how far it meets the law: `full`, `partial` or `none`");
        let tested: Option<Spanned<Date>> = required(keys, table, "tested", "when the site was tested");
        let method = required(keys, table, "method", "who tested the site: `own` or `external`");
        let published: Option<Spanned<Date>> =
            required(keys, table, "published", "when the site was published");
        let updated: Option<Spanned<Date>> =
            required(keys, table, "updated", "when it was last gone through");
        let email: Option<Spanned<String>> = keys.take("email");
        let phone: Option<Phone> = keys.take("phone");
        let form = address(keys, "form");
        if email.is_none() && phone.is_none() && form.is_none() {
            let message = "The statement names no way to tell of problems.".to_owned();
            let help = "Write `email`, `phone` or `form`.".to_owned();
            keys.problems.error("config/statement", &table.span, message, Some(help));
        }
        let report = address(keys, "report");
        let complaints = address(keys, "complaints");
        let statement = Self {
            email: email.as_ref().map(|email| email.value.clone()),
            phone,
            response_days: keys.take("response_days"),
            tester: keys.take("tester"),
            problems: keys.list("problems"),
            form,
            report,
            complaints: complaints.unwrap_or_else(|| COMPLAINTS.to_owned()),
            organization: organization?,
            status: status.as_ref()?.value,
            tested: tested?,
            method: method?,
            published: published?,
            updated: updated?,
        };
        let mut wrong = |node: Option<&std::ops::Range<usize>>, message: &str, help: &str| {
            let span = node.unwrap_or(&table.span);
            keys.problems.error("config/statement", span, message.to_owned(), Some(help.to_owned()));
        };
        if let Some(email) = email.filter(|email| !is_email(&email.value)) {
            wrong(Some(&email.span), "This is not an e-mail address.", "Write one such as name@example.org.");
        }
        let status = status.as_ref().map(|status| &status.span);
        let fails = statement.problems.iter().any(|problem| problem.kind == ProblemKind::NonCompliant);
        match statement.status {
            Compliance::Full if fails => wrong(
                status,
                "The site is said to meet the law in full, and to have parts that do not meet it.",
                "Write `partial`, or remove the problems of the kind `non_compliant` that have been mended.",
            ),
            Compliance::Partial | Compliance::None if statement.problems.is_empty() => wrong(
                status,
                "The site is said not to meet the law in full, but not where.",
                "Write a `[[accessibility.problems]]` for each part that is not accessible.",
            ),
            _ => {}
        }
        let Self { tested, published, updated, .. } = &statement;
        if updated.value < tested.value {
            wrong(
                Some(&tested.span),
                "The test is later than the statement that tells of it.",
                "Correct `tested` or `updated`.",
            );
        } else if updated.value < published.value {
            wrong(
                Some(&updated.span),
                "The statement is older than the site.",
                "Correct `updated` or `published`.",
            );
        }
        Some(statement)
    }
}

impl Statement {
    /// What it says has happened, and has not on this day.
    pub fn yet_to_come(&self, file: &SourceFile, today: Date) -> Vec<Diagnostic> {
        let told = [
            (&self.tested, "The site is said to have been tested on a day that is yet to come."),
            (&self.published, "The site is said to have been published on a day that is yet to come."),
            (&self.updated, "The statement is said to have been gone through on a day that is yet to come."),
        ];
        let later = told.into_iter().filter(|(day, _)| day.value > today);
        later
            .map(|(day, message)| {
                Diagnostic::error("config/statement", message)
                    .at(file.locate(day.span.clone()))
                    .help("Write the day on which it was done.")
            })
            .collect()
    }
}

impl Read for Problem {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let words = "how the law looks at it: `non_compliant`, `burden` or `out_of_scope`";
        let kind = required(&mut keys, node, "kind", words);
        let what = required(&mut keys, node, "what", "what is not accessible");
        let why = required(&mut keys, node, "why", "why it is not");
        let criteria: Vec<Spanned<String>> = keys.list("criteria");
        let (instead, until) = (keys.take("instead"), keys.take("until"));
        for criterion in criteria.iter().filter(|criterion| !is_criterion(&criterion.value)) {
            let message = format!("WCAG 2.2 has no success criterion `{}`.", criterion.value);
            let help = "Write its number, such as \"1.4.3\".".to_owned();
            keys.problems.error("config/statement", &criterion.span, message, Some(help));
        }
        keys.finish("a problem of the accessibility statement");
        let criteria = criteria.into_iter().map(|criterion| criterion.value).collect();
        Some(Self { kind: kind?, what: what?, why: why?, instead, criteria, until })
    }
}

/// Where the Swedish supervisor takes complaints.
const COMPLAINTS: &str = "https://www.digg.se/tdosanmalan";

/// How many success criteria each guideline of WCAG 2.2 has.
const GUIDELINES: [(&str, u8); 13] = [
    ("1.1", 1),
    ("1.2", 9),
    ("1.3", 6),
    ("1.4", 13),
    ("2.1", 4),
    ("2.2", 6),
    ("2.3", 3),
    ("2.4", 13),
    ("2.5", 8),
    ("3.1", 6),
    ("3.2", 6),
    ("3.3", 9),
    ("4.1", 3),
];

fn is_criterion(text: &str) -> bool {
    let Some((guideline, number)) = text.rsplit_once('.') else { return false };
    let number: u8 = number.parse().unwrap_or_default();
    GUIDELINES.iter().any(|(name, count)| *name == guideline && (1..=*count).contains(&number))
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = |part: &str| {
        !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || "@<>".contains(letter))
    };
    parts.is_some_and(|(name, host)| whole(name) && whole(host) && host.contains('.'))
}

/// A key that the law asks for.
fn required<T: Read>(keys: &mut Keys<'_, '_, '_>, table: &Node, key: &'static str, what: &str) -> Option<T> {
    let node = keys.node(key);
    if node.is_none() {
        let message = format!("The statement does not say {what}.");
        let help = format!("Write `{key}`.");
        keys.problems.error("config/statement", &table.span, message, Some(help));
    }
    T::read(node?, keys.problems)
}

/// A web address under a key.
fn address(keys: &mut Keys<'_, '_, '_>, key: &'static str) -> Option<String> {
    let node = keys.node(key)?;
    let text = String::read(node, keys.problems)?;
    if is_web_address(&text) {
        return Some(text);
    }
    let help = "Write it with https://.".to_owned();
    keys.problems.error("config/statement", &node.span, format!("`{text}` is no web address."), Some(help));
    None
}
