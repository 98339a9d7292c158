"""The judge of signatures: pyHanko (which costs 0.2 s to import), and a stricter eye on bytes."""

import io
import logging
from collections.abc import Sequence
from datetime import datetime

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import certificate_facts
from mediatordesk.signing.signatures import Signature, SignatureReport

# Without a handler, Python prints what these log, with a traceback that looks like a crash to a
# clerk. What they found is in the report.
for name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(name).addHandler(logging.NullHandler())

# What pyHanko and asn1crypto let through when a changed byte makes nonsense of a file; found by
# flipping every bit of a signed PDF (tests/signing/test_report.py).
UNREADABLE = (
    PdfError,
    SignatureValidationError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)


def judge(pdf: bytes, *, trust: Sequence[bytes], at: datetime | None) -> SignatureReport:
    """Judge every signature of a PDF; see `verify`."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        embedded = list(reader.embedded_signatures)  # with timestamps of the whole paper
        signatures = tuple(
            _judge_one(pdf, one, _context(trust, at)) for one in reader.embedded_regular_signatures
        )
    except UNREADABLE as error:
        return SignatureReport(
            (), _("The file cannot be read as a signed PDF ({why}).").format(why=error)
        )
    return SignatureReport(signatures, _unsigned_end(pdf, embedded))


def _context(trust: Sequence[bytes], at: datetime | None) -> ValidationContext:
    """Trust these authorities only, ask nobody on the network (the desk works offline)."""
    roots = [root for der in trust for root in load_certs_from_pemder_data(der)]
    return ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)


def _judge_one(pdf: bytes, embedded: EmbeddedPdfSignature, context: ValidationContext) -> Signature:
    status = validate_pdf_signature(embedded, context)
    sound_container = _is_canonical_container(pdf, embedded)
    intact = bool(status.intact and status.valid and status.docmdp_ok and sound_container)
    return Signature(
        field=str(embedded.field_name),
        signer=certificate_facts(embedded.signer_cert.dump()),
        at=embedded.self_reported_timestamp,
        reason=str(embedded.sig_object.get("/Reason", "")),
        location=str(embedded.sig_object.get("/Location", "")),
        intact=intact,
        trusted=bool(status.trusted),
        bottom_line=bool(status.bottom_line and sound_container),
        problem=_breach(status) if not intact else _distrust(status),
    )


def _breach(status: PdfSignatureStatus) -> str:
    """Say how the paper or the signature was changed."""
    if not status.intact:
        return _("what was signed has been changed")
    if not status.valid:
        return _("the signature does not belong to this certificate")
    if not status.docmdp_ok:
        return _("something was added or changed after it was signed")
    return _("the bytes of the signature itself were changed")


def _distrust(status: PdfSignatureStatus) -> str:
    """Say why the certificate is not trusted; empty if it is."""
    if status.bottom_line:
        return ""
    if status.trust_problem_indic == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return _("its certificate comes from an authority that is not trusted here (未受信任)")
    return _("its certificate was not valid ({why})").format(why=status.trust_problem_indic)


def _unsigned_end(pdf: bytes, embedded: Sequence[EmbeddedPdfSignature]) -> str:
    """Name bytes that stand after the last signed revision.

    pyHanko calls a file sound that carries words after its last %%EOF, because a reader of PDF
    does not show them; a sealed paper ends where its last signature ends.
    """
    if embedded and max(_gap(one)[1] + _length_after(one) for one in embedded) != len(pdf):
        return _("The file goes on after its last signature: something was added to it.")
    return ""


def _gap(embedded: EmbeddedPdfSignature) -> tuple[int, int]:
    """Return where the signature itself lies in the file, the only bytes it does not cover."""
    _zero, start, end, _length = (int(number) for number in embedded.byte_range)
    return start, end


def _length_after(embedded: EmbeddedPdfSignature) -> int:
    return int(list(embedded.byte_range)[3])


def _is_canonical_container(pdf: bytes, embedded: EmbeddedPdfSignature) -> bool:
    """Say whether the gap holds the signature, then zeros, in one case of hex digits.

    A signature cannot cover itself, so these bytes could be changed unseen: `a` into `A`, or a
    digit of the padding.
    """
    start, end = _gap(embedded)
    gap = pdf[start:end]
    content = bytes(embedded.pkcs7_content)
    digits = content[: _der_length(content)].hex().encode().ljust(len(gap) - 2, b"0")
    as_written = gap in (b"<" + digits + b">", b"<" + digits.upper() + b">")
    return as_written and _frame_agrees(embedded)


def _der_length(data: bytes) -> int:
    """Return how many bytes the first DER value takes (X.690, 8.1.3)."""
    if data[1] < 0x80:
        return 2 + data[1]
    octets = data[1] & 0x7F
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")


def _frame_agrees(embedded: EmbeddedPdfSignature) -> bool:
    """Say whether the frame around the signature says what the signature itself says.

    No signature covers the version, the list of digests and the name of the issuer (RFC 5652,
    5.1 and 5.3), so they are held to the one signer and the certificate that a PDF's signature has.
    """
    signed = embedded.signed_data
    (signer,) = signed["signer_infos"]
    plain = signer["version"].native == "v1"
    if plain and signer["sid"].chosen["issuer"].dump() != embedded.signer_cert.issuer.dump():
        return False
    plain = plain and all(one.name == "certificate" for one in signed["certificates"])
    digests = [one["algorithm"].native for one in signed["digest_algorithms"]]
    return digests == [signer["digest_algorithm"]["algorithm"].native] and (
        not plain or signed["version"].native == "v1"
    )
