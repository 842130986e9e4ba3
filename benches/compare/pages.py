"""Whether both tools made the same pages with the same parts, and how large they are."""

import re
from collections import Counter
from html.parser import HTMLParser

from measure import Failed, files

# What Lykta adds to each link out of the site, for readers who cannot see the sign.
ASIDE = "visually-hidden"
PARTS = {"breadcrumbs", "toc", "pager", "entries", "body", ASIDE}
KINDS = {".html": "HTML", ".xml": "XML"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Parts(HTMLParser):
    """Counts what stands in a page: elements, and links and words by the part that they are in."""

    def __init__(self, html):
        super().__init__()
        self.found = Counter()
        self.inside = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "link":
            self.found[f"link {given.get('rel')}"] += 1
        if tag in VOID:
            return
        own = PARTS.intersection((given.get("class") or "").split())
        part = own.pop() if own else self.part()
        if tag == "a" and part:
            self.found[f"links in {part}"] += 1
        if tag in ("h1", "time", "main", "article") and part != "body":
            self.found[tag] += 1
        if re.fullmatch("h[2-6]", tag) and part == "body":
            self.found["headings in body"] += 1
        self.inside.append((tag, part))

    def handle_endtag(self, tag):
        while self.inside and tag in (opened for opened, _ in self.inside):
            if self.inside.pop()[0] == tag:
                break

    def handle_data(self, text):
        if self.part() not in (None, ASIDE):
            self.found[f"words in {self.part()}"] += len(text.split())

    def part(self):
        """The part that is open."""
        return self.inside[-1][1] if self.inside else None


def html(output):
    """The pages of an output by address. The tools differ in how many hyphens they keep in a row."""
    pages = (path for path in files(output) if path.suffix == ".html")
    return {re.sub("-+", "-", path.relative_to(output).as_posix()): path for path in pages}


def compare(lykta, hugo):
    """Says what is equal in two outputs and what is not: pages, and the counts of their parts."""
    ours, theirs = html(lykta), html(hugo)
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        raise Failed(f"{lykta} and {hugo} have no page in common")
    notes = [f"{len(both):,} pages are in both outputs."]
    for name, only in (("Lykta", ours.keys() - theirs.keys()), ("Hugo", theirs.keys() - ours.keys())):
        if only:
            notes.append(f"Only {name} has {len(only)}: {', '.join(sorted(only)[:5])}.")
    sums, differing = (Counter(), Counter()), Counter()
    for address in both:
        counts = [Parts(pages[address].read_text(encoding="utf-8")).found for pages in (ours, theirs)]
        for total, count in zip(sums, counts):
            total.update(count)
        differing.update(part for part in counts[0].keys() | counts[1].keys() if counts[0][part] != counts[1][part])
    equal = [f"{part} ({total:,})" for part, total in sorted(sums[0].items()) if not differing[part]]
    notes.append(f"Equal on every page: {', '.join(equal)}.")
    for part, number in sorted(differing.items()):
        notes.append(f"Not equal on {number:,} pages: {part}, Lykta {sums[0][part]:,}, Hugo {sums[1][part]:,}.")
    return notes


def sizes(lykta, hugo, own=None):
    """How much each tool wrote."""
    named = [("Lykta", lykta), ("Hugo", hugo)] + ([("Lykta, its own theme", own)] if own else [])
    return [f"{name}: {size(site.output)}" for name, site in named]


def size(output):
    """Bytes of pages, of feeds and of the search, in all."""
    groups, counts = Counter(), Counter()
    for path in files(output):
        first = path.relative_to(output).parts[0]
        kind = "search" if first in ("search", "pagefind") else KINDS.get(path.suffix, "other")
        groups[kind] += path.stat().st_size
        counts[kind] += 1
    each = groups["HTML"] / max(counts["HTML"], 1) / 1000
    kinds = (f"{kind} {groups[kind] / 1e6:.1f} MB in {counts[kind]:,} files" for kind in sorted(counts))
    return f"{', '.join(kinds)}; {each:.1f} kB a page."
