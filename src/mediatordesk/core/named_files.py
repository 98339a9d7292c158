"""Which files of a case a record names, by the SHA-256 of their bytes."""

from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.papers import Attachment, Paper, Signature
from mediatordesk.core.records import Record
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.signed_scans import SignedScan


def file_hashes(record: Record) -> tuple[str, ...]:
    """Return the hashes by which a record names files; the form of a paper is no file of a case."""
    named: tuple[str, ...] = ()
    match record:
        case Attachment() as one:
            named = (one.sha256, one.original_sha256)
        case Signature() as one:
            named = (one.image_sha256, one.fingerprint_sha256, one.strokes_sha256)
        case Paper() as one:
            named = (one.docx_sha256, one.pdf_sha256, one.sealed_sha256)
        case SignedScan() as one:
            named = (one.sha256, *one.sources)
        case BoundFile() | SealedRevision() as one:
            named = (one.sha256,)
        case Handover() as one:
            named = (one.receipt_sha256,)
        case ReceiverAnswer() as one:
            named = (one.document_sha256,)
    return tuple(filter(None, named))
