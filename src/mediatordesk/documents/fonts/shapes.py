"""How each character of a named font is drawn: in which face, how wide, how heavy."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediatordesk.documents.fonts.characters import can_be_set
from mediatordesk.documents.fonts.faces import Face

FIRST_HAN = "\u2e80"
UNKNOWN = "〓"  # U+3013, the printers' mark for a sort that is not in the case


@dataclass(frozen=True, slots=True)
class Shape:
    """A character as it will be drawn: in which face, how wide in em, bold drawn as a stroke."""

    face: Face
    width: float
    char: str
    thickened: bool


@dataclass(frozen=True)
class Chain:
    """The faces in which a character of one named font is looked for.

    `right` is the house's face for it, if that is there; `own` are the machine's, `house` those
    of this program, `helping` those for rare characters.
    """

    right: Face | None
    own: tuple[Face, ...]
    house: tuple[Face, ...]
    house_for_han: tuple[Face, ...]
    helping: tuple[Face, ...]

    def find(self, char: str) -> Face | None:
        """Return the face that draws a character, None where no font has it or it cannot be set.

        A machine's own face draws a Chinese character only where it is as wide as the house's:
        so the lines of a paper are the same on every machine, whichever fonts it has.
        """
        if not can_be_set(char):
            return None
        is_han = char >= FIRST_HAN
        house = _first_with(char, self.house_for_han if is_han else self.house)
        if house is None:
            return _first_with(char, (*self.own, *self.helping))
        own = _first_with(char, self.own) if is_han else None
        return own if own and _as_wide(own, house, char) else house


class Shapes(dict[str, Shape]):
    """The shapes of one named font, light or bold, found once for each character."""

    def __init__(
        self, chain: Chain, line: tuple[float, float], *, bold: bool, heavy: bool = False
    ) -> None:
        # In a font as heavy as a title, a character from a lighter face gets a stroke.
        super().__init__()
        self._chain = chain
        self._bold, self._heavy = bold, heavy
        self.ascent, self.descent = line

    def __missing__(self, char: str) -> Shape:
        face = self._chain.find(char)
        drawn = char
        if face is None:
            drawn = UNKNOWN
            face = self._chain.find(UNKNOWN)
        if face is None:
            drawn, face = "?", self._chain.house[0]
        shape = Shape(face, face.width(drawn), drawn, self._is_thickened(face))
        self[char] = shape
        return shape

    def has_all(self, text: str) -> bool:
        """Say whether the house's face itself, not one that helps out, has all of a text."""
        return all(self._chain.house[0].glyph(char) for char in text)

    def _is_thickened(self, face: Face) -> bool:
        meant = (self._chain.right, *self._chain.own)
        return self._bold or (self._heavy and face not in meant)


def _first_with(char: str, faces: Iterable[Face]) -> Face | None:
    return next((face for face in faces if face.glyph(char)), None)


def _as_wide(own: Face, house: Face, char: str) -> bool:
    return abs(own.width(char) - house.width(char)) < 0.002
