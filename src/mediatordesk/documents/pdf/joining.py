"""Several PDFs as one."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents.pdf.colours import srgb_profile
from mediatordesk.documents.pdf.imprint import LANGUAGE, Imprint

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf


class NotAPdf(DeskError):
    """A file that should be a PDF cannot be read as one."""

    happened = N_("A file that should be a PDF cannot be read.")
    kept = N_("The files in the case are unchanged.")
    to_do = N_("Scan the paper again, and add it in place of the damaged file.")


def join_pdfs(pdfs: Sequence[bytes], *, title: str = "") -> bytes:
    """Return several PDFs as one, pages in order; the same input gives the same bytes.

    It bears `title`, or that of the first. Is each of them a PDF/A that this program made, so is
    the whole (2b; what is attached to them stays behind); of others nothing can be promised.
    NotAPdf for a file that is none.
    """
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    joined = pikepdf.Pdf.new()
    ours = []
    try:
        for data in pdfs:
            with pikepdf.Pdf.open(io.BytesIO(data)) as one:
                settle_fields(one)
                joined.pages.extend(one.pages)
                ours.append(is_ours(one))
                title = title or str(one.docinfo.get("/Title", ""))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise NotAPdf from error
    describe(joined, Imprint(title), archival=bool(ours) and all(ours))
    written = io.BytesIO()
    joined.save(written, deterministic_id=True, min_version="1.7")
    return written.getvalue()


def settle_fields(pdf: "pikepdf.Pdf") -> None:
    """Make the mark of a seal a part of its page, and take the fields of signatures out.

    Copied into another file they would point nowhere: what signs a file signs no other.
    """
    import pikepdf  # noqa: PLC0415  as above

    if "/AcroForm" not in pdf.Root:
        return
    pdf.flatten_annotations("print")
    for page in pdf.pages:
        # What is never shown, such as the field of a signature without a mark, is not flattened.
        kept = [one for one in page.get("/Annots", ()) if one.get("/Subtype") != "/Widget"]
        page.Annots = pikepdf.Array(kept)
    if "/AcroForm" in pdf.Root:
        del pdf.Root.AcroForm


def is_ours(pdf: "pikepdf.Pdf") -> bool:
    """Say whether a PDF declares to be PDF/A in the colours that ours are in."""
    import pikepdf  # noqa: PLC0415  as above

    metadata, intents = pdf.Root.get("/Metadata"), pdf.Root.get("/OutputIntents")
    if not isinstance(metadata, pikepdf.Stream) or not isinstance(intents, pikepdf.Array):
        return False
    declared = b"<pdfaid:part>" in metadata.read_bytes()
    profiles = [one.get("/DestOutputProfile") for one in intents]
    return declared and [_bytes_of(one) for one in profiles] == [srgb_profile()]


def _bytes_of(stream: "pikepdf.Object | None") -> bytes:
    return bytes(stream.read_bytes()) if stream is not None else b""


def describe(pdf: "pikepdf.Pdf", imprint: Imprint, *, archival: bool) -> None:
    """Write what a PDF is, and that it is PDF/A, if it is."""
    import pikepdf  # noqa: PLC0415  as above

    for name, said in imprint.information.items():
        pdf.docinfo[f"/{name}"] = said
    pdf.Root.Lang = LANGUAGE
    if not archival:
        return
    xmp = pdf.make_stream(imprint.xmp(part=2), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    name = "sRGB IEC61966-2.1"
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=pdf.make_stream(srgb_profile(), N=3),
    )
    pdf.Root.Metadata = xmp
    pdf.Root.OutputIntents = pikepdf.Array([intent])
