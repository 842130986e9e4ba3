//! Splits a file into front matter and Markdown.

use super::node::{self, Node, SyntaxError, Value};
use crate::diagnostics::Diagnostic;
use crate::source::SourceFile;
use std::ops::Range;

/// The front matter of a file as a tree, and where its Markdown stands.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// The keys and values; empty where there is no front matter.
    pub(super) root: Node,
    /// The rest of the file.
    pub(super) body: Range<usize>,
}

type Parse = fn(&str, usize) -> Result<Node, SyntaxError>;

/// YAML stands between lines of `---`, TOML between lines of `+++`.
pub(super) fn split(file: &SourceFile) -> Result<FrontMatter, Diagnostic> {
    let text = &*file.text;
    let (fence, parse): (&str, Parse) = match text.get(..3) {
        Some("---") => ("---", node::yaml),
        Some("+++") => ("+++", node::toml),
        _ => return Ok(FrontMatter { root: Node { value: Value::Null, span: 0..0 }, body: 0..text.len() }),
    };
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != fence {
        return Ok(FrontMatter { root: Node { value: Value::Null, span: 0..0 }, body: 0..text.len() });
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == fence {
            let root = parse(&text[start..at], start).map_err(|error| {
                Diagnostic::error("front-matter/syntax", error.message).at(file.locate(error.span)).help(
                    "Put text with a colon, quotation mark or # in quotation marks, and indent with spaces.",
                )
            })?;
            return Ok(FrontMatter { root, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(Diagnostic::error("front-matter/unclosed", "The front matter does not end.")
        .at(file.locate(0..3))
        .help(format!("Write a line `{fence}` after the last key.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<(Option<String>, String), (&'static str, usize)> {
        let file = SourceFile::new("a.md", text);
        let read = split(&file).map_err(|error| {
            let line = error.location.and_then(|location| location.spot).map_or(0, |spot| spot.line);
            (error.code, line)
        })?;
        let title = read.root.get("title").map(|node| file.text[node.span.clone()].to_owned());
        Ok((title, file.text[read.body].to_owned()))
    }

    #[test]
    fn both_languages_and_line_ends() {
        assert_eq!(parts("---\ntitle: å\n---\ntext"), Ok((Some("å".into()), "text".into())));
        assert_eq!(parts("\u{feff}---\r\ntitle: å\r\n---\r\ntext"), Ok((Some("å".into()), "text".into())));
        assert_eq!(parts("+++\ntitle = 'å'\n+++\ntext"), Ok((Some("'å'".into()), "text".into())));
        assert_eq!(parts("text"), Ok((None, "text".into())));
        assert_eq!(parts("---- \ntext"), Ok((None, "---- \ntext".into())));
        assert_eq!(parts(""), Ok((None, String::new())));
    }

    #[test]
    fn mistakes_are_placed_in_the_file() {
        assert_eq!(parts("---\ntitle: a\n"), Err(("front-matter/unclosed", 1)));
        assert_eq!(parts("---\r\ntitle: a\r\nb: [1\r\n---\r\n").unwrap_err().0, "front-matter/syntax");
        assert_eq!(parts("---\ntitle: a\ntitle: b\n---\n"), Err(("front-matter/syntax", 3)));
        assert_eq!(parts("+++\ntitle = a\n+++\n"), Err(("front-matter/syntax", 2)));
    }
}
