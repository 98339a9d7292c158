"""Takes a clerk's Word file over as a template: tracked changes settled, layout made fixed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lxml.etree import _Element as Element

from mediatordesk.core.texts import _
from mediatordesk.documents.findings import Finding, Level
from mediatordesk.documents.templates.normalising import SETTINGS, Rewriting
from mediatordesk.documents.templates.revisions import changes_in, settle
from mediatordesk.documents.templates.rewriting import ACCEPTED, REJECTED
from mediatordesk.documents.word.features import CHANGES, Seen
from mediatordesk.documents.word.marking import area_of, text_near, text_parts
from mediatordesk.documents.word.package import Package, to_bytes, write_package
from mediatordesk.documents.word.wordml import PARAGRAPH, TEXT, W


class TrackedChanges(StrEnum):
    """What becomes of tracked changes: nothing is imported, or all are accepted or rejected."""

    REFUSE = "refuse"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Imported:
    """A template as it is to be used, what was rewritten in it, and why it was refused.

    One that was refused has its bytes as they were, and nothing was rewritten.
    """

    docx: bytes
    rewritten: tuple[Finding, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the file was not taken over."""
        return bool(self.findings)


def import_template(data: bytes, *, changes: TrackedChanges = TrackedChanges.REFUSE) -> Imported:
    """Return a Word file as a template whose layout is the same in Word, WPS and here.

    A file that needs nothing comes back byte for byte. Raises a kind of WordFileRefused for what
    is no Word file, or not a safe one. What the template then is worth, `check_template` says.
    """
    package = Package.open(data)
    tracked = list(_tracked(package))
    if tracked and changes is TrackedChanges.REFUSE:
        return Imported(data, (), tuple(dict.fromkeys(tracked)))
    rewriting = Rewriting(package)
    if tracked:
        _settle_all(rewriting, accept=changes is TrackedChanges.ACCEPT)
    rewriting.rewrite()
    if rewriting.package.parts == package.parts:
        return Imported(data, ())
    return Imported(write_package(rewriting.package.parts), tuple(_told(rewriting.done)))


def _tracked(package: Package) -> Iterator[Finding]:
    for part in text_parts(package):
        root = package.xml(part)
        for change in changes_in(root) if root is not None else ():
            yield Finding(
                Level.ERROR,
                _text_of(change) or text_near(change),
                _(CHANGES.why),
                area=area_of(change),
                feature=CHANGES.name,
            )


def _text_of(change: Element) -> str:
    """Return the beginning of the paragraph that a change stands in, deleted text and all."""
    paragraph = next(change.iterancestors(PARAGRAPH), change)
    texts = paragraph.iter(TEXT, f"{W}delText")
    return "".join(one.text or "" for one in texts).strip()[:20]


def _settle_all(rewriting: Rewriting, *, accept: bool) -> None:
    parts = dict(rewriting.package.parts)
    first: Element | None = None
    for part in parts:
        root = rewriting.package.xml(part) if _may_hold_changes(part) else None
        if root is not None and settle(root, accept=accept):
            parts[part] = to_bytes(root)
            first = root if first is None else first
    settings = rewriting.package.xml(SETTINGS)
    tracking = None if settings is None else settings.find(f"{W}trackRevisions")
    if settings is not None and tracking is not None:
        settings.remove(tracking)
        parts[SETTINGS] = to_bytes(settings)
    rewriting.package = replace(rewriting.package, parts=parts)
    if first is not None:
        rewriting.done.append(Seen(ACCEPTED if accept else REJECTED, first))


def _may_hold_changes(part: str) -> bool:
    return part.startswith("word/") and part.endswith(".xml") and part.count("/") == 1


def _told(done: Sequence[Seen]) -> Iterator[Finding]:
    """Yield what was rewritten, each kind once, with how often and where first."""
    places: dict[str, list[Seen]] = {}
    for one in done:
        places.setdefault(one.why, []).append(one)
    for why, seen in places.items():
        first = seen[0].element
        words = why
        if len(seen) > 1:
            words = _("{what} ({count} places)").format(what=why, count=len(seen))
        yield Finding(
            Level.REWRITTEN,
            text_near(first),
            words,
            area=area_of(first),
            feature=seen[0].feature.name,
        )
