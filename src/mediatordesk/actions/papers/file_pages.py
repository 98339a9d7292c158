"""The pages of a case file (卷宗): what is bound, in which order, on which pages.

One case, one file; the papers stand in the order of the index, what was handed in among them by
its kind, and their pages are numbered from the first paper on (domain.md 9.8).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.papers import Attachment, Paper
from mediatordesk.forms.definitions.paper_kinds import AttachmentKind, PaperKind
from mediatordesk.forms.packs.packs import Pack

COVER, INDEX, FILE_NOTE, BACK_COVER = "D01", "D02", "D29", "D30"
FRAME = frozenset({COVER, INDEX, FILE_NOTE, BACK_COVER})
"""What stands around the papers of a file; its pages bear no number."""
RULING, RECEIPT = "court_ruling", "handover_receipt"
"""The kinds of files under which a receiver's answer and its receipt are bound."""
LAST_PLACE = 960
"""Before the closing report: where what was handed in stands if its pack names no place."""


class Form(StrEnum):
    """In what form a thing goes into the file."""

    SEALED = "sealed"
    """The PDF that a seal has closed."""
    SCAN = "scan"
    """The scan of the print that was signed by hand."""
    PRINT = "print"
    """The PDF as it was made."""
    HANDED_IN = "handed_in"


@dataclass(frozen=True)
class FileItem:
    """One thing in a case file: a paper as it was signed, or a file from elsewhere.

    `code` is the paper's, or the name of the kind of file; `sha256` names the bytes that go in.
    """

    position: int
    code: str
    title: str
    dated: date
    sha256: str
    form: Form
    pages: int | None = None
    """What its record says; None for a file that has to be counted."""
    kind: PaperKind | None = None
    paper: Paper | None = None
    attachment: Attachment | None = None


class Trouble(StrEnum):
    """Why a thing in the file has no pages."""

    NO_PAGES = "no_pages"
    """It is kept electronically: sound, video, an office document."""
    DAMAGED = "damaged"
    """It cannot be read, or a password locks it."""
    ABSENT = "absent"
    """Its bytes are still on another computer."""
    UNCOUNTED = "uncounted"
    """Nobody has looked yet."""


@dataclass(frozen=True)
class Counted:
    """A file: how many pages it prints, why none, and whether something in it acts by itself."""

    pages: int
    trouble: Trouble | None = None
    acts: bool = False


@dataclass(frozen=True)
class BoundItem:
    """A thing in the file, and the first and last of the pages it takes; both 0 if it has none."""

    item: FileItem
    first: int
    last: int
    trouble: Trouble | None = None

    @property
    def pages(self) -> int:
        """Return how many pages it takes."""
        return self.last - self.first + 1 if self.first else 0


def file_items(pack: Pack, file: CaseFile, day: date) -> tuple[FileItem, ...]:
    """Return what is bound in a case file, in the order of its index.

    Of each paper the newest version; one without a `position` is kept elsewhere, as a register is.
    """
    items = [*_papers(pack, file, day), *_handed_in(pack, file), *_answered(pack, file)]
    return tuple(sorted(items, key=lambda item: item.position))


def bound_items(
    pack: Pack, file: CaseFile, day: date, counted: Mapping[str, Counted] | None = None
) -> tuple[BoundItem, ...]:
    """Return what is bound with its pages from 1 on; `counted` are those of files by SHA-256."""
    return tuple(_paged(file_items(pack, file, day), counted or {}))


def newest_papers(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Return the newest version of each paper, where its first version stands."""
    newest = {(paper.kind, paper.about): paper for paper in papers}
    return tuple(newest.values())


def pages_of_file(bound: Iterable[BoundItem], further: int = 0) -> int:
    """Return how many numbered pages a file has; `further` were not printed here."""
    return sum(one.pages for one in bound) + further


def pages_of_frame(file: CaseFile) -> int:
    """Return how many pages cover, index, file note and back cover have, made or to be made."""
    made = {paper.kind: paper.pages for paper in newest_papers(file.papers)}
    return sum(made.get(code, 1) for code in FRAME)


def _papers(pack: Pack, file: CaseFile, day: date) -> Iterator[FileItem]:
    kinds = {kind.code: kind for kind in pack.papers(day) if kind.position}
    for paper in newest_papers(file.papers):
        kind = kinds.get(paper.kind)
        if kind is not None and paper.kind not in FRAME:
            yield _as_signed(file, kind, paper)


def _as_signed(file: CaseFile, kind: PaperKind, paper: Paper) -> FileItem:
    """Return a paper as it goes in: sealed, or as it came back from the table, or as made."""
    scan = file.scan_of(paper.id)
    sha256, pages, form = paper.pdf_sha256, paper.pages, Form.PRINT
    if paper.sealed_sha256:
        sha256, form = file.sealed_sha256(paper), Form.SEALED
    elif scan is not None:
        sha256, pages, form = scan.sha256, scan.pages, Form.SCAN
    dated = paper.made_on
    return FileItem(
        kind.position, kind.code, paper.title, dated, sha256, form, pages, kind=kind, paper=paper
    )


def _handed_in(pack: Pack, file: CaseFile) -> Iterator[FileItem]:
    """Yield the files that were handed in; a scan that was matched to its paper is that paper."""
    matched = {source for scan in file.signed_scans for source in (*scan.sources, scan.sha256)}
    kinds = {one.name: one for one in pack.data.attachment_kinds}
    for one in file.attachments:
        if not matched & {one.sha256, one.original_sha256 or one.sha256}:
            yield _from_elsewhere(
                kinds.get(one.kind), one.kind, shown_name(one.name), one.added_on, one.sha256, one
            )


def _answered(pack: Pack, file: CaseFile) -> Iterator[FileItem]:
    """Yield what a receiver sent back: the receipt of a packet, its answer (司法确认有关材料)."""
    kinds = {one.name: one for one in pack.data.attachment_kinds}
    for handover in file.handovers:
        if handover.receipt_sha256:
            day = handover.received_on or handover.made_at.date()
            kind, sha256 = kinds.get(RECEIPT), handover.receipt_sha256
            yield _from_elsewhere(kind, RECEIPT, handover.receiver, day, sha256)
    for answer in file.answers:
        if answer.document_sha256:
            kind, sha256 = kinds.get(RULING), answer.document_sha256
            yield _from_elsewhere(kind, RULING, answer.number, answer.received_on, sha256)


def _from_elsewhere(
    kind: AttachmentKind | None,
    name: str,
    called: str,
    day: date,
    sha256: str,
    attachment: Attachment | None = None,
) -> FileItem:
    label, position = (kind.label, kind.position) if kind else (name, 0)
    title = f"{label}：{called}" if called else label
    return FileItem(
        position or LAST_PLACE, name, title, day, sha256, Form.HANDED_IN, attachment=attachment
    )


def _paged(items: Iterable[FileItem], counted: Mapping[str, Counted]) -> Iterator[BoundItem]:
    page = 0
    for item in items:
        known = Counted(item.pages) if item.pages else Counted(0, Trouble.UNCOUNTED)
        found = counted.get(item.sha256, known)
        if found.pages:
            yield BoundItem(item, page + 1, page + found.pages)
            page += found.pages
        else:
            yield BoundItem(item, 0, 0, found.trouble)
