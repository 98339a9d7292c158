"""Computes docs/scale.md from packaging/scale.toml: `python packaging/scale.py`."""

import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "scale.md"
INPUTS = Path(__file__).with_suffix(".toml")
HOUR = 3_600
UNITS = (("PB", 1e15), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3))
NUMBERS = (("M", 1e6),)


@dataclass(frozen=True)
class Tier:
    """So many laptops, and the cases that they have in a year."""

    name: str
    laptops: float
    cases: float


@dataclass(frozen=True)
class Sums:
    """The arithmetic of one tier; the names of the inputs stand in scale.toml."""

    tier: Tier
    facts: Mapping[str, float]
    assumed: Mapping[str, float]
    measured: Mapping[str, Any]

    @property
    def changes(self) -> float:
        """Return changes a year."""
        return self.tier.cases * self.assumed["changes_a_case"]

    @property
    def bundles(self) -> float:
        """Return bundles a year."""
        return self.tier.laptops * self.assumed["bundles_a_day"] * self.assumed["days_a_year"]

    @property
    def work_seconds(self) -> float:
        """Return the seconds in which a year's work is done."""
        return self.assumed["days_a_year"] * self.assumed["hours_a_day"] * HOUR

    @property
    def peak_changes(self) -> float:
        """Return changes a second at the peak."""
        return self.assumed["peak"] * self.changes / self.work_seconds

    @property
    def peak_bundles(self) -> float:
        """Return bundles a second at the peak."""
        return self.assumed["peak"] * self.bundles / self.work_seconds

    @property
    def polls(self) -> float:
        """Return looks into the mailbox a second."""
        online = self.tier.laptops * self.assumed["online"]
        return online / (self.assumed["minutes_between_polls"] * 60)

    @property
    def wire(self) -> float:
        """Return bytes of text on the line in a year, by the size of such bundles as measured."""
        return self.bundles * _size_of_bundle(self.measured, self.changes / self.bundles)

    @property
    def holiday(self) -> float:
        """Return the changes that wait when all laptops come back at once."""
        return self.tier.laptops * self.assumed["holiday_changes"]

    @property
    def ingest(self) -> float:
        """Return changes a second that one node takes over, in bundles of ten."""
        return float(10 * self.measured["ingest_of_10"])

    @property
    def storm(self) -> float:
        """Return seconds that one node needs when all come back, in bundles of a hundred."""
        return self.holiday / (100 * float(self.measured["ingest_of_100"]))


ROWS: dict[str, Callable[[Sums], str]] = {
    "cases a year": lambda one: _number(one.tier.cases),
    "changes a year": lambda one: _number(one.changes),
    "changes a second in working hours; at the peak": lambda one: (
        f"{_number(one.changes / one.work_seconds)}; {_number(one.peak_changes)}"
    ),
    "bundles a day; a second at the peak": lambda one: (
        f"{_number(one.bundles / one.assumed['days_a_year'])}; {_number(one.peak_bundles)}"
    ),
    "looks into the mailbox a second": lambda one: _number(one.polls),
    "text on the line a year": lambda one: _bytes(one.wire),
    "log in the database a year": lambda one: _bytes(one.changes * one.assumed["row_bytes"]),
    "state in the database a year": lambda one: _bytes(
        one.tier.cases * one.assumed["state_bytes_a_case"]
    ),
    "files a year: the brief's; all scanned": lambda one: (
        f"{_bytes(one.tier.cases * one.assumed['attachments_a_case'])}; "
        f"{_bytes(one.tier.cases * one.assumed['scans_a_case'])}"
    ),
    "peak ÷ what one node takes over": lambda one: f"{one.peak_changes / one.ingest:.4f}",
    "peak ÷ what one front takes in": lambda one: (
        f"{one.peak_bundles / one.measured['front_puts']:.4f}"
    ),
    "all come back with 200 changes: one node needs": lambda one: _time(one.storm),
}


def page(inputs: Mapping[str, Any]) -> str:
    """Return the page."""
    facts, assumed, measured = inputs["facts"], inputs["assumed"], inputs["measured"]
    each = facts["cases_a_year"] / facts["offices"]
    tiers = (
        Tier("a laptop", 1, each),
        Tier(f"a city of {facts['laptops_of_a_city']:,}", facts["laptops_of_a_city"],
             facts["laptops_of_a_city"] * each),
        Tier(f"the nation, {facts['offices']:,}", facts["offices"], facts["cases_a_year"]),
    )  # fmt: skip
    sums = [Sums(tier, facts, assumed, measured) for tier in tiers]
    table = [("", *(one.tier.name for one in sums)), ("---",) * 4]
    table += [(name, *map(tell, sums)) for name, tell in ROWS.items()]
    nation = sums[-1]
    return WORDS.format(
        table="\n".join(f"| {' | '.join(row)} |" for row in table),
        inputs="\n".join(_inputs(inputs)),
        machine=measured["machine"],
        times=f"{nation.ingest / nation.peak_changes:.0f}",
        alone=_time(nation.storm),
        apart=_time(nation.storm / facts["prefectures"]),
        prefectures=facts["prefectures"],
        each=_number(each),
        busiest=_bytes(
            assumed["bundles_a_day"] * assumed["days_a_year"] * _size_of_bundle(
                measured,
                assumed["heavy_cases_a_year"] * assumed["changes_a_case"]
                / assumed["bundles_a_day"] / assumed["days_a_year"],
            )
        ),
    )  # fmt: skip


def _size_of_bundle(measured: Mapping[str, Any], changes: float) -> float:
    """Return bytes of a bundle of so many changes: on the lines between what was measured."""
    points = ((1, measured["bundle_of_1"]), (10, measured["bundle_of_10"]),
              (100, measured["bundle_of_100"]))  # fmt: skip
    low, high = points[:2] if changes < 10 else points[1:]
    slope = (high[1] - low[1]) / (high[0] - low[0])
    return float(low[1] + (changes - low[0]) * slope)


def _inputs(inputs: Mapping[str, Any]) -> Iterator[str]:
    yield "| kind | input | value |"
    yield "| --- | --- | --- |"
    for kind, values in inputs.items():
        for name, value in values.items():
            if name != "machine":
                yield f"| {kind} | {name.replace('_', ' ')} | {value:,} |"


def _number(value: float) -> str:
    if value >= 1e6:
        return f"{value / 1e6:,.3g} M"
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"


def _bytes(value: float) -> str:
    unit, size = next((one for one in UNITS if value >= one[1]), ("B", 1.0))
    return f"{value / size:,.3g} {unit}"


def _time(seconds: float) -> str:
    if seconds >= HOUR:
        return f"{seconds / HOUR:.1f} h"
    return f"{seconds / 60:.1f} min" if seconds >= 60 else f"{seconds:.2g} s"


WORDS = """# Scale

Computed by `packaging/scale.py` from `packaging/scale.toml`; a test compares. What was measured was
measured on {machine}; use the
ratios, not the absolutes.

{table}

What follows from it:

* **Taking over is not why one distributes.** One node of two cores takes over {times} × the whole
  nation's peak. The reasons are: one failure must not stop a province; the data stay at their level
  by law; files; reading; and the day after a holiday, when the nation's {alone} on one node become
  {apart} on each of {prefectures}.
* **A centre for each prefecture, not one cluster.** Each has its own database and object store. A
  laptop has {each} cases a year and sends some hundred kilobytes; the busiest sends {busiest}.
* **Each bundle costs its envelope**: about 1 kB for keys, signatures and hashes. That is most of
  what a quiet laptop sends; a busy one fills its bundles, and pays a tenth of it for each change.
* **The bundles are the truth.** Each lies in the object store as it came, and the database is made
  again from them (`centre rebuild`), office by office. Merging old ones into packs is not built:
  the nation's 1.4 M objects a day are 4,000 in each city.
* **Ingest is sharded by office, and one replica is taken over by one worker at a time**: workers
  hold no state, and the only thing they wait for is the lock of a replica. Every key of the
  database begins with the office, so a province that wants one system can distribute by it.
* **Reading a feed costs what an office writes**, not what all write: an office's laptops read their
  own office's bundles only.
* Referred cases go to the other office as their authors' own changes; of all others only numbers
  leave a centre.

## Inputs

{inputs}
"""


if __name__ == "__main__":
    PAGE.write_text(page(tomllib.loads(INPUTS.read_text(encoding="utf-8"))), encoding="utf-8")
    sys.exit(0)
