"""The one expression language of packs: Jinja2 expressions over the facts of a case, sandboxed.

An expression only looks at facts and compares them. There are no calls, no loops, no powers and no
text building, so it always ends at once and cannot reach anything but the facts it is given. What
is not known yet is false and compares as false.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mediatordesk.core.texts import _

MAX_LENGTH = 600
"""Characters of one expression; the longest of the shipped packs has about 200."""
MAX_DEPTH = 14
"""Levels of brackets and operators in one expression."""

_RESULT = "result"
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Add,
    nodes.And,
    nodes.Compare,
    nodes.CondExpr,
    nodes.Const,
    nodes.Filter,
    nodes.Getattr,
    nodes.List,
    nodes.Mul,
    nodes.Name,
    nodes.Neg,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
    nodes.Sub,
    nodes.Tuple,
)


class ExpressionFault(ValueError):
    """An expression that the language does not allow; the message says why, in English."""


class Unknown:
    """What has not been entered yet: false, empty, and neither before nor after anything."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]  # it equals None and "", so it cannot have a hash

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Any:
        return iter(())

    def __eq__(self, other: object) -> bool:
        return other is None or other == "" or isinstance(other, Unknown)

    def __lt__(self, other: object) -> bool:
        return False

    def __getattr__(self, name: str) -> "Unknown":
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __str__(self) -> str:
        return ""

    def _same(self, _other: object = None) -> "Unknown":
        return self

    __le__ = __gt__ = __ge__ = __lt__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = _same


UNKNOWN = Unknown()


class Reading:
    """Readable facts (see `readable`) at which many expressions look, made ready once."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._context = Context(_sandbox(), dict(facts), None, {})

    def evaluate(self, source: str) -> Any:
        """Return the value of an expression; ExpressionFault if it is not allowed."""
        for _nothing in _compiled(source).root_render_func(self._context):
            pass  # an assignment yields nothing
        return self._context.vars.pop(_RESULT)

    def holds(self, source: str) -> bool:
        """Tell whether a condition holds; the empty condition always holds."""
        return not source or bool(self.evaluate(source))


def evaluate(source: str, facts: Mapping[str, Any]) -> Any:
    """Return the value of an expression on readable facts (see `readable`).

    The expression was validated when its pack was read; ExpressionFault if it was not.
    """
    return Reading(facts).evaluate(source)


def holds(source: str, facts: Mapping[str, Any]) -> bool:
    """Tell whether a condition holds; the empty condition always holds."""
    return Reading(facts).holds(source)


def readable(value: Any) -> Any:
    """Return facts as expressions read them: what is None becomes UNKNOWN, at every depth."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Mapping):
        return {key: readable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(readable(one) for one in value)
    return value


def parse(source: str) -> nodes.Expr:
    """Return the syntax tree of an expression; ExpressionFault if it is not allowed."""
    if len(source) > MAX_LENGTH:
        raise ExpressionFault(_("longer than {most} characters").format(most=MAX_LENGTH))
    try:
        parser = Parser(_sandbox(), source, state="variable")
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise ExpressionFault(
                _("not understood from “{word}” on").format(word=parser.stream.current.value)
            )
        _refuse_foreign(tree, 0)
    except TemplateError as error:
        raise ExpressionFault(error.message or "not understood") from error
    except RecursionError as error:
        raise ExpressionFault(_("too deeply nested")) from error
    return tree


def _refuse_foreign(node: nodes.Node, depth: int) -> None:
    """Refuse every construct that is not in the language, and private names."""
    if depth > MAX_DEPTH:
        raise ExpressionFault(_("too deeply nested"))
    if not isinstance(node, _ALLOWED):
        raise ExpressionFault(
            _("“{name}” is not part of the language").format(name=type(node).__name__)
        )
    name = getattr(node, "attr", getattr(node, "name", ""))
    if isinstance(name, str) and name.startswith("_"):
        raise ExpressionFault(_("the name “{name}” is not allowed").format(name=name))
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise ExpressionFault(_("there is no filter “{name}”").format(name=node.name))
    for child in node.iter_child_nodes():
        _refuse_foreign(child, depth + 1)


@functools.lru_cache(maxsize=1024)
def _compiled(source: str) -> Template:
    """Return an expression as a template that only keeps its value, made once."""
    kept = nodes.Assign(nodes.Name(_RESULT, "store"), parse(source), lineno=1)
    return _sandbox().from_string(nodes.Template([kept], lineno=1))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox without its globals and filters; sums are of numbers only."""

    intercepted_binops = frozenset({"+", "-", "*"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Add, subtract or multiply whole numbers; anything else is unknown."""
        if not isinstance(left, int) or not isinstance(right, int):
            return UNKNOWN
        return super().call_binop(context, operator, left, right)


@functools.lru_cache(maxsize=1)
def _sandbox() -> _Sandbox:
    """Return the environment in which expressions are compiled."""
    sandbox = _Sandbox(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.tests.clear()
    sandbox.filters.update(FILTERS)
    return sandbox


def _length(value: Iterable[Any] | str) -> int:
    """Return how many there are."""
    return len(tuple(value))


def _where(rows: Iterable[Mapping[str, Any]], name: str, value: Any) -> tuple[Any, ...]:
    """Return the rows whose field has a value."""
    return tuple(row for row in rows if row[name] == value)


def _without(rows: Iterable[Mapping[str, Any]], name: str, value: Any) -> tuple[Any, ...]:
    """Return the rows whose field does not have a value."""
    return tuple(row for row in rows if row[name] != value)


def _pick(rows: Iterable[Any], name: str) -> tuple[Any, ...]:
    """Return one field of every row; with a point one of what it holds: elements.nationality."""
    for step in name.split("."):
        rows = tuple(row[step] for row in rows)
    return tuple(rows)


def _total(numbers: Iterable[Any]) -> int:
    """Return the sum of the numbers that are known."""
    return sum(number for number in numbers if isinstance(number, int))


def _days_since(day: Any, earlier: Any) -> Any:
    """Return the days from an earlier day to this one; unknown if one of them is."""
    if isinstance(day, date) and isinstance(earlier, date):
        return (day - earlier).days
    return UNKNOWN


def _value_on(lines: Iterable[str], day: Any) -> Any:
    """Return the number in force on a day from lines such as "2024-10-21 310"; else unknown."""
    told = [line.split() for line in lines]
    known = {date.fromisoformat(since): int(number) for since, number in told}
    begun = [since for since in known if isinstance(day, date) and since <= day]
    return known[max(begun)] if begun else UNKNOWN


def _joined(texts: Sequence[Any]) -> str:
    """Return texts as a Chinese list: 甲、乙."""
    return "、".join(str(one) for one in texts if one)


FILTERS = {
    "length": _length,
    "where": _where,
    "without": _without,
    "pick": _pick,
    "total": _total,
    "days_since": _days_since,
    "joined": _joined,
    "value_on": _value_on,
}
"""All filters of the language."""
