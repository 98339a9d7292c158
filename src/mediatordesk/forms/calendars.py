"""Calendars: the statutory rest days of each year, as the State Council's notices give them."""

import tomllib
from pathlib import Path

from mediatordesk.core.deadlines import Calendar, YearCalendar


def read_calendar(folder: Path) -> Calendar:
    """Read every year of a folder (`2025.toml`); a year that is not there is provisional."""
    years = {int(path.stem): _year(path) for path in sorted(folder.glob("[0-9]*.toml"))}
    return Calendar(years)


def _year(path: Path) -> YearCalendar:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return YearCalendar(
        frozenset(data["rest_days"]), frozenset(data["working_days"]), data["source"]
    )
