//! Collects the plain text by section while the HTML is written.

use super::TextSection;
use crate::text;

/// The text so far. White space is joined as it comes in, so that nothing is gone over twice.
pub(super) struct Plain {
    sections: Vec<TextSection>,
    current: usize,
    gap: Gap,
    /// While a heading is written its text goes here.
    captured: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Paragraph,
}

impl Plain {
    pub(super) fn new() -> Self {
        Self { sections: vec![TextSection::default()], current: 0, gap: Gap::None, captured: None }
    }

    /// Text that readers see.
    pub(super) fn push(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for (number, run) in text::runs(text, char::is_whitespace).enumerate() {
            if number > 0 {
                self.space();
            }
            self.after_gap().push_str(run);
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    /// What a component shows. Components do not stand in headings.
    pub(super) fn hole(&mut self, link: usize) {
        let at = self.after_gap().len();
        self.sections[self.current].holes.push((at, link));
    }

    /// The text so far, with the white space that is due before more.
    fn after_gap(&mut self) -> &mut String {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let section = &mut self.sections[self.current];
        let text = (&mut section.text, !section.holes.is_empty());
        let (out, begun) = self.captured.as_mut().map_or(text, |heading| (heading, false));
        match gap {
            _ if out.is_empty() && !begun => {}
            Gap::None => {}
            Gap::Space => out.push(' '),
            Gap::Paragraph => out.push('\n'),
        }
        out
    }

    /// White space.
    pub(super) fn space(&mut self) {
        self.gap = self.gap.max(Gap::Space);
    }

    /// The end of a paragraph, or of what else stands by itself. A heading has no paragraphs.
    pub(super) fn paragraph(&mut self) {
        self.gap = if self.captured.is_some() { self.gap.max(Gap::Space) } else { Gap::Paragraph };
    }

    /// From here on text belongs to a heading.
    pub(super) fn begin_heading(&mut self) {
        self.captured = Some(String::new());
        self.gap = Gap::None;
    }

    /// The text of the heading.
    pub(super) fn end_heading(&mut self) -> String {
        self.gap = Gap::Paragraph;
        self.captured.take().unwrap_or_default()
    }

    /// A new section begins.
    pub(super) fn section(&mut self, heading: usize) {
        self.sections.push(TextSection { heading: Some(heading), ..TextSection::default() });
        self.resume(self.sections.len() - 1);
    }

    /// The section that is being written.
    pub(super) fn current(&self) -> usize {
        self.current
    }

    /// What comes belongs to a section that was written before.
    pub(super) fn resume(&mut self, section: usize) {
        self.current = section;
        self.gap = Gap::Paragraph;
    }

    /// The sections, which are kept for as long as the site is: without room to spare.
    pub(super) fn finish(mut self) -> Vec<TextSection> {
        self.sections.shrink_to_fit();
        for section in &mut self.sections {
            section.text.shrink_to_fit();
        }
        self.sections
    }
}
