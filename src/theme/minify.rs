//! Smaller HTML, styles and scripts that mean the same.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What stands around HTML that is as small as it gets, and in its place while the rest is minified. Unicode
/// sets these aside for a program's own use, and no text of a site can hold them.
const BEGIN: char = '\u{fdd2}';
const END: char = '\u{fdd3}';
const SLOT: char = '\u{fdd4}';

/// Marks HTML that is to go into a page as it is: what many pages share is minified once, and what the
/// Markdown becomes is written without needless bytes.
pub fn keep(html: String) -> String {
    if html.is_empty() { html } else { format!("{BEGIN}{html}{END}") }
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
    minified.and_then(|frame| fill(&frame, &kept)).unwrap_or_else(|| page.replace([BEGIN, END], ""))
}

/// A page with a slot for each part that is marked, and these parts.
fn cut(page: &str) -> (String, Vec<&str>) {
    let mut frame = String::with_capacity(page.len());
    let mut kept = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(BEGIN) {
        frame.push_str(before);
        rest = match after.split_once(END) {
            Some((part, after)) => {
                frame.push(SLOT);
                kept.push(part);
                after
            }
            // A filter of a template has cut the other mark off.
            None => after,
        };
    }
    frame.push_str(rest);
    (frame, kept)
}

/// The frame with its parts; none if a slot was lost, as in a comment.
fn fill(frame: &str, kept: &[&str]) -> Option<String> {
    let size = frame.len() + kept.iter().map(|part| part.len()).sum::<usize>();
    let mut page = String::with_capacity(size);
    let mut pieces = frame.split(SLOT);
    page.push_str(pieces.next()?);
    for part in kept {
        page.push_str(part);
        page.push_str(pieces.next()?);
    }
    pieces.next().is_none().then_some(page)
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
    fn mistakes_are_told() {
        assert!(style("a { color: }}").is_err());
        assert!(script("let = ;").is_err());
    }
}
