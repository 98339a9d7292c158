"""Reads pictures: those of DrawingML (20.4) and the older ones of VML (part 4, 19.1)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from mediatordesk.documents.word.model import Floating, Inline, Looks, Place
from mediatordesk.documents.word.properties import TextStyle
from mediatordesk.documents.word.wordml import PIC, POINTS_PER_EMU, WP, A, R, V, number

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x00\x00", b"\x01\x00\x09\x00")
PICTURE = f"{A}graphic/{A}graphicData/{PIC}pic"
LARGEST = 20_000.0  # points; Word's largest paper is 1584
UNITS: Mapping[str, float] = {"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75}
LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px)?\s*")
# VML names what a shape is placed by in its own words.
VML_AREAS: Mapping[str, str] = {"text": "column", "char": "character"}


@dataclass(frozen=True, slots=True)
class DrawingReader:
    """Reads the pictures of one part: `links` names its other parts, `parts` holds them."""

    parts: Mapping[str, bytes]
    links: Mapping[str, str]

    def pictures(self, node: Element, style: TextStyle) -> Iterator[Inline | Floating]:
        """Yield the pictures of `w:drawing` or `w:pict`; what is no picture is left out."""
        for holder in node.iterchildren(f"{WP}inline", f"{WP}anchor"):
            yield from self._drawing(holder, style)
        for shape in node.iterchildren(f"{V}shape", f"{V}rect"):
            yield from self._shape(shape, style)

    def _drawing(self, holder: Element, style: TextStyle) -> Iterator[Inline | Floating]:
        picture, extent = holder.find(PICTURE), holder.find(f"{WP}extent")
        blip = None if picture is None else next(picture.iter(f"{A}blip"), None)
        data = None if blip is None else self._data(blip.get(f"{R}embed"))
        if data is None or picture is None or extent is None:
            return
        width, height = (_length(number(extent.get(side))) for side in ("cx", "cy"))
        looks = _looks(picture)
        if holder.tag == f"{WP}inline":
            if looks.lies_sideways:
                width, height = height, width
            yield Inline(data, width, height, style, looks)
        else:
            across, down = _place(holder, "positionH"), _place(holder, "positionV")
            behind = holder.get("behindDoc") in ("1", "true")
            yield Floating(data, width, height, across, down, style, looks, behind)

    def _shape(self, shape: Element, style: TextStyle) -> Iterator[Inline | Floating]:
        image = shape.find(f"{V}imagedata")
        # A picture with `gain` is one made pale, a watermark: dark, it would hide the text.
        if image is None or image.get("gain") is not None:
            return
        data = self._data(image.get(f"{R}id"))
        wanted = _css(shape.get("style") or "")
        width, height = (_points(wanted.get(side, "")) for side in ("width", "height"))
        if data is None or not width or not height:
            return
        if wanted.get("position") != "absolute":
            yield Inline(data, width, height, style)
            return
        places = (
            _vml_place(wanted, "left", "horizontal"),
            _vml_place(wanted, "top", "vertical"),
        )
        behind = wanted.get("z-index", "").startswith("-")
        yield Floating(data, width, height, *places, style, is_behind=behind)

    def _data(self, link: str | None) -> bytes | None:
        data = self.parts.get(self.links.get(link or "", ""))
        return None if data is None or data.startswith(METAFILES) else data


def _length(emu: float) -> float:
    """Return a length of DrawingML in points, no longer than a paper may be."""
    return min(LARGEST, max(0.0, emu * POINTS_PER_EMU))


def _place(holder: Element, name: str) -> Place:
    position = holder.find(f"{WP}{name}")
    if position is None:
        return Place("", 0.0)
    offset = number(position.findtext(f"{WP}posOffset")) * POINTS_PER_EMU
    align = (position.findtext(f"{WP}align") or "").strip()
    return Place(position.get("relativeFrom") or "", _near(offset), align)


def _looks(picture: Element) -> Looks:
    """Return how a picture is cropped (20.1.8.55) and turned (20.1.7.6)."""
    cut, frame = picture.find(f"{PIC}blipFill/{A}srcRect"), picture.find(f"{PIC}spPr/{A}xfrm")
    left, top, right, bottom = (
        0.0 if cut is None else min(1.0, max(-1.0, number(cut.get(side)) / 100_000))
        for side in ("l", "t", "r", "b")
    )
    if left + right > 0.99 or top + bottom > 0.99:
        left = top = right = bottom = 0.0
    turned = 0.0 if frame is None else number(frame.get("rot")) / 60_000 % 360
    return Looks(left, top, right, bottom, turned)


def _vml_place(wanted: Mapping[str, str], side: str, axis: str) -> Place:
    align = wanted.get(f"mso-position-{axis}", "")
    area = wanted.get(f"mso-position-{axis}-relative", "text")
    return Place(VML_AREAS.get(area, area), _near(_points(wanted.get(f"margin-{side}", ""))), align)


def _near(points: float) -> float:
    return min(LARGEST, max(-LARGEST, points))


def _css(text: str) -> Mapping[str, str]:
    pairs = (one.split(":", 1) for one in text.split(";") if ":" in one)
    return {name.strip(): wanted.strip() for name, wanted in pairs}


def _points(text: str) -> float:
    found = LENGTH.fullmatch(text)
    return min(LARGEST, number(found[1]) * UNITS[found[2] or "px"]) if found else 0.0
