"""Addresses of mailboxes as people give them: a folder, or a URL with its kind in front."""

from pathlib import Path
from urllib.parse import unquote

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox


class UnknownMailbox(DeskError):
    """An address of a kind that this version cannot reach."""

    happened = N_("Mailboxes of the kind “{kind}” are not supported.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_("Give a folder or a stick, such as file:///media/stick.")


def mailbox_at(address: str) -> Mailbox:
    """Return the mailbox of an address: a path, or `file:///…`. UnknownMailbox for other kinds."""
    if "://" not in address:
        return FolderMailbox(Path(address))
    kind, _, rest = address.partition("://")
    if kind != "file":
        raise UnknownMailbox(kind=kind)
    path = unquote(rest)
    # file:///E:/ names the drive E: on Windows, where the path begins without a stroke.
    return FolderMailbox(Path(path[1:] if path[2:3] == ":" else path))
