"""How writes of one cell meet: a multi-value register with causal base.

The clock never decides between two writes of which one saw the other; it only orders what is
shown first when two people wrote without knowing of each other. A seal beats every other write,
whatever its clock: only another seal replaces it, and what was written beside it is a proposal.

Which writes stand does not depend on their order: those that no write names in its base, where a
write that is no seal names a seal in vain.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from mediatordesk.core.changes import Dot, Value
from mediatordesk.core.encoding import encode


@dataclass(frozen=True, slots=True)
class Write:
    """One value written into a cell: by which change, at which hybrid time, having seen what."""

    dot: Dot
    at: int
    value: Value
    base: frozenset[Dot] = frozenset()
    seal: bool = False


@dataclass(frozen=True, slots=True)
class CellState:
    """The writes that no other write replaced, and those known to be replaced before they came.

    `resealed` are those of the latter that a seal replaced, so that even a seal does not stand.
    """

    writes: frozenset[Write] = frozenset()
    superseded: frozenset[Dot] = frozenset()
    resealed: frozenset[Dot] = frozenset()

    @property
    def in_conflict(self) -> bool:
        """Tell whether two people wrote without knowing of each other."""
        return len(self.writes) > 1

    @property
    def shown(self) -> Write:
        """Return the write shown first: a seal, the later time, the dot; the same everywhere."""
        return max(self.writes, key=order_shown)


class Conflict(NamedTuple):
    """A cell in which several different values stand, the one shown first.

    Where it is a seal, the others are proposals made beside it, or another seal.
    """

    table: str
    row: UUID
    column: str
    writes: tuple[Write, ...]


class HeldCell(NamedTuple):
    """A cell as a store holds it: its table's and column's numbers, and the writes that stand."""

    table: int
    row: bytes
    column: int
    writes: tuple[tuple[Dot, Value], ...]


def order_shown(write: Write) -> tuple[bool, int, Dot]:
    """Return by what the write is found that is shown first: the greatest."""
    return write.seal, write.at, write.dot


def merged(state: CellState, write: Write, seen: Callable[[Dot], bool]) -> CellState:
    """Return the state after a write; any order of arrival gives the same state.

    `seen` tells whether the change of a dot was already merged. Each change is merged once.
    """
    if _follows(state, write):
        return CellState(frozenset((_plain(write),)))
    after = withdrawn(state, write, seen)
    beaten = after.resealed if write.seal else after.resealed | after.superseded
    stands = after.writes if write.dot in beaten else after.writes | {_plain(write)}
    return CellState(stands, after.superseded - {write.dot}, after.resealed - {write.dot})


def _follows(state: CellState, write: Write) -> bool:
    """Tell whether a write saw exactly the one write that stands, or nothing where nothing does.

    It takes its place then: the usual case, and what the rules come to in it.
    """
    if state.superseded or state.resealed or not len(state.writes) == len(write.base) <= 1:
        return False
    return all(one.dot in write.base and (write.seal or not one.seal) for one in state.writes)


def withdrawn(state: CellState, write: Write, seen: Callable[[Dot], bool]) -> CellState:
    """Return the state without the writes that a write replaces, which itself does not stand.

    This is what a purge does to a cell. A write that is still to come finds itself noted.
    """
    base, seal = write.base, write.seal
    kept = frozenset(one for one in state.writes if one.dot not in base or (one.seal and not seal))
    present = {one.dot for one in state.writes}
    waiting = frozenset(dot for dot in base if dot not in present and not seen(dot))
    if seal:
        return CellState(kept, state.superseded, state.resealed | waiting)
    return CellState(kept, state.superseded | waiting, state.resealed)


def state_hash(cells: Iterable[HeldCell]) -> bytes:
    """Return the hash of all cells, given in ascending order: equal on replicas that agree.

    It is SHA-256 over the canonical encoding of each cell: table, row, column and the writes that
    stand in it, sorted by dot; a tick counts as the number it is kept as.
    """
    digest = hashlib.sha256(b"MDS-1 state")
    for cell in cells:
        writes = [[dot.replica, dot.seq, _number(value)] for dot, value in sorted(cell.writes)]
        digest.update(encode([cell.table, cell.row, cell.column, writes]))
    return digest.digest()


def _plain(write: Write) -> Write:
    """Return a write as it stands: what it had seen no longer matters."""
    return Write(write.dot, write.at, write.value, seal=write.seal) if write.base else write


def _number(value: Value) -> Value:
    return int(value) if isinstance(value, bool) else value
