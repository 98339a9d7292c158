"""Figures beside their floors and peers, taken in one run, into docs/bench.md: `make bench`.

No figure decides a test: machines differ, and shared ones differ from minute to minute. Whoever
quotes one quotes the one beside it.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from benches.tables import Section, machine, told

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "bench.md"
SECTIONS = (
    "lists",
    "search",
    "saves",
    "windows",
    "catchup",
    "ingest",
    "memory",
    "imports",
    "backups",
    "papers",
    "notices",
    "case_files",
    "guesses",
    "fronts",
    "bundles",
    "lines",
)
"""Functions of modules of these names, in the order of the report. Each works in an empty folder,
on the disk it measures; what they share is made once beside their folders (`benches.desks.county`).
"""


def section_of(name: str, folder: Path) -> Section:
    """Take the figures of one section.

    Only its own module is imported: what another one needs would be in the memory that it measures.
    """
    take: Callable[[Path], Section] = getattr(import_module(f"benches.{name}"), name)
    return take(folder)


def main() -> int:
    """Take the figures and write them down; those named alone are only told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], help="only these")
    wanted: list[str] = parser.parse_args().sections
    sections = []
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as run:
        for name in wanted or SECTIONS:
            folder = Path(run, name)
            folder.mkdir()
            sections.append(section_of(name, folder))
            shutil.rmtree(folder)
            print(told(sections[-1]), flush=True)
    if not wanted:
        REPORT.write_text("\n".join([machine(ROOT), *map(told, sections)]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
