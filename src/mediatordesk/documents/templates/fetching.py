"""Word's own fields that fetch or run something in the hands of whoever opens the paper."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from mediatordesk.documents.word.wordml import W, attribute

# ECMA-376 part 1, 17.16.5. This program never follows a field; but a paper goes to others, and
# their Word would (DDEAUTO starts programs, INCLUDEPICTURE tells a server who is reading).
FETCHING = (
    *("DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT"),
    *("DATABASE", "RD", "MACROBUTTON"),
)


def fetching_code(root: Element) -> str | None:
    """Return the first field of a part that would fetch or run something, None for none."""
    for code in _codes(root):
        words = code.split()
        if words and words[0].upper() in FETCHING:
            return " ".join(words)
    return None


def _codes(root: Element) -> Iterator[str]:
    """Yield the codes of all fields; Word cuts them into runs as it does with text."""
    open_codes: list[str] = []
    for element in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        if element.tag == f"{W}fldSimple":
            yield attribute(element, "instr") or ""
        elif element.tag == f"{W}instrText" and open_codes:
            open_codes[-1] += element.text or ""
        elif attribute(element, "fldCharType") == "begin":
            open_codes.append("")
        elif attribute(element, "fldCharType") == "end" and open_codes:
            yield open_codes.pop()
    yield from open_codes
