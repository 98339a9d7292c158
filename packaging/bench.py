"""Figures beside their floors and peers, taken in one run, into docs/bench.md: `make bench`.

No figure decides a test: machines differ, and shared ones differ from minute to minute. Whoever
quotes one quotes the one beside it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benches.lists import lists
from benches.notices import notices
from benches.papers import papers
from benches.saves import saves
from benches.tables import Section, machine, told

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "bench.md"
SECTIONS: dict[str, Callable[[Path], Section]] = {
    "lists": lists,
    "saves": saves,
    "papers": papers,
    "notices": notices,
}
"""By name, in the order of the report. Each works in an empty folder, on the disk it measures."""


def main() -> int:
    """Take the figures and write them down; those named alone are only told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", choices=[[], *SECTIONS], help="only these")
    wanted: list[str] = parser.parse_args().sections
    sections = []
    for name in wanted or SECTIONS:
        with tempfile.TemporaryDirectory(dir=ROOT, prefix=".bench-") as folder:
            sections.append(SECTIONS[name](Path(folder)))
        print(told(sections[-1]), flush=True)
    if not wanted:
        REPORT.write_text("\n".join([machine(ROOT), *map(told, sections)]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
