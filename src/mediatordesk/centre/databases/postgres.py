"""A city's database: PostgreSQL, all offices in the same tables, each behind its own lock.

Workers keep nothing: any number of them may share one database. What one transaction does is in
`postgres_work`; here is what is asked of an office.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID, uuid5

from mediatordesk.centre.databases import Figures, OfficeDatabase, ReplicaStanding
from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.centre.databases.postgres_line import Connection, PostgresLine
from mediatordesk.centre.databases.postgres_schema import OFFICE_TABLES, SECOND_HASH, statements
from mediatordesk.centre.databases.postgres_work import OfficeWork
from mediatordesk.core.changes import GENESIS, Dot, LoggedChange
from mediatordesk.core.encoding import encode, reread
from mediatordesk.core.merge import HeldCell, state_hash
from mediatordesk.core.records import Record, record_from
from mediatordesk.store import Applied, NotFound, migrations
from mediatordesk.store.register import Register

R = TypeVar("R", bound=Record)
T = TypeVar("T")
AT_ONCE = 5000
"""Rows that are fetched at a time when all are read."""
_BEGUN = "begun"
"""Under this key an office's database remembers how much its version understands."""
_HELD = """
SELECT c.tab, uuid_send(c.id), c.col, c.replica, c.seq, c.value, s.replica, s.seq, s.value
FROM cell c LEFT JOIN sibling s ON c.conflict AND s.office_id = c.office_id
    AND s.tab = c.tab AND s.id = c.id AND s.col = c.col
WHERE c.office_id = %s ORDER BY c.tab, c.id, c.col
"""


@dataclass
class PostgresDatabase:
    """What PostgreSQL holds of one office."""

    line: PostgresLine
    office: UUID
    register: Register = field(default_factory=Register.current)
    _work: OfficeWork | None = None

    def together(self, work: Callable[[], T]) -> T:
        """Do some writing in one transaction, with the office locked; again if it broke off."""
        if self._work is not None:
            return work()

        def attempt(connection: Connection) -> T:
            self._work = OfficeWork.begin(connection, self.office, self.register)
            try:
                done = work()
                self._work.flush()
            finally:
                self._work = None
            return done

        return self.line.ask_in_one_go(attempt)

    def remember(self, key: str, value: bytes) -> None:
        """Keep something under a key."""
        self.together(lambda: self._working.remember(key, value))

    def recall(self, key: str) -> bytes | None:
        """Return what was remembered under a key."""
        if self._work is not None:
            return self._work.recall(key)
        question = "SELECT value FROM memory WHERE office_id = %s AND key = %s"
        rows = self._rows(question, self.office, key)
        return rows[0][0] if rows else None

    def remembered(self, prefix: str) -> Sequence[tuple[str, bytes]]:
        """Return what is remembered under keys that begin alike, without that beginning."""
        question = "SELECT key, value FROM memory WHERE office_id = %s AND starts_with(key, %s)"
        rows = self._rows(question, self.office, prefix)
        return sorted((key.removeprefix(prefix), value) for key, value in rows)

    def unmarked(self, names: Sequence[str]) -> list[str]:
        """Return those names of bundles that nothing is remembered about, in the order given."""
        question = (
            "SELECT n FROM unnest(%s::text[]) WITH ORDINALITY AS k(name, n) WHERE NOT EXISTS "
            "(SELECT 1 FROM bundle WHERE office_id = %s AND bundle.name = k.name) ORDER BY n"
        )
        return [names[n - 1] for (n,) in self._rows(question, list(names), self.office)]

    def mark(self, marks: Mapping[str, Mark]) -> None:
        """Remember what became of bundles, instead of what was remembered before."""
        self.together(lambda: self._working.marks.update(marks))

    def forget(self, name: str) -> None:
        """Forget a bundle, so that it is asked for again."""
        question = "DELETE FROM bundle WHERE office_id = %s AND name = %s RETURNING name"
        self._rows(question, self.office, name)

    def marked(self, *fates: Fate) -> Sequence[tuple[str, Mark]]:
        """Return the bundles of these fates, in the order of their names."""
        question = (
            "SELECT name, fate, replica, seq0, last FROM bundle "
            "WHERE office_id = %s AND fate = ANY(%s)"
        )
        rows = self._rows(question, self.office, [fate.value for fate in fates])
        return sorted(((name, Mark(Fate(fate), *place)) for name, fate, *place in rows), key=_name)

    def names_above(self, known: Mapping[bytes, int]) -> Sequence[tuple[str, Mark]]:
        """Return the bundles taken over that hold something above these places in the logs."""
        question = (
            "SELECT name, fate, b.replica, seq0, last FROM bundle b "
            "LEFT JOIN unnest(%s::bytea[], %s::bigint[]) AS k(replica, seq) USING (replica) "
            "WHERE office_id = %s AND fate IN ('applied', 'duplicate') "
            "AND last > coalesce(k.seq, 0)"
        )
        rows = self._rows(question, list(known), list(known.values()), self.office)
        return sorted(((name, Mark(Fate(fate), *place)) for name, fate, *place in rows), key=_name)

    def known(self) -> dict[bytes, int]:
        """Return for each replica its newest change that is here."""
        if self._work is not None:
            return {one: seq for one, (seq, _) in self._work.folding.heads.items()}
        question = "SELECT replica, seq FROM replica WHERE office_id = %s"
        known: dict[bytes, int] = dict(self._rows(question, self.office))
        return known

    def standing(self, replica: bytes) -> ReplicaStanding:
        """Return how far a replica was taken over."""
        question = "SELECT seq, head FROM replica WHERE office_id = %s AND replica = %s"
        found = self._rows(question, self.office, replica) or [(0, GENESIS)]
        question = (
            "SELECT seq, reason FROM quarantine WHERE office_id = %s AND replica = %s ORDER BY seq"
        )
        aside = self._rows(question, self.office, replica)
        ((seq, head),) = found
        return ReplicaStanding(seq, head, tuple((at, reason) for at, reason in aside))

    def head_at(self, replica: bytes, seq: int) -> bytes | None:
        """Return the head of a replica's chain after a change; None if it is not here."""
        if seq == 0:
            return GENESIS
        question = "SELECT head FROM change WHERE office_id = %s AND replica = %s AND seq = %s"
        rows = self._rows(question, self.office, replica, seq)
        return rows[0][0] if rows else None

    def apply(
        self, replica: bytes, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> Applied:
        """Take over a replica's changes. Gap, Fork."""
        return self.together(lambda: self._working.apply(replica, prev_head, seq0, changes))

    def get(self, kind: type[R], record_id: UUID) -> R:
        """Return a record. NotFound."""
        found = self._records(kind, "AND id = %s", record_id)
        if not found:
            raise NotFound(what=f"{kind.TABLE} {record_id}")
        return found[0]

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Return every record of a kind that is not void."""
        return tuple(one for one in self._records(kind, "") if not one.void_reason)

    def of_case(self, kind: type[R], case_id: UUID) -> tuple[R, ...]:
        """Return the records of a kind that belong to a case and are not void."""
        column = self.register.of(kind).column_number("case_id")
        condition = (
            "AND id IN (SELECT id FROM cell WHERE office_id = %s AND tab = %s AND col = %s "
            "AND value = %s)"
        )
        table = self.register.of(kind).number
        told = b"\x50" + case_id.bytes  # as `core.encoding` writes 16 bytes
        found = self._records(kind, condition, self.office, table, column, told)
        return tuple(one for one in found if not one.void_reason)

    def figures(self) -> Figures:
        """Return the office's figures."""
        question = (
            "SELECT (SELECT coalesce(sum(seq), 0)::bigint FROM replica WHERE office_id = %s), "
            "(SELECT count(*) FROM quarantine WHERE office_id = %s)"
        )
        ((changes, aside),) = self._rows(question, self.office, self.office)
        statuses: dict[str, int] = defaultdict(int)
        types: dict[str, int] = defaultdict(int)
        question = "SELECT status, dispute_type, cases FROM stats_case WHERE office_id = %s"
        for status, dispute_type, cases in self._rows(question, self.office):
            statuses[status] += cases
            types[dispute_type] += cases
        return Figures(changes, aside, statuses, types)

    def state_hash(self) -> bytes:
        """Return the hash of all that stands in the cells."""
        return self.line.ask(lambda connection: state_hash(_held(connection, self.office)))

    def second_hash(self) -> bytes:
        """Return the same hash, which PostgreSQL itself works out."""
        ((digest,),) = self.line.rows(SECOND_HASH, {"office": self.office})
        return bytes(digest)

    def learn(self, known: bytes) -> None:
        """Merge what an earlier version has noted without understanding it."""

        def merged() -> None:
            if self.recall(_BEGUN) != known:
                self._working.learn()
                self.remember(_BEGUN, known)

        self.together(merged)

    @property
    def _working(self) -> OfficeWork:
        if self._work is None:
            raise AssertionError
        return self._work

    def _rows(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a question, with what this transaction has written."""
        if self._work is None:
            return self.line.rows(question, values)
        self._work.flush()
        return self._work.rows.connection.execute(question, values, binary=True).fetchall()

    def _records(self, kind: type[R], condition: str, *values: Any) -> list[R]:
        """Return the records of a kind whose beginning has come, void ones too."""
        table = self.register.of(kind)
        question = (
            "SELECT uuid_send(id), col, value FROM cell "  # noqa: S608 - the conditions above
            f"WHERE office_id = %s AND tab = %s {condition} ORDER BY id"
        )
        said: dict[bytes, dict[str, Any]] = {}
        for row, column, value in self._rows(question, self.office, table.number, *values):
            if 0 < column <= len(table.columns):
                empty = dict.fromkeys(table.columns) | {"id": row}
                said.setdefault(row, empty)[table.columns[column - 1]] = reread(value)
        begun = (one for one in said.values() if one["void_reason"] is not None)
        return [record_from(kind, one) for one in begun]


@dataclass(frozen=True)
class PostgresDatabases:
    """The databases of all offices in one PostgreSQL."""

    line: PostgresLine

    @classmethod
    def at(cls, address: str) -> "PostgresDatabases":
        """Return the databases at an address; nobody is asked yet."""
        return cls(PostgresLine(address))

    @contextmanager
    def open(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> Iterator[OfficeDatabase]:
        """Open an office's database; one that is new begins with what `begin` writes."""
        yield self._begun(office, begin)

    def is_readable(self, office: UUID) -> bool:
        """Tell whether an office has a database."""
        self.prepare()
        return bool(self.line.rows("SELECT 1 FROM office WHERE office_id = %s", (office,)))

    @contextmanager
    def draft(
        self, office: UUID, begin: Callable[[OfficeDatabase], None]
    ) -> Iterator[OfficeDatabase]:
        """Make an empty database under a name made from the office's, to be filled."""
        self.prepare()
        aside = _draft_of(office)
        self.line.ask(lambda connection: _clear(connection, aside))
        yield self._begun(aside, begin)

    def publish(self, office: UUID) -> None:
        """Let the draft take the place of the office's database, in one transaction."""
        aside = _draft_of(office)

        def exchange(connection: Connection) -> None:
            _clear(connection, office)
            for table, columns in OFFICE_TABLES.items():
                names = "".join(f", {name}" for name in columns)
                connection.execute(
                    f"INSERT INTO {table} (office_id{names}) SELECT %s{names} FROM {table} "  # noqa: S608 - the schema's own names
                    "WHERE office_id = %s",
                    (office, aside),
                )
            _clear(connection, aside)

        self.line.ask(exchange)

    def unfinished(self, offices: Sequence[UUID]) -> list[UUID]:
        """Return those offices that have bundles waiting to be taken over."""
        self.prepare()
        question = (
            "SELECT DISTINCT office_id FROM bundle WHERE fate = 'arrived' AND office_id = ANY(%s)"
        )
        return [office for (office,) in self.line.rows(question, (list(offices),))]

    def close(self) -> None:
        """End the connection."""
        self.line.close()

    def _begun(self, office: UUID, begin: Callable[[OfficeDatabase], None]) -> PostgresDatabase:
        """Return an office's database, begun if it is new; of two workers one begins it."""
        self.prepare()
        database = PostgresDatabase(self.line, office)
        begun, known = database.recall(_BEGUN), _known_to_this_version(database.register)
        if begun is None:

            def first() -> None:
                if database.recall(_BEGUN) is None:
                    begin(database)
                    database.remember(_BEGUN, known)

            statement = "INSERT INTO office (office_id) VALUES (%s) ON CONFLICT DO NOTHING"
            self.line.ask(lambda connection: connection.execute(statement, (office,)))
            database.together(first)
        elif begun != known:
            database.learn(known)
        return database

    def prepare(self) -> None:
        """Make the tables in an empty database, or add what this version has more."""
        if not self.line.is_prepared:
            self.line.ask(_prepare)
            self.line.is_prepared = True


def _prepare(connection: Connection) -> None:
    """Make the tables; of several workers one makes them, the others wait."""
    connection.execute("SELECT pg_advisory_xact_lock(77318)")
    connection.execute(statements())


def _clear(connection: Connection, office: UUID) -> None:
    """Take all rows of an office away."""
    for table in OFFICE_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE office_id = %s", (office,))  # noqa: S608 - as above


def _known_to_this_version(register: Register) -> bytes:
    """Return what an office's database remembers of the version that has merged its log.

    A version that understands more has more columns, or takes a step more in the desks' files: new
    values of a field are a step too (`mediatordesk.store.migrations`).
    """
    columns = [len(table.columns) for _, table in sorted(register.by_number.items())]
    return encode([len(migrations.STEPS), columns])


def _draft_of(office: UUID) -> UUID:
    """Return the name under which an office's database is made anew."""
    return uuid5(office, "draft")


def _held(connection: Connection, office: UUID) -> Iterator[HeldCell]:
    """Yield every cell with the writes that stand in it, in ascending order."""
    cursor = connection.cursor("held", binary=True)
    cursor.itersize = AT_ONCE
    cell: tuple[int, bytes, int] | None = None
    writes: list[tuple[Dot, Any]] = []
    with cursor:
        cursor.execute(_HELD, (office,))
        for tab, row, col, replica, seq, value, *beside in cursor:
            if cell != (tab, row, col):
                if cell is not None:
                    yield HeldCell(*cell, tuple(writes))
                cell, writes = (tab, row, col), []
            other, its_seq, its_value = beside
            one = (replica, seq, value) if other is None else (other, its_seq, its_value)
            writes.append((Dot(one[0], one[1]), reread(one[2])))
    if cell is not None:
        yield HeldCell(*cell, tuple(writes))


def _name(marked: tuple[str, Mark]) -> str:
    return marked[0]
