"""Seals a paper: a PAdES signature added to a PDF as a revision of its own."""

from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.statements import Statement


def seal(pdf: bytes, signer: Signer, statement: Statement) -> bytes:
    """Sign a PDF: PAdES B-B (ETSI EN 319 142-1), at the time the statement says.

    The paper's bytes stay as they are and the signature follows as an incremental revision, so
    earlier signatures keep their worth. Raises NotASealablePdf, SealPlaceTaken,
    and for a mark what `check_image` raises.
    """
    # pyhanko costs 0.2 s to import, and most runs of the program seal nothing
    from mediatordesk.signing.revisions import add_signature  # noqa: PLC0415

    return add_signature(pdf, signer, statement)
