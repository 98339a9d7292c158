"""A Word file as a set of parts: opened with suspicion, written so that the same is the same."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.errors import (
    BrokenPart,
    ExternalContent,
    MacroContent,
    NotAWordFile,
    UnsafeXml,
    WordFileTooLarge,
)

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAX_BYTES = 64 * 2**20
MAX_ENTRIES = 2000
# The first moment a ZIP can name: the same paper is then the same bytes.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX by name, in the order of the file; nothing in it points outside."""

    parts: Mapping[str, bytes]

    @classmethod
    def open(cls, data: bytes, name: str = ".docx") -> "Package":
        """Read the parts of a DOCX.

        `name` is what a message calls the file. Raises NotAWordFile, WordFileTooLarge,
        MacroContent, ExternalContent, UnsafeXml or BrokenPart.
        """
        parts = _unpack(data, name)
        if DOCUMENT not in parts or CONTENT_TYPES not in parts:
            raise NotAWordFile(name=name)
        package = cls(parts)
        package._refuse_programs()
        package._refuse_outside()
        return package

    def xml(self, name: str) -> Element | None:
        """Return a part as XML, or None where there is no such part."""
        data = self.parts.get(name)
        return None if data is None else parse_xml(data, name)

    def relationships(self, part: str) -> dict[str, str]:
        """Return the parts that a part refers to, by relationship id, with their full names."""
        root = self.xml(relationships_of(part))
        if root is None:
            return {}
        folder = posixpath.dirname(part)
        return {
            link.get("Id", ""): _part_name(folder, link.get("Target", ""))
            for link in root.iter(RELATIONSHIP)
        }

    def _refuse_programs(self) -> None:
        for part in self.parts:
            if part.lower().endswith("vbaproject.bin"):
                raise MacroContent(part=part)
        if b"macroEnabled" in self.parts.get(CONTENT_TYPES, b""):
            raise MacroContent(part=CONTENT_TYPES)

    def _refuse_outside(self) -> None:
        for part in self.parts:
            if not part.endswith(".rels"):
                continue
            for link in parse_xml(self.parts[part], part).iter(RELATIONSHIP):
                # A hyperlink is shown as text and never followed; anything else would be fetched.
                outside = link.get("TargetMode") == "External"
                if outside and not link.get("Type", "").endswith("/hyperlink"):
                    raise ExternalContent(part=part, target=link.get("Target", ""))


def relationships_of(part: str) -> str:
    """Return the name of the part that lists what `part` refers to (ECMA-376 part 2, 9.3)."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def parse_xml(data: bytes, part: str) -> Element:
    """Parse one part without entities, document types or the network."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenPart(part=part, reason=error.msg) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXml(part=part)
    return root


def to_bytes(root: Element) -> bytes:
    """Return a part as the bytes of an XML file, as Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a DOCX; the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return target.getvalue()


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            # zipfile reads no more of an entry than its stated size, so the sum is a true limit.
            size = sum(entry.file_size for entry in entries)
            if size > MAX_BYTES or len(entries) > MAX_ENTRIES:
                raise WordFileTooLarge(entries=len(entries), megabytes=size // 2**20)
            if any(entry.flag_bits & 1 for entry in entries):
                raise NotAWordFile(name=name)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise NotAWordFile(name=name) from error


def _part_name(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))
