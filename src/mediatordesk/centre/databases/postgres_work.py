"""What one transaction does in an office: everything is worked out in memory and written at once.

The office's row is locked as long as it lasts. A lock for each replica would not do: two replicas
of an office write the same cells, and what one has replaced the other must see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from mediatordesk.centre.databases.folding import NOTHING, CellName, Folding
from mediatordesk.centre.databases.marks import Mark
from mediatordesk.centre.databases.postgres_line import Connection
from mediatordesk.centre.databases.postgres_rows import OfficeRows
from mediatordesk.core.changes import GENESIS, Dot, LoggedChange
from mediatordesk.core.merge import CellState
from mediatordesk.store import Applied, Fork, Gap
from mediatordesk.store.register import Register

MOST_UNWRITTEN = 4 << 20
"""Bytes of payloads that are kept in memory until they are written together."""


@dataclass
class OfficeWork:
    """A transaction in one office, until `flush` has written what it came to."""

    rows: OfficeRows
    folding: Folding
    has_notes: bool
    """Whether any write is noted as replaced before it came."""
    memory: dict[str, bytes | None] = field(default_factory=dict)
    """All that is remembered; None stands for a long value that nobody has asked for."""
    to_remember: set[str] = field(default_factory=set)
    marks: dict[str, Mark] = field(default_factory=dict)
    crowded: set[CellName] = field(default_factory=set)
    """Cells with several writes in the database."""
    noted: set[CellName] = field(default_factory=set)
    """Cells with notes there."""
    unwritten: int = 0
    """Bytes of payloads that wait to be written."""
    learning: bool = False
    """Whether what is merged stands in the log already."""

    @classmethod
    def begin(cls, connection: Connection, office: UUID, register: Register) -> "OfficeWork":
        """Lock an office and read where its log stands."""
        rows = OfficeRows(connection, office)
        rows.lock()
        folding, notes = Folding(register, {}, set(), set()), False
        logs, memory = rows.beginning()
        for what, replica, seq, head in logs:
            if what == "log":
                folding.heads[replica] = seq, head
            elif what == "aside":
                folding.aside.add(Dot(replica, seq))
            elif what == "to come":
                folding.to_come.add(Dot(replica, seq))
            else:
                notes = True
        return cls(rows, folding, notes, dict(memory))

    def recall(self, key: str) -> bytes | None:
        """Return what is remembered under a key; nobody else changes it meanwhile."""
        if key in self.memory and self.memory[key] is None:
            self.memory[key] = self.rows.recall(key)
        return self.memory.get(key)

    def remember(self, key: str, value: bytes) -> None:
        """Keep something under a key."""
        if self.memory.get(key) != value:
            self.memory[key] = value
            self.to_remember.add(key)

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over a replica's changes. Gap and Fork, before anything is taken over."""
        new = self._new_ones(replica, prev_head, seq0, changes)
        folding = self.folding
        seq, _ = folding.heads.setdefault(replica, (0, GENESIS))
        readings = folding.read(replica, seq + 1, new)
        self._lay_out(folding.wanted(readings))
        aside = []
        for logged, reading in zip(new, readings, strict=True):
            seq += 1
            dot = Dot(replica, seq)
            if dot in folding.to_come or (logged.purged and self.has_notes):
                self.rows.forget(dot)
            purges = folding.add(replica, logged, reading)
            if dot in folding.aside:
                aside.append((seq, reading.reason))
            if purges:
                self._purge(purges)
        self.unwritten += sum(len(logged.payload) for logged in new)
        if self.unwritten > MOST_UNWRITTEN:
            self.flush()
        return Applied(len(new), len(changes) - len(new), tuple(aside))

    def _new_ones(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Sequence[LoggedChange]:
        """Return those of the changes that are not in the log yet. Gap, Fork."""
        seq, head = self.folding.heads.get(replica, (0, GENESIS))
        if seq0 > seq + 1:
            raise Gap(replica=replica, expected=seq + 1)
        if seq0 == seq + 1:
            if prev_head != head:
                raise Fork
            return changes
        self.flush()
        ours = self.rows.here(replica, seq0 - 1, seq0 + len(changes) - 1)
        before = GENESIS if seq0 == 1 else ours.pop(0)[1]
        same = all(
            one.leaf == other.leaf for (_, _, one), other in zip(ours, changes, strict=False)
        )
        if not same or prev_head != before:
            raise Fork
        return changes[len(ours) :]

    def _purge(self, dots: Iterable[Dot]) -> None:
        """Erase what a purge names: now, or when it comes."""
        self.flush()
        for dot in dots:
            self.rows.forget(dot)
            self.folding.forget(dot)
            if self.folding.reached(dot):
                self.rows.erase(dot)
                self.folding.aside.discard(dot)
            else:
                self.rows.expect_purged(dot)
                self.folding.to_come.add(dot)

    def _lay_out(self, names: set[CellName]) -> None:
        """Read cells that are about to be merged into."""
        if not names:
            return
        order, cells = sorted(names), self.folding.cells
        cells.update(dict.fromkeys(order, NOTHING))
        crowded = []
        for name, write, others in self.rows.cells(order):
            if others:
                crowded.append(name)
            else:
                cells[name] = CellState(frozenset((write,)))
        if crowded:
            self.crowded.update(crowded)
            for name, write, _ in self.rows.siblings(crowded):
                cells[name] = CellState(cells[name].writes | {write})
        if self.has_notes:
            self._lay_out_notes(order)

    def _lay_out_notes(self, order: Sequence[CellName]) -> None:
        """Read which writes of cells are replaced before they come."""
        for name, dot, by_seal in self.rows.notes(order):
            state, one = self.folding.cells[name], frozenset((dot,))
            if by_seal:
                after = CellState(state.writes, state.superseded, state.resealed | one)
            else:
                after = CellState(state.writes, state.superseded | one, state.resealed)
            self.folding.cells[name] = after
            self.noted.add(name)

    def learn(self) -> None:
        """Merge the whole log again: this version understands more than the one before it."""
        self.rows.clear_cells()
        self.folding = Folding(self.folding.register, {}, set(), set())
        self.has_notes = False
        self.crowded.clear()
        self.noted.clear()
        self.learning = True
        for replica, logged in self.rows.whole_log():
            seq, head = self.folding.heads.get(replica, (0, GENESIS))
            self.apply(replica, head, seq + 1, (logged,))
            self.folding.lines.clear()
        self.learning = False

    def flush(self) -> None:
        """Write what was worked out into the transaction."""
        folding = self.folding
        if not self.learning:
            self.rows.add_to_log(folding.lines)
        self.rows.stand([(one, *folding.heads[one]) for one in sorted(folding.moved)])
        self.rows.set_aside(folding.reasons)
        self.rows.note_unknown(folding.unknown)
        self._write_cells()
        self.rows.remember([(key, self.memory[key] or b"") for key in sorted(self.to_remember)])
        self.rows.mark(self.marks)
        for done in (
            folding.lines, folding.moved, folding.reasons, folding.unknown, self.to_remember,
            self.marks,
        ):  # fmt: skip
            done.clear()
        self.unwritten = 0

    def _write_cells(self) -> None:
        """Write the cells that have become different, and what stands or is noted beside them."""
        changed = [(name, self.folding.cells[name]) for name in sorted(self.folding.changed)]
        names = self.folding.changed
        self.rows.show([(name, state) for name, state in changed if state.writes])
        self.rows.empty([name for name, state in changed if not state.writes])
        crowded = {name for name, state in changed if state.in_conflict}
        beside = crowded | (self.crowded & names)
        self.rows.put_beside(
            [
                (name, state.writes if state.in_conflict else ())
                for name, state in changed
                if name in beside
            ]
        )
        noted = {name for name, state in changed if state.superseded or state.resealed}
        touched = noted | (self.noted & names)
        self.rows.note([(name, state) for name, state in changed if name in touched])
        self.crowded = (self.crowded - names) | crowded
        self.noted = (self.noted - names) | noted
        self.has_notes = self.has_notes or bool(noted)
        names.clear()
