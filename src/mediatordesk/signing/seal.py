"""Seals a paper: a PAdES signature added to a PDF as a revision of its own."""

from collections.abc import Sequence

from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.statements import Statement
from mediatordesk.signing.timestamps import TimestampAuthority


def seal(
    pdf: bytes, signer: Signer, statement: Statement, authority: TimestampAuthority | None = None
) -> bytes:
    """Sign a PDF: PAdES B-B (ETSI EN 319 142-1), at the time the statement says.

    The paper's bytes stay as they are and the signature follows as an incremental revision, so
    earlier signatures keep their worth. With an authority it is PAdES B-T. Raises NotASealablePdf,
    ActingPdf, SealPlaceTaken, NoTimestamp, what `open_token` raises if the token has gone, and
    for a mark what `check_image` raises.
    """
    # pyhanko costs 0.2 s to import, and most runs of the program seal nothing
    from mediatordesk.signing.revisions import add_signature  # noqa: PLC0415

    return add_signature(pdf, signer, statement, authority)


def timestamp(pdf: bytes, authority: TimestampAuthority, *, trust: Sequence[bytes] = ()) -> bytes:
    """Add a timestamp over a sealed paper as it stands, as one more revision.

    It makes PAdES B-B to B-T. With the certificates (DER or PEM) of the authorities that signers
    lead to, what their issuers say of revoked certificates is fetched and put in before it, where
    it can be had: B-LTA. Raises NotASealablePdf, NothingToTimestamp, NoTimestamp.
    """
    # as above
    from mediatordesk.signing.archiving import add_timestamp  # noqa: PLC0415

    return add_timestamp(pdf, authority, trust)
