//! Smaller HTML, styles and scripts that mean the same.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A page without the white space and quotes that mean nothing. The minifier has panicked on odd input
/// before; a page that it cannot cope with stays as it is.
pub fn html(page: String) -> Vec<u8> {
    let mut cfg = minify_html::Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    cfg.keep_input_type_text_attr = true;
    let minified = catch_unwind(AssertUnwindSafe(|| minify_html::minify(page.as_bytes(), &cfg)));
    minified.unwrap_or_else(|_| page.into_bytes())
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
        let page = html(
            "<!doctype html><html lang=\"sv\"><head><title>å</title></head><body><p>a  b</p></body></html>"
                .into(),
        );
        assert_eq!(
            String::from_utf8(page).unwrap(),
            "<!doctype html><html lang=sv><head><title>å</title></head><body><p>a b</p></body></html>"
        );
    }

    #[test]
    fn mistakes_are_told() {
        assert!(style("a { color: }}").is_err());
        assert!(script("let = ;").is_err());
    }
}
