"""Pages from elsewhere as they go into a bound file: upright, A4 where they are odd, nothing acts.

What stood on the page stands there still: it is drawn as one thing on a new page, so that neither
a turned page nor one that leaves its drawing state open moves what is printed beside it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mediatordesk.documents.pdf.picture_pages import MARGIN, PAGE

if TYPE_CHECKING:  # it costs 0.2 s to import
    import pikepdf

LARGEST = (841.89, 1190.55)
"""A3 in points, short side first: what can be folded into a file."""
SMALL = (400.0, 560.0)
"""Short and long side in points below which a page is pasted onto A4 (domain.md 9.8)."""
ROOM = 1.02
"""Scanners cut a little beside the edge."""
ACTING = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/Rendition")
ANNOTATIONS_LOOKED_AT = 200
"""Of each page; a form has fewer."""


@dataclass(frozen=True)
class _Seen:
    """A page as a reader shows it: width and height in points after its turn, and the turn."""

    left: float
    bottom: float
    width: float
    height: float
    turn: int
    unit: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as they are seen."""
        width, height = self.width * self.unit, self.height * self.unit
        return (height, width) if self.turn % 180 else (width, height)

    @property
    def upright(self) -> tuple[float, float, float, float, float, float]:
        """The matrix that sets the page upright with its lower left corner in the origin."""
        one, left, bottom = self.unit, self.left * self.unit, self.bottom * self.unit
        right, top = left + self.width * one, bottom + self.height * one
        return {
            0: (one, 0.0, 0.0, one, -left, -bottom),
            90: (0.0, -one, one, 0.0, -bottom, right),
            180: (-one, 0.0, 0.0, -one, right, top),
            270: (0.0, one, -one, 0.0, top, -left),
        }[self.turn]


def acts(pdf: "pikepdf.Pdf") -> bool:
    """Tell whether a PDF does something by itself: runs a script, starts or sends something.

    It may carry other files too; none of it goes into a bound file.
    """
    root: Any = pdf.Root
    names = root.get("/Names")
    if "/AA" in root or (
        _is_dictionary(names) and ("/JavaScript" in names or "/EmbeddedFiles" in names)
    ):
        return True
    return _is_acting(root.get("/OpenAction")) or any(map(_page_acts, pdf.pages))


def _page_acts(page: "pikepdf.Page") -> bool:
    if "/AA" in page.obj:
        return True
    notes = list(page.obj.get("/Annots", ()))[:ANNOTATIONS_LOOKED_AT]
    return any("/AA" in one or _is_acting(one.get("/A")) for one in notes if _is_dictionary(one))


def _is_acting(action: Any) -> bool:
    return _is_dictionary(action) and str(action.get("/S", "")) in ACTING


def _is_dictionary(thing: Any) -> bool:
    import pikepdf  # noqa: PLC0415  late: pikepdf takes 0.2 s

    return isinstance(thing, pikepdf.Dictionary)


def settle_page_parts(pdf: "pikepdf.Pdf") -> None:
    """Make what lies on the pages of a PDF from elsewhere a part of them: fields, notes, stamps."""
    pdf.flatten_annotations("print")


def is_plain(page: "pikepdf.Page") -> bool:
    """Tell whether a page is seen as it is drawn, in a size that a file has."""
    box = [float(edge) for edge in page.mediabox]
    as_drawn = page.obj.get("/Rotate", 0) == 0 and "/UserUnit" not in page.obj
    cut = [float(edge) for edge in page.trimbox]
    return as_drawn and box[:2] == [0, 0] and box == cut and _fits((box[2], box[3]))


def add_seen_page(joined: "pikepdf.Pdf", page: "pikepdf.Page") -> None:
    """Add a page to a PDF as it is seen, its content as one drawing on a page of ours.

    One larger than A3 is reduced to A4, one much smaller than A4 lies on a page of A4.
    """
    import pikepdf  # noqa: PLC0415  as above

    seen = _seen(page)
    drawing = joined.copy_foreign(page.as_form_xobject(handle_transformations=False))
    size, scale, left, bottom = _placed(seen.size)
    joined.add_blank_page(page_size=size)
    added = joined.pages[-1]
    added.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=drawing))
    place = f"{scale:.5f} 0 0 {scale:.5f} {left:.3f} {bottom:.3f} cm"
    upright = " ".join(f"{one:.5f}" for one in seen.upright)
    added.obj.Contents = joined.make_stream(f"q {place} {upright} cm /P Do Q\n".encode())


def _seen(page: "pikepdf.Page") -> _Seen:
    """Return a page as it is seen; one without a size counts as A4."""
    x1, y1, x2, y2 = (float(edge) for edge in page.trimbox)
    left, bottom = min(x1, x2), min(y1, y2)
    width, height = abs(x2 - x1), abs(y2 - y1)
    if width < 1 or height < 1:
        width, height = PAGE
    turn = int(page.obj.get("/Rotate", 0)) % 360
    unit = float(page.obj.get("/UserUnit", 1))
    return _Seen(left, bottom, width, height, turn if turn % 90 == 0 else 0, max(unit, 0.01))


def _fits(size: tuple[float, float]) -> bool:
    """Tell whether a page keeps its size: between a small receipt and A3."""
    short, long = sorted(size)
    large = short > LARGEST[0] * ROOM or long > LARGEST[1] * ROOM
    small = short < SMALL[0] or long < SMALL[1]
    return not large and not small


def _placed(size: tuple[float, float]) -> tuple[tuple[float, float], float, float, float]:
    """Return the size of the new page, and how the old one lies on it: scale, left, bottom."""
    if _fits(size):
        return size, 1.0, 0.0, 0.0
    width, height = size
    short, long = sorted(size)
    if short > LARGEST[0] * ROOM or long > LARGEST[1] * ROOM:
        paper = PAGE if height >= width else PAGE[::-1]
        scale = min(paper[0] / width, paper[1] / height)
        rest = (paper[0] - width * scale) / 2
        return paper, scale, rest, (paper[1] - height * scale) / 2
    scale = min(1.0, *(_within(edge, one) for edge, one in zip(PAGE, size, strict=True)))
    left, bottom = (PAGE[0] - width * scale) / 2, PAGE[1] - 2 * MARGIN - height * scale
    return PAGE, scale, left, max(bottom, MARGIN)


def _within(edge: float, length: float) -> float:
    """Return the scale at which a length stays inside the margins of a page."""
    return (edge - 3 * MARGIN) / length
