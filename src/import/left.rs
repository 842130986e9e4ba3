//! What a file says and a record cannot hold: told once for all places where it is, for a directory of a
//! thousand services has the same extra member a thousand times.

use crate::diagnostics::Location;
use crate::source::SourceFile;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// One thing that could not be carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// What it is.
    pub what: String,
    /// How often it is there.
    pub count: usize,
    /// Where it is first.
    pub location: Location,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.location.path)?;
        if let Some(spot) = &self.location.spot {
            write!(f, ":{}:{}", spot.line, spot.column)?;
        }
        write!(f, ": {}", self.what)?;
        if self.count > 1 { write!(f, " ({} times)", self.count) } else { Ok(()) }
    }
}

/// Gathers them.
#[derive(Default)]
pub(super) struct Lefts {
    found: HashMap<String, (usize, Range<usize>)>,
}

impl Lefts {
    /// One more.
    pub(super) fn add(&mut self, what: impl Into<String>, span: &Range<usize>) {
        let (count, _) = self.found.entry(what.into()).or_insert_with(|| (0, span.clone()));
        *count += 1;
    }

    /// All of them, in the order of the file.
    pub(super) fn finish(self, file: &SourceFile) -> Vec<Left> {
        let mut found: Vec<_> = self.found.into_iter().collect();
        found.sort_by(|a, b| (a.1.1.start, &a.0).cmp(&(b.1.1.start, &b.0)));
        let left = |(what, (count, span))| Left { what, count, location: file.locate(span) };
        found.into_iter().map(left).collect()
    }
}
