"""Says what the signatures of a PDF are worth."""

from collections.abc import Sequence
from datetime import datetime

from mediatordesk.signing.signatures import SignatureReport


def verify(
    pdf: bytes, *, trust: Sequence[bytes] = (), at: datetime | None = None
) -> SignatureReport:
    """Judge the signatures of a PDF. Never raises: what cannot be read is not worth anything.

    `trust` holds the certificates (DER) of the authorities the reader trusts; no other is taken
    into account and nothing is fetched. `at` is the time to judge at, by default this moment.
    """
    # pyhanko costs 0.2 s to import, and most runs of the program verify nothing
    from mediatordesk.signing.judgement import judge  # noqa: PLC0415

    return judge(pdf, trust=trust, at=at)
