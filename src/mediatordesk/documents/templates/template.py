"""A clerk's Word template, compiled once, filled as often as it is wanted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import _Element as Element

from mediatordesk.documents.errors import ExternalContent, NotAWordFile, WordFileTooLarge
from mediatordesk.documents.templates.compiling import Holder, compile_part
from mediatordesk.documents.templates.fetching import fetching_code
from mediatordesk.documents.templates.marking import fields_of, mark
from mediatordesk.documents.word.archive import MAX_BYTES, Part
from mediatordesk.documents.word.package import Package, parse_xml
from mediatordesk.documents.word.wordml import PARAGRAPH

TEXT_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


@dataclass(frozen=True)
class Template:
    """A template ready to be filled: its parts, those that hold fields as marked XML, its fields.

    `fields` are the names that values are wanted for, as the clerk wrote them. `archive` has the
    parts as they were packed and `compiled` those that a value goes into; filling reads both
    and changes neither.
    """

    parts: Mapping[str, bytes]
    marked: Mapping[str, Element]
    fields: frozenset[str]
    archive: Mapping[str, Part]
    compiled: Mapping[str, Holder]

    @classmethod
    def read(cls, source: bytes | str | Path) -> "Template":
        """Compile a template from its bytes or its file.

        Raises a kind of WordFileRefused that says what is wrong with it, and where.
        """
        data, name = _bytes_of(source)
        package = Package.open(data, name)
        marked = {part: mark(root) for part, root in _text_parts(package)}
        fields = frozenset(name for root in marked.values() for name in _fields_in(root))
        compiled = {part: compile_part(root) for part, root in marked.items()}
        alive = {part: one for part, one in compiled.items() if one is not None}
        return cls(package.parts, marked, fields, package.archive, alive)


def _bytes_of(source: bytes | str | Path) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, ".docx"
    path = Path(source)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise WordFileTooLarge(entries=1, megabytes=size // 2**20)
        return path.read_bytes(), path.name
    except OSError as error:
        raise NotAWordFile(name=path.name) from error


def _text_parts(package: Package) -> Iterator[tuple[str, Element]]:
    """Yield the document, its headers, footers and notes; ExternalContent if one fetches more."""
    for part, data in package.parts.items():
        if TEXT_PARTS.fullmatch(part):
            root = parse_xml(data, part)
            code = fetching_code(root)
            if code is not None:
                raise ExternalContent(part=part, target=code)
            yield part, root


def _fields_in(root: Element) -> Iterator[str]:
    for paragraph in root.iter(PARAGRAPH):
        yield from fields_of(paragraph)
