//! Smaller HTML, styles and scripts that mean the same.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{PoisonError, RwLock};
use tera::Value;

/// What stands around HTML that is as small as it gets, and in its place while the rest is minified. Unicode
/// sets these aside for a program's own use, and no text of a site can hold them.
const BEGIN: char = '\u{fdd2}';
const END: char = '\u{fdd3}';
const SLOT: char = '\u{fdd4}';
/// Follows [`BEGIN`] where the HTML is an element: the white space around one counts otherwise than around text, so
/// its slot is an element too.
const ELEMENT: char = '\u{fdd5}';
const SLOT_TAGS: (&str, &str) = ("<i>", "</i>");
/// What stands between two elements side by side, which take one slot.
const NEXT: &str = "\u{fdd3}\u{fdd2}\u{fdd5}";

/// Marks HTML that is to go into a page as it is: what many pages share is minified once, and what the
/// Markdown becomes is written without needless bytes.
pub fn keep(html: String) -> String {
    if html.is_empty() { html } else { format!("{BEGIN}{html}{END}") }
}

/// So many elements are remembered: on a very large site, or in a preview that is kept open, there is no end of them.
const MOST: usize = 20_000;

/// Elements that stand on many pages, minified once for all of them.
#[derive(Debug, Default)]
pub(super) struct Elements(RwLock<FxHashMap<String, Value>>);

impl Elements {
    /// An element as small as it gets, marked so that it goes into a page as it is.
    pub(super) fn minified(&self, element: &str) -> Value {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(element) {
            return known.clone();
        }
        let made = Value::safe_string(&format!("{BEGIN}{ELEMENT}{}{END}", html(element)));
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.insert(element.to_owned(), made.clone());
        }
        made
    }
}

/// A page without the white space and quotes that mean nothing. The minifier has panicked on odd input
/// before; a page that it cannot cope with stays as it is.
pub fn html(page: &str) -> String {
    let (frame, kept) = cut(page);
    let mut cfg = minify_html::Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_input_type_text_attr = true;
    let minified = catch_unwind(AssertUnwindSafe(|| minify_html::minify(frame.as_bytes(), &cfg)));
    let minified = minified.ok().and_then(|frame| String::from_utf8(frame).ok());
    minified.and_then(|frame| fill(&frame, &kept)).unwrap_or_else(|| page.replace([BEGIN, ELEMENT, END], ""))
}

/// A page with a slot for each part that is marked, and these parts.
fn cut(page: &str) -> (String, Vec<Kept<'_>>) {
    let mut frame = String::with_capacity(page.len());
    let mut kept = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        frame.push_str(before);
        let inside = after.strip_prefix(ELEMENT);
        let (element, after) = (inside.is_some(), inside.unwrap_or(after));
        let mut ends = after.match_indices(END).map(|(at, _)| after.split_at(at));
        rest = match ends.find(|(_, end)| !(element && end.starts_with(NEXT))) {
            Some((html, end)) => {
                let part = Kept { html, element };
                let (open, close) = part.tags();
                frame.extend([open, SLOT.encode_utf8(&mut [0; 4]), close]);
                kept.push(part);
                &end[END.len_utf8()..]
            }
            // A filter of a template has cut the other mark off.
            None => after,
        };
    }
    frame.push_str(rest);
    (frame, kept)
}

/// HTML that is marked; of elements all that stand side by side.
struct Kept<'a> {
    html: &'a str,
    element: bool,
}

impl Kept<'_> {
    /// The tags around its slot.
    fn tags(&self) -> (&'static str, &'static str) {
        if self.element { SLOT_TAGS } else { ("", "") }
    }
}

/// The frame with its parts; none if a slot was lost, as in a comment.
fn fill(frame: &str, kept: &[Kept<'_>]) -> Option<String> {
    let size = frame.len() + kept.iter().map(|part| part.html.len()).sum::<usize>();
    let mut page = String::with_capacity(size);
    let mut rest = frame;
    for part in kept {
        let (before, after) = rest.split_once(SLOT)?;
        let (open, close) = part.tags();
        page.push_str(before.strip_suffix(open)?);
        if part.element {
            page.extend(part.html.split(NEXT));
        } else {
            page.push_str(part.html);
        }
        rest = after.strip_prefix(close)?;
    }
    page.push_str(rest);
    (!rest.contains(SLOT)).then_some(page)
}

/// A style sheet without what means nothing. Nothing is rewritten for older browsers.
pub fn style(text: &str) -> Result<String, String> {
    let mut sheet = StyleSheet::parse(text, ParserOptions::default())
        .map_err(|error| format!("The style sheet has a mistake: {error}."))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| format!("The style sheet cannot be minified: {error}."))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    let printed =
        sheet.to_css(options).map_err(|error| format!("The style sheet cannot be written: {error}."))?;
    Ok(printed.code)
}

/// A classic script without what means nothing.
pub fn script(text: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::default().with_script(true)).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(format!("The script has a mistake: {error}."));
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        compress: Some(CompressOptions::default()),
    };
    let result = Minifier::new(options).minify(&allocator, &mut program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(result.scoping);
    Ok(codegen.build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meaning_stays() {
        assert_eq!(style("a { color : #ff0000; }").unwrap(), "a{color:red}");
        assert_eq!(
            script("'use strict';\nlet a = 1 + 1; console.log(a);").unwrap(),
            "\"use strict\";let a=2;console.log(2);"
        );
        assert_eq!(
            html(
                "<!doctype html><html lang=\"sv\"><head><title>å</title></head><body><p>a  b</p></body></html>"
            ),
            "<!doctype html><html lang=sv><head><title>å</title></head><body><p>a b</p></body></html>"
        );
    }

    #[test]
    fn what_is_kept_stays_as_it_is() {
        let page = |body: &str| {
            format!(
                "<!doctype html><html lang=\"sv\"><head><title>å</title></head><body> <p>a  b</p> {body}</body></html>"
            )
        };
        let made = |body: &str| html(&page(body));
        let frame = "<!doctype html><html lang=sv><head><title>å</title></head><body><p>a b</p> ";
        let kept = keep("<p class=\"x\">c  d</p>\n".into());
        assert_eq!(made(&kept), format!("{frame}<p class=\"x\">c  d</p>\n</body></html>"));
        assert_eq!(made(&format!("{kept}<i>e</i>{kept}")).matches("c  d").count(), 2);
        // Filters of templates may cut a mark off, or lose what is kept.
        assert!(!made(&kept[..kept.len() - 3]).contains(['\u{fdd2}', '\u{fdd3}', '\u{fdd4}']));
        assert!(!made(&format!("<!-- {kept} -->")).contains(['\u{fdd2}', '\u{fdd3}', '\u{fdd4}']));
        assert_eq!(keep(String::new()), "");
    }

    #[test]
    fn elements_are_minified_once_and_become_part_of_the_page_as_they_would_without() {
        let page = |list: &str| {
            html(&format!(
                "<!doctype html><html lang=\"sv\"><head><title>å</title></head><body>{list}</body></html>"
            ))
        };
        let (icon, entry) =
            ("<svg class=\"icon\"><path d=\"M1 2\"/></svg>", "<li class=\"entry\">\n{} <b>c</b>\n</li>");
        let list = |icon: &str, entry: &dyn Fn(&str) -> String| {
            let (one, other) = (entry(icon), entry("e"));
            format!("<ul>\n{one}\n{other}{one}{other}\n</ul>\n<p> {icon} d {icon} </p>")
        };
        let plain = list(icon, &|text| entry.replace("{}", text));
        let elements = Elements::default();
        let minified = |element: &str| elements.minified(element).to_string();
        let marked = list(&minified(icon), &|text| minified(&entry.replace("{}", text)));
        assert_eq!(page(&marked), page(&plain));
        assert_eq!(minified(icon), minified(icon));
        let body = keep("<p class=\"x\">c  d</p>".into());
        let beside = format!("<div>{body}{}{body}{}{}</div>", minified(icon), minified(icon), minified(icon));
        let plain = page(&format!("<div>{icon}{icon}{icon}</div>"));
        assert_eq!(page(&beside).replace("<p class=\"x\">c  d</p>", ""), plain);
        assert_eq!(elements.0.read().unwrap().len(), 3);
        // Where an element cannot be, what was marked is not lost, nor are marks left.
        let lost = page(&format!("<textarea>{}</textarea><!-- {} -->", minified(icon), minified(icon)));
        assert!(!lost.contains(['\u{fdd2}', '\u{fdd3}', '\u{fdd4}', '\u{fdd5}']), "{lost}");
    }

    #[test]
    fn mistakes_are_told() {
        assert!(style("a { color: }}").is_err());
        assert!(script("let = ;").is_err());
    }
}
