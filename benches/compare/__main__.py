"""Times Lykta, Hugo and Pagefind on the same content; see README.md. Started by benches/compare.sh."""

import argparse
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import builds
import report
import serving
from measure import ASIDE, Failed
from sites import ROOT, Sites
from tools import versions

# What can be run, by name: its title, and what does it.
PARTS = {
    "statutes": ("Statutes, a page each", lambda corpus, asked: builds.statutes(corpus, asked.rounds)),
    "split": ("Statutes, a page for each section", lambda corpus, asked: builds.sections(corpus, asked.rounds)),
    "serve": ("From save to served page, statutes", lambda corpus, asked: serving.statutes(corpus, asked.edits)),
    "serve-split": ("From save to served page, sections", lambda corpus, asked: serving.sections(corpus, asked.edits)),
    "bundled": ("Bundled site", lambda _, asked: builds.bundled(asked.rounds)),
}


def parts(text):
    """The parts that `--only` names."""
    named = text.split(",")
    unknown = [part for part in named if part not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no part {unknown[0]!r}; the parts are {', '.join(PARTS)}")
    return named


def positive(text):
    """A number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it begins at 1")
    return number


def arguments():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="benches/compare.sh", description="Compares Lykta with Hugo and Pagefind.")
    add = parser.add_argument
    corpus = ROOT.parent / "shared" / "corpus"
    add("corpus", nargs="?", type=Path, default=corpus, metavar="CORPUS",
        help="folder of sfs.tar.xz and split_sections.py [%(default)s]")
    add("--only", type=parts, default=list(PARTS), metavar="PARTS", help=f"which to run [{','.join(PARTS)}]")
    add("--rounds", type=positive, default=5, metavar="N", help="how often each build is timed [%(default)s]")
    add("--edits", type=positive, default=30, metavar="N", help="how many saves are timed in a preview [%(default)s]")
    return parser.parse_args()


def main():
    """Runs what was asked for; 1 if anything could not be built. How fast it was decides nothing."""
    asked = arguments()
    # As with Ctrl-C, a preview that runs is ended first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    corpus = Sites(asked.corpus.resolve())
    try:
        print(f"# {versions()}\n\n{report.SCOPE}", flush=True)
    except OSError as why:
        print(why, file=sys.stderr)
        return 1
    failed = False
    for part in asked.only:
        title, work = PARTS[part]
        try:
            report.show(title, *work(corpus, asked))
        except (Failed, OSError, subprocess.CalledProcessError) as why:
            failed = True
            print(f"{part}: {why}", file=sys.stderr)
        finally:
            shutil.rmtree(ASIDE, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
