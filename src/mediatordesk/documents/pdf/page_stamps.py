"""The page numbers of a bound file: in the corner where a hand would write them (domain.md 9.8)."""

import io
from typing import TYPE_CHECKING

from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.pdf.embedding import EmbeddedFace
from mediatordesk.documents.pdf.imprint import Imprint
from mediatordesk.documents.pdf.picture_pages import PAGE
from mediatordesk.documents.pdf.small_print import SmallPrint
from mediatordesk.documents.pdf.syntax import PageFrame, dictionary

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf

SIZE = 12.0
ASIDE, ABOVE = 34.0, 26.0
"""From the edges of the page to the end of the number and to its foot, in points: 12 and 9 mm.
Printers do not reach the last 4 to 5 mm, and a photo on a page begins 10 mm from its edge."""
HALO = 2.4
"""Width of the white line around the figures: on a dark photo they are read too."""
FONT = "/MDPageNumber"
DIGITS = "0123456789"


class PageStamps:
    """Stamps numbers onto the pages of one PDF; all of them share one font of ten figures."""

    def __init__(self, pdf: "pikepdf.Pdf", fonts: Fonts) -> None:
        self._digits = {char: SmallPrint.of(char, fonts, SIZE) for char in DIGITS}
        self._face, self._font = _embedded_digits(pdf, fonts)
        self._opens, self._closes = (pdf.make_stream(one) for one in (b"q\n", b"\nQ\n"))

    def stamp(self, page: "pikepdf.Page", number: int, *, left: bool = False) -> None:
        """Put a number into the upper right corner of a page, or the left: on the back of a sheet.

        The page is one as it is drawn (`seen_pages`). What stands on it keeps its drawing state to
        itself.
        """
        import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

        text = str(number)
        width = sum(self._digits[char].width for char in text)
        right, top = (float(page.mediabox[edge]) for edge in (2, 3))
        x = ASIDE if left else right - ASIDE - width
        page.add_resource(self._font, pikepdf.Name.Font, pikepdf.Name(FONT))
        page.contents_add(self._opens, prepend=True)
        page.contents_add(self._closes)
        page.contents_add(self._drawn(text, x, top - ABOVE))

    def _drawn(self, text: str, x: float, y: float) -> bytes:
        """Return the operators of a number: white around it, then black."""
        shown = f"{FONT} {SIZE:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{self._face.encoded(text)}> Tj"
        halo = f"1 G {HALO:g} w 1 j 1 Tr {shown}"
        return f"q BT {halo} ET BT 0 Tr 0 g {shown} ET Q\n".encode("ascii")


def _embedded_digits(pdf: "pikepdf.Pdf", fonts: Fonts) -> tuple[EmbeddedFace, "pikepdf.Object"]:
    """Put the figures of a face into a PDF; return how they are encoded, and the font."""
    import pikepdf  # noqa: PLC0415  as above

    from mediatordesk.documents.pdf.archival import ArchivalPdf  # noqa: PLC0415  0.2 s too

    face: Face = SmallPrint.of(DIGITS, fonts, SIZE).shapes[0].face
    figures = EmbeddedFace(face, FONT.removeprefix("/"))
    figures.encoded(DIGITS)
    made = ArchivalPdf(Imprint(""))
    resources = dictionary({"Font": dictionary({figures.name: figures.add_to(made)})})
    made.add_page(PageFrame(*PAGE, made.add(resources)), b"")
    with pikepdf.Pdf.open(io.BytesIO(made.finish())) as source:
        font = source.pages[0].resources.Font[FONT]
        return figures, pdf.copy_foreign(font)
