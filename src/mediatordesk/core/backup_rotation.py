"""Which backups of one line are kept: 7 daily, 4 weekly, 12 monthly ones, and always the last two.

A line are the sets of which the desk that writes holds every change. Those of another line (the
desk was set back, copied, restored from an older set) may alone hold changes: it leaves them alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 12
ALWAYS = 2
"""So many of the newest are never removed, however full the disk is."""
HELD = timedelta(days=366)
"""No set is kept longer, but for the last ones: what is erased must leave the backups too."""
AGREEING = 3
"""So many of the newest sets must say that a set is too old: one wrong clock removes nothing."""


@dataclass(frozen=True, slots=True)
class BackupSet:
    """One set: its number, which only ever grows, and the day its computer's clock showed."""

    number: int
    made_on: date


def kept_sets(sets: Iterable[BackupSet]) -> frozenset[int]:
    """Return the numbers of the sets that are kept.

    Of a day, a week (ISO 8601) or a month the newest set counts. Order is by number: a clock may
    have been wrong.
    """
    ordered = sorted(sets, key=lambda one: one.number, reverse=True)
    always = ordered[:ALWAYS]
    agreed = min((one.made_on for one in ordered[:AGREEING]), default=date.min)
    oldest = date.fromordinal(max(1, agreed.toordinal() - HELD.days))
    young = [one for one in ordered if one.made_on >= oldest]
    kept = [
        *always,
        *_newest(young, DAYS, lambda day: day.toordinal()),
        *_newest(young, WEEKS, lambda day: (day.toordinal() - 1) // 7),
        *_newest(young, MONTHS, lambda day: day.year * 12 + day.month),
    ]
    return frozenset(one.number for one in kept)


def _newest(
    sets: Iterable[BackupSet], count: int, span: Callable[[date], int]
) -> Iterable[BackupSet]:
    """Return the newest set of each of the latest so many spans that have any."""
    newest: dict[int, BackupSet] = {}
    for one in sets:
        newest.setdefault(span(one.made_on), one)
    return [newest[key] for key in sorted(newest, reverse=True)[:count]]
