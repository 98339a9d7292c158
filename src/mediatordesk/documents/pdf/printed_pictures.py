"""Where pictures stand on the pages of a PDF that was made here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.placing import corner

MM = 72 / 25.4


@dataclass(frozen=True)
class PrintedPicture:
    """A picture as it is printed: its page from 1, millimetres from the page's upper left."""

    data: bytes
    page: int
    left: float
    top: float
    width: float
    height: float


def printed_pictures(sheets: Sequence[Sheet]) -> tuple[PrintedPicture, ...]:
    """Return all pictures of pages, in the order of the text."""
    return tuple(_on_pages(sheets))


def _on_pages(sheets: Sequence[Sheet]) -> Iterator[PrintedPicture]:
    for page, sheet in enumerate(sheets, 1):
        for placed in sheet.lines:
            for one in placed.line.pictures:
                left, top = corner(sheet, placed, one)
                picture = one.picture
                yield PrintedPicture(
                    picture.data,
                    page,
                    left / MM,
                    top / MM,
                    picture.width / MM,
                    picture.height / MM,
                )
