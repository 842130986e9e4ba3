"""The tools: where they are, and how each builds and serves a site."""

import os
import re
import subprocess
from pathlib import Path

from measure import Cost, put_aside, run

HUGO, PAGEFIND, LYKTA = (Path(os.environ.get(name, name.lower())) for name in ("HUGO", "PAGEFIND", "LYKTA"))


def version(tool, argument):
    """The number that a tool gives for its version."""
    said = subprocess.run([tool, argument], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+\.\d+\.\d+", said)
    return found.group() if found else said.strip()


def versions():
    """One line on what is compared."""
    asked = {"Lykta": (LYKTA, "--version"), "Hugo": (HUGO, "version"), "Pagefind": (PAGEFIND, "--version")}
    return ", ".join(f"{name} {version(*how)}" for name, how in asked.items())


class Site:
    """A tool's folder: content, theme, and what the tool makes of them."""

    def __init__(self, root):
        self.root = root
        self.output = root / "public"
        self.log = root.parent / f"{root.name}.log"

    @property
    def content(self):
        """The folder of Markdown."""
        return self.root / "content"

    def clean(self, *caches):
        """Moves the output aside, and what else an earlier build left. They are removed when all is timed: some
        file systems make new files more slowly for a while after many were removed."""
        for name in ("public", *caches):
            put_aside(self.root / name)


class Hugo(Site):
    """A site that Hugo builds."""

    def command(self, *arguments):
        """Hugo, with a cache that is cleared with the output."""
        return [HUGO, *arguments, "--source", self.root, "--cacheDir", self.root / "cache"]

    def build(self) -> Cost:
        """A full build."""
        self.clean("cache", "resources")
        return run(self.command("build", "--quiet"), self.log)

    def index(self) -> Cost:
        """Pagefind's index of what was built."""
        put_aside(self.output / "pagefind")
        return run([PAGEFIND, "--quiet", "--site", self.output], self.log)

    def serve(self, port):
        """The preview: in memory, at the root of the host, and not minified, which Lykta does not do there either."""
        address = ("--bind", "127.0.0.1", "--port", str(port), "--baseURL", "http://127.0.0.1/")
        return self.command("server", *address, "--renderToMemory"), {"HUGO_MINIFY_MINIFYOUTPUT": "false"}


class Lykta(Site):
    """A site that Lykta builds, always with its search."""

    def build(self) -> Cost:
        """A full build."""
        self.clean(".lykta")
        return self.rebuild()

    def rebuild(self) -> Cost:
        """A build on top of the one before."""
        return run([LYKTA, "build", "--root", self.root], self.log)

    def serve(self, port):
        """The preview."""
        return [LYKTA, "serve", "--root", self.root, "--port", str(port)], {}
