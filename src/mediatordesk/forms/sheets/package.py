"""The parts of an .xlsx file: a ZIP of XML, opened with suspicion.

Nothing is unpacked that is not asked for, and no more of it than the limits allow, whatever the
ZIP says of its sizes. XML with a document type is refused: entities are the way of every bomb and
of every look into other files (CWE-776, CWE-611). No part names another file that is opened.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.parsers import expat

from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.sheet import NoSheet, SheetTooLarge

MAX_PARTS = 2_000
MAX_UNPACKED = 256 << 20
"""Bytes of XML that are read of one file, all parts together."""
_PIECE = 1 << 16
_PROPERTIES = "docProps/core.xml"
_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
Attributes = Mapping[str, str]


@dataclass
class Package:
    """The parts of one file, and how much may still be unpacked of it."""

    file: str
    archive: zipfile.ZipFile
    left: int

    @classmethod
    def read(cls, data: bytes, file: str, left: int) -> "Package":
        """Open a file; NoSheet if it is no ZIP, SheetTooLarge for a heap of parts."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise NoSheet(file=file, reason=_("it is damaged")) from error
        if len(archive.infolist()) > MAX_PARTS:
            raise SheetTooLarge(file=file, reason=_("it consists of too many parts"))
        return cls(file, archive, left)

    def has(self, part: str) -> bool:
        """Tell whether there is a part of this name."""
        return part in self.archive.namelist()

    def parse(
        self,
        part: str,
        begin: Callable[[str, Attributes], None],
        text: Callable[[str], None] = lambda _: None,
        end: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Read the XML of a part, element by element, by local names.

        NoSheet for a damaged part or one with a document type, SheetTooLarge beyond the limits.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = lambda name, given: begin(
            name.rpartition(" ")[2], {key.rpartition(" ")[2]: one for key, one in given.items()}
        )
        parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
        parser.CharacterDataHandler = text
        try:
            for piece in self._pieces(part):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by place
        except expat.ExpatError as error:
            raise NoSheet(file=self.file, reason=_("it is damaged")) from error

    def _pieces(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part, counted."""
        try:
            with self.archive.open(part) as stream:
                while piece := stream.read(_PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise SheetTooLarge(file=self.file, reason=_("it unpacks to too much"))
                    yield piece
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise NoSheet(file=self.file, reason=_("it is damaged")) from error
        except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a rare way
            raise NoSheet(file=self.file, reason=_("it is packed in an unusual way")) from error

    def _refuse_doctype(self, *_declared: object) -> None:
        raise NoSheet(file=self.file, reason=_("it carries definitions that a table never needs"))


def unescaped(text: str) -> str:
    """Return text with `_x000D_` and the like as the characters they stand for (ECMA-376, 22.9)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def escaped(text: str) -> str:
    """Return text whose characters XML cannot hold are written `_xFFFE_`, and so is what looks so.

    The other way round of `unescaped`.
    """
    plain = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return "".join(mark if _fits_xml(mark) else f"_x{ord(mark):04X}_" for mark in plain)


def _fits_xml(mark: str) -> bool:
    """Tell whether XML 1.0 can hold a character (2.2)."""
    code = ord(mark)
    return (
        (code >= 0x20 or mark in "\n\t")
        and not 0xD800 <= code <= 0xDFFF
        and (code not in (0xFFFE, 0xFFFF))
    )


def without_moments(data: bytes) -> bytes:
    """Return a workbook without the moments at which it was written, in its ZIP and its XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as written, zipfile.ZipFile(out, "w") as bare:
        for name in written.namelist():
            content = written.read(name)
            if name == _PROPERTIES:
                content = _MOMENTS.sub(b"", content)
            bare.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
