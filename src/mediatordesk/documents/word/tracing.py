"""Proves that nothing of a Word file is lost: every text and picture is followed into the model.

A copy of the file is made in which each text is a number of its own and each picture a file of
its own. What the reader of this program then does not bring into the model is lost on paper,
whatever it stood in: this needs no list of what a Word file may hold.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from posixpath import basename

from lxml import etree
from lxml.etree import _Element as Element

from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.boxes import CHOICE, FALLBACK
from mediatordesk.documents.word.features import LOST_PICTURE, LOST_TEXT, Seen
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.model import Document, Piece, Text, paragraphs_in
from mediatordesk.documents.word.package import (
    RELATIONSHIP,
    parse_xml,
    relationships_of,
    to_bytes,
)
from mediatordesk.documents.word.wordml import PARAGRAPH, A, R, V, W, attribute

# The characters around the number of a text: nobody else uses them (Unicode, plane 15).
BEFORE, AFTER = "\U000f0000", "\U000f0001"
NUMBERED = re.compile(f"{BEFORE}(\\d+){AFTER}")
CODE = "QUOTE"  # a field whose saved result is shown, whatever the field was
# Texts that are no text: codes of fields, measures, what a reviewer took out.
NO_TEXT = re.compile(r".*\}(instrText|delInstrText|delText|posOffset|align|pct[A-Z]\w+|sizeRel\w)")
PICTURES = (f"{A}blip", f"{V}imagedata")
FORMS = (CHOICE, FALLBACK)
MAX_SHOWN = 40


def lost(marked: Marked) -> Iterator[Seen]:
    """Yield the texts and pictures that the reader does not take."""
    probe = _Probe(marked)
    taken = probe.taken()
    left = [one for at, one in enumerate(probe.contents) if at not in taken]
    yield from _named_once(_without_other_forms(left, [probe.contents[at] for at in taken]))


def _without_other_forms(left: Sequence[Element], taken: Sequence[Element]) -> list[Element]:
    """Return what is lost of a content that stands there in several forms (mc:AlternateContent).

    Of one that the reader takes, only what lacks in the form it takes is lost; of one that it
    does not take, one form is named.
    """
    used = {_form(one) for one in taken}
    begun = {form.getparent() for form in used if form is not None}
    first: dict[Element | None, Element] = {}
    kept: list[Element] = []
    for one in left:
        form = _form(one)
        if (
            form is None
            or form in used
            or ((whole := form.getparent()) not in begun and first.setdefault(whole, form) is form)
        ):
            kept.append(one)
    return kept


def _form(element: Element) -> Element | None:
    """Return the form of a content that an element stands in, for Words of one age."""
    return next(element.iterancestors(*FORMS), None)


def _named_once(contents: Sequence[Element]) -> Iterator[Seen]:
    """Yield what is lost, the texts of a paragraph as one."""
    texts: dict[Element, list[Element]] = {}
    for one in contents:
        if one.tag in PICTURES:
            yield Seen(LOST_PICTURE, one)
        else:
            paragraph = next(one.iterancestors(PARAGRAPH), one)
            texts.setdefault(paragraph, []).append(one)
    for parts in texts.values():
        text = "".join(part.text or "" for part in parts).strip()
        yield Seen(LOST_TEXT, parts[0], {"text": text[:MAX_SHOWN]})


@dataclass
class _Probe:
    """The copy of a file, and the texts and pictures of the file by their number."""

    marked: Marked
    contents: list[Element] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def taken(self) -> set[int]:
        """Return the numbers of what the reader takes."""
        parts = {**self.marked.package.parts}
        for part, root in self.marked.roots.items():
            copy = deepcopy(root)
            links = self.marked.package.relationships(part)
            for own, copied in zip(root.iter("*"), copy.iter("*"), strict=True):
                self._number(own, copied, links)
            parts[part] = to_bytes(_shown(copy))
            parts[relationships_of(part)] = self._relationships(parts.get(relationships_of(part)))
        for name in ("word/styles.xml", "word/numbering.xml"):
            if name in parts:
                parts[name] = to_bytes(_shown(parse_xml(parts[name], name)))
        parts |= {f"word/media/{name}": data for name, data in self.files.items()}
        package = replace(self.marked.package, parts=parts)
        return set(_numbers(read_document(package)))

    def _number(self, own: Element, copied: Element, links: Mapping[str, str]) -> None:
        number = len(self.contents)
        if own.tag in PICTURES:
            name = R + ("id" if own.tag == PICTURES[1] else "embed")
            part = links.get(own.get(name) or "", "")
            copied.set(name, f"md{number}")
            # The end of a picture's file is read by nobody, its beginning says what it is.
            data = self.marked.package.parts.get(part)
            if data is not None:
                self.files[f"md{number}-{basename(part)}"] = data + _tail(number)
            self.contents.append(own)
        elif (own.text or "").strip() and not NO_TEXT.fullmatch(str(own.tag)):
            copied.text = f"{BEFORE}{number}{AFTER}"
            self.contents.append(own)

    def _relationships(self, data: bytes | None) -> bytes:
        namespace = RELATIONSHIP.partition("}")[0] + "}"
        root = etree.Element(f"{namespace}Relationships")
        if data is not None:
            root = parse_xml(data, "rels")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        for name in self.files:
            link = {"Id": name.partition("-")[0], "Type": kind, "Target": f"/word/media/{name}"}
            etree.SubElement(root, RELATIONSHIP, link)
        return to_bytes(root)


def _tail(number: int) -> bytes:
    return f"{BEFORE}{number}{AFTER}".encode()


def _shown(root: Element) -> Element:
    """Return a part in which hidden text is shown, and every field as it was saved.

    Word does not print hidden text either, and page numbers are printed anew.
    """
    for hidden in list(root.iter(f"{W}vanish", f"{W}webHidden")):
        parent = hidden.getparent()
        if parent is not None:
            parent.remove(hidden)
    for code in root.iter(f"{W}instrText"):
        code.text = CODE
    for simple in root.iter(f"{W}fldSimple"):
        if attribute(simple, "instr") is not None:
            simple.set(f"{W}instr", CODE)
    return root


def _numbers(document: Document) -> Iterator[int]:
    for section in document.sections:
        for blocks in (section.blocks, *section.edges.values()):
            for paragraph in paragraphs_in(blocks):
                for piece in paragraph.pieces:
                    yield from _numbers_in(piece)


def _numbers_in(piece: Piece) -> Iterator[int]:
    if isinstance(piece, Text):
        yield from (int(found) for found in NUMBERED.findall(piece.text))
    elif (data := getattr(piece, "data", None)) is not None:
        end = bytes(data[-24:]).decode(errors="replace")
        yield from (int(found) for found in NUMBERED.findall(end))
