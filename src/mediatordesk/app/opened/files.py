"""The file of a case as the window sees it: the actions, behind the questions of its place."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.archive.archiving import archive_case
from mediatordesk.actions.archive.binding import bind_file, bound_bytes
from mediatordesk.actions.archive.catalogue import (
    STANDING_WORDS,
    Catalogue,
    CatalogueLine,
    Standing,
    catalogue,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.file_desk import Bound, FileLine, FileStand, Held
from mediatordesk.app.opened.findings import shown_finding, things_by_name
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.texts import _
from mediatordesk.keys.durable import write_durably
from mediatordesk.store import read_case_file

_HELD = {
    Standing.MISSING: Held.MISSING,
    Standing.UNREADABLE: Held.TROUBLE,
    Standing.ELECTRONIC: Held.TROUBLE,
    Standing.MADE_BY_BINDING: Held.LATER,
    Standing.ABSENT: Held.ABSENT,
}


class OpenedFiles:
    """Answers the place for the file of a case. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def stand(self, case_id: UUID) -> FileStand:
        """Return the catalogue of a case's file, and what is wrong with it."""
        file = self._file(case_id)
        told, names = catalogue(self._desk, file), things_by_name(file)
        return FileStand(
            tuple(map(_line, told.lines)),
            told.pages,
            tuple(shown_finding(one, names) for one in told.findings),
            _bound(told),
            file.case.status is CaseStatus.CLOSED,
            file.case.status is CaseStatus.ARCHIVED,
        )

    def bind(self, case_id: UUID, *, two_sided: bool) -> Change:
        """Bind the file as it stands; a DeskError says why not."""
        bind_file(self._desk, self._file(case_id), two_sided=two_sided)
        return self._desk.store.changes_of(case_id)[-1]

    def save(self, case_id: UUID, to: Path) -> Path:
        """Write the file that was bound last to a place outside the desk. NotWritten."""
        write_durably(to, bound_bytes(self._desk, self._file(case_id).bound_files[-1]))
        return to

    def archive(self, case_id: UUID) -> Change:
        """Bind what is not bound, and archive the case; a DeskError says why not."""
        return archive_case(self._desk, self._file(case_id), {})

    def _file(self, case_id: UUID) -> CaseFile:
        return read_case_file(self._desk.store, case_id)


def _line(line: CatalogueLine) -> FileLine:
    """Return a line of the catalogue as it is shown."""
    held = _HELD.get(line.standing, Held.THERE)
    words = _(STANDING_WORDS[line.standing])
    return FileLine(line.title, line.must, held, words, line.first, line.last)


def _bound(told: Catalogue) -> Bound | None:
    """Return how the file was bound last."""
    last = told.bound
    if last is None:
        return None
    return Bound(last.bound_on, last.pages, last.sheets, told.is_current)
