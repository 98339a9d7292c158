"""Figures beside their floors and peers, taken in one run, into docs/bench.md: `make bench`.

No figure decides a test: machines differ, and shared ones differ from minute to minute. Whoever
quotes one quotes the one beside it.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benches.backups import backups
from benches.bundles import bundles
from benches.case_files import case_files
from benches.catchup import catchup
from benches.fronts import fronts
from benches.guesses import guesses
from benches.imports import imports
from benches.ingest import ingest
from benches.lines import lines
from benches.lists import lists
from benches.memory import memory
from benches.notices import notices
from benches.papers import papers
from benches.saves import saves
from benches.search import search
from benches.tables import Section, machine, told
from benches.windows import windows

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "bench.md"
SECTIONS: dict[str, Callable[[Path], Section]] = {
    "lists": lists,
    "search": search,
    "saves": saves,
    "windows": windows,
    "catchup": catchup,
    "ingest": ingest,
    "memory": memory,
    "imports": imports,
    "backups": backups,
    "papers": papers,
    "notices": notices,
    "case_files": case_files,
    "guesses": guesses,
    "fronts": fronts,
    "bundles": bundles,
    "lines": lines,
}
"""By name, in the order of the report. Each works in an empty folder, on the disk it measures; what
they share is made once beside their folders (`benches.desks.county`).
"""


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
            sections.append(SECTIONS[name](folder))
            shutil.rmtree(folder)
            print(told(sections[-1]), flush=True)
    if not wanted:
        REPORT.write_text("\n".join([machine(ROOT), *map(told, sections)]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
