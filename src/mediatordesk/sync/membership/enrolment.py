"""How a desk becomes known to a centre: a request goes there, a grant comes back.

The request is signed by the device; with the code of a slip it proves that the centre has invited
it, else an officer compares six words by telephone. The grant is signed by the centre and encrypted
to the device, because it holds the office's key. Both go by stick or by line.
"""

from dataclasses import dataclass, field, replace
from uuid import UUID

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import (
    BadKey,
    Device,
    Identity,
    NotForUs,
    Recipient,
    SigningKey,
    VerifyKey,
    encrypt_to,
)
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.rosters import Roster, roster_from
from mediatordesk.sync.membership.fronts import Front
from mediatordesk.sync.membership.slips import Slip, is_proof, proof_of

REQUEST = "MDQ1"
WITH_CODE = "MDQ2"
REPLACING = "MDQ3"
GRANT = "MDG1"
MAX_FILE = 256 * 1024


class BadRequest(DeskError):
    """A file that is no enrolment request, or was altered."""

    happened = N_("The file is not an enrolment request, or it is damaged.")
    kept = N_("Nobody was enrolled.")
    to_do = N_("Make a new request on the desk that is to be enrolled.")


class BadGrant(DeskError):
    """A file that is no grant for this computer, or comes from another centre than before."""

    happened = N_("The file is not this desk's enrolment, or it is damaged.")
    kept = N_("The desk works on as before, with everything in it.")
    to_do = N_("Ask the centre for the answer to this desk's own newest request.")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What shows that a request was made with the code of a slip: which one, and the proof."""

    number: str
    proof: bytes
    request: bytes

    def shows(self, key: bytes) -> bool:
        """Tell whether it was the slip of which the centre has kept this."""
        return is_proof(key, self.request, self.proof)


@dataclass(frozen=True, slots=True)
class Request:
    """A desk asks to be enrolled for an office.

    `replaces` is its key until now, if it only exchanges its keys; `ticket` proves an invitation.
    """

    office: UUID
    office_code: str
    office_name: str
    key: VerifyKey
    recipient: Recipient
    ticket: Ticket | None = None
    replaces: VerifyKey | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A centre's answer: who it is, whom to encrypt to, and the office's own reading key.

    `recovery` is held by the county's officers; centres that were made earlier have none, and say
    nothing of what follows: where the office exchanges, what of the centre stands in the net, who
    else belongs to the office, and what the office is called.
    """

    office: UUID
    device: bytes
    centre: VerifyKey
    centre_recipient: Recipient
    office_identity: Identity = field(repr=False)
    generation: int
    roster: int
    at: int
    recovery: Recipient | None = None
    centre_name: str = ""
    mailboxes: tuple[str, ...] = ()
    front: Front | None = None
    office_roster: Roster | None = None
    office_code: str = ""
    office_name: str = ""

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Return for whom this office's bundles are encrypted: the centre and the office."""
        return self.centre_recipient, self.office_identity.recipient


def pack_request(device: Device, office: UUID, office_code: str, office_name: str) -> bytes:
    """Return the file by which a desk asks to be enrolled."""
    key, recipient = device.signing.verify_key, device.identity.recipient
    body = encode([office.bytes, office_code, office_name, key.raw, recipient.text])
    return encode([REQUEST, body, device.signing.sign(REQUEST.encode() + body)])


def with_code(request: bytes, slip: Slip) -> bytes:
    """Return a request that proves that its device holds a slip; the code itself is not in it."""
    return encode([WITH_CODE, request, slip.number, proof_of(slip.key, request)])


def replacing(request: bytes, device: Device) -> bytes:
    """Return a request of a device's new keys that its keys until now have signed too."""
    key, signature = (
        device.signing.verify_key.raw,
        device.signing.sign(REPLACING.encode() + request),
    )
    return encode([REPLACING, request, key, signature])


def read_request(data: bytes) -> Request:
    """Read a request; it must be signed by the very key it names. BadRequest if not."""
    try:
        if len(data) <= MAX_FILE:
            match decode(data):
                case [str(mark), bytes(request), str(number), bytes(proof)] if mark == WITH_CODE:
                    ticket = Ticket(number, proof, request)
                    return replace(_request_from(request), ticket=ticket)
                case [str(mark), bytes(request), bytes(raw), bytes(signature)] if (
                    mark == REPLACING
                    and VerifyKey(raw).verifies(signature, REPLACING.encode() + request)
                ):
                    return replace(_request_from(request), replaces=VerifyKey(raw))
        return _request_from(data)
    except (NotCanonical, BadKey) as error:
        raise BadRequest from error


def _request_from(data: bytes) -> Request:
    """Read what a device has signed. NotCanonical, BadKey, BadRequest."""
    body, signature = _signed(data, REQUEST)
    match decode(body):
        case [bytes(office), str(code), str(name), bytes(raw), str(recipient)] if len(office) == 16:
            key = VerifyKey(raw)
            request = Request(UUID(bytes=office), code, name, key, Recipient(recipient))
            if key.verifies(signature, REQUEST.encode() + body):
                return request
    raise BadRequest


def pack_grant(grant: Grant, key: SigningKey, recipient: Recipient) -> bytes:
    """Return the file by which a centre answers a request, for that device only."""
    body = encode(
        [
            grant.office.bytes, grant.device, grant.centre.raw, grant.centre_recipient.text,
            grant.office_identity.to_bytes(), grant.generation, grant.roster, grant.at,
            grant.recovery.text if grant.recovery else "", grant.centre_name,
            list(grant.mailboxes), grant.front.to_list() if grant.front else None,
            grant.office_roster.to_bytes() if grant.office_roster else None,
            grant.office_code, grant.office_name,
        ]
    )  # fmt: skip
    return encrypt_to((recipient,), encode([GRANT, body, key.sign(GRANT.encode() + body)]))


def read_grant(data: bytes, device: Device, centre: VerifyKey | None = None) -> Grant:
    """Read a grant for this device. BadGrant if it is not, or not from the centre known before."""
    try:
        body, signature = _signed(device.identity.decrypt(data, limit=MAX_FILE), GRANT)
        grant = _grant_from(decode(body))
    except (NotForUs, NotCanonical, BadKey, BadBundle) as error:
        raise BadGrant from error
    genuine = grant.centre.verifies(signature, GRANT.encode() + body)
    if not genuine or grant.device != device.id or centre not in (None, grant.centre):
        raise BadGrant
    return grant


def _grant_from(content: Plain) -> Grant:
    """Read what a grant says. NotCanonical, BadKey or BadBundle if it says something else.

    Those of earlier centres end after the time, or after the centre's name.
    """
    match content:
        case [
            bytes(office), bytes(device), bytes(centre), str(recipient),
            bytes(identity), int(generation), int(roster), int(at), *more,
        ] if len(office) == 16:  # fmt: skip
            recovery, name = _recovery_from(more[:2])
            grant = Grant(
                UUID(bytes=office), device, VerifyKey(centre), Recipient(recipient),
                Identity.from_bytes(identity), generation, roster, at, recovery, name,
            )  # fmt: skip
            return _with_places(grant, more[2:])
    raise NotCanonical


def _recovery_from(more: list[Plain]) -> tuple[Recipient | None, str]:
    """Read who recovers a desk, and the centre's name. NotCanonical if it says something else."""
    match more:
        case []:
            return None, ""
        case [str(recovery), str(name)]:
            return (Recipient(recovery) if recovery else None), name
    raise NotCanonical


def _with_places(grant: Grant, more: list[Plain]) -> Grant:
    """Read where the office exchanges, and who belongs to it. NotCanonical, BadBundle."""
    match more:
        case []:
            return grant
        case [list(mailboxes), front, bytes() | None as roster, str(code), str(name)]:
            known = roster_from(roster) if roster else None
            if known is None or known.office == grant.office:
                return replace(
                    grant,
                    mailboxes=tuple(str(one) for one in mailboxes),
                    front=Front.from_list(front) if front else None,
                    office_roster=known,
                    office_code=code,
                    office_name=name,
                )
    raise NotCanonical


def _signed(data: bytes, mark: str) -> tuple[bytes, bytes]:
    """Return body and signature of a signed file. NotCanonical if it is not one of this kind."""
    if len(data) <= MAX_FILE:
        match decode(data):
            case [str(found), bytes(body), bytes(signature)] if found == mark:
                return body, signature
    raise NotCanonical
