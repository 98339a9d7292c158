"""Files of a case: kept as encrypted parts, found by their hash."""

from collections.abc import Sequence
from uuid import UUID

from mediatordesk.actions.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Attachment, Blob
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, tidy
from mediatordesk.core.texts import N_
from mediatordesk.documents import join_pdfs
from mediatordesk.signing import check_image

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_FILE = 500 << 20
"""Bytes of one file at most."""


class UnknownFileKind(DeskError):
    """A file that is neither a PDF nor a picture."""

    happened = N_("The file {name} is neither a PDF nor a picture.")
    kept = N_("It was not added to the case.")
    to_do = N_("Scan or photograph the paper, and add that file.")


def keep_bytes(desk: Desk, case_id: UUID, data: bytes, media_type: str) -> tuple[Blob, Op]:
    """Keep bytes of a case and return what names them, with the operation that logs it."""
    blob = desk.blobs.put(data, media_type, case_id=case_id)
    return blob, added(blob)


def bytes_of(desk: Desk, case_id: UUID, sha256: str) -> bytes:
    """Return the bytes of a case's file, checked against their hash."""
    blobs = desk.store.where(Blob, "case_id = ? AND sha256 = ?", (case_id.bytes, sha256))
    return desk.blobs.get(blobs[0])


def add_file(
    desk: Desk, file: CaseFile, name: str, data: bytes, kind: str, party: Party | None = None
) -> Change:
    """Add a scan, a picture or a PDF that was handed in, as `add_files` does."""
    return add_files(desk, file, [(name, data)], kind, party)


def add_files(
    desk: Desk,
    file: CaseFile,
    contents: Sequence[tuple[str, bytes]],
    kind: str,
    party: Party | None = None,
) -> Change:
    """Add files that were handed in, by name and bytes: all of them, or none.

    A file's name is display text only. UnknownField for a kind that the case's pack does not know,
    UnknownFileKind for what is neither a PDF nor a picture; a broken or overlarge one is refused.
    """
    known = {one.name for one in desk.packs.pack(file.case.pack).data.attachment_kinds}
    if kind not in known:
        raise UnknownField(field=kind, known=", ".join(sorted(known)))
    types = [_media_type(name, data) for name, data in contents]
    ops = [
        op
        for (name, data), media_type in zip(contents, types, strict=True)
        for op in _taken_in(desk, file, name, data, media_type, kind=kind, party=party)
    ]
    return desk.commit(ops)


def _taken_in(
    desk: Desk,
    file: CaseFile,
    name: str,
    data: bytes,
    media_type: str,
    *,
    kind: str,
    party: Party | None,
) -> tuple[Op, Op]:
    """Keep one file and return what logs it."""
    blob, op = keep_bytes(desk, file.case.id, data, media_type)
    attachment = Attachment(
        case_id=file.case.id,
        party_id=party.id if party else None,
        kind=kind,
        name=tidy(name),
        sha256=blob.sha256,
        size=len(data),
        media_type=media_type,
        added_on=desk.clock.today(),
    )
    return op, added(attachment)


def _media_type(name: str, data: bytes) -> str:
    """Return what the bytes themselves say they are."""
    if data.startswith(b"%PDF-"):
        join_pdfs([data])  # a damaged one is found now, not on the day it goes to the court
        return PDF
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        check_image(data)
        return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    raise UnknownFileKind(name=tidy(name))
