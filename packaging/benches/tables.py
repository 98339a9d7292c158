"""Figures and how they are taken: in turns, medians, wall time and the processor's own."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import sqlcipher3

PACKAGES = ("sqlcipher3", "sqlite-utils", "cbor2", "reportlab", "uharfbuzz", "lxml")


@dataclass
class Timing:
    """The times of one piece of work, in seconds: on the wall, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Return the median on the wall."""
        return statistics.median(self.wall)

    @property
    def late(self) -> float:
        """Return what 99 of 100 stay below."""
        return statistics.quantiles(self.wall, n=100)[98] if len(self.wall) > 1 else self.wall[0]

    @property
    def mean_cpu(self) -> float:
        """Return the processor's time, user and system, on average."""
        return statistics.fmean(self.cpu)

    def take(self, work: Callable[[], object]) -> None:
        """Do a piece of work once, and take its time."""
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.process_time() - cpu)


@dataclass(frozen=True)
class Section:
    """One table of the report, with what must be known to read it."""

    title: str
    words: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def in_turns(
    works: Mapping[str, Callable[[], object]], *, rounds: int, warm_up: int = 1
) -> dict[str, Timing]:
    """Do pieces of work in turns, so that a noisy minute meets all of them alike."""
    timings = {name: Timing() for name in works}
    for number in range(warm_up + rounds):
        for name, work in works.items():
            timing = timings[name] if number >= warm_up else Timing()
            timing.take(work)
    return timings


def milliseconds(seconds: float) -> str:
    """Return a time for a table."""
    return f"{seconds * 1000:,.1f} ms" if seconds < 10 else f"{seconds:,.1f} s"


def microseconds(seconds: float) -> str:
    """Return a short time for a table."""
    return f"{seconds * 1e6:,.0f} µs"


def told(section: Section) -> str:
    """Return a section as Markdown."""
    rows = [section.heading, ("---",) * len(section.heading), *section.rows]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"## {section.title}\n\n{section.words}\n\n{table}\n"


def machine(root: Path) -> str:
    """Return the head of the report: on what, when, and with which versions."""
    commit = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    done = subprocess.run(commit, cwd=root, capture_output=True, text=True, check=False)
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"""# Figures

Taken by `make bench` in one run on one machine, ours and what stands beside it in turns, medians.
They say how the two compare on this machine, not how fast yours is.

- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {done.stdout.strip() or "not known"}
- {_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end
- {platform.platform()}
- Python {platform.python_version()}, SQLite {sqlcipher3.sqlite_version}, {packages}
"""


def _processor() -> str:
    """Return the name of the processor, where the system tells it."""
    try:
        told_by_linux = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2] for line in told_by_linux.splitlines() if "model name" in line]
    return names[0].strip() if names else platform.machine()


def most_resident() -> int:
    """Return the most kB that this process had resident (getrusage counts its parent's too)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = [one for one in status.splitlines() if one.startswith("VmHWM:")]
    return int(line.split()[1])
