"""The signed revision of a PDF, written by pyHanko (which costs 0.2 s to import)."""

import asyncio
import io
from dataclasses import replace
from datetime import datetime
from itertools import count

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import Signer as KeyHolder
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from mediatordesk.signing.acting import acts_of
from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.images import check_image
from mediatordesk.signing.key_holders import key_holder
from mediatordesk.signing.revision_writers import RevisionWriter, revision_of
from mediatordesk.signing.statements import (
    ActingPdf,
    Mark,
    NotASealablePdf,
    SealPlaceTaken,
    Statement,
)
from mediatordesk.signing.timestampers import AskingTimeStamper
from mediatordesk.signing.timestamps import TimestampAuthority
from mediatordesk.signing.unreadable import UNREADABLE

POINTS_PER_MM = 72 / 25.4


def add_signature(
    pdf: bytes, signer: Signer, statement: Statement, authority: TimestampAuthority | None
) -> bytes:
    """Return the PDF with one more signature; see `seal`."""
    stamper = None if authority is None else AskingTimeStamper(authority)
    writer, taken = _opened(pdf)
    if statement.field in taken:
        raise SealPlaceTaken(field=statement.field)
    named = replace(statement, field=statement.field or _free_name(taken))
    try:
        with key_holder(signer) as holder:
            pdf_signer = _pdf_signer(writer, holder, named, stamper)
            return asyncio.run(_sign(writer, pdf_signer, named.at))
    except (PdfError, SigningError) as error:
        raise NotASealablePdf(why=error) from error


def _opened(pdf: bytes) -> tuple[RevisionWriter, set[str]]:
    """Begin a revision of a PDF that does nothing by itself; name the signatures it has."""
    try:
        writer = revision_of(pdf)
        acting = acts_of(writer.prev)
        taken = {name for name, value, _ in fields.enumerate_sig_fields(writer) if value}
    except UNREADABLE as error:
        raise NotASealablePdf(why=error) from error
    if acting:
        raise ActingPdf(what=acting)
    return writer, taken


def _free_name(taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"Signature{number}") not in taken)


def _pdf_signer(
    writer: RevisionWriter,
    holder: KeyHolder,
    statement: Statement,
    stamper: AskingTimeStamper | None,
) -> PdfSigner:
    """Set up pyHanko for one signature."""
    existing = {name for name, _, _ in fields.enumerate_sig_fields(writer)}
    return PdfSigner(
        PdfSignatureMetadata(
            field_name=statement.field,
            reason=statement.reason or None,
            location=statement.location or None,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        holder,
        timestamper=stamper,
        stamp_style=_style(statement.mark),
        new_field_spec=None
        if statement.field in existing
        else _place(writer, statement.field, statement.mark),
    )


def _style(mark: Mark | None) -> StaticStampStyle | None:
    if mark is None:
        return None
    if mark.picture is None:
        return StaticStampStyle(border_width=0, background_opacity=0)
    check_image(mark.picture)
    with Image.open(io.BytesIO(mark.picture)) as picture:
        return StaticStampStyle(
            border_width=0,
            background=PdfImage(picture.convert("RGBA"), name="Mark"),
            background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
            background_opacity=1,
        )


def _place(writer: RevisionWriter, name: str, mark: Mark | None) -> fields.SigFieldSpec:
    if mark is None:
        return fields.SigFieldSpec(name)
    page = mark.page - 1 if mark.page > 0 else mark.page
    _, _, _, top = _media_box(writer, page)
    left, upper = mark.left * POINTS_PER_MM, top - mark.top * POINTS_PER_MM
    box = (
        round(left),
        round(upper - mark.height * POINTS_PER_MM),
        round(left + mark.width * POINTS_PER_MM),
        round(upper),
    )
    return fields.SigFieldSpec(name, on_page=page, box=box)


def _media_box(writer: RevisionWriter, page: int) -> tuple[float, float, float, float]:
    """Return the page's box in points; it may stand on a parent (ISO 32000-1, 7.7.3.4)."""
    reference, _ = writer.find_page_for_modification(page)  # type: ignore[no-untyped-call] # as above
    node = reference.get_object()
    while "/MediaBox" not in node:
        node = node["/Parent"]
    left, bottom, right, top = (float(edge) for edge in node["/MediaBox"])
    return left, bottom, right, top


async def _sign(writer: RevisionWriter, pdf_signer: PdfSigner, at: datetime) -> bytes:
    """Run pyHanko's steps one by one, because its short way reads the wall clock."""
    session: PdfSigningSession = pdf_signer.init_signing_session(writer)
    session.system_time = at
    reserved = await session.estimate_signature_container_size(None, tight=False)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    prepared, output = document.digest_tbs_document()
    signed = await document.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    await signed.post_signature_processing(output)
    output.seek(0)
    return bytes(output.read())
