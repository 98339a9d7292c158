"""SQLCipher under sqlite-utils: opening the encrypted file with the right settings."""

import sys
from pathlib import Path
from typing import Any

import sqlcipher3

# sqlite-utils catches the errors of the module that it was imported with, and sqlcipher3's are
# not sqlite3's: it must find SQLCipher under the one name it looks for before the standard library.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

import sqlite_utils  # noqa: E402 - only now, see above

from mediatordesk.core.errors import DeskError  # noqa: E402 - as above
from mediatordesk.core.texts import N_  # noqa: E402 - as above

Database = sqlite_utils.Database
SqlError = sqlcipher3.dbapi2.Error
_REFUSALS = frozenset({3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 22, 26})
"""SQLite's PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS,
NOTADB: the computer does not allow it. Every other error is our own mistake.
"""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a file that two windows have open (the WAL-reset bug)."""
BUSY_SECONDS = 5
CACHED_STATEMENTS = 2000
"""More than there are. sqlcipher3's cache, once full, throws out the statement that came last: with
its usual 100 places the tables' creation fills it for good, and every save is parsed anew.
"""


class DeskLocked(DeskError):
    """The database does not open with this key."""

    happened = N_("The desk could not be opened: {path} is not a desk of this key, or is damaged.")
    kept = N_("Nothing was changed in it.")
    to_do = N_("Check the folder and the passphrase, or restore the newest backup.")


class OldDatabaseLibrary(DeskError):
    """The SQLite in use is older than the desk needs."""

    happened = N_("The database library {version} is too old to keep cases safely.")
    kept = N_("The desk was not opened, and nothing was changed.")
    to_do = N_("Install the program again from its package.")


def is_refusal(error: Exception) -> bool:
    """Tell whether an error says that the computer refuses: full disk, locked file, damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def connect(path: Path, key: bytes) -> Any:
    """Open or create an encrypted database with a raw 32-byte key.

    DeskLocked if the file is not one of this key. Transactions are begun by hand.
    """
    if sqlcipher3.sqlite_version_info < OLDEST_SQLITE:
        raise OldDatabaseLibrary(version=sqlcipher3.sqlite_version)
    connection = sqlcipher3.connect(
        str(path),
        isolation_level=None,
        timeout=BUSY_SECONDS,
        cached_statements=CACHED_STATEMENTS,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except SqlError as error:
        connection.close()
        raise DeskLocked(path=path.name) from error
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "secure_delete=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {setting}")
    return Database(connection)
