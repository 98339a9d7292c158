"""The whole file of a case as one PDF: its parts in order, page numbers in their corners.

The parts themselves stay as they are: numbers are stamped on the copies of their pages here.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.pdf.bookmarks import add_bookmarks
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.joining import NotAPdf, describe, is_ours, settle_fields
from mediatordesk.documents.pdf.page_stamps import PageStamps
from mediatordesk.documents.pdf.picture_pages import PAGE
from mediatordesk.documents.pdf.print_files import share_equal_streams
from mediatordesk.documents.pdf.seen_pages import acts, add_seen_page, is_plain, settle_page_parts

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf


LARGEST_FONT = 1 << 18
"""Bytes of what papers have in common, such as a font: a scan is larger, and like no other."""


@dataclass(frozen=True)
class BoundPart:
    """A part of a bound file: what its bookmark says, its PDF, whether its pages are numbered."""

    title: str
    pdf: bytes
    numbered: bool = True


@dataclass(frozen=True)
class BoundPdf:
    """A bound file: its PDF, how many pages bear a number, how many there are in all."""

    data: bytes
    numbered: int
    pages: int
    is_archival: bool
    """Every part is a PDF/A of ours, and so is the whole (PDF/A-2b)."""


@dataclass(frozen=True)
class PdfFacts:
    """What is known of a PDF before it is bound: its pages, and whether something in it acts."""

    pages: int
    acts: bool


def facts_of_pdf(data: bytes) -> PdfFacts:
    """Return how many pages a PDF has, and whether it runs, starts or sends something. NotAPdf."""
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            if not len(pdf.pages):
                raise NotAPdf
            return PdfFacts(len(pdf.pages), acts(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError) as error:
        raise NotAPdf from error


def bind_pages(
    parts: Sequence[BoundPart],
    fonts: Fonts,
    *,
    title: str,
    author: str = "",
    made_on: date | None = None,
    two_sided: bool = False,
) -> BoundPdf:
    """Return a file as one PDF with bookmarks and page numbers; equal input gives equal bytes.

    Numbers run on through the numbered parts, in the upper right corner. `two_sided` lets every
    part begin on a sheet of its own, and puts the number of a back side into its upper left corner
    (domain.md 9.8). What acts in a PDF from elsewhere, and fields that are filled in, stay behind.
    NotAPdf for a part that cannot be read.
    """
    import pikepdf  # noqa: PLC0415  as above

    joined, starts = pikepdf.Pdf.new(), []
    numbers: dict[int, int] = {}
    with ExitStack() as opened:
        try:
            ours = bool(parts)
            for part in parts:
                one = opened.enter_context(pikepdf.Pdf.open(io.BytesIO(part.pdf)))
                if two_sided and len(joined.pages) % 2:
                    joined.add_blank_page(page_size=PAGE)
                first = len(joined.pages)
                starts.append((part.title, first))
                ours = _add(joined, one) and ours
                if part.numbered:
                    added = range(first, len(joined.pages))
                    numbers |= {page: len(numbers) + n for n, page in enumerate(added, 1)}
            _stamp(joined, numbers, fonts, two_sided=two_sided)
            add_bookmarks(joined, starts)
            _prepare_print(joined, numbers, two_sided=two_sided)
            describe(joined, Imprint(title, author, made_on=made_on), archival=ours)
            data = _written(joined)
        except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError) as error:
            raise NotAPdf from error
        return BoundPdf(data, len(numbers), len(joined.pages), ours)


def _add(joined: "pikepdf.Pdf", one: "pikepdf.Pdf") -> bool:
    """Add the pages of a part; tell whether it is a PDF/A of ours."""
    ours = is_ours(one)
    if ours:
        settle_fields(one)
    else:
        settle_page_parts(one)
    if ours and all(map(is_plain, one.pages)):
        joined.pages.extend(one.pages)
        return True
    for page in one.pages:
        add_seen_page(joined, page)
    return ours


def _stamp(
    joined: "pikepdf.Pdf", numbers: dict[int, int], fonts: Fonts, *, two_sided: bool
) -> None:
    """Stamp the numbered pages; a page with an odd place (from 0) lies on the back of a sheet."""
    stamps = PageStamps(joined, fonts)
    for place, page in enumerate(joined.pages):
        if place in numbers:
            stamps.stamp(page, numbers[place], left=two_sided and place % 2 == 1)


def _prepare_print(joined: "pikepdf.Pdf", numbers: dict[int, int], *, two_sided: bool) -> None:
    """Let a reader name the pages by their numbers, and a printer know its sides."""
    import pikepdf  # noqa: PLC0415  as above

    labels: list[object] = []
    for place, start in _label_runs(len(joined.pages), numbers):
        numbered = pikepdf.Dictionary(S=pikepdf.Name.D, St=start)
        labels += [place, numbered if start else pikepdf.Dictionary()]
    joined.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
    sides = pikepdf.Name.DuplexFlipLongEdge if two_sided else pikepdf.Name.Simplex
    joined.Root.ViewerPreferences.Duplex = sides


def _label_runs(pages: int, numbers: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield where a run of labels begins, and with which number; 0 for pages without one."""
    before = -1
    for place in range(pages):
        number = numbers.get(place, 0)
        if before < 0 or number != (before + 1 if before else 0):
            yield place, number
        before = number


def _written(joined: "pikepdf.Pdf") -> bytes:
    import pikepdf  # noqa: PLC0415  as above

    share_equal_streams(joined, up_to=LARGEST_FONT)
    written = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    joined.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=packed)
    return written.getvalue()
