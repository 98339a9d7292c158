"""The line of one worker to PostgreSQL: one connection, opened when it is needed.

Whatever breaks in passing (the server restarts, has no place for one more, or two workers met) is
tried again for half a minute; each attempt is a transaction, so it has its effect once.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import psycopg
from psycopg import errors

from mediatordesk.centre.databases.postgres_arrays import teach
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.store import NotSaved

T = TypeVar("T")
Connection = psycopg.Connection[tuple[Any, ...]]
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0)
"""Seconds before each further attempt."""
_SETTINGS = (
    "-c enable_hashjoin=off -c enable_mergejoin=off -c jit=off "
    "-c default_transaction_isolation=read\\ committed"
)
"""A few cells are looked up by their keys: no plan for large tables is ever better. Each statement
must see what others have committed before it, for the lock on the office comes first.
"""


class DatabaseAway(DeskError):
    """PostgreSQL does not answer, or refuses the name."""

    happened = N_("The centre's database {place} cannot be reached.")
    kept = N_("Nothing is lost: the bundles lie in the archive and are taken over next time.")
    to_do = N_("See whether PostgreSQL runs and the address is right, then try again.")


@dataclass
class PostgresLine:
    """A connection to a database; it lives as long as its worker."""

    address: str = field(repr=False)
    pauses: tuple[float, ...] = PAUSES
    is_prepared: bool = False
    """Whether the tables are known to be there."""
    _connection: Connection | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """Return where the database is, as it may be shown."""
        parts = urlsplit(self.address)
        port = f":{parts.port}" if parts.port else ""
        return f"postgresql://{parts.hostname or ''}{port}{parts.path}"

    def ask(self, work: Callable[[Connection], T]) -> T:
        """Do something in a transaction. DatabaseAway, NotSaved if its disk is full."""

        def attempt(connection: Connection) -> T:
            with connection.transaction():
                return work(connection)

        return self._patiently(attempt)

    def ask_in_one_go(self, work: Callable[[Connection], T]) -> T:
        """Do something in a transaction whose statements do not wait for each other.

        Only an answer that is read is waited for: what is written costs no trip to the server.
        """

        def attempt(connection: Connection) -> T:
            with connection.pipeline(), connection.transaction():
                return work(connection)

        return self._patiently(attempt)

    def rows(self, question: str, values: Any = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a question. DatabaseAway."""
        return self._patiently(lambda one: one.execute(question, values, binary=True).fetchall())

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _patiently(self, work: Callable[[Connection], T]) -> T:
        """Do something, again after what passes."""
        for pause in (*self.pauses, None):
            try:
                return work(self._opened())
            except errors.DiskFull as error:
                raise NotSaved(reason=_("the disk is full")) from error
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                if self._connection is not None and self._connection.broken:
                    self.close()
                if pause is None:
                    raise DatabaseAway(place=self.place) from error
                time.sleep(pause)
        raise AssertionError

    def _opened(self) -> Connection:
        """Return the connection, a new one if the last is broken."""
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self.address, autocommit=True, options=_SETTINGS, connect_timeout=10,
                application_name="mediatordesk centre",
            )  # fmt: skip
            teach(self._connection)
        return self._connection
