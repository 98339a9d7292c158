"""A mailbox on a WebDAV server (RFC 4918): a cloud folder, a township's NAS, Apache.

The server keeps and gives; nothing it says is proof. A name holds the hash of what lies under it,
so a torn or exchanged file is seen here, and only the centre's signed word empties the outbox.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, is_complete
from mediatordesk.sync.bundles.names import ROOT, in_order, is_name
from mediatordesk.sync.mailbox import BELL, NOTHING, MailboxOdd
from mediatordesk.sync.mailbox.allowance import Allowance
from mediatordesk.sync.mailbox.requests import Requests, WebAddress

MAX_LISTING = 4 << 20
"""Bytes of one listing; 500 names of a folder take 300 KB."""
PROPERTIES = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>'
    b"<resourcetype/><getcontentlength/><getetag/></prop></propfind>"
)
DAV = "{DAV:}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What lies directly in a folder: a folder itself, or so many bytes under a mark (ETag)."""

    name: str
    is_folder: bool
    size: int
    mark: str


@dataclass(slots=True)
class WebDavMailbox:
    """Bundles as files on a WebDAV server, below an address that exists there already.

    It lives for one exchange: what it has listed it does not list again, because free servers
    allow few requests (600 in half an hour are known).
    """

    requests: Requests
    _listed: dict[str, dict[str, Entry]] = field(default_factory=dict)
    _made: set[str] = field(default_factory=set)

    @classmethod
    def at(cls, address: WebAddress, allowance: Allowance | None = None) -> "WebDavMailbox":
        """Return the mailbox at an address, asked no more than is allowed."""
        return cls(replace(Requests.to(address), allowance=allowance))

    @property
    def place(self) -> str:
        """Return its address without name and password."""
        return self.requests.place

    def close(self) -> None:
        """End the connection."""
        self.requests.close()

    def put(self, bundle: Bundle) -> None:
        """Put a bundle under its name, unless it lies there whole; a torn copy is replaced.

        MailboxAway and its kinds, where the server does not take it.
        """
        lies_there = self._entry(bundle.name)
        if lies_there is not None and lies_there.size == len(bundle.data):
            return
        self._make_folders(bundle.name)
        only_new = {"If-None-Match": "*"} if lies_there is None else {}
        told = self._put(bundle, only_new)
        if told == HTTPStatus.PRECONDITION_FAILED:  # somebody was quicker; was it whole?
            self._put(bundle, {})
        if told == HTTPStatus.OK:  # a portal that asks for a login says this too
            self._listed.pop(_folder(bundle.name), None)
            if not self.has(bundle):
                raise MailboxOdd(place=self.place)
            return
        there = Entry(bundle.name, is_folder=False, size=len(bundle.data), mark="")
        self._entries(_folder(bundle.name))[bundle.name] = there

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle seems to lie there whole: under its name, with its length."""
        entry = self._entry(bundle.name)
        return entry is not None and entry.size == len(bundle.data)

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder, as `in_order` puts them."""
        return tuple(in_order(self._found(under)))

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes; a wrong length or hash means that it is not there yet."""
        status, data = self.requests.ask("GET", _path(name), most=MAX_BUNDLE)
        if status == HTTPStatus.NOT_FOUND or data is None:
            return None
        self.requests.require(status, HTTPStatus.OK)
        return data if is_complete(Bundle(name, data)) else None

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Return a mark of each object in a folder that changes when the object does.

        If they are what they were before, that is one request of a few bytes: for the bell.
        """
        if self._is_silent(f"{under}/{BELL}", before):
            return before
        self._listed.pop(under, None)
        return {one.name: one.mark for one in self._entries(under).values() if not one.is_folder}

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Put notes under names, one after the other, over what was there."""
        for name, data in notes.items():
            self._make_folders(name)
            status, _ = self.requests.ask("PUT", _path(name), data)
            self.requests.require(status, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT, HTTPStatus.OK)

    def _is_silent(self, bell: str, before: Mapping[str, str]) -> bool:
        """Tell whether a bell has not rung since it had its mark (RFC 9110, 13.1.2)."""
        mark = before.get(bell, "")
        if not mark:
            return False
        known = {"If-None-Match": mark if mark.endswith('"') else f'"{mark}"'}
        status, _ = self.requests.ask("GET", _path(bell), headers=known)
        if status in (HTTPStatus.NOT_MODIFIED, HTTPStatus.OK):
            self._made.add(_folder(bell))
        return status == HTTPStatus.NOT_MODIFIED

    def _put(self, bundle: Bundle, headers: Mapping[str, str]) -> int:
        status, _ = self.requests.ask("PUT", _path(bundle.name), bundle.data, headers)
        known = (HTTPStatus.CREATED, HTTPStatus.NO_CONTENT, HTTPStatus.OK)
        self.requests.require(status, *known, HTTPStatus.PRECONDITION_FAILED)
        return status

    def _found(self, folder: str) -> Iterator[str]:
        """Yield the names of the bundles under a folder; what is not ours is passed over."""
        for entry in tuple(self._entries(folder).values()):
            if entry.is_folder:
                yield from self._found(entry.name)
            elif is_name(entry.name):
                yield entry.name

    def _entry(self, name: str) -> Entry | None:
        return self._entries(_folder(name)).get(name)

    def _entries(self, folder: str) -> dict[str, Entry]:
        """Return what lies in a folder, asked once in an exchange; a folder not there is empty."""
        if folder not in self._listed:
            self._listed[folder] = {one.name: one for one in self._listing(folder)}
        return self._listed[folder]

    def _listing(self, folder: str) -> Iterator[Entry]:
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        path = f"{_path(folder)}/"
        status, data = self.requests.ask("PROPFIND", path, PROPERTIES, headers, most=MAX_LISTING)
        if status == HTTPStatus.NOT_FOUND:
            return
        # A portal that asks for a login answers 200 with a page of its own.
        self.requests.require(status, HTTPStatus.MULTI_STATUS)
        if data is None:
            raise MailboxOdd(place=self.place)
        try:
            listing = fromstring(data, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise MailboxOdd(place=self.place) from error
        top = f"{urlsplit(self.requests.url(path)).path.rstrip('/')}/"
        for response in listing.iter(f"{DAV}response"):
            entry = _entry_from(response, unquote(top), folder)
            if entry is not None:
                yield entry

    def _make_folders(self, name: str) -> None:
        """Make the folders of a name, one after the other, but for those known to be there."""
        pieces = name.split("/")[:-1]
        for count in range(1, len(pieces) + 1):
            folder = "/".join(pieces[:count])
            if self._is_there(folder):
                continue
            status, _ = self.requests.ask("MKCOL", f"{_path(folder)}/")
            # 405: it is there (RFC 4918, 9.3.1)
            self.requests.require(status, HTTPStatus.CREATED, HTTPStatus.METHOD_NOT_ALLOWED)
            self._made.add(folder)

    def _is_there(self, folder: str) -> bool:
        """Tell whether a folder is known to be there, or that something lies below it."""
        known = {*self._made, *(one for one, entries in self._listed.items() if entries)}
        return any(f"{one}/".startswith(f"{folder}/") for one in known)


def _entry_from(response: Element, top: str, folder: str) -> Entry | None:
    """Return what a listing says of one thing directly in a folder; None of the folder itself."""
    path = unquote(urlsplit(response.findtext(f"{DAV}href", "").strip()).path)
    piece = path.removeprefix(top).rstrip("/")
    if not path.startswith(top) or not piece or "/" in piece:
        return None
    size = response.findtext(f".//{DAV}getcontentlength", "").strip()
    return Entry(
        name=f"{folder}/{piece}",
        is_folder=response.find(f".//{DAV}resourcetype/{DAV}collection") is not None,
        size=int(size) if size.isascii() and size.isdigit() else -1,
        mark=response.findtext(f".//{DAV}getetag", "").strip(),
    )


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _path(name: str) -> str:
    return quote(name)
