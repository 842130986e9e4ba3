"""Times Lykta, Hugo and Pagefind on the same content; see README.md. Started by benches/compare.sh."""

import argparse
import sys
from pathlib import Path

import builds
import report
import serving
from measure import Failed
from sites import ROOT, Sites
from tools import versions

PARTS = ("statutes", "split", "serve", "bundled")


def parts(text):
    """The parts that `--only` names."""
    named = text.split(",")
    unknown = [part for part in named if part not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no part {unknown[0]!r}; the parts are {', '.join(PARTS)}")
    return named


def arguments():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="benches/compare.sh", description="Compares Lykta with Hugo and Pagefind.")
    add = parser.add_argument
    corpus = ROOT.parent / "shared" / "corpus"
    add("corpus", nargs="?", type=Path, default=corpus, metavar="CORPUS",
        help="folder of sfs.tar.xz and split_sections.py [%(default)s]")
    add("--only", type=parts, default=list(PARTS), metavar="PARTS", help=f"which to run [{','.join(PARTS)}]")
    add("--rounds", type=int, default=5, metavar="N", help="how often each build is timed [%(default)s]")
    add("--edits", type=int, default=30, metavar="N", help="how many saves are timed in `serve` [%(default)s]")
    return parser.parse_args()


def run(part, corpus, asked):
    """Runs one part and shows what it found."""
    if part == "statutes":
        report.show("Statutes, a page each", *builds.statutes(corpus, asked.rounds))
    elif part == "split":
        report.show("Statutes, a page for each section", *builds.sections(corpus, asked.rounds))
    elif part == "serve":
        report.show("From saving to the served page, statutes", {}, *serving.statutes(corpus, asked.edits))
        report.show("From saving to the served page, sections", {}, *serving.sections(corpus, asked.edits))
    else:
        report.show("Bundled site", *builds.bundled(asked.rounds))


def main():
    """Runs what was asked for; 1 if anything could not be built. How fast it was decides nothing."""
    asked = arguments()
    corpus = Sites(asked.corpus.resolve())
    print(f"# {versions()}\n")
    print(report.SCOPE, flush=True)
    failed = False
    for part in asked.only:
        try:
            run(part, corpus, asked)
        except Failed as why:
            failed = True
            print(f"{part}: {why}", file=sys.stderr)
    return 1 if failed else 0


sys.exit(main())
