//! What a link leads to, told from how it is written.

use super::component::Component;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A file, by its path from this one (or from `content/`, if it begins with `/`); percent-encoding is
    /// undone.
    Page {
        /// The path.
        path: String,
        /// What follows `#`.
        fragment: Option<String>,
    },
    /// A wikilink: a page by its title or path, as the editor wrote it.
    Wiki {
        /// Title or path.
        name: String,
        /// What follows `#`: an id or the text of a heading; [`super::Body::anchor`] knows both.
        fragment: Option<String>,
    },
    /// A place on this page, by its id or the text of a heading. Empty for the top of the page.
    Fragment(String),
    /// An address on another site. The HTML holds it already.
    External(String),
    /// An address of another kind (`mailto:`, `tel:`). The HTML holds it already.
    Other(String),
    /// The page of a term, as the glossary names it.
    Term(String),
    /// No link, but records that the page shows.
    Component(Component),
}

/// Schemes that a link may have besides `http` and `https`. A scheme that is not known to be harmless is
/// refused: some run scripts, others start programs.
const SCHEMES: &[&str] = &[
    "mailto", "tel", "sms", "smsto", "geo", "ftp", "ftps", "irc", "ircs", "xmpp", "matrix", "sip", "sips",
    "webcal", "magnet", "news", "doi", "urn",
];

/// Why there is no target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The address is empty.
    Empty,
    /// Its scheme is not allowed.
    Scheme(String),
}

impl Target {
    /// The target of a link or, with `image`, of something that the page shows.
    pub(super) fn of(address: &str, image: bool) -> Result<Self, Refused> {
        // Browsers drop these too, so `java\nscript:` would be a scheme to them.
        let address: String =
            address.trim_matches(|c| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        if let Some(fragment) = address.strip_prefix('#') {
            return Ok(Self::Fragment(percent_decode(fragment)));
        }
        if address.starts_with("//") {
            return Ok(Self::External(address));
        }
        match scheme(&address).as_deref() {
            Some("http" | "https") => Ok(Self::External(address)),
            Some("data") if image && is_picture(&address) => Ok(Self::Other(address)),
            Some(scheme) if SCHEMES.contains(&scheme) && !image => Ok(Self::Other(address)),
            Some(scheme) => Err(Refused::Scheme(scheme.to_owned())),
            None if address.is_empty() => Err(Refused::Empty),
            None => {
                let (path, fragment) = split_fragment(&address);
                Ok(Self::Page { path: percent_decode(path), fragment: fragment.map(percent_decode) })
            }
        }
    }

    /// The target of a wikilink. In a table its `|` is escaped, and the parser leaves the backslash.
    pub(super) fn of_wikilink(name: &str) -> Self {
        let (name, fragment) = split_fragment(name.trim_end_matches('\\'));
        let fragment = fragment.map(|fragment| fragment.trim().to_owned());
        match (name.trim(), fragment) {
            ("", Some(fragment)) => Self::Fragment(fragment),
            (name, fragment) => Self::Wiki { name: name.to_owned(), fragment },
        }
    }

    /// Whether only the site knows the address.
    pub(super) fn has_hole(&self) -> bool {
        !matches!(self, Self::External(_) | Self::Other(_))
    }
}

/// The scheme in lower case. A single letter is a Windows drive.
fn scheme(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let sound = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then(|| scheme.to_ascii_lowercase())
}

fn is_picture(address: &str) -> bool {
    address.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/"))
}

fn split_fragment(address: &str) -> (&str, Option<&str>) {
    address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)))
}

/// Undoes percent-encoding; what is not UTF-8 then stays as written.
fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, fragment: Option<&str>) -> Target {
        Target::Page { path: path.into(), fragment: fragment.map(Into::into) }
    }

    #[test]
    fn files_fragments_and_addresses() {
        assert_eq!(Target::of("../a%20b/%C3%A5.md#%C3%A5", false), Ok(page("../a b/å.md", Some("å"))));
        assert_eq!(Target::of("100%", false), Ok(page("100%", None)));
        assert_eq!(Target::of("%ff", false), Ok(page("%ff", None)));
        assert_eq!(Target::of("c:/x", false), Ok(page("c:/x", None)));
        assert_eq!(Target::of("#a-b", false), Ok(Target::Fragment("a-b".into())));
        assert_eq!(Target::of("//a.se/b", false), Ok(Target::External("//a.se/b".into())));
        assert_eq!(Target::of("HTTPS://a.se", false), Ok(Target::External("HTTPS://a.se".into())));
        assert_eq!(Target::of("tel:+4620390000", false), Ok(Target::Other("tel:+4620390000".into())));
    }

    #[test]
    fn schemes_that_could_do_harm_are_refused() {
        for (address, scheme) in [
            ("javascript:alert(1)", "javascript"),
            (" JavaScript:x", "javascript"),
            ("java\n\tscript:x", "javascript"),
            ("vbscript:x", "vbscript"),
            ("data:text/html,x", "data"),
            ("ms-word:x", "ms-word"),
        ] {
            assert_eq!(Target::of(address, false), Err(Refused::Scheme(scheme.into())), "{address}");
        }
        assert!(Target::of("data:image/png;base64,x", true).is_ok());
        assert!(Target::of("data:image/png;base64,x", false).is_err());
        assert_eq!(Target::of("", false), Err(Refused::Empty));
    }

    #[test]
    fn wikilinks() {
        let wiki = |name: &str, fragment: Option<&str>| Target::Wiki {
            name: name.into(),
            fragment: fragment.map(Into::into),
        };
        assert_eq!(Target::of_wikilink(" Mika 100 % "), wiki("Mika 100 %", None));
        assert_eq!(Target::of_wikilink("Mika#Vem får komma?"), wiki("Mika", Some("Vem får komma?")));
        assert_eq!(Target::of_wikilink("Mika\\"), wiki("Mika", None));
        assert_eq!(Target::of_wikilink("#Vem"), Target::Fragment("Vem".into()));
    }
}
