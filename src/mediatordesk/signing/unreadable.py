"""What pyHanko and asn1crypto let through when a changed byte makes nonsense of a file."""

import logging
import zlib

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.validation.errors import SignatureValidationError

import mediatordesk.signing.rare_names  # noqa: F401 - for all that pyHanko reads

# Without a handler, Python prints what these log, with a traceback that looks like a crash to a
# clerk. What they found is in the report.
for name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(name).addHandler(logging.NullHandler())

UNREADABLE = (
    PdfError,
    SignatureValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    zlib.error,
)
"""Found by flipping every bit of a signed PDF (tests/signing/test_report.py)."""
