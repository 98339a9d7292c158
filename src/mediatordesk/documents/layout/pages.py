"""The pages of a document while they are filled from top to bottom."""

from dataclasses import dataclass, field

from mediatordesk.documents.errors import TooManyPages
from mediatordesk.documents.layout.edges import PageEdges
from mediatordesk.documents.layout.lines import Line
from mediatordesk.documents.layout.sheets import PlacedLine, Sheet
from mediatordesk.documents.word.model import Section

TOLERANCE = 0.1  # points
LEFT_OUT = {"oddPage": 0, "evenPage": 1}  # what a page's number divided by 2 must not leave
MAX_PAGES = 2000  # more than that is no paper: it would fill the memory first


@dataclass
class Pages:
    """The pages so far; how far down the last one is filled, and may be (points from the top).

    `section` is the one that the next page will belong to; `overflowed` says that the last page
    was begun because the one before it was full.
    """

    edges: PageEdges
    sheets: list[Sheet] = field(default_factory=list)
    section: Section | None = None
    y: float = 0.0
    bottom: float = 0.0
    at_top: bool = True
    overflowed: bool = False

    @property
    def sheet(self) -> Sheet:
        """The page that is being filled."""
        return self.sheets[-1]

    @property
    def room(self) -> float:
        """How much room is left on this page, in points."""
        return self.bottom - self.y + TOLERANCE

    @property
    def page_height(self) -> float:
        """How much room for text a page has, in points."""
        return self.bottom - self.sheet.geometry.top

    def begin_section(self, section: Section) -> None:
        """Begin a page for a section; a continuous one goes on where the last one ended."""
        self.section = section
        if not self.sheets or not section.continuous:
            number = self.sheet.number + 1 if self.sheets else 1
            number = section.first_number or number
            # No empty page is printed where a number is left out.
            if number % 2 == LEFT_OUT.get(section.starts):
                number += 1
            self._open(section, number, is_first=True)

    def next_sheet(self, *, wanted: bool = False) -> None:
        """Begin a new page of the same section; `wanted` says that the document asks for it."""
        section = self.section or self.sheet.section
        self._open(section, self.sheet.number + 1, is_first=False)
        self.overflowed = not wanted

    def add_line(self, line: Line) -> None:
        """Place a line at the left margin below what is there."""
        self.sheet.lines.append(PlacedLine(self.sheet.geometry.left, self.y, line))
        self.y += line.height
        self.at_top = False

    def _open(self, section: Section, number: int, *, is_first: bool) -> None:
        if len(self.sheets) >= MAX_PAGES:
            raise TooManyPages(pages=MAX_PAGES)
        self.sheets.append(Sheet(section, number, is_first))
        self.y, self.bottom = self.edges.limits(section, number, is_first=is_first)
        self.at_top, self.overflowed = True, False
