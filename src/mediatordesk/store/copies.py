"""Copies of a desk's database while windows go on writing, and the reading of such a copy."""

import errno
from pathlib import Path

import sqlcipher3

from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.keys.durable import NotWritten
from mediatordesk.store.engine import (
    CACHED_STATEMENTS,
    FILE_NAME,
    Database,
    SqlError,
    address_of,
    key_statements,
    open_database,
    refusal_words,
)
from mediatordesk.store.refusals import NotRead
from mediatordesk.store.store import Store

FULL = "database or disk is full"
DAMAGED_SOURCE = frozenset({"database disk image is malformed", "file is not a database"})
"""sqlite3_errstr() of FULL, CORRUPT and NOTADB: the online backup tells no code in Python."""
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class CopyDamaged(DeskError):
    """A copy of the database cannot be read with the desk's key."""

    happened = N_("The copied database {file} is damaged ({reason}).")
    kept = N_("The desk itself and the other backups are unchanged.")
    to_do = N_("Make another backup; if it happens again, use another disk or stick.")


def copy_database(folder: Path, key: bytes, to: Path) -> None:
    """Copy a desk's database as it is at one moment, under the same key, into a new file.

    By SQLite's online backup: what four windows save meanwhile waits for nobody and is not in the
    copy. The copy needs no second file beside it. A desk that can only be read is copied too.
    NotWritten if the disk does not take it, NotRead if the desk is damaged.
    """
    source, _why = open_database(folder / FILE_NAME, key)
    try:
        _copy_pages(source.conn, to, key)
    except SqlError as error:
        if str(error) in DAMAGED_SOURCE:
            raise NotRead(reason=_("it is damaged")) from error
        reason = _("the disk is full or faulty, or was pulled out")
        raise NotWritten(file=to.name, reason=reason) from error
    finally:
        source.conn.close()


def _copy_pages(source: sqlcipher3.Connection, to: Path, key: bytes) -> None:
    """Copy all pages in one step: one moment, however busy the desk is. SqlError."""
    target = _keyed(sqlcipher3.connect(str(to), isolation_level=None), key)
    try:
        for setting in ("journal_mode=OFF", "synchronous=OFF"):  # it is forced out as a whole
            target.execute(f"PRAGMA {setting}")
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def open_copy(path: Path, key: bytes, *, clock: Clock) -> Store:
    """Open a copied database to read only, where it lies, also on a write-protected disk.

    CopyDamaged if it does not open with this key.
    """
    try:
        connection = sqlcipher3.connect(
            address_of(path, "?mode=ro&immutable=1"),
            uri=True,
            isolation_level=None,
            cached_statements=CACHED_STATEMENTS,
        )
        _keyed(connection, key).execute("SELECT n FROM head").fetchone()  # an empty file has none
    except SqlError as error:
        raise CopyDamaged(file=path.name, reason=refusal_words(error)) from error
    connection.execute("PRAGMA temp_store=MEMORY")
    return Store(Database(connection), clock)


def is_disk_full(error: NotWritten) -> bool:
    """Tell whether a file was not written because its disk has no room."""
    cause = error.__cause__
    if isinstance(cause, OSError):
        return cause.errno in FULL_DISK
    return str(cause) == FULL


def _keyed(connection: sqlcipher3.Connection, key: bytes) -> sqlcipher3.Connection:
    """Return a connection that has been given the key."""
    for statement in key_statements(key):
        connection.execute(statement)
    return connection
