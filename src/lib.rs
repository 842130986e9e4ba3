//! Lykta turns a folder of Markdown articles and typed service records into a static knowledge site.

pub mod check;
pub mod config;
pub mod content;
pub mod date;
pub mod diagnostics;
pub mod markdown;
pub mod publish;
pub mod search;
pub mod site;
pub mod slug;
pub mod source;
