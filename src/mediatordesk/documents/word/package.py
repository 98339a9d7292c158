"""A Word file as a set of parts: opened with suspicion, written so that the same is the same."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.core.texts import _
from mediatordesk.documents.errors import (
    BrokenPart,
    ExternalContent,
    MacroContent,
    NotAWordFile,
    OldWordFile,
    UnsafeXml,
)
from mediatordesk.documents.word.archive import Part, read_archive, write_archive

DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
INSIDE = "Internal"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ECMA-376 part 2, 6.2.5: parts are UTF-8 or UTF-16; other codings could hide what they say.
CODINGS = ("UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII")
# A tree takes some hundred bytes of memory for each element, whatever its part takes in the file.
MAX_ELEMENTS = 1_000_000
# MS-CFB, 2.2: how a file in the old Word format begins, and an encrypted one (MS-OFFCRYPTO, 1.3).
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDS_EARLY = (etree.ErrorTypes.ERR_TAG_NOT_FINISHED,)
ENTITIES = (etree.ErrorTypes.ERR_UNDECLARED_ENTITY, etree.ErrorTypes.ERR_ENTITY_LOOP)
# Of a part that passes the parser's limits; its older versions said it was an internal error.
PASSES_LIMITS = (etree.ErrorTypes.ERR_INTERNAL_ERROR, 114)


@dataclass(frozen=True)
class Package:
    """The parts of a DOCX by name, in the order of the file; nothing in it points outside.

    `archive` has the same parts as they were packed.
    """

    parts: Mapping[str, bytes]
    archive: Mapping[str, Part] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, data: bytes, name: str = "") -> "Package":
        """Read the parts of a DOCX.

        `name` is what a message calls the file. Raises NotAWordFile, OldWordFile,
        WordFileTooLarge, StrangeArchive, MacroContent, ExternalContent, UnsafeXml or BrokenPart.
        """
        name = name or _("this file")
        if data.startswith(COMPOUND_FILE):
            raise OldWordFile(name=name)
        archive = read_archive(data, name)
        parts = {part: one.data for part, one in archive.items()}
        if DOCUMENT not in parts or CONTENT_TYPES not in parts:
            raise NotAWordFile(name=name)
        package = cls(parts, archive)
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
            if not part.lower().endswith(".rels"):
                continue
            for link in parse_xml(self.parts[part], part).iter(RELATIONSHIP):
                # A hyperlink is shown as text and never followed; anything else would be fetched.
                outside = link.get("TargetMode", INSIDE) != INSIDE
                if outside and not link.get("Type", "").endswith("/hyperlink"):
                    raise ExternalContent(part=part, target=link.get("Target", ""))


def relationships_of(part: str) -> str:
    """Return the name of the part that lists what `part` refers to (ECMA-376 part 2, 9.3)."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def parse_xml(data: bytes, part: str) -> Element:
    """Parse one part without entities, document types or the network.

    Raises UnsafeXml or BrokenPart; the parser's own limits (256 levels, texts of 10 MB) hold.
    """
    if data.count(b"<") > MAX_ELEMENTS * 2:
        raise BrokenPart(part=part, reason=_("it has too many elements"))
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
        raise BrokenPart(part=part, reason=_reason_of(error, data)) from error
    facts = root.getroottree().docinfo
    if facts.internalDTD is not None or (facts.encoding or CODINGS[0]).upper() not in CODINGS:
        raise UnsafeXml(part=part)
    return root


def _reason_of(error: etree.XMLSyntaxError, data: bytes) -> str:
    """Return why a part is no sound XML, in words for people."""
    code = getattr(error, "code", None)  # lxml has it, its stubs do not
    passes_limits = code in PASSES_LIMITS
    if code in ENTITIES or (passes_limits and b"<!ENTITY" in data):
        return _("it expands entities")
    if passes_limits:
        return _("it nests too deeply, or a text in it is too long")
    if code in ENDS_EARLY or not data.strip():
        return _("it ends too early")
    return _("it is not well-formed at line {line}").format(line=error.lineno)


def to_bytes(root: Element) -> bytes:
    """Return a part as the bytes of an XML file, as Word writes it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a DOCX; the same parts give the same bytes."""
    return write_archive({name: Part.of(data) for name, data in parts.items()})


def _part_name(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(folder, target))
