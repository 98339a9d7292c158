"""Checks the expressions of a pack against the shape of the facts before any case is there."""

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.definitions.jurisdiction_rules import JurisdictionRule
from mediatordesk.forms.definitions.paper_kinds import (
    Closed,
    Effect,
    Exit,
    ExitItem,
    PaperKind,
    Per,
)
from mediatordesk.forms.definitions.questions import Field, Tier
from mediatordesk.forms.definitions.rules import Check, DeadlineRule
from mediatordesk.forms.facts.fact_shapes import SHAPE
from mediatordesk.forms.language import language
from mediatordesk.forms.language.shapes import Leaf, Shape
from mediatordesk.forms.packs.elements import shape_of_field
from mediatordesk.forms.packs.figure_shapes import FIGURE_KEYS, figure_names, unfit
from mediatordesk.forms.packs.pack_files import TABLES, PackData, PackFault

_KEYS = ("when", "warns_when", "quote", "must_when", "copies", "open_when")
_BY_NAME = {"party": "parties", "agreement": "agreements", "clause": "clauses"} | {
    "obligation": "obligations"
}
_WORDS = {
    Leaf.TEXT: N_("a text"),
    Leaf.NUMBER: N_("a number"),
    Leaf.DAY: N_("a day"),
    Leaf.MOMENT: N_("a time"),
    Leaf.YES_NO: N_("yes or no"),
    Leaf.ANY: N_("something"),
}
_ORDERED = {Leaf.NUMBER, Leaf.DAY, Leaf.TEXT, Leaf.MOMENT}


class _Wrong(ValueError):
    """An expression that names or compares what is not there."""


def shape_of(data: PackData) -> dict[str, Shape]:
    """Return all that expressions of a pack may name: facts, its elements and its settings."""
    of_case = {one.name: shape_of_field(one) for one in data.fields if one.each == "case"}
    of_party = {one.name: shape_of_field(one) for one in data.fields if one.each == "party"}
    settings = {one.name: _shape_of_setting(one.read(one.value)) for one in data.settings}
    party = {**_item_of(SHAPE, "party"), "elements": of_party}
    return {**SHAPE, "parties": [party], "elements": of_case, "settings": settings}


def expression_faults(own: PackData, whole: PackData) -> tuple[PackFault, ...]:
    """Return what is wrong with a pack's own expressions: unknown fields, unlike kinds compared.

    `whole` is the pack with what it extends: the names come from both.
    """
    shape = shape_of(whole)
    found: list[PackFault] = []
    for table, item, part, key in _expressions(own):
        names = {**shape, **_names_of(part, shape)}
        if why := _wrong(part, key, names):
            found.append(own.fault("P08", table, item, f"{key}: {why}"))
    return tuple(found)


def _wrong(part: Any, key: str, names: Mapping[str, Shape]) -> str:
    """Return why an expression cannot be used where these names are there; nothing if it can."""
    try:
        kind = _kind(language.parse(getattr(part, key)), names)
    except _Wrong as wrong:
        return str(wrong)
    return unfit(part, key, kind) if isinstance(part, Figure) else ""


def _expressions(data: PackData) -> Iterator[tuple[str, Any, Any, str]]:
    """Yield every expression of a pack: its table, item, part of the item, and key."""
    for table in TABLES:
        for item in getattr(data, table):
            for part in (item, *_parts(item)):
                for key in (*_KEYS, *(FIGURE_KEYS if isinstance(item, Figure) else ())):
                    if getattr(part, key, ""):
                        yield table, item, part, key


def _parts(item: Any) -> tuple[Any, ...]:
    """Return the parts of an item that have expressions of their own."""
    match item:
        case PaperKind():
            return item.effects
        case Exit():
            return (*item.items, *item.closed)
        case Tier():
            return item.triggers
    return ()


def _names_of(item: Any, shape: Mapping[str, Shape]) -> Mapping[str, Shape]:
    """Return the shapes of the names that an item's expressions have beside the facts."""
    if isinstance(item, Figure):
        return figure_names(item, shape)
    return {name: _item_of(shape, name) for name in _bound_names(item)}


def _bound_names(item: Any) -> tuple[str, ...]:
    """Return the names that an item's expressions have beside the facts."""
    match item:
        case Check() | DeadlineRule():
            own = {"case": (), "clause": ("agreement",), "obligation": ("agreement",)}
            bound: tuple[str, ...] = own.get(item.each, ())
            return bound if item.each == "case" else (*bound, item.each)
        case Exit() | Closed() | Effect() | JurisdictionRule():
            return ("agreement",)
        case ExitItem():
            concerned = {Per.OBLIGATION: ("obligation",), Per.AGREEMENT: (), Per.PAPER: ()}
            return ("agreement", *concerned.get(item.per, ("party",)))
        case PaperKind() if item.per in {Per.AGREEMENT, Per.OBLIGATION}:
            return (item.per.value,)
        case Field() if item.each == "party":
            return ("party",)
        case _:
            return ()


def _item_of(shape: Mapping[str, Shape], name: str) -> Mapping[str, Shape]:
    """Return the shape of one of a list's items by its singular name."""
    rows = shape[_BY_NAME[name]]
    item = rows[0] if isinstance(rows, list) else rows
    assert isinstance(item, Mapping)  # noqa: S101 - all of these are lists of records
    return item


def _shape_of_setting(value: object) -> Shape:
    """Return the shape of a setting's value."""
    if isinstance(value, tuple):
        return [Leaf.TEXT]
    if isinstance(value, bool):
        return Leaf.YES_NO
    return Leaf.NUMBER if isinstance(value, int) else Leaf.TEXT


def _kind(node: nodes.Node, names: Mapping[str, Shape]) -> Shape:
    """Return the shape of what an expression yields; _Wrong where it cannot be."""
    kind: Shape
    match node:
        case nodes.Name():
            kind = _named(node, names)
        case nodes.Getattr():
            kind = _field_of(_kind(node.node, names), node.attr)
        case nodes.Const():
            kind = _shape_of_setting(node.value)
        case nodes.Filter():
            kind = _filtered(node, names)
        case nodes.Compare():
            kind = _compared(node, names)
        case nodes.List() | nodes.Tuple():
            kind = [*_each_kind(node, names), Leaf.ANY][:1]
        case nodes.CondExpr():
            kind = _each_kind(node, names)[1]
        case nodes.And() | nodes.Or() | nodes.Not():
            _each_kind(node, names)
            kind = Leaf.YES_NO
        case _:
            kind = _number(node, names)
    return kind


def _named(node: nodes.Name, names: Mapping[str, Shape]) -> Shape:
    """Return the shape of a name."""
    if node.name not in names:
        raise _Wrong(_("there is no “{name}”").format(name=node.name))
    return names[node.name]


def _each_kind(node: nodes.Node, names: Mapping[str, Shape]) -> list[Shape]:
    """Return the shapes of a node's parts."""
    return [_kind(child, names) for child in node.iter_child_nodes()]


def _number(node: nodes.Node, names: Mapping[str, Shape]) -> Shape:
    """Return the shape of a sum, whose parts must be numbers."""
    if any(kind not in (Leaf.NUMBER, Leaf.ANY) for kind in _each_kind(node, names)):
        raise _Wrong(_("only numbers can be added, subtracted and multiplied"))
    return Leaf.NUMBER


def _field_of(shape: Shape, name: str) -> Shape:
    """Return the shape of a record's field."""
    if not isinstance(shape, Mapping):
        raise _Wrong(_("“.{name}” is asked of something that is not a record").format(name=name))
    if name not in shape:
        raise _Wrong(_("there is no field “{name}”").format(name=name))
    return shape[name]


def _compared(node: nodes.Compare, names: Mapping[str, Shape]) -> Shape:
    """Return yes or no, if the two sides can be compared."""
    left = _kind(node.expr, names)
    for operand in node.ops:
        right = _kind(operand.expr, names)
        if operand.op in {"in", "notin"}:
            _refuse_unlike(left, right[0] if isinstance(right, list) else right)
        else:
            _refuse_unlike(left, right, ordered=operand.op not in {"eq", "ne"})
        left = right
    return Leaf.YES_NO


def _refuse_unlike(left: Shape, right: Shape, *, ordered: bool = False) -> None:
    """Refuse to compare kinds that differ, or that have no order."""
    if Leaf.ANY in (left, right):
        return
    if left != right:
        raise _Wrong(
            _("{left} is compared with {right}").format(left=_word(left), right=_word(right))
        )
    if ordered and left not in _ORDERED:
        raise _Wrong(_("{left} has no order").format(left=_word(left)))


def _word(shape: Shape) -> str:
    """Return what a shape is called in a finding."""
    if isinstance(shape, Leaf):
        return _(_WORDS[shape])
    return _("a list") if isinstance(shape, list) else _("a record")


def _filtered(node: nodes.Filter, names: Mapping[str, Shape]) -> Shape:
    """Return the shape of a filter's result."""
    base = _kind(node.node, names) if node.node is not None else Leaf.ANY
    arguments = [_kind(one, names) for one in node.args]
    match node.name:
        case "length" | "total" | "days_since" | "value_on":
            return Leaf.NUMBER
        case "joined":
            return Leaf.TEXT
        case "pick":
            return [_column(base, node, arguments)]
        case _:
            _column(base, node, arguments)
            return base


def _column(base: Shape, node: nodes.Filter, arguments: list[Shape]) -> Shape:
    """Return the shape of the field that a filter names; a value beside it must be alike."""
    if not isinstance(base, list) or not node.args or not isinstance(node.args[0], nodes.Const):
        raise _Wrong(_("“{name}” needs a list and the name of a field").format(name=node.name))
    field = base[0]
    for step in str(node.args[0].value).split("."):
        field = _field_of(field, step)
    if len(arguments) > 1:
        _refuse_unlike(field, arguments[1])
    return field
