"""PDFs that are handed in: kept as they are, if they can be read; what acts in them is said."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediatordesk.core.texts import N_, _
from mediatordesk.documents.incoming.errors import DamagedFile, LockedFile
from mediatordesk.documents.pdf.joining import NotAPdf, join_pdfs

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf

WHOLE = 64 << 20
"""Bytes up to which a PDF is read page by page, as it will be for a packet."""
MAX_OBJECTS = 200_000
ACTIONS: Mapping[str, str] = {
    "/JavaScript": N_("{name} contains JavaScript; this program does not run it."),
    "/Launch": N_("{name} starts another program when it is opened elsewhere."),
    "/SubmitForm": N_("{name} sends what is filled in to somebody."),
    "/ImportData": N_("{name} reads in another file."),
    "/RichMedia": N_("{name} contains films or sound, which are not printed."),
}
EMBEDDED = N_("{name} contains other files, which nobody has examined.")


def examine_pdf(source: Path | bytes, name: str) -> tuple[str, ...]:
    """Return what to warn of in a PDF (ISO 32000-2, 12.6). LockedFile, DamagedFile."""
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    opened = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    with opened as stream:
        try:
            size = stream.seek(0, io.SEEK_END)
            with pikepdf.Pdf.open(stream, access_mode=pikepdf.AccessMode.stream) as pdf:
                if not len(pdf.pages):
                    raise DamagedFile(name=name)
                found = tuple(dict.fromkeys(_actions(pdf)))
            if size <= WHOLE:
                stream.seek(0)
                join_pdfs([stream.read()])
        except pikepdf.PasswordError as error:
            raise LockedFile(name=name) from error
        except (pikepdf.PdfError, NotAPdf, ValueError, TypeError, RecursionError) as error:
            raise DamagedFile(name=name) from error
    return tuple(_(words).format(name=name) for words in found)


def _actions(pdf: "pikepdf.Pdf") -> Iterator[str]:
    """Yield what a PDF may do, in words, as often as it is found."""
    import pikepdf  # noqa: PLC0415  as above

    for one, _count in zip(pdf.objects, range(MAX_OBJECTS), strict=False):
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield from _said_by(one, 0)


def _said_by(one: Any, depth: int) -> Iterator[str]:
    """Yield what a dictionary does, and those directly inside it."""
    import pikepdf  # noqa: PLC0415  as above

    for sign in (str(one.get("/S", "")), str(one.get("/Subtype", ""))):
        if sign in ACTIONS:
            yield ACTIONS[sign]
    if "/JS" in one:
        yield ACTIONS["/JavaScript"]
    if "/EF" in one:
        yield EMBEDDED
    if depth < 4:
        for value in one.values():
            if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
                yield from _said_by(value, depth + 1)
