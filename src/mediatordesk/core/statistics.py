"""Statistics: what was counted, put into groups and added up.

Pure, so that a desk and a centre count alike: whoever reads the cases says what of them counts for
which figure (`Counted`), and everything else follows here. Amounts stay whole numbers of fen until
they are shown, so that parts always add up to their total (domain.md 5.3).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class By(StrEnum):
    """What the rows of a report are."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TYPE = "type"
    """The dispute type by the ministry's code."""
    OFFICE = "office"
    """The committee that has mediated."""


class StaffBy(StrEnum):
    """What the rows of a report on the people of an office are."""

    CATEGORY = "category"
    BATCH = "batch"
    """Who was appointed together: the batch, or the day of the appointment."""
    ORGANISATION = "organisation"
    NATIONALITY = "nationality"


class Rounding(StrEnum):
    """What becomes of the digits of a rate that are not shown (domain.md 10, case 11)."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a counting has come: so many of so many cases are read."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing that counts for one column: a case, an agreement, a round; and on which day.

    `amount` is 1 where things are counted, else what is added: fen, or people. `kind` is the
    ministry's code of the dispute type, empty where there is none.
    """

    column: str
    on: date
    amount: int
    kind: str
    office: str
    source: str
    """The case or round that it belongs to: an id as text."""


@dataclass(frozen=True)
class Grid:
    """Columns added up by group, and in all."""

    rows: Mapping[str, Mapping[str, int]]
    total: Mapping[str, int]


class Tally:
    """Adds up what was counted; each thing is seen once, so it may come as a stream."""

    def __init__(self, by: By) -> None:
        self._by = by
        self._rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._total: Counter[str] = Counter()

    def add(self, counted: Iterable[Counted]) -> None:
        """Add more of what was counted."""
        for one in counted:
            self._rows[group_of(one, self._by)][one.column] += one.amount
            self._total[one.column] += one.amount

    def grid(self) -> Grid:
        """Return what was added so far."""
        return Grid(self._rows, self._total)


def tabulate(counted: Iterable[Counted], by: By) -> Grid:
    """Add up what was counted."""
    tally = Tally(by)
    tally.add(counted)
    return tally.grid()


def group_of(one: Counted, by: By) -> str:
    """Return in which row of a report something is counted."""
    match by:
        case By.TYPE:
            return one.kind
        case By.OFFICE:
            return one.office
        case _:
            return time_group(one.on, by)


def time_group(day: date, by: By) -> str:
    """Return the month (2025-03), quarter (2025-Q1) or year (2025) of a day; ISO 8601 order."""
    if by is By.QUARTER:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}" if by is By.YEAR else f"{day.year}-{day.month:02}"


def groups_between(first: date, last: date, by: By) -> tuple[str, ...]:
    """Return the months, quarters or years from one day to another, those without cases too."""
    return tuple(dict.fromkeys(time_group(day, by) for day in _months(first, last)))


def _months(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from one day to another."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def ratio(numerator: int, denominator: int, *, decimals: int, rounding: Rounding) -> Decimal | None:
    """Return a quotient with so many decimals; None where there is nothing to divide by.

    4167 of 5448, times 100: 76.49 half up, 76.48 cut off.
    """
    if not denominator:
        return None
    whole, rest = divmod(numerator * 10**decimals, denominator)
    if rounding is Rounding.HALF_UP and 2 * rest >= denominator:
        whole += 1
    return Decimal(whole).scaleb(-decimals)


def change(now: int, before: int, *, decimals: int, rounding: Rounding) -> Decimal | None:
    """Return by how many percent a number differs from an earlier one; None if that was 0.

    140 after 200: -30.00. What is cut off is cut towards nothing, half is rounded away from it.
    """
    size = ratio(abs(now - before) * 100, before, decimals=decimals, rounding=rounding)
    return -size if size and now < before else size


def a_year(day: date, years: int) -> date:
    """Return the same day some years later or earlier; of 29 February the 28th."""
    last = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if last else day.day)


def ten_thousands(fen: int) -> Decimal:
    """Return fen in 万元 with two decimals, half up (domain.md 5.3)."""
    shown = ratio(fen, 1_000_000, decimals=2, rounding=Rounding.HALF_UP)
    assert shown is not None  # noqa: S101 - the denominator is not 0
    return shown
