"""Addresses of mailboxes as people give them: a folder, or a URL with its kind in front."""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.allowance import Allowance
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.folder import FolderMailbox


class UnknownMailbox(DeskError):
    """An address of a kind that this version cannot reach."""

    happened = N_("Mailboxes of the kind “{kind}” are not supported.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_("Give a folder or a stick, such as file:///media/stick.")


class UnreadableAddress(DeskError):
    """An address that names no server."""

    happened = N_("The mailbox's address cannot be read: it names no server.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_("Write it as in webdavs://name:password@cloud.example.org/folder")


class NotOurFront(DeskError):
    """A front is asked by the desks of its own centre only. Field: address."""

    happened = N_("This computer is not enrolled at the centre {address}.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_("Enrol it there with a slip, or use the address that the centre has given.")


def mailbox_at(
    address: str, caller: Caller | None = None, *, allowance: Allowance | None = None
) -> Mailbox:
    """Return the mailbox of an address: path, `file:///…`, `webdav(s)://…`, `s3://…`, `https://…`.

    `webdav` and `s3+http` are not encrypted on the way: for a network of one's own; bundles are.
    `https` is the front of the `caller`'s own centre.

    UnknownMailbox for other kinds, UnreadableAddress, NotOurFront. A server is not asked yet; of a
    WebDAV server, which as a rule belongs to others, no more is asked than is allowed.
    """
    if "://" not in address:
        return FolderMailbox(Path(address))
    kind, _, rest = address.partition("://")
    kinds: Mapping[str, Callable[[], Mailbox]] = {
        "file": lambda: _folder(rest),
        "webdav": lambda: _webdav(address, "http", allowance),
        "webdavs": lambda: _webdav(address, "https", allowance),
        "s3": lambda: _s3(address, "https"),
        "s3+http": lambda: _s3(address, "http"),
        "https": lambda: _https(address, caller),
    }
    if kind not in kinds:
        raise UnknownMailbox(kind=kind)
    try:
        return kinds[kind]()
    except ValueError as error:
        raise UnreadableAddress from error


def shown_address(address: str) -> str:
    """Return an address as it may be shown: without name and password."""
    kind, mark, rest = address.partition("://")
    server, stroke, path = rest.partition("/")
    return f"{kind}{mark}{server.rpartition('@')[2]}{stroke}{path}"


def _folder(rest: str) -> Mailbox:
    path = unquote(rest)
    # file:///E:/ names the drive E: on Windows, where the path begins without a stroke.
    return FolderMailbox(Path(path[1:] if path[2:3] == ":" else path))


def _webdav(address: str, scheme: str, allowance: Allowance | None) -> Mailbox:
    # httpx costs 0.2 s to import, and most desks exchange by a folder or a stick
    from mediatordesk.sync.mailbox.requests import WebAddress  # noqa: PLC0415
    from mediatordesk.sync.mailbox.webdav import WebDavMailbox  # noqa: PLC0415

    return WebDavMailbox.at(WebAddress.read(address, scheme), allowance)


def _s3(address: str, scheme: str) -> Mailbox:
    # obstore costs 0.1 s to import, as above
    from mediatordesk.sync.mailbox.s3 import S3Mailbox  # noqa: PLC0415

    return S3Mailbox.at(address, scheme)


def _https(address: str, caller: Caller | None) -> Mailbox:
    # httpx costs 0.2 s to import, as above
    from mediatordesk.sync.mailbox.https import HttpsMailbox  # noqa: PLC0415

    if caller is None or caller.front.address != address.rstrip("/"):
        raise NotOurFront(address=shown_address(address))
    return HttpsMailbox.of(caller)
