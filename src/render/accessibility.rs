//! The accessibility statement of a public actor, in the form that the Swedish supervisor asks for.

use super::links::made;
use super::{DateText, Link, Rendered, Renderer};
use crate::config::{Accessibility, Compliance, Localised, Method, ProblemKind, Statement};
use crate::diagnostics::Diagnostic;
use serde::Serialize;

/// A text with its language, where that is another than the page's.
#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
    lang: Option<&'a str>,
}

#[derive(Serialize)]
struct StatementView<'a> {
    organization: Text<'a>,
    status: Compliance,
    email: Option<&'a str>,
    phone: Option<PhoneView<'a>>,
    form: Option<&'a str>,
    response_days: Option<i64>,
    tested: DateText,
    method: Method,
    tester: Option<&'a str>,
    report: Option<&'a str>,
    published: DateText,
    updated: DateText,
    complaints: &'a str,
    /// By how the law looks at them; without those that there are none of.
    groups: Vec<ProblemGroup<'a>>,
}

#[derive(Serialize)]
struct PhoneView<'a> {
    text: &'a str,
    href: String,
}

#[derive(Serialize)]
struct ProblemGroup<'a> {
    kind: ProblemKind,
    problems: Vec<ProblemView<'a>>,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    what: Text<'a>,
    why: Text<'a>,
    instead: Option<Text<'a>>,
    criteria: &'a [String],
    until: Option<DateText>,
}

impl Renderer<'_> {
    /// Where the site tells how accessible it is.
    pub(super) fn accessibility_link(&self, language: &str) -> Option<Link> {
        match self.site.config().accessibility.as_ref()? {
            Accessibility::Page(id) => Some(self.link(self.site.find(id, language)?, language)),
            Accessibility::Statement(_) => {
                let url = self.site.generated_url(language, &self.site.config().urls.accessibility);
                Some(made(self.text(language, "statement-title"), url))
            }
        }
    }

    pub(super) fn statement(&self, language: usize) -> Result<Rendered, Diagnostic> {
        let config = self.site.config();
        let language = config.languages[language].code.as_str();
        let url = self.site.generated_url(language, &config.urls.accessibility);
        let title = self.text(language, "statement-title");
        let mut context = self.made_page(language, &url, &title, "accessibility");
        context.insert("statement", &config.statement().map(|statement| self.view(language, statement)));
        self.write("accessibility.html", context, &url, &url)
    }

    fn view<'s>(&'s self, language: &str, statement: &'s Statement) -> StatementView<'s> {
        let main = &self.site.config().main_language().code;
        let text = |localised: &'s Localised| {
            let (text, lang) = localised.get(language, main);
            Text { text, lang }
        };
        let group = |kind: ProblemKind| {
            let problems = statement.problems.iter().filter(|problem| problem.kind == kind);
            let problems = problems.map(|problem| ProblemView {
                what: text(&problem.what),
                why: text(&problem.why),
                instead: problem.instead.as_ref().map(text),
                criteria: &problem.criteria,
                until: problem.until.map(|date| self.date(language, date)),
            });
            ProblemGroup { kind, problems: problems.collect() }
        };
        let kinds = [ProblemKind::NonCompliant, ProblemKind::Burden, ProblemKind::OutOfScope];
        StatementView {
            organization: text(&statement.organization),
            status: statement.status,
            email: statement.email.as_deref(),
            phone: statement.phone.as_ref().map(|phone| PhoneView { text: &phone.0, href: phone.href() }),
            form: statement.form.as_deref(),
            response_days: statement.response_days,
            tested: self.date(language, statement.tested.value),
            method: statement.method,
            tester: statement.tester.as_deref(),
            report: statement.report.as_deref(),
            published: self.date(language, statement.published.value),
            updated: self.date(language, statement.updated.value),
            complaints: &statement.complaints,
            groups: kinds.map(group).into_iter().filter(|group| !group.problems.is_empty()).collect(),
        }
    }
}
