"""A marked part as pieces of text with places between them, so that filling only joins text."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.templates.marking import CONDITIONS, FIELD_MARK, FIELDS
from mediatordesk.documents.templates.pictures import half_line
from mediatordesk.documents.templates.placeholders import (
    Condition,
    Field,
    list_candidates,
    read_condition,
    read_field,
)
from mediatordesk.documents.word.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_STYLE,
    ROW,
    RUN,
    RUN_STYLE,
    TABLE,
    W,
)

# A processing instruction: the parser takes those of a template out, so each one is ours.
CUT, CUT_TEXT = "md", "<?md ?>"
TEXT_BOX = f"{W}txbxContent"
# What Word wants in each of these: a table has a row, the others have a paragraph.
NEEDS = {
    TABLE: ROW,
    **dict.fromkeys((CELL, TEXT_BOX, f"{W}hdr", f"{W}ftr", f"{W}footnote"), PARAGRAPH),
}
# Names of paragraphs and rows that must not be there twice, and that only Word's merging reads.
UNIQUE = ("}paraId", "}textId")
BEFORE_COLOUR = frozenset(
    W + name
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
        *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    )
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The run that a value goes into: its opening tags, the same in red, its closing tag.

    `prefix` is how the part names words of Word, mostly `w:`; `half_line` is half the height of
    the line in points, for pictures that float over it.
    """

    field: Field
    prefix: str
    opening: str
    red: str
    closing: str
    half_line: float


@dataclass(frozen=True, slots=True)
class Holder:
    """What holds blocks: a body, table, row, cell or text box; its tags are among them as text.

    `lists` are the paths that would repeat it and `fields` what stands in it, of a row only.
    `needs_one` says that without one of its blocks it would hold less than Word wants.
    """

    blocks: tuple["Block", ...]
    is_table: bool = False
    needs_one: bool = False
    lists: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with fields or conditions; opening and closing alone are an empty one.

    `stays` says that the paragraph stays, empty, where its condition does not hold.
    """

    opening: str
    blocks: tuple["Block", ...]
    closing: str
    conditions: tuple[Condition, ...]
    lists: tuple[str, ...]
    fields: tuple[Field, ...]
    stays: bool


Block = str | Slot | Paragraph | Holder
Builder = Callable[[Iterator[str]], Block]


def compile_part(marked: Element) -> Holder | None:
    """Return a marked part compiled, None where it holds no field and so stays as it is."""
    root = deepcopy(marked)
    holding = [one for one in root.iter(PARAGRAPH) if one.get(FIELDS) or one.get(CONDITIONS)]
    if not holding:
        return None
    alive = frozenset(holding).union(*(one.iterancestors() for one in holding))
    build = _Compiler(alive).holder(root)
    for element in root.iter(PARAGRAPH, ROW):
        for name in [str(name) for name in element.attrib]:
            if name.endswith(UNIQUE) or name in (FIELDS, CONDITIONS):
                del element.attrib[name]
    return build(iter(etree.tostring(root, encoding="unicode").split(CUT_TEXT)))


@dataclass(frozen=True)
class _Compiler:
    """Cuts a part where values go; each builder then takes the pieces of its own element.

    `alive` are the paragraphs that hold fields or conditions, and all that these stand in.
    """

    alive: frozenset[Element]

    def holder(self, element: Element) -> Callable[[Iterator[str]], Holder]:
        inner = [child for child in element if child in self.alive]
        needed = NEEDS.get(str(element.tag))
        plain = any(child.tag == needed for child in element if child not in self.alive)
        fields = _fields(element) if element.tag == ROW else ()
        lists = _lists([field.name for field in fields], for_row=True)
        builders = [self._block(child) for child in inner]

        def build(pieces: Iterator[str]) -> Holder:
            blocks = tuple(_taken(builders, pieces))
            needs_one = needed is not None and not plain
            return Holder(blocks, element.tag == TABLE, needs_one, lists, fields)

        return build

    def _block(self, element: Element) -> Builder:
        _cut_around(element)
        if element.tag == RUN:
            return _slot(element)
        return self._paragraph(element) if element.tag == PARAGRAPH else self.holder(element)

    def _paragraph(self, paragraph: Element) -> Builder:
        inner = list(self._inside(paragraph))
        fields = _fields(paragraph)
        conditions = tuple(map(read_condition, paragraph.get(CONDITIONS, "").split()))
        names = [one.name for one in fields] + [one.name for one in conditions]
        stays = _must_stay(paragraph)
        builders = [self._block(one) for one in inner]
        has_style = len(paragraph) > 0 and paragraph[0].tag == PARAGRAPH_STYLE
        paragraph.insert(int(has_style), etree.PI(CUT))
        paragraph.append(etree.PI(CUT))

        def build(pieces: Iterator[str]) -> Paragraph:
            opening, blocks, closing = next(pieces), tuple(_taken(builders, pieces)), next(pieces)
            lists = _lists(names, for_row=False)
            return Paragraph(opening, blocks, closing, conditions, lists, fields, stays)

        return build

    def _inside(self, element: Element) -> Iterator[Element]:
        """Yield the runs for values of a paragraph, and the text boxes with fields in it."""
        for child in element:
            holds_box = child.tag == TEXT_BOX and child in self.alive
            if holds_box or (child.tag == RUN and child.find(FIELD_MARK) is not None):
                yield child
            else:
                yield from self._inside(child)


def _taken(builders: list[Builder], pieces: Iterator[str]) -> Iterator[Block]:
    """Yield the pieces that stand between blocks, and the blocks that their builders make."""
    yield next(pieces)
    for build in builders:
        yield build(pieces)
        yield next(pieces)


def _cut_around(element: Element) -> None:
    element.addprevious(etree.PI(CUT))
    element.addnext(etree.PI(CUT))


def _slot(run: Element) -> Builder:
    """Cut a run where its value goes, and put the same run in red behind it."""
    mark = run.find(FIELD_MARK)
    field = read_field((mark.text if mark is not None else None) or "")
    half, prefix = half_line(run), f"{run.prefix}:" if run.prefix else ""
    if mark is not None:
        run.replace(mark, etree.PI(CUT))
    red = deepcopy(run)
    _redden(red)
    run.addnext(red)
    red.addprevious(etree.PI(CUT))

    def build(pieces: Iterator[str]) -> Slot:
        opening, closing, reddened, _closing = (next(pieces) for _ in range(4))
        return Slot(field, prefix, opening, reddened, closing, half)

    return build


def _fields(element: Element) -> tuple[Field, ...]:
    return tuple(map(read_field, element.get(FIELDS, "").split()))


def _lists(names: list[str], *, for_row: bool) -> tuple[str, ...]:
    """Return the paths that would repeat a block with fields of these names, were they lists."""
    paths = (path for name in names for path in list_candidates(name, for_row=for_row))
    return tuple(dict.fromkeys(paths))


def _must_stay(paragraph: Element) -> bool:
    """Say whether a paragraph ends a section, or a cell behind a table, which Word needs."""
    if paragraph.find(f"{PARAGRAPH_STYLE}/{W}sectPr") is not None:
        return True
    before, parent = paragraph.getprevious(), paragraph.getparent()
    ends_cell = parent is not None and parent.tag == CELL and paragraph.getnext() is None
    return ends_cell and before is not None and before.tag == TABLE


def _redden(run: Element) -> None:
    style = run.find(RUN_STYLE)
    if style is None:
        style = etree.Element(RUN_STYLE)
        run.insert(0, style)
    for colour in style.findall(f"{W}color"):
        style.remove(colour)
    # The order of the children of w:rPr is fixed (ECMA-376, 17.3.2.28): colour after these.
    place = sum(1 for content in style if content.tag in BEFORE_COLOUR)
    colour = etree.Element(f"{W}color")
    colour.set(f"{W}val", "FF0000")
    style.insert(place, colour)
