"""Full builds and rebuilds, timed in rounds: each round runs every tool once, one after the other."""

import functools
from dataclasses import dataclass, field

import pages
import sites
from measure import Cost, middle, state, warm, written
from report import Figure, progress
from tools import HUGO, LYKTA, PAGEFIND


@dataclass
class Rounds:
    """The costs of each thing that was timed, in the order of the rounds."""

    costs: dict = field(default_factory=dict)

    def take(self, label, cost):
        """Keeps a cost, and tells of it."""
        self.costs.setdefault(label, []).append(cost)
        progress(f"  {label}: {cost.wall:.2f} s, {cost.cpu:.2f} s CPU, {cost.peak / 1e6:.0f} MB")
        return cost

    def medians(self):
        """The middle of each."""
        return {label: middle(costs) for label, costs in self.costs.items()}

    def ratio(self, label, over, target=(), figure="wall"):
        """One label ÷ others that follow each other, round by round."""
        wholes = (functools.reduce(Cost.then, costs) for costs in zip(*(self.costs[name] for name in over)))
        pairs = list(zip(self.costs[label], wholes))
        name = f"{label} ÷ {' + '.join(over)}" + (", memory" if figure == "peak" else "")
        values = [getattr(above, figure) / getattr(whole, figure) for above, whole in pairs]
        cpu = [above.cpu / whole.cpu for above, whole in pairs] if figure == "wall" else []
        return Figure(name, values, cpu, target)


def statutes(corpus, rounds):
    """The statutes, a page each: Hugo, Pagefind, Lykta, a rebuild without changes, and Lykta's own theme."""
    content = corpus.statutes()
    hugo, lykta = sites.hugo("statutes-hugo", content), sites.lykta("statutes-lykta", content)
    own = sites.lykta_own("statutes-lykta-own", content)
    warm(HUGO, PAGEFIND, LYKTA, hugo.content, lykta.content, own.content)
    timed, rewritten = Rounds(), []
    for number in range(rounds):
        progress(f"statutes, round {number + 1} of {rounds}")
        timed.take("Hugo", hugo.build())
        timed.take("Pagefind", hugo.index())
        timed.take("Lykta", lykta.build())
        before = state(lykta.output)
        timed.take("Lykta again", lykta.rebuild())
        rewritten.append(written(before, state(lykta.output)))
        timed.take("Lykta, its own theme", own.build())
    ratios = [
        timed.ratio("Lykta", ["Hugo"], (0.6, 0.3)),
        timed.ratio("Lykta", ["Hugo", "Pagefind"], (0.2, 0.08)),
        timed.ratio("Lykta", ["Hugo", "Pagefind"], (0.4, 0.2), "peak"),
        timed.ratio("Lykta again", ["Lykta"], (0.6, 0.1)),
        Figure("files that the rebuild without changes wrote", rewritten, [], (0, 0), digits=0),
        timed.ratio("Lykta, its own theme", ["Hugo"]),
        timed.ratio("Lykta, its own theme", ["Hugo", "Pagefind"]),
    ]
    notes = [*pages.compare(lykta.output, hugo.output), *pages.sizes(lykta, hugo, own)]
    return timed.medians(), ratios, notes


def sections(corpus, rounds):
    """The same text with a page for each section, and a tenth of it."""
    content, tenth = corpus.sections(), corpus.sections(4450)
    hugo, lykta = sites.hugo("sections-hugo", content), sites.lykta("sections-lykta", content)
    small = sites.lykta("sections-lykta-tenth", tenth)
    warm(HUGO, LYKTA, hugo.content, lykta.content, small.content)
    many, few = (f"Lykta, {len(sites.pages(site.content)):,} pages" for site in (lykta, small))
    timed = Rounds()
    for number in range(rounds):
        progress(f"sections, round {number + 1} of {rounds}")
        timed.take("Hugo", hugo.build())
        timed.take(many, lykta.build())
        timed.take(few, small.build())
    ratios = [timed.ratio(many, ["Hugo"], (0.6, 0.35)), timed.ratio(many, [few], (12, 10))]
    return timed.medians(), ratios, pages.sizes(lykta, hugo)


def bundled(rounds):
    """The site that comes with Lykta."""
    site = sites.lykta_own("bundled", sites.ROOT / "content", sites.ROOT / "lykta.toml")
    warm(LYKTA, site.content)
    timed = Rounds()
    for number in range(rounds):
        progress(f"bundled site, round {number + 1} of {rounds}")
        timed.take("Lykta", site.build())
    walls = [cost.wall * 1000 for cost in timed.costs["Lykta"]]
    return timed.medians(), [Figure("full build, ms", walls, [], (150, 60), digits=0)], []
