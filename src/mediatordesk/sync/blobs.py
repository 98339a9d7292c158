"""The bytes of files, kept as the very parts that are sent: encrypted, named by their own hash.

Each blob has an age identity of its own, which stands in its row and so in the encrypted log. Parts
never change: changing keys, sending and backing up leave them as they are. Nothing is derived from
the content, so a stranger cannot confirm a guess about it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import Identity, NotForUs, encrypt_to
from mediatordesk.sync.bundle import Bundle, Checked, Envelope, Kind, wrapped
from mediatordesk.sync.frames import BadBundle
from mediatordesk.sync.logs import Sender
from mediatordesk.sync.names import part_name

PART_BYTES = 512 * 1024
"""Plain bytes in a part: twenty seconds on a line of 200 kbit/s, and all that a cut line costs."""
MAX_PART = PART_BYTES + 2048


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
        """Keep bytes and return the record of them, to be committed by the caller.

        The parts are on the disk before this returns: a row never names what is not there.
        """
        identity = Identity.new()
        starts = range(0, len(data), PART_BYTES)
        parts = tuple(
            self.take(encrypt_to((identity.recipient,), data[start : start + PART_BYTES]))
            for start in starts
        )
        return Blob(
            case_id=case_id,
            sha256=self.name_of(data),
            size=len(data),
            media_type=media_type,
            identity=identity.text,
            parts=parts,
        )

    @staticmethod
    def name_of(data: bytes) -> str:
        """Return the name of plain bytes: their SHA-256 in hex."""
        return hashlib.sha256(data).hexdigest()

    def get(self, blob: Blob) -> bytes:
        """Return the bytes of a blob, proved by its hash. FileNotHere, FileDamaged."""
        data = b"".join(self.pieces(blob))
        if self.name_of(data) != blob.sha256:
            raise FileDamaged
        return data

    def pieces(self, blob: Blob) -> Iterator[bytes]:
        """Yield the bytes of a blob part by part; their order is proved by `get` only."""
        identity = Identity(blob.identity)
        for part in blob.parts:
            try:
                yield identity.decrypt(self.part(part), limit=MAX_PART)
            except NotForUs as error:
                raise FileDamaged from error

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

    def _path(self, part: str) -> Path:
        return self.folder / part[:2] / f"{part}.age"


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
