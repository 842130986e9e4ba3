//! What the preview adds to a page: its own script, and the right to ask the server for news.

use std::ops::Range;

/// The page with the preview's script in its head and `connect-src 'self'` in its policy. What is not
/// UTF-8 is left as it is.
pub(super) fn prepare(page: &[u8], version: &str) -> Vec<u8> {
    let Ok(page) = std::str::from_utf8(page) else { return page.to_vec() };
    let script = format!(r#"<script src="/__lykta/preview.js" data-version="{version}" defer></script>"#);
    let head = tags(page).find(|tag| tag.is(page, "head"));
    let end = page.len();
    let edge = tags(page)
        .find(|tag| tag.is(page, "/head") || tag.is(page, "body"))
        .map_or(end, |tag| tag.whole.start);
    let policy = tags(&page[..edge]).filter(|tag| tag.is(page, "meta")).find_map(|tag| policy(page, &tag));

    // The script stands before all others, so that it sees the page as it came.
    let at = head
        .map_or_else(|| policy.as_ref().map_or(doctype(page), |(range, _)| range.start), |tag| tag.whole.end);
    let mut out = String::with_capacity(page.len() + script.len() + 32);
    match policy {
        Some((range, text)) if at <= range.start => {
            out.extend([&page[..at], &script, &page[at..range.start], &text, &page[range.end..]]);
        }
        _ => out.extend([&page[..at], &script, &page[at..]]),
    }
    out.into_bytes()
}

/// The end of the doctype and of a following `<html …>`, for a page whose head has no tag of its own.
fn doctype(page: &str) -> usize {
    tags(page)
        .take_while(|tag| tag.is(page, "!doctype") || tag.is(page, "html"))
        .last()
        .map_or(0, |tag| tag.whole.end)
}

/// The `content` attribute of a policy's tag, and what is to stand in its place.
fn policy(page: &str, tag: &Tag) -> Option<(Range<usize>, String)> {
    let mut is_policy = false;
    let mut content = None;
    for attribute in attributes(page, tag) {
        match &page[attribute.name.clone()] {
            name if name.eq_ignore_ascii_case("http-equiv") => {
                is_policy =
                    page[attribute.value.clone()].trim().eq_ignore_ascii_case("content-security-policy");
            }
            name if name.eq_ignore_ascii_case("content") => content = Some(attribute),
            _ => {}
        }
    }
    let content = content.filter(|_| is_policy)?;
    // The value stays as it is written in the source, but for the quotes around it. Its `;` may end
    // references such as `&#39;`, so it is not taken apart.
    let mut value = page[content.value].replace('"', "&quot;");
    match value.to_ascii_lowercase().find("connect-src") {
        // A `'none'` that is not alone has no meaning.
        Some(at) => value.insert_str(at + "connect-src".len(), " 'self'"),
        None => value.push_str("; connect-src 'self'"),
    }
    Some((content.whole, format!(r#"content="{value}""#)))
}

struct Tag {
    /// From `<` to after `>`.
    whole: Range<usize>,
    name: Range<usize>,
}

impl Tag {
    fn is(&self, page: &str, name: &str) -> bool {
        page[self.name.clone()].eq_ignore_ascii_case(name)
    }
}

struct Attribute {
    whole: Range<usize>,
    name: Range<usize>,
    value: Range<usize>,
}

/// The tags of a page, in order; what is in comments is passed over.
fn tags(page: &str) -> impl Iterator<Item = Tag> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + page[at..].find('<')?;
            if page[start..].starts_with("<!--") {
                at = start + 4 + page[start + 4..].find("-->")? + 3;
                continue;
            }
            let rest = &page[start + 1..];
            if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
                at = start + 1;
                continue;
            }
            let length = rest.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(rest.len());
            let name = start + 1..start + 1 + length;
            let end = tag_end(page, name.end);
            at = end;
            return Some(Tag { whole: start..end, name });
        }
    })
}

/// After the `>` that ends a tag; one within quotes does not.
fn tag_end(page: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in page.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if page.as_bytes()[..at].trim_ascii_end().ends_with(b"=") => {
                quote = Some(byte);
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    page.len()
}

fn attributes(page: &str, tag: &Tag) -> Vec<Attribute> {
    let bytes = page.as_bytes();
    let end = tag.whole.end.saturating_sub(1).max(tag.name.end);
    let skip = |mut at: usize, pass: &dyn Fn(u8) -> bool| {
        while at < end && pass(bytes[at]) {
            at += 1;
        }
        at
    };
    let space = |byte: u8| byte.is_ascii_whitespace();
    let mut found = Vec::new();
    let mut at = tag.name.end;
    loop {
        let start = skip(at, &|byte| space(byte) || byte == b'/');
        let name_end = skip(start, &|byte| !space(byte) && byte != b'=' && byte != b'/');
        if start == end {
            return found;
        }
        let equals = skip(name_end, &space);
        let (value, after) = if equals < end && bytes[equals] == b'=' {
            let open = skip(equals + 1, &space);
            match bytes.get(open) {
                Some(&quote @ (b'"' | b'\'')) if open < end => {
                    let close = skip(open + 1, &|byte| byte != quote);
                    (open + 1..close, (close + 1).min(end))
                }
                _ => {
                    let close = skip(open, &|byte| !space(byte));
                    (open..close, close)
                }
            }
        } else {
            (name_end..name_end, name_end)
        };
        // A stray `=` is a name of its own, so that each turn goes on.
        at = after.max(start + 1);
        found.push(Attribute { whole: start..at, name: start..name_end, value });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(page: &str) -> String {
        String::from_utf8(prepare(page.as_bytes(), "s-1")).unwrap()
    }

    const SCRIPT: &str = r#"<script src="/__lykta/preview.js" data-version="s-1" defer></script>"#;

    #[test]
    fn adds_script_and_right_to_connect() {
        let page = "<!doctype html><html lang=sv><head><meta charset=utf-8>\
                    <meta content=\"default-src 'none'; base-uri 'none'\" http-equiv=Content-Security-Policy>\
                    <title>&lt;head></title><script src=a.js defer></script></head><body><p>å</body></html>";
        let expected = format!(
            "<!doctype html><html lang=sv><head>{SCRIPT}<meta charset=utf-8>\
             <meta content=\"default-src 'none'; base-uri 'none'; connect-src 'self'\" http-equiv=Content-Security-Policy>\
             <title>&lt;head></title><script src=a.js defer></script></head><body><p>å</body></html>"
        );
        assert_eq!(prepared(page), expected);
    }

    #[test]
    fn understands_every_way_to_write_a_policy() {
        for (before, after) in [
            ("content='img-src data:'", "content=\"img-src data:; connect-src 'self'\""),
            ("content=\"connect-src 'none';\"", "content=\"connect-src 'self' 'none';\""),
            ("CONTENT = \"a &#39;x&#39;\" /", "content=\"a &#39;x&#39;; connect-src 'self'\" /"),
            ("content=sandbox", "content=\"sandbox; connect-src 'self'\""),
        ] {
            let page =
                |content: &str| format!("<head><meta http-equiv='Content-Security-Policy' {content}></head>");
            assert_eq!(
                prepared(&page(before)),
                page(after).replace("<head>", &format!("<head>{SCRIPT}")),
                "{before}"
            );
        }
    }

    #[test]
    fn finds_a_place_in_odd_pages() {
        assert_eq!(prepared("<!-- <head> --><p>x"), format!("{SCRIPT}<!-- <head> --><p>x"));
        assert_eq!(
            prepared("<!doctype html><html lang=sv><p>x"),
            format!("<!doctype html><html lang=sv>{SCRIPT}<p>x")
        );
        assert_eq!(prepared("<HEAD data-x='>'><p>x"), format!("<HEAD data-x='>'>{SCRIPT}<p>x"));
        assert_eq!(prepared(""), SCRIPT);
        assert_eq!(prepare(b"\xff<head>", "v"), b"\xff<head>");
        for odd in [
            "<",
            "<a",
            "<a =",
            "<meta content",
            "<meta http-equiv=content-security-policy content=",
            "<a b='",
        ] {
            assert!(prepared(odd).contains(SCRIPT), "{odd}");
        }
    }
}
