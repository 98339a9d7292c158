"""Binding a case's file: all of it once, in order, as one PDF that is kept (domain.md 9.8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mediatordesk.actions.archive.changes_since import is_current
from mediatordesk.actions.archive.file_parts import Prepared, prepared_parts
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, bytes_of, keep_bytes
from mediatordesk.actions.papers.file_pages import (
    BACK_COVER,
    COVER,
    FILE_NOTE,
    INDEX,
    BoundItem,
    Counted,
    bound_items,
)
from mediatordesk.actions.papers.file_values import titled
from mediatordesk.actions.papers.frame_values import COUNTED
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.documents import BoundPart, BoundPdf, bind_pages
from mediatordesk.store import read_case_file

IN_ORDER_OF_MAKING = (INDEX, FILE_NOTE, COVER, BACK_COVER)
"""The back cover counts the pages of the others."""


class NothingToBind(DeskError):
    """A file without a paper."""

    happened = N_("There is nothing to bind: the file of the case has no paper yet.")
    kept = N_("Nothing was changed.")
    to_do = N_("Make the papers of the case first.")


@dataclass(frozen=True)
class Bound:
    """A file that was bound: its record, its PDF, and what is in it on which pages."""

    record: BoundFile
    pdf: BoundPdf
    items: tuple[BoundItem, ...]


def bind_file(desk: Desk, file: CaseFile, *, two_sided: bool = False, framed: bool = True) -> Bound:
    """Bind the file of a case and keep it; what was bound before stays as it is.

    Papers go in as they were signed. Cover, index, file note and back cover are made anew where
    something in them has changed, unless the file has none (`framed`). NothingToBind, FileNotHere
    for a file that is still on another computer, PaperIncomplete if the cover lacks something.
    """
    prepared = prepared_parts(desk, file)
    if not prepared.items:
        raise NothingToBind
    frame = _frame(desk, file, prepared.counted) if framed else {}
    file = read_case_file(desk.store, file.case.id)
    today = desk.clock.today()
    pack = desk.packs.pack(file.case.pack)
    items = bound_items(pack, file, today, prepared.counted)
    made = bind_pages(
        [
            *_around(frame, COVER, INDEX),
            *_numbered(desk, file, items, prepared),
            *_around(frame, FILE_NOTE, BACK_COVER),
        ],
        desk.fonts,
        title=f"{file.case.title} {file.case.number}".strip(),
        author=desk.office.name,
        made_on=today,
        two_sided=two_sided,
    )
    return _kept(desk, file, made, items)


def _frame(
    desk: Desk, file: CaseFile, counted: Mapping[str, Counted]
) -> dict[str, tuple[str, bytes]]:
    """Make what stands around the papers; return title and PDF of each by its code."""
    made = {}
    for code in IN_ORDER_OF_MAKING:
        paper = make_paper(desk, file, code, extra={COUNTED: counted})
        made[code] = (paper.paper.title, paper.pdf)
        file = read_case_file(desk.store, file.case.id)
    return made


def _around(frame: Mapping[str, tuple[str, bytes]], *codes: str) -> Iterator[BoundPart]:
    """Yield what stands before or behind the papers; nothing for a file without a cover."""
    yield from (BoundPart(*frame[code], numbered=False) for code in codes if frame)


def _numbered(
    desk: Desk, file: CaseFile, items: tuple[BoundItem, ...], prepared: Prepared
) -> Iterator[BoundPart]:
    """Yield the things of the file that have pages, each under the words of its index line."""
    elements = desk.packs.pack(file.case.pack).read_elements(file.elements)
    for number, one in enumerate(items, 1):
        if one.first:
            title = f"{number}. {titled(file, elements, one.item)}"
            yield BoundPart(title, prepared.pdfs[one.item.sha256])


def _kept(desk: Desk, file: CaseFile, made: BoundPdf, items: tuple[BoundItem, ...]) -> Bound:
    """Keep a bound file; one that is the same as the last is not kept twice."""
    blob, op = keep_bytes(desk, file.case.id, made.data, PDF)
    last = file.bound_files[-1] if file.bound_files else None
    if last is not None and last.sha256 == blob.sha256:
        return Bound(last, made, items)
    record = BoundFile(
        case_id=file.case.id,
        bound_on=desk.clock.today(),
        sha256=blob.sha256,
        pages=made.numbered,
        sheets=made.pages,
        binder=desk.operator.name,
    )
    desk.commit([op, added(record)])
    return Bound(record, made, items)


def newest_bound(desk: Desk, file: CaseFile) -> BoundFile | None:
    """Return how the file was bound last if nothing in it has changed since, else None."""
    last = file.bound_files[-1] if file.bound_files else None
    return last if last is not None and is_current(desk, last) else None


def bound_bytes(desk: Desk, record: BoundFile) -> bytes:
    """Return the PDF of a bound file. FileNotHere, FileDamaged."""
    return bytes_of(desk, record.case_id, record.sha256)
