"""Where in a laid out Word file things stand, and what the fonts here lack for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mediatordesk.core.texts import _
from mediatordesk.documents.findings import Area, Finding, Level
from mediatordesk.documents.fonts.families import FACES, stands_for
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.kinsoku import CJK, kind_of
from mediatordesk.documents.layout.profile import WORD
from mediatordesk.documents.layout.starts import first_pages
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.marking import Marked, area_of, origins, text_near
from mediatordesk.documents.word.model import Document, Paragraph, Text, paragraphs_in
from mediatordesk.documents.word.wordml import NEARBY


@dataclass(frozen=True)
class Placing:
    """A file that was laid out: the page of each paragraph, the characters no font has.

    Without fonts it is not laid out, and no page is known.
    """

    marked: Marked
    fonts: Fonts | None = None
    document: Document | None = None
    pages: Mapping[str, int] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def of(cls, marked: Marked, fonts: Fonts | None) -> "Placing":
        """Lay a file out."""
        if fonts is None:
            return cls(marked)
        document, unknown = read_document(marked.package), dict[str, None]()
        pages = first_pages(document, Typesetter(fonts, WORD, unknown))
        return cls(marked, fonts, document, pages, tuple(unknown))

    def finding(self, seen: Seen) -> Finding:
        """Return a feature that was seen as a finding."""
        level = Level.ERROR if seen.feature.is_wrong else Level.HINT
        element, near = seen.element, seen.near or text_near(seen.element)
        page = next((self.pages[name] for name in origins(element) if name in self.pages), None)
        return Finding(level, near, seen.why, page, area_of(element), seen.feature.name)

    def lacking(self) -> Iterator[Finding]:
        """Yield the characters that no font has, and the fonts that nobody here has."""
        for char in self.unknown:
            why = _("No font here has the character “{char}” ({code}).")
            shown = why.format(char=char, code=f"U+{ord(char):04X}")
            yield self._near(self._first_with(char), Level.ERROR, shown, "character")
        for name, paragraph in self._strange_fonts().items():
            why = _("The font “{name}” is not here; {used} is used instead, and lines may differ.")
            said = why.format(name=name, used=stands_for(name))
            yield self._near(paragraph, Level.HINT, said, "font")

    def _near(self, paragraph: Paragraph | None, level: Level, why: str, feature: str) -> Finding:
        if paragraph is None:
            return Finding(level, "", why, feature=feature)
        area = self.marked.areas.get(paragraph.origin.partition("#")[0], Area.BODY)
        text = "".join(piece.text for piece in paragraph.pieces if isinstance(piece, Text))
        page = self.pages.get(paragraph.origin)
        return Finding(level, text.strip()[:NEARBY], why, page, area, feature)

    def _first_with(self, char: str) -> Paragraph | None:
        for paragraph in self._paragraphs():
            if any(isinstance(one, Text) and char in one.text for one in paragraph.pieces):
                return paragraph
        return None

    def _strange_fonts(self) -> dict[str, Paragraph]:
        """Return the fonts that neither this program nor the machine stands in for."""
        found: dict[str, Paragraph] = {}
        for paragraph in self._paragraphs():
            for piece in paragraph.pieces:
                if isinstance(piece, Text):
                    kinds = {kind_of(char) for char in piece.text if not char.isspace()}
                    for kind in kinds:
                        name = piece.style.font("C" if kind == CJK else "")
                        if not self._is_here(name):
                            found.setdefault(name, paragraph)
        return found

    def _is_here(self, name: str) -> bool:
        fonts = self.fonts
        if fonts is None or name.casefold() in FACES:
            return True
        return any(one.first_of((name,)) is not None for one in (fonts.added, fonts.installed))

    def _paragraphs(self) -> Iterator[Paragraph]:
        for section in self.document.sections if self.document is not None else ():
            for blocks in (section.blocks, *section.edges.values()):
                yield from paragraphs_in(blocks)
