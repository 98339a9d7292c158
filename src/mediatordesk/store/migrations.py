"""Migrations: a file that an older version made becomes one of this version when it is opened.

Each step is one transaction, and the file says itself how many were taken (PRAGMA user_version);
whoever is killed between two goes on at the next opening. sqlite-utils' `Migrations` was weighed:
it begins without IMMEDIATE, so two windows that open at once fall over each other, and it takes a
file of a newer version for one that is up to date.

A new step is a function of the database, put at the end of STEPS and never changed afterwards,
whose result `create_tables` makes at once in a new file. When only the register has grown, or a
field takes new values, these are `follow_register` and `understand_more` once more; a centre on
PostgreSQL counts the steps too. tests/data/desks has a file of every version.
"""

from collections.abc import Callable
from typing import Any

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.store.engine import CannotOpen
from mediatordesk.store.refusals import read
from mediatordesk.store.register import TABLES, Table
from mediatordesk.store.schema import (
    ADDED_TO_LOG,
    INDEXES,
    create_record_table,
    create_tables,
    guards_of,
)
from mediatordesk.store.search_tables import make_grams_anew, make_search_tables
from mediatordesk.store.understanding import understand_more

Step = Callable[[Any], None]


class NewerDesk(DeskError):
    """A newer version of the program has written this file."""

    happened = N_("This desk was used with a newer version of the program, which this one is not.")
    kept = N_("The desk was not opened, and nothing was changed in it.")
    to_do = N_("Install the newer version of the program, and open the desk with it.")


def follow_register(database: Any) -> None:
    """Make the tables, columns, guards and indexes of the register that are not there yet."""
    there = set(database.table_names())
    for table in TABLES:
        if table.name in there:
            _add_columns(database, table)
        else:
            create_record_table(database, table)
        guard(database, table.name)
    for statement in INDEXES:
        database.execute(statement)


def _add_columns(database: Any, table: Table) -> None:
    """Add the columns that a table lacks; they stand behind its dots, read by name."""
    there = database[table.name].columns_dict
    for name, kind in table.sql_types().items():
        if name not in there:
            database[table.name].add_column(name, kind)
    if "case_id" in table.columns:
        database[table.name].create_index(["case_id"], f"{table.name}_case", if_not_exists=True)


def guard(database: Any, table: str) -> None:
    """Put the guards of a table in their place.

    sqlite-utils' `transform` makes a table anew and drops its triggers; a step that uses it calls
    this afterwards.
    """
    for name, statement in guards_of(table):
        database.execute(f"DROP TRIGGER IF EXISTS {name}")
        database.execute(statement)


def _log_grows(database: Any) -> None:
    """Give the log what epochs, purges and unknown fields need."""
    for statement in ADDED_TO_LOG:
        database.execute(statement)


STEPS: tuple[Step, ...] = (
    follow_register,
    _log_grows,
    make_search_tables,
    understand_more,
    follow_register,
    understand_more,
    make_grams_anew,
    follow_register,
    understand_more,
    follow_register,
    understand_more,
)


def make_new(database: Any) -> None:
    """Make all tables of this version in an empty file, in the caller's transaction."""
    create_tables(database)
    database.execute(f"PRAGMA user_version = {len(STEPS)}")


def migrate(
    database: Any, in_transaction: Callable[[Callable[[], None]], None], cannot: str = ""
) -> None:
    """Bring a file to this version, one transaction a step; NewerDesk if it is beyond that.

    CannotOpen if it is older, and cannot be written to for a reason.
    """
    while _version(database) < len(STEPS):
        if cannot:
            raise CannotOpen(reason=cannot)
        in_transaction(lambda: _take_next_step(database))


def _take_next_step(database: Any) -> None:
    """Take the next step, unless another window has taken the last one meanwhile."""
    taken = _version(database)
    if taken < len(STEPS):
        STEPS[taken](database)
        database.execute(f"PRAGMA user_version = {taken + 1}")


def _version(database: Any) -> int:
    """Return how many steps were taken; NewerDesk if there are more than this version knows.

    NotRead if the disk does not allow it.
    """
    (taken,) = read(lambda: database.execute("PRAGMA user_version").fetchone())
    if taken > len(STEPS):
        raise NewerDesk
    return int(taken)
