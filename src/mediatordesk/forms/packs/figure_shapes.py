"""What the expressions of a figure may name beside the facts, and whether its parts fit."""

from collections.abc import Iterator, Mapping

from mediatordesk.core.screening_visits import ScreeningVisit
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
    return f"{key} of {figure.name} is no {'day' if key == 'on' else 'number'}"


def wrong_parts(figures: Mapping[str, Figure], figure: Figure) -> Iterator[str]:
    """Yield what a rate divides that is no number of its own, among the figures of a pack."""
    if figure.kind is not FigureKind.RATE:
        return
    for name in (figure.numerator, figure.denominator):
        part = figures.get(name)
        if part is None:
            yield f"there is no figure “{name}”"
        elif part.kind is FigureKind.RATE or part.split:
            yield f"“{name}” is no single number"


def _item(figure: Figure, name: str, shape: Mapping[str, Shape]) -> Shape:
    """Return the shape of what a figure looks at one by one."""
    if name == Each.ROUND:
        return shape_of_record(ScreeningVisit)
    if name == Each.ROW:
        elements = shape["elements"]
        rows = elements.get(figure.table) if isinstance(elements, Mapping) else None
        return rows[0] if isinstance(rows, list) else {}
    rows = shape[_LISTS[name]]
    return rows[0] if isinstance(rows, list) else rows
