"""The automatic fields of Word that stand in a text, and their codes (ECMA-376, 17.16)."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from mediatordesk.documents.word.features import (
    FIELD,
    FIELD_FORMAT,
    FORMULA,
    MAIL_MERGE,
    OUTSIDE_FIELD,
    SAVED_FIELD,
    Feature,
    Seen,
)
from mediatordesk.documents.word.styles import is_page_field
from mediatordesk.documents.word.wordml import W, attribute, names

MERGES = names(
    "MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF SKIPIF ADDRESSBLOCK GREETINGLINE ASK FILLIN"
)
OUTSIDE = names("INCLUDETEXT INCLUDEPICTURE INCLUDE LINK DDE DDEAUTO IMPORT DATABASE")
# What these say stays true, or is what the text of the document itself says.
SAVED = names("TOC REF PAGEREF NOTEREF SEQ STYLEREF FORMTEXT FORMCHECKBOX FORMDROPDOWN QUOTE TC XE")
SILENT = frozenset(("HYPERLINK",))
PLAIN_FIGURES = frozenset(("MERGEFORMAT", "ARABIC", "CHARFORMAT"))


def codes(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every field of a part: the element that it begins with, and its whole code.

    Word cuts a code into several runs, and a field may hold another one.
    """
    begun: list[tuple[Element, list[str]]] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = attribute(element, "fldCharType")
        if element.tag == f"{W}fldSimple":
            yield element, attribute(element, "instr") or ""
        elif kind == "begin":
            begun.append((element, []))
        elif element.tag == f"{W}instrText" and begun:
            begun[-1][1].append(element.text or "")
        elif kind == "end" and begun:
            start, parts = begun.pop()
            yield start, "".join(parts)
    yield from ((start, "".join(parts)) for start, parts in begun)


def seen_fields(root: Element) -> Iterator[Seen]:
    """Yield the fields of a part that the PDF does not calculate."""
    for element, code in codes(root):
        feature = _feature(code)
        if feature is not None:
            yield Seen(feature, element, {"code": " ".join(code.split())[:20]})


def _feature(code: str) -> Feature | None:
    words = code.upper().split()
    if not words or words[0] in SILENT:
        return None
    if is_page_field(code):
        switches = {*words[1:]} - {"\\*", *PLAIN_FIGURES}
        return FIELD_FORMAT if switches else None
    if words[0] in MERGES:
        return MAIL_MERGE
    if words[0] in OUTSIDE:
        return OUTSIDE_FIELD
    if words[0] == "EQ":
        return FORMULA
    return SAVED_FIELD if words[0] in SAVED else FIELD
