"""Word files that were made to do harm, and what is done with them."""

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Fonts, Template, check_template, fill, to_pdf
from mediatordesk.documents.word.package import DOCUMENT, write_package
from tests.documents.papers import blank, line, to_bytes

LINKS, STYLES, NUMBERING = (
    *("word/_rels/document.xml.rels", "word/styles.xml"),
    "word/numbering.xml",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 10  # of the processor's time that any of these may take; most take some milliseconds


def parts(*paragraphs: str) -> dict[str, bytes]:
    """Return the parts of a small sound document."""
    word = blank()
    for paragraph in paragraphs or ("{{姓名}}",):
        line(word, paragraph)
    with zipfile.ZipFile(io.BytesIO(to_bytes(word))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_body(body: str) -> bytes:
    """Return a Word file with this inside its body."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    return write_package({**parts(), DOCUMENT: document.encode()})


def with_document(document: bytes) -> bytes:
    """Return a Word file whose document is this."""
    return write_package({**parts(), DOCUMENT: document})


def with_link(kind: str, target: str, part: str = LINKS) -> bytes:
    """Return a Word file with a relationship that points outside."""
    link = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" '
        f'Type="{RELATIONSHIPS}/{kind}"/></Relationships>'
    )
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    sound = parts()
    links = sound.get(part, empty + b"</Relationships>")
    return write_package({**sound, part: links.replace(b"</Relationships>", link.encode())})


@dataclass
class Outcome:
    """What was said about a file, and what was made of it."""

    errors: list[DeskError] = field(default_factory=list)
    made: bytes = b""


def put_through_everything(data: bytes, fonts: Fonts) -> Outcome:
    """Do with a file all that this program does with one; it ends soon, and only with words."""
    outcome = Outcome()
    started = time.process_time()
    works: tuple[Callable[[], bytes], ...] = (
        lambda: fill(Template.read(data), {"姓名": "覃𬭎"}).docx,
        lambda: repr(check_template(data, {"姓名"})).encode(),
        lambda: to_pdf(data, fonts, title="x").data,
    )
    for work in works:
        try:
            outcome.made += work()
        except DeskError as error:
            outcome.errors.append(error)
    assert time.process_time() - started < SECONDS
    return outcome
