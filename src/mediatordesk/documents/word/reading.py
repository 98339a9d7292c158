"""Reads the paragraphs and runs of a Word file into the model."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.documents.word.model import (
    Floating,
    Inline,
    PageNumber,
    Paragraph,
    Piece,
    Place,
    Text,
)
from mediatordesk.documents.word.numbering import Label, Numbering
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.properties import (
    ParagraphStyle,
    TextStyle,
    over,
    paragraph_over,
    read_paragraph_style,
)
from mediatordesk.documents.word.styles import StyleSheet, is_page_field
from mediatordesk.documents.word.wordml import (
    POINTS_PER_EMU,
    RUN,
    TEXT,
    WP,
    A,
    R,
    W,
    attribute,
    child,
    local_name,
    number,
)

THROUGH = frozenset(W + name for name in ("hyperlink", "smartTag", "ins", "sdt", "sdtContent"))
# Signs of the fonts Symbol and Wingdings, which Word writes for bullets and check boxes.
SYMBOLS = "\uf0b7\uf06c\uf06e\uf0a7\uf075\uf0fc\uf0fe\uf052\uf0a8\uf06f\uf0a3\uf0d8"
SIGNS = dict(zip(SYMBOLS, "•●■■◆√☑☑□□□►", strict=True))
METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x00\x00")


@dataclass
class _PageField:
    """A field that has begun: its code so far, and whether its old result now follows."""

    style: TextStyle
    code: str = ""
    in_result: bool = False

    @property
    def hides(self) -> bool:
        return not self.in_result or is_page_field(self.code)


@dataclass
class ParagraphReader:
    """Reads paragraphs of one part: what its relationships name, what its lists count."""

    package: Package
    styles: StyleSheet
    numbering: Numbering
    links: dict[str, str]
    _fields: list[_PageField] = field(default_factory=list)

    def read(self, element: Element, table_style: ParagraphStyle) -> Paragraph:
        """Read one paragraph; `table_style` is what the style of its table says."""
        formats = child(element, "pPr")
        own = read_paragraph_style(formats)
        named, text = self.styles.named(own.named or self.styles.default_name)
        base = over(text, self.styles.default_text)
        mark = over(self.styles.text(child(formats, "rPr")), base)
        style = paragraph_over(table_style, self.styles.default_paragraph)
        style = paragraph_over(named, style)
        label = self._label(own, named)
        pieces: list[Piece] = []
        if label is not None:
            style = paragraph_over(label.style, style)
            pieces += self._label_pieces(label, mark)
        self._fields.clear()
        pieces += self._pieces(element, base)
        return Paragraph(paragraph_over(own, style), tuple(pieces), mark)

    def _label(self, own: ParagraphStyle, named: ParagraphStyle) -> Label | None:
        which, level = own.numbering or named.numbering or ("0", 0)
        return None if which == "0" else self.numbering.next_label(which, level)

    def _label_pieces(self, label: Label, mark: TextStyle) -> Iterator[Text]:
        # A number takes the format of the paragraph's mark (17.3.1.29).
        style = over(self.styles.text(label.characters), mark)
        yield Text("".join(SIGNS.get(char, char) for char in label.text), style)
        if label.follows in ("tab", "space"):
            yield Text("\t" if label.follows == "tab" else " ", style)

    def _pieces(self, element: Element, base: TextStyle) -> Iterator[Piece]:
        for node in element:
            if node.tag == RUN:
                yield from self._run(node, base)
            elif node.tag in THROUGH:
                yield from self._pieces(node, base)
            elif node.tag == f"{W}fldSimple":
                code = attribute(node, "instr") or ""
                if is_page_field(code):
                    style = self.styles.run(child(child(node, "r"), "rPr"), base)
                    yield PageNumber(_is_total(code), style)
                else:
                    yield from self._pieces(node, base)

    def _run(self, run: Element, base: TextStyle) -> Iterator[Piece]:
        style = self.styles.run(child(run, "rPr"), base)
        for node in run:
            if local_name(node) in ("fldChar", "instrText"):
                yield from self._field(node, style)
            elif not (self._fields and self._fields[-1].hides) and not style.hidden:
                yield from self._content(node, style)

    def _field(self, node: Element, style: TextStyle) -> Iterator[Piece]:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._fields.append(_PageField(style))
        elif not self._fields:
            return
        elif node.tag == f"{W}instrText":
            self._fields[-1].code += node.text or ""
        elif kind == "separate":
            self._fields[-1].in_result = True
        elif kind == "end":
            ended = self._fields.pop()
            if is_page_field(ended.code):
                yield PageNumber(_is_total(ended.code), ended.style)

    def _content(self, node: Element, style: TextStyle) -> Iterator[Piece]:
        name = local_name(node)
        if node.tag == TEXT:
            yield Text(node.text or "", style)
        elif name in ("br", "cr"):
            yield Text("\f" if attribute(node, "type") == "page" else "\n", style)
        elif name == "drawing":
            yield from self._drawing(node, style)
        elif name == "sym":
            yield Text(_symbol(node), style)
        elif name in ("tab", "ptab"):
            yield Text("\t", style)
        elif name == "noBreakHyphen":
            yield Text("\u2011", style)

    def _drawing(self, node: Element, style: TextStyle) -> Iterator[Inline | Floating]:
        for holder in node.iter(f"{WP}inline", f"{WP}anchor"):
            data = self._picture(holder)
            extent = holder.find(f"{WP}extent")
            if data is None or extent is None:
                continue
            width, height = (number(extent.get(side)) * POINTS_PER_EMU for side in ("cx", "cy"))
            if holder.tag == f"{WP}inline":
                yield Inline(data, width, height, style)
            else:
                across, down = _place(holder, "positionH"), _place(holder, "positionV")
                yield Floating(data, width, height, across, down, style)

    def _picture(self, holder: Element) -> bytes | None:
        blip = next(holder.iter(f"{A}blip"), None)
        if blip is None:
            return None
        data = self.package.parts.get(self.links.get(blip.get(f"{R}embed") or "", ""))
        return None if data is None or data.startswith(METAFILES) else data


def _is_total(code: str) -> bool:
    return code.split(maxsplit=1)[0] != "PAGE"


def _place(holder: Element, name: str) -> Place:
    position = holder.find(f"{WP}{name}")
    if position is None:
        return Place("", 0.0)
    offset = number(position.findtext(f"{WP}posOffset"))
    return Place(position.get("relativeFrom") or "", offset * POINTS_PER_EMU)


def _symbol(node: Element) -> str:
    code = attribute(node, "char") or "0"
    try:
        char = chr(int(code, 16))
    except ValueError:
        return "\ufffd"
    return SIGNS.get(char, char)
