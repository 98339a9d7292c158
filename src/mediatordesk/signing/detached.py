"""Signs bytes that are no PDF: a detached CMS signature beside them (RFC 5652)."""

from collections.abc import Sequence
from datetime import datetime

from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.signatures import SignatureReport


def sign_bytes(data: bytes, signer: Signer, *, at: datetime) -> bytes:
    """Return a detached CMS signature over the bytes (DER, for a .p7s file), made at `at`.

    `openssl cms -verify -inform DER -binary -content DATA -in FILE.p7s` accepts it too.
    """
    # pyhanko costs 0.2 s to import, and most runs of the program sign nothing
    from mediatordesk.signing.messages import add_message_signature  # noqa: PLC0415

    return add_message_signature(data, signer, at)


def verify_bytes(
    data: bytes, cms: bytes, *, trust: Sequence[bytes] = (), at: datetime | None = None
) -> SignatureReport:
    """Judge a detached signature over bytes. Never raises: what cannot be read is worth nothing.

    The report has one signature (`signatures[0].signer.name` says whose), or none and a problem.
    `trust` and `at` are as for `verify`.
    """
    # pyhanko costs 0.2 s to import, and most runs of the program verify nothing
    from mediatordesk.signing.messages import judge_message  # noqa: PLC0415

    return judge_message(data, cms, trust=trust, at=at)
