//! `[quick_exit]`: the way to leave a page at once.

use crate::content::node::Node;
use crate::content::read::{Keys, Problems, Read};

/// The way out, and which pages have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickExit {
    /// The address that it leads to.
    pub url: String,
    /// Whether every page has it that does not say otherwise.
    pub everywhere: bool,
    /// The id of the page that tells how to clear the browser's history.
    pub guide: Option<String>,
}

impl Read for QuickExit {
    fn read(node: &Node, problems: &mut Problems<'_>) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let url = url(&mut keys, node);
        let everywhere = keys.take("everywhere").unwrap_or_default();
        let guide = keys.take("guide");
        keys.finish("`quick_exit`");
        Some(Self { url: url?, everywhere, guide })
    }
}

/// The address has to be one that a browser opens over a safe connection: what it shows, and that somebody
/// came there, is nobody else's business.
fn url(keys: &mut Keys<'_, '_, '_>, table: &Node) -> Option<String> {
    let Some(node) = keys.node("url") else {
        let message = "The quick exit leads nowhere.".to_owned();
        keys.problems.error("config/bad-exit", &table.span, message, Some(help()));
        return None;
    };
    let url = String::read(node, keys.problems)?;
    if url.starts_with("https://") && super::is_web_address(&url) {
        return Some(url);
    }
    let message = format!("`{url}` is not an address to leave for.");
    keys.problems.error("config/bad-exit", &node.span, message, Some(help()));
    None
}

fn help() -> String {
    "Write the https address of a page that draws no attention, such as a weather forecast: \
     `url = \"https://…\"`."
        .to_owned()
}
