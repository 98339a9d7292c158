"""The store: one door for writing, records out.

`commit` writes rows and log in one transaction, or nothing; `apply` takes over what another
replica wrote and ends in the same merge. Nothing else may write.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID

from mediatordesk.core.changes import (
    Change,
    LoggedChange,
    Op,
    head_after,
    nonce_of,
    tick,
)  # fmt: skip
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import NotCanonical
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import Record, record_from
from mediatordesk.core.texts import N_
from mediatordesk.store.cells import Cells, UnknownMeaning
from mediatordesk.store.codec import decode_change, encode_change
from mediatordesk.store.engine import SqlError, connect
from mediatordesk.store.log import Head, Log, Segment, Standing
from mediatordesk.store.register import SCHEMA, Register
from mediatordesk.store.schema import create_tables

R = TypeVar("R", bound=Record)
FILE_NAME = "desk.db"


class NotSaved(DeskError):
    """The database refused a write: full disk, locked file, damage."""

    happened = N_("This could not be saved ({reason}).")
    kept = N_("Everything saved before is safe; what you typed is still on the screen.")
    to_do = N_("Make room on the disk or close other windows of the desk, and save again.")


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

    def __init__(self, database: Any, clock: Clock) -> None:
        self._database = database
        self._connection = database.conn
        self._clock = clock
        self._register = Register.current()
        self._log = Log(self._connection)

    @classmethod
    def create(cls, folder: Path, key: bytes, *, replica: bytes, clock: Clock) -> Self:
        """Make an empty store in a folder, encrypted with a 32-byte key."""
        store = cls(connect(folder / FILE_NAME, key), clock)
        with store._transaction():
            create_tables(store._database)
            store._log.begin(replica)
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
        return type(self)(self._database, clock)

    # -- writing

    def commit(self, operator: UUID, ops: Sequence[Op]) -> Change:
        """Save what one person did at once: rows and log in one transaction, or nothing.

        NotSaved when the disk or another window does not allow it.
        """
        with self._transaction():
            n, replica, seq, last, head, seed = self._connection.execute(
                "SELECT n, replica, head.seq, at, head.head, seed FROM head JOIN replica USING (n)"
            ).fetchone()
            self._connection.execute("UPDATE head SET writing = 1")
            cells = self._cells()
            at, flag = tick(last, self._clock.now()), self._clock.flag
            change = Change(replica, seq + 1, at, flag, operator, SCHEMA, cells.with_bases(ops))
            header, payload = encode_change(change, self._register)
            logged = LoggedChange(header, payload, nonce_of(seed, change.seq))
            cells.write_own(change)
            self._log.append(logged, n, change.seq, at)
            self._touch(change, n)
            self._connection.execute(
                "UPDATE head SET seq = ?, at = ?, head = ?, writing = 0",
                (change.seq, at, head_after(head, [logged.leaf])),
            )
        return change

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over another replica's changes in one transaction.

        Those already here count as duplicates. Gap and Fork as the log finds them. A change that
        is not understood is kept and set aside alone.
        """
        with self._transaction():
            here = self._log.standing(replica)
            new = self._log.new_ones(here, prev_head, seq0, changes)
            self._connection.execute("UPDATE head SET writing = 1")
            aside = self._merge_all(replica, here, new)
            self._connection.execute(
                "UPDATE replica SET seq = ?, head = ? WHERE n = ?",
                (here.seq + len(new), head_after(here.head, (one.leaf for one in new)), here.n),
            )
            self._connection.execute("UPDATE head SET writing = 0")
        return Applied(len(new), len(changes) - len(new), aside)

    # -- the log

    def head(self) -> Head:
        """Return where the own log stands."""
        return self._log.head()

    def segments(self, after_seq: int) -> tuple[Segment, ...]:
        """Close the open segment and return the own segments that hold anything above a seq."""
        with self._transaction():
            self._log.cut()
        return self._log.segments(after_seq)

    def known(self) -> dict[bytes, int]:
        """Return the version vector: for each replica the newest change that is here."""
        return dict(
            self._connection.execute(
                "SELECT replica, coalesce(h.seq, r.seq) FROM replica r LEFT JOIN head h USING (n)"
            ).fetchall()
        )

    def changes_of(self, case_id: UUID) -> tuple[Change, ...]:
        """Return every change that touched a case, oldest first."""
        rows = self._connection.execute(
            "SELECT replica, header, payload FROM change_case c JOIN change USING (n, seq) "
            "JOIN replica r USING (n) WHERE case_id = ? AND payload IS NOT NULL ORDER BY c.at, n",
            (case_id.bytes,),
        ).fetchall()
        return tuple(
            decode_change(replica, header, payload, self._register)
            for replica, header, payload in rows
        )

    def problems(self) -> tuple[str, ...]:
        """Return what is not whole: chains, and pages that SQLCipher cannot verify."""
        pages = self._connection.execute("PRAGMA cipher_integrity_check").fetchall()
        tables = self._connection.execute("PRAGMA integrity_check").fetchall()
        damaged = tuple(str(row[0]) for row in (*pages, *tables) if row[0] != "ok")
        return damaged + tuple(f"chain {one}" for one in self._log.problems())

    # -- local memory, which never travels

    def remember(self, key: str, value: bytes) -> None:
        """Keep something of this computer only: keys of the device, acknowledgements, mailboxes."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (key, value))

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""
        row = self._connection.execute("SELECT value FROM memory WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    # -- reading

    def get(self, kind: type[R], record_id: UUID) -> R:
        """Return a record; NotFound if there is none."""
        found = self.where(kind, "id = ?", (record_id.bytes,))
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
        rows = self._connection.execute(
            f'SELECT {", ".join(names)} FROM "{table.name}" WHERE {condition}', values
        )
        return tuple(record_from(kind, dict(zip(names, row, strict=True))) for row in rows)

    def rows(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a reading question of ours; values are bound."""
        answer: list[tuple[Any, ...]] = self._connection.execute(question, values).fetchall()
        return answer

    # -- inside

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        # IMMEDIATE: two windows take turns instead of failing when both want to write at once.
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except SqlError as error:
            raise NotSaved(reason=str(error)) from error
        try:
            yield
            self._connection.execute("COMMIT")
        except SqlError as error:
            self._connection.rollback()
            raise NotSaved(reason=str(error)) from error
        except BaseException:
            self._connection.rollback()
            raise

    def _cells(self) -> Cells:
        replicas = dict(self._connection.execute("SELECT n, replica FROM replica").fetchall())
        return Cells(
            self._connection,
            self._register,
            replicas,
            {replica: n for n, replica in replicas.items()},
        )

    def _merge_all(
        self, replica: bytes, here: Standing, new: Sequence[LoggedChange]
    ) -> tuple[tuple[int, str], ...]:
        """Merge new changes one by one; return the seqs set aside and why."""
        known = self.known()
        aside = []
        for number, logged in enumerate(new, here.seq + 1):
            reason, at = self._merge_one(replica, here.n, number, logged, known)
            self._log.append(logged, here.n, number, at)
            known[replica] = number
            if reason:
                aside.append((number, reason))
                self._connection.execute(
                    "INSERT INTO quarantine VALUES (?, ?, ?)", (here.n, number, reason)
                )
        return tuple(aside)

    def _merge_one(
        self, replica: bytes, n: int, seq: int, logged: LoggedChange, known: dict[bytes, int]
    ) -> tuple[str, int]:
        """Merge one change; return why it was set aside ("" if it was not) and its time."""
        try:
            change = decode_change(replica, logged.header, logged.payload, self._register)
        except NotCanonical:
            return "not canonical", 0
        if change.seq != seq:
            return "wrong seq", change.at
        self._connection.execute("SAVEPOINT one")
        try:
            self._learn(change)
            self._cells().merge(change, lambda dot: known.get(dot.replica, 0) >= dot.seq)
            self._touch(change, n)
        except (UnknownMeaning, SqlError) as error:
            self._connection.execute("ROLLBACK TO one")
            return f"{type(error).__name__}: {error}", change.at
        finally:
            self._connection.execute("RELEASE one")
        return "", change.at

    def _learn(self, change: Change) -> None:
        """Give numbers to replicas that a change names and that never wrote here."""
        others = {dot.replica for op in change.ops for cell in op.cells for dot in cell.base}
        self._connection.executemany(
            "INSERT OR IGNORE INTO replica (replica, seq, head) VALUES (?, 0, zeroblob(32))",
            [(other,) for other in others],
        )

    def _touch(self, change: Change, n: int) -> None:
        """Note which cases a change belongs to, for their history."""
        cases = {self._case_of(op) for op in change.ops} - {None}
        self._connection.executemany(
            "INSERT OR IGNORE INTO change_case VALUES (?, ?, ?, ?)",
            [(case, n, change.seq, change.at) for case in cases],
        )

    def _case_of(self, op: Op) -> bytes | None:
        if op.table == "case":
            return op.row.bytes
        if "case_id" not in self._register.by_name[op.table].columns:
            return None
        row = self._connection.execute(
            f'SELECT case_id FROM "{op.table}" WHERE id = ?', (op.row.bytes,)
        ).fetchone()
        return row[0] if row else None
