"""How alike two PDFs of one paper are: pages, lines, where each glyph and each rule stands."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import pdfplumber

MILLIMETRE = 72 / 25.4  # points
SAME_LINE = 1.5  # points between baselines
SAME_RULE = 1.0  # points between rules that are one


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its origin on the page, in points from the top left corner."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A straight rule: how far down (or across) it stands, where it starts and ends, in points."""

    is_level: bool
    place: float
    start: float
    end: float

    def distance(self, other: "Bar") -> float:
        """Return how far one of its three measures is from another rule's, at most."""
        return max(
            abs(self.place - other.place),
            abs(self.start - other.start),
            abs(self.end - other.end),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page."""

    glyphs: tuple[Glyph, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far ours is from theirs; distances in millimetres.

    `lines` are their lines, `equal_lines` those that ours has with the same text on the same
    page, `strays` the glyphs and `stray_rules` the rules that only one of the two has.
    """

    pages: tuple[int, int]
    lines: int
    equal_lines: int
    strays: int
    stray_rules: int
    across: tuple[float, ...]
    down: tuple[float, ...]
    rules: tuple[float, ...]

    @property
    def has_equal_lines(self) -> bool:
        """Whether every line is the same, on the same page, and neither has more."""
        same_pages = self.pages[0] == self.pages[1]
        return same_pages and self.lines == self.equal_lines and not self.strays

    @property
    def furthest_down(self) -> float:
        """The most that a baseline is higher or lower."""
        return max(self.down, default=0.0)

    @property
    def furthest_across(self) -> float:
        """The most that a glyph stands further left or right."""
        return max(self.across, default=0.0)

    @property
    def usual_across(self) -> float:
        """How much further left or right 99 of 100 glyphs stand at most."""
        ordered = sorted(self.across)
        return ordered[int(len(ordered) * 0.99)] if ordered else 0.0

    @property
    def furthest_rule(self) -> float:
        """The most that a rule of a table stands elsewhere, begins or ends elsewhere."""
        return max(self.rules, default=0.0)


def compare(ours: bytes, theirs: bytes) -> Likeness:
    """Compare two PDFs page by page."""
    empty = Sheet((), ())
    left, right = sheets_of(ours), sheets_of(theirs)
    pairs = list(zip_longest(left, right, fillvalue=empty))
    glyphs = [_matched_glyphs(one, other) for one, other in pairs]
    bars = [_matched_bars(one.bars, other.bars) for one, other in pairs]
    lines = [(Counter(lines_of(one)), Counter(lines_of(other))) for one, other in pairs]
    return Likeness(
        (len(left), len(right)),
        sum(other.total() for _, other in lines),
        sum((one & other).total() for one, other in lines),
        sum(strays for _, strays in glyphs),
        sum(strays for _, strays in bars),
        tuple(abs(a.x - b.x) / MILLIMETRE for matched, _ in glyphs for a, b in matched),
        tuple(abs(a.y - b.y) / MILLIMETRE for matched, _ in glyphs for a, b in matched),
        tuple(chain.from_iterable(distances for distances, _ in bars)),
    )


def sheets_of(pdf: bytes) -> list[Sheet]:
    """Read the glyphs and rules of every page."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [
            Sheet(
                tuple(
                    Glyph(char["text"], char["matrix"][4], page.height - char["matrix"][5])
                    for char in page.chars
                    if char["text"].strip()
                ),
                _joined(_bar(one) for one in (*page.lines, *page.rects)),
            )
            for page in document.pages
        ]


def lines_of(sheet: Sheet) -> list[str]:
    """Return the text of each line of a page; cells side by side are one line."""
    rows: list[tuple[float, list[tuple[float, str]]]] = []
    for glyph in sorted(sheet.glyphs, key=lambda glyph: glyph.y):
        if not rows or glyph.y - rows[-1][0] > SAME_LINE:
            rows.append((glyph.y, []))
        rows[-1][1].append((glyph.x, glyph.text))
    return ["".join(text for _, text in sorted(row)) for _, row in rows]


def _matched_glyphs(ours: Sheet, theirs: Sheet) -> tuple[list[tuple[Glyph, Glyph]], int]:
    """Pair each glyph with the nearest of the same text; count those that stay alone."""
    unpaired: dict[str, list[Glyph]] = {}
    for glyph in theirs.glyphs:
        unpaired.setdefault(glyph.text, []).append(glyph)
    pairs: list[tuple[Glyph, Glyph]] = []
    alone = 0
    for glyph in ours.glyphs:
        candidates = unpaired.get(glyph.text)
        if not candidates:
            alone += 1
            continue
        nearest = min(candidates, key=lambda one: abs(one.x - glyph.x) + abs(one.y - glyph.y))
        candidates.remove(nearest)
        pairs.append((glyph, nearest))
    return pairs, alone + sum(map(len, unpaired.values()))


def _bar(found: dict[str, float]) -> Bar:
    """Read a line, or a rectangle as thin as one, in the middle of its thickness."""
    left, right, top, bottom = (found[side] for side in ("x0", "x1", "top", "bottom"))
    if right - left >= bottom - top:
        return Bar(is_level=True, place=(top + bottom) / 2, start=left, end=right)
    return Bar(is_level=False, place=(left + right) / 2, start=top, end=bottom)


def _joined(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """Return rules so that those that go on in each other are one."""
    joined: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: (bar.is_level, round(bar.place, 0), bar.start)):
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, bar):
            end = max(before.end, bar.end)
            joined[-1] = Bar(before.is_level, before.place, before.start, end)
        else:
            joined.append(bar)
    return tuple(joined)


def _goes_on(before: Bar, bar: Bar) -> bool:
    near = abs(before.place - bar.place) < SAME_RULE and bar.start <= before.end + SAME_RULE
    return before.is_level == bar.is_level and near


def _matched_bars(ours: Sequence[Bar], theirs: Sequence[Bar]) -> tuple[list[float], int]:
    """Pair each rule with the nearest; return their distances and how many stay alone."""
    unpaired = list(theirs)
    distances: list[float] = []
    for bar in ours:
        alike = [one for one in unpaired if one.is_level == bar.is_level]
        if alike:
            nearest = min(alike, key=bar.distance)
            unpaired.remove(nearest)
            distances.append(bar.distance(nearest) / MILLIMETRE)
    return distances, len(ours) - len(distances) + len(unpaired)
