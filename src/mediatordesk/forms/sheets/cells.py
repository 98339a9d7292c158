"""The cells of one sheet of a workbook, as the text they show."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.package import Attributes, unescaped
from mediatordesk.forms.sheets.sheet import MAX_CELL, MAX_COLUMNS, MAX_ROWS, SheetRow, SheetTooLarge

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_EXACT = 10**15
"""Excel keeps 15 digits (IEEE 754 binary64 as Excel uses it); above, the last ones are lost."""
_MOST_MERGED = 2_000_000
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - days
"""Day 0 of Excel's calendar on Windows (its 29 February 1900 never was), and on old Macs."""
LAST_DAY = 2_958_465
"""31 December 9999."""


@dataclass(frozen=True)
class Looks:
    """What the styles of a workbook say of a cell: a day, or digits after the point."""

    days: frozenset[int] = frozenset()
    decimals: Mapping[int, int] = field(default_factory=dict)
    since_1904: bool = False


class CellReader:
    """Takes in a sheet's elements one by one; `rows()` gives what stood in them."""

    def __init__(self, file: str, shared: Sequence[str], looks: Looks) -> None:
        self.file = file
        self.shared = shared
        self.looks = looks
        self.formulas = 0
        self._rows: dict[int, dict[int, str]] = {}
        self._merged: list[str] = []
        self._row = self._column = 0
        self._kind = ""
        self._style = 0
        self._into: str = ""
        self._texts: dict[str, list[str]] = {}

    def begin(self, name: str, given: Attributes) -> None:
        """Take in the beginning of an element."""
        match name:
            case "row":
                self._row = _number(given.get("r"), self._row + 1)
                self._column = -1
            case "c":
                self._begin_cell(given)
            case "v" | "t":
                self._into = name if self._into != "rPh" else self._into
            case "f":
                self.formulas += 1
                self._into = "f"
            case "rPh":  # how it is pronounced stands in Japanese files beside the text
                self._into = "rPh"
            case "mergeCell":
                self._merged.append(given.get("ref", ""))

    def text(self, piece: str) -> None:
        """Take in text."""
        if self._into in self._texts:
            self._texts[self._into].append(piece)

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if name == "c":
            self._end_cell()
        if name == self._into:
            self._into = ""

    def rows(self) -> tuple[SheetRow, ...]:
        """Return the filled rows; what stands in a merged cell stands in all that it covers."""
        self._spread_merged()
        return tuple(
            SheetRow(number, tuple(cells.get(column, "") for column in range(max(cells) + 1)))
            for number, cells in sorted(self._rows.items())
        )

    def _begin_cell(self, given: Attributes) -> None:
        place = _PLACE.fullmatch(given.get("r", ""))
        self._column = column_of(place[1]) if place else self._column + 1
        self._kind = given.get("t", "n")
        self._style = _number(given.get("s"), 0)
        self._texts = {"v": [], "t": []}

    def _end_cell(self) -> None:
        value, inline = ("".join(self._texts.get(one, ())) for one in ("v", "t"))
        text = self._shown(value, inline).strip("\n\r") if value or inline else ""
        self._texts = {}
        if not text.strip():
            return
        if self._column >= MAX_COLUMNS or len(text) > MAX_CELL:
            reason = _("more than {n} columns, or a cell that does not end").format(n=MAX_COLUMNS)
            raise SheetTooLarge(file=self.file, reason=reason)
        cells = self._rows.setdefault(self._row, {})
        if len(self._rows) > MAX_ROWS:
            raise SheetTooLarge(file=self.file, reason=_("more than {n} rows").format(n=MAX_ROWS))
        cells[self._column] = text

    def _shown(self, value: str, inline: str) -> str:
        """Return what a cell shows."""
        match self._kind:
            case "s":
                place = _number(value, -1)
                return self.shared[place] if 0 <= place < len(self.shared) else ""
            case "inlineStr":
                return unescaped(inline).removeprefix("'")
            case "str":
                return unescaped(value).removeprefix("'")
            case "b":
                return "是" if value.strip() == "1" else "否"
            case "n":
                return self._number_shown(value.strip())
        return value

    def _number_shown(self, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if self._style in self.looks.days and 0 <= number <= LAST_DAY:
            return day_of(number, since_1904=self.looks.since_1904)
        if not abs(number) < _EXACT:
            return f"{number:.14E}"
        plain = f"{Decimal(format(number, '.15g')):f}"  # as many digits as Excel shows
        whole, _point, rest = plain.partition(".")
        rest = rest.rstrip("0").ljust(self.looks.decimals.get(self._style, 0), "0")
        return f"{whole}.{rest}" if rest else whole

    def _spread_merged(self) -> None:
        spread = 0
        for ref in self._merged:
            corners = [_PLACE.fullmatch(one) for one in ref.split(":")]
            if len(corners) != 2 or None in corners:
                continue
            (left, top), (right, bottom) = (
                (column_of(one[1]), int(one[2])) for one in corners if one
            )
            text = self._rows.get(top, {}).get(left, "")
            # A title over the whole width is no content of the rows below it.
            rows = [row for row in self._rows if top < row <= bottom]
            spread += len(rows) * (right - left + 1)
            if not text or left != right or spread > _MOST_MERGED:
                continue
            for row in rows:
                self._rows[row].setdefault(left, text)


def column_of(letters: str) -> int:
    """Return the place of a column from its letters: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def day_of(number: float, *, since_1904: bool = False) -> str:
    """Return the day of Excel's number, with the time of day if it has one: 45601 → 2024-11-05."""
    moment = EPOCHS[since_1904] + timedelta(days=round(number * 86_400) / 86_400)
    moment = moment.replace(microsecond=0)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat(" ")


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().isdecimal() else otherwise
