"""Files that somebody chose in the window, read whole."""

from pathlib import Path

from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

LARGEST = 256 << 20
"""Bytes of a chosen file, at most: it is held in memory whole."""


class FileNotRead(DeskError):
    """A file that was chosen cannot be read. Fields: file, reason."""

    happened = N_("The file {file} cannot be read: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check that the file is still there, and choose it again.")


class FileTooLarge(DeskError):
    """A file that was chosen is larger than any that is expected. Fields: file, limit in MB."""

    happened = N_("The file {file} is larger than {limit} MB.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose another file, or divide it.")


def read_chosen(path: Path) -> bytes:
    """Return the bytes of a file that was chosen. FileNotRead, FileTooLarge."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise FileNotRead(file=path.name, reason=reason_of(error)) from error
    if len(data) > LARGEST:
        raise FileTooLarge(file=path.name, limit=LARGEST >> 20)
    return data
