"""Text boxes: the paragraphs that stand in a drawing of a paragraph (20.4.2.38; part 4, 14.9.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from mediatordesk.documents.word.wordml import MC, WP, V, W

CONTENT = f"{W}txbxContent"
CHOICE, FALLBACK = f"{MC}Choice", f"{MC}Fallback"
ALTERNATIVES = f"{MC}AlternateContent"
# The vocabularies of a choice that this room reads at least in part.
KNOWN = frozenset(("wps", "wpg", "wpc", "wp14", "w14", "w15"))
VML_ALIGN = re.compile(r"mso-position-horizontal:\s*(center|right)")


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box: its paragraphs and tables, and to which side of the page it is set."""

    content: Element
    align: str


def branch(alternatives: Element) -> Element:
    """Return the branch of alternative content that this room reads (part 3, 7.5)."""
    fallback = alternatives
    for one in alternatives:
        if one.tag == CHOICE and KNOWN.issuperset((one.get("Requires") or "").split()):
            return one
        if one.tag == FALLBACK:
            fallback = one
    return fallback


def text_boxes(paragraph: Element) -> Iterator[TextBox]:
    """Yield the text boxes that are anchored in a paragraph, not those within them."""
    for node in paragraph:
        if node.tag == CONTENT:
            yield TextBox(node, _align(node))
        else:
            yield from text_boxes(branch(node) if node.tag == ALTERNATIVES else node)


def _align(content: Element) -> str:
    for holder in content.iterancestors(f"{WP}anchor", f"{V}shape", f"{V}rect"):
        if holder.tag == f"{WP}anchor":
            return (holder.findtext(f"{WP}positionH/{WP}align") or "").strip()
        found = VML_ALIGN.search(holder.get("style") or "")
        return found[1] if found else ""
    return ""
