"""What a command costs, and what it changed."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


# What is to be removed when all is timed.
ASIDE = Path(__file__).parents[2] / "target" / "compare" / "aside"


class Failed(Exception):
    """A tool that did not do its work; nothing measured of it counts."""


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processors, and the highest memory in bytes."""

    wall: float
    cpu: float
    peak: int

    def then(self, other):
        """The cost of one command after another: times add up, of memory the larger counts."""
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


def run(command, log):
    """Runs a command to its end, with all it says in the file `log`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    # What earlier commands left to be written is not this one's to wait for.
    os.sync()
    with log.open("wb") as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"{Path(command[0]).name} ended with {process.returncode}; see {log}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def middle(costs):
    """The median of each figure by itself."""
    costs = list(costs)
    return Cost(*(statistics.median(getattr(cost, figure) for cost in costs) for figure in ("wall", "cpu", "peak")))


def warm(*paths):
    """Reads files once, so that no tool is the first to fetch them from the disk."""
    for path in paths:
        for file in [path] if path.is_file() else files(path):
            with file.open("rb", buffering=0) as opened:
                # Piece by piece: a process that is started counts this one's highest memory as its own.
                while opened.read(1 << 16):
                    pass


def files(folder):
    """The files below a folder."""
    return [Path(at) / name for at, _, names in os.walk(folder) for name in names]


def put_aside(path):
    """Moves a file or folder away, if it is there, to be removed with the others when all is timed."""
    if path.exists():
        ASIDE.mkdir(parents=True, exist_ok=True)
        path.rename(ASIDE / str(len(list(ASIDE.iterdir()))))


def state(folder):
    """What tells for each file whether it was written again."""
    return {path: (stat.st_ino, stat.st_mtime_ns) for path in files(folder) for stat in [path.stat()]}


def written(before, after):
    """How many files were written, replaced or removed between two states."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
