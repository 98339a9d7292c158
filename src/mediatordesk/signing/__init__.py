"""Signs papers and says what a signature is worth."""

from mediatordesk.signing.certificates import Pkcs12, Signer, make_test_certificate, open_pkcs12
from mediatordesk.signing.images import ImageFacts, check_image
from mediatordesk.signing.report import verify
from mediatordesk.signing.sample_scans import scanned_paper
from mediatordesk.signing.samples import committee_seal, fingerprint, handwriting
from mediatordesk.signing.seal import seal
from mediatordesk.signing.signatures import SignatureReport
from mediatordesk.signing.statements import Mark, Statement
from mediatordesk.signing.strokes import Drawing, picture

__all__ = [
    "Drawing",
    "ImageFacts",
    "Mark",
    "Pkcs12",
    "SignatureReport",
    "Signer",
    "Statement",
    "check_image",
    "committee_seal",
    "fingerprint",
    "handwriting",
    "make_test_certificate",
    "open_pkcs12",
    "picture",
    "scanned_paper",
    "seal",
    "verify",
]
