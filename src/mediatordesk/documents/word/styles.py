"""The styles of a document: what a paragraph, a run or a table inherits (ECMA-376, 17.7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.characters import read_text_style
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.paragraphs import read_paragraph_style
from mediatordesk.documents.word.properties import (
    ParagraphStyle,
    TextStyle,
    over,
    paragraph_over,
)
from mediatordesk.documents.word.wordml import (
    A,
    W,
    attribute,
    child,
    is_on,
    number,
    points,
    value,
)

Styles = tuple[ParagraphStyle, TextStyle]


@dataclass
class StyleSheet:
    """Looks up named styles; each is worked out once."""

    elements: Mapping[str, Element]
    theme: Mapping[str, str]
    default_text: TextStyle
    default_paragraph: ParagraphStyle
    default_name: str | None
    _known: dict[str, Styles] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package) -> "StyleSheet":
        """Read the styles of a document; one without styles has Word's defaults."""
        theme = _theme_fonts(package)
        root = package.xml("word/styles.xml")
        if root is None:
            return cls({}, theme, TextStyle(), ParagraphStyle(), None)
        defaults = child(root, "docDefaults")
        elements = {attribute(style, "styleId") or "": style for style in root.iter(f"{W}style")}
        normal = [
            name
            for name, style in elements.items()
            if attribute(style, "type") == "paragraph"
            and attribute(style, "default") in ("1", "true")
        ]
        return cls(
            elements,
            theme,
            read_text_style(child(child(defaults, "rPrDefault"), "rPr"), theme),
            read_paragraph_style(child(child(defaults, "pPrDefault"), "pPr")),
            normal[-1] if normal else None,
        )

    def named(self, name: str | None) -> Styles:
        """Return what a named style says, with all that it is based on."""
        if name is None:
            return ParagraphStyle(), TextStyle()
        if name not in self._known:
            paragraph, text = ParagraphStyle(), TextStyle()
            for element in reversed(list(self.chain(name))):
                paragraph = paragraph_over(read_paragraph_style(child(element, "pPr")), paragraph)
                text = over(self.text(child(element, "rPr")), text)
            self._known[name] = paragraph, text
        return self._known[name]

    def numbered(self, name: str | None, numbers: ParagraphStyle) -> ParagraphStyle:
        """Return what a style says whose paragraphs have numbers with a format of their own.

        That goes before the styles further down, not before what the very style says that names
        the list: Word and LibreOffice indent headings so.
        """
        paragraph = ParagraphStyle()
        for element in reversed(list(self.chain(name))):
            own = read_paragraph_style(child(element, "pPr"))
            if own.numbering is not None:
                paragraph = paragraph_over(numbers, paragraph)
            paragraph = paragraph_over(own, paragraph)
        return paragraph

    def chain(self, name: str | None) -> Iterator[Element]:
        """Yield a style and those it is based on; a circle is gone round once."""
        seen: set[str] = set()
        while name is not None and name in self.elements and name not in seen:
            seen.add(name)
            yield self.elements[name]
            name = value(child(self.elements[name], "basedOn"))

    def text(self, element: Element | None) -> TextStyle:
        """Read `w:rPr` with the fonts of this document's theme."""
        return read_text_style(element, self.theme)

    def run(self, element: Element | None, base: TextStyle) -> TextStyle:
        """Return the format of a run: its own words over its style over `base`."""
        own = self.text(element)
        if own.named is not None:
            base = over(self.named(own.named)[1], base)
        return over(own, base)


def _theme_fonts(package: Package) -> dict[str, str]:
    """Return the fonts that a theme gives to the names used in `w:rFonts` (17.18.96)."""
    root = package.xml("word/theme/theme1.xml")
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = None if root is None else root.find(f".//{A}{kind}Font")
        if scheme is None:
            continue
        latin, chinese = scheme.find(f"{A}latin"), scheme.find(f"{A}font[@script='Hans']")
        east_asian = scheme.find(f"{A}ea")
        for place, found in (("HAnsi", latin), ("Ascii", latin), ("EastAsia", chinese)):
            if found is not None and found.get("typeface"):
                fonts[kind + place] = found.get("typeface", "")
        if east_asian is not None and east_asian.get("typeface"):
            fonts[f"{kind}EastAsia"] = east_asian.get("typeface", "")
    return fonts


@dataclass(frozen=True, slots=True)
class Settings:
    """What a whole document says: tab stops, left and right pages, how new its layout rules are."""

    tab_distance: float
    even_pages_differ: bool
    compatibility: int
    pages_are_mirrored: bool
    spaces_add: bool
    spares_broken_lines: bool

    @classmethod
    def read(cls, package: Package) -> "Settings":
        """Read the settings; Word's defaults where a document has none."""
        root = package.xml("word/settings.xml")
        mode = 12
        for item in root.iter(f"{W}compatSetting") if root is not None else ():
            if attribute(item, "name") == "compatibilityMode":
                mode = int(number(value(item), mode))
        return cls(
            max(1.0, points(value(child(root, "defaultTabStop")), 36.0)),
            is_on(child(root, "evenAndOddHeaders")),
            mode,
            is_on(child(root, "mirrorMargins")),
            is_on(child(child(root, "compat"), "doNotUseHTMLParagraphAutoSpacing")),
            is_on(child(child(root, "compat"), "doNotExpandShiftReturn")),
        )


def is_page_field(code: str) -> bool:
    """Say whether a field code is one for page numbers."""
    return code.split()[:1] in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"])
