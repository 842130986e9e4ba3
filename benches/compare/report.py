"""How the results are shown: plain text that is Markdown too."""

import statistics
import sys
from dataclasses import dataclass, field

SCOPE = """\
All make the same pages with the same parts: title, date, contents, breadcrumbs, previous and next, lists of sections,
feeds, sitemap, 404 page, robots.txt; minified. Hugo makes no search and checks no links; Pagefind makes a search of
what Hugo built. Lykta always makes its search, checks links, headings and facts, compares with what is in the output,
and puts files in place by renaming; it also makes an A–Z and a search page. "Own theme" is what comes with Lykta, with
the menu of all sections, related pages and backlinks. Zola is not compared: neither crates.io, PyPI nor npm has it.
Each ratio is taken within a round, where the machine was the same for both; shown are the median and the range.
"""


def progress(line):
    """Tells what is going on, apart from the results."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Figure:
    """A figure of each round or edit, and what it must reach and is aimed at."""

    label: str
    values: list
    cpu: list = field(default_factory=list)
    target: tuple = ()
    digits: int = 3
    # What stands for all values, where that is not their median.
    shown: float = None

    def row(self):
        """The cells of a table."""
        shown = statistics.median(self.values) if self.shown is None else self.shown
        cpu = self.text(statistics.median(self.cpu)) if self.cpu else ""
        spread = f"{self.text(min(self.values))}–{self.text(max(self.values))}"
        must, aim = (f"{value:g}" for value in self.target) if self.target else ("", "")
        return [self.label, self.text(shown), spread, cpu, must, aim, self.verdict(shown)]

    def text(self, value):
        """A value with as many decimals as the figure is worth."""
        return f"{value:,.{self.digits}f}"

    def verdict(self, shown):
        """Whether the target was reached."""
        if not self.target:
            return ""
        must, aim = self.target
        return "aim reached" if shown <= aim else "reached" if shown <= must else "not reached"


def line(cells, widths):
    """A row of a table: words to the left, figures to the right."""
    padded = [cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:]))]
    return f"| {' | '.join(padded)} |"


def table(head, rows):
    """A table in Markdown whose columns stand under each other."""
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([line(head, widths), f"|{rule}|", *(line(row, widths) for row in rows)])


def costs(medians):
    """The table of what each command cost."""
    rows = [
        [label, f"{cost.wall:.2f} s", f"{cost.cpu:.2f} s", f"{cost.peak / 1e6:,.0f} MB"]
        for label, cost in medians.items()
    ]
    return table(["median", "wall", "CPU", "peak memory"], rows)


def figures(found):
    """The table of figures beside their targets."""
    head = ["", "figure", "range", "of CPU", "must reach", "aim for", ""]
    return table(head, [figure.row() for figure in found])


def show(title, medians, found, notes):
    """Prints one part: costs, if builds were timed, figures, and what else there is to say."""
    listed = "\n".join(f"- {note}" for note in notes)
    parts = [f"## {title}", costs(medians) if medians else "", figures(found), listed]
    print("\n\n".join(part for part in parts if part), end="\n\n", flush=True)
