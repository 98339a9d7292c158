"""How a desk becomes known to a centre: a request goes there on a stick, a grant comes back.

The request is signed by the device; the grant is signed by the centre and encrypted to the device,
because it holds the office's key. Who carries them compares the fingerprints by telephone.
"""

from dataclasses import dataclass, field
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

REQUEST = "MDQ1"
GRANT = "MDG1"
MAX_FILE = 64 * 1024


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
class Request:
    """A desk asks to be enrolled for an office."""

    office: UUID
    office_code: str
    office_name: str
    key: VerifyKey
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class Grant:
    """A centre's answer: who it is, whom to encrypt to, and the office's own reading key.

    `recovery` is held by the county's officers; centres that were made earlier have none.
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

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Return for whom this office's bundles are encrypted: the centre and the office."""
        return self.centre_recipient, self.office_identity.recipient


def pack_request(device: Device, office: UUID, office_code: str, office_name: str) -> bytes:
    """Return the file by which a desk asks to be enrolled."""
    key, recipient = device.signing.verify_key, device.identity.recipient
    body = encode([office.bytes, office_code, office_name, key.raw, recipient.text])
    return encode([REQUEST, body, device.signing.sign(REQUEST.encode() + body)])


def read_request(data: bytes) -> Request:
    """Read a request; it must be signed by the very key it names. BadRequest if not."""
    try:
        body, signature = _signed(data, REQUEST)
        match decode(body):
            case [bytes(office), str(code), str(name), bytes(raw), str(recipient)] if (
                len(office) == 16
            ):
                key = VerifyKey(raw)
                request = Request(UUID(bytes=office), code, name, key, Recipient(recipient))
                if key.verifies(signature, REQUEST.encode() + body):
                    return request
    except (NotCanonical, BadKey) as error:
        raise BadRequest from error
    raise BadRequest


def pack_grant(grant: Grant, key: SigningKey, recipient: Recipient) -> bytes:
    """Return the file by which a centre answers a request, for that device only."""
    body = encode(
        [
            grant.office.bytes, grant.device, grant.centre.raw, grant.centre_recipient.text,
            grant.office_identity.to_bytes(), grant.generation, grant.roster, grant.at,
            grant.recovery.text if grant.recovery else "", grant.centre_name,
        ]
    )  # fmt: skip
    return encrypt_to((recipient,), encode([GRANT, body, key.sign(GRANT.encode() + body)]))


def read_grant(data: bytes, device: Device, centre: VerifyKey | None = None) -> Grant:
    """Read a grant for this device. BadGrant if it is not, or not from the centre known before."""
    try:
        body, signature = _signed(device.identity.decrypt(data, limit=MAX_FILE), GRANT)
        grant = _grant_from(decode(body))
    except (NotForUs, NotCanonical, BadKey) as error:
        raise BadGrant from error
    genuine = grant.centre.verifies(signature, GRANT.encode() + body)
    if not genuine or grant.device != device.id or centre not in (None, grant.centre):
        raise BadGrant
    return grant


def _grant_from(content: Plain) -> Grant:
    """Read what a grant says. NotCanonical if it says something else.

    Those of earlier centres end after the time.
    """
    match content:
        case [
            bytes(office), bytes(device), bytes(centre), str(recipient),
            bytes(identity), int(generation), int(roster), int(at), *more,
        ] if len(office) == 16:  # fmt: skip
            recovery, name = _recovery_from(more)
            return Grant(
                UUID(bytes=office), device, VerifyKey(centre), Recipient(recipient),
                Identity.from_bytes(identity), generation, roster, at, recovery, name,
            )  # fmt: skip
    raise NotCanonical


def _recovery_from(more: list[Plain]) -> tuple[Recipient | None, str]:
    """Read who recovers a desk, and the centre's name. NotCanonical if it says something else."""
    match more:
        case []:
            return None, ""
        case [str(recovery), str(name)]:
            return (Recipient(recovery) if recovery else None), name
    raise NotCanonical


def _signed(data: bytes, mark: str) -> tuple[bytes, bytes]:
    """Return body and signature of a signed file. NotCanonical if it is not one of this kind."""
    if len(data) <= MAX_FILE:
        match decode(data):
            case [str(found), bytes(body), bytes(signature)] if found == mark:
                return body, signature
    raise NotCanonical
