"""The parts of an office's files at the centre: they lie in the archive, as they came, once.

What rode inside a log gets an envelope of the centre's own, so that it is found by its name too.
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.bundles.blobs import BlobStore, FileDamaged, FileNotHere
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, header_of, wrapped
from mediatordesk.sync.bundles.names import PARTS, folder_of, part_name
from mediatordesk.sync.mailbox import Mailbox

NOBODY = bytes(8)
"""The replica that an envelope of the centre's own states."""


@dataclass(frozen=True, slots=True)
class ArchiveParts(BlobStore):
    """Parts in an archive; the folder of a `BlobStore` is not used."""

    folder: Path = field(init=False, default=Path())
    archive: Mailbox
    office: UUID
    signing: SigningKey
    _there: set[str] = field(init=False, default_factory=set)
    _asked: list[bool] = field(init=False, default_factory=list)

    def take(self, ciphertext: bytes) -> str:
        """Keep a part and return its name: SHA-256 of the cipher text, in hex. NotWritten."""
        name = self.name_of(ciphertext)
        if not self.has(name):
            data = wrapped(Envelope(Kind.PART, NOBODY), ciphertext, self.signing, ())
            bundle = Bundle(self.bundle_of(name), data)
            self.archive.put(bundle)
            self._there.add(bundle.name)
        return name

    def arrived(self, name: str) -> None:
        """Note that the bundle of a part was laid into the archive."""
        self._there.add(name)

    def has(self, part: str) -> bool:
        """Tell whether a part is here; the archive is listed once, when this is first asked."""
        if not self._asked:
            self._asked.append(True)
            self._there.update(self.archive.names(f"{folder_of(self.office)}/{PARTS}"))
        return self.bundle_of(part) in self._there

    def part(self, part: str) -> bytes:
        """Return the cipher text of a part. FileNotHere, FileDamaged."""
        data = self.archive.get(self.bundle_of(part))
        if data is None:
            raise FileNotHere
        ciphertext = data[len(data) - header_of(data).length :]
        if hashlib.sha256(ciphertext).hexdigest() != part:
            raise FileDamaged
        return ciphertext

    def bundle_of(self, part: str) -> str:
        """Return the name in the archive of a part."""
        return part_name(self.office, bytes.fromhex(part))
