"""Folding: arrived changes merged into an office's cells in memory, by the rules of core.merge.

It knows no SQL: whoever uses it lays the cells before it that a change touches, and keeps what has
become different. What a newer version wrote into fields that this one does not know is noted; a
change that is not understood is set aside alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mediatordesk.core.changes import Cell, Change, Dot, LoggedChange, Op, Verb, head_after
from mediatordesk.core.merge import CellState, Write, merged, withdrawn
from mediatordesk.store.arrivals import Reading, read_change
from mediatordesk.store.cells import SEALED_TOO
from mediatordesk.store.codec import number_of, time_of
from mediatordesk.store.register import Register

NOTHING = CellState()


class CellName(NamedTuple):
    """The numbers of a table and a column, a row between them: the order of the state's hash."""

    table: int
    row: bytes
    column: int


class LogLine(NamedTuple):
    """A change as it is added to the log: its replica and seq, its time, its bytes, the head."""

    replica: bytes
    seq: int
    at: int
    change: LoggedChange
    head: bytes


@dataclass
class Folding:
    """An office's log and cells, as far as some arrived changes need them, and what is new."""

    register: Register
    heads: dict[bytes, tuple[int, bytes]]
    """For each replica the seq and the chain's head that the log has reached."""
    aside: set[Dot]
    to_come: set[Dot]
    """Changes that a purge has named before they came."""
    cells: dict[CellName, CellState] = field(default_factory=dict)
    changed: set[CellName] = field(default_factory=set)
    moved: set[bytes] = field(default_factory=set)
    """Replicas whose log went on."""
    lines: list[LogLine] = field(default_factory=list)
    reasons: list[tuple[Dot, str]] = field(default_factory=list)
    unknown: list[tuple[CellName, Dot]] = field(default_factory=list)
    places: dict[str, tuple[int, dict[str, int]]] = field(init=False)

    def __post_init__(self) -> None:
        """Look up the numbers of all tables and columns once."""
        self.places = _places(self.register)

    def has(self, dot: Dot) -> bool:
        """Tell whether a change was merged: it is known and not set aside, or was purged."""
        return (self.reached(dot) and dot not in self.aside) or dot in self.to_come

    def reached(self, dot: Dot) -> bool:
        """Tell whether a change is in the log."""
        return dot.replica in self.heads and self.heads[dot.replica][0] >= dot.seq

    def read(self, replica: bytes, seq0: int, changes: Sequence[LoggedChange]) -> list[Reading]:
        """Read changes; those that are purged, here or before they came, say nothing."""
        return [
            Reading(None)
            if Dot(replica, seq) in self.to_come
            else read_change(self.register, replica, seq, logged)
            for seq, logged in enumerate(changes, seq0)
        ]

    def wanted(self, readings: Sequence[Reading]) -> set[CellName]:
        """Return the cells that changes touch and that were not laid out yet."""
        changes = (reading.change for reading in readings if reading.change)
        named = (name for change in changes for op in change.ops for name, _ in self._cells_of(op))
        return {name for name in named if name not in self.cells}

    def add(self, replica: bytes, logged: LoggedChange, reading: Reading) -> Sequence[Dot]:
        """Add the next change of a replica and merge it; return the changes that it purges."""
        seq, head = self.heads[replica]
        dot = Dot(replica, seq + 1)
        purged = bool(logged.purged) or dot in self.to_come
        kept = logged.without_payload() if purged else logged
        change = reading.change
        at = time_of(logged.header) if purged else change.at if change else 0
        head = head_after(head, (kept.leaf,))
        self.lines.append(LogLine(replica, dot.seq, at, kept, head))
        purges: Sequence[Dot] = ()
        if purged:
            self.forget(dot)
        elif change:
            self._merge(change)
            purges = reading.purges
        else:
            self.reasons.append((dot, reading.reason))
            self.aside.add(dot)
        self.heads[replica] = dot.seq, head
        self.moved.add(replica)
        return purges

    def forget(self, dot: Dot) -> None:
        """Forget that a purged change was to come, or that its writes were replaced already."""
        self.to_come.discard(dot)
        for name, state in self.cells.items():
            if dot in state.superseded or dot in state.resealed:
                without = frozenset([dot])
                self.cells[name] = CellState(
                    state.writes, state.superseded - without, state.resealed - without
                )
                self.changed.add(name)

    def _merge(self, change: Change) -> None:
        """Merge a change into its cells, and note what is not understood."""
        for op in change.ops:
            known = list(self._cells_of(op))
            if len(known) < len(op.cells):
                self.unknown += [(name, change.dot) for name in self._unknown_of(op)]
            for name, cell in known:
                seal = op.verb is Verb.SEAL
                seal = seal or (op.verb is Verb.PURGE and cell.value == SEALED_TOO)
                write = Write(change.dot, change.at, cell.value, frozenset(cell.base), seal)
                rule = withdrawn if op.verb is Verb.PURGE else merged
                self.cells[name] = rule(self.cells[name], write, self.has)
                self.changed.add(name)

    def _cells_of(self, op: Op) -> Iterator[tuple[CellName, Cell]]:
        """Yield the cells of an operation that this version has a place for, with their names."""
        place = self.places.get(op.table)
        if place:
            table, columns = place
            row = op.row.bytes
            for cell in op.cells:
                column = columns.get(cell.column)
                if column:
                    yield CellName(table, row, column), cell

    def _unknown_of(self, op: Op) -> Iterator[CellName]:
        """Yield the names of the cells that this version has no place for."""
        table = self.register.by_name.get(op.table)
        for cell in op.cells:
            if table is None or cell.column not in table.columns:
                number = table.number if table else number_of(op.table)
                yield CellName(number, op.row.bytes, number_of(cell.column, table))


def _places(register: Register) -> dict[str, tuple[int, dict[str, int]]]:
    """Return the number of each table, and of each of its columns."""
    return {
        name: (table.number, {column: n for n, column in enumerate(table.columns, 1)})
        for name, table in register.by_name.items()
    }
