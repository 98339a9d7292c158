"""A template as a PDF, to look at before it is used: with its fields in sight, or with examples.

A clerk's own Word file may come from anywhere, so it is read and laid out in a child process.
"""

from dataclasses import dataclass
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.example_values import example_values
from mediatordesk.actions.papers.identifiers import with_identifiers
from mediatordesk.actions.templates.adoption import LookedThrough, look_through
from mediatordesk.actions.templates.foreign_files import LIMITS
from mediatordesk.documents import Fonts, Pdf, Template, TrackedChanges, fill, to_pdf
from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.forms import Pack


@dataclass(frozen=True)
class Previewed:
    """A Word file that was looked through for a paper, and its PDFs; empty if it is unreadable."""

    looked: LookedThrough
    pdf: bytes = b""
    """With its fields as they stand."""
    example: bytes = b""
    """Filled with examples."""


def preview_stranger(
    desk: Desk,
    pack: Pack,
    code: str,
    data: bytes,
    changes: TrackedChanges = TrackedChanges.REFUSE,
) -> Previewed:
    """Look a clerk's Word file through for a paper, in a child process.

    TookTooLong, NeededTooMuch or BrokeOff for a file that comes to no end.
    """
    return LIMITS.run(_preview_in_child, desk.places, desk.folder, pack, code, data, changes)


def preview_template(pack: Pack, code: str, data: bytes, fonts: Fonts) -> Previewed:
    """Return a template that is in force, looked through, with its PDFs."""
    return _previewed(pack, code, look_through(pack, code, data, fonts), fonts)


def preview(pack: Pack, code: str, docx: bytes, fonts: Fonts, *, filled: bool) -> Pdf:
    """Return a paper's template as it prints: `{{字段}}` as they stand, or filled with examples.

    A field without an example is a red 【缺：…】, as in a draft. WordFileRefused if it cannot be
    read.
    """
    if filled:
        docx = fill(Template.read(docx), with_identifiers(example_values(pack, code))).docx
    return to_pdf(docx, fonts, title=pack.paper(code).title)


def _preview_in_child(
    places: Places, folder: Path, pack: Pack, code: str, data: bytes, changes: TrackedChanges
) -> Previewed:
    fonts = load_fonts(places, folder)
    return _previewed(pack, code, look_through(pack, code, data, fonts, changes), fonts)


def _previewed(pack: Pack, code: str, looked: LookedThrough, fonts: Fonts) -> Previewed:
    if looked.docx is None:
        return Previewed(looked)
    plain = preview(pack, code, looked.docx, fonts, filled=False).data
    try:
        example = preview(pack, code, looked.docx, fonts, filled=True).data
    except WordFileRefused:  # braces that do not close: what was found says so
        example = b""
    return Previewed(looked, plain, example)
