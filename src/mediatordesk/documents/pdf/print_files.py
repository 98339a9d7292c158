"""Many papers as one PDF in the order in which they come out of the printer."""

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.joining import NotAPdf, describe, is_ours, settle_fields

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf


@dataclass(frozen=True)
class PrintedPaper:
    """A paper to be printed: its PDF, and in how many copies."""

    pdf: bytes
    copies: int = 1


def print_file(
    papers: Iterable[PrintedPaper], *, title: str = "", two_sided: bool = False
) -> bytes:
    """Return papers as one PDF, each with all its copies; the same papers give the same bytes.

    `two_sided` ends every copy on a full sheet with an empty page, so that nobody's notice
    begins on the back of another's. A copy costs a page's entry, not its content, and fonts and
    pictures that papers have in common are there once. Of PDF/A of ours it is one too. NotAPdf.
    """
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    joined, ours = pikepdf.Pdf.new(), True
    try:
        for paper in papers:
            with pikepdf.Pdf.open(io.BytesIO(paper.pdf)) as one:
                ours = ours and is_ours(one)
                settle_fields(one)
                for _copy in range(paper.copies):
                    joined.pages.extend(one.pages)
                    if two_sided and len(one.pages) % 2:
                        joined.add_blank_page(page_size=_size(one.pages[-1]))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise NotAPdf from error
    share_equal_streams(joined)
    describe(joined, Imprint(title), archival=ours)
    joined.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    written = io.BytesIO()
    packed = pikepdf.ObjectStreamMode.generate
    joined.save(written, deterministic_id=True, min_version="1.7", object_stream_mode=packed)
    return written.getvalue()


def share_equal_streams(pdf: "pikepdf.Pdf", *, up_to: int = sys.maxsize) -> None:
    """Put the first of equal streams in the place of each; saving leaves out the others.

    Fonts and pictures that several papers have in common are then there once. Streams of more
    than `up_to` bytes are not compared: of scans none is like another.
    """
    first: dict[tuple[bytes, bytes], Any] = {}
    for holder in list(pdf.objects):
        for inside, key, stream in _streams_in(holder):
            if int(stream.stream_dict.get("/Length", 0)) > up_to:
                continue
            told = hashlib.sha256(stream.read_raw_bytes()).digest(), stream.stream_dict.unparse()
            inside[key] = first.setdefault(told, stream)


def _streams_in(holder: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the streams that an object refers to, each with the dictionary that names it."""
    import pikepdf  # noqa: PLC0415  as above

    entries: list[tuple[Any, Any]]
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        entries = list(holder.items())
    elif isinstance(holder, pikepdf.Array):
        entries = list(enumerate(holder))
    else:
        return
    for key, entry in entries:
        if isinstance(entry, pikepdf.Stream):
            yield holder, key, entry
        elif not getattr(entry, "is_indirect", True):
            yield from _streams_in(entry)


def _size(page: object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)  # type: ignore[attr-defined]
    return right - left, top - bottom
