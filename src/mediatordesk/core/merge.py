"""How writes of one cell meet: a multi-value register with causal base.

The clock never decides between two writes of which one saw the other; it only orders what is
shown first when two people wrote without knowing of each other.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mediatordesk.core.changes import Dot, Value


@dataclass(frozen=True, slots=True)
class Write:
    """One value written into a cell: by which change, at which hybrid time, having seen what."""

    dot: Dot
    at: int
    value: Value
    base: frozenset[Dot] = frozenset()


@dataclass(frozen=True, slots=True)
class CellState:
    """The writes that no other write replaced, and those known to be replaced before they came."""

    writes: frozenset[Write] = frozenset()
    superseded: frozenset[Dot] = frozenset()

    @property
    def in_conflict(self) -> bool:
        """Tell whether two people wrote without knowing of each other."""
        return len(self.writes) > 1

    @property
    def shown(self) -> Write:
        """Return the write shown first: the later time, then the dot; the same everywhere."""
        return max(self.writes, key=lambda write: (write.at, write.dot))


def merged(state: CellState, write: Write, seen: Callable[[Dot], bool]) -> CellState:
    """Return the state after a write; any order of arrival gives the same state.

    `seen` tells whether the change of a dot was already merged. Each change is merged once.
    """
    kept = frozenset(one for one in state.writes if one.dot not in write.base)
    present = {one.dot for one in state.writes}
    waiting = frozenset(dot for dot in write.base if dot not in present and not seen(dot))
    superseded = state.superseded | waiting
    if write.dot in superseded:
        return CellState(kept, superseded - {write.dot})
    return CellState(kept | {replace(write, base=frozenset())}, superseded)
