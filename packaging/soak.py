"""Run the tests marked `soak`, then let two thousand laptops come back from a holiday.

The outcome is added to docs/soak.md: `make soak SEED=7`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "soak.md"
HEADING = """# The long runs

What `make soak` found, newest last. The seed makes a run again: `make soak SEED=…`.

| day | commit | seed | tests | failed | skipped | seconds |
|---|---|---|---|---|---|---|
"""


def main() -> int:
    """Run them with one seed; return what pytest returned."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    seed: int = parser.parse_args().seed
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts.xml"
        command = [sys.executable, "-m", "pytest", "-n", "auto", "-m", "soak"]
        command.append(f"--hypothesis-seed={seed}")
        started = time.monotonic()
        outcome = subprocess.run([*command, f"--junit-xml={counts}"], cwd=ROOT, check=False)
        write_down(counts, seed, time.monotonic() - started)
    return outcome.returncode or laptops_come_back()


def laptops_come_back() -> int:
    """Measure what many_laptops.py measures, alone on the machine, and add a row for it."""
    script = str(Path(__file__).with_name("many_laptops.py"))
    told = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    found = json.loads(told.stdout or "{}")
    words = ", ".join(f"{name} {value}" for name, value in found.items())
    day = datetime.now(UTC).date().isoformat()
    add_row(day, f"{commit()}, {words}", "", 1, told.returncode, 0, found.get("applied_s", ""))
    return told.returncode


def write_down(counts: Path, seed: int, seconds: float) -> None:
    """Add one row; `counts` is pytest's JUnit file."""
    [suite] = ET.parse(counts).getroot()  # noqa: S314 - pytest has just written it
    failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
    add_row(
        datetime.now(UTC).date().isoformat(),
        commit(),
        seed,
        suite.attrib["tests"],
        failed,
        suite.attrib["skipped"],
        round(seconds),
    )


def add_row(*cells: object) -> None:
    """Add one row to the report."""
    if not REPORT.exists():
        REPORT.write_text(HEADING, encoding="utf-8")
    with REPORT.open("a", encoding="utf-8") as report:
        report.write("| " + " | ".join(map(str, cells)) + " |\n")


def commit() -> str:
    """Return the short name of the commit, with a + if the files have been changed since."""
    command = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.check_output(command, cwd=ROOT, text=True).strip()


if __name__ == "__main__":
    sys.exit(main())
