"""What the expressions of a figure may name beside the facts, and whether its parts fit."""

from collections.abc import Iterator, Mapping

from mediatordesk.core.rosters import RosterMember
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.figures import Each, Figure, FigureKind
from mediatordesk.forms.language.shapes import Leaf, Shape, shape_of_record

FIGURE_KEYS = ("on", "amount", "into")
"""The expressions that only figures have."""
_LISTS = {
    "party": "parties",
    "agreement": "agreements",
    "obligation": "obligations",
    "performance": "performances",
    "session": "sessions",
    "visit": "visits",
    "hop": "hops",
}
_CALCULATED = {FigureKind.RATE, FigureKind.CHANGE}
_WANTED = {"on": {Leaf.DAY, Leaf.MOMENT, Leaf.ANY}, "amount": {Leaf.NUMBER, Leaf.ANY}}


def figure_names(figure: Figure, shape: Mapping[str, Shape]) -> dict[str, Shape]:
    """Return what a figure's expressions have beside the facts: the item, and its type."""
    names: dict[str, Shape] = {"type": Leaf.TEXT}
    for name in figure.bound_names:
        names[name] = _item(figure, name, shape)
    return names


def unfit(figure: Figure, key: str, shape: Shape) -> str:
    """Return why an expression's result cannot be used; nothing if it can."""
    wanted = _WANTED.get(key)
    if wanted is None or (isinstance(shape, Leaf) and shape in wanted):
        return ""
    words = _("{key} of {name} is no day") if key == "on" else _("{key} of {name} is no number")
    return words.format(key=key, name=figure.name)


def wrong_parts(figures: Mapping[str, Figure], figure: Figure) -> Iterator[str]:
    """Yield what a figure is calculated from that is no number of its own, among a pack's."""
    for name in filter(None, (figure.numerator, figure.denominator)):
        part = figures.get(name)
        if part is None:
            yield _("there is no figure “{name}”").format(name=name)
        elif part.kind in _CALCULATED or part.split:
            yield _("“{name}” is no single number").format(name=name)
        elif part.report is not figure.report:
            yield _("“{name}” stands in another report").format(name=name)
        elif figure.kind is FigureKind.CHANGE and not part.is_added:
            why = _("“{name}” is not counted, so nobody knows what it was a year before")
            yield why.format(name=name)


def _item(figure: Figure, name: str, shape: Mapping[str, Shape]) -> Shape:
    """Return the shape of what a figure looks at one by one."""
    if name == Each.ROUND:
        return shape_of_record(ScreeningVisit)
    if name == Each.MEMBER:
        return shape_of_record(RosterMember)
    if name == Each.ROW:
        elements = shape["elements"]
        rows = elements.get(figure.table) if isinstance(elements, Mapping) else None
        return rows[0] if isinstance(rows, list) else {}
    rows = shape[_LISTS[name]]
    return rows[0] if isinstance(rows, list) else rows
