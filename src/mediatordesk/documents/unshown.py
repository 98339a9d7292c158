"""What the PDF of a Word file does not show as Word would: each thing with its page and place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mediatordesk.documents.findings import Finding, Level
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.placing import Placing
from mediatordesk.documents.word.features import Seen
from mediatordesk.documents.word.inspection import inspect
from mediatordesk.documents.word.marking import Marked, text_near
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.tracing import lost


def unshown(docx: bytes, fonts: Fonts) -> tuple[Finding, ...]:
    """Return what the PDF of any Word file does not show, or not as Word does.

    A text or picture of the file that is neither in the PDF nor named here cannot be: what the
    reader does not take is named whatever it stands in. Raises a kind of WordFileRefused for
    what is no Word file.
    """
    return found_in(Placing.of(Marked.read(Package.open(docx)), fonts))


def found_in(placing: Placing) -> tuple[Finding, ...]:
    """Return what is found in a file that was laid out.

    A hint is given once for the whole file, at the first place.
    """
    marked = placing.marked
    seen = _with_what_is_lost(list(inspect(marked)), lost(marked))
    found = [placing.finding(one) for one in seen]
    return tuple(_each_once(found)) + tuple(placing.lacking())


def _with_what_is_lost(features: list[Seen], lost_ones: Iterable[Seen]) -> list[Seen]:
    """Return the features, each with the text that is lost in it, and what is lost elsewhere."""
    wrong = {one.element: at for at, one in enumerate(features) if one.feature.is_wrong}
    seen = list(features)
    for one in lost_ones:
        around = (one.element, *one.element.iterancestors())
        at = next((wrong[element] for element in around if element in wrong), None)
        text = one.values.get("text", "")
        if at is None:
            seen.append(one)
        elif text not in (near := seen[at].near or text_near(seen[at].element)):
            seen[at] = replace(seen[at], near=f"{near} … {text}".strip(" …"))
    return seen


def _each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    hinted: set[tuple[str, str]] = set()
    for one in dict.fromkeys(findings):
        if one.level is not Level.HINT:
            yield one
        elif (one.feature, one.why) not in hinted:
            hinted.add((one.feature, one.why))
            yield one
