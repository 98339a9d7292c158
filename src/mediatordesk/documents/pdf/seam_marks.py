"""骑缝 marks: where the seal goes across the fanned right edges of an agreement's pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.layout.sheets import Sheet
from mediatordesk.documents.pdf.small_print import Embedding, SmallPrint

MM = 72 / 25.4
REACH = 22.5 * MM
"""Half the height of the place: a seal of 42 mm (国发〔1999〕25号) and a little air."""
OUTER, INNER = 4.5 * MM, 8.5 * MM
"""From the right edge: what a fanned page still shows."""
GREY, THIN = 0.45, 0.4
SIZE, PITCH = 6.0, 9.0
WORDS = "骑缝章处"


@dataclass(frozen=True)
class SeamMark:
    """The mark of one page: two ticks, a fine broken line between them, and what it is for."""

    sheet: Sheet
    words: tuple[SmallPrint, ...]

    def operators(self, embedded: Embedding) -> Iterator[str]:
        """Draw it at half the height of the page: pages on each other show one straight row."""
        width, middle = self.sheet.geometry.width, self.sheet.geometry.height / 2
        inner, outer = width - INNER, width - OUTER
        pen = f"{GREY:g} G {THIN:g} w"
        for y in (middle - REACH, middle + REACH):
            yield f"q {pen} {inner:.3f} {y:.3f} m {outer:.3f} {y:.3f} l S Q"
        column = (inner + outer) / 2
        half = len(self.words) * PITCH / 2
        for start, end in ((half, REACH), (-REACH, -half)):
            path = f"{column:.3f} {middle + start:.3f} m {column:.3f} {middle + end:.3f} l"
            yield f"q {pen} [0.8 2.4] 0 d {path} S Q"
        for at, word in enumerate(self.words):
            y = middle + half - (at + 0.5) * PITCH - 0.36 * SIZE
            yield from word.operators(column - word.width / 2, y, embedded)


def seam_marks(sheets: Sequence[Sheet], fonts: Fonts) -> list[SeamMark]:
    """Return the marks of the pages; a single page has no seam and gets none."""
    if len(sheets) < 2:
        return []
    marks = []
    for page, sheet in enumerate(sheets, start=1):
        words = (*WORDS, f"{page}/{len(sheets)}")
        marks.append(SeamMark(sheet, tuple(SmallPrint.of(one, fonts, SIZE, GREY) for one in words)))
    return marks
