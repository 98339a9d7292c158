"""Embeds the used part of a face in a PDF: one Type 0 font, its text copies out right."""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import uharfbuzz

from mediatordesk.documents.fonts.faces import Face

UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "vhea", "vmtx", "VORG", "BASE", "name", "DSIG")
TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{mappings}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFace:
    """A face in one PDF: numbers its characters as they are used, becomes a font at the end."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._codes: dict[str, int] = {}

    def encoded(self, text: str) -> str:
        """Return text as the hexadecimal string of a PDF, two bytes a character (Identity-H)."""
        codes = self._codes
        return "".join(f"{codes.setdefault(char, len(codes) + 1):04X}" for char in text)

    @property
    def characters(self) -> str:
        """The characters used so far, in the order of their numbers."""
        return "".join(self._codes)

    def to_font(self, document: Any) -> Any:
        """Return a reference to the font in a reportlab document (ISO 32000-1, 9.7)."""
        from reportlab.pdfbase import pdfdoc  # noqa: PLC0415  late: reportlab takes 0.2 s

        objects = _Objects(pdfdoc, document, self.name)
        tag = hashlib.sha256(self.characters.encode()).digest()[:6]
        base = "".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + self.face.name
        mappings = "\n".join(_mappings(self.characters))
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{base}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([self._descendant(objects, base)]),
            "ToUnicode": objects.stream("unicode", TO_UNICODE.format(mappings=mappings).encode()),
        }
        return objects.refer("font", font)

    def _descendant(self, objects: "_Objects", base: str) -> Any:
        """Return the font that holds the glyphs: their widths, and which code is which glyph."""
        pdfdoc = objects.pdfdoc
        program, glyphs = self._subset()
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        font = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{base}",
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": self._descriptor(objects, base, program),
            "DW": 1000,
            "W": self._widths(pdfdoc),
            "CIDToGIDMap": objects.stream(
                "glyphs", struct.pack(f">{len(glyphs) + 1}H", 0, *glyphs)
            ),
        }
        return objects.refer("descendant", font)

    def _descriptor(self, objects: "_Objects", base: str, program: bytes) -> Any:
        ascent, descent = round(self.face.ascent * 1000), -round(self.face.descent * 1000)
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": f"/{base}",
            "Flags": 4,
            "FontBBox": objects.pdfdoc.PDFArray([0, descent, 1000, ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": 80,
            "FontFile2": objects.stream("file", program, Length1=len(program)),
        }
        return objects.refer("descriptor", descriptor)

    def _subset(self) -> tuple[bytes, list[int]]:
        """Return the font program with these characters only, and their glyphs in it."""
        old = [self.face.glyph(char) for char in self._codes]
        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update(old)
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag.encode(), "big") for tag in UNUSED_TABLES
        )
        plan = uharfbuzz.SubsetPlan(self.face.harfbuzz, wanted)
        new = dict(plan.old_to_new_glyph_mapping)
        return bytes(plan.execute().blob.data), [new[glyph] for glyph in old]

    def _widths(self, pdfdoc: Any) -> Any:
        widths: list[object] = []
        for char, code in self._codes.items():
            width = round(self.face.width(char) * 1000)
            if width != 1000:
                widths += [code, pdfdoc.PDFArray([width])]
        return pdfdoc.PDFArray(widths)


def _mappings(chars: str) -> Iterator[str]:
    """Yield the lines that map codes to text; at most a hundred stand in one block."""
    for start in range(0, len(chars), 100):
        block = chars[start : start + 100]
        yield f"{len(block)} beginbfchar"
        for code, char in enumerate(block, start=start + 1):
            # UTF-16: a character beyond U+FFFF is two units, or 𬭎 looks right and copies wrong.
            yield f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"


@dataclass(frozen=True)
class _Objects:
    """Adds the objects of one font to a reportlab document."""

    pdfdoc: Any
    document: Any
    owner: str

    def stream(self, name: str, content: bytes, **entries: object) -> Any:
        """Add a compressed stream and return a reference to it."""
        stream = self.pdfdoc.PDFStream(content=content)
        for key, entry in entries.items():
            stream.dictionary[key] = entry
        stream.filters = [self.pdfdoc.PDFZCompress]
        return self.document.Reference(stream, f"{self.owner}:{name}")

    def refer(self, name: str, entries: dict[str, object]) -> Any:
        """Add a dictionary and return a reference to it."""
        dictionary = self.pdfdoc.PDFDictionary(entries)
        return self.document.Reference(dictionary, f"{self.owner}:{name}")
