"""What the sections of a Word file ask for that the PDF does not do (ECMA-376, 17.6)."""

from collections.abc import Iterator
from itertools import pairwise

from lxml.etree import _Element as Element

from mediatordesk.documents.word import features as f
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.paper import read_paper
from mediatordesk.documents.word.wordml import W, attribute, child, number, value

FIGURES = (None, "decimal")
MM = 72 / 25.4  # in points
SMALLEST_PAPER, LEAST_ROOM = 50 * MM, 10 * MM
"""Less paper, or less of it between the margins, nobody means; both ways."""
PAPER = {"pgSz": ("w", "h"), "pgMar": ("left", "right", "gutter")}


def seen_sections(marked: Marked) -> Iterator[Seen]:
    """Yield what the sections ask for and do not get."""
    sections = [one for root in marked.roots.values() for one in root.iter(f"{W}sectPr")]
    for section in sections:
        yield from _features(section)
        yield from _strange_paper(section)
    for above, below in pairwise(sections):
        if value(child(below, "type")) == "continuous" and _paper(above) != _paper(below):
            yield Seen(f.SECTION_PAPER, below)


def _features(section: Element) -> Iterator[Seen]:
    for name, feature in (("pgBorders", f.PAGE_BORDERS), ("lnNumType", f.LINE_NUMBERS)):
        found = child(section, name)
        if found is not None and (len(found) or name == "lnNumType"):
            yield Seen(feature, found)
    columns = child(section, "cols")
    if columns is not None and (number(attribute(columns, "num"), 1) > 1 or len(columns) > 1):
        yield Seen(f.COLUMNS, columns)
    if value(child(section, "type")) == "nextColumn":
        yield Seen(f.SECTION_KIND, section)
    if value(child(section, "vAlign")) not in (None, "top"):
        yield Seen(f.SECTION_ALIGN, section)
    if attribute(child(section, "pgNumType"), "fmt") not in FIGURES:
        yield Seen(f.NUMBER_FORMAT, section)


def _strange_paper(section: Element) -> Iterator[Seen]:
    """Yield that the page is too small to print on, or its margins too wide."""
    paper = read_paper(section, mirrored=False)
    if min(paper.width, paper.height) < SMALLEST_PAPER:
        size = {"width": f"{paper.width / MM:.0f}", "height": f"{paper.height / MM:.0f}"}
        yield Seen(f.SMALL_PAPER, section, size)
    elif min(paper.text_width, paper.height - paper.top - paper.bottom) < LEAST_ROOM:
        yield Seen(f.NO_ROOM, section)


def _paper(section: Element) -> list[str | None]:
    return [
        attribute(child(section, item), name) for item, names in PAPER.items() for name in names
    ]
