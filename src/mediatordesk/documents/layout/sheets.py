"""Pages as they will be drawn: lines of text, rules, shades and pictures, each in its place."""

from dataclasses import dataclass, field

from mediatordesk.documents.layout.blocks import Laid
from mediatordesk.documents.layout.lines import Line
from mediatordesk.documents.word.model import Geometry, Section


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text; x of its left margin, y of its top, in points from the top left corner."""

    x: float
    y: float
    line: Line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, in points from the top left corner."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A filled rectangle, in points from the top left corner."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str


@dataclass
class Sheet:
    """One page while it is filled; shades lie below rules and text."""

    section: Section
    number: int
    is_first_of_section: bool
    lines: list[PlacedLine] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)

    @property
    def geometry(self) -> Geometry:
        """The paper of this page."""
        return self.section.paper(self.number)


def total_height(blocks: list[Laid]) -> float:
    """Return the height of blocks one below the other, in points."""
    return sum(block.height for block in blocks)
