"""Files that people hand in: their size is looked at first, then a child process reads them.

The child is started anew and knows nothing of the desk. It costs half a second, once for all files
that are handed in together.
"""

import errno
import stat
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from mediatordesk.core.disk_reasons import REASONS, reason_of
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.texts import _
from mediatordesk.documents.confined import BrokeOff, Confined, NeededTooMuch, TookTooLong
from mediatordesk.documents.incoming import (
    Examined,
    HandedIn,
    MissingFile,
    OverlargeFile,
    Unexamined,
    Wishes,
    examine,
    needs_reading,
)

LIMITS = Confined(seconds=60, megabytes=1024)
"""For each file: a scan of 72 million points takes 3 seconds and 600 MB."""
MAX_FILE = 500 << 20
"""Bytes of one file at most."""


def handed_in(path: Path) -> HandedIn:
    """Return a file that is named by its path; MissingFile, OverlargeFile before it is read."""
    name = shown_name(path.name) or str(path)
    try:
        facts = path.stat()
    except OSError as error:
        raise MissingFile(name=name, reason=reason_of(error)) from error
    except ValueError as error:  # a zero byte in the name
        raise MissingFile(name=name, reason=_(REASONS[errno.EINVAL])) from error
    if not stat.S_ISREG(facts.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(facts.st_mode) else errno.ENODEV
        raise MissingFile(name=name, reason=_(REASONS[code]))
    if facts.st_size > MAX_FILE:
        raise OverlargeFile(name=name, megabytes=facts.st_size >> 20, limit=MAX_FILE >> 20)
    return HandedIn(name, path, facts.st_size)


def examined(files: Sequence[HandedIn], wishes: Wishes) -> Generator[Examined, None, None]:
    """Yield what each file is, in their order; the first that may not come in is refused.

    MissingFile and the other kinds of FileRefused.
    """
    read = [one for one in files if _must_be_read(one)]
    with closing(LIMITS.each(partial(_examine, wishes=wishes), read)) as answers:
        for one in files:
            yield _answer(answers, one) if one in read else _examine(one, wishes)


def examined_here(files: Sequence[HandedIn], wishes: Wishes) -> Generator[Examined, None, None]:
    """Yield the same without a child process: for files that this program has made itself."""
    for one in files:
        yield _examine(one, wishes)


def _answer(answers: Iterator[Examined], handed: HandedIn) -> Examined:
    try:
        return next(answers)
    except (TookTooLong, NeededTooMuch, BrokeOff) as error:
        raise Unexamined(name=handed.name) from error


def _examine(handed: HandedIn, wishes: Wishes) -> Examined:
    try:
        return examine(handed, wishes)
    except OSError as error:
        raise MissingFile(name=handed.name, reason=reason_of(error)) from error


def _must_be_read(handed: HandedIn) -> bool:
    try:
        return needs_reading(handed)
    except OSError as error:
        raise MissingFile(name=handed.name, reason=reason_of(error)) from error
