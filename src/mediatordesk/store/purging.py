"""Purging: the payload of changes is erased by law, here and wherever the purge arrives.

A purge is an ordinary change with three kinds of operation: PURGE takes the writes of the named
changes out of their cells, together with all that these had replaced, so that nothing older comes
back on a replica that never had them; the words that stay are written again; and the record says
why. Header and inner hash of an erased change stay, so the chain still verifies.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from mediatordesk.core.changes import Cell, Change, Dot, Op, Verb
from mediatordesk.core.purges import Purge, dot_from
from mediatordesk.core.records import fits
from mediatordesk.store.cells import SEALED_TOO, Cells
from mediatordesk.store.codec import decode_change
from mediatordesk.store.dots import MAX_SEQ, SEALED, n_and_seq
from mediatordesk.store.log import Log
from mediatordesk.store.register import Register, UnknownMeaning

REPLICA_BYTES = 8
CellName = tuple[str, UUID, str]
"""Table, row and column."""


class Withdrawals:
    """What has to be taken out of which cells, so that changes leave no trace in them."""

    def __init__(self, connection: Any, log: Log, register: Register) -> None:
        self._connection = connection
        self._log = log
        self._register = register

    def ops(self, dots: Collection[Dot]) -> tuple[Op, ...]:
        """Return the operations that take the writes of changes out of every cell.

        ValueError if one of them is itself a purge: what it took away would come back.
        """
        plain: dict[CellName, set[Dot]] = defaultdict(set)
        sealed: dict[CellName, set[Dot]] = defaultdict(set)
        for change in filter(None, map(self._change, dots)):
            if named_by(change):
                raise ValueError(change.dot)
            for op in change.ops:
                seal = op.verb is Verb.SEAL
                for cell in op.cells:
                    name = (op.table, op.row, cell.column)
                    gone = {dot for dot in cell.base if seal or not self._is_seal(dot, name)}
                    (sealed if seal else plain)[name] |= gone | {change.dot}
        return (*_purge_ops(plain, None), *_purge_ops(sealed, SEALED_TOO))

    def _change(self, dot: Dot) -> Change | None:
        """Return a change whose content is here."""
        found = self._log.change(dot)
        if found is None or found.purged:
            return None
        return decode_change(dot.replica, found.header, found.payload, self._register)

    def _is_seal(self, dot: Dot, name: CellName) -> bool:
        """Tell whether a change sealed a cell."""
        change = self._change(dot)
        return change is not None and any(
            op.verb is Verb.SEAL and (op.table, op.row) == name[:2] for op in change.ops
        )


def _purge_ops(bases: dict[CellName, set[Dot]], value: int | None) -> Iterator[Op]:
    """Yield one operation for each row."""
    rows: dict[tuple[str, UUID], list[Cell]] = defaultdict(list)
    for (table, row, column), base in bases.items():
        rows[table, row].append(Cell(column, value, tuple(sorted(base))))
    for (table, row), cells in rows.items():
        yield Op(table, row, tuple(cells), Verb.PURGE)


def kept_words(cells: Cells, ops: Iterable[Op], gone: Collection[Dot]) -> Iterator[Op]:
    """Yield what is written again, naming only the purged writes that stood in each cell.

    What others wrote beside them stays beside it; what was sealed stays sealed.
    """
    for op in ops:
        row = cells.row_before(op, tuple(cell.column for cell in op.cells))
        plain, sealed = list[Cell](), list[Cell]()
        for cell, value in zip(op.cells, row.values, strict=True):
            standing = cells.writes(row, row.table.column_number(cell.column), value)
            named = [one for one in standing if one.dot in gone] or standing
            based = replace(cell, base=tuple(sorted(one.dot for one in named)))
            (sealed if any(one.seal for one in named) else plain).append(based)
        if plain:
            yield Op(op.table, op.row, tuple(plain), Verb.SET)
        if sealed:
            yield Op(op.table, op.row, tuple(sealed), Verb.SEAL)


def named_by(change: Change) -> tuple[Dot, ...]:
    """Return the changes that a purge in this change names; none if there is no purge in it.

    UnknownMeaning if a name is none.
    """
    texts = [
        cell.value
        for op in change.ops
        if op.table == Purge.TABLE and op.verb is not Verb.PURGE
        for cell in op.cells
        if cell.column == "changes"
    ]
    dots = tuple(_dot(text) for value in texts for text in _texts(value))
    return tuple(dot for dot in dots if dot != change.dot)


def _texts(value: object) -> Sequence[str]:
    if not isinstance(value, str) or not fits(Purge, "changes", value):
        raise UnknownMeaning("purge.changes")
    found: list[str] = json.loads(value)
    return found


def _dot(text: object) -> Dot:
    try:
        dot = dot_from(str(text))
    except ValueError as error:
        raise UnknownMeaning("purge.changes") from error
    if len(dot.replica) != REPLICA_BYTES or not 0 < dot.seq <= MAX_SEQ:
        raise UnknownMeaning("purge.changes")
    return dot


def erase(connection: Any, log: Log, numbers: Iterable[int]) -> None:
    """Erase the payloads of changes that are here, and what they could be guessed from.

    The inner hash stays in their place. Of an own segment that holds one, the seed goes too: the
    nonces of the others stand in the log.
    """
    for number in numbers:
        n, seq = n_and_seq(number)
        log.cut_before_purge(n, seq)
        row = connection.execute(
            "SELECT payload, nonce FROM change WHERE id = ? AND inner IS NULL", (number,)
        ).fetchone()
        if row is not None:
            inner = hashlib.sha256(row[1] + row[0]).digest()
            connection.execute(
                "UPDATE change SET payload = NULL, nonce = x'', inner = ? WHERE id = ?",
                (inner, number),
            )
        connection.execute(
            "UPDATE segment SET seed = x'' WHERE n = ? AND ? BETWEEN seq0 AND last_seq", (n, seq)
        )
        connection.execute("DELETE FROM quarantine WHERE n = ? AND seq = ?", (n, seq))
        connection.execute("DELETE FROM unknown_cell WHERE change = ?", (number,))
        forget_notes(connection, number)


def note_to_come(connection: Any, numbers: Iterable[int]) -> None:
    """Note changes that are erased as soon as they come."""
    for number in numbers:
        connection.execute("INSERT OR IGNORE INTO purged VALUES (?)", (number,))
        connection.execute(
            "DELETE FROM superseded WHERE change IN (?, ?)", (number, number | SEALED)
        )


def forget_notes(connection: Any, number: int) -> None:
    """Forget that a purged change was to come, or that its writes were replaced already."""
    connection.execute("DELETE FROM purged WHERE change = ?", (number,))
    connection.execute("DELETE FROM superseded WHERE change IN (?, ?)", (number, number | SEALED))


def to_come(connection: Any) -> set[Dot]:
    """Return the changes that a purge has named and that are not here yet."""
    rows = connection.execute("SELECT change FROM purged").fetchall()
    if not rows:
        return set()
    names = dict(connection.execute("SELECT n, replica FROM replica").fetchall())
    places = (n_and_seq(change) for (change,) in rows)
    return {Dot(names[n], seq) for n, seq in places}


def changes_touching(
    connection: Any, register: Register, rows: Collection[UUID]
) -> tuple[Dot, ...]:
    """Return the changes that write into any of these rows, but for purges, in the log's order."""
    found = []
    for number, replica, header, payload in connection.execute(
        "SELECT id, replica, header, payload FROM change JOIN replica ON n = id >> 40 "
        "WHERE payload IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.n = id >> 40 AND q.seq = id & ?) "
        "ORDER BY id",
        (MAX_SEQ,),
    ):
        if any(row.bytes in payload for row in rows):
            change = decode_change(replica, header, payload, register)
            if not named_by(change) and any(op.row in rows for op in change.ops):
                found.append(Dot(replica, n_and_seq(number)[1]))
    return tuple(found)
