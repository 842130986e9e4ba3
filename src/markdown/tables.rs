//! Tables: they scroll where they are too wide, and their cells are aligned by class.

use super::writer::Writer;
use pulldown_cmark::{Alignment, Event, TagEnd};

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    /// How many there have been.
    number: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    in_body: bool,
}

impl Writer<'_> {
    /// A wide table scrolls in a region of its own. Its name holds a number, for two regions of one name
    /// cannot be told apart.
    pub(super) fn table(&mut self, alignments: &[Alignment]) {
        let number = self.table.number + 1;
        self.table = Table { number, alignments: alignments.to_vec(), ..Table::default() };
        let mut name = self.options.labels.table.replace("{n}", &number.to_string());
        if let Some(heading) = self.headings.last() {
            name.push_str(": ");
            name.push_str(&heading.text);
        }
        self.plain.paragraph();
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        self.attribute("aria-label", &name);
        self.out.push_str(">\n<table>\n");
    }

    pub(super) fn cell(&mut self, at: usize) -> usize {
        // A header cell without text heads nothing.
        let empty = matches!(self.event(at + 1), Some(Event::End(TagEnd::TableCell)));
        let is_header = self.table.in_head && !empty;
        self.out.push_str(if is_header { "<th scope=\"col\"" } else { "<td" });
        match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Center) => self.out.push_str(" class=\"align-center\""),
            Some(Alignment::Right) => self.out.push_str(" class=\"align-end\""),
            _ => {}
        }
        self.out.push('>');
        self.table.cell += 1;
        self.previous = None;
        if empty {
            self.out.push_str("</td>\n");
            return at + 2;
        }
        at + 1
    }

    pub(super) fn end_cell(&mut self) {
        self.out.push_str(if self.table.in_head { "</th>\n" } else { "</td>\n" });
        self.plain.space();
    }

    pub(super) fn end_table(&mut self) {
        let body = std::mem::take(&mut self.table.in_body);
        self.end_block(if body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    }

    pub(super) fn table_head(&mut self) {
        self.table.in_head = true;
        self.table.cell = 0;
        self.out.push_str("<thead>\n<tr>\n");
    }

    pub(super) fn end_table_head(&mut self) {
        self.table.in_head = false;
        self.end_block("</tr>\n</thead>\n");
    }

    pub(super) fn table_row(&mut self) {
        if !std::mem::replace(&mut self.table.in_body, true) {
            self.out.push_str("<tbody>\n");
        }
        self.table.cell = 0;
        self.out.push_str("<tr>\n");
    }
}
