"""Files of a case: examined when they are handed in, kept as encrypted parts, found by their hash.

Nothing is written before a file is examined, no row before all parts of all files are on the disk.
"""

import hashlib
import io
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.examinations import examined, examined_here, handed_in
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.papers import Attachment, Blob
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_, _
from mediatordesk.documents.incoming import Examined, HandedIn, MissingFile, Wishes
from mediatordesk.forms.definitions.paper_kinds import AttachmentKind
from mediatordesk.sync.bundles.blobs import FileNotHere

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGE_FILE = 50 << 20
"""Bytes from which on a file is a burden: it goes in, with a word."""
MANY_FILES = 200
"""Files of a case from which on there is a word about it."""
ROOM_LEFT = 64 << 20
"""Bytes that stay free on the disk, so that cases can still be saved."""
MEGABYTE = 1 << 20


class NoRoomForFile(DeskError):
    """The disk has too little room for a file. Fields: name, megabytes, free (MB)."""

    happened = N_("The file {name} has {megabytes} MB, and only {free} MB are free on the disk.")
    kept = N_("It was not added to the case; everything saved before is unchanged.")
    to_do = N_("Make room on the disk and add it again.")


class FileChanged(DeskError):
    """A file became another one while it was taken in."""

    happened = N_("The file {name} changed while it was being read.")
    kept = N_("It was not added to the case.")
    to_do = N_("Close the program that writes it, and add it again.")


class UnknownKind(DeskError):
    """A kind of file that the case's pack does not know. Fields: kind, known."""

    happened = N_("There is no kind of file “{kind}” here.")
    kept = N_("Nothing was added to the case.")
    to_do = N_("Choose one of these kinds: {known}.")


@dataclass(frozen=True)
class Added:
    """Files that were added: the change that logs them, their records, what to know of them."""

    change: Change
    attachments: tuple[Attachment, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Marks:
    """What somebody says of files when handing them in."""

    kind: str
    party: Party | None
    evidence: bool = False


@dataclass(frozen=True)
class _Keeping:
    """Files of a case that are being kept: their parts are written, their rows are not yet."""

    desk: Desk
    case_id: UUID
    new: dict[str, Blob] = field(default_factory=dict)

    def keep(self, handed: HandedIn, sha256: str, media_type: str) -> None:
        """Keep a file, if the case has not got it yet. NoRoomForFile, FileChanged, NotWritten."""
        if sha256 in self.new or kept_before(self.desk, self.case_id, sha256):
            return
        _require_room(self.desk.folder, handed)
        with _reading(handed) as stream:
            blob = self.desk.blobs.put_file(stream, media_type, case_id=self.case_id)
        self.new[blob.sha256] = blob
        if blob.sha256 != sha256:
            raise FileChanged(name=handed.name)

    def take_back(self) -> None:
        """Take away what was written: no row will name it."""
        for blob in self.new.values():
            self.desk.blobs.discard(blob.parts)


def keep_bytes(desk: Desk, case_id: UUID, data: bytes, media_type: str) -> tuple[Blob, Op]:
    """Keep bytes of a case and return what names them, with the operation that logs it.

    Bytes that the case has already are not kept twice; the operation then changes nothing.
    """
    blob = kept_before(desk, case_id, desk.blobs.name_of(data))
    if blob is not None:
        return blob, changed(blob, blob)
    blob = desk.blobs.put(data, media_type, case_id=case_id)
    return blob, added(blob)


def kept_before(desk: Desk, case_id: UUID, sha256: str) -> Blob | None:
    """Return a file of a case by its hash if all of it is on this computer.

    Only within a case: what one case holds must not be told by what another one lacks.
    """
    whole = (one for one in _blobs(desk, case_id, sha256) if not desk.blobs.missing(one))
    return next(whole, None)


def blob_of(desk: Desk, case_id: UUID, sha256: str) -> Blob:
    """Return a file of a case by its hash, whole on this computer if there is one; FileNotHere."""
    blobs = _blobs(desk, case_id, sha256)
    if not blobs:
        raise FileNotHere
    return next((one for one in blobs if not desk.blobs.missing(one)), blobs[0])


def bytes_of(desk: Desk, case_id: UUID, sha256: str) -> bytes:
    """Return the bytes of a case's file, checked against their hash. FileNotHere, FileDamaged."""
    return desk.blobs.get(blob_of(desk, case_id, sha256))


def _blobs(desk: Desk, case_id: UUID, sha256: str) -> tuple[Blob, ...]:
    condition = "case_id = ? AND sha256 = ? AND sha256 <> '' AND void_reason = '' ORDER BY rowid"
    return desk.store.where(Blob, condition, (case_id.bytes, sha256))


def add_files(
    desk: Desk,
    file: CaseFile,
    paths: Sequence[Path],
    kind: str,
    party: Party | None = None,
    *,
    evidence: bool = False,
    keep_position: bool = False,
) -> Added:
    """Add files that were handed in: all of them, or none.

    Of a photo a working copy is kept, upright and without the place it was taken unless
    `keep_position`; the photo itself too, byte for byte, if it is `evidence` or of a kind that is.
    A kind is named as the case's pack names or labels it, and a file's name is display text only.
    UnknownKind, FileRefused where a file may not come in, NoRoomForFile, FileChanged, NotWritten,
    OnlyReads.
    """
    named = _kind(desk, file, kind)
    desk.store.require_writable()  # before files are looked into for seconds
    files = [handed_in(path) for path in paths]
    found = examined(files, Wishes(scan=named.scan, keep_position=keep_position))
    marks = _Marks(named.name, party, evidence or named.evidence)
    return _taken_in(desk, file, files, found, marks)


def add_file(
    desk: Desk, file: CaseFile, name: str, data: bytes, kind: str, party: Party | None = None
) -> Added:
    """Add one file that this program has made itself, as `add_files` does."""
    named = _kind(desk, file, kind)
    files = [HandedIn(shown_name(name), data, len(data))]
    found = examined_here(files, Wishes(scan=named.scan))
    return _taken_in(desk, file, files, found, _Marks(named.name, party, named.evidence))


def _kind(desk: Desk, file: CaseFile, text: str) -> AttachmentKind:
    """Return the kind of file that is named, by its identifier or its label. UnknownKind."""
    kinds = desk.packs.pack(file.case.pack).data.attachment_kinds
    for one in kinds:
        if text.strip() in {one.name, one.label}:
            return one
    raise UnknownKind(kind=text, known="、".join(one.label for one in kinds))


def _taken_in(
    desk: Desk,
    file: CaseFile,
    files: Sequence[HandedIn],
    found: Generator[Examined, None, None],
    marks: _Marks,
) -> Added:
    keeping, rows, warnings = _Keeping(desk, file.case.id), [], []
    try:
        with closing(found):  # the child process that reads them ends here
            for handed, seen in zip(files, found, strict=True):
                rows.append(_kept(keeping, handed, seen, marks))
                warnings += [*seen.warnings, *_burden(rows[-1])]
    except BaseException:
        keeping.take_back()
        raise
    count = len(file.attachments) + len(rows)
    if count > MANY_FILES:
        warnings.append(_("The case now has {count} files.").format(count=count))
    try:
        change = desk.commit([*map(added, keeping.new.values()), *map(added, rows)])
    except DeskError:  # nothing was saved; of any other end that is not known
        keeping.take_back()
        raise
    return Added(change, tuple(rows), tuple(warnings))


def _kept(keeping: _Keeping, handed: HandedIn, seen: Examined, marks: _Marks) -> Attachment:
    """Keep what is to be kept of a file, and return the record of it."""
    with _reading(handed) as stream:
        own = hashlib.file_digest(stream, "sha256").hexdigest()
    work, sha256, media_type = handed, own, seen.media_type
    if seen.copy is not None:
        work = HandedIn(handed.name, seen.copy, len(seen.copy))
        sha256, media_type = hashlib.sha256(seen.copy).hexdigest(), seen.copy_type
    keeping.keep(work, sha256, media_type)
    if marks.evidence:
        keeping.keep(handed, own, seen.media_type)
    return Attachment(
        case_id=keeping.case_id,
        party_id=marks.party.id if marks.party else None,
        kind=marks.kind,
        name=handed.name or _("Unnamed file"),
        sha256=sha256,
        size=work.size,
        media_type=media_type,
        added_on=keeping.desk.clock.today(),
        original_sha256="" if work is handed else own,
        original_size=0 if work is handed else handed.size,
        evidence=marks.evidence,
    )


def _burden(attachment: Attachment) -> Sequence[str]:
    """Return a word about a large file."""
    if max(attachment.size, attachment.original_size * attachment.evidence) <= LARGE_FILE:
        return ()
    size = max(attachment.size, attachment.original_size) // MEGABYTE
    words = _("{name} has {megabytes} MB: sending it and backing it up takes long.")
    return (words.format(name=attachment.name, megabytes=size),)


def _require_room(folder: Path, handed: HandedIn) -> None:
    free = shutil.disk_usage(folder).free
    if free < handed.size + ROOM_LEFT:
        raise NoRoomForFile(
            name=handed.name, megabytes=handed.size // MEGABYTE + 1, free=free // MEGABYTE
        )


@contextmanager
def _reading(handed: HandedIn) -> Iterator[io.BufferedReader | io.BytesIO]:
    """Open a file; what goes wrong with it or its disk is said by its name."""
    try:
        with handed.open() as stream:
            yield stream
    except OSError as error:
        raise MissingFile(name=handed.name, reason=reason_of(error)) from error
