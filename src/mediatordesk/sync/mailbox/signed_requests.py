"""Requests that say who asks: RFC 9421 signatures over method, host, path, query and body.

The library builds and reads the signatures; what is asked of one stands here: which parts it must
cover, that it names its time and a nonce, and nothing else beside. Whether the time is near enough
and the nonce new is for who answers to say: only he knows his clock.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from http_message_signatures import (
    HTTPMessageSignaturesException,
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.algorithms import ED25519

from mediatordesk.keys.identities import SigningKey, VerifyKey
from mediatordesk.keys.tls import signing_pem, verifying_pem

COVERED = ("@method", "@authority", "@path", "@query")
"""What every signature covers; with a body its Content-Digest (RFC 9530) too."""
LABEL = "md"
MAX_SKEW = timedelta(minutes=10)
"""So far a signature's time may lie from that of who answers."""
Keys = Callable[[str], VerifyKey | None]
"""The key of a device by the letters of its name, if it may ask at all."""


class BadSignature(Exception):
    """A request that is not signed as it must be; it is answered 401."""


@dataclass(slots=True)
class Asked:
    """A request as both sides see it; headers' names are written small."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Proof:
    """Who signed a request, when, and under which nonce."""

    device: bytes
    created: datetime
    nonce: str


@dataclass(frozen=True)
class _Key(HTTPSignatureKeyResolver):
    """Gives the library the keys in the form that it wants."""

    own: SigningKey | None = field(default=None, repr=False)
    others: Keys = field(default=lambda _name: None)

    def resolve_public_key(self, key_id: str) -> bytes | None:
        key = self.others(key_id)
        return None if key is None else verifying_pem(key)

    def resolve_private_key(self, key_id: str) -> bytes:
        if self.own is None:
            raise LookupError(key_id)
        return signing_pem(self.own)


class _Verifier(HTTPMessageVerifier):
    """The library's, which asks no clock of its own: `max_age` is none, and no future too far."""

    max_clock_skew: timedelta = timedelta(days=365 * 1000)


def new_nonce() -> str:
    """Return a nonce that was never used."""
    return secrets.token_urlsafe(12)


def signature_of(asked: Asked, key: SigningKey, created: datetime, nonce: str) -> Mapping[str, str]:
    """Return the headers that prove who asks."""
    before = set(asked.headers)
    signer = HTTPMessageSigner(signature_algorithm=ED25519, key_resolver=_Key(own=key))
    signer.sign(
        asked,
        key_id=key.verify_key.device_id.hex(),
        created=created.astimezone(UTC),
        nonce=nonce,
        label=LABEL,
        include_alg=False,
        covered_component_ids=COVERED,
        body=asked.body or None,
    )
    return {name: value for name, value in asked.headers.items() if name not in before}


def proof_of(asked: Asked, keys: Keys) -> Proof:
    """Return who signed a request. BadSignature if nobody did, or not all of it."""
    needed = (*COVERED, "content-digest") if asked.body else COVERED
    verifier = _Verifier(signature_algorithm=ED25519, key_resolver=_Key(others=keys))
    try:
        [found] = verifier.verify(
            asked, max_age=None, require_components=needed, body=asked.body or None
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise BadSignature from error
    match found.parameters:
        case {"keyid": str(device), "created": int(created), "nonce": str(nonce), **more} if (
            not more and 16 <= len(nonce) <= 64
        ):
            return Proof(bytes.fromhex(device), datetime.fromtimestamp(created, UTC), nonce)
    raise BadSignature
