"""The catalogue of a case's file: every paper that its pack knows, in order, there or not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.actions.archive.changes_since import is_current
from mediatordesk.actions.archive.completeness import findings_of
from mediatordesk.actions.archive.file_views import FileView
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.file_pages import (
    FRAME,
    BoundItem,
    Form,
    Trouble,
    pages_of_file,
)
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import N_
from mediatordesk.forms import Finding, PaperKind


class Standing(StrEnum):
    """How a line of the catalogue stands."""

    SEALED = "sealed"
    SCAN = "scan"
    PRINT = "print"
    HANDED_IN = "handed_in"
    ELECTRONIC = "electronic"
    """It has no pages; the index names its hash."""
    UNREADABLE = "unreadable"
    """It is damaged, locked, or still on another computer."""
    MADE_BY_BINDING = "made_by_binding"
    """Cover, index, file note, back cover."""
    MISSING = "missing"
    """The file is not complete without it."""
    ABSENT = "absent"
    """It is not there, and need not be."""


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.SEALED: N_("signed and sealed"),
    Standing.SCAN: N_("signed by hand, scanned"),
    Standing.PRINT: N_("as it was made"),
    Standing.HANDED_IN: N_("handed in"),
    Standing.ELECTRONIC: N_("kept electronically"),
    Standing.UNREADABLE: N_("cannot be read"),
    Standing.MADE_BY_BINDING: N_("made when the file is bound"),
    Standing.MISSING: N_("missing"),
    Standing.ABSENT: N_("not there, not needed"),
}
"""How a line stands in words for people, to be translated when they are shown."""
STANDINGS = {
    Form.SEALED: Standing.SEALED,
    Form.SCAN: Standing.SCAN,
    Form.PRINT: Standing.PRINT,
    Form.HANDED_IN: Standing.HANDED_IN,
}


@dataclass(frozen=True)
class CatalogueLine:
    """A line of the catalogue: a paper or a file with its pages, or a paper that is not there."""

    position: int
    code: str
    title: str
    must: bool
    """必须; else 按需."""
    standing: Standing
    first: int = 0
    last: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of a file, how many numbered pages it has, and how it was bound last."""

    lines: tuple[CatalogueLine, ...]
    pages: int
    findings: tuple[Finding, ...]
    bound: BoundFile | None
    is_current: bool
    """Nothing in the file has changed since it was bound."""


def catalogue(desk: Desk, file: CaseFile) -> Catalogue:
    """Return the catalogue of a case's file with all that is not in order in it."""
    view = FileView.of(desk, file)
    findings = findings_of(view)
    last = file.bound_files[-1] if file.bound_files else None
    return Catalogue(
        lines=_lines(view, findings),
        pages=pages_of_file(view.items),
        findings=findings,
        bound=last,
        is_current=last is not None and is_current(desk, last),
    )


def _lines(view: FileView, findings: Iterable[Finding]) -> tuple[CatalogueLine, ...]:
    lacking = {one.code for one in findings if one.blocks}
    there = [_there(view, one) for one in view.items]
    present = {line.code for line in there}
    lines = [*there, *_not_there(view, lacking, present)]
    return tuple(sorted(lines, key=lambda line: line.position))


def _there(view: FileView, bound: BoundItem) -> CatalogueLine:
    item = bound.item
    standing = STANDINGS[item.form]
    if bound.trouble:
        electronic = bound.trouble is Trouble.NO_PAGES
        standing = Standing.ELECTRONIC if electronic else Standing.UNREADABLE
    kind, paper = item.kind, item.paper
    return CatalogueLine(
        item.position,
        item.code,
        view.called(item),
        kind is not None and paper is not None and view.is_must(kind, paper.about),
        standing,
        bound.first,
        bound.last,
        item.sha256,
    )


def _not_there(view: FileView, lacking: set[str], present: set[str]) -> Iterator[CatalogueLine]:
    """Yield the papers of the pack that the file has not got, and those of which some are missing.

    Of a paper for each party one can be there and another missing: then it has a line more.
    """
    for kind in view.pack.papers(view.day):
        missing = kind.code in lacking
        if kind.position and (missing or kind.code not in present):
            yield CatalogueLine(
                kind.position, kind.code, kind.title, view.is_must(kind), _absence(kind, missing)
            )


def _absence(kind: PaperKind, missing: bool) -> Standing:  # noqa: FBT001 - what was found
    if kind.code in FRAME:
        return Standing.MADE_BY_BINDING
    return Standing.MISSING if missing else Standing.ABSENT
