"""A whole file as one PDF, with a bookmark at the first page of every paper in it."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mediatordesk.documents.pdf.imprint import Imprint, one_line
from mediatordesk.documents.pdf.joining import NotAPdf, describe, is_ours, settle_fields
from mediatordesk.documents.pdf.print_files import share_equal_streams

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf


def join_with_bookmarks(parts: Sequence[tuple[str, bytes]], *, title: str) -> bytes:
    """Return PDFs as one, in order, each under a bookmark of its name; equal input, equal bytes.

    A reader opens it with its bookmarks beside the pages. Of PDF/A of ours it is one too (2b).
    The marks of seals become part of their pages: what was signed stays in its own file, and
    this is for printing and leafing through. NotAPdf names no file: they were read before.
    """
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    joined, ours, starts = pikepdf.Pdf.new(), bool(parts), []
    try:
        for name, data in parts:
            with pikepdf.Pdf.open(io.BytesIO(data)) as one:
                ours = is_ours(one) and ours
                settle_fields(one)
                starts.append((name, len(joined.pages)))
                joined.pages.extend(one.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise NotAPdf from error
    share_equal_streams(joined)
    describe(joined, Imprint(title), archival=ours)
    add_bookmarks(joined, starts)
    written = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    joined.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=packed)
    return written.getvalue()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has. NotAPdf."""
    import pikepdf  # noqa: PLC0415  as above

    try:
        with pikepdf.Pdf.open(io.BytesIO(pdf)) as opened:
            return len(opened.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise NotAPdf from error


def add_bookmarks(pdf: "pikepdf.Pdf", starts: Sequence[tuple[str, int]]) -> None:
    """Put a bookmark where each part begins, at the top of the page, at the reader's own zoom."""
    import pikepdf  # noqa: PLC0415  as above

    with pdf.open_outline() as outline:
        for name, start in starts:
            left, top = (float(pdf.pages[start].mediabox[edge]) for edge in (0, 3))
            place = pikepdf.PageLocation.XYZ
            item = pikepdf.OutlineItem(one_line(name), start, place, left=left, top=top)
            outline.root.append(item)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
