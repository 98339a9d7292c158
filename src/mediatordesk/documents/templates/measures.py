"""Measures that depend on something else become fixed ones: line heights, indents, spaces.

Word, WPS and LibreOffice count characters, lines and grids in different ways; a distance in
twentieths of a point is the same for all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from mediatordesk.documents.fonts.metrics import metrics_of
from mediatordesk.documents.layout.heights import TWIPS, line_height
from mediatordesk.documents.layout.kinsoku import CJK, kind_of
from mediatordesk.documents.templates.rewriting import CHARACTERS, LINES, PITCH
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.model import (
    Document,
    Inline,
    PageNumber,
    Paragraph,
    Text,
    paragraphs_in,
)
from mediatordesk.documents.word.properties import ParagraphStyle, TextStyle
from mediatordesk.documents.word.schema_order import put
from mediatordesk.documents.word.wordml import ORIGIN, PARAGRAPH, W, attribute, child

LINE_WITHOUT_GRID = 12.0  # points: what a line of space before a paragraph is
LONGEST = 31680  # twips: the tallest line and the widest indent of Word
INDENTS: Mapping[str, tuple[str, str]] = {
    "left": ("left_chars", "start"),
    "right": ("right_chars", "end"),
    "firstLine": ("first_chars", ""),
    "hanging": ("hanging_chars", ""),
}
TEXT_BREAKS = "\t\n\f"


@dataclass(frozen=True, slots=True)
class Measured:
    """A paragraph as the reader sees it, and the line pitch of the grid that it stands on."""

    paragraph: Paragraph
    grid: float

    @property
    def line_height(self) -> float:
        """How tall its tallest line of text is by the fonts that the document names, in points."""
        lines = [_line_of(style, kind) for style, kind in set(self._letters())]
        lines = lines or [_line_of(self.paragraph.mark, CJK)]
        ascent, descent = (max(one) for one in zip(*lines, strict=True))
        height, _ = line_height(self.paragraph.style, ascent, descent, self.grid)
        return height

    def _letters(self) -> Iterator[tuple[TextStyle, str]]:
        for piece in self.paragraph.pieces:
            if isinstance(piece, PageNumber):
                yield piece.style, ""
            elif isinstance(piece, Text):
                for char in set(piece.text) - {*TEXT_BREAKS}:
                    yield piece.style, CJK if kind_of(char) == CJK else ""

    @property
    def has_picture(self) -> bool:
        """Whether a picture stands in a line of it, which makes that line taller."""
        return any(isinstance(piece, Inline) for piece in self.paragraph.pieces)


def _line_of(style: TextStyle, kind: str) -> tuple[float, float]:
    ascent, descent = metrics_of(style.font("C" if kind == CJK else "")).line
    return ascent * style.points, descent * style.points


def measured(document: Document) -> dict[str, Measured]:
    """Return the paragraphs of a document by the names that were given to their elements."""
    found: dict[str, Measured] = {}
    for section in document.sections:
        for blocks in (section.blocks, *section.edges.values()):
            for paragraph in paragraphs_in(blocks):
                found.setdefault(paragraph.origin, Measured(paragraph, section.geometry.grid))
    return found


def frozen(root: Element, paragraphs: Mapping[str, Measured]) -> Iterator[Seen]:
    """Fix the measures of the paragraphs of a part, and yield where."""
    for element in root.iter(PARAGRAPH):
        found = paragraphs.get(element.get(ORIGIN, ""))
        in_box = next(element.iterancestors(f"{W}txbxContent"), None) is not None
        if found is not None and not in_box:
            yield from _line_frozen(element, found)
            yield from _space_frozen(element, found)
            yield from _indents_frozen(element, found.paragraph)


def _line_frozen(element: Element, found: Measured) -> Iterator[Seen]:
    """Make the lines exactly as tall as Word makes them; one with a picture may grow."""
    style = found.paragraph.style
    snaps = bool(found.grid) and style.snap_to_grid is not False
    if style.line_rule == "exact" or (found.has_picture and not snaps):
        return
    height = min(LONGEST, max(1, round(found.line_height * TWIPS)))
    spacing = put(put(element, "pPr"), "spacing")
    spacing.set(f"{W}line", str(height))
    spacing.set(f"{W}lineRule", "atLeast" if found.has_picture else "exact")
    yield Seen(PITCH, element)


def _space_frozen(element: Element, found: Measured) -> Iterator[Seen]:
    style, pitch = found.paragraph.style, found.grid or LINE_WITHOUT_GRID
    own = child(child(element, "pPr"), "spacing")
    for name, lines, points in (
        ("before", style.before_lines, style.before),
        ("after", style.after_lines, style.after),
    ):
        automatic = attribute(own, f"{name}Autospacing") is not None
        if not lines and not automatic:
            continue
        spacing = put(put(element, "pPr"), "spacing")
        distance = lines / 100 * pitch if lines else points or 0.0
        spacing.set(W + name, str(round(distance * TWIPS)))
        spacing.attrib.pop(f"{W}{name}Autospacing", "")
        if lines:
            spacing.set(f"{W}{name}Lines", "0")
        yield Seen(LINES, element)


def _indents_frozen(element: Element, paragraph: Paragraph) -> Iterator[Seen]:
    for name, (field, other_name) in INDENTS.items():
        chars = _chars(paragraph.style, field)
        if not chars:
            continue
        indent = put(put(element, "pPr"), "ind")
        for one in filter(None, (name, other_name)):
            indent.attrib.pop(f"{W}{one}Chars", "")
            indent.attrib.pop(W + one, "")
        distance = chars / 100 * paragraph.first_size * TWIPS
        indent.set(W + name, str(max(-LONGEST, min(LONGEST, round(distance)))))
        indent.set(f"{W}{name}Chars", "0")
        yield Seen(CHARACTERS, element)


def _chars(style: ParagraphStyle, field: str) -> float:
    return {
        "left_chars": style.left_chars,
        "right_chars": style.right_chars,
        "first_chars": style.first_chars,
        "hanging_chars": style.hanging_chars,
    }[field] or 0.0
