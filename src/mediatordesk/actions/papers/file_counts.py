"""How many pages a case's files have, and which of them cannot be printed."""

from collections.abc import Iterable

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, blob_of
from mediatordesk.actions.papers.file_pages import Counted, FileItem, Form, Trouble
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Blob
from mediatordesk.documents import NotAPdf, facts_of_pdf, picture_page_count
from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.sync.bundles.blobs import FileDamaged, FileNotHere

PICTURES = frozenset({"image/jpeg", "image/png", "image/tiff"})
"""Kinds of pictures that are kept; of others there is a working copy."""


def counted_files(desk: Desk, file: CaseFile, items: Iterable[FileItem]) -> dict[str, Counted]:
    """Return of each thing in a file how many pages it prints, by the SHA-256 of its bytes.

    What was made here is believed; what was handed in is opened.
    """
    return {
        item.sha256: _counted(desk, file, item.sha256)
        for item in items
        if item.form is Form.HANDED_IN
    }


def _counted(desk: Desk, file: CaseFile, sha256: str) -> Counted:
    try:
        blob = blob_of(desk, file.case.id, sha256)
        if blob.media_type != PDF and blob.media_type not in PICTURES:
            return Counted(0, Trouble.NO_PAGES)
        return _looked_into(blob, desk.blobs.get(blob))
    except FileNotHere:
        return Counted(0, Trouble.ABSENT)
    except (FileDamaged, NotAPdf, UnreadablePicture):
        return Counted(0, Trouble.DAMAGED)


def _looked_into(blob: Blob, data: bytes) -> Counted:
    if blob.media_type == PDF:
        facts = facts_of_pdf(data)
        return Counted(facts.pages, acts=facts.acts)
    return Counted(picture_page_count(data))
