"""Formats of text and of paragraphs, and how one lies over another (ECMA-376, 17.7.2)."""

from typing import Any, NamedTuple, TypeVar


class Edge(NamedTuple):
    """A line of a border: width in points, colour as six hex digits, distance from the text."""

    width: float
    colour: str
    space: float = 0.0


class TextStyle(NamedTuple):
    """The format of characters; None is what a style further up says. Measures in points.

    `capitals` is "caps" or "smallCaps", `emphasis` the kind of 着重号, `raised` is how far up the
    characters stand, `stretch` how wide they are drawn (1 is as they are). A highlight, a shade or
    a mark of "none" is none.
    """

    latin: str | None = None
    east_asian: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    colour: str | None = None
    spacing: float | None = None
    position: str | None = None
    named: str | None = None
    capitals: str | None = None
    highlight: str | None = None
    shade: str | None = None
    box: Edge | None = None
    emphasis: str | None = None
    raised: float | None = None
    stretch: float | None = None

    @property
    def points(self) -> float:
        """The size, 10 points where nothing says it (17.3.2.38)."""
        return self.size or 10.0

    @property
    def drawn_size(self) -> float:
        """The size as drawn: raised and lowered characters are smaller."""
        return self.points * (0.58 if self.is_shifted else 1)

    @property
    def is_shifted(self) -> bool:
        """Whether the characters are superscript or subscript."""
        return self.position in ("superscript", "subscript")

    @property
    def background(self) -> str | None:
        """The colour behind the characters as six hex digits, None for none (17.3.2.15, .32)."""
        for colour in (self.highlight, self.shade):
            if colour not in (None, "none"):
                return colour
        return None

    def font(self, kind: str) -> str:
        """Return the font for a kind of character: "C" is East Asian."""
        if kind == "C":
            return self.east_asian or self.latin or "宋体"
        return self.latin or self.east_asian or "Times New Roman"


class TabStop(NamedTuple):
    """A tab stop: its distance from the margin in points, which side of the text it holds.

    One of the kind "clear" takes away what a style further up has there, "bar" is no stop.
    `leader` is the kind of line that fills the gap before it, "" for none (17.18.72).
    """

    position: float
    kind: str
    leader: str = ""


class ParagraphStyle(NamedTuple):
    """The format of a paragraph; None is what a style further up says. Measures in points.

    `*_chars` are in hundredths of a character, `*_lines` in hundredths of a line.
    """

    align: str | None = None
    left: float | None = None
    left_chars: float | None = None
    right: float | None = None
    right_chars: float | None = None
    first: float | None = None
    first_chars: float | None = None
    hanging: float | None = None
    hanging_chars: float | None = None
    before: float | None = None
    before_lines: float | None = None
    after: float | None = None
    after_lines: float | None = None
    line: float | None = None
    line_rule: str | None = None
    keep_next: bool | None = None
    keep_lines: bool | None = None
    page_break_before: bool | None = None
    widow_control: bool | None = None
    snap_to_grid: bool | None = None
    contextual: bool | None = None
    space_latin: bool | None = None
    space_digits: bool | None = None
    hangs_punctuation: bool | None = None
    tabs: tuple[TabStop, ...] | None = None
    numbering: tuple[str, int] | None = None
    edge_above: Edge | None = None
    edge_below: Edge | None = None
    edge_left: Edge | None = None
    edge_right: Edge | None = None
    shade: str | None = None
    named: str | None = None


Style = TypeVar("Style", TextStyle, ParagraphStyle)


def over(upper: Style, lower: Style) -> Style:
    """Return a format in which `upper` says what it says, and `lower` the rest."""
    if upper.count(None) == len(upper):
        return lower
    merged: list[Any] = [
        below if above is None else above for above, below in zip(upper, lower, strict=True)
    ]
    return type(upper)(*merged)


def paragraph_over(upper: ParagraphStyle, lower: ParagraphStyle) -> ParagraphStyle:
    """Do as `over`; a hanging indent takes the place of a first-line indent, and back.

    Tab stops are added to those below (17.3.1.38).
    """
    if upper.hanging is not None or upper.hanging_chars is not None:
        lower = lower._replace(first=None, first_chars=None)
    elif upper.first is not None or upper.first_chars is not None:
        lower = lower._replace(hanging=None, hanging_chars=None)
    if upper.tabs and lower.tabs:
        stops = {stop.position: stop for stop in (*lower.tabs, *upper.tabs)}
        upper = upper._replace(tabs=tuple(sorted(stops.values())))
    return over(upper, lower)
