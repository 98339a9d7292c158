"""Paragraphs and styles of the templates as WordprocessingML (ECMA-376, 17.3)."""

import re
from collections.abc import Iterator
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from looks import BODY, Look

PLACEHOLDER = re.compile(r"(☐?\{\{[^{}]*\}\}|[☑□]|\t)")
SIGN_FONT = "宋体"
"""Its boxes leave some air around them, its low lines make one line; those of 仿宋 do not."""
FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def node(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Return an element of WordprocessingML with its attributes and children."""
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def paragraph(
    text: str,
    look: Look = BODY,
    *,
    head: str = "",
    new_page: bool = False,
    keep: bool = False,
) -> BaseOxmlElement:
    """Return a paragraph: `head` in 黑体, then the text with one run for each placeholder.

    A placeholder with ☐ before it is a box to tick or a line to write on; the ☐ is not printed.
    `keep` holds the paragraph on the page of what follows.
    """
    properties = node("pPr", node("pStyle", val=style_id(look)))
    if keep:
        properties.append(node("keepNext"))
    if new_page:
        properties.append(node("pageBreakBefore"))
    properties.append(node("overflowPunct", val=0))
    runs = [run(head, "黑体")] if head else []
    return node("p", properties, *runs, *_runs(text))


def page_field(code: str) -> Iterator[BaseOxmlElement]:
    """Yield the runs of a field that Word calculates: PAGE or NUMPAGES."""
    yield node("r", node("fldChar", fldCharType="begin"))
    yield node("r", _preserved("instrText", f" {code} "))
    yield node("r", node("fldChar", fldCharType="separate"))
    yield node("r", _preserved("t", "1"))
    yield node("r", node("fldChar", fldCharType="end"))


def style(look: Look) -> BaseOxmlElement:
    """Return the paragraph style of a look."""
    properties = node("pPr")
    if look.keep:
        properties.append(node("keepNext"))
    properties.append(node("overflowPunct", val=0))
    exact, before, after = (round(one * 20) for one in (look.line, look.before, look.after))
    properties.append(node("spacing", before=before, after=after, line=exact, lineRule="exact"))
    if look.first or look.left or look.right:
        sides = {"left": look.left, "right": look.right, "firstLine": look.first}
        twips = {side: look.twips(length) for side, length in sides.items() if length}
        properties.append(node("ind", **twips))
    properties.append(node("jc", val=look.align))
    return node(
        "style",
        node("name", val=look.name),
        node("basedOn", val="Normal"),
        node("qFormat"),
        properties,
        node("rPr", fonts(look.font), *_size(look.size)),
        type="paragraph",
        customStyle=1,
        styleId=style_id(look),
    )


def style_id(look: Look) -> str:
    """Return the name of a look's style inside the file, in ASCII as Word writes it."""
    return "md" + look.name.encode("unicode_escape").decode().replace("\\u", "")


def fonts(name: str) -> BaseOxmlElement:
    """Return one font for every kind of character: figures in it are half an em wide."""
    return node("rFonts", **dict.fromkeys(FONT_SLOTS, name))


def _size(points: float) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    return node("sz", val=round(points * 2)), node("szCs", val=round(points * 2))


def _runs(text: str) -> Iterator[BaseOxmlElement]:
    for piece in PLACEHOLDER.split(text):
        if piece == "\t":
            yield node("r", node("tab"))
        elif piece.startswith(("☐", "☑", "□")):
            yield run(piece.removeprefix("☐"), SIGN_FONT)
        elif piece:
            yield run(piece)


def run(text: str, font: str = "") -> BaseOxmlElement:
    """Return a run of text, in a font of its own or that of the paragraph's style."""
    format_ = [node("rPr", fonts(font))] if font else []
    return node("r", *format_, _preserved("t", text))


def _preserved(tag: str, text: str) -> BaseOxmlElement:
    element = node(tag)
    element.text = text
    element.set(qn("xml:space"), "preserve")
    return element
