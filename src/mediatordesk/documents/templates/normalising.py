"""Rewrites a template so that Word, WPS and this program lay it out alike.

What this program ships is not changed by it, and nothing is changed by it twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.layout.heights import TWIPS
from mediatordesk.documents.templates.fixed_tables import fixed
from mediatordesk.documents.templates.measures import frozen, measured
from mediatordesk.documents.templates.page_breaks import turned_into_properties
from mediatordesk.documents.templates.rewriting import COMPRESSION, GRID, HANGING
from mediatordesk.documents.templates.runs import bookmarks_referred_to, joined, without_noise
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.marking import Marked, text_parts
from mediatordesk.documents.word.model import Document
from mediatordesk.documents.word.package import DOCUMENT, Package, to_bytes
from mediatordesk.documents.word.schema_order import put
from mediatordesk.documents.word.wordml import ORIGIN, PARAGRAPH, W, attribute, child, is_on, value

GRIDS = ("lines", "linesAndChars", "snapToChars")
SETTINGS, STYLES, NUMBERING = "word/settings.xml", "word/styles.xml", "word/numbering.xml"
A4_TEXT = 8306  # twips: between the margins that Word gives a new document


@dataclass
class Rewriting:
    """A template while it is rewritten: its package so far, and what was rewritten."""

    package: Package
    done: list[Seen] = field(default_factory=list)

    def rewrite(self) -> None:
        """Rewrite everything that word processors lay out differently."""
        self._texts()
        marked = Marked.read(self.package)
        document = read_document(marked.package)
        paragraphs = measured(document)
        styles = [one.paragraph.style for one in paragraphs.values()]
        width = _text_width(document)
        for root in marked.roots.values():
            self.done += frozen(root, paragraphs)
            self.done += fixed(root, width)
            self.done += _without_grid(root)
        self._write(marked)
        if any(style.hangs_punctuation is not False for style in styles):
            self._hang_nothing(next(iter(marked.roots.values())))
        self._compress_nothing(marked)

    def _texts(self) -> None:
        """Rewrite what stands in paragraphs; what they measure is read afterwards."""
        marked = Marked.read(self.package)
        referred = bookmarks_referred_to(marked.roots.values())
        for part, root in marked.roots.items():
            self.done += without_noise(root, referred)
            self.done += joined(root)
            if part == DOCUMENT:
                self.done += turned_into_properties(root)
        self._write(marked)

    def _write(self, marked: Marked) -> None:
        for part, root in marked.roots.items():
            names = {one: one.attrib.pop(ORIGIN, "") for one in root.iter(PARAGRAPH)}
            self._replace(part, root)
            for one, name in names.items():
                if name:
                    one.set(ORIGIN, str(name))

    def _replace(self, part: str, root: Element) -> None:
        """Put a part into the package if it was changed; otherwise its bytes stay as they are."""
        before, data = self.package.xml(part), to_bytes(root)
        if before is None or to_bytes(before) != data:
            self.package = replace(self.package, parts={**self.package.parts, part: data})

    def _hang_nothing(self, where: Element) -> None:
        """Keep punctuation inside the margins, by default and in every style (17.3.1.21)."""
        for part in (*text_parts(self.package), STYLES, NUMBERING):
            root = self.package.xml(part)
            if root is None:
                continue
            for formats in root.iter(f"{W}pPr"):
                for one in formats.findall(f"{W}overflowPunct"):
                    if is_on(one):
                        formats.remove(one)
            if part == STYLES:
                defaults = put(put(put(_defaults(root), "pPrDefault"), "pPr"), "overflowPunct")
                defaults.set(f"{W}val", "0")
            self._replace(part, root)
        self.done.append(Seen(HANGING, where))

    def _compress_nothing(self, marked: Marked) -> None:
        root = self.package.xml(SETTINGS)
        control = child(root, "characterSpacingControl")
        if root is None or control is None or value(control) == "doNotCompress":
            return
        control.set(f"{W}val", "doNotCompress")
        self._replace(SETTINGS, root)
        self.done.append(Seen(COMPRESSION, next(iter(marked.roots.values()))))


def _defaults(styles: Element) -> Element:
    found = child(styles, "docDefaults")
    if found is None:
        found = etree.Element(f"{W}docDefaults")
        styles.insert(0, found)
    return found


def _text_width(document: Document) -> int:
    """Return how wide the text of a document is, in twips."""
    widths = [round(one.geometry.text_width * TWIPS) for one in document.sections]
    return next((width for width in widths if width > 0), A4_TEXT)


def _without_grid(root: Element) -> Iterator[Seen]:
    """Take the grid from the sections: the lines are as tall as it made them (17.6.5)."""
    for grid in root.iter(f"{W}docGrid"):
        if attribute(grid, "type") in GRIDS:
            del grid.attrib[f"{W}type"]
            yield Seen(GRID, grid)
