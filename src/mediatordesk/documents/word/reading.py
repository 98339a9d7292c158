"""Reads the paragraphs and runs of a Word file into the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.boxes import branch
from mediatordesk.documents.word.drawings import DrawingReader
from mediatordesk.documents.word.fields import FieldReader, page_number
from mediatordesk.documents.word.model import Paragraph, Piece, Text
from mediatordesk.documents.word.numbering import Label, Numbering
from mediatordesk.documents.word.paragraphs import read_paragraph_style
from mediatordesk.documents.word.properties import (
    ParagraphStyle,
    TextStyle,
    over,
    paragraph_over,
)
from mediatordesk.documents.word.signs import FONTS, PRIVATE, readable
from mediatordesk.documents.word.styles import Styles, StyleSheet
from mediatordesk.documents.word.wordml import (
    MC,
    ORIGIN,
    RUN,
    TEXT,
    W,
    attribute,
    child,
    local_name,
    value,
)

THROUGH = frozenset(
    W + name
    for name in (
        *("hyperlink", "smartTag", "customXml", "ins", "moveTo", "sdt", "sdtContent", "dir", "bdo"),
    )
)
ALTERNATIVES = f"{MC}AlternateContent"
NO_STYLES: Styles = (ParagraphStyle(), TextStyle())
SMALL_CAPITALS = 0.8  # of the size, as Word draws them
FRAME_ALIGNS = {"center": "center", "right": "right", "outside": "right"}


@dataclass
class ParagraphReader:
    """Reads paragraphs of one part: what its lists count, what its drawings are."""

    styles: StyleSheet
    numbering: Numbering
    drawings: DrawingReader
    _fields: FieldReader = field(default_factory=FieldReader)

    def read(self, element: Element, table: Styles) -> Paragraph:
        """Read one paragraph; `table` is what the style of its table says."""
        formats = child(element, "pPr")
        own = read_paragraph_style(formats)
        name = own.named or self.styles.default_name
        named, text = self.styles.named(name)
        base = over(text, over(table[1], self.styles.default_text))
        mark = over(self.styles.text(child(formats, "rPr")), base)
        style = paragraph_over(table[0], self.styles.default_paragraph)
        label = self._label(own, named)
        pieces: list[Piece] = []
        if label is not None:
            pieces += self._label_pieces(label, mark)
            if own.numbering is None:
                named = self.styles.numbered(name, label.style)
            else:
                named = paragraph_over(label.style, named)
        style = paragraph_over(named, style)
        self._fields.clear()
        pieces += self._pieces(element, base)
        style = _finished(paragraph_over(own, style), formats, self.styles.default_name)
        return Paragraph(style, tuple(pieces), mark, element.get(ORIGIN, ""))

    def _label(self, own: ParagraphStyle, named: ParagraphStyle) -> Label | None:
        which, level = own.numbering or named.numbering or ("0", 0)
        return None if which == "0" else self.numbering.next_label(which, level)

    def _label_pieces(self, label: Label, mark: TextStyle) -> Iterator[Text]:
        # A number takes the format of the paragraph's mark (17.3.1.29).
        style = over(self.styles.text(label.characters), mark)
        yield Text(readable(label.text, style.latin), _of_letters(style))
        if label.follows in ("tab", "space"):
            yield Text("\t" if label.follows == "tab" else " ", style)

    def _pieces(self, element: Element, base: TextStyle) -> Iterator[Piece]:
        for node in element:
            if node.tag == RUN:
                yield from self._run(node, base)
            elif node.tag in THROUGH:
                yield from self._pieces(node, base)
            elif node.tag == ALTERNATIVES:
                yield from self._pieces(branch(node), base)
            elif node.tag == f"{W}fldSimple":
                style = self.styles.run(child(child(node, "r"), "rPr"), base)
                number = page_number(attribute(node, "instr") or "", style)
                if number is None:
                    yield from self._pieces(node, base)
                else:
                    yield number

    def _run(self, run: Element, base: TextStyle) -> Iterator[Piece]:
        style = self.styles.run(child(run, "rPr"), base)
        for node in run:
            if local_name(node) in ("fldChar", "instrText"):
                shown = self._fields.read(node, style)
                if shown is not None and not style.hidden:
                    yield shown
            elif not self._fields.hides and not style.hidden:
                yield from self._content(node, style)

    def _content(self, node: Element, style: TextStyle) -> Iterator[Piece]:
        name = local_name(node)
        if node.tag == TEXT:
            yield from _capitalised(readable(node.text or "", style.latin), _of_letters(style))
        elif name in ("br", "cr"):
            yield Text("\f" if attribute(node, "type") == "page" else "\n", style)
        elif name in ("drawing", "pict"):
            yield from self.drawings.pictures(node, style)
        elif node.tag == ALTERNATIVES:
            for inner in branch(node):
                yield from self._content(inner, style)
        elif name == "sym":
            yield Text(_symbol(node), style)
        elif name in ("tab", "ptab"):
            yield Text("\t", style)
        elif name == "noBreakHyphen":
            yield Text("\u2011", style)


def _finished(style: ParagraphStyle, formats: Element | None, usual: str | None) -> ParagraphStyle:
    """Return a format as it holds in the end: tab stops left over, a frame's place, its name."""
    tabs = style.tabs and tuple(stop for stop in style.tabs if stop.kind not in ("clear", "bar"))
    frame = FRAME_ALIGNS.get(attribute(child(formats, "framePr"), "xAlign") or "")
    align = frame if frame and style.align in (None, "left", "start", "both") else style.align
    return style._replace(tabs=tabs, align=align, named=value(child(formats, "pStyle")) or usual)


def _capitalised(text: str, style: TextStyle) -> Iterator[Text]:
    """Yield a text as it is drawn: as typed, in capitals, or in small capitals (17.3.2.5, .33)."""
    if style.capitals == "caps":
        yield Text(text.upper(), style)
    elif style.capitals == "smallCaps":
        small = style._replace(size=style.points * SMALL_CAPITALS)
        start = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or text[at].islower() != text[start].islower():
                stretch = text[start:at]
                yield Text(stretch.upper(), small if stretch[0].islower() else style)
                start = at
    else:
        yield Text(text, style)


def _of_letters(style: TextStyle) -> TextStyle:
    """Return a format in a font of letters: signs of another were made readable."""
    if (style.latin or "").lower() not in FONTS:
        return style
    return style._replace(latin=style.east_asian or "宋体")


def _symbol(node: Element) -> str:
    """Return the character of `w:sym` (17.3.3.30); Word adds 0xF000 to it, or not."""
    try:
        code = int(attribute(node, "char") or "0", 16)
        char = chr(code + PRIVATE if code < 256 else code)
    except (ValueError, OverflowError):
        return "\ufffd"
    return readable(char, attribute(node, "font"))
