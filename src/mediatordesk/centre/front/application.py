"""What a front answers: five doors, and a plain refusal everywhere else.

PUT /v1/b/<name>    a bundle, against a receipt      GET /v1/f/<office>/head   what is new there
POST /v1/have       which parts lie there            GET /v1/f/<office>/<name> a bundle
POST /v1/enrol      a request for enrolment          GET /v1/time?n=           the time, signed
"""

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from mediatordesk.centre.front.folder import ENROL
from mediatordesk.centre.front.standing import Refused, Standing
from mediatordesk.centre.front.uploads import Uploads
from mediatordesk.keys.durable import NotWritten, write_durably
from mediatordesk.sync.bundles.names import ROOT, part_name
from mediatordesk.sync.mailbox.signed_requests import Asked

MOST_ASKED = 1000
"""Hashes that one request may ask about."""
DIGEST = 32
NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")
LATER = 2.0
"""Seconds after which an enrolment is asked for again."""


def front_application(standing: Standing, uploads: Uploads) -> ASGIApp:
    """Return the application of a front."""
    doors = Doors(standing)
    routes = [
        Route(f"/{ROOT}/b/{{name:path}}", uploads.put, methods=["PUT"]),
        Route(f"/{ROOT}/f/{{office}}/head", doors.head, methods=["GET"]),
        Route(f"/{ROOT}/f/{{office}}/{{rest:path}}", doors.bundle, methods=["GET"]),
        Route(f"/{ROOT}/have", doors.have, methods=["POST"]),
        Route(f"/{ROOT}/enrol", doors.enrol, methods=["POST"]),
        Route(f"/{ROOT}/time", doors.time, methods=["GET"]),
    ]
    handlers = {Refused: _refusal, HTTPException: _nothing}
    limits = standing.limits
    longest = 2 * limits.head + limits.bundle / limits.slowest
    return WithinTime(Starlette(routes=routes, exception_handlers=handlers), longest)


@dataclass(frozen=True, slots=True)
class WithinTime:
    """Ends a request that takes longer than the slowest honest line: who does not read, too."""

    application: Callable[[Scope, Receive, Send], Awaitable[None]]
    seconds: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        async with asyncio.timeout(self.seconds):
            await self.application(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Doors:
    """Answers everything but bundles that come in."""

    standing: Standing

    async def head(self, request: Request) -> Response:
        """Say what the asker's office has that he does not know."""
        office = self._office(request, b"")
        news = self.standing.box.listings.news(office, request.query_params.get("after", ""))
        return Response(news.text())

    async def bundle(self, request: Request) -> Response:
        """Give a bundle of the asker's office."""
        office = self._office(request, b"")
        name = f"{ROOT}/{office}/{request.path_params['rest']}"
        box = self.standing.box
        data = await asyncio.to_thread(box.get, name) if box.lies(name) else None
        return Response(status_code=HTTPStatus.NOT_FOUND) if data is None else Response(data)

    async def have(self, request: Request) -> Response:
        """Say of up to 1,000 hashes which parts lie there: one bit each, the first highest."""
        body = await self._body(request, MOST_ASKED * DIGEST)
        device = self.standing.asking(_asked(request, body))
        if len(body) % DIGEST:
            raise Refused(HTTPStatus.BAD_REQUEST, b"length")
        digests = [body[start : start + DIGEST] for start in range(0, len(body), DIGEST)]
        lies = self.standing.box.lies
        bits = "".join(str(int(lies(part_name(device.office, one)))) for one in digests)
        bits += "0" * (-len(bits) % 8)
        return Response(bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)))

    async def enrol(self, request: Request) -> Response:
        """Keep a request for enrolment, and give its answer when the centre has written it."""
        body = await self._body(request, self.standing.limits.request)
        self._meet_stranger(request)
        folder, name = self.standing.folder / ENROL, hashlib.sha256(body).hexdigest()[:16]
        for ending, status in (("grant", HTTPStatus.OK), ("refused", HTTPStatus.FORBIDDEN)):
            if (folder / f"{name}.{ending}").exists():
                return Response((folder / f"{name}.{ending}").read_bytes(), status)
        if not (folder / f"{name}.request").exists():
            if sum(1 for _ in folder.glob("*.request")) >= self.standing.limits.waiting:
                raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, b"busy", 60.0)
            self.standing.require_room()
            await self._kept(folder / f"{name}.request", body)
        return Response(None, HTTPStatus.ACCEPTED, {"Retry-After": f"{LATER:.0f}"})

    async def _kept(self, file: Path, body: bytes) -> None:
        """Keep a request durably. Refused if the disk does not take it."""
        try:
            await asyncio.to_thread(write_durably, file, body, private=True)
        except NotWritten as error:
            raise Refused(HTTPStatus.INSUFFICIENT_STORAGE, b"room") from error

    async def time(self, request: Request) -> Response:
        """Say what time it is, signed for the asker's nonce."""
        self._meet_stranger(request)
        nonce = request.query_params.get("n", "")
        if not NONCE.fullmatch(nonce):
            raise Refused(HTTPStatus.BAD_REQUEST, b"nonce")
        return Response(self.standing.time(nonce))

    def _office(self, request: Request, body: bytes) -> str:
        """Return the office of a path, if it is the asker's own. Refused."""
        device = self.standing.asking(_asked(request, body))
        office: str = request.path_params["office"]
        if device.folder != f"{ROOT}/{office}":
            raise Refused(HTTPStatus.FORBIDDEN, b"office")
        return office

    def _meet_stranger(self, request: Request) -> None:
        who = request.client.host if request.client else ""
        self.standing.charge(self.standing.strangers, who)

    async def _body(self, request: Request, most: int) -> bytes:
        """Return a small body, counted as it comes, within the time for a head. Refused."""
        data = bytearray()
        try:
            async with asyncio.timeout(self.standing.limits.head):
                async for piece in request.stream():
                    data += piece
                    if len(data) > most:
                        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"length")
        except (TimeoutError, ClientDisconnect) as error:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, b"slow") from error
        return bytes(data)


def _asked(request: Request, body: bytes) -> Asked:
    """Return a request as it was signed: with the path as it came, not as it was understood."""
    path = request.scope["raw_path"].decode("ascii")
    query = request.scope["query_string"].decode("ascii")
    host = request.headers.get("host", "")
    url = f"https://{host}{path}" + (f"?{query}" if query else "")
    return Asked(request.method, url, dict(request.headers), body)


async def _refusal(_request: Request, error: Exception) -> Response:
    """Answer what was refused; the rest of a body is not taken any more."""
    if not isinstance(error, Refused):
        raise error
    headers = {"Connection": "close"}
    if error.wait:
        headers["Retry-After"] = f"{error.wait + 1:.0f}"
    return Response(error.word, error.status, headers)


async def _nothing(_request: Request, error: Exception) -> Response:
    """Answer what there is no door for: nothing is told about why."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return Response(status_code=status, headers={"Connection": "close"})
