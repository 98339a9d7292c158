"""Where a desk exchanges: the mailboxes that its centre named, and those a person has added.

They are kept in the encrypted store, because an address may hold a password; whoever shows one
shows `shown`. Nothing here travels.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import GRANT, grant_of, line_of
from mediatordesk.actions.sending.sticks import (
    Media,
    folder_with,
    mark_of,
    marked,
    medium_of,
    removable_media,
)
from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.store import Store
from mediatordesk.sync.delivery.line import Line, caller_of
from mediatordesk.sync.mailbox import Mailbox, MailboxAway
from mediatordesk.sync.mailbox.addresses import mailbox_at, shown_address
from mediatordesk.sync.mailbox.allowance import Allowance
from mediatordesk.sync.mailbox.folder import FolderMailbox

KEPT = "mailboxes"
"""Under this name the desk remembers its mailboxes."""
FORMER = "mailbox"
"""Under this name desks of earlier versions remember their only one."""


class MailboxKind(StrEnum):
    """What a mailbox is."""

    FOLDER = "folder"
    STICK = "stick"
    WEBDAV = "webdav"
    S3 = "s3"
    FRONT = "https"
    OTHER = "other"


KINDS = {
    "file": MailboxKind.FOLDER,
    "webdav": MailboxKind.WEBDAV,
    "webdavs": MailboxKind.WEBDAV,
    "s3": MailboxKind.S3,
    "s3+http": MailboxKind.S3,
    "https": MailboxKind.FRONT,
}
"""By the beginning of an address."""


class NoSuchMailbox(DeskError):
    """A mailbox is named that the desk does not have."""

    happened = N_("This desk has no mailbox {place}.")
    kept = N_("Nothing was changed.")
    to_do = N_("See which it has: sync mailboxes")


@dataclass(frozen=True, slots=True)
class MailboxPlace:
    """A mailbox of the desk. `stick` is the mark by which a stick is known again."""

    address: str = field(repr=False)
    """It may hold a password; `shown` never does."""
    stick: str = ""
    from_centre: bool = False
    removed: bool = False

    @property
    def shown(self) -> str:
        """Return the address without name and password."""
        return shown_address(self.address)

    @property
    def title(self) -> str:
        """Return what people call it: the folder's own name, or the server and what follows it."""
        if self.is_local:
            return self.folder.name or str(self.folder)
        return self.shown.partition("://")[2].rstrip("/")

    @property
    def kind(self) -> MailboxKind:
        """Return what it is."""
        return MailboxKind.STICK if self.stick else KINDS.get(self._scheme, MailboxKind.OTHER)

    @property
    def _scheme(self) -> str:
        return self.address.partition("://")[0] if "://" in self.address else "file"

    @property
    def is_local(self) -> bool:
        """Tell whether it is a folder of this computer or of its network: it costs no requests."""
        return self._scheme == "file"

    @property
    def name(self) -> str:
        """Return by what the desk remembers things about it."""
        return hashlib.sha256(self.address.encode()).hexdigest()[:16]

    @property
    def folder(self) -> Path:
        """Return the folder that a local address names."""
        rest = unquote(self.address.removeprefix("file://"))
        return Path(rest[1:] if rest[2:3] == ":" else rest)


def list_mailboxes(desk: Desk) -> tuple[MailboxPlace, ...]:
    """Return the mailboxes of a desk: those added here first, then those the centre named."""
    return tuple(one for one in _all(desk) if not one.removed)


def add_mailbox(desk: Desk, address: str, media: Media = removable_media) -> MailboxPlace:
    """Remember where the desk exchanges; a stick that is in gets its mark.

    UnknownMailbox if this version cannot use it, UnreadableAddress, NotOurFront, NotWritten.
    """
    enrolled = desk.store.recall(GRANT) is not None
    mailbox_at(address, caller_of(line_of(desk)) if enrolled else None).close()
    place = _with_mark(MailboxPlace(address), media)
    others = [one for one in _kept(desk.store) if one.address != address]
    _keep(desk.store, [place, *others])
    return place


def remove_mailbox(desk: Desk, address: str) -> MailboxPlace:
    """Exchange there no more; what lies there stays. It is named as it was given, or as shown.

    NoSuchMailbox.
    """
    known = list_mailboxes(desk)
    place = next((one for one in known if address in (one.address, one.shown)), None)
    if place is None:
        raise NoSuchMailbox(place=shown_address(address))
    others = [one for one in _kept(desk.store) if one.address != place.address]
    # What the centre named is remembered as removed: its word comes again.
    gone = [replace(place, removed=True)] if place.from_centre else []
    _keep(desk.store, [*others, *gone])
    return place


def open_mailbox(
    line: Line, place: MailboxPlace, media: Media, allowance: Allowance | None = None
) -> Mailbox:
    """Return a mailbox to exchange through; a server is not asked yet.

    Of a server of other people's no more is asked than is allowed, if that is counted.

    MailboxAway if the stick is not in, wherever one looks for it.
    """
    if not place.is_local:
        return mailbox_at(place.address, caller_of(line), allowance=allowance)
    place = _with_mark(place, media)
    if not place.stick or mark_of(place.folder) == place.stick:
        _remember_mark(line.store, place)
        return FolderMailbox(place.folder)
    found = folder_with(place.stick, media)
    if found is None:
        raise MailboxAway(place=place.shown)
    return FolderMailbox(found)


def _with_mark(place: MailboxPlace, media: Media) -> MailboxPlace:
    """Return a place with the mark of its stick, if it is on one that is in. NotWritten."""
    if place.stick or not place.is_local or not place.folder.is_dir():
        return place
    on_stick = medium_of(place.folder.resolve(), media) is not None
    return replace(place, stick=marked(place.folder)) if on_stick else place


def _remember_mark(store: Store, place: MailboxPlace) -> None:
    """Remember the mark of a stick that was met for the first time."""
    kept = _kept(store)
    if any(one.address == place.address and one.stick != place.stick for one in kept):
        _keep(store, [place if one.address == place.address else one for one in kept])


def _all(desk: Desk) -> Iterator[MailboxPlace]:
    """Yield what was added or removed here, and what the centre named beside."""
    grant, kept = grant_of(desk), _kept(desk.store)
    named = grant.mailboxes if grant else ()
    for one in kept:
        yield replace(one, from_centre=one.address in named)
    here = {one.address for one in kept}
    for address in named:
        if address not in here:
            yield MailboxPlace(address, from_centre=True)


def _kept(store: Store) -> tuple[MailboxPlace, ...]:
    """Return what was added or removed here."""
    data = store.recall(KEPT)
    if data is None:
        former = store.recall(FORMER)
        return (MailboxPlace(former.decode()),) if former else ()
    content = decode(data)
    items = content if isinstance(content, list) else []
    return tuple(place for place in map(_read, items) if place is not None)


def _keep(store: Store, places: Iterable[MailboxPlace]) -> None:
    store.remember(KEPT, encode([[one.address, one.stick, one.removed] for one in places]))


def _read(item: Plain) -> MailboxPlace | None:
    """Return a remembered place."""
    match item:
        case [str(address), str(stick), bool(removed)]:
            return MailboxPlace(address, stick, removed=removed)
    return None
