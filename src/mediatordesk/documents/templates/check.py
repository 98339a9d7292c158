"""Looks a template through before it is used, and says in a clerk's words what will not work."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lxml.etree import _Element as Element

from mediatordesk.core.texts import N_, _
from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.documents.templates.template import FIELD_MARK, TEXT_PARTS, Template, fields_of
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.wordml import (
    NEARBY,
    PARAGRAPH,
    PARAGRAPH_STYLE,
    RUN_STYLE,
    TEXT,
    WP,
    attribute,
    local_name,
    nearby_text,
    number,
    own_runs,
    value,
)


class Level(StrEnum):
    """How bad a finding is: the paper would be wrong, or it may look different."""

    ERROR = "error"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a template: how bad, the text next to it, and why it will not work."""

    level: Level
    place: str
    why: str


# Elements that the PDF would not show, in the words that Word's menus have for them.
NOT_SHOWN: Mapping[str, str] = {
    "txbxContent": N_("A text box is not printed. Use a table instead."),
    "pict": N_("An old drawing or watermark is not printed. Insert it as a picture."),
    "object": N_("An embedded object is not printed. Insert it as a picture."),
    "del": N_("There are tracked changes. Accept or reject all of them."),
    "moveFrom": N_("There are tracked changes. Accept or reject all of them."),
    "framePr": N_("A text frame is not printed in its place. Use a table instead."),
    "altChunk": N_("Content of another file is not printed. Copy it into this file."),
    "footnoteReference": N_("A footnote is not printed. Write the note into the text."),
    "endnoteReference": N_("An endnote is not printed. Write the note into the text."),
    "ruby": N_("A pronunciation guide is not printed."),
    "textDirection": N_("Vertical text is printed horizontally."),
    "tblpPr": N_("A table with text around it is printed without. Set wrapping to none."),
    "eastAsianLayout": N_("Two lines in one are not printed that way."),
    "oMath": N_("A formula is not printed. Insert it as a picture."),
    "subDoc": N_("Content of another file is not printed. Copy it into this file."),
}
DRAWN_DIFFERENTLY: Mapping[str, str] = {
    "commentReference": N_("A comment is not printed."),
    "highlight": N_("A text highlight is not printed."),
    "dropCap": N_("A drop cap is printed as plain text."),
}
MARKS_OF_CHANGE = ("del", "ins", "moveFrom")
PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK")
CODE = re.compile(r"\{%.*?%\}|\{#.*?#\}")


def check_template(data: bytes, known_fields: Collection[str]) -> tuple[Finding, ...]:
    """Return what is wrong with a template; nothing for one that will work.

    `known_fields` are the names that a pack has values for. What makes the file unusable (no
    Word file, a placeholder that does not close) is the only finding then.
    """
    try:
        template = Template.read(data)
    except WordFileRefused as error:
        happened, _kept, to_do = error.lines()
        return (Finding(Level.ERROR, str(error.fields.get("place", "")), f"{happened} {to_do}"),)
    findings = list(_unknown_fields(template, known_fields))
    package = Package.open(data)
    for part in package.parts:
        root = package.xml(part) if TEXT_PARTS.fullmatch(part) else None
        if root is not None:
            findings += _in_part(root)
    return tuple(dict.fromkeys(findings))


def _unknown_fields(template: Template, known: Collection[str]) -> Iterator[Finding]:
    unknown = template.fields - set(known)
    for paragraph in (one for root in template.marked.values() for one in root.iter(PARAGRAPH)):
        for name in sorted(unknown & set(fields_of(paragraph))):
            why = _("There is no field “{name}”. Look at its spelling.").format(name=name)
            yield Finding(Level.ERROR, _text_with_fields(paragraph), why)


def _text_with_fields(paragraph: Element) -> str:
    """Return the beginning of a compiled paragraph's text, its fields as the clerk wrote them."""
    parts = (
        f"{{{{{part.text}}}}}" if part.tag == FIELD_MARK else part.text or ""
        for part in paragraph.iter(TEXT, FIELD_MARK)
    )
    return "".join(parts).strip()[:NEARBY]


def _in_part(root: Element) -> Iterator[Finding]:
    for element in root.iter():
        name = local_name(element)
        if name in NOT_SHOWN and not _is_mark_of_paragraph(element):
            yield Finding(Level.ERROR, nearby_text(element), _(NOT_SHOWN[name]))
        elif name in DRAWN_DIFFERENTLY:
            yield Finding(Level.HINT, nearby_text(element), _(DRAWN_DIFFERENTLY[name]))
        elif name in CHECKS:
            yield from CHECKS[name](element)
        elif element.tag == f"{WP}anchor":
            why = _("A floating picture is not moved by text around it. Set it in line with text.")
            yield Finding(Level.HINT, nearby_text(element), why)


def _is_mark_of_paragraph(element: Element) -> bool:
    """Say whether a tracked change concerns a paragraph's mark only, which is not printed."""
    parent = element.getparent()
    return local_name(element) in MARKS_OF_CHANGE and parent is not None and parent.tag == RUN_STYLE


def _check_paragraph(paragraph: Element) -> Iterator[Finding]:
    runs = list(own_runs(paragraph))
    text = "".join(part.text or "" for run in runs for part in run.iter(TEXT))
    if CODE.search(text):
        why = _("Commands between {% and %} are not understood. Use conditions and lists.")
        yield Finding(Level.ERROR, nearby_text(paragraph), why)
    if re.search("[ \u3000]{2,}$", text) and runs and _is_underlined(runs[-1]):
        why = _("Blanks with an underline at the end of a line may not be printed in Word. ")
        why += _("Use a tab stop, or a cell with a line below it.")
        yield Finding(Level.HINT, nearby_text(paragraph), why)


def _is_underlined(run: Element) -> bool:
    return any(value(mark) != "none" for mark in run.iter() if local_name(mark) == "u")


def _check_columns(columns: Element) -> Iterator[Finding]:
    if number(attribute(columns, "num"), 1) > 1:
        yield Finding(Level.ERROR, "", _("Text in columns is printed in one column."))


def _check_code(code: Element) -> Iterator[Finding]:
    words = (code.text or "").split()
    if words and words[0] not in PAGE_FIELDS:
        why = _("The automatic field “{code}” is printed as it was saved.").format(code=words[0])
        yield Finding(Level.HINT, nearby_text(code), why)


def _check_insertion(element: Element) -> Iterator[Finding]:
    parent = element.getparent()
    if parent is not None and parent.tag not in (RUN_STYLE, PARAGRAPH_STYLE):
        why = _("There are tracked changes. Accept or reject all of them.")
        yield Finding(Level.ERROR, nearby_text(element), why)


CHECKS: Mapping[str, Callable[[Element], Iterator[Finding]]] = {
    "p": _check_paragraph,
    "cols": _check_columns,
    "instrText": _check_code,
    "ins": _check_insertion,
}
