"""The default: an encrypted SQLite file for each office, the very store that a desk has.

The marks of bundles have a table of their own beside the store's; it holds nothing that could not
be made again from the archive.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from mediatordesk.centre.databases import Figures, OfficeDatabase, ReplicaStanding
from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.centre.databases.sqlite_hash import hash_of_tables
from mediatordesk.core.changes import LoggedChange
from mediatordesk.core.clock import Clock
from mediatordesk.core.records import Record
from mediatordesk.store import Applied, CannotOpen, DeskLocked, Store
from mediatordesk.store.high_water import head_at

R = TypeVar("R", bound=Record)
T = TypeVar("T")
_MARKS = """CREATE TABLE IF NOT EXISTS bundle_mark (
    name TEXT PRIMARY KEY, fate TEXT NOT NULL, replica BLOB NOT NULL, seq0 INTEGER NOT NULL,
    last INTEGER NOT NULL
) WITHOUT ROWID"""
_BY_FATE = "CREATE INDEX IF NOT EXISTS bundle_mark_fate ON bundle_mark (fate)"
_BY_PLACE = "CREATE INDEX IF NOT EXISTS bundle_mark_place ON bundle_mark (replica, last)"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """An office's database in a file."""

    store: Store

    def together(self, work: Callable[[], T]) -> T:
        """Do the work; each of its writes is a transaction of its own, in the order given."""
        return work()

    def remember(self, key: str, value: bytes) -> None:
        """Keep something under a key."""
        self.store.remember(key, value)

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""
        return self.store.recall(key)

    def remembered(self, prefix: str) -> Sequence[tuple[str, bytes]]:
        """Return what is remembered under keys that begin alike, without that beginning."""
        rows = self.store.rows(
            "SELECT key, value FROM memory WHERE key >= ? AND key < ? ORDER BY key",
            (prefix, prefix + "\x7f"),
        )
        return [(key.removeprefix(prefix), value) for key, value in rows]

    def unmarked(self, names: Sequence[str]) -> list[str]:
        """Return those names of bundles that nothing is remembered about, in the order given."""
        here: set[str] = set()
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            places = ", ".join("?" * len(some))
            question = f"SELECT name FROM bundle_mark WHERE name IN ({places})"  # noqa: S608 - only marks
            here.update(name for (name,) in self.store.rows(question, some))
        return [name for name in names if name not in here]

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """Remember what became of bundles, instead of what was remembered before."""
        rows = [
            (name, one.fate.value, one.replica, one.seq0, one.last) for name, one in marks.items()
        ]
        statement = "INSERT OR REPLACE INTO bundle_mark VALUES (?, ?, ?, ?, ?)"
        self.store.derive(lambda connection: connection.executemany(statement, rows))

    def forget(self, name: str) -> None:
        """Forget a bundle, so that it is asked for again."""
        statement = "DELETE FROM bundle_mark WHERE name = ?"
        self.store.derive(lambda connection: connection.execute(statement, (name,)))

    def marked(self, *fates: Fate) -> Sequence[tuple[str, Mark]]:
        """Return the bundles of these fates, in the order of their names."""
        found: list[tuple[Any, ...]] = []
        for fate in fates:
            question = "SELECT * FROM bundle_mark WHERE fate = ?"
            found += self.store.rows(question, (fate.value,))
        return sorted(map(_named_mark, found))

    def names_above(self, known: Mapping[bytes, int]) -> Sequence[tuple[str, Mark]]:
        """Return the bundles taken over that hold something above these places in the logs."""
        found: list[tuple[Any, ...]] = []
        for replica in self.known():
            question = (
                "SELECT * FROM bundle_mark WHERE replica = ? AND last > ? "
                "AND fate IN ('applied', 'duplicate')"
            )
            found += self.store.rows(question, (replica, known.get(replica, 0)))
        return sorted(map(_named_mark, found))

    def known(self) -> dict[bytes, int]:
        """Return for each replica its newest change that is here."""
        return self.store.known()

    def standing(self, replica: bytes) -> ReplicaStanding:
        """Return how far a replica was taken over."""
        question = "SELECT n, seq, head FROM replica WHERE replica = ?"
        found = self.store.rows(question, (replica,))
        if not found:
            return ReplicaStanding()
        ((n, seq, head),) = found
        question = "SELECT seq, reason FROM quarantine WHERE n = ? ORDER BY seq"
        aside = self.store.rows(question, (n,))
        return ReplicaStanding(seq, head, tuple((at, reason) for at, reason in aside))

    def head_at(self, replica: bytes, seq: int) -> bytes | None:
        """Return the head of a replica's chain after a change; None if it is not here."""
        return head_at(self.store, replica, seq)

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over a replica's changes. Gap, Fork."""
        return self.store.apply(replica, prev_head, seq0, changes)

    def get(self, kind: type[R], record_id: UUID) -> R:
        """Return a record. NotFound."""
        return self.store.get(kind, record_id)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a kind that is not void."""
        return self.store.all(kind)

    def of_case(self, kind: type[R], case_id: UUID) -> tuple[R, ...]:
        """Return the records of a kind that belong to a case and are not void."""
        return self.store.of_case(kind, case_id)

    def figures(self) -> Figures:
        """Return the office's figures."""
        ((changes,),) = self.store.rows("SELECT count(*) FROM change")
        ((aside,),) = self.store.rows("SELECT count(*) FROM quarantine")
        return Figures(changes, aside, self._counted("status"), self._counted("dispute_type"))

    def state_hash(self) -> bytes:
        """Return the hash of all that stands in the cells."""
        return self.store.state_hash()

    def second_hash(self) -> bytes:
        """Return the same hash, from plain questions to the tables."""
        return hash_of_tables(self.store.rows)

    def _counted(self, column: str) -> dict[str, int]:
        """Count the cases that are not void by what a column says."""
        question = (
            f"SELECT coalesce({column}, ''), count(*) FROM \"case\" "  # noqa: S608 - two names of ours
            "WHERE void_reason = '' GROUP BY 1"
        )
        return dict(self.store.rows(question))


@dataclass(frozen=True, slots=True)
class SqliteDatabases:
    """The files of all offices, each in a folder of its own."""

    folder: Path
    key_of: Callable[[UUID], bytes]
    replica: Callable[[], bytes]
    """A fresh name for the centre's own log, which stays empty."""
    clock: Clock

    def prepare(self) -> None:
        """Do nothing: each office gets its file when it is first heard of."""

    @contextmanager
    def open(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> Iterator[OfficeDatabase]:
        """Open an office's database; one that is new begins with what `begin` writes."""
        folder = self._folder(office)
        if not folder.is_dir():
            self._make(folder, office, begin)
        with self._opened(folder, office) as database:
            yield database

    def is_readable(self, office: UUID) -> bool:
        """Tell whether an office has a database that can be opened."""
        if not self._folder(office).is_dir():
            return False
        with suppress(CannotOpen, DeskLocked), self._opened(self._folder(office), office):
            return True
        return False

    @contextmanager
    def draft(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> Iterator[OfficeDatabase]:
        """Make an empty database aside, to be filled from the bundles."""
        folder = self.draft_folder(office)
        shutil.rmtree(folder, ignore_errors=True)
        self._make(folder, office, begin)
        with self._opened(folder, office) as database:
            yield database

    def publish(self, office: UUID) -> None:
        """Let the draft take the place of the office's database."""
        folder = self._folder(office)
        kept = folder.with_name(f".{folder.name}.old")
        shutil.rmtree(kept, ignore_errors=True)
        if folder.is_dir():
            folder.replace(kept)
        self.draft_folder(office).replace(folder)
        shutil.rmtree(kept, ignore_errors=True)

    def unfinished(self, offices: Sequence[UUID]) -> list[UUID]:
        """Return all offices: each file would have to be opened to know."""
        return list(offices)

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def draft_folder(self, office: UUID) -> Path:
        """Return the folder of an office's draft."""
        folder = self._folder(office)
        return folder.with_name(f".{folder.name}.new")

    def _folder(self, office: UUID) -> Path:
        return self.folder / str(office)

    @contextmanager
    def _opened(self, folder: Path, office: UUID) -> Iterator[SqliteDatabase]:
        store = Store.open(folder, self.key_of(office), clock=self.clock)
        try:
            if not store.rows("SELECT 1 FROM sqlite_master WHERE name = 'bundle_mark_place'"):
                store.derive(_make_marks)
            yield SqliteDatabase(store)
        finally:
            store.close()

    def _make(self, folder: Path, office: UUID, begin: Callable[[OfficeDatabase], None]) -> None:
        """Make a database aside and move it into place: there is a whole one or none."""
        draft = folder.with_name(f".{folder.name}.tmp")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        store = Store.create(draft, self.key_of(office), replica=self.replica(), clock=self.clock)
        begin(SqliteDatabase(store))
        store.close()
        draft.replace(folder)


def _make_marks(connection: Any) -> None:
    """Make the table of marks in a new file, or in one of an older version."""
    for statement in (_MARKS, _BY_FATE, _BY_PLACE):
        connection.execute(statement)


def _named_mark(row: tuple[Any, ...]) -> tuple[str, "Mark"]:
    """Return name and mark of a bundle from their row."""
    name, fate, replica, seq0, last = row
    return name, Mark(Fate(fate), replica, seq0, last)
