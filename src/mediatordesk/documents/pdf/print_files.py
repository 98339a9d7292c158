"""Many papers as one PDF in the order in which they come out of the printer."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from mediatordesk.documents.pdf.joining import NotAPdf


@dataclass(frozen=True)
class PrintedPaper:
    """A paper to be printed: its PDF, and in how many copies."""

    pdf: bytes
    copies: int = 1


def print_file(papers: Iterable[PrintedPaper], *, two_sided: bool = False) -> bytes:
    """Return papers as one PDF, each with all its copies; the same papers give the same bytes.

    `two_sided` ends every copy on a full sheet with an empty page, so that nobody's notice
    begins on the back of another's. A copy costs a page's entry, not its content. NotAPdf.
    """
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    joined = pikepdf.Pdf.new()
    try:
        for paper in papers:
            with pikepdf.Pdf.open(io.BytesIO(paper.pdf)) as one:
                for _copy in range(paper.copies):
                    joined.pages.extend(one.pages)
                    if two_sided and len(one.pages) % 2:
                        joined.add_blank_page(page_size=_size(one.pages[-1]))
    except pikepdf.PdfError as error:
        raise NotAPdf from error
    written = io.BytesIO()
    joined.save(written, deterministic_id=True)
    return written.getvalue()


def _size(page: object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)  # type: ignore[attr-defined]
    return right - left, top - bottom
