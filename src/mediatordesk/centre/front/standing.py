"""A front that stands: its keys, its box, who may ask, and what it remembers of those who did."""

import shutil
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from mediatordesk.centre.front.box import Box
from mediatordesk.centre.front.devices import FILE, Devices, KnownDevice, read_devices
from mediatordesk.centre.front.folder import FrontKeys
from mediatordesk.centre.front.limits import Allowances, Limits
from mediatordesk.core.clock import Clock
from mediatordesk.sync.mailbox.receipts import SignedTime
from mediatordesk.sync.mailbox.signed_requests import MAX_SKEW, Asked, BadSignature, proof_of

NONCES = 200_000


class Refused(Exception):
    """A request that is answered with a status, a word (or signed bytes), and when to come back."""

    def __init__(self, status: HTTPStatus, word: bytes = b"", wait: float = 0.0) -> None:
        super().__init__(status, word)
        self.status, self.word, self.wait = status, word, wait


@dataclass(slots=True)
class Nonces:
    """Nonces that were seen: nothing signed counts twice.

    `since` is the oldest time that a signature may name: what came before it was forgotten, and
    when the front starts it has forgotten everything.
    """

    since: datetime
    _seen: OrderedDict[tuple[bytes, str], datetime] = field(default_factory=OrderedDict)

    def is_new(self, device: bytes, nonce: str, created: datetime, now: datetime) -> bool:
        """Note a nonce; False if it was there before."""
        if (device, nonce) in self._seen:
            return False
        self._seen[device, nonce] = created
        while len(self._seen) > NONCES or next(iter(self._seen.values())) < now - 2 * MAX_SKEW:
            _, gone = self._seen.popitem(last=False)
            self.since = max(self.since, gone)
        return True


@dataclass(slots=True)
class Standing:
    """A running front."""

    folder: Path
    keys: FrontKeys
    box: Box
    limits: Limits
    clock: Clock
    nonces: Nonces
    requests: Allowances
    volume: Allowances
    strangers: Allowances
    under_way: int = 0
    """Bytes of bodies that are being taken in."""
    _devices: Devices = field(default_factory=Devices)
    _stamp: tuple[int, int] = (0, 0)
    _room_asked: float = float("-inf")

    @classmethod
    def of(cls, folder: Path, clock: Clock, limits: Limits) -> "Standing":
        """Return the front of a folder. NoFront."""
        keys, box = FrontKeys.read(folder), Box.of(folder)
        started = clock.now().astimezone(UTC).replace(microsecond=0)
        return cls(
            folder, keys, box, limits, clock, Nonces(started - timedelta(seconds=1)),
            requests=Allowances(limits.requests, limits.requests_again),
            volume=Allowances(limits.volume, limits.volume_again),
            strangers=Allowances(limits.strangers, limits.strangers_again),
        )  # fmt: skip

    @property
    def devices(self) -> Devices:
        """Return who may ask, read again when the centre has written it anew; never an older one.

        A list that is not the centre's changes nothing.
        """
        try:
            found = (self.folder / FILE).stat()
        except OSError:
            return self._devices
        stamp = found.st_mtime_ns, found.st_size
        if stamp != self._stamp:
            self._stamp, newer = stamp, read_devices(self.folder, self.keys.centre)
            if newer is not None and newer.version >= self._devices.version:
                self._devices = newer
        return self._devices

    def sender(self, device_id: bytes) -> KnownDevice | None:
        """Return who sends a bundle; the list is read again only for somebody unknown."""
        return self._devices.by_id.get(device_id) or self.devices.by_id.get(device_id)

    def asking(self, asked: Asked) -> KnownDevice:
        """Return who signed a request, if he may ask now. Refused."""
        devices = self.devices
        try:
            proof = proof_of(asked, devices.reader)
        except BadSignature as error:
            raise Refused(HTTPStatus.UNAUTHORIZED, b"signature") from error
        now = self.clock.now().astimezone(UTC)
        if abs(proof.created - now) > MAX_SKEW or proof.created < self.nonces.since:
            raise Refused(HTTPStatus.UNAUTHORIZED, self.time(proof.nonce))
        if not self.nonces.is_new(proof.device, proof.nonce, proof.created, now):
            raise Refused(HTTPStatus.UNAUTHORIZED, b"replay")
        self.charge(self.requests, proof.device)
        return devices.by_id[proof.device]

    def time(self, nonce: str) -> bytes:
        """Return the time, signed for a nonce."""
        return SignedTime(nonce, self.now()).signed(self.keys.receipts)

    def now(self) -> int:
        """Return the time in milliseconds since 1970."""
        return int(self.clock.now().timestamp() * 1000)

    def charge(self, allowances: Allowances, who: object, amount: float = 1.0) -> None:
        """Take something from somebody's allowance. Refused, with when to come back."""
        wait = allowances.wait(who, amount)
        if wait:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, b"allowance", wait)

    def require_room(self) -> None:
        """Refuse what the disk could not hold; it is looked at once a second."""
        if time.monotonic() - self._room_asked < 1:
            return
        if shutil.disk_usage(self.folder).free < self.limits.room:
            raise Refused(HTTPStatus.INSUFFICIENT_STORAGE, b"room")
        self._room_asked = time.monotonic()
