"""Signatures, seals and page codes: pictures that float over the text where a field stands."""

from dataclasses import dataclass

from lxml.etree import _Element as Element

from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.documents.word.package import parse_xml
from mediatordesk.documents.word.wordml import A, R, W, attribute, child, number

MM_TO_EMU = 36000
POINTS_TO_EMU = 12700
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
USUAL_LINE = 14.0  # half of the 28 pt lines of GB/T 9704-2012, in points

# wp:anchor of ECMA-376 part 1, 20.4.2.3: in front of the text, which takes no notice of it.
ANCHOR = """<w:drawing xmlns:w="{w}" xmlns:r="{r}" xmlns:a="{a}"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><wp:anchor
 distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{height_order}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH
 relativeFrom="character"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV
 relativeFrom="line"><wp:posOffset>{top}</wp:posOffset></wp:positionV><wp:extent cx="{width}"
 cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{number}"
 name="Picture {number}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr
 id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip
 r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off
 x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom
 prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor>
</w:drawing>"""


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


def anchored(picture: Picture, link: str, order: int, run: Element) -> Element:
    """Return the drawing that centres a picture on the place where a run begins.

    `link` is the relationship that names the picture, `order` counts the pictures of a paper
    from 1: later ones lie in front.
    """
    width, height = (round(side * MM_TO_EMU) for side in (picture.width_mm, picture.height_mm))
    text = ANCHOR.format(
        w=W[1:-1],
        r=R[1:-1],
        a=A[1:-1],
        left=-width // 2,
        top=-height // 2 + round(_half_line(run) * POINTS_TO_EMU),
        width=width,
        height=height,
        link=link,
        number=90000 + order,
        height_order=251658240 + order,
    )
    return parse_xml(text.encode(), "drawing")


def _half_line(run: Element) -> float:
    """Return half the height of the line that a run stands in, in points, as far as it is said."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    spacing = child(child(paragraph, "pPr"), "spacing")
    if attribute(spacing, "lineRule") in ("exact", "atLeast"):
        return number(attribute(spacing, "line")) / 20 / 2
    return USUAL_LINE
