"""SQLCipher under sqlite-utils: opening the encrypted file with the right settings."""

import os
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import sqlcipher3

# sqlite-utils catches the errors of the module that it was imported with, and sqlcipher3's are
# not sqlite3's: it must find SQLCipher under the one name it looks for before the standard library.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)

import sqlite_utils  # noqa: E402 - only now, see above

from mediatordesk.core.disk_reasons import reason_of  # noqa: E402 - as above
from mediatordesk.core.errors import DeskError  # noqa: E402 - as above
from mediatordesk.core.texts import N_, _  # noqa: E402 - as above
from mediatordesk.keys.durable import unwritable_because  # noqa: E402 - as above

T = TypeVar("T")
FILE_NAME = "desk.db"
Database = sqlite_utils.Database
SqlError = sqlcipher3.dbapi2.Error
_NOT_OURS = frozenset({11, 26})
"""SQLite's CORRUPT and NOTADB: another key, or damage."""
_REFUSALS = frozenset({3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 22, 26})
"""SQLite's PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOLFS,
NOTADB: the computer does not allow it. Every other error is our own mistake.
"""
_REASONS: Mapping[int, str] = {
    **dict.fromkeys((3, 14), N_("its folder cannot be written to")),
    **dict.fromkeys((5, 6, 15), N_("another program is using it")),
    7: N_("the computer's memory is used up"),
    8: N_("the disk is write-protected"),
    10: N_("the disk is full or faulty, or was pulled out"),
    **dict.fromkeys((11, 26), N_("it is damaged")),
    13: N_("the disk is full"),
    22: N_("it is too large for this disk"),
}
"""The same in words for people."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a file that two windows have open (the WAL-reset bug)."""
BUSY_SECONDS = 5
_BUSY = 5
_NAP = (0.0005, 0.002)
CACHED_STATEMENTS = 2000
"""More than there are. sqlcipher3's cache, once full, throws out the statement that came last: with
its usual 100 places the tables' creation fills it for good, and every save is parsed anew.
"""
_PROVED = "SELECT count(*) FROM sqlite_master"
_TO_WRITE = (
    _PROVED,
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=0",  # from now on `patiently` waits
)
_TO_READ = (
    "PRAGMA locking_mode=EXCLUSIVE",  # before the first reading: then the log needs no -shm file
    _PROVED,
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)


class DeskLocked(DeskError):
    """The database does not open with this key."""

    happened = N_("The desk could not be opened: {path} is not a desk of this key, or is damaged.")
    kept = N_("Nothing was changed in it.")
    to_do = N_("Check the folder and the passphrase, or restore the newest backup.")


class CannotOpen(DeskError):
    """The computer does not let the file be opened and written to."""

    happened = N_("The desk could not be opened: its file cannot be written to ({reason}).")
    kept = N_("Nothing was changed in it.")
    to_do = N_("Make room on the disk, or make the folder writable, and open the desk again.")


class DatabaseGone(CannotOpen):
    """The file of the desk is not there any more, or nothing is left in it."""

    happened = N_("The desk's database {file} is missing or empty.")
    kept = N_("Nothing was changed, and no new one was made in its place.")
    to_do = N_("Look for the file where it may have been moved to (a virus scanner's quarantine), "
               "or restore the newest backup into a new folder.")  # fmt: skip


class OldDatabaseLibrary(DeskError):
    """The SQLite in use is older than the desk needs."""

    happened = N_("The database library {version} is too old to keep cases safely.")
    kept = N_("The desk was not opened, and nothing was changed.")
    to_do = N_("Install the program again from its package.")


def is_refusal(error: Exception) -> bool:
    """Tell whether an error says that the computer refuses: full disk, locked file, damage."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def refusal_words(error: Exception) -> str:
    """Return in words why the computer refuses, never in the library's own."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    known = _REASONS.get(code)
    return _(known) if known else _("the system refuses it (error {code})").format(code=code)


def page_words(found: str) -> str:
    """Return in words what `PRAGMA cipher_integrity_check` has found: which page is damaged."""
    page = found.rpartition(" ")[2]
    known = page.isdecimal()
    return _("page {page} of the database is damaged").format(page=page) if known else found


def connect(path: Path, key: bytes) -> Any:
    """Open or create an encrypted database with a raw 32-byte key; a new one is its owner's only.

    DeskLocked if the file is not one of this key, CannotOpen if the computer does not allow it.
    Transactions are begun by hand.
    """
    if sqlcipher3.sqlite_version_info < OLDEST_SQLITE:
        raise OldDatabaseLibrary(version=sqlcipher3.sqlite_version)
    try:
        _make_private(path)
    except OSError as error:
        raise CannotOpen(reason=reason_of(error)) from error
    return _unlocked(path, key, "", _TO_WRITE)


def open_database(path: Path, key: bytes) -> tuple[Any, str]:
    """Open a database as far as its disk allows; return it, and why it can only be read, if so.

    DeskLocked, CannotOpen.
    """
    why = unwritable_because(path.parent)
    if not why and path.exists() and not os.access(path, os.W_OK):
        why = _("it is not allowed")
    return (_connect_to_read if why else connect)(path, key), why


def address_of(path: Path, options: str) -> str:
    """Return a file's address as SQLite takes it (sqlite.org/uri.html)."""
    plain = path.resolve().as_posix()
    return f"file://{quote(plain if plain.startswith('/') else f'/{plain}')}{options}"


def _connect_to_read(path: Path, key: bytes) -> Any:
    """Open a database beside which nothing can be written; nothing is, not even a lock.

    A file -shm says that another window may have it open: then it is opened like that one, which
    needs no new room.
    """
    if path.with_name(f"{path.name}-shm").exists():
        with suppress(CannotOpen):
            return connect(path, key)
    log = path.with_name(f"{path.name}-wal")
    # Without locks SQLite reads the log only on a system layer that has none; an immutable file,
    # which it takes to be one without a log, needs none (sqlite.org/wal.html, 5 and 6).
    layer = "win32-none" if os.name == "nt" else "unix-none"
    in_log = log.exists() and log.stat().st_size
    options = f"?mode=ro&vfs={layer}" if in_log else "?mode=ro&immutable=1"
    return _unlocked(path, key, options, _TO_READ)


def _unlocked(path: Path, key: bytes, options: str, settings: Sequence[str]) -> Any:
    """Open a file with a key, and choose its settings. DeskLocked, CannotOpen."""
    try:
        connection = sqlcipher3.connect(
            address_of(path, options) if options else str(path),
            uri=bool(options),
            isolation_level=None,
            timeout=BUSY_SECONDS,
            cached_statements=CACHED_STATEMENTS,
        )
    except SqlError as error:
        raise CannotOpen(reason=refusal_words(error)) from error
    try:
        for statement in (*key_statements(key), *settings):
            connection.execute(statement).fetchall()
    except SqlError as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_OURS:
            raise DeskLocked(path=path.name) from error
        if is_refusal(error):
            raise CannotOpen(reason=refusal_words(error)) from error
        raise
    return Database(connection)


def require_content(path: Path) -> None:
    """Raise DatabaseGone if there is no database, or a file in which nothing is left.

    SQLite would begin a new one. While windows work, all may stand in the log beside it.
    """
    log = path.with_name(f"{path.name}-wal")
    if not any(one.exists() and one.stat().st_size for one in (path, log)):
        raise DatabaseGone(file=path.name)


def _make_private(path: Path) -> None:
    """Make a new file that only its owner can read; SQLite gives those beside it the same rights.

    OSError.
    """
    if not path.exists():
        path.touch(0o600)


def key_statements(key: bytes) -> tuple[str, str]:
    """Return what gives a connection its key; SQLCipher's own log would go to the terminal."""
    return "PRAGMA cipher_log_level = NONE", f"PRAGMA key = \"x'{key.hex()}'\""


def patiently(work: Callable[[], T]) -> T:
    """Do what may have to wait for another window, for BUSY_SECONDS at most.

    SQLite's own waiting sleeps longer and longer, up to 100 ms, and starves who came first.
    """
    give_up = 0.0
    while True:
        try:
            return work()
        except SqlError as error:
            now = time.monotonic()
            give_up = give_up or now + BUSY_SECONDS
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != _BUSY or now > give_up:
                raise
        time.sleep(random.uniform(*_NAP))  # noqa: S311 - so that windows do not wake together
