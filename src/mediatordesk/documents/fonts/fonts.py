"""The fonts papers are set in: those of the house, those added to a desk, those of a machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.documents.errors import NoFonts
from mediatordesk.documents.fonts.faces import Face
from mediatordesk.documents.fonts.families import (
    FOR_RARE,
    HOUSE,
    TITLE,
    families_for,
    house_chain,
    house_face,
)
from mediatordesk.documents.fonts.installed import InstalledFonts
from mediatordesk.documents.fonts.metrics import Metrics, metrics_of
from mediatordesk.documents.fonts.shapes import Chain, Shapes

NONE = InstalledFonts()


@dataclass(frozen=True)
class Fonts:
    """The fonts of this program, opened once and handed to whoever makes a PDF.

    `added` are files that somebody gave this desk, `installed` those of the machine.
    """

    house: Mapping[str, Face]
    added: InstalledFonts = NONE
    installed: InstalledFonts = NONE
    _shapes: dict[tuple[str, bool], Shapes] = field(default_factory=dict, repr=False)

    @classmethod
    def load(
        cls, folder: Path, *, added: InstalledFonts = NONE, installed: InstalledFonts = NONE
    ) -> "Fonts":
        """Open the fonts of the house; those that are not there are done without.

        Raises NoFonts where there are none, UnreadableFont for a file that is no font.
        """
        house = {name: Face(folder / name) for name in HOUSE if (folder / name).is_file()}
        if not house:
            raise NoFonts(folder=folder)
        return cls(house, added, installed)

    def shapes(self, name: str, *, bold: bool) -> Shapes:
        """Return the shapes of a named font."""
        key = (name, bold)
        if key not in self._shapes:
            heavy = house_face(name) == TITLE
            self._shapes[key] = Shapes(
                self.chain(name), self.metrics(name).line, bold=bold, heavy=heavy
            )
        return self._shapes[key]

    def metrics(self, name: str) -> Metrics:
        """Return the measures of the font that a document names, whatever face stands in for it."""
        return metrics_of(name)

    def chain(self, name: str) -> Chain:
        """Return the faces in which a character of a named font is looked for."""
        families = families_for(name)
        own = (fonts.first_of(families) for fonts in (self.added, self.installed))
        return Chain(
            self.house.get(house_face(name)),
            tuple(filter(None, own)),
            self._house(name, for_han=False),
            self._house(name, for_han=True),
            (*self.added.faces, *self.installed.all_of(FOR_RARE)),
        )

    def _house(self, name: str, *, for_han: bool) -> tuple[Face, ...]:
        files = house_chain(name, for_han=for_han)
        return tuple(self.house[file] for file in files if file in self.house)
