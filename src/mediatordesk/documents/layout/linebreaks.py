"""Where the lines of a paragraph end: widths, tabs, Chinese line-end rules."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mediatordesk.documents.layout.glyphs import Glyph
from mediatordesk.documents.layout.kinsoku import (
    ANCHOR,
    CJK,
    LINE_END,
    NOT_AT_START,
    PAGE_END,
    TAB,
    may_part,
)
from mediatordesk.documents.layout.profile import Profile
from mediatordesk.documents.layout.spans import TOLERANCE
from mediatordesk.documents.word.properties import TabStop

BREAKS = (TAB, LINE_END, PAGE_END)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line goes up to `end`, the next begins at `following`; what made it end."""

    end: int
    following: int
    forced: bool = False
    ends_page: bool = False
    ends_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Breaker:
    """Breaks one paragraph into lines. Measures in points."""

    glyphs: Sequence[Glyph]
    tabs: Sequence[TabStop]
    tab_distance: float
    hanging: Collection[str]
    profile: Profile

    def next_line(self, start: int, left: float, room: float) -> LineBreak:
        """Return where the line that begins with glyph `start` ends.

        `left` is where it begins, from the margin; `room` how wide it may be.
        """
        glyphs, count = self.glyphs, len(self.glyphs)
        at, used = start, 0.0
        while at < count:
            glyph = glyphs[at]
            if glyph.kind in (LINE_END, PAGE_END):
                return LineBreak(at, at + 1, forced=True, ends_page=glyph.kind == PAGE_END)
            if glyph.kind == TAB:
                glyph.width = self._tab_width(at, left + used)
            elif used + glyph.width > room + TOLERANCE and at > start and not glyph.is_blank:
                end = at + 1 if self._may_hang(at, used, room) else self._last_end(start, at)
                return LineBreak(end, end, ends_paragraph=end == count)
            used += glyph.width + glyph.gap
            at += 1
        return LineBreak(count, count, ends_paragraph=True)

    def _last_end(self, start: int, full: int) -> int:
        """Return where a line from `start` that is full at a glyph ends; in a word if it must."""
        ends = (at for at in range(full, start, -1) if self._may_end_before(at))
        return next(ends, full)

    def _may_end_before(self, at: int) -> bool:
        """Say whether a line may end behind the glyph before `at`."""
        left = self.glyphs[at - 1]
        if left.kind == TAB or left.is_blank:
            return True
        if at >= len(self.glyphs) or left.kind == ANCHOR:
            return False
        right = self.glyphs[at]
        if right.kind in BREAKS:
            return False
        unbound = self.profile.unbound_marks
        return may_part(left.char, left.kind, right.char, right.kind, unbound)

    def _may_hang(self, at: int, used: float, room: float) -> bool:
        glyph = self.glyphs[at]
        if glyph.kind != CJK or glyph.char not in self.hanging:
            return False
        if self.glyphs[at - 1].kind != CJK and not self.profile.hangs_anywhere:
            return False
        following = self.glyphs[at + 1].char if at + 1 < len(self.glyphs) else ""
        return used <= room + TOLERANCE and following not in NOT_AT_START

    def _tab_width(self, at: int, place: float) -> float:
        """Return how far a tab leaps from `place`, both from the margin."""
        for stop in self.tabs:
            if stop.position > place + 0.01:
                self.glyphs[at].leader = stop.leader
                share = {"right": 1.0, "end": 1.0, "center": 0.5}.get(stop.kind, 0.0)
                return max(0.0, stop.position - place - share * self._width_to_next_stop(at + 1))
        leaps = math.floor((place + 0.01) / self.tab_distance) + 1
        return leaps * self.tab_distance - place

    def _width_to_next_stop(self, at: int) -> float:
        width = 0.0
        while at < len(self.glyphs) and self.glyphs[at].kind not in BREAKS:
            width += self.glyphs[at].width + self.glyphs[at].gap
            at += 1
        return width
