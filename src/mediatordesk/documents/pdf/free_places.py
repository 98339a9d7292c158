"""Where a page has nothing on it: a code is never printed over text, a seal or a page number."""

from collections.abc import Iterator
from dataclasses import dataclass

from mediatordesk.documents.layout.sheets import PlacedLine, Sheet
from mediatordesk.documents.layout.spans import PlacedPicture
from mediatordesk.documents.pdf.placing import corner

ABOVE, BELOW = 0.92, 0.3
"""How far glyphs reach over and under their baseline, in em."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page, in points from its top left corner."""

    x1: float
    y1: float
    x2: float
    y2: float

    def touches(self, other: "Box") -> bool:
        """Tell whether two rectangles have a place in common."""
        across = self.x1 < other.x2 and other.x1 < self.x2
        return across and self.y1 < other.y2 and other.y1 < self.y2


def is_free(sheet: Sheet, box: Box) -> bool:
    """Tell whether nothing of the Word file is drawn in a rectangle of its page."""
    return not any(box.touches(drawn) for drawn in drawn_boxes(sheet))


def drawn_boxes(sheet: Sheet) -> Iterator[Box]:
    """Yield the rectangles in which a page has something: text, rules, shades, pictures."""
    for placed in sheet.lines:
        yield from _of_line(placed, sheet)
    for rule in sheet.rules:
        half = rule.width / 2
        x1, x2 = sorted((rule.x1, rule.x2))
        y1, y2 = sorted((rule.y1, rule.y2))
        yield Box(x1 - half, y1 - half, x2 + half, y2 + half)
    for shade in sheet.shades:
        yield Box(shade.x1, shade.y1, shade.x2, shade.y2)


def _of_line(placed: PlacedLine, sheet: Sheet) -> Iterator[Box]:
    line, baseline = placed.line, placed.y + placed.line.baseline
    for span in line.spans:
        if span.text.strip() or span.style.underline:
            x, size = placed.x + span.x, span.style.points
            yield Box(x, baseline - ABOVE * size, x + span.width, baseline + BELOW * size)
    for border in line.rules:
        y = placed.y + border.y
        yield Box(placed.x + border.x1, y - 1, placed.x + border.x2, y + 1)
    for one in line.pictures:
        yield _of_picture(placed, one, sheet)


def _of_picture(placed: PlacedLine, one: PlacedPicture, sheet: Sheet) -> Box:
    x, top = corner(sheet, placed, one)
    return Box(x, top, x + one.picture.width, top + one.picture.height)
