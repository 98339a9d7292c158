"""Small lines of text beside what the Word file says: page codes and marks for seals have them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.fonts.shapes import Shape
from mediatordesk.documents.pdf.embedding import EmbeddedFace

FONT = "宋体"
Embedding = Callable[[Face], EmbeddedFace]


@dataclass(frozen=True)
class SmallPrint:
    """A short text in one size, in points; `grey` is 0 for black, 1 for white."""

    shapes: tuple[Shape, ...]
    size: float
    grey: float = 0.0

    @classmethod
    def of(cls, text: str, fonts: Fonts, size: float, grey: float = 0.0) -> "SmallPrint":
        """Set a text; a character that no font has is 〓, as everywhere."""
        found = fonts.shapes(FONT, bold=False)
        return cls(tuple(found[char] for char in text), size, grey)

    @property
    def width(self) -> float:
        """How long the line is, in points."""
        return sum(shape.width for shape in self.shapes) * self.size

    def operators(
        self, x: float, y: float, embedded: Embedding, *, upward: bool = False
    ) -> Iterator[str]:
        """Draw it from a point of the page, y from below, to the right or upward."""
        turn = "0 1 -1 0" if upward else "1 0 0 1"
        for face, run in groupby(self.shapes, key=lambda shape: shape.face):
            shapes = list(run)
            text = embedded(face).encoded("".join(shape.char for shape in shapes))
            font = f"/{embedded(face).name} {self.size:g} Tf"
            yield f"q {self.grey:g} g BT {font} {turn} {x:.3f} {y:.3f} Tm <{text}> Tj ET Q"
            width = sum(shape.width for shape in shapes) * self.size
            x, y = (x, y + width) if upward else (x + width, y)
