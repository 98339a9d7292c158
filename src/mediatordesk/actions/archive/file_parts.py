"""What goes into a bound file, as PDF: papers as they were signed, and what was handed in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, blob_of, bytes_of
from mediatordesk.actions.papers.file_counts import PICTURES
from mediatordesk.actions.papers.file_pages import (
    Counted,
    FileItem,
    Form,
    Trouble,
    file_items,
)
from mediatordesk.actions.papers.typesetting import PaperIncomplete
from mediatordesk.actions.signing.locked_text import TextChanged, with_pictures
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.documents import NotAPdf, facts_of_pdf, picture_page
from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.sync.bundles.blobs import FileDamaged


@dataclass(frozen=True)
class Prepared:
    """The things of a file in order; by SHA-256 the PDF of each that can be printed, its pages."""

    items: tuple[FileItem, ...]
    pdfs: Mapping[str, bytes] = field(default_factory=dict)
    counted: Mapping[str, Counted] = field(default_factory=dict)


def prepared_parts(desk: Desk, file: CaseFile) -> Prepared:
    """Read all that is bound in a file. FileNotHere for what is still on another computer."""
    items = file_items(desk.packs.pack(file.case.pack), file, desk.clock.today())
    pdfs: dict[str, bytes] = {}
    counted: dict[str, Counted] = {}
    for item in items:
        try:
            data = _pdf_of(desk, file, item)
            found = facts_of_pdf(data) if data else None
        except (NotAPdf, UnreadablePicture, FileDamaged):
            counted[item.sha256] = Counted(0, Trouble.DAMAGED)
        else:
            counted[item.sha256] = (
                Counted(found.pages, acts=found.acts) if found else Counted(0, Trouble.NO_PAGES)
            )
            pdfs[item.sha256] = data
    return Prepared(items, pdfs, counted)


def _pdf_of(desk: Desk, file: CaseFile, item: FileItem) -> bytes:
    """Return a thing of the file as PDF; nothing for what has no pages."""
    if item.form is Form.HANDED_IN:
        return _printed(desk, file, item)
    if item.form is Form.PRINT and _was_signed_here(file, item):
        with suppress(TextChanged, PaperIncomplete):  # then as it was made
            return with_pictures(desk, file, _paper_of(item))
    return bytes_of(desk, file.case.id, item.sha256)


def _was_signed_here(file: CaseFile, item: FileItem) -> bool:
    """Tell whether somebody has drawn a signature on a paper, or handed in a picture of it."""
    return any(one.image_sha256 for one in file.signatures_on(_paper_of(item).id))


def _paper_of(item: FileItem) -> Paper:
    assert item.paper is not None  # noqa: S101 - what was not handed in is a paper
    return item.paper


def _printed(desk: Desk, file: CaseFile, item: FileItem) -> bytes:
    """Return a file that was handed in as PDF, the working copy of a photo."""
    blob = blob_of(desk, file.case.id, item.sha256)
    if blob.media_type == PDF:
        return desk.blobs.get(blob)
    if blob.media_type in PICTURES:
        return picture_page(desk.blobs.get(blob), title=item.title)
    return b""
