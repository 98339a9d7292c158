"""Changes to bytes and back: names become numbers, as the bundle format says."""

from uuid import UUID

from mediatordesk.core.changes import Cell, Change, Dot, Op, TimeFlag, Value, Verb
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.store.register import Register

KIND_EDIT = 0
_DOT_LENGTH = 2


def encode_change(change: Change, register: Register) -> tuple[bytes, bytes]:
    """Return header and payload of a change as canonical bytes."""
    header = [
        change.seq,
        change.at,
        int(change.flag),
        change.operator.bytes,
        KIND_EDIT,
        change.schema,
    ]
    payload = [_encode_op(op, change, register) for op in change.ops]
    return encode(header), encode(payload)


def decode_change(replica: bytes, header: bytes, payload: bytes, register: Register) -> Change:
    """Return the change of these bytes; NotCanonical if they are not one.

    Tables and columns of a newer version are named by `#` and their number.
    """
    match decode(header):
        case [int(seq), int(at), int(flag), bytes(operator), int(), int(schema)] if len(
            operator
        ) == 16 and flag in set(TimeFlag):
            ops = decode(payload)
        case _:
            raise NotCanonical
    if not isinstance(ops, list):
        raise NotCanonical
    read = tuple(_decode_op(op, replica, seq, register) for op in ops)
    return Change(replica, seq, at, TimeFlag(flag), UUID(bytes=operator), schema, read)


def _encode_op(op: Op, change: Change, register: Register) -> list[object]:
    table = register.by_name[op.table]
    cells: list[object] = []
    for cell in op.cells:
        encoded = [table.column_number(cell.column), cell.value]
        cells.append([*encoded, _encode_base(cell.base, change)] if cell.base else encoded)
    return [table.number, op.row.bytes, int(op.verb), cells]


def _encode_base(base: tuple[Dot, ...], change: Change) -> object:
    """Return the causal base: a distance for an own write, a dot for another's, or a list."""
    if len(base) > 1:
        return [[dot.replica, dot.seq] for dot in sorted(base)]
    (dot,) = base
    return change.seq - dot.seq if dot.replica == change.replica else [dot.replica, dot.seq]


def _decode_op(op: object, replica: bytes, seq: int, register: Register) -> Op:
    match op:
        case [int(number), bytes(row), int(verb), list(cells)] if len(row) == 16 and verb in set(
            Verb
        ):
            table = register.by_number.get(number)
        case _:
            raise NotCanonical
    name = table.name if table else f"#{number}"
    read = tuple(_decode_cell(cell, replica, seq) for cell in cells)
    named = tuple(
        Cell(table.column_name(column) if table else f"#{column}", value, base)
        for column, value, base in read
    )
    return Op(name, UUID(bytes=row), named, Verb(verb))


def _decode_cell(cell: object, replica: bytes, seq: int) -> tuple[int, Value, tuple[Dot, ...]]:
    match cell:
        case [int(column), value]:
            return column, _plain(value), ()
        case [int(column), value, int(distance)] if 0 < distance < seq:
            return column, _plain(value), (Dot(replica, seq - distance),)
        case [int(column), value, [bytes(other), int(theirs)]]:
            return column, _plain(value), (Dot(other, theirs),)
        case [int(column), value, list(dots)]:
            return column, _plain(value), tuple(_dot(dot) for dot in dots)
    raise NotCanonical


def _dot(dot: object) -> Dot:
    match dot:
        case [bytes(replica), int(seq)]:
            return Dot(replica, seq)
    raise NotCanonical


def _plain(value: object) -> Value:
    if value is None or isinstance(value, bool | int | str | bytes):
        return value
    raise NotCanonical
