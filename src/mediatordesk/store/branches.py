"""Branches: the second history of one replica under a name of its own (docs/adr/0016-forks.md).

What is different is named anew: replica, places, and the places that a change names in turn. All
follows from the changes themselves, so whoever holds the same history gives it the same names and
the same bytes, and nothing can ever stand there twice.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mediatordesk.core.changes import Dot, LoggedChange
from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode, reread
from mediatordesk.core.purges import Purge, dot_from, dot_text
from mediatordesk.store.register import Register


@dataclass(frozen=True)
class Branch:
    """The changes of a replica from one on, under the name of their own history."""

    replica: bytes
    changes: tuple[LoggedChange, ...]


def branch_name(replica: bytes, first: int, leaf: bytes) -> bytes:
    """Return the name of the history of a replica that begins with a certain change."""
    place = replica + first.to_bytes(8, "big") + leaf
    return hashlib.sha256(b"md1-branch" + place).digest()[:8]


def branch_of(
    replica: bytes, first: int, changes: Sequence[LoggedChange], register: Register
) -> Branch:
    """Return the changes of a replica from one on as the log of a branch, which begins at 1."""
    name = branch_name(replica, first, changes[0].leaf)
    return Branch(name, continued(replica, first, name, (first, changes), register))


def continued(
    replica: bytes,
    first: int,
    branch: bytes,
    run: tuple[int, Sequence[LoggedChange]],
    register: Register,
) -> tuple[LoggedChange, ...]:
    """Return a later run of the changes, which begins at a place, as they stand in the branch."""
    names, (seq0, changes) = _Names(replica, first, branch, register), run
    return tuple(names.renamed(change, seq) for seq, change in enumerate(changes, seq0))


@dataclass(frozen=True)
class _Names:
    """How what a replica has written from a place on is called in its branch."""

    replica: bytes
    first: int
    branch: bytes
    register: Register

    def renamed(self, change: LoggedChange, seq: int) -> LoggedChange:
        """Return a change with its new place, and the new places of what it names."""
        header = reread(change.header)
        renamed = encode([seq - self.first + 1, *header[1:]])
        if change.purged:
            return LoggedChange(renamed, b"", b"", change.purged)
        return LoggedChange(renamed, self._payload(change.payload, seq), change.nonce)

    def _payload(self, payload: bytes, seq: int) -> bytes:
        """Return a payload that names the same writes; bytes that are none stay as they are."""
        try:
            ops = decode(payload)
        except NotCanonical:
            return payload
        if not isinstance(ops, list):
            return payload
        return encode([self._op(op, seq) for op in ops])

    def _op(self, op: Plain, seq: int) -> Plain:
        match op:
            case [table, row, verb, list(cells)]:
                return [table, row, verb, [self._cell(cell, table, seq) for cell in cells]]
        return op

    def _cell(self, cell: Plain, table: Plain, seq: int) -> Plain:
        match cell:
            case [column, value, base]:
                return [column, self._value(value, table, column), self._base(base, seq)]
            case [column, value]:
                return [column, self._value(value, table, column)]
        return cell

    def _base(self, base: Plain, seq: int) -> Plain:
        """Return a causal base: a distance, another's place, or several places."""
        match base:
            case int(distance) if seq - distance < self.first:
                return [self.replica, seq - distance]
            case [bytes(replica), int(named)]:
                dot = self._dot(Dot(replica, named))
                own = dot.replica == self.branch
                return seq - named if own else [dot.replica, dot.seq]
            case [[bytes(), int()], *_]:
                dots = sorted(self._dots(base))
                return [[dot.replica, dot.seq] for dot in dots]
        return base

    def _dots(self, places: Sequence[Plain]) -> Iterator[Dot]:
        for place in places:
            match place:
                case [bytes(replica), int(named)]:
                    yield self._dot(Dot(replica, named))

    def _dot(self, dot: Dot) -> Dot:
        """Return what a change is called now."""
        if dot.replica == self.replica and dot.seq >= self.first:
            return Dot(self.branch, dot.seq - self.first + 1)
        return dot

    def _value(self, value: Plain, table: Plain, column: Plain) -> Plain:
        """Return a value; a purge names the changes that it erased in its text."""
        purge = self.register.by_name[Purge.TABLE]
        place = purge.number, purge.column_number("changes")
        if (table, column) != place or not isinstance(value, str):
            return value
        try:
            return json.dumps([dot_text(self._dot(dot_from(one))) for one in json.loads(value)])
        except ValueError:
            return value


def rows_of(payloads: Sequence[bytes]) -> frozenset[bytes]:
    """Return the rows that changes write into, by their payloads."""
    return frozenset(op[1] for payload in payloads for op in _ops(payload))


def _ops(payload: bytes) -> list[Any]:
    """Return the operations of an own payload, or of a foreign one if it is one."""
    try:
        ops = decode(payload)
    except NotCanonical:
        return []
    found = ops if isinstance(ops, list) else []
    return [op for op in found if isinstance(op, list) and len(op) == 4 and _is_row(op[1])]


def _is_row(row: Plain) -> bool:
    return isinstance(row, bytes) and len(row) == 16
