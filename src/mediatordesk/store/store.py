"""The store: one door for writing, records out.

`commit` writes rows and log in one transaction, or nothing; `apply` takes over what another
replica wrote and ends in the same merge. Nothing else may write.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID

from mediatordesk.core.changes import Change, LoggedChange, Op, Verb, nonce_of, tick
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import Record, one_op_a_row, record_from
from mediatordesk.core.texts import N_
from mediatordesk.store.arrivals import Arrivals
from mediatordesk.store.cells import Cells, Draft
from mediatordesk.store.codec import decode_change, encode_change
from mediatordesk.store.engine import SqlError, connect, is_refusal
from mediatordesk.store.log import Head, Log, Segment
from mediatordesk.store.proof import rows_unlike_log
from mediatordesk.store.register import SCHEMA, Register
from mediatordesk.store.schema import create_tables

R = TypeVar("R", bound=Record)
T = TypeVar("T")
FILE_NAME = "desk.db"


class NotSaved(DeskError):
    """The database refused a write: full disk, locked file, damage."""

    happened = N_("This could not be saved ({reason}).")
    kept = N_("Everything saved before is safe; what you typed is still on the screen.")
    to_do = N_("Make room on the disk or close other windows of the desk, and save again.")


class NotRead(DeskError):
    """The file of the desk is damaged, or has gone away."""

    happened = N_("The desk's file could not be read ({reason}).")
    kept = N_("Nothing was changed in it.")
    to_do = N_("Check the disk; if it happens again, restore the newest backup.")


class AddedMeanwhile(DeskError):
    """Another window has added the same thing: a number, for example, is used by one case only."""

    happened = N_("Another window has saved the same thing a moment ago.")
    kept = N_("What it saved is kept; nothing of this step was saved.")
    to_do = N_("Take the step again; it goes on from there.")


class NotFound(DeskError):
    """No record of this name."""

    happened = N_("There is no such record here: {what}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Look it up in the list and try again.")


@dataclass(frozen=True)
class Applied:
    """What became of changes that arrived: how many are new, and which were set aside, and why."""

    applied: int
    duplicate: int
    quarantined: tuple[tuple[int, str], ...] = ()


class Store:
    """The encrypted database of one desk, or of one centre. One thread owns it."""

    def __init__(self, database: Any, clock: Clock, log: Log | None = None) -> None:
        self._database = database
        self._connection = database.conn
        self._cursor = database.conn.cursor()
        self._clock = clock
        self._register = Register.current()
        self._log = log or Log(self._connection)

    @classmethod
    def create(cls, folder: Path, key: bytes, *, replica: bytes, clock: Clock) -> Self:
        """Make an empty store in a folder, encrypted with a 32-byte key."""
        store = cls(connect(folder / FILE_NAME, key), clock)
        store._all_or_nothing(lambda: store._begin(replica))
        return store

    @classmethod
    def open(cls, folder: Path, key: bytes, *, clock: Clock) -> Self:
        """Open the store of a folder; DeskLocked if the key does not fit."""
        return cls(connect(folder / FILE_NAME, key), clock)

    def close(self) -> None:
        """Close the file; everything committed is on disk."""
        self._connection.close()

    def at(self, clock: Clock) -> "Store":
        """Return the same store under another clock, for what is entered later (补录)."""
        return type(self)(self._database, clock, self._log)

    # -- writing

    def commit(self, operator: UUID, ops: Sequence[Op]) -> Change:
        """Save what one person did at once: rows and log in one transaction, or nothing.

        NotSaved when the disk or another window does not allow it, AddedMeanwhile when a row
        that can be claimed only once (a number) is there already.
        """
        return self._all_or_nothing(lambda: self._write(operator, ops))

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over another replica's changes in one transaction.

        Those already here count as duplicates. Gap and Fork as the log finds them. A change that
        is not understood is kept and set aside alone.
        """
        arrivals = Arrivals(self._connection, self._log, self._register, self._clock.now())
        new, aside = self._all_or_nothing(lambda: arrivals.take(replica, prev_head, seq0, changes))
        return Applied(new, len(changes) - new, aside)

    # -- the log

    def head(self) -> Head:
        """Return where the own log stands."""
        return self._log.head()

    def segments(self, after_seq: int) -> tuple[Segment, ...]:
        """Close the open segment and return the own segments that hold anything above a seq."""
        self._all_or_nothing(self._log.cut)
        return self._log.segments(after_seq)

    def known(self) -> dict[bytes, int]:
        """Return the version vector: for each replica the newest change that is here."""
        return self._log.known()

    def changes_of(self, case_id: UUID) -> tuple[Change, ...]:
        """Return every change that touched a case, oldest first."""
        return tuple(
            decode_change(replica, header, payload, self._register)
            for replica, header, payload in self._log.of_case(case_id.bytes)
        )

    def latest_changes(self) -> dict[bytes, int]:
        """Return the times of the newest own changes by case; older ones are in `change_case`."""
        return self._log.latest_by_case()

    def problems(self) -> tuple[str, ...]:
        """Return what is not whole: pages, chains, and rows that are not what the log says."""
        pages = tuple(str(row[0]) for row in self.rows("PRAGMA cipher_integrity_check"))
        if pages:
            return pages
        tables = tuple(row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok")
        chains = tuple(f"chain {one}" for one in self._log.problems())
        return (*tables, *chains, *rows_unlike_log(self._connection, self._register))

    # -- local memory, which never travels

    def remember(self, key: str, value: bytes) -> None:
        """Keep something of this computer only: keys of the device, acknowledgements, mailboxes."""
        statement = "INSERT OR REPLACE INTO memory VALUES (?, ?)"
        self._all_or_nothing(lambda: self._connection.execute(statement, (key, value)))

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
        try:
            answer: list[tuple[Any, ...]] = self._connection.execute(question, values).fetchall()
        except SqlError as error:
            if is_refusal(error):
                raise NotRead(reason=str(error)) from error
            raise
        return answer

    # -- inside

    def _begin(self, replica: bytes) -> None:
        """Make the tables and the beginning of the log."""
        create_tables(self._database)
        self._log.begin(replica)

    def _write(self, operator: UUID, ops: Sequence[Op]) -> Change:
        """Write what one person did into rows and log, inside a transaction."""
        tip = self._log.tip()
        cells = Cells(self._cursor, self._register, tip)
        drafts = list(map(cells.draft, one_op_a_row(ops)))
        if any(map(_is_taken, drafts)):
            raise AddedMeanwhile
        based = [draft.op for draft in drafts]
        at, flag = tick(tip.at, self._clock.read()), self._clock.flag
        change = Change(tip.replica, tip.seq + 1, at, flag, operator, SCHEMA, tuple(based))
        header, payload = encode_change(change, self._register)
        logged = LoggedChange(header, payload, nonce_of(tip.seed, change.seq))
        cases = {draft.row.case_after(draft.op) for draft in drafts}
        number = self._log.append_own(tip, logged, at, cases)
        for draft in drafts:
            cells.write_own(draft, number)
        return change

    def _all_or_nothing(self, work: Callable[[], T]) -> T:
        """Do some writing in one transaction; NotSaved if the computer refuses it."""
        try:
            # Two windows take turns instead of failing when both want to write at once.
            self._cursor.execute("BEGIN IMMEDIATE")
            done = work()
            self._cursor.execute("COMMIT")
        except BaseException as error:
            self._log.forget_tip()
            self._connection.rollback()
            if isinstance(error, SqlError) and is_refusal(error):
                raise NotSaved(reason=str(error)) from error
            raise
        return done


def _is_taken(draft: Draft) -> bool:
    """Tell whether an operation adds a row that somebody has claimed already."""
    added = draft.op.verb is Verb.INSERT and draft.row.rowid is not None
    return added and draft.row.table.kind.CLAIMED
