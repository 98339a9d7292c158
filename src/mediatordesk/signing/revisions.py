"""The signed revision of a PDF, written by pyHanko (which costs 0.2 s to import)."""

import asyncio
import io
from dataclasses import replace
from datetime import datetime
from itertools import count

from PIL import Image
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.images import check_image
from mediatordesk.signing.statements import Mark, NotASealablePdf, SealPlaceTaken, Statement

POINTS_PER_MM = 72 / 25.4


class RevisionWriter(IncrementalPdfFileWriter):
    """Adds a revision and leaves title, dates and producer of the paper as they are.

    pyHanko would write the wall clock into Info and XMP, each by a call of its own: the two can
    then differ by a second, and PDF/A asks that they agree (ISO 19005-2, 6.6.2.3). For elliptic
    keys it would also raise the version to 2.0 and name an extension of it, which PDF/A-2 forbids
    (6.1.2); PAdES itself asks for 1.7 (ETSI EN 319 142-1, 5.1).
    """

    output_version = (1, 7)

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Raise the version to 1.7 at most."""
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call] # as below

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Name the extension unless it is one of PDF 2.0."""
        if ext.base_version == "/1.7":
            super().register_extension(ext)

    def _update_meta(self) -> None:
        pass


def add_signature(pdf: bytes, signer: Signer, statement: Statement) -> bytes:
    """Return the PDF with one more signature; see `seal`."""
    try:
        writer = RevisionWriter(io.BytesIO(pdf), strict=False)
        taken = {name for name, value, _ in fields.enumerate_sig_fields(writer) if value}
        if statement.field in taken:
            raise SealPlaceTaken(field=statement.field)
        named = replace(statement, field=statement.field or _free_name(taken))
        return asyncio.run(_sign(writer, _pdf_signer(writer, signer, named), named.at))
    except (PdfError, SigningError) as error:
        raise NotASealablePdf(why=error) from error


def _free_name(taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"Signature{number}") not in taken)


def _pdf_signer(writer: RevisionWriter, signer: Signer, statement: Statement) -> PdfSigner:
    """Set up pyHanko for one signature; a timestamper finds its place here later."""
    existing = {name for name, _, _ in fields.enumerate_sig_fields(writer)}
    return PdfSigner(
        PdfSignatureMetadata(
            field_name=statement.field,
            reason=statement.reason or None,
            location=statement.location or None,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        _key_holder(signer),
        stamp_style=_style(statement.mark),
        new_field_spec=None
        if statement.field in existing
        else _place(writer, statement.field, statement.mark),
    )


def _key_holder(signer: Signer) -> SimpleSigner:
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call] # pyhanko has no types here
    for der in signer.chain:
        registry.register_multiple(load_certs_from_pemder_data(der))
    return SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(signer.certificate))),
        signing_key=load_private_key_from_pemder_data(signer.key, passphrase=None),
        cert_registry=registry,
    )


def _style(mark: Mark | None) -> StaticStampStyle | None:
    if mark is None:
        return None
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
