"""How a front takes a bundle in: it knows who sends before it takes the body, and signs for it.

The bundle says itself who sends it, in its clear signed head, so whoever carries it (a colleague's
laptop, an officer with a stick) can bring it.
"""

import asyncio
import hashlib
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from mediatordesk.centre.front.devices import KnownDevice
from mediatordesk.centre.front.keeping import Journal, Keeper, Kept
from mediatordesk.centre.front.standing import Refused, Standing
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import Bundle, Head, Header, Kind, head_of, is_complete
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import ROOT, is_name, is_part, is_want
from mediatordesk.sync.mailbox.receipts import Receipt

BUSY = 5.0


@dataclass(frozen=True, slots=True)
class Uploads:
    """Takes bundles in."""

    standing: Standing
    keeper: Keeper

    @classmethod
    def of(cls, standing: Standing) -> "Uploads":
        """Return what takes bundles in, after box and lists were put right. NotWritten."""
        box = standing.box
        journal = Journal.open(standing.folder, box.lying.folder)
        box.listings.reconcile(box.lying.folder)
        return cls(standing, Keeper(journal))

    async def put(self, request: Request) -> Response:
        """Take in a bundle: 201 with a receipt when it lies durably, 200 if it did before."""
        name = f"{ROOT}/{request.path_params['name']}"
        length = self._length(request)
        if not is_name(name):
            raise Refused(HTTPStatus.BAD_REQUEST, b"name")
        standing = self.standing
        if standing.under_way + length > standing.limits.at_once:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, b"busy", BUSY)
        standing.require_room()
        standing.under_way += length
        try:
            data = await self._body(request, name, length)
        finally:
            standing.under_way -= length
        status = await self._kept(Bundle(name, data))
        receipt = Receipt(name, hashlib.sha256(data).digest(), standing.now())
        return Response(receipt.signed(standing.keys.receipts), status)

    def _length(self, request: Request) -> int:
        """Return how long a body says that it is. Refused."""
        stated = request.headers.get("content-length", "")
        if not (stated.isascii() and stated.isdigit() and len(stated) < 12):
            raise Refused(HTTPStatus.LENGTH_REQUIRED, b"length")
        if int(stated) > self.standing.limits.bundle:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"length")
        return int(stated)

    async def _body(self, request: Request, name: str, length: int) -> bytes:
        """Return the body; who sends must be known from its first bytes, and soon. Refused."""
        limits, pieces, data = self.standing.limits, request.stream(), bytearray()
        head: Head | None = None
        try:
            async with asyncio.timeout(limits.head) as deadline:
                async for piece in pieces:
                    data += piece
                    if head is None and (head := head_of(bytes(data[:2048]))) is not None:
                        self._admit(name, head, length)
                        deadline.reschedule(_soon(limits.head + length / limits.slowest))
        except (TimeoutError, ClientDisconnect) as error:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, b"slow") from error
        except BadBundle as error:
            raise Refused(HTTPStatus.BAD_REQUEST, error.reason.encode()) from error
        if head is None or not _is_whole(head, data, length):
            raise Refused(HTTPStatus.BAD_REQUEST, b"length")
        return bytes(data)

    def _admit(self, name: str, head: Head, length: int) -> None:
        """Let in what an enrolled device has signed, in the folder of its office. Refused."""
        device = self.standing.sender(head.header.device)
        if device is None or not device.key.verifies(head.signature, head.signed):
            raise Refused(HTTPStatus.UNAUTHORIZED, b"sender")
        if not _may_lie(name, head.header, device):
            raise Refused(HTTPStatus.FORBIDDEN, b"folder")
        self.standing.charge(self.standing.requests, head.header.device)
        self.standing.charge(self.standing.volume, head.header.device, length)

    async def _kept(self, bundle: Bundle) -> HTTPStatus:
        """Keep a bundle durably, then list it. Refused."""
        if not is_complete(bundle):
            raise Refused(HTTPStatus.CONFLICT, b"name")
        try:
            kept = await self.keeper.keep(bundle)
            if kept is not Kept.OTHER:
                self.standing.box.listings.enter(bundle.name)
        except NotWritten as error:
            raise Refused(HTTPStatus.INSUFFICIENT_STORAGE, b"room") from error
        if kept is Kept.OTHER:
            raise Refused(HTTPStatus.CONFLICT, b"other")
        return HTTPStatus.CREATED if kept is Kept.NEW else HTTPStatus.OK


def _is_whole(head: Head, data: bytearray, length: int) -> bool:
    """Tell whether a body is as long as it was said to be, and holds what its head is for."""
    begin = len(head.signed) + len(head.signature)
    if not len(data) == length == begin + head.header.length:
        return False
    return hashlib.sha256(memoryview(data)[begin:]).digest() == head.header.digest


def _may_lie(name: str, header: Header, device: KnownDevice) -> bool:
    """Tell whether a device may leave a bundle under a name: in its office, and of its own kinds.

    Everything else in an office's folder is the centre's.
    """
    if not name.startswith(f"{device.folder}/"):
        return False
    replica, pieces = header.replica.hex(), name.split("/")
    match header.kind:
        case Kind.PART:
            return is_part(name)
        case Kind.LOG:
            return pieces[2] == replica
        case Kind.CTL:
            return is_want(name) and pieces[3] == replica
    return False


def _soon(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds
