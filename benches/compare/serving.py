"""From saving a file to the new page being served."""

import http.client
import math
import os
import re
import shutil
import socket
import statistics
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import sites
from measure import Failed, files
from report import Figure, progress

POLL = 0.003
PATIENCE = 300
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """A preview that runs."""

    def __init__(self, name, site, process, port):
        self.name, self.site, self.process, self.port = name, site, process, port
        self.connection = None

    def holds(self, address, text):
        """Whether the page at an address holds a text at this moment."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request("GET", address)
            response = self.connection.getresponse()
            return text in response.read() and response.status == 200
        except (OSError, http.client.HTTPException):
            # It is still starting, or has closed a connection that was idle: ask again.
            self.connection = None
            return False

    def wait(self, address, text, began):
        """Asks until the page holds the text; the seconds since then."""
        while not self.holds(address, text):
            if self.process.poll() is not None:
                raise Failed(f"{self.name} ended with {self.process.returncode}; see {self.site.log}")
            if time.perf_counter() - began > PATIENCE:
                raise Failed(f"{self.name} did not show {text!r} at {address} within {PATIENCE} s")
            time.sleep(POLL)
        return time.perf_counter() - began

    def edit(self, page, text):
        """Adds a paragraph to a page's file, and waits for it; seconds."""
        address = "/" + page.with_suffix(".html").as_posix()
        self.wait(address, b"<", time.perf_counter())
        with (self.site.content / page).open("a", encoding="utf-8") as file:
            began = time.perf_counter()
            file.write(f"\n\n{text}\n")
        return self.wait(address, text.encode(), began)

    def settle(self):
        """Waits until the server has nothing more to do, as it has between two saves of an editor."""
        calm, used = 0, None
        while calm < 3:
            time.sleep(0.1)
            now = self.used()
            calm = calm + 1 if used is not None and now - used <= 0.02 else 0
            used = now

    def used(self):
        """The processor's seconds that the server has used; none are known where there is no /proc."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak(self):
        """The highest memory so far, in bytes."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.M)
        return int(found.group(1)) * 1024 if found else 0


@contextmanager
def serving(name, site):
    """A preview, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, environment = site.serve(port)
    with site.log.open("wb") as said:
        environment = {**os.environ, **environment}
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment)
    server = Server(name, site, process, port)
    try:
        began = time.perf_counter()
        server.wait("/", b"<h1", began)
        progress(f"  {name} serves after {time.perf_counter() - began:.1f} s")
        server.settle()
        yield server
    finally:
        process.terminate()
        process.wait()


def chosen(content, edits):
    """Pages to edit: of middling size, spread over the site, with names that both tools write alike."""
    plain = re.compile(r"(sfs-\d+-\d+|\d+)\.md")
    pages = sorted(path.relative_to(content) for path in files(content) if plain.fullmatch(path.name))
    sizes = {page: (content / page).stat().st_size for page in pages}
    low, _, high = statistics.quantiles(sizes.values(), n=4)
    pages = [page for page in pages if low <= sizes[page] <= high]
    return [pages[at * len(pages) // edits] for at in range(edits)]


def measure(servers, pages):
    """Edits each page with each server in turn; by server, milliseconds, and the processor's seconds all in all."""
    times = {server.name: [] for server in servers}
    work = {server.name: [] for server in servers}
    for number, page in enumerate(pages):
        for server in servers:
            used = server.used()
            times[server.name].append(server.edit(page, f"Tillagt stycke {number} i {page.stem}.") * 1000)
            server.settle()
            work[server.name].append(server.used() - used)
        progress(f"  {page}: " + ", ".join(f"{name} {spent[-1]:.0f} ms" for name, spent in times.items()))
    return times, work


def rank(times, share):
    """The nearest-rank percentile."""
    return sorted(times)[math.ceil(share * len(times)) - 1]


def statutes(corpus, edits):
    """Hugo and Lykta side by side on the statutes."""
    content = corpus.statutes()
    progress("serve, statutes")
    theirs = sites.hugo("serve-hugo", content, shutil.copy2)
    ours = sites.lykta("serve-lykta", content, shutil.copy2)
    with serving("Hugo", theirs) as hugo, serving("Lykta", ours) as lykta:
        times, work = measure([hugo, lykta], chosen(content, edits))
        notes = [used(server, work) for server in (hugo, lykta)]
    pairs = [mine / other for mine, other in zip(times["Lykta"], times["Hugo"])]
    figures = [
        latency("Lykta, statutes, p50, ms", times["Lykta"], 0.5, (120, 50)),
        latency("Lykta, statutes, p95, ms", times["Lykta"], 0.95, (200, 90)),
        latency("Hugo, statutes, p50, ms", times["Hugo"], 0.5),
        latency("Hugo, statutes, p95, ms", times["Hugo"], 0.95),
        Figure("Lykta ÷ Hugo, edit by edit", pairs),
    ]
    return {}, figures, notes


def sections(corpus, edits):
    """Lykta on a page for each section."""
    content = corpus.sections()
    progress("serve, sections")
    with serving("Lykta", sites.lykta("serve-lykta-sections", content, shutil.copy2)) as lykta:
        times, work = measure([lykta], chosen(content, edits))
        notes = [used(lykta, work)]
    figures = [
        latency("Lykta, sections, p50, ms", times["Lykta"], 0.5, (250, 80)),
        latency("Lykta, sections, p95, ms", times["Lykta"], 0.95),
    ]
    return {}, figures, notes


def used(server, work):
    """What a preview took besides time."""
    each = statistics.median(work[server.name])
    return f"{server.name} used {each:.2f} s CPU for an edit, and {server.peak() / 1e6:,.0f} MB at most."


def latency(label, times, share, target=()):
    """A percentile, with the range of all."""
    return Figure(label, times, [], target, digits=0, shown=rank(times, share))
