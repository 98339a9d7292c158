"""Area codes (GB/T 2260 and its longer forms): what a place is called, by tables with a year."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CITY, DISTRICT, TOWN = 4, 6, 9
"""Digits that name a city, a district and a town; a village has twelve."""


@dataclass(frozen=True)
class AreaTable:
    """The names of a region's places by code, as they were in a year."""

    names: Mapping[str, str]
    year: int
    source: str


@dataclass(frozen=True)
class AreaCodes:
    """The tables that are there; a code in none of them has no name."""

    tables: tuple[AreaTable, ...] = field(default=())

    def name_of(self, code: str) -> str:
        """Return what a place is called, from its city down; nothing if no table knows it.

        Of a village's code, which the tables do not go down to, the town is said.
        """
        for table in self.tables:
            said = [table.names.get(code[:digits], "") for digits in (CITY, DISTRICT, TOWN)]
            if code[:DISTRICT] in table.names or code in table.names:
                return "".join(said[: 1 + (len(code) >= DISTRICT) + (len(code) >= TOWN)])
        return ""


def read_area_codes(folder: Path) -> AreaCodes:
    """Read every table of a folder (`450000.toml`: a region)."""
    return AreaCodes(tuple(_table(path) for path in sorted(folder.glob("[0-9]*.toml"))))


def _table(path: Path) -> AreaTable:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return AreaTable(data["areas"], data["year"], data["source"])
