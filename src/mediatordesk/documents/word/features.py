"""What a Word file may hold that the PDF does not show, or not as Word does, in a clerk's words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from mediatordesk.core.texts import N_, _


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its name for programs, what becomes of it, whether the paper is then wrong.

    `why` may hold {fields}, filled from where it is seen. What is not wrong may look different.
    """

    name: str
    why: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A feature in a file: the element that it stands at, and the values for its words.

    `near` is the text next to it, where that is not the beginning of its paragraph.
    """

    feature: Feature
    element: Element
    values: Mapping[str, str] = field(default_factory=dict)
    near: str = ""

    @property
    def why(self) -> str:
        """What becomes of it, in the language of this process."""
        return _(self.feature.why).format(**self.values)


def _wrong(name: str, why: str) -> Feature:
    return Feature(name, why, is_wrong=True)


def _hint(name: str, why: str) -> Feature:
    return Feature(name, why, is_wrong=False)


TEXT_BOX = _wrong(
    "text-box",
    N_("A text box is printed below its paragraph, not in its place. Use a table instead."),
)
WATERMARK = _wrong("watermark", N_("A watermark is not printed. Take it out."))
OLD_DRAWING = _wrong("old-drawing", N_("An old drawing is not printed. Insert it as a picture."))
OBJECT = _wrong("object", N_("An embedded object is not printed. Insert it as a picture."))
CHANGES = _wrong("tracked-changes", N_("There are tracked changes. Accept or reject all of them."))
FRAME = _wrong("frame", N_("A text frame is not printed in its place. Use a table instead."))
DROP_CAP = _wrong("drop-cap", N_("A drop cap is printed as a paragraph of its own."))
OTHER_FILE = _wrong(
    "other-file", N_("Content of another file is not printed. Copy it into this file.")
)
FOOTNOTE = _wrong("footnote", N_("A footnote is not printed. Write the note into the text."))
ENDNOTE = _wrong("endnote", N_("An endnote is not printed. Write the note into the text."))
RUBY = _wrong("pronunciation", N_("A pronunciation guide and its text are not printed."))
VERTICAL = _wrong("vertical-text", N_("Vertical text is printed horizontally."))
FLOATING_TABLE = _wrong(
    "floating-table",
    N_("A table with text around it is printed without. Set its text wrapping to none."),
)
TWO_IN_ONE = _wrong("two-lines-in-one", N_("Two lines in one are not printed that way."))
FORMULA = _wrong("formula", N_("A formula is not printed. Insert it as a picture."))
COLUMNS = _wrong("columns", N_("Text in columns is printed in one column."))
RIGHT_TO_LEFT = _wrong("right-to-left", N_("Text from right to left is printed left to right."))
FIELD = _wrong(
    "field", N_("The automatic field “{code}” is printed as it was saved. Write its text.")
)
SAVED_FIELD = _hint("field", N_("The automatic field “{code}” is printed as it was saved."))
FIELD_FORMAT = _hint("field", N_("The page number “{code}” is printed in plain figures."))
MAIL_MERGE = _wrong(
    "mail-merge", N_("The mail merge field “{code}” is not filled. Write a field in two braces.")
)
OUTSIDE_FIELD = _wrong(
    "outside-content", N_("The field “{code}” fetches content from outside. Take it out.")
)
DATA_BINDING = _wrong(
    "data-binding",
    N_("A content control bound to other data is printed as it was saved. Remove the control."),
)
CHART = _wrong("chart", N_("A chart is not printed. Insert it as a picture."))
SMART_ART = _wrong("smart-art", N_("SmartArt is not printed. Insert it as a picture."))
DRAWING = _wrong("drawing", N_("A drawing is not printed. Insert it as a picture."))
PAGE_BORDERS = _wrong("page-borders", N_("A border around the page is not printed."))
LINE_NUMBERS = _wrong("line-numbers", N_("Line numbers beside the text are not printed."))
SECTION_KIND = _wrong(
    "section-kind", N_("A section that begins in the next column begins on the next page.")
)
SECTION_PAPER = _wrong(
    "section-paper",
    N_("A section that goes on in the same page keeps the margins of the one before it."),
)
SMALL_PAPER = _wrong(
    "small-paper", N_("The page is {width} × {height} mm: too small to print. Set its size.")
)
NO_ROOM = _wrong(
    "no-room", N_("The margins leave no room for text on the page. Make them narrower.")
)
SECTION_ALIGN = _wrong("section-align", N_("Text is not centred between top and bottom of a page."))
NUMBER_FORMAT = _hint("page-number-format", N_("Page numbers are printed in plain figures."))
SIDE_BORDERS = _wrong("side-borders", N_("A border between paragraphs is not printed."))
DIAGONAL = _wrong("diagonal-line", N_("A diagonal line in a cell is not printed."))
OLD_MERGE = _wrong(
    "old-merge", N_("Cells merged in an old way are printed apart. Merge them anew.")
)
COMMENT = _hint("comment", N_("A comment is not printed."))
FLOATING_PICTURE = _hint(
    "floating-picture",
    N_("Text does not move out of the way of a floating picture. Set it in line with text."),
)
CROPPED = _hint("cropped-picture", N_("A mirrored picture is printed as it is."))
PICTURE_BULLET = _hint("picture-bullet", N_("A picture as bullet is printed as a dot."))
EDGE_KIND = _hint("border-kind", N_("A double, dashed or wavy border is printed as a line."))
UNDERLINE_KIND = _hint(
    "underline-kind", N_("A double, dashed or wavy underline is printed as a line.")
)
LINE_BREAKING = _hint(
    "line-breaking", N_("Lines may break elsewhere: Chinese line breaking is changed here.")
)
CELL_BREAK = _hint("page-break", N_("A page break inside a table is not made."))
PART_OF_RUN = _wrong("content", N_("The element “{name}” is not printed."))
FORMAT = _hint("format", N_("The format “{name}” is not printed."))
# Formats that Word's menus name.
FORMATS: Mapping[str, Feature] = {
    "highlight": _hint("highlight", N_("A text highlight is not printed.")),
    "shd": _hint("shading", N_("The background of text is not printed.")),
    "bdr": _hint("text-border", N_("A border around text is not printed.")),
    "em": _hint("emphasis-mark", N_("Emphasis marks below characters are not printed.")),
    "w": _hint("character-scale", N_("Widened or narrowed characters are printed as usual.")),
    "position": _hint("raised-text", N_("Raised or lowered text is printed on the line.")),
    "caps": _hint("capitals", N_("Letters set as capitals are printed as typed.")),
    "smallCaps": _hint("capitals", N_("Letters set as capitals are printed as typed.")),
    "fitText": _hint("fitted-text", N_("Text fitted to a width is printed as usual.")),
}
# Said of text or drawings that the reader of this program did not take, whatever held them.
LOST_TEXT = _wrong("lost-text", N_("This text is not printed: “{text}”."))
LOST_PICTURE = _wrong(
    "lost-picture", N_("A picture is not printed. Insert it anew as PNG or JPEG.")
)
