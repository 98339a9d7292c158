"""Places in a log: where one stands, a run of changes in it, and why some cannot be added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mediatordesk.core.changes import LoggedChange
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class Gap(DeskError):
    """Changes are missing before these: of `replica`, from `expected` on."""

    happened = N_("Some earlier changes from this computer have not arrived yet.")
    kept = N_("What arrived is kept and will be used when the missing part comes.")
    to_do = N_("Nothing; the missing part is asked for.")


class Fork(DeskError):
    """Two different histories claim the same place: a copied or restored computer."""

    happened = N_(
        "Two different histories of one computer have arrived; it was copied or restored."
    )
    kept = N_("Both are kept, and nothing was overwritten.")
    to_do = N_("Tell the centre's administrator, who decides which computer goes on.")


@dataclass(frozen=True)
class Head:
    """Where the own log stands."""

    replica: bytes
    seq: int
    head: bytes
    at: int


@dataclass(frozen=True)
class Segment:
    """The changes between two bundle cuts; its boundaries never move."""

    replica: bytes
    seq0: int
    prev_head: bytes
    head: bytes
    seed: bytes
    changes: tuple[LoggedChange, ...]


class Standing(NamedTuple):
    """Where a foreign log stands here: its number, its newest change, the head of its chain."""

    n: int
    replica: bytes
    seq: int
    head: bytes


class Tip(NamedTuple):
    """What the next own change goes on from; `at` is the latest time that was seen."""

    n: int
    replica: bytes
    seed: bytes
    replicas: Mapping[int, bytes]
    """Which replica has which n here."""
    numbers: Mapping[bytes, int]
    """The other way."""
    seq: int
    at: int
    head: bytes
