"""The folder of a front, and how a centre sets it up.

front.key      whose receipts they are, and the centre whose word counts     (private)
server.pem     certificate and key of the server                             (private)
authority.pem  the small authority that laptops pin
devices        the list of devices, signed by the centre
box/ names/    bundles, and what lies there     enrol/  requests in, grants out

The authority's own key stays with the centre, in `front.authority`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.durable import write_durably
from mediatordesk.keys.identities import BadKey, SigningKey, VerifyKey
from mediatordesk.keys.tls import RENEWED_BEFORE, Credentials, issued, new_authority
from mediatordesk.sync.membership.fronts import Front

KEY, SERVER, AUTHORITY = "front.key", "server.pem", "authority.pem"
ENROL = "enrol"
OWN_AUTHORITY = "front.authority"
DEFAULT = "front"
"""Where a front stands that runs beside its centre."""
MARK = "MDH1"


class NoFront(DeskError):
    """There is no front in the folder, or its key file is damaged."""

    happened = N_("There is no front in the folder {folder}, or its key file is damaged.")
    kept = N_("Nothing was changed.")
    to_do = N_("Run “centre serve --centre DIR --front {folder}” once where the centre is.")


@dataclass(frozen=True, slots=True)
class FrontKeys:
    """What a front signs with, and the centre whose list of devices it believes."""

    receipts: SigningKey = field(repr=False)
    centre: VerifyKey

    @classmethod
    def read(cls, folder: Path) -> "FrontKeys":
        """Read the keys of the front in a folder. NoFront if there is none."""
        try:
            match decode((folder / KEY).read_bytes()):
                case [str(mark), bytes(raw), bytes(centre)] if mark == MARK:
                    return cls(SigningKey(raw), VerifyKey(centre))
        except (OSError, NotCanonical, BadKey) as error:
            raise NoFront(folder=folder) from error
        raise NoFront(folder=folder)


def set_up(
    centre: Path, folder: Path, whose: VerifyKey, hosts: Sequence[str], port: int, now: datetime
) -> Front:
    """Make what a front lacks, and renew what ends soon; return what grants say of it. NotWritten.

    `hosts` are the names and addresses under which it is asked, the first one the public one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ENROL).mkdir(exist_ok=True)
    keys = _keys(folder, whose)
    authority = _authority(centre, now)
    write_durably(folder / AUTHORITY, authority.certificate)
    server = _server(folder)
    same_hosts = server is not None and server.names == tuple(sorted(set(hosts)))
    if server is None or not same_hosts or server.ends - now < RENEWED_BEFORE:
        server = issued(authority, sorted(set(hosts), key=hosts.index), now)
        write_durably(folder / SERVER, server.certificate + server.key, private=True)
    host = f"[{hosts[0]}]" if ":" in hosts[0] else hosts[0]
    address = f"https://{host}:{port}"
    return Front(address, authority.certificate, keys.receipts.verify_key)


def _keys(folder: Path, whose: VerifyKey) -> FrontKeys:
    """Return the keys of a front, new ones if it has none, or another centre's."""
    if (folder / KEY).exists():
        keys = FrontKeys.read(folder)
        if keys.centre == whose:
            return keys
    keys = FrontKeys(SigningKey.new(), whose)
    data = encode([MARK, keys.receipts.raw, whose.raw])
    write_durably(folder / KEY, data, private=True)
    return keys


def _authority(centre: Path, now: datetime) -> Credentials:
    """Return the centre's own authority, made at its first start and then the same for good."""
    file = centre / OWN_AUTHORITY
    if not file.exists():
        made = new_authority("MediatorDesk", now)
        write_durably(file, made.certificate + made.key, private=True)
    return _read(file)


def _server(folder: Path) -> Credentials | None:
    file = folder / SERVER
    return _read(file) if file.exists() else None


def _read(file: Path) -> Credentials:
    """Read a certificate and its key from one file."""
    certificate, begin, key = file.read_bytes().partition(b"-----BEGIN PRIVATE KEY-----")
    return Credentials(certificate, begin + key)
