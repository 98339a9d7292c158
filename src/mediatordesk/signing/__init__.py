"""Signs papers and says what a signature is worth."""

from mediatordesk.signing.certificates import Pkcs12, Signer, make_test_certificate, open_pkcs12
from mediatordesk.signing.detached import sign_bytes, verify_bytes
from mediatordesk.signing.images import ImageFacts, check_image
from mediatordesk.signing.report import verify
from mediatordesk.signing.sample_scans import scanned_paper
from mediatordesk.signing.samples import committee_seal, fingerprint, handwriting
from mediatordesk.signing.seal import seal, timestamp
from mediatordesk.signing.signatures import SignatureReport, Timestamp
from mediatordesk.signing.statements import ActingPdf, Mark, NotASealablePdf, Statement
from mediatordesk.signing.strokes import Drawing, picture
from mediatordesk.signing.timestamps import NoTimestamp, TimestampAuthority
from mediatordesk.signing.tokens import open_token

__all__ = [
    "ActingPdf",
    "Drawing",
    "ImageFacts",
    "Mark",
    "NoTimestamp",
    "NotASealablePdf",
    "Pkcs12",
    "SignatureReport",
    "Signer",
    "Statement",
    "Timestamp",
    "TimestampAuthority",
    "check_image",
    "committee_seal",
    "fingerprint",
    "handwriting",
    "make_test_certificate",
    "open_pkcs12",
    "open_token",
    "picture",
    "scanned_paper",
    "seal",
    "sign_bytes",
    "timestamp",
    "verify",
    "verify_bytes",
]
