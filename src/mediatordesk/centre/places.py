"""Where a centre keeps its databases and its archive: in its own folder, or on servers.

The addresses stand in the centre's folder, encrypted to the centre itself: they may hold passwords.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.centre.databases import Databases
from mediatordesk.centre.databases.sqlite import SqliteDatabases
from mediatordesk.centre.secrets import NoCentre, Secrets
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import NotForUs, encrypt_to, replica_of
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.addresses import mailbox_at, shown_address
from mediatordesk.sync.mailbox.folder import FolderMailbox

FILE = "places.age"
RAW = "raw"
OFFICES = "offices"
MAX_PLACES = 64 * 1024
_POSTGRES = ("postgresql://", "postgres://")


class UnknownDatabase(DeskError):
    """An address of a database that is none of PostgreSQL's."""

    happened = N_("No centre was made: {address} is not the address of a PostgreSQL database.")
    kept = N_("Nothing was changed.")
    to_do = N_("Write it as in postgresql://name:password@host/database, or leave it out.")


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of a centre's database and archive; where empty, it is in the folder."""

    database: str = field(default="", repr=False)
    blobs: str = field(default="", repr=False)

    @classmethod
    def read(cls, folder: Path, secrets: Secrets) -> "Places":
        """Read the addresses of a centre. NoCentre if they are there and cannot be read."""
        try:
            data = (folder / FILE).read_bytes()
            match decode(secrets.identity.decrypt(data, limit=MAX_PLACES)):
                case ["MDP1", str(database), str(blobs)]:
                    return cls(database, blobs)
        except FileNotFoundError:
            return cls()
        except (OSError, NotForUs, NotCanonical) as error:
            raise NoCentre(folder=folder.name) from error
        raise NoCentre(folder=folder.name)

    def write(self, folder: Path, secrets: Secrets) -> None:
        """Write the addresses, if there are any. NotWritten."""
        if self != Places():
            data = encode(["MDP1", self.database, self.blobs])
            sealed = encrypt_to((secrets.identity.recipient,), data)
            write_durably(folder / FILE, sealed, private=True)

    def require_known(self) -> None:
        """Say UnknownDatabase, UnknownMailbox or UnreadableAddress of an address of no use."""
        if self.database and not self.database.startswith(_POSTGRES):
            raise UnknownDatabase(address=shown_address(self.database))
        if self.blobs:
            mailbox_at(self.blobs).close()

    def shown(self) -> dict[str, str]:
        """Return the addresses as they may be shown: without names and passwords."""
        named = {"database": self.database, "blobs": self.blobs}
        return {what: shown_address(address) for what, address in named.items() if address}

    def archive(self, folder: Path) -> Mailbox:
        """Return where every bundle is kept as it came, and with it the parts of files."""
        return mailbox_at(self.blobs) if self.blobs else FolderMailbox(folder / RAW)

    def databases(self, folder: Path, secrets: Secrets, clock: Clock) -> Databases:
        """Return where the databases of the offices are; nothing is opened yet."""
        if self.database:
            # psycopg costs 0.2 s to import, and most centres have their databases in files
            from mediatordesk.centre.databases.postgres import PostgresDatabases  # noqa: PLC0415

            return PostgresDatabases.at(self.database)
        return SqliteDatabases(folder / OFFICES, secrets.database_key, _fresh(secrets), clock)


def _fresh(secrets: Secrets) -> Callable[[], bytes]:
    """Return what makes names for the centre's own logs."""
    return lambda: replica_of(secrets.signing.verify_key.device_id, os.urandom(8))
