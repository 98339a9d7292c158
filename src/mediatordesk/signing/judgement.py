"""The judge of signatures: pyHanko (which costs 0.2 s to import), and a stricter eye on bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureStatus,
    TimestampSignatureStatus,
)

from mediatordesk.core.texts import _
from mediatordesk.signing.acting import acts_of
from mediatordesk.signing.certificates import certificate_facts
from mediatordesk.signing.containers import der_length, frame_agrees, is_der
from mediatordesk.signing.proofs import Proofs
from mediatordesk.signing.reasons import breach, counts, distrust
from mediatordesk.signing.signatures import Signature, SignatureReport, Timestamp
from mediatordesk.signing.unreadable import UNREADABLE


def judge(pdf: bytes, *, trust: Sequence[bytes], at: datetime | None) -> SignatureReport:
    """Judge every signature of a PDF; see `verify`."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        embedded = list(reader.embedded_signatures)
        judged = _Judge(pdf, Proofs.of(reader), trust, at).judged(embedded)
        return replace(judged, problem=_unsigned_end(pdf, embedded), acting=acts_of(reader))
    except UNREADABLE as error:
        words = _("The file cannot be read as a signed PDF ({why}).")
        return SignatureReport((), words.format(why=error))


@dataclass
class _Judge:
    """Judges from the newest signature to the oldest.

    A timestamp that counts proves that all before it existed then; so what is before it is judged
    as of that moment, when its certificates may still have been in force (RFC 3161, 4.1).
    """

    pdf: bytes
    proofs: Proofs
    trust: Sequence[bytes]
    moment: datetime | None
    over_paper: Timestamp | None = None
    proofs_stamped: bool = False

    def judged(self, embedded: Sequence[EmbeddedPdfSignature]) -> SignatureReport:
        """Return the report on all signatures and timestamps, in the order they were made."""
        signatures, timestamps = list[Signature](), list[Timestamp]()
        for one in reversed(embedded):
            if one.sig_object_type == "/DocTimeStamp":
                timestamps.append(self._timestamp(one))
            else:
                signatures.append(self._signature(one))
        return SignatureReport(tuple(signatures[::-1]), timestamps=tuple(timestamps[::-1]))

    def _timestamp(self, embedded: EmbeddedPdfSignature) -> Timestamp:
        """Judge a timestamp over the whole paper; one that counts sets the moment for the rest."""
        status = validate_pdf_timestamp(embedded, self.proofs.trusting(self.trust, self.moment))
        canonical = _is_canonical_container(self.pdf, embedded)
        kept = embedded.summarise_integrity_info()["docmdp_ok"]
        intact = bool(status.intact and status.valid and kept and canonical)
        problem = distrust(status) if intact else breach(status, docmdp_ok=kept)
        judged = _timestamp_of(embedded.signed_data, status, intact=intact, problem=problem)
        if judged.intact and judged.trusted:
            self.moment = judged.at
            self.over_paper = judged
            self.proofs_stamped = self.proofs_stamped or bool(self.proofs.certificates)
        elif judged.intact and self.over_paper is None:
            self.over_paper = judged
        return judged

    def _signature(self, embedded: EmbeddedPdfSignature) -> Signature:
        now = self.proofs.trusting(self.trust, self.moment)
        own = _own_timestamp(embedded)
        status = validate_pdf_signature(embedded, now, ts_validation_context=now)
        stamped = status.timestamp_validity
        if stamped is not None and counts(stamped):
            then = self.proofs.trusting(self.trust, stamped.timestamp)
            status = validate_pdf_signature(embedded, then, ts_validation_context=now)
        canonical = _is_canonical_container(self.pdf, embedded) and (
            own is None or frame_agrees(own)
        )
        intact = bool(status.intact and status.valid and status.docmdp_ok and canonical)
        timestamp = self._proof_of_time(own, status) if intact else None
        return Signature(
            field=str(embedded.field_name),
            signer=certificate_facts(embedded.signer_cert.dump()),
            at=embedded.self_reported_timestamp,
            reason=str(embedded.sig_object.get("/Reason", "")),
            location=str(embedded.sig_object.get("/Location", "")),
            intact=intact,
            trusted=bool(status.trusted),
            bottom_line=bool(status.bottom_line and canonical),
            problem=distrust(status) if intact else breach(status, docmdp_ok=status.docmdp_ok),
            level=self._level(embedded, status, timestamp) if intact else "",
            timestamp=timestamp,
            trusted_by=_root_of(status),
        )

    def _proof_of_time(
        self, own: cms.SignedData | None, status: PdfSignatureStatus
    ) -> Timestamp | None:
        """Return the timestamp of the signature itself, or that of the paper after it."""
        stamped = status.timestamp_validity
        if own is None or stamped is None:
            return self.over_paper
        intact = bool(stamped.intact and stamped.valid and frame_agrees(own))
        return _timestamp_of(own, stamped, intact=intact, problem="")

    def _level(
        self,
        embedded: EmbeddedPdfSignature,
        status: PdfSignatureStatus,
        timestamp: Timestamp | None,
    ) -> str:
        """Return the level that a signature has reached (ETSI EN 319 142-1, 6.2 to 6.5)."""
        if embedded.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
            return ""
        if timestamp is None or not timestamp.intact:
            return "B-B"
        if not self.proofs.tell_of(_path_of(status)):
            return "B-T"
        return "B-LTA" if self.proofs_stamped else "B-LT"


def _own_timestamp(embedded: EmbeddedPdfSignature) -> cms.SignedData | None:
    """Return the timestamp within a signature, if there is one."""
    return next(iter(extract_tst_data_iter(embedded.signer_info, signed=False)), None)


def _timestamp_of(
    signed: cms.SignedData, status: TimestampSignatureStatus, *, intact: bool, problem: str
) -> Timestamp:
    certificate = extract_certificate_info(signed).signer_cert
    facts = certificate_facts(certificate.dump())
    return Timestamp(status.timestamp, facts, intact, bool(status.trusted), problem)


def _path_of(status: SignatureStatus) -> tuple[x509.Certificate, ...]:
    """Return the certificates from below the root to the signer; none if they do not lead there."""
    path = status.validation_path if status.trusted else None
    return () if path is None else tuple(path.iter_certs(include_root=False))


def _root_of(status: SignatureStatus) -> str:
    """Return the name of the authority through which a signer is trusted."""
    if not status.trusted or status.validation_path is None:
        return ""
    root = next(iter(status.validation_path.iter_certs(include_root=True)))
    return certificate_facts(root.dump()).name


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
    message = content[: der_length(content)]
    digits = message.hex().encode().ljust(len(gap) - 2, b"0")
    as_written = gap in (b"<" + digits + b">", b"<" + digits.upper() + b">")
    return as_written and is_der(message, levels=4) and frame_agrees(embedded.signed_data)
