"""Periods that are asked for by name: this month, last quarter, this year."""

from datetime import date, timedelta
from enum import StrEnum

from mediatordesk.core.texts import N_


class Usual(StrEnum):
    """A period that is often asked for."""

    THIS_MONTH = "this month"
    LAST_MONTH = "last month"
    THIS_QUARTER = "this quarter"
    THIS_YEAR = "this year"
    LAST_YEAR = "last year"
    OWN = "own"


USUAL_WORDS = {
    Usual.THIS_MONTH: N_("this month"),
    Usual.LAST_MONTH: N_("last month"),
    Usual.THIS_QUARTER: N_("this quarter"),
    Usual.THIS_YEAR: N_("this year"),
    Usual.LAST_YEAR: N_("last year"),
    Usual.OWN: N_("other days"),
}


def days_of(usual: Usual, today: date) -> tuple[date, date]:
    """Return the first and the last day of a period; of other days those of this year."""
    match usual:
        case Usual.THIS_MONTH:
            return _months(today.replace(day=1), 1)
        case Usual.LAST_MONTH:
            return _months((today.replace(day=1) - timedelta(days=1)).replace(day=1), 1)
        case Usual.THIS_QUARTER:
            return _months(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), 3)
        case Usual.LAST_YEAR:
            return _months(date(today.year - 1, 1, 1), 12)
    return _months(date(today.year, 1, 1), 12)


def _months(first: date, count: int) -> tuple[date, date]:
    """Return the first and the last day of so many months."""
    month = first.month - 1 + count
    after = date(first.year + month // 12, month % 12 + 1, 1)
    return first, after - timedelta(days=1)
