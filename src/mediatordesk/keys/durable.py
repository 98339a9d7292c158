"""Files that are there whole or not at all, whatever happens while they are written."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

LEAST_ROOM = 1 << 16
"""Bytes that must go into a folder before anything is entrusted to it."""


class NotWritten(DeskError):
    """A file could not be written: disk full, write-protected, stick pulled."""

    happened = N_("The file {file} could not be written: {reason}.")
    kept = N_("What was there before is unchanged.")
    to_do = N_("Check that the disk or stick has room and can be written, then try again.")


class ReadsBackWrong(NotWritten):
    """The disk took the bytes and gives other ones back, as a forged or dying stick does."""

    happened = N_("The file {file} reads back differently from what was written.")
    to_do = N_("Use another disk or stick; this one loses data.")


def write_durably(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file under its name only when every byte of it is known to be on the disk.

    A temporary name, fsync, read again and compare, rename, fsync of the folder: a stick may
    accept bytes it does not keep. `private` files can be read by their owner only. Missing folders
    are made. NotWritten if any step fails; then nothing lies under the name but what lay there.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(draft, data, 0o600 if private else 0o666)
        if hashlib.sha256(draft.read_bytes()).digest() != hashlib.sha256(data).digest():
            draft.unlink()
            raise ReadsBackWrong(file=path.name)
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise NotWritten(file=path.name, reason=reason_of(error)) from error


def unwritable_because(folder: Path) -> str:
    """Return in words why nothing can be written into a folder; nothing if it can.

    It is tried: neither rights nor free space say it of every disk.
    """
    trial = folder / f".{uuid4().hex}.tmp"
    try:
        with trial.open("xb") as file:
            file.write(bytes(LEAST_ROOM))
    except OSError as error:
        return reason_of(error)
    finally:
        with suppress(OSError):
            trial.unlink()
    return ""


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a new file with these rights and force it to the disk."""
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # else what is read again comes from memory: not the stick
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    """Force the folder's entries to the disk; Windows writes them with the file."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
