"""The store: one door for writing, records out.

`commit` writes rows and log in one transaction, or nothing; `apply` takes over what another
replica wrote and ends in the same merge. Nothing else may write.
"""

import functools
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID

from mediatordesk.core.changes import Change, Dot, LoggedChange, Op, head_after
from mediatordesk.core.clock import Clock
from mediatordesk.core.epochs import Epoch
from mediatordesk.core.merge import Conflict, state_hash
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import Record, added, record_from
from mediatordesk.core.texts import _
from mediatordesk.store.arrivals import SLICE, Arrivals
from mediatordesk.store.branching import Branching, Fresh
from mediatordesk.store.cells import Cells
from mediatordesk.store.codec import decode_change
from mediatordesk.store.conflicts import conflicts
from mediatordesk.store.damage_words import chain_words, unlike_words
from mediatordesk.store.engine import (
    FILE_NAME,  # others know it by the store
    SqlError,
    connect,
    is_refusal,
    open_database,
    page_words,
    patiently,
    refusal_words,
    require_content,
)
from mediatordesk.store.log import Log
from mediatordesk.store.log_places import Head, Segment
from mediatordesk.store.migrations import make_new, migrate
from mediatordesk.store.proof import held_cells, rows_unlike_log
from mediatordesk.store.purging import changes_touching
from mediatordesk.store.refusals import NotFound, NotRead, NotSaved, OnlyReads, read
from mediatordesk.store.register import Register
from mediatordesk.store.writing import Writer

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Applied:
    """What became of changes that arrived: how many are new, and which were set aside, and why."""

    applied: int
    duplicate: int
    quarantined: tuple[tuple[int, str], ...] = ()


class Store:
    """The encrypted database of one desk, or of one centre. One thread owns it.

    `only_reads_because` says in words why nothing can be saved; as a rule it says nothing.
    """

    def __init__(
        self, database: Any, clock: Clock, log: Log | None = None, only_reads_because: str = ""
    ) -> None:
        self.only_reads_because = only_reads_because
        self._database = database
        self._connection = database.conn
        self._cursor = database.conn.cursor()
        self._file = str(database.execute("PRAGMA database_list").fetchone()[2])
        self._clock = clock
        self._register = Register.current()
        self._log = log or Log(self._connection)
        self._writer = Writer(self._connection, self._log, self._register)

    @classmethod
    def create(cls, folder: Path, key: bytes, *, replica: bytes, clock: Clock) -> Self:
        """Make an empty store in a folder, encrypted with a 32-byte key."""
        store = cls(connect(folder / FILE_NAME, key), clock)
        store._all_or_nothing(lambda: store._begin(replica))
        return store

    @classmethod
    def open(cls, folder: Path, key: bytes, *, clock: Clock) -> Self:
        """Open the store of a folder, made one of this version if an older one made it.

        To read only where nothing can be written into the folder. DeskLocked if the key does not
        fit, NewerDesk if a newer version has written it, DatabaseGone if there is nothing to open,
        CannotOpen.
        """
        require_content(folder / FILE_NAME)
        database, why = open_database(folder / FILE_NAME, key)
        store = cls(database, clock, only_reads_because=why)
        try:
            migrate(database, store._all_or_nothing, why)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the file; everything committed is on disk."""
        self._connection.close()

    def at(self, clock: Clock) -> "Store":
        """Return the same store under another clock, for what is entered later (补录)."""
        return type(self)(self._database, clock, self._log, self.only_reads_because)

    # -- writing

    def require_writable(self) -> None:
        """Say OnlyReads before something is done beside the store that it could not save."""
        if self.only_reads_because:
            raise OnlyReads(reason=self.only_reads_because)

    def commit(self, operator: UUID, ops: Sequence[Op]) -> Change:
        """Save what one person did at once: rows and log in one transaction, or nothing.

        NotSaved when the disk or another window does not allow it, AddedMeanwhile when a row
        that can be claimed only once (a number) is there already.
        """
        return self._all_or_nothing(lambda: self._writer.write(operator, ops, self._clock))

    def commit_all(self, operator: UUID, batches: Sequence[Sequence[Op]]) -> tuple[Change, ...]:
        """Save several changes in one transaction: all of them or nothing. Raises as `commit`."""
        return self._all_or_nothing(
            lambda: tuple(self._writer.write(operator, ops, self._clock) for ops in batches)
        )

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over another replica's changes, some at a time, each slice in one transaction.

        Those already here count as duplicates. Gap and Fork as the log finds them, before anything
        is taken over. A change that is not understood is kept and set aside alone.
        """
        arrivals = self._arrivals()
        new, aside, purged = 0, list[tuple[int, str]](), False
        for start in range(0, len(changes), SLICE):
            part, first, before = changes[start : start + SLICE], seq0 + start, prev_head
            readings = arrivals.read(replica, first, part)
            take = functools.partial(arrivals.take, replica, before, first, part, readings)
            taken = self._all_or_nothing(take)
            new, purged = new + taken.new, purged or taken.purged
            aside += taken.aside
            prev_head = head_after(before, (one.leaf for one in part))
        if purged:
            self._leave_no_trace()
        return Applied(new, len(changes) - new, tuple(aside))

    def purge(
        self, operator: UUID, dots: Collection[Dot], keep: Sequence[Op], purge: Purge
    ) -> Change:
        """Erase the content of changes by law, here and on every replica that this reaches.

        Their writes leave all cells; `keep` says again what stays: other people's words that the
        same changes wrote, and what an erased record must still say. ValueError if one of them is
        a purge itself.
        """
        change = self._all_or_nothing(
            lambda: self._writer.purge(operator, dots, keep, purge, self._clock)
        )
        self._leave_no_trace()
        return change

    def changes_touching(self, rows: Collection[UUID]) -> tuple[Dot, ...]:
        """Return the changes that wrote into any of these rows and can be purged."""
        named = frozenset(rows)
        return read(lambda: changes_touching(self._connection, self._register, named))

    # -- the log

    def head(self) -> Head:
        """Return where the own log stands."""
        return read(self._log.head)

    def begin_epoch(self, replica: bytes, epoch: Epoch, operator: UUID) -> Change:
        """Go on under a new replica name, whose first change says why (sync-protocol: epochs).

        For a file that was set back, copied or restored: no place in a log is used twice.
        """

        def begin() -> Change:
            self._log.begin_epoch(replica)
            return self._writer.write(operator, [added(epoch)], self._clock)

        return self._all_or_nothing(begin)

    def branch_off(self, replica: bytes, first: int, fresh: Fresh | None = None) -> bytes:
        """Give what a replica wrote from a change on a name of its own, and return that.

        For a replica whose other history stands (docs/adr/0016-forks.md). The own log goes on under
        a fresh name: for the present replica one must be given.
        """

        def branch() -> bytes:
            if fresh is not None:
                self._log.begin_epoch(fresh.replica)
            branching = Branching(self._connection, self._log, self._arrivals())
            name = branching.branch_off(replica, first)
            if fresh is not None:
                self._writer.write(fresh.operator, [added(fresh.epoch)], self._clock)
            return name

        return self._all_or_nothing(branch)

    def own_replicas(self) -> tuple[bytes, ...]:
        """Return the names under which this desk has written, the present one last."""
        return read(self._log.own_replicas)

    def last_written(self, replica: bytes) -> int:
        """Return the seq of the newest change that this desk itself wrote under a name."""
        return read(lambda: self._log.last_written(replica))

    def segments(self, after_seq: int, replica: bytes | None = None) -> tuple[Segment, ...]:
        """Close the open segment and return the own segments that hold anything above a seq.

        They are those of the present replica, or of an earlier one of `own_replicas`.
        """
        self._all_or_nothing(self._log.cut)
        return read(lambda: self._log.segments(after_seq, replica or self.head().replica))

    def purged_segments(self) -> frozenset[tuple[bytes, int]]:
        """Return replica and first seq of the own segments in which a change was purged."""
        return read(self._log.purged_segments)

    def known(self) -> dict[bytes, int]:
        """Return the version vector: for each replica the newest change that is here."""
        return read(self._log.known)

    def changes_of(self, case_id: UUID) -> tuple[Change, ...]:
        """Return every change that touched a case, oldest first."""
        return tuple(
            decode_change(replica, header, payload, self._register)
            for replica, header, payload in read(lambda: self._log.of_case(case_id.bytes))
        )

    def latest_changes(self) -> dict[bytes, int]:
        """Return the times of the newest own changes by case; older ones are in `change_case`."""
        return read(self._log.latest_by_case)

    def problems(self, *, one_in: int = 1) -> tuple[str, ...]:
        """Return in words what is not whole: pages, chains, rows that are not what the log says.

        With `one_in` only one row of so many is compared, another choice each time.
        """
        if pages := self.damaged_pages():
            return pages
        tables = tuple(row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok")
        if chains := self._log.problems():  # what it says proves nothing of the rows any more
            return (*tables, *(chain_words(self._connection, one) for one in chains))
        unlike = rows_unlike_log(self._connection, self._register, one_in=one_in)
        return (*tables, *unlike_words(self._connection, self._register, unlike))

    def damaged_pages(self) -> tuple[str, ...]:
        """Return in words which pages of the file are not what was written."""
        return tuple(page_words(str(row[0])) for row in self.rows("PRAGMA cipher_integrity_check"))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the fields in which different values stand, for a person to decide."""
        return conflicts(self._connection, Cells(self._connection, self._register, self._log.tip()))

    def state_hash(self) -> bytes:
        """Return the hash of all that stands in the cells: equal on desks that agree.

        It reads every row; sync-protocol 4, P1.
        """
        return read(lambda: state_hash(held_cells(self._connection, self._register)))

    def derive(self, work: Callable[[Any], T]) -> T:
        """Write what follows from the records and can be made again, in one transaction.

        The own changes have their place by case then. NotSaved as `commit`.
        """

        def written() -> T:
            self._log.index_own()
            return work(self._connection)

        return self._all_or_nothing(written)

    # -- local memory, which never travels

    def remember(self, key: str, value: bytes) -> None:
        """Keep something of this computer only: keys of the device, acknowledgements, mailboxes."""
        self.remember_all({key: value})

    def remember_all(self, values: Mapping[str, bytes]) -> None:
        """Keep several things of this computer only, all of them or none."""
        statement = "INSERT OR REPLACE INTO memory VALUES (?, ?)"
        pairs = tuple(values.items())
        self._all_or_nothing(lambda: self._connection.executemany(statement, pairs))

    def trust_time(self, moment: datetime) -> None:
        """Remember a time that the centre has signed: no clock that is right stands before it."""
        self._all_or_nothing(lambda: self._writer.trust(moment))

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""
        rows = self.rows("SELECT value FROM memory WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    # -- reading

    def get(self, kind: type[R], record_id: UUID) -> R:
        """Return a record; NotFound if there is none, or its beginning has not arrived yet."""
        found = self.where(kind, "id = ? AND void_reason IS NOT NULL", (record_id.bytes,))
        if not found:
            raise NotFound(what=f"{kind.TABLE} {record_id}")
        return found[0]

    def of_case(self, kind: type[R], case_id: UUID) -> tuple[R, ...]:
        """Return the records of a kind that belong to a case and are not void, oldest first."""
        return self.where(kind, "case_id = ? AND void_reason = '' ORDER BY rowid", (case_id.bytes,))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a kind that is not void, oldest first."""
        return self.where(kind, "void_reason = '' ORDER BY rowid", ())

    def where(self, kind: type[R], condition: str, values: Sequence[object]) -> tuple[R, ...]:
        """Return the records of a kind that fulfil an SQL condition of ours; values are bound."""
        table = self._register.of(kind)
        names = ("id", *table.columns)
        question = f'SELECT {", ".join(names)} FROM "{table.name}" WHERE {condition}'
        rows = self.rows(question, values)
        return tuple(record_from(kind, dict(zip(names, row, strict=True))) for row in rows)

    def rows(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a reading question of ours; values are bound.

        NotRead if the file is damaged, or gone.
        """
        answer: list[tuple[Any, ...]] = read(
            lambda: self._connection.execute(question, values).fetchall()
        )
        return answer

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Read several things as they stood at one moment; it gives the connection, to read only.

        NotRead if the file is damaged, or gone.
        """
        try:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.rollback()
        except SqlError as error:
            if is_refusal(error):
                raise NotRead(reason=refusal_words(error)) from error
            raise

    # -- inside

    def _arrivals(self) -> Arrivals:
        return Arrivals(self._connection, self._log, self._register, self._clock.now())

    def _begin(self, replica: bytes) -> None:
        """Make the tables and the beginning of the log."""
        make_new(self._database)
        self._log.begin(replica)

    def _leave_no_trace(self) -> None:
        """Take what was erased out of the write-ahead log too.

        While another window reads, it stays there a little longer: until that one is done.
        """
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def _begin_immediate(self) -> None:
        # What is written into a file that was taken away would be lost, without a word of SQLite.
        if not os.path.exists(self._file):  # noqa: PTH110 - each save asks, and pathlib is slow
            raise NotSaved(reason=_("the folder is no longer there"))
        self._cursor.execute("BEGIN IMMEDIATE")

    def _all_or_nothing(self, work: Callable[[], T]) -> T:
        """Do some writing in one transaction; NotSaved if the computer refuses it."""
        self.require_writable()
        try:
            # Two windows take turns instead of failing when both want to write at once.
            patiently(self._begin_immediate)
            done = work()
            self._cursor.execute("COMMIT")
        except BaseException as error:
            self._log.forget_tip()
            self._connection.rollback()
            if isinstance(error, SqlError) and is_refusal(error):
                raise NotSaved(reason=refusal_words(error)) from error
            raise
        return done
