"""Looks a template through before it is used, and says in a clerk's words what will not work."""

from collections.abc import Collection, Iterator

from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.documents.findings import Finding, Level
from mediatordesk.documents.fonts.fonts import Fonts
from mediatordesk.documents.placing import Placing
from mediatordesk.documents.templates.template import Template
from mediatordesk.documents.templates.wording import NO_OTHERS, OtherPapers, Wording
from mediatordesk.documents.unshown import found_in
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.package import Package


def check_template(
    data: bytes,
    known_fields: Collection[str],
    fonts: Fonts | None = None,
    others: OtherPapers = NO_OTHERS,
) -> tuple[Finding, ...]:
    """Return what is wrong with a template; nothing for one that will work.

    `known_fields` are the names that a pack has values for, or one paper of it; `others` then
    are the fields of its other papers. With fonts the file is laid out: then
    each finding has its page, and missing fonts and characters are found too. What makes the file
    unusable (no Word file, macros, content from outside) is the only finding then.
    """
    try:
        marked = Marked.read(Package.open(data))
    except WordFileRefused as error:
        return (_refusal(error),)
    placing = Placing.of(marked, fonts)
    findings = [*Wording(frozenset(known_fields), others).findings(placing), *found_in(placing)]
    if not any(one.level is Level.ERROR for one in findings):
        findings += _unusable(data)
    return tuple(dict.fromkeys(findings))


def _unusable(data: bytes) -> Iterator[Finding]:
    """Yield why a template that looks right can still not be compiled."""
    try:
        Template.read(data)
    except WordFileRefused as error:
        yield _refusal(error)


def _refusal(error: WordFileRefused) -> Finding:
    happened, _kept, to_do = error.lines()
    place = str(error.fields.get("place", ""))
    return Finding(Level.ERROR, place, f"{happened} {to_do}", feature=type(error).__name__)
