"""What a PDF does by itself: a script it runs, a program it starts, what it sends or fetches."""

from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/RichMediaExecute",
)
DEEPEST = 40
"""Levels of kids or of actions that follow each other; deeper is a knot."""


def acts_of(reader: PdfFileReader) -> str:
    """Name what a PDF does by itself, as its kind of action; empty if it only shows pages.

    Links to the web are none: they wait for a click, and show nothing in the paper's place.
    """
    return ", ".join(dict.fromkeys(_acts(reader.root)))


def _acts(root: generic.DictionaryObject) -> Iterator[str]:
    if any(True for _one in _inside(root, "/Names", "/JavaScript")):
        yield "JavaScript"
    if any(True for _one in _inside(root, "/AcroForm", "/XFA")):
        yield "XFA"
    for action in _inside(root, "/OpenAction"):
        yield from _actions(action)
    yield from _triggers(root)
    for field in _items(root, "/AcroForm", "/Fields"):
        yield from _of_node(field)
    yield from _of_node(root["/Pages"])


def _of_node(node: object, depth: int = 0) -> Iterator[str]:
    """Yield the actions of a page or a field, of what stands on it, and of those below it."""
    yield from _triggers(node)
    for shown in _items(node, "/Annots"):
        yield from _triggers(shown)
    for kid in _items(node, "/Kids") if depth < DEEPEST else ():
        yield from _of_node(kid, depth + 1)


def _triggers(node: object) -> Iterator[str]:
    """Yield the actions that a click or an event sets off."""
    for action in _inside(node, "/A"):
        yield from _actions(action)
    for events in _inside(node, "/AA"):
        if isinstance(events, generic.DictionaryObject):
            for event in events:
                yield from _actions(events[event])


def _actions(action: object, depth: int = 0) -> Iterator[str]:
    """Yield the kind of an action, and of those that follow it."""
    if not isinstance(action, generic.DictionaryObject) or depth > DEEPEST:
        return
    kind = str(action["/S"]) if "/S" in action else "/JavaScript"
    if kind in ACTIONS or "/JS" in action:
        yield kind[1:]
    for following in (*_inside(action, "/Next"), *_items(action, "/Next")):
        yield from _actions(following, depth + 1)


def _inside(node: object, *keys: str) -> Iterator[object]:
    """Yield what stands under keys, one inside the other, if it does."""
    for key in keys:
        if not isinstance(node, generic.DictionaryObject) or key not in node:
            return
        node = node[key]
    yield node


def _items(node: object, *keys: str) -> Iterator[object]:
    """Yield the items of the list that stands under keys, if there is one."""
    for items in _inside(node, *keys):
        if isinstance(items, generic.ArrayObject):
            yield from (items[place] for place in range(len(items)))
