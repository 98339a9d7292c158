"""Deadlines: natural days, working days and months, rolled over rest days.

How they are counted: 民法典 201–203, 民事诉讼法 85 (domain.md 3.3). Which periods there are is data
of the packs; rest days come year by year from the State Council's notices.
"""

import calendar as months
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class Unit(StrEnum):
    """What a period is counted in."""

    CALENDAR_DAY = "cd"
    WORKING_DAY = "wd"
    MONTH = "m"
    YEAR = "y"


_LENGTHS: Mapping[Unit, str] = {
    Unit.CALENDAR_DAY: N_("{n} days"),
    Unit.WORKING_DAY: N_("{n} working days"),
    Unit.MONTH: N_("{n} months"),
    Unit.YEAR: N_("{n} years"),
}


def length_words(length: int, unit: Unit) -> str:
    """Return how long a period is, as people say it: 30日, 3个工作日."""
    return _(_LENGTHS[unit]).format(n=length)


class PeriodTooLong(DeskError):
    """A period that leads out of the calendar."""

    happened = N_("The period of {length} leads out of the calendar.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the date that was entered.")


@dataclass(frozen=True)
class YearCalendar:
    """One year's days off and days worked in exchange, as its notice gives them."""

    rest_days: frozenset[date]
    """Public holidays on weekdays and weekends."""
    working_days: frozenset[date]
    """Weekend days that are worked in exchange."""
    source: str = ""


@dataclass(frozen=True)
class Calendar:
    """The statutory rest days by year; a year without a notice is provisional."""

    years: Mapping[int, YearCalendar] = field(default_factory=dict)

    def is_rest_day(self, day: date) -> bool:
        """Tell whether a day is a statutory rest day; in an unknown year, a weekend day."""
        year = self.years.get(day.year)
        if year and day in year.rest_days:
            return True
        return day.weekday() >= 5 and not (year and day in year.working_days)

    def is_known(self, day: date) -> bool:
        """Tell whether the rest days of a day's year have been announced."""
        return day.year in self.years

    def next_working_day(self, day: date) -> date:
        """Return the day itself, or the first working day after it."""
        while self.is_rest_day(day):
            day += timedelta(1)
        return day

    def last_working_day(self, day: date) -> date:
        """Return the day itself, or the last working day before it."""
        while self.is_rest_day(day):
            day -= timedelta(1)
        return day


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, how it came about, and the day that is safe."""

    due: date
    rolled_from: date | None
    """The day the period ended before it was rolled over rest days, if it was."""
    safe_day: date
    """The last working day on or before the end of the unrolled period."""
    provisional: bool
    """The rest days of that year are not announced yet (暂定)."""


def deadline(
    day0: date, length: int, unit: Unit, calendar: Calendar, *, roll: bool = True
) -> Deadline:
    """Return the deadline of a period that begins with day 0, which is not counted itself.

    `roll`: a last day that is a statutory rest day moves to the first day after it
    (民法典 203, 民事诉讼法 85). Working days are never rolled.
    """
    try:
        end = _end(day0, length, unit, calendar)
        due = calendar.next_working_day(end) if roll else end
        safe_day = calendar.last_working_day(end)
    except (OverflowError, ValueError) as error:
        raise PeriodTooLong(length=length_words(length, unit)) from error
    known = all(calendar.is_known(day) for day in (day0, end, due))
    return Deadline(due, end if due != end else None, safe_day, not known)


def _end(day0: date, length: int, unit: Unit, calendar: Calendar) -> date:
    """Return the last day of a period before it is rolled."""
    match unit:
        case Unit.CALENDAR_DAY:
            return day0 + timedelta(length)
        case Unit.WORKING_DAY:
            return _after_working_days(day0, length, calendar)
        case Unit.MONTH:
            return _same_day(day0, length)
        case Unit.YEAR:
            return _same_day(day0, 12 * length)


def _after_working_days(day0: date, length: int, calendar: Calendar) -> date:
    day = day0
    for _day in range(length):
        day = calendar.next_working_day(day + timedelta(1))
    return day


def _same_day(day0: date, later: int) -> date:
    """Return the corresponding day some months later, or the month's end (民法典 202)."""
    year, month = divmod(day0.year * 12 + day0.month - 1 + later, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day0.day, last))
