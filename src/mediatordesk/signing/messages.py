"""Detached signatures over bytes, made and judged by pyHanko (which costs 0.2 s to import)."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import cms
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms
from pyhanko.sign.validation.status import StandardCMSSignatureStatus

from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import Signer, certificate_facts
from mediatordesk.signing.containers import is_canonical
from mediatordesk.signing.key_holders import key_holder
from mediatordesk.signing.proofs import Proofs
from mediatordesk.signing.reasons import breach, distrust
from mediatordesk.signing.signatures import Signature, SignatureReport
from mediatordesk.signing.unreadable import UNREADABLE


def add_message_signature(data: bytes, signer: Signer, at: datetime) -> bytes:
    """Return a detached signature over the bytes; see `sign_bytes`."""
    with key_holder(signer) as holder:
        message = asyncio.run(
            holder.async_sign_general_data(
                cms.ContentInfo({"content_type": "data", "content": data}),
                "sha256",
                signed_attr_settings=PdfCMSSignedAttributes(signing_time=at),
            )
        )
    return bytes(message.dump())


def judge_message(
    data: bytes, message: bytes, *, trust: Sequence[bytes], at: datetime | None
) -> SignatureReport:
    """Judge a detached signature over bytes; see `verify_bytes`."""
    try:
        canonical = is_canonical(message)
        signed = cms.ContentInfo.load(message)["content"]
        context = Proofs().trusting(trust, at)
        status = asyncio.run(
            async_validate_detached_cms(data, signed, signer_validation_context=context)
        )
        signature = _judged(signed, status, canonical=canonical)
    except UNREADABLE as error:
        return SignatureReport((), _("The signature cannot be read ({why}).").format(why=error))
    return SignatureReport((signature,))


def _judged(
    signed: cms.SignedData, status: StandardCMSSignatureStatus, *, canonical: bool
) -> Signature:
    certificate = extract_certificate_info(signed).signer_cert
    intact = bool(status.intact and status.valid and canonical)
    return Signature(
        field="",
        signer=certificate_facts(certificate.dump()),
        at=status.signer_reported_dt,
        reason="",
        location="",
        intact=intact,
        trusted=bool(status.trusted),
        bottom_line=bool(status.bottom_line and canonical),
        problem=distrust(status) if intact else breach(status),
    )
