"""Changes to the XML of a Word file that no Word would make: what a broken program might."""

import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.word.package import write_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WILD = (
    *(
        "",
        "-1",
        "0",
        "1",
        "999999999",
        "-999999999",
        "1e308",
        "nan",
        "inf",
        "x",
        "１",
        "2147483648",
    ),
    *("true", "auto", "../../x", "9" * 400, "FFFFFF", "rId1"),
)
TAGS = tuple(
    W + name
    for name in (
        *("p", "r", "t", "tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge", "gridCol", "pPr", "rPr"),
        *("sectPr", "pgSz", "pgMar", "tab", "tabs", "numPr", "ind", "spacing", "br", "fldChar"),
        *("drawing", "sdt", "hyperlink", "trHeight", "txbxContent", "pBdr", "tblStylePr", "lvl"),
    )
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: in which part, at which element (both as a share of all), how."""

    part: float
    place: float
    other: float
    how: str
    value: str
    tag: str


def mutations() -> st.SearchStrategy[Mutation]:
    """Draw a change."""
    share = st.floats(0, 1, exclude_max=True)
    return st.builds(
        Mutation,
        share,
        share,
        share,
        st.sampled_from(tuple(HOW)),
        st.sampled_from(WILD),
        st.sampled_from(TAGS),
    )


def mutated(docx: bytes, changes: list[Mutation]) -> bytes:
    """Return a Word file with the changes made one after the other."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.startswith("word/") and name.endswith((".xml", "rels"))]
    # Most of a Word file stands in its document, so most changes are made there.
    names += ["word/document.xml"] * len(names)
    roots = {name: etree.fromstring(parts[name]) for name in set(names)}
    for change in changes:
        root = roots[names[int(change.part * len(names))]]
        elements = list(root.iter(etree.Element))
        HOW[change.how](
            elements[int(change.place * len(elements))],
            elements[int(change.other * len(elements))],
            change,
        )
    return write_package({**parts, **{name: etree.tostring(root) for name, root in roots.items()}})


def _drop(element: Element, _other: Element, _change: Mutation) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: Element, _other: Element, change: Mutation) -> None:
    parent = element.getparent()
    if parent is not None:
        for _ in range(1 + int(change.other * 40)):
            parent.insert(parent.index(element), deepcopy(element))


def _rename(element: Element, _other: Element, change: Mutation) -> None:
    element.tag = change.tag


def _set(element: Element, _other: Element, change: Mutation) -> None:
    names = [str(name) for name in element.attrib] or [f"{W}val"]
    element.set(names[int(change.other * len(names))], change.value)


def _unset(element: Element, _other: Element, change: Mutation) -> None:
    names = list(element.attrib)
    if names:
        del element.attrib[names[int(change.other * len(names))]]


def _move(element: Element, other: Element, _change: Mutation) -> None:
    if element is not other and element not in other.iterancestors():
        other.append(element)


def _empty(element: Element, _other: Element, _change: Mutation) -> None:
    for child in list(element):
        element.remove(child)


HOW: Mapping[str, Callable[[Element, Element, Mutation], None]] = {
    "drop": _drop,
    "double": _double,
    "rename": _rename,
    "set": _set,
    "unset": _unset,
    "move": _move,
    "empty": _empty,
}
