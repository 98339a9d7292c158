"""The front of one's own centre as a mailbox: what lies there was signed for, and is listed anew.

The centre's small authority is pinned by the grant, so no other certificate counts. What the front
says is not believed either: a name holds the hash of what lies under it, a receipt is signed, and
only the centre's own word empties the outbox.
"""

import hashlib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

from mediatordesk.core.changes import CHINA
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, header_of, is_complete
from mediatordesk.sync.bundles.names import ROOT, folder_of, head_name, in_order, is_part
from mediatordesk.sync.mailbox import NOTHING, MailboxAway, MailboxOdd, MailboxRefused
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.known_names import KnownNames
from mediatordesk.sync.mailbox.receipts import read_receipt, read_time
from mediatordesk.sync.mailbox.requests import PAGE, Reply, Requests, WebAddress
from mediatordesk.sync.mailbox.signed_requests import Asked, new_nonce, signature_of

MAX_NEWS = 1 << 20
"""Bytes of one page of names: 2,000 take 160 KB."""
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of OpenSSL: everything of a certificate is checked but its dates."""
DATES = (9, 10)
"""OpenSSL's codes of a certificate that is not valid yet, or no more."""
UNLIKELY = timedelta(minutes=5)
"""A clock that is wrong by less is nobody's concern."""


class NotTheCentre(MailboxAway):
    """Whoever answers does not have the certificate that the centre's authority gave."""

    happened = N_("{place} cannot prove that it is the centre; nothing was sent to it.")
    to_do = N_("Use another network or a stick, and tell the centre's administrator.")


class CertificateEnded(MailboxAway):
    """The front's certificate holds no more, and the computer's clock is right."""

    happened = N_("The centre's certificate has expired; nothing was sent to {place}.")
    to_do = N_("Use another mailbox or a stick meanwhile, and tell the centre's administrator.")


class ComputerRefused(MailboxRefused):
    """The front does not know this device, or it was revoked."""

    happened = N_("The centre at {place} does not accept this computer.")
    to_do = N_("Ask the centre whether it is still enrolled; else enrol it again with a slip.")


class NoReceipt(MailboxOdd):
    """A server said that it keeps a bundle, and did not sign for it."""

    happened = N_("{place} took a bundle and did not sign for it, so it counts as not sent.")


class EnrolmentRefused(DeskError):
    """The centre has refused a request for enrolment. Field: reason."""

    happened = N_("The centre has refused the enrolment ({reason}).")
    kept = N_("Nothing was changed; all work stays on this computer.")
    to_do = N_("Ask the centre for a new slip.")

    @property
    def reason(self) -> str:
        """Return the centre's word for it."""
        return str(self.fields["reason"])


@dataclass(slots=True)
class HttpsMailbox:
    """The front of a desk's centre, for one exchange."""

    caller: Caller
    requests: Requests = field(repr=False)
    known: KnownNames = field(repr=False)
    clock_off: timedelta | None = None
    """How much this computer's clock was found to be wrong; None if it was not."""
    _ahead: timedelta = timedelta()
    _asked: bool = False

    @classmethod
    def of(cls, caller: Caller) -> "HttpsMailbox":
        """Return the front of a desk's centre; it is not asked yet. ValueError: no address."""
        address = WebAddress.read(caller.front.address, "https")
        notes = KnownNames.read(caller.notes, caller.front.receipts)
        return cls(caller, Requests.to(address, trust=_trust(caller.front.authority)), notes)

    @property
    def place(self) -> str:
        """Return its address."""
        return self.requests.place

    def close(self) -> None:
        """End the connection."""
        self.requests.close()

    def put(self, bundle: Bundle) -> None:
        """Put a bundle, unless it lies there; it is there only if the front has signed for it.

        MailboxAway and its kinds.
        """
        if self.has(bundle):
            return
        path = f"{ROOT}/b/{bundle.name.removeprefix(f'{ROOT}/')}"
        reply = self._reply("PUT", path, bundle.data, signed=False)
        self.requests.require(reply.status, HTTPStatus.OK, HTTPStatus.CREATED)
        receipt = read_receipt(reply.body or b"", self.caller.front.receipts)
        digest = hashlib.sha256(bundle.data).digest()
        if receipt is None or (receipt.name, receipt.digest) != (bundle.name, digest):
            raise NoReceipt(place=self.place)
        if not is_part(bundle.name):
            self.known.meet(bundle.name)

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle lies there: the front lists it, or says so of a part."""
        if is_part(bundle.name):
            return self.have([bundle])[0]
        return bundle.name in self._names()

    def have(self, parts: Sequence[Bundle]) -> list[bool]:
        """Tell which parts of files lie there: up to 1,000 in one request."""
        digests = b"".join(_digest_of(one) for one in parts)
        reply = self._reply("POST", f"{ROOT}/have", digests)
        self.requests.require(reply.status, HTTPStatus.OK)
        bits = "".join(f"{byte:08b}" for byte in reply.body or b"")
        if len(bits) < len(parts):
            raise MailboxOdd(place=self.place)
        return [bits[place] == "1" for place in range(len(parts))]

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the office's bundles under a folder; parts of files are not named."""
        return tuple(in_order(name for name in self._names() if name.startswith(f"{under}/")))

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes; a wrong length or hash means that it is not there yet."""
        if not name.startswith(f"{self._folder}/"):
            return None
        reply = self._reply("GET", f"{ROOT}/f/{name.removeprefix(f'{ROOT}/')}", most=MAX_BUNDLE)
        if reply.status == HTTPStatus.NOT_FOUND or reply.body is None:
            return None
        self.requests.require(reply.status, HTTPStatus.OK)
        return reply.body if is_complete(Bundle(name, reply.body)) else None

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:  # noqa: ARG002 - it is known here
        """Return a mark of each replica's newest bundle, of the feed's and of the rosters'.

        One request, in which the front says all that is new.
        """
        self._hear()
        newest: dict[str, str] = {}
        for place, name in enumerate(self.known.names):
            newest[head_name(name)] = f"{place} {name}"
        return {head: mark for head, mark in newest.items() if head.startswith(f"{under}/")}

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Do nothing: the front knows itself what is newest."""

    @property
    def _folder(self) -> str:
        return folder_of(self.caller.office)

    def _names(self) -> Sequence[str]:
        if not self._asked:
            self._hear()
        return self.known.names

    def _hear(self) -> None:
        """Ask what is new since the last time, until there is no more."""
        left = 1
        while left:
            path = f"{ROOT}/f/{self._folder.removeprefix(f'{ROOT}/')}/head"
            reply = self._reply("GET", f"{path}?after={self.known.cursor}", most=MAX_NEWS)
            self.requests.require(reply.status, HTTPStatus.OK)
            heard = self.known.hear(reply.body or b"", self._folder)
            if heard is None:
                raise MailboxOdd(place=self.place)
            left = heard
        self._asked = True
        self.known.keep(self.caller.notes)

    def _reply(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        signed: bool = True,
        most: int = PAGE,
    ) -> Reply:
        """Ask, and ask once more with the front's time if it finds the clock of the desk wrong."""
        nonce, reply = self._once(method, path, body, signed=signed, most=most)
        told = read_time(reply.body or b"", self.caller.front.receipts)
        if signed and reply.status == HTTPStatus.UNAUTHORIZED and told and told.nonce == nonce:
            self._mind(datetime.fromtimestamp(told.at / 1000, CHINA))
            _, reply = self._once(method, path, body, signed=signed, most=most)
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise ComputerRefused(place=self.place)
        self.requests.refuse(reply)
        return reply

    def _once(
        self, method: str, path: str, body: bytes, *, signed: bool, most: int
    ) -> tuple[str, Reply]:
        """Ask once, or a second time if only the dates of the certificate do not fit the clock."""
        nonce = new_nonce()
        try:
            headers = self._signature(method, path, body, nonce) if signed else {}
            return nonce, self.requests.reply(method, path, body or None, headers, most=most)
        except MailboxAway as error:
            doubt = _doubt(error)
            if doubt is None:
                raise
            if doubt.verify_code not in DATES:
                raise NotTheCentre(place=self.place) from error
        self._ask_the_time()
        headers = self._signature(method, path, body, nonce) if signed else {}
        return nonce, self.requests.reply(method, path, body or None, headers, most=most)

    def _signature(self, method: str, path: str, body: bytes, nonce: str) -> Mapping[str, str]:
        asked = Asked(method, self.requests.url(path), {}, body)
        created = self.caller.clock.now() + self._ahead
        return signature_of(asked, self.caller.signing, created, nonce)

    def _ask_the_time(self) -> None:
        """Go on with a certificate whose dates do not fit the clock, if they fit the front's time.

        That time is signed for our nonce, so a certificate that has really ended is found out.
        CertificateEnded.
        """
        front = self.caller.front
        lenient = _trust(front.authority)
        lenient.verify_flags |= NO_CHECK_TIME
        requests, nonce = Requests.to(self.requests.address, trust=lenient), new_nonce()
        try:
            reply = requests.reply("GET", f"{ROOT}/time?n={nonce}")
        except MailboxAway:
            requests.close()
            raise
        told = read_time(reply.body or b"", front.receipts)
        moment = datetime.fromtimestamp(told.at / 1000, CHINA) if told else None
        fits = moment is not None and told is not None and told.nonce == nonce
        if moment is None or not fits or moment < self.caller.floor or not _holds(reply, moment):
            requests.close()
            raise CertificateEnded(place=self.place)
        self.requests.close()
        self.requests = requests
        self._mind(moment)

    def _mind(self, moment: datetime) -> None:
        """Note what time it really is; a clock that is clearly wrong is to be told of."""
        self._ahead = moment - self.caller.clock.now()
        if abs(self._ahead) > UNLIKELY:
            self.clock_off = -self._ahead


def enrol_at(address: str, body: bytes) -> bytes | None:
    """Leave a request for enrolment at a front; return the centre's answer, None if it is to come.

    The front is not known yet, so its certificate proves nothing and is not looked at: the request
    holds no secret, and the answer is sealed to this device and signed by the centre whose key the
    slip names. EnrolmentRefused, MailboxAway and its kinds; ValueError for a bad address.
    """
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    requests = Requests.to(WebAddress.read(address, "https"), trust=anybody)
    try:
        reply = requests.reply("POST", f"{ROOT}/enrol", body, most=PAGE + 1024)
        if reply.status == HTTPStatus.FORBIDDEN:
            raise EnrolmentRefused(reason=_word(reply.body))
        requests.refuse(reply)
        requests.require(reply.status, HTTPStatus.OK, HTTPStatus.ACCEPTED)
    finally:
        requests.close()
    return reply.body if reply.status == HTTPStatus.OK else None


def _trust(authority: bytes) -> ssl.SSLContext:
    """Return whose certificates count: those of one authority (PEM), and of nobody else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=authority.decode("ascii"))
    return context


def _doubt(error: BaseException) -> ssl.SSLCertVerificationError | None:
    """Return why a certificate was not believed, if that is what went wrong."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _holds(reply: Reply, moment: datetime) -> bool:
    """Tell whether the certificate of whoever replied holds at a moment."""
    match reply.host:
        case {"notBefore": str(begins), "notAfter": str(ends)}:
            dates = ssl.cert_time_to_seconds(begins), ssl.cert_time_to_seconds(ends)
            return dates[0] <= moment.timestamp() <= dates[1]
    return False


def _digest_of(part: Bundle) -> bytes:
    """Return the hash of a part's cipher text, by which it is named."""
    return header_of(part.data).digest


def _word(body: bytes | None) -> str:
    """Return a front's reason, as far as it can be shown."""
    text = (body or b"").decode("utf-8", "replace")[:80]
    return "".join(one for one in text if one.isprintable()) or "?"
