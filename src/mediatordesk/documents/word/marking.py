"""A Word file whose paragraphs are named, so that what is found in them can be placed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from mediatordesk.documents.findings import Area
from mediatordesk.documents.word.package import DOCUMENT, Package, to_bytes
from mediatordesk.documents.word.wordml import (
    BODY,
    NEARBY,
    ORIGIN,
    PARAGRAPH,
    TEXT,
    R,
    W,
    local_name,
)


@dataclass(frozen=True)
class Marked:
    """The parts of a file that hold its text, as trees, every paragraph with a name of its own.

    `package` has the same parts as bytes, the names in them; `areas` says what a part is.
    """

    package: Package
    roots: Mapping[str, Element]
    areas: Mapping[str, Area]

    @classmethod
    def read(cls, package: Package) -> "Marked":
        """Name the paragraphs of a file. Raises BrokenPart or UnsafeXml."""
        areas = text_parts(package)
        roots: dict[str, Element] = {}
        for part in areas:
            root = package.xml(part)
            if root is not None:
                roots[part] = root
                for at, paragraph in enumerate(root.iter(PARAGRAPH)):
                    paragraph.set(ORIGIN, f"{part}#{at}")
        parts = {**package.parts, **{part: to_bytes(root) for part, root in roots.items()}}
        return cls(replace(package, parts=parts), roots, areas)


def text_parts(package: Package) -> dict[str, Area]:
    """Return the document and those headers and footers that a section of it names (17.10.5)."""
    areas = {DOCUMENT: Area.BODY}
    root, links = package.xml(DOCUMENT), package.relationships(DOCUMENT)
    if root is None:
        return areas
    for area in (Area.HEADER, Area.FOOTER):
        for reference in root.iter(f"{W}{area}Reference"):
            part = links.get(reference.get(f"{R}id") or "", "")
            if part in package.parts:
                areas[part] = area
    return areas


def area_of(element: Element) -> Area:
    """Return whether an element stands in the text, a header or a footer."""
    root = local_name(element.getroottree().getroot())
    return {"hdr": Area.HEADER, "ftr": Area.FOOTER}.get(root, Area.BODY)


def origins(element: Element) -> Iterator[str]:
    """Yield the names of the paragraphs that tell where an element stands, the nearest first."""
    yield from (one.get(ORIGIN, "") for one in _places(element) if one.get(ORIGIN))


def text_near(element: Element) -> str:
    """Return the beginning of the text at an element, of its neighbours where it has none."""
    texts = ("".join(text.text or "" for text in one.iter(TEXT)) for one in _places(element))
    return next((text.strip()[:NEARBY] for text in texts if text.strip()), "")


def _places(element: Element) -> Iterator[Element]:
    """Yield the paragraphs around an element, else those in it, behind it and before it.

    A property of a table or of a row thus stands at the table's or row's first paragraph.
    """
    line = [element, *element.iterancestors()]
    yield from (one for one in line if one.tag == PARAGRAPH)
    inner = [one for one in line if one.getparent() is not None and one.tag != BODY]
    for one in inner:
        yield from one.iter(PARAGRAPH)
    if inner:
        for sibling in (*inner[-1].itersiblings(), *inner[-1].itersiblings(preceding=True)):
            yield from sibling.iter(PARAGRAPH)
