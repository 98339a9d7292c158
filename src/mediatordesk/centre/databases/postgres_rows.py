"""The rows of one office in PostgreSQL, read and written many at a time inside a transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mediatordesk.centre.databases.folding import CellName, LogLine
from mediatordesk.centre.databases.marks import Mark
from mediatordesk.centre.databases.postgres_arrays import (
    Packer,
    bigints,
    blobs,
    columns,
    integers,
    texts,
    ticks,
    uuids,
)
from mediatordesk.centre.databases.postgres_line import Connection
from mediatordesk.core.changes import Dot, LoggedChange, Value
from mediatordesk.core.encoding import encode, reread
from mediatordesk.core.merge import CellState, Write

_BEGINNING = """
SELECT 'log', replica, seq, head FROM replica WHERE office_id = %(office)s
UNION ALL SELECT 'aside', replica, seq, NULL FROM quarantine WHERE office_id = %(office)s
UNION ALL SELECT 'to come', replica, seq, NULL FROM purged WHERE office_id = %(office)s
UNION ALL (SELECT 'notes', NULL, 0, NULL FROM superseded WHERE office_id = %(office)s LIMIT 1)
"""
_NAMED = "unnest(%s::int[], %s::uuid[], %s::int[]) WITH ORDINALITY AS k(tab, id, col, n)"
_CELLS = (
    f"SELECT n, replica, seq, at, seal, value, conflict FROM {_NAMED} "  # noqa: S608 - names of ours
    "JOIN cell USING (tab, id, col) WHERE office_id = %s"
)
_SIBLINGS = (
    f"SELECT n, replica, seq, at, seal, value, true FROM {_NAMED} "  # noqa: S608 - as above
    "JOIN sibling USING (tab, id, col) WHERE office_id = %s"
)
_NOTES = (
    f"SELECT n, replica, seq, seal FROM {_NAMED} "  # noqa: S608 - as above
    "JOIN superseded USING (tab, id, col) WHERE office_id = %s"
)
_MEMORY = """
SELECT key, CASE WHEN octet_length(value) <= %s THEN value END FROM memory WHERE office_id = %s
"""
SHORT = 1024
"""Bytes of a value that is read before anybody asks for it."""
_ADD_LOG = """
INSERT INTO change (office_id, replica, seq, at, header, payload, nonce, inner_hash, head)
SELECT %s, replica, seq, at, header, CASE WHEN inner_hash = '' THEN payload END, nonce,
    nullif(inner_hash, ''), head
FROM unnest(%s::bytea[], %s::bigint[], %s::bigint[], %s::bytea[], %s::bytea[], %s::bytea[],
    %s::bytea[], %s::bytea[]) AS k(replica, seq, at, header, payload, nonce, inner_hash, head)
"""
_STAND = """
INSERT INTO replica (office_id, replica, seq, head)
SELECT %s, * FROM unnest(%s::bytea[], %s::bigint[], %s::bytea[])
ON CONFLICT (office_id, replica) DO UPDATE SET seq = excluded.seq, head = excluded.head
"""
_SET_ASIDE = """
INSERT INTO quarantine (office_id, replica, seq, reason)
SELECT %s, * FROM unnest(%s::bytea[], %s::bigint[], %s::text[])
"""
_NOTE_UNKNOWN = """
INSERT INTO unknown_cell (office_id, tab, id, col, replica, seq)
SELECT %s, * FROM unnest(%s::int[], %s::uuid[], %s::int[], %s::bytea[], %s::bigint[])
ON CONFLICT DO NOTHING
"""
_SHOW = """
INSERT INTO cell (office_id, tab, id, col, replica, seq, at, seal, value, conflict)
SELECT %s, * FROM unnest(%s::int[], %s::uuid[], %s::int[], %s::bytea[], %s::bigint[], %s::bigint[],
    %s::bool[], %s::bytea[], %s::bool[])
ON CONFLICT (office_id, tab, id, col) DO UPDATE SET replica = excluded.replica, seq = excluded.seq,
    at = excluded.at, seal = excluded.seal, value = excluded.value, conflict = excluded.conflict
"""
_PUT_BESIDE = """
INSERT INTO sibling (office_id, tab, id, col, replica, seq, at, seal, value)
SELECT %s, * FROM unnest(%s::int[], %s::uuid[], %s::int[], %s::bytea[], %s::bigint[], %s::bigint[],
    %s::bool[], %s::bytea[])
"""
_NOTE = """
INSERT INTO superseded (office_id, tab, id, col, replica, seq, seal)
SELECT %s, * FROM unnest(%s::int[], %s::uuid[], %s::int[], %s::bytea[], %s::bigint[], %s::bool[])
"""
_REMEMBER = """
INSERT INTO memory (office_id, key, value) SELECT %s, * FROM unnest(%s::text[], %s::bytea[])
ON CONFLICT (office_id, key) DO UPDATE SET value = excluded.value
"""
_MARK = """
INSERT INTO bundle (office_id, name, fate, replica, seq0, last)
SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::bytea[], %s::bigint[], %s::bigint[])
ON CONFLICT (office_id, name) DO UPDATE SET fate = excluded.fate, replica = excluded.replica,
    seq0 = excluded.seq0, last = excluded.last
"""
_HERE = """
SELECT seq, head, header, coalesce(payload, ''), nonce, coalesce(inner_hash, '') FROM change
WHERE office_id = %s AND replica = %s AND seq BETWEEN %s AND %s ORDER BY seq
"""
_ERASE = """
UPDATE change SET inner_hash = sha256(nonce || payload), payload = NULL, nonce = ''
WHERE office_id = %s AND replica = %s AND seq = %s AND inner_hash IS NULL
"""
_FORGET = tuple(
    f"DELETE FROM {table} WHERE office_id = %s AND replica = %s AND seq = %s"  # noqa: S608 - as above
    for table in ("quarantine", "unknown_cell", "purged", "superseded")
)
AT_ONCE = 1000
"""Changes that are read at a time when the whole log is."""
_CELL: tuple[Packer, ...] = (integers, uuids, integers)
_DOT: tuple[Packer, ...] = (blobs, bigints)
_WRITE: tuple[Packer, ...] = (*_DOT, bigints, ticks, blobs)


@dataclass(frozen=True, slots=True)
class OfficeRows:
    """The rows of an office, as a transaction sees and writes them."""

    connection: Connection
    office: UUID

    def lock(self) -> None:
        """Wait until nobody else writes in the office, and let nobody until the end."""
        statement = "SELECT 1 FROM office WHERE office_id = %s FOR UPDATE"
        self.connection.execute(statement, (self.office,))

    def beginning(
        self,
    ) -> tuple[list[tuple[str, bytes, int, bytes]], list[tuple[str, bytes | None]]]:
        """Return where the logs stand, what is set aside or to come, and if anything is noted.

        Beside it all that is remembered; in the place of a long value stands None.
        """
        values = {"office": self.office}
        logs = self.connection.execute(_BEGINNING, values, binary=True)
        memory = self.connection.execute(_MEMORY, (SHORT, self.office), binary=True)
        return logs.fetchall(), memory.fetchall()

    def recall(self, key: str) -> bytes | None:
        """Return what is remembered under a key."""
        question = "SELECT value FROM memory WHERE office_id = %s AND key = %s"
        found = self.connection.execute(question, (self.office, key), binary=True).fetchone()
        return found[0] if found else None

    # -- cells

    def cells(self, order: Sequence[CellName]) -> Iterator[tuple[CellName, Write, bool]]:
        """Yield the write that is shown in each of these cells, and if others stand beside it."""
        return self._writes(_CELLS, order)

    def siblings(self, order: Sequence[CellName]) -> Iterator[tuple[CellName, Write, bool]]:
        """Yield every write of those cells in which several stand."""
        return self._writes(_SIBLINGS, order)

    def notes(self, order: Sequence[CellName]) -> Iterator[tuple[CellName, Dot, bool]]:
        """Yield the writes of cells that are replaced before they came, and if by a seal."""
        values = (*columns(order, _CELL), self.office)
        rows = self.connection.execute(_NOTES, values, binary=True).fetchall()
        for n, replica, seq, seal in rows:
            yield order[n - 1], Dot(replica, seq), seal

    def show(self, cells: Sequence[tuple[CellName, CellState]]) -> None:
        """Write what is shown in cells."""
        rows = [(*name, *_written(state.shown), len(state.writes) > 1) for name, state in cells]
        self._many(_SHOW, (*_CELL, *_WRITE, ticks), rows)

    def empty(self, names: Sequence[CellName]) -> None:
        """Let cells show nothing."""
        self._remove("cell", names)

    def put_beside(self, cells: Sequence[tuple[CellName, Iterable[Write]]]) -> None:
        """Write all that stands in cells in which several writes do, instead of what stood."""
        self._remove("sibling", [name for name, _ in cells])
        rows = [(*name, *_written(write)) for name, writes in cells for write in writes]
        self._many(_PUT_BESIDE, (*_CELL, *_WRITE), rows)

    def note(self, cells: Sequence[tuple[CellName, CellState]]) -> None:
        """Write what cells note of writes that are replaced before they came."""
        self._remove("superseded", [name for name, _ in cells])
        rows = [
            (*name, *dot, dot in state.resealed)
            for name, state in cells
            for dot in state.superseded | state.resealed
        ]
        self._many(_NOTE, (*_CELL, *_DOT, ticks), rows)

    # -- the log

    def here(self, replica: bytes, first: int, last: int) -> list[tuple[int, bytes, LoggedChange]]:
        """Return the changes of a replica from first to last with the chain's heads."""
        values = (self.office, replica, first, last)
        rows = self.connection.execute(_HERE, values, binary=True).fetchall()
        return [(seq, head, LoggedChange(*parts)) for seq, head, *parts in rows]

    def add_to_log(self, lines: Sequence[LogLine]) -> None:
        """Add changes to the log."""
        rows = [
            (replica, seq, at, change.header, change.payload, change.nonce, change.purged, head)
            for replica, seq, at, change, head in lines
        ]
        self._many(_ADD_LOG, (*_DOT, bigints, blobs, blobs, blobs, blobs, blobs), rows)

    def stand(self, heads: Sequence[tuple[bytes, int, bytes]]) -> None:
        """Write where the logs of replicas stand."""
        self._many(_STAND, (*_DOT, blobs), heads)

    def set_aside(self, reasons: Sequence[tuple[Dot, str]]) -> None:
        """Write which changes were set aside, and why."""
        self._many(_SET_ASIDE, (*_DOT, texts), [(*dot, reason) for dot, reason in reasons])

    def note_unknown(self, cells: Sequence[tuple[CellName, Dot]]) -> None:
        """Write which cells a newer version wrote."""
        self._many(_NOTE_UNKNOWN, (*_CELL, *_DOT), [(*name, *dot) for name, dot in cells])

    def whole_log(self) -> Iterator[tuple[bytes, LoggedChange]]:
        """Yield every change of the log with its replica, each replica's in order."""
        question = (
            "SELECT replica, seq, header, coalesce(payload, ''), nonce, coalesce(inner_hash, '') "
            "FROM change WHERE office_id = %s AND (replica, seq) > (%s, %s) "
            "ORDER BY replica, seq LIMIT %s"
        )
        place: tuple[bytes, int] = b"", 0
        while found := self.connection.execute(
            question, (self.office, *place, AT_ONCE), binary=True
        ).fetchall():
            for replica, seq, *parts in found:
                yield replica, LoggedChange(*parts)
                place = replica, seq

    def clear_cells(self) -> None:
        """Take away all that was worked out from the log."""
        for table in ("cell", "sibling", "superseded", "quarantine", "unknown_cell", "purged"):
            statement = f"DELETE FROM {table} WHERE office_id = %s"  # noqa: S608 - as above
            self.connection.execute(statement, (self.office,))

    def erase(self, dot: Dot) -> None:
        """Erase the payload of a change; its inner hash stays."""
        self.connection.execute(_ERASE, (self.office, *dot))

    def forget(self, dot: Dot) -> None:
        """Forget all that is noted of a change."""
        for statement in _FORGET:
            self.connection.execute(statement, (self.office, *dot))

    def expect_purged(self, dot: Dot) -> None:
        """Note a change that is erased as soon as it comes."""
        statement = "INSERT INTO purged (office_id, replica, seq) VALUES (%s, %s, %s)"
        self.connection.execute(statement, (self.office, *dot))

    # -- memory

    def remember(self, values: Sequence[tuple[str, bytes]]) -> None:
        """Keep values under keys."""
        self._many(_REMEMBER, (texts, blobs), values)

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """Remember what became of bundles."""
        rows = [(name, m.fate.value, m.replica, m.seq0, m.last) for name, m in marks.items()]
        self._many(_MARK, (texts, texts, blobs, bigints, bigints), rows)

    def _writes(
        self, question: str, order: Sequence[CellName]
    ) -> Iterator[tuple[CellName, Write, bool]]:
        values = (*columns(order, _CELL), self.office)
        rows = self.connection.execute(question, values, binary=True).fetchall()
        for n, replica, seq, at, seal, value, more in rows:
            yield order[n - 1], Write(Dot(replica, seq), at, reread(value), seal=seal), more

    def _many(
        self, statement: str, packers: Sequence[Packer], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Write rows in one statement, if there are any."""
        if rows:
            self.connection.execute(statement, (self.office, *columns(rows, packers)))

    def _remove(self, table: str, names: Sequence[CellName]) -> None:
        """Remove all that a table says of cells."""
        self._many(
            f"DELETE FROM {table} t USING (SELECT %s::uuid AS office_id, * FROM "  # noqa: S608 - as above
            "unnest(%s::int[], %s::uuid[], %s::int[]) AS k(tab, id, col)) k "
            "WHERE (t.office_id, t.tab, t.id, t.col) = (k.office_id, k.tab, k.id, k.col)",
            _CELL,
            names,
        )


def _written(write: Write) -> tuple[bytes, int, int, bool, bytes]:
    """Return a write as it is stored."""
    return *write.dot, write.at, write.seal, _value(write.value)


def _value(value: Value) -> bytes:
    """Return a value as it is stored; a tick is a number."""
    return encode(int(value) if isinstance(value, bool) else value)
