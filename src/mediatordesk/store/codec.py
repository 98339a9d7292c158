"""Changes to bytes and back: names become numbers, as the bundle format says."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from uuid import UUID

from mediatordesk.core.changes import Cell, Change, Dot, Op, TimeFlag, Value, Verb
from mediatordesk.core.encoding import NotCanonical, decode, encode, reread
from mediatordesk.store.dots import MAX_SEQ
from mediatordesk.store.register import Register, Table, UnknownMeaning

KIND_EDIT = 0
UUID_BYTES = 16
REPLICA_BYTES = 8
_WITHOUT_BASE = 2
"""A cell that replaces nothing says its column and its value only."""
_VERBS = frozenset(int(verb) for verb in Verb)
_FLAGS = frozenset(int(flag) for flag in TimeFlag)


def encode_change(change: Change, register: Register) -> tuple[bytes, bytes]:
    """Return header and payload of a change as canonical bytes."""
    seq, at, flag = change.seq, change.at, change.flag.value
    header = [seq, at, flag, change.operator.bytes, KIND_EDIT, change.schema]
    payload = [_encode_op(op, change, register) for op in change.ops]
    return encode(header), encode(payload)


def time_of(header: bytes) -> int:
    """Return the time that a header states; 0 if it is not one."""
    try:
        match decode(header):
            case [_, int(at), *_]:
                return max(at, 0)
    except NotCanonical:
        pass
    return 0


def number_of(name: str, table: Table | None = None) -> int:
    """Return the number of a column of a table, or of what is named by `#` and its number."""
    if name.startswith("#"):
        return int(name[1:])
    return table.column_number(name) if table else 0


def decode_change(replica: bytes, header: bytes, payload: bytes, register: Register) -> Change:
    """Return the change of these bytes; NotCanonical if they are not one.

    Tables and columns of a newer version are named by `#` and their number; UnknownMeaning for a
    kind of change or an act on a row that this version does not know.
    """
    match decode(header):
        case [seq, at, flag, bytes(operator), kind, schema] if len(operator) == UUID_BYTES:
            numbers = [_number(one) for one in (seq, at, flag, kind, schema)]
        case _:
            raise NotCanonical
    seq, at, flag, kind, schema = numbers
    if not 0 < seq <= MAX_SEQ:
        raise NotCanonical
    if kind != KIND_EDIT or flag not in _FLAGS:
        raise UnknownMeaning(f"kind {kind}, flag {flag}")
    ops = decode(payload)
    if not isinstance(ops, list):
        raise NotCanonical
    read = tuple(_decode_op(op, replica, seq, register) for op in ops)
    return Change(replica, seq, at, TimeFlag(flag), UUID(bytes=operator), schema, read)


class LoggedCell(NamedTuple):
    """A cell as it stands in the log, all of it numbers: no name is looked up for it."""

    table: int
    row: bytes
    verb: int
    column: int
    value: Value
    base: tuple[Dot, ...]


def logged_cells(
    replica: bytes, seq: int, payload: bytes, wanted: Callable[[bytes], bool]
) -> Iterator[LoggedCell]:
    """Yield the cells of some rows of a change whose bytes were proved before."""
    for table, row, verb, cells in reread(payload):
        if wanted(row):
            for cell in cells:
                column, value, base = (
                    (*cell, ()) if len(cell) == _WITHOUT_BASE else _decode_cell(cell, replica, seq)
                )
                yield LoggedCell(table, row, verb, column, value, base)


def _encode_op(op: Op, change: Change, register: Register) -> list[object]:
    table = register.by_name[op.table] if op.verb is not Verb.PURGE else None
    if table is None:
        return _encode_purge(op, change, register)
    cells: list[object] = []
    for cell in op.cells:
        encoded = [table.column_number(cell.column), cell.value]
        cells.append([*encoded, _encode_base(cell.base, change)] if cell.base else encoded)
    return [table.number, op.row.bytes, op.verb.value, cells]


def _encode_purge(op: Op, change: Change, register: Register) -> list[object]:
    """Encode what is taken away, also from fields that only a newer version knows."""
    table = register.by_name.get(op.table)
    cells: list[object] = []
    for cell in op.cells:
        encoded = [number_of(cell.column, table), cell.value]
        cells.append([*encoded, _encode_base(cell.base, change)] if cell.base else encoded)
    return [table.number if table else number_of(op.table), op.row.bytes, op.verb.value, cells]


def _encode_base(base: tuple[Dot, ...], change: Change) -> object:
    """Return the causal base: a distance for an own write, a dot for another's, or a list."""
    if len(base) > 1:
        return [[dot.replica, dot.seq] for dot in sorted(base)]
    (dot,) = base
    return change.seq - dot.seq if dot.replica == change.replica else [dot.replica, dot.seq]


def _decode_op(op: object, replica: bytes, seq: int, register: Register) -> Op:
    match op:
        case [number, bytes(row), verb, list(cells)] if len(row) == UUID_BYTES:
            table = register.by_number.get(_number(number))
        case _:
            raise NotCanonical
    act = _number(verb)
    if act not in _VERBS:
        raise UnknownMeaning(f"verb {act}")
    named = []
    for cell in cells:
        column, value, base = _decode_cell(cell, replica, seq)
        named.append(Cell(table.column_name(column) if table else f"#{column}", value, base))
    if len(named) > 1 and len({cell.column for cell in named}) < len(named):
        raise NotCanonical
    name = table.name if table else f"#{number}"
    return Op(name, UUID(bytes=row), tuple(named), Verb(act))


def _decode_cell(cell: object, replica: bytes, seq: int) -> tuple[int, Value, tuple[Dot, ...]]:
    match cell:
        case [column, value]:
            base: tuple[Dot, ...] = ()
        case [column, value, int(distance)]:
            base = (Dot(replica, seq - _number(distance)),)
        case [column, value, [bytes(), _] as dot]:
            base = (_dot(dot),)
        case [column, value, [_, _, *_] as dots]:
            base = tuple(_dot(dot) for dot in dots)
        case _:
            raise NotCanonical
    for dot in base:
        if dot.seq < 1 or (dot.replica == replica and dot.seq >= seq):
            raise NotCanonical
    return _number(column), _plain(value), base


def _dot(dot: object) -> Dot:
    match dot:
        case [bytes(replica), seq] if len(replica) == REPLICA_BYTES and _number(seq) <= MAX_SEQ:
            return Dot(replica, _number(seq))
    raise NotCanonical


def _number(value: object) -> int:
    """Return a number that is not negative; what is true or false is no number."""
    if type(value) is not int or value < 0:
        raise NotCanonical
    return value


def _plain(value: object) -> Value:
    if value is None or isinstance(value, bool | int | str | bytes):
        return value
    raise NotCanonical
