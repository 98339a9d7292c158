"""Write resources/calendars: the rest days of each year, as chinesecalendar knows them.

    .venv/bin/python packaging/calendars.py resources/calendars

The State Council announces a year in the November before. For a new year: install the newest
chinesecalendar, run this, compare the dates with the notice itself, and name it in `NOTICES`.
"""

import argparse
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from chinese_calendar.constants import holidays, workdays

FIRST_YEAR = 2020
# Notices that the dates were compared with; for other years the library answers alone.
NOTICES = {
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}


def main() -> None:
    """Write one file for each year that the library knows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("to", type=Path, help="the folder to write the calendars into")
    to: Path = parser.parse_args().to
    to.mkdir(parents=True, exist_ok=True)
    today = datetime.now(UTC).date()
    for year in range(FIRST_YEAR, max(holidays).year + 1):
        (to / f"{year}.toml").write_text(calendar(year, today), encoding="utf-8")


def calendar(year: int, verified_on: date) -> str:
    """Return a year's file: days off by the notice, weekends among them, and weekends worked."""
    library = f"chinesecalendar {version('chinesecalendar')}"
    return (
        f'source = "{NOTICES.get(year, library)}"\n'
        f'generated_with = "{library}"\n'
        f"verified_on = {verified_on}\n"
        f"rest_days = [\n{days(year, holidays)}]\n"
        f"working_days = [\n{days(year, workdays)}]\n"
    )


def days(year: int, announced: Iterable[date]) -> str:
    """Return a year's days of a table, one a line."""
    return "".join(f"    {day},\n" for day in sorted(announced) if day.year == year)


if __name__ == "__main__":
    main()
