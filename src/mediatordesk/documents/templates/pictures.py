"""Signatures, seals and page codes: pictures that float over the text where a field stands."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.documents.word.drawings import JPEG, PNG
from mediatordesk.documents.word.wordml import WP, A, R, W, attribute, child, number

MM_TO_EMU = 36000
POINTS_TO_EMU = 12700
USUAL_LINE = 14.0  # half of the 28 pt lines of GB/T 9704-2012, in points

DRAWING = (
    f'<w:drawing xmlns:w="{W[1:-1]}" xmlns:r="{R[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:wp="{WP[1:-1]}"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">{}</w:drawing>'
)
# wp:anchor of ECMA-376 part 1, 20.4.2.3: in front of the text, which takes no notice of it.
ANCHOR = """<wp:anchor
 distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{height_order}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH
 relativeFrom="character"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV
 relativeFrom="line"><wp:posOffset>{top}</wp:posOffset></wp:positionV><wp:extent cx="{width}"
 cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>{picture}</wp:anchor>"""
# wp:inline, 20.4.2.8: it takes its place in the line.
INLINE = """<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}"
 cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>{picture}</wp:inline>"""
PICTURE = """<wp:docPr id="{number}" name="Picture {number}"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip
 r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off
 x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom
 prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG and the size it has on paper, in millimetres."""

    data: bytes
    width_mm: float
    height_mm: float

    @property
    def extension(self) -> str:
        """The kind of the picture as a file name ends; raises UnreadablePicture."""
        if self.data.startswith(PNG):
            return "png"
        if self.data.startswith(JPEG):
            return "jpeg"
        raise UnreadablePicture()


def anchored(picture: Picture, link: str, order: int, half_line: float) -> str:
    """Return the drawing, as XML, that centres a picture on the place where a run begins.

    `link` is the relationship that names the picture, `order` counts the pictures of a paper
    from 1: later ones lie in front. `half_line` is half the height of the line in points.
    """
    width, height = _size(picture)
    return DRAWING.format(
        ANCHOR.format(
            left=-width // 2,
            top=-height // 2 + round(half_line * POINTS_TO_EMU),
            width=width,
            height=height,
            height_order=251658240 + order,
            picture=_graphic(picture, link, order),
        )
    )


def inline(picture: Picture, link: str, order: int) -> str:
    """Return the drawing, as XML, of a picture that stands in its line like a character."""
    width, height = _size(picture)
    graphic = _graphic(picture, link, order)
    return DRAWING.format(INLINE.format(width=width, height=height, picture=graphic))


def _graphic(picture: Picture, link: str, order: int) -> str:
    width, height = _size(picture)
    return PICTURE.format(link=link, number=90000 + order, width=width, height=height)


def _size(picture: Picture) -> tuple[int, int]:
    return round(picture.width_mm * MM_TO_EMU), round(picture.height_mm * MM_TO_EMU)


def half_line(run: Element) -> float:
    """Return half the height of the line that a run stands in, in points, as far as it is said."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    spacing = child(child(paragraph, "pPr"), "spacing")
    if attribute(spacing, "lineRule") in ("exact", "atLeast"):
        return number(attribute(spacing, "line")) / 20 / 2
    return USUAL_LINE
