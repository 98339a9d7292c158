"""The databases of a centre: what it needs of one, whichever kind keeps it.

The default is the desk's own encrypted SQLite, a file for each office; a city takes PostgreSQL. The
bundles in the archive are the truth: each database can be thrown away and made from them again.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID

from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.core.changes import GENESIS, LoggedChange
from mediatordesk.core.records import Record
from mediatordesk.store import Applied

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReplicaStanding:
    """How far a replica was taken over: its newest change, the head of its chain there."""

    seq: int = 0
    head: bytes = GENESIS
    quarantined: tuple[tuple[int, str], ...] = ()
    """The changes that were set aside, and why."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What an office holds, in numbers: nothing here names a person."""

    changes: int
    quarantined: int
    by_status: Mapping[str, int]
    """Cases that are not void."""
    by_dispute_type: Mapping[str, int]


class OfficeDatabase(Protocol):
    """What the centre keeps of one office. NotSaved or NotRead where the database refuses."""

    def together(self, work: Callable[[], T]) -> T:
        """Do some writing as one, if the database can; work that broke off may be done again.

        Nobody else writes in this office meanwhile, where several workers share the database.
        """

    def remember(self, key: str, value: bytes) -> None:
        """Keep something under a key."""

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""

    def remembered(self, prefix: str) -> Sequence[tuple[str, bytes]]:
        """Return what is remembered under keys that begin alike, without that beginning."""

    def unmarked(self, names: Sequence[str]) -> list[str]:
        """Return those names of bundles that nothing is remembered about, in the order given."""

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """Remember what became of bundles, instead of what was remembered before."""

    def forget(self, name: str) -> None:
        """Forget a bundle, so that it is asked for again."""

    def marked(self, *fates: Fate) -> Sequence[tuple[str, Mark]]:
        """Return the bundles of these fates, in the order of their names."""

    def names_above(self, known: Mapping[bytes, int]) -> Sequence[tuple[str, Mark]]:
        """Return the bundles taken over that hold something above these places in the logs.

        Of a replica that is not named there, all.
        """

    def known(self) -> dict[bytes, int]:
        """Return for each replica its newest change that is here."""

    def standing(self, replica: bytes) -> ReplicaStanding:
        """Return how far a replica was taken over."""

    def head_at(self, replica: bytes, seq: int) -> bytes | None:
        """Return the head of a replica's chain after a change; None if it is not here."""

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over a replica's changes. Gap, Fork, as `Store.apply`."""

    def get(self, kind: type[R], record_id: UUID) -> R:
        """Return a record. NotFound."""

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a kind that is not void."""

    def of_case(self, kind: type[R], case_id: UUID) -> tuple[R, ...]:
        """Return the records of a kind that belong to a case and are not void."""

    def figures(self) -> Figures:
        """Return the office's figures."""

    def state_hash(self) -> bytes:
        """Return the hash of all that stands in the cells (`core.merge.state_hash`)."""

    def second_hash(self) -> bytes:
        """Return the same hash, worked out from the tables another way: it proves the first."""


class Databases(Protocol):
    """Where a centre keeps the databases of its offices."""

    def prepare(self) -> None:
        """Make what a new centre needs; again, it changes nothing. DatabaseAway."""

    def open(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> AbstractContextManager[OfficeDatabase]:
        """Open an office's database; one that is new begins with what `begin` writes."""

    def is_readable(self, office: UUID) -> bool:
        """Tell whether an office has a database that can be opened."""

    def draft(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> AbstractContextManager[OfficeDatabase]:
        """Make an empty database aside, to be filled from the bundles."""

    def publish(self, office: UUID) -> None:
        """Let the draft take the place of the office's database."""

    def unfinished(self, offices: Sequence[UUID]) -> list[UUID]:
        """Return those offices that may have bundles waiting in the archive."""

    def close(self) -> None:
        """End what was opened."""
