"""A report: figures as columns, months, types or offices as lines, a total, and definitions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mediatordesk.core.statistics import Grid, Rounding, change, ratio, ten_thousands
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import PERCENT, TEN_THOUSAND, Figure, FigureKind
from mediatordesk.forms.definitions.questions import DisputeType
from mediatordesk.forms.definitions.rules import Law

TO_FILL_IN = N_("to be filled in")
"""What stands for a number that the office has not said yet (待填)."""
TOTAL = "total"
"""The key of the last line."""
BEFORE = "@before"
"""What follows the name of a column for what it was a year before."""
_CALCULATED = {FigureKind.RATE, FigureKind.CHANGE}
_ROUNDED = {
    Rounding.HALF_UP: N_("{decimals} decimals, rounded half up"),
    Rounding.TRUNCATE: N_("{decimals} decimals, the rest cut off"),
}


@dataclass(frozen=True)
class Column:
    """One column: a figure, or one type of a figure that is split by types."""

    name: str
    label: str
    figure: Figure


@dataclass(frozen=True)
class Line:
    """One row: a month, a type, an office, or the total; numbers by column, amounts in fen."""

    key: str
    label: str
    numbers: Mapping[str, int]


@dataclass(frozen=True)
class Definition:
    """What a figure means, as it is shown beside it."""

    name: str
    label: str
    group: str
    unit: str
    definition: str
    basis: str


@dataclass(frozen=True)
class FigureTable:
    """All figures of a period, in lines that add up to the total."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line
    rounding: Rounding
    """How rates are cut to their decimals where their figure does not say it itself."""

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Return the lines with the total, which stands last."""
        return (*self.lines, self.total)

    def shown(self, line: Line, column: Column) -> str:
        """Return a cell as it is printed; empty where there is nothing to say."""
        figure = column.figure
        match figure.kind:
            case FigureKind.RATE:
                return self._rate(line, figure)
            case FigureKind.CHANGE:
                return self._change(line, figure)
            case FigureKind.ENTERED:
                unsaid = _(TO_FILL_IN) if line.key == TOTAL else ""
                return str(line.numbers.get(column.name, unsaid))
        number = line.numbers.get(column.name, 0)
        return str(ten_thousands(number)) if figure.unit == TEN_THOUSAND else str(number)

    def definitions(self, on: date, laws: Iterable[Law]) -> tuple[Definition, ...]:
        """Return what the figures mean, each once, with the law they rest on that day."""
        known = tuple(laws)
        figures = dict.fromkeys(one.figure.name for one in self.columns)
        by_name = {one.figure.name: one.figure for one in self.columns}
        return tuple(self._definition(by_name[name], on, known) for name in figures)

    def rounding_of(self, figure: Figure) -> Rounding:
        """Return how a rate is cut to its decimals."""
        return figure.rounding or self.rounding

    def _definition(self, figure: Figure, on: date, laws: tuple[Law, ...]) -> Definition:
        words = figure.definition
        if figure.kind in _CALCULATED:
            how = _(_ROUNDED[self.rounding_of(figure)]).format(decimals=figure.decimals)
            words += _(" ({how})").format(how=how)
        basis = figure.basis_on(on, laws)
        return Definition(figure.name, figure.label, figure.group, figure.unit, words, basis)

    def _rate(self, line: Line, figure: Figure) -> str:
        numbers = line.numbers
        times = 100 if figure.unit == PERCENT else 1
        quotient = ratio(
            numbers.get(figure.numerator, 0) * times,
            numbers.get(figure.denominator, 0),
            decimals=figure.decimals,
            rounding=self.rounding_of(figure),
        )
        return "" if quotient is None else str(quotient)

    def _change(self, line: Line, figure: Figure) -> str:
        """Return a figure beside that of the year before, with its sign."""
        changed = change(
            line.numbers.get(figure.numerator, 0),
            line.numbers.get(figure.numerator + BEFORE, 0),
            decimals=figure.decimals,
            rounding=self.rounding_of(figure),
        )
        return "" if changed is None else str(changed)


def columns_of(
    figures: Iterable[Figure], types: Iterable[DisputeType], grid: Grid
) -> tuple[Column, ...]:
    """Return the columns of figures: of one that is split, a column for each type in force.

    A type that is no longer in force stands there too if something counts for it.
    """
    titles = {one.code: one for one in types}
    return tuple(one for figure in figures for one in _columns(figure, titles, grid))


def _columns(figure: Figure, types: Mapping[str, DisputeType], grid: Grid) -> Iterator[Column]:
    if not figure.split:
        yield Column(figure.name, figure.label, figure)
        return
    codes = [code for code, one in types.items() if one.group == figure.split]
    prefix = f"{figure.name}."
    counted = [name.removeprefix(prefix) for name in grid.total if name.startswith(prefix)]
    for code in dict.fromkeys([*codes, *sorted(counted)]):
        label = types[code].title if code in types else code
        yield Column(prefix + code, label, figure)
