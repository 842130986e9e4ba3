//! What HSDS 3.1 allows: every member of every object, from the official schemas in their full (nested)
//! form, as a table. A file that has more, or a null, is not read: something else was meant by it.

use crate::content::node::{Node, Value};
use crate::diagnostics::{Diagnostic, suggest};
use crate::source::SourceFile;
use std::collections::HashMap;
use std::sync::LazyLock;
use uuid::Uuid;

/// Object, member, kind of value, and whether the member has to be there. A kind is `text`, `number`,
/// `uuid`, `one of a|b`, the name of an object, or `list` and the name of an object.
const TABLE: &str = include_str!("hsds.tsv");

struct Member {
    name: &'static str,
    kind: &'static str,
    required: bool,
}

static OBJECTS: LazyLock<HashMap<&str, Vec<Member>>> = LazyLock::new(|| {
    let mut objects: HashMap<&str, Vec<Member>> = HashMap::new();
    for row in TABLE.lines().skip(1) {
        let mut columns = row.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let (object, name, kind) = (next(), next(), next());
        let required = next() == "required";
        objects.entry(object).or_default().push(Member { name, kind, required });
    }
    objects
});

fn members(object: &str) -> &'static [Member] {
    OBJECTS.get(object).map_or(&[], Vec::as_slice)
}

/// Tells what a schema does not allow in an object and all that is in it. `pointer` is where it stands in
/// the file (RFC 6901).
pub(super) fn check(file: &SourceFile, node: &Node, object: &str, pointer: &str, told: &mut Vec<Diagnostic>) {
    let Value::Map(entries) = &node.value else {
        told.push(wrong(file, node, pointer, &format!("an object ({object})")));
        return;
    };
    let known = members(object);
    for entry in entries {
        let pointer = format!("{pointer}/{}", entry.key.replace('~', "~0").replace('/', "~1"));
        let Some(member) = known.iter().find(|member| member.name == entry.key) else {
            let message = format!("HSDS 3.1 has no member `{}` in {object} ({pointer}).", entry.key);
            let near = suggest(&entry.key, known.iter().map(|member| member.name));
            let help = match near {
                Some(near) => format!("Did they mean `{near}`?"),
                None => "Remove it, or put it into `attributes`.".to_owned(),
            };
            let place = file.locate(entry.key_span.clone());
            told.push(Diagnostic::error("import/unknown-member", message).at(place).help(help));
            continue;
        };
        value(file, &entry.node, member.kind, &pointer, told);
    }
    let missing = known.iter().filter(|member| member.required && node.get(member.name).is_none());
    for member in missing {
        let message = format!("The member `{}` is missing in {object} ({pointer}).", member.name);
        let start = node.span.start;
        told.push(Diagnostic::error("import/missing-member", message).at(file.locate(start..start + 1)));
    }
}

fn value(file: &SourceFile, node: &Node, kind: &str, pointer: &str, told: &mut Vec<Diagnostic>) {
    if node.value == Value::Null {
        let message = format!("There is a null ({pointer}), which HSDS does not allow.");
        told.push(
            Diagnostic::error("import/null", message)
                .at(file.locate(node.span.clone()))
                .help("Leave out what is not known."),
        );
        return;
    }
    let (right, wanted) = match (kind, &node.value) {
        ("text", value) => (matches!(value, Value::Text(_)), "text".to_owned()),
        ("number", value) => (matches!(value, Value::Integer(_) | Value::Float(_)), "a number".to_owned()),
        ("uuid", Value::Text(text)) => (Uuid::parse_str(text).is_ok(), "a UUID".to_owned()),
        ("uuid", _) => (false, "a UUID".to_owned()),
        (kind, value) => {
            if let Some(words) = kind.strip_prefix("one of ") {
                let right = matches!(value, Value::Text(text) if words.split('|').any(|word| word == text));
                (right, format!("one of {}", words.replace('|', ", ")))
            } else if let Some(object) = kind.strip_prefix("list ") {
                if let Value::List(items) = value {
                    for (at, item) in items.iter().enumerate() {
                        check(file, item, object, &format!("{pointer}/{at}"), told);
                    }
                }
                (matches!(value, Value::List(_)), "a list".to_owned())
            } else {
                check(file, node, kind, pointer, told);
                return;
            }
        }
    };
    if !right {
        told.push(wrong(file, node, pointer, &wanted));
    }
}

fn wrong(file: &SourceFile, node: &Node, pointer: &str, wanted: &str) -> Diagnostic {
    let code = if node.value == Value::Null { "import/null" } else { "import/wrong-type" };
    Diagnostic::error(code, format!("HSDS wants {wanted} here ({pointer})."))
        .at(file.locate(node.span.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_refers_only_to_objects_that_it_has() {
        for row in TABLE.lines().skip(1) {
            let kind = row.split('\t').nth(2).unwrap();
            let plain = ["text", "number", "uuid"].contains(&kind) || kind.starts_with("one of ");
            let object = kind.strip_prefix("list ").unwrap_or(kind);
            assert!(plain || !members(object).is_empty(), "{row}");
        }
        assert_eq!(members("service").iter().filter(|member| member.required).count(), 3);
    }
}
