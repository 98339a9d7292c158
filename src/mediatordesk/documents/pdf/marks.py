"""What is printed on a page beside the Word file's own text: its code, and where a seal goes."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.code_marks import code_marks
from mediatordesk.documents.pdf.page_codes import PageCode
from mediatordesk.documents.pdf.seam_marks import seam_marks
from mediatordesk.documents.pdf.small_print import Embedding


class Mark(Protocol):
    """Something that is drawn on one page after its text."""

    def operators(self, embedded: Embedding) -> Iterator[str]:
        """Yield the operators of a PDF content stream that draw it."""


def page_marks(
    sheets: Sequence[Sheet], fonts: Fonts, code: PageCode | None, *, seam: bool
) -> list[list[Mark]]:
    """Return the marks of every page: its code if the paper has one, 骑缝 marks if it is to."""
    marks: list[list[Mark]] = [[] for _ in sheets]
    for page, seam_mark in zip(marks, seam_marks(sheets, fonts) if seam else (), strict=False):
        page.append(seam_mark)
    for page, code_mark in zip(
        marks, code_marks(sheets, code, fonts) if code else (), strict=False
    ):
        page.append(code_mark)
    return marks
