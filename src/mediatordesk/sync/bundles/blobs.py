"""The bytes of files, kept as the very parts that are sent: encrypted, named by their own hash.

Each blob has an age identity of its own, which stands in its row and so in the encrypted log. Parts
never change: changing keys, sending and backing up leave them as they are. Nothing is derived from
the content, so a stranger cannot confirm a guess about it. A file passes through in parts, so the
largest takes no more memory than the smallest.
"""

import hashlib
import io
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import Identity, NotForUs, encrypt_to
from mediatordesk.sync.bundles.bundle import Bundle, Checked, Envelope, Kind, wrapped
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Sender
from mediatordesk.sync.bundles.names import part_name

PART_BYTES = 128 * 1024
"""Plain bytes in a part: five seconds on a line of 200 kbit/s, and all that a cut line costs."""
MAX_PART = 512 * 1024 + 2048
"""Bytes of a part that is read; those of earlier desks are larger."""
DAY = 24 * 60 * 60


class FileNotHere(DeskError):
    """Parts of a file have not arrived on this computer."""

    happened = N_("The file is not completely on this computer yet.")
    kept = N_("The case is complete; only this file's content is missing.")
    to_do = N_("Synchronise, or open it on the computer where it was added.")


class FileDamaged(DeskError):
    """A file's bytes are not those that were put in."""

    happened = N_("The file is damaged on this computer's disk.")
    kept = N_("The damage was noticed before anything used it; the case itself is whole.")
    to_do = N_("Take the file from a backup or from another computer of the office.")


@dataclass(frozen=True, slots=True)
class BlobStore:
    """The parts of all files of one desk or centre, in one folder."""

    folder: Path

    def put(self, data: bytes, media_type: str, *, case_id: UUID) -> Blob:
        """Keep bytes as `put_file` does."""
        return self.put_file(io.BytesIO(data), media_type, case_id=case_id)

    def put_file(self, stream: BinaryIO, media_type: str, *, case_id: UUID) -> Blob:
        """Keep what a stream holds and return the record of it, to be committed by the caller.

        The parts are on the disk before this returns: a row never names what is not there. If it
        breaks off, the parts written so far are taken away again; if the process is ended, they
        are left over (`leftovers`). NotWritten; OSError of the stream.
        """
        identity, digest, size = Identity.new(), hashlib.sha256(), 0
        parts: list[str] = []
        try:
            while piece := stream.read(PART_BYTES):
                digest.update(piece)
                size += len(piece)
                parts.append(self.take(encrypt_to((identity.recipient,), piece)))
        except BaseException:
            self.discard(parts)
            raise
        return Blob(
            case_id=case_id,
            sha256=digest.hexdigest(),
            size=size,
            media_type=media_type,
            identity=identity.text,
            parts=tuple(parts),
        )

    @staticmethod
    def name_of(data: bytes) -> str:
        """Return the name of plain bytes: their SHA-256 in hex."""
        return hashlib.sha256(data).hexdigest()

    def get(self, blob: Blob) -> bytes:
        """Return the bytes of a blob, proved by its hash. FileNotHere, FileDamaged."""
        whole = io.BytesIO()
        self.write_to(blob, whole)
        return whole.getvalue()

    def write_to(self, blob: Blob, stream: BinaryIO) -> None:
        """Write the bytes of a blob into a stream, part by part. FileNotHere, FileDamaged.

        Every part is proved before it is written, the whole at the end: what stands in the stream
        is good when this has returned.
        """
        for piece in self.pieces(blob):
            stream.write(piece)

    def pieces(self, blob: Blob) -> Iterator[bytes]:
        """Yield the bytes of a blob part by part, each proved; after the last one, the whole is."""
        identity, digest = Identity(blob.identity), hashlib.sha256()
        for part in blob.parts:
            try:
                piece = identity.decrypt(self.part(part), limit=MAX_PART)
            except NotForUs as error:
                raise FileDamaged from error
            digest.update(piece)
            yield piece
        if digest.hexdigest() != blob.sha256:
            raise FileDamaged

    def take(self, ciphertext: bytes) -> str:
        """Keep a part and return its name: SHA-256 of the cipher text, in hex."""
        name = self.name_of(ciphertext)
        if not self.has(name):
            write_durably(self._path(name), ciphertext)
        return name

    def has(self, part: str) -> bool:
        """Tell whether a part is here."""
        return self._path(part).is_file()

    def part(self, part: str) -> bytes:
        """Return the cipher text of a part. FileNotHere, FileDamaged."""
        path = self._path(part)
        if not path.is_file():
            raise FileNotHere
        data = path.read_bytes()
        if self.name_of(data) != part:
            raise FileDamaged
        return data

    def missing(self, blob: Blob) -> tuple[str, ...]:
        """Return the parts of a blob that are not here."""
        return tuple(part for part in blob.parts if not self.has(part))

    def discard(self, parts: Iterable[str]) -> None:
        """Take parts away that no row names; one that cannot be removed is left over."""
        for part in parts:
            with suppress(OSError):
                self._path(part).unlink()

    def leftovers(self, named: Collection[str], *, days: float = 0) -> tuple[Path, ...]:
        """Return the files that no row names, older than some days by the disk's own clock.

        They come from a program that was ended while it added a file, or from a disk that was
        full; a part may also have come before the log that names it.
        """
        newest = time.time() - days * DAY
        return tuple(
            path
            for path in sorted(self.folder.glob("??/*"))
            if path.stem not in named and _written_at(path) <= newest
        )

    def _path(self, part: str) -> Path:
        return self.folder / part[:2] / f"{part}.age"


def _written_at(path: Path) -> float:
    """Return when a file was written, in seconds; never, if it has just gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")


def pack_part(ciphertext: bytes, blob: Blob, sender: Sender, replica: bytes) -> Bundle:
    """Return a part as a bundle: the clear signed header before the very bytes on the disk."""
    recipients = (Identity(blob.identity).recipient,)
    data = wrapped(Envelope(Kind.PART, replica), ciphertext, sender.device.signing, recipients)
    digest = hashlib.sha256(ciphertext).digest()
    return Bundle(part_name(sender.office, digest), data)


def read_part(bundle: Checked) -> bytes:
    """Return a checked bundle's part. BadBundle if it is of another kind or too large."""
    if bundle.header.kind is not Kind.PART:
        raise BadBundle(reason="kind")
    if len(bundle.ciphertext) > MAX_PART:
        raise BadBundle(reason="size")
    return bundle.ciphertext
