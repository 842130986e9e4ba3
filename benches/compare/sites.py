"""Lays out the same content for each tool, with that tool's half of the equal theme."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from measure import Failed, files
from tools import Hugo, Lykta

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORK = ROOT / "target" / "compare"


class Sites:
    """The sites of a run, below target/compare/. Content is unpacked once and kept; sites are made anew."""

    def __init__(self, corpus):
        self.corpus = corpus
        self.kept = WORK / "corpus" / hashlib.sha256(bytes(corpus)).hexdigest()[:8]

    def statutes(self):
        """The folder of the statutes as they are."""
        archive = self.corpus / "sfs.tar.xz"

        def unpack(folder):
            with tarfile.open(archive) as tar:
                tar.extractall(folder, filter="data")

        return once(self.kept / "statutes", archive, unpack) / "content"

    def sections(self, limit=0):
        """The folder of the statutes with a page for each section: all, or about the first `limit`."""
        script = self.corpus / "split_sections.py"
        statutes = self.statutes()

        def split(folder):
            command = [sys.executable, script, statutes, folder / "content", "--limit", str(limit)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            for page in pages(folder):
                name(page)

        return once(self.kept / f"sections-{limit or 'all'}", script, split) / "content"


def once(folder, source, make):
    """Makes a folder, unless it is newer than its source; one that is not finished does not count."""
    if not source.is_file():
        raise Failed(f"{source} is not there; name the folder of the corpus")
    if not folder.is_dir() or folder.stat().st_mtime < source.stat().st_mtime:
        shutil.rmtree(folder, ignore_errors=True)
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        make(part)
        part.rename(folder)
    return folder


def name(page):
    """Gives a page an id. It would be the file's name, and every statute has a `0001.md`; Lykta wants one of each."""
    start, front, body = page.read_text(encoding="utf-8").split("---\n", 2)
    page.write_text(f"{start}---\nid: {page.parent.name}-{page.stem}\n{front}---\n{body}", encoding="utf-8")


def pages(content):
    """The pages of text in a folder of content."""
    return [path for path in files(content) if path.suffix == ".md" and path.name != "_index.md"]


def hugo(name, content, copy=os.link):
    """A site for Hugo with the equal theme."""
    site = Hugo(fresh(name, content, copy))
    shutil.copytree(HERE / "hugo", site.root, dirs_exist_ok=True)
    (site.root / "assets").mkdir()
    shutil.copy(HERE / "style.css", site.root / "assets" / "style.css")
    return site


def lykta(name, content, copy=os.link):
    """A site for Lykta with the equal theme."""
    site = Lykta(fresh(name, content, copy))
    shutil.copytree(HERE / "lykta", site.root, dirs_exist_ok=True)
    (site.root / "assets").mkdir()
    shutil.copy(HERE / "style.css", site.root / "assets" / "lykta.css")
    return site


def lykta_own(name, content, config=HERE / "lykta" / "lykta.toml"):
    """A site for Lykta with the theme that comes with it."""
    site = Lykta(fresh(name, content, shutil.copy2))
    shutil.copy(config, site.root / "lykta.toml")
    return site


def fresh(name, content, copy):
    """A folder with the content and nothing else. Links are made faster than copies, but are not to be edited."""
    root = WORK / "sites" / name
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(content, root / "content", copy_function=copy)
    return root
