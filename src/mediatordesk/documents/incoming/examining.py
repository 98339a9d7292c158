"""One file that is handed in, examined: what it is, what to warn of, and a copy to work with.

This is what a child process is asked (`confined`): libraries written in C read what a stranger
made.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.core.texts import N_, _
from mediatordesk.documents.incoming.compound import examine_compound
from mediatordesk.documents.incoming.errors import OverlargeFile
from mediatordesk.documents.incoming.kinds import (
    COMPOUND,
    HEAD,
    HEIC,
    MAIL,
    PACKED,
    PDF,
    PICTURES,
    RTF,
    TEXT,
    FileKind,
    kind_of,
)
from mediatordesk.documents.incoming.packed import examine_packed
from mediatordesk.documents.incoming.pdfs import examine_pdf
from mediatordesk.documents.incoming.photos import look_at_photo
from mediatordesk.documents.incoming.texts import examine_rtf, examine_text, refuse_active_xml

MAX_IN_MEMORY = 150 << 20
"""Bytes of a picture or an office document that are read at once."""
UNLIKE_ITS_NAME = N_("{name} is {what}, unlike its name; it is kept as what it is.")
AS_THE_PHONE_WROTE = N_(
    "{name} is kept as the phone wrote it: it is not made smaller, and if it says where it was"
    " taken, that stays in it. JPEG is the better choice."
)
POSITION_STAYS = N_("{name} says where it was taken, and that stays in it.")
MAIL_OPENED_OUTSIDE = N_("What is attached to the message {name} was not examined.")

Found = tuple[FileKind, tuple[str, ...]]


@dataclass(frozen=True)
class HandedIn:
    """A file that somebody hands in: what it is called, where it is or its bytes, how many."""

    name: str
    source: Path | bytes
    size: int

    def open(self) -> io.BufferedReader | io.BytesIO:
        """Open it for reading; OSError."""
        if isinstance(self.source, bytes):
            return io.BytesIO(self.source)
        return self.source.open("rb")

    def read(self) -> bytes:
        """Return its bytes; OverlargeFile for more than MAX_IN_MEMORY, OSError."""
        with self.open() as stream:
            data = stream.read(MAX_IN_MEMORY + 1)
        if len(data) > MAX_IN_MEMORY:
            limit = MAX_IN_MEMORY >> 20
            raise OverlargeFile(name=self.name, megabytes=self.size >> 20, limit=limit)
        return data


@dataclass(frozen=True)
class Wishes:
    """What is wished of a picture: kept as finely as a scan, with the place it was taken."""

    scan: bool = False
    keep_position: bool = False


@dataclass(frozen=True)
class Examined:
    """What a file is, what to warn of in words, and a working copy where that is another file."""

    media_type: str
    warnings: tuple[str, ...] = ()
    copy: bytes | None = None
    copy_type: str = ""


def needs_reading(handed: HandedIn) -> bool:
    """Tell whether more than its beginning must be read to know it: not for sound and video.

    A refusal of `errors` where the beginning says enough. OSError.
    """
    kind = _by_beginning(handed)
    return kind is not HEIC and (kind.media_type in PICTURES or kind in READERS)


def examine(handed: HandedIn, wishes: Wishes) -> Examined:
    """Say what a file is and whether it may come in. A refusal of `errors`; OSError."""
    kind = _by_beginning(handed)
    if kind.media_type in PICTURES and kind is not HEIC:
        return _picture(handed, kind, wishes)
    kind, warnings = READERS.get(kind, _known_by_beginning)(handed, kind)
    return Examined(kind.media_type, (*_renamed(handed, kind), *warnings))


def _by_beginning(handed: HandedIn) -> FileKind:
    with handed.open() as stream:
        return kind_of(handed.name, stream.read(HEAD))


def _renamed(handed: HandedIn, kind: FileKind) -> tuple[str, ...]:
    """Say it if the name promises something else."""
    if kind.agrees(handed.name):
        return ()
    what = _("{family} ({ending})").format(family=_(kind.family.words), ending=kind.endings[0])
    return (_(UNLIKE_ITS_NAME).format(name=handed.name, what=what),)


def _picture(handed: HandedIn, kind: FileKind, wishes: Wishes) -> Examined:
    seen = look_at_photo(
        handed.read(), handed.name, scan=wishes.scan, keep_position=wishes.keep_position
    )
    warnings = _renamed(handed, kind)
    if seen.keeps_position and not wishes.keep_position:
        warnings += (_(POSITION_STAYS).format(name=handed.name),)
    copy_type = seen.copy_type if seen.copy is not None else ""
    return Examined(kind.media_type, warnings, seen.copy, copy_type)


def _known_by_beginning(handed: HandedIn, kind: FileKind) -> Found:
    said = AS_THE_PHONE_WROTE if kind is HEIC else ""
    return kind, (_(said).format(name=handed.name),) if said else ()


def _read_pdf(handed: HandedIn, kind: FileKind) -> Found:
    return kind, examine_pdf(handed.source, handed.name)


def _read_packed(handed: HandedIn, _kind: FileKind) -> Found:
    return examine_packed(handed.read(), handed.name)


def _read_compound(handed: HandedIn, _kind: FileKind) -> Found:
    return examine_compound(handed.read(), handed.name), ()


def _read_rtf(handed: HandedIn, _kind: FileKind) -> Found:
    with handed.open() as stream:
        return examine_rtf(stream, handed.name), ()


def _read_text(handed: HandedIn, _kind: FileKind) -> Found:
    with handed.open() as stream:
        refuse_active_xml(stream, handed.name)
        kind = examine_text(stream, handed.name)
    said = MAIL_OPENED_OUTSIDE if kind is MAIL else ""
    return kind, (_(said).format(name=handed.name),) if said else ()


READERS: Mapping[FileKind, Callable[[HandedIn, FileKind], Found]] = {
    PDF: _read_pdf,
    PACKED: _read_packed,
    COMPOUND: _read_compound,
    RTF: _read_rtf,
    TEXT: _read_text,
}
