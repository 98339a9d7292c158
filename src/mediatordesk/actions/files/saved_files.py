"""Files of a case, found again: named by a person, written out, voided, proved."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.file_owners import fault_words
from mediatordesk.actions.files.files import blob_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import safe_name, shown_name
from mediatordesk.core.papers import Attachment, Blob
from mediatordesk.core.records import changed, tidy
from mediatordesk.core.texts import N_
from mediatordesk.documents.incoming import kind_of_type
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.blob_checks import blob_problems

SHORT_ID = 8
"""Letters of a file's id that are shown, and enough to name it."""
STEP = 1 << 20


class UnknownFile(DeskError):
    """No file of the case is called so. Fields: text."""

    happened = N_("This case has no file “{text}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("“file list” shows its files, with --voided also those that were voided.")


class SeveralFiles(DeskError):
    """Several files of the case are called so. Fields: text, known."""

    happened = N_("Several files of this case are called “{text}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name one by the letters before it: {known}")


class AlreadyVoided(DeskError):
    """A file is voided a second time. Fields: name, reason."""

    happened = N_("The file {name} was voided before: {reason}")
    kept = N_("It stays voided, with that reason.")
    to_do = N_("Nothing is to be done.")


class NoOriginal(DeskError):
    """The photo as it was handed in was not kept. Fields: name."""

    happened = N_("Of {name} only the working copy was kept, not the original.")
    kept = N_("Nothing was changed, and no file was written.")
    to_do = N_("Save the working copy; mark a photo as evidence when adding it to keep both.")


class AnotherFileThere(DeskError):
    """A file of the name is in the folder, with other content. Fields: file."""

    happened = N_("There is already a file {file} in that folder, and its content is different.")
    kept = N_("It was not changed.")
    to_do = N_("Choose another folder. On the command line, --force overwrites it.")


class NoReason(DeskError):
    """Something is voided without a word why."""

    happened = N_("The file {name} was not voided: no reason was given.")
    kept = N_("Nothing was changed.")
    to_do = N_("Say in a few words why it is not to count.")


def voided_files(desk: Desk, case_id: UUID) -> tuple[Attachment, ...]:
    """Return the files of a case that were voided, oldest first; each says why."""
    condition = "case_id = ? AND void_reason <> '' ORDER BY rowid"
    return desk.store.where(Attachment, condition, (case_id.bytes,))


def find_attachment(file: CaseFile, text: str, voided: tuple[Attachment, ...] = ()) -> Attachment:
    """Return a file of a case by its name, or the first letters of its id.

    One that counts comes before a `voided` one of the same name. UnknownFile, SeveralFiles.
    """
    wanted = text.strip()
    start = wanted.lower().replace("-", "")
    every = (*file.attachments, *voided)
    by_id = [one for one in every if len(start) >= 4 and one.id.hex.startswith(start)]
    found = by_id or _of_name(file.attachments, wanted) or _of_name(voided, wanted)
    if not found:
        raise UnknownFile(text=shown_name(text))
    if len(found) > 1:
        known = "、".join(f"{short_id(one)} {shown_name(one.name)}" for one in found)
        raise SeveralFiles(text=shown_name(text), known=known)
    return found[0]


def _of_name(files: tuple[Attachment, ...], name: str) -> list[Attachment]:
    return [one for one in files if name in {one.name, shown_name(one.name)}]


def short_id(attachment: Attachment) -> str:
    """Return the letters by which a file is named in a list."""
    return attachment.id.hex[:SHORT_ID]


def best_blob(desk: Desk, attachment: Attachment) -> Blob:
    """Return the original of evidence where it is here, else the working copy. FileNotHere."""
    if attachment.evidence and attachment.original_sha256:
        blob = blob_of(desk, attachment.case_id, attachment.original_sha256)
        if not desk.blobs.missing(blob):
            return blob
    return blob_of(desk, attachment.case_id, attachment.sha256)


def save_file(
    desk: Desk, attachment: Attachment, to: Path, *, original: bool = False, force: bool = False
) -> Path:
    """Write a file of a case into a folder, under a safe name, and return where it is.

    A file of that name with the same bytes is left as it is. NoOriginal, AnotherFileThere,
    NotWritten, FileNotHere, FileDamaged.
    """
    sha256 = attachment.sha256
    if original and attachment.original_sha256:
        if not attachment.evidence:
            raise NoOriginal(name=shown_name(attachment.name))
        sha256 = attachment.original_sha256
    blob = blob_of(desk, attachment.case_id, sha256)
    path = to / _name_for(attachment, blob)
    with _writing(path):
        to.mkdir(parents=True, exist_ok=True)
        if not force and os.path.lexists(path):
            _require_same(path, blob)
            return path
        _write(desk, blob, path)
    return path


def void_file(desk: Desk, attachment: Attachment, reason: str) -> Change:
    """Void a file: it does not count any more, and stays in the history.

    NoReason, AlreadyVoided.
    """
    if attachment.void_reason:
        raise AlreadyVoided(name=shown_name(attachment.name), reason=attachment.void_reason)
    words = tidy(reason)
    if not words:
        raise NoReason(name=shown_name(attachment.name))
    return desk.commit([changed(attachment, replace(attachment, void_reason=words))])


def prove_files(desk: Desk, case_id: UUID | None = None) -> tuple[str, ...]:
    """Decrypt every file, of a case or of all, and return those that are not as they were put in.

    It reads every byte: for the evening, or before a case is handed over.
    """
    blobs = desk.store.all(Blob) if case_id is None else desk.store.of_case(Blob, case_id)
    faults = blob_problems(desk.blobs, blobs, contents=True)
    return tuple(fault_words(desk.store, blob, fault) for blob, fault in faults)


def _name_for(attachment: Attachment, blob: Blob) -> str:
    """Return a safe name; its ending says what the bytes are, whatever name they came with."""
    kind = kind_of_type(blob.media_type)
    return safe_name(attachment.name, kind.ending(attachment.name) if kind else ".bin")


def _write(desk: Desk, blob: Blob, path: Path) -> None:
    """Write a blob beside its place, and put it there when all of it is on the disk."""
    draft = path.with_name(f".{uuid4().hex}.part")
    try:
        with draft.open("xb") as stream:
            desk.blobs.write_to(blob, stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _require_same(path: Path, blob: Blob) -> None:
    """Raise AnotherFileThere unless what is there is the very file."""
    if path.is_file() and path.stat().st_size == blob.size:
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() == blob.sha256:
                return
    raise AnotherFileThere(file=path.name)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritten(file=path.name, reason=reason_of(error)) from error
