"""What lets a sealed paper be judged years later (pyHanko, which costs 0.2 s to import)."""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import count

from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.path import ValidationPath

from mediatordesk.signing.revision_writers import RevisionWriter, revision_of
from mediatordesk.signing.statements import NotASealablePdf
from mediatordesk.signing.timestampers import AskingTimeStamper
from mediatordesk.signing.timestamps import NothingToTimestamp, TimestampAuthority
from mediatordesk.signing.unreadable import UNREADABLE


def add_timestamp(pdf: bytes, authority: TimestampAuthority, trust: Sequence[bytes]) -> bytes:
    """Return the PDF with a timestamp over all of it; see `timestamp`."""
    try:
        writer = revision_of(pdf)
        is_signed = bool(writer.prev.embedded_signatures)
    except UNREADABLE as error:
        raise NotASealablePdf(why=error) from error
    if not is_signed:
        raise NothingToTimestamp
    try:
        return asyncio.run(_archive(writer, authority, trust))
    except (PdfError, SigningError) as error:
        raise NotASealablePdf(why=error) from error


async def _archive(
    writer: RevisionWriter, authority: TimestampAuthority, trust: Sequence[bytes]
) -> bytes:
    stamper = AskingTimeStamper(authority)
    await stamper.async_dummy_response("sha256")  # before anybody else is asked
    if trust:
        await _put_proofs(writer, authority, trust)
    field = PdfTimeStamper(stamper, field_name=_free_name(writer))
    output = await field.async_timestamp_pdf(writer, "sha256")
    output.seek(0)
    return bytes(output.read())


async def _put_proofs(
    writer: RevisionWriter, authority: TimestampAuthority, trust: Sequence[bytes]
) -> None:
    """Put in what issuers say of the certificates of all signatures, as far as they say it."""
    fetching = AIOHttpFetcherBackend(per_request_timeout=authority.seconds)
    context = ValidationContext(
        trust_roots=[root for der in trust for root in load_certs_from_pemder_data(der)],
        allow_fetching=True,
        fetcher_backend=fetching,
    )
    signatures = list(writer.prev.embedded_signatures)
    try:
        paths = [path for one in signatures for path in await _paths_of(one, context)]
    finally:
        await fetching.close()  # type: ignore[no-untyped-call] # pyhanko has no types here
    if paths or context.crls or context.ocsps:  # what tells of a revoked certificate, above all
        DocumentSecurityStore.supply_dss_in_writer(
            writer,
            sig_contents=None,
            certs=[one.signer_cert for one in signatures],
            paths=paths,
            validation_context=context,
        )


async def _paths_of(
    embedded: EmbeddedPdfSignature, context: ValidationContext
) -> Iterable[ValidationPath]:
    """Return the ways from a signature's certificates to the authorities, if they lead there."""
    try:
        found: list[ValidationPath] = await collect_validation_info(embedded, context)
    except (PathBuildingError, ValidationError):
        return ()
    return found


def _free_name(writer: RevisionWriter) -> str:
    taken = {name for name, _value, _ in fields.enumerate_sig_fields(writer)}
    return next(name for number in count(1) if (name := f"Timestamp{number}") not in taken)
