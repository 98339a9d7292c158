"""The centre's own keys, in one file that only its owner can read.

Who has this file can read everything that was ever sent to the centre (docs/formats/bundle.md, 8).
It opens no laptop: the county's recovery identity is written out for the officers, and the centre
keeps its public half only.
"""

import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import BadKey, Identity, Recipient, SigningKey

FILE = "centre.key"


class NoCentre(DeskError):
    """There is no centre in the folder, or its key file is damaged."""

    happened = N_("There is no centre in the folder {folder}, or its key file is damaged.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the folder, or put centre.key back from the safe.")


class CentreExists(DeskError):
    """A centre's keys are never replaced by new ones."""

    happened = N_("No centre was made: the folder {folder} holds one already.")
    kept = N_("That centre is unchanged.")
    to_do = N_("Choose another folder.")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a centre is known by and reads with; `master` is the root of its databases' keys."""

    office_code: str
    name: str
    signing: SigningKey
    identity: Identity
    master: bytes = field(repr=False)
    recovery: Recipient | None = None
    """Who opens a forgotten laptop; centres that were made earlier have none."""

    @classmethod
    def new(cls, office_code: str, name: str, recovery: Recipient | None = None) -> "Secrets":
        """Return the fresh random keys of a new centre."""
        signing, identity = SigningKey.new(), Identity.new()
        return cls(office_code, name, signing, identity, os.urandom(32), recovery)

    @classmethod
    def read(cls, folder: Path) -> "Secrets":
        """Read the keys of the centre in a folder. NoCentre if there is none."""
        try:
            match decode((folder / FILE).read_bytes()):
                case [
                    "MDC1", str(code), str(name), bytes(raw), bytes(identity), bytes(master), *more
                ]:  # fmt: skip
                    recovery = Recipient(str(more[0])) if more else None
                    keys = SigningKey(raw), Identity.from_bytes(identity), master
                    return cls(code, name, *keys, recovery)
        except (OSError, NotCanonical, BadKey) as error:
            raise NoCentre(folder=folder.name) from error
        raise NoCentre(folder=folder.name)

    @staticmethod
    def require_new(folder: Path) -> None:
        """Say CentreExists if the folder holds a centre's keys."""
        if (folder / FILE).exists():
            raise CentreExists(folder=folder.name)

    def write(self, folder: Path) -> None:
        """Write the keys of a new centre. CentreExists, NotWritten."""
        self.require_new(folder)
        keys = [self.signing.raw, self.identity.to_bytes(), self.master]
        recovery = [self.recovery.text] if self.recovery else []
        data = encode(["MDC1", self.office_code, self.name, *keys, *recovery])
        write_durably(folder / FILE, data, private=True)

    def database_key(self, office: UUID) -> bytes:
        """Return the key of an office's database."""
        return hmac.digest(self.master, b"md1-office" + office.bytes, "sha256")
