"""The desk as the window sees it: the actions, behind the few questions a window asks."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desk import Desk, open_desk
from mediatordesk.actions.exchange import unsent_changes
from mediatordesk.actions.files import bytes_of
from mediatordesk.actions.intake import dispute_type_words, set_field
from mediatordesk.actions.places import Places
from mediatordesk.app.case_desk import DeskState, OpenedCase
from mediatordesk.app.opened_templates import OpenedTemplates
from mediatordesk.core.changes import Change
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Operator
from mediatordesk.core.papers import Paper
from mediatordesk.store.case_lists import CaseLine, list_cases, read_case_file


class OpenedDesk:
    """Answers the window. It is made in the database thread and used there only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.templates = OpenedTemplates(desk)

    @classmethod
    def unlock(cls, folder: Path, passphrase: str, places: Places, clock: Clock) -> "OpenedDesk":
        """Open the desk of a folder; NoDesk, WrongPassphrase or DeskLocked if that fails."""
        return cls(open_desk(folder, passphrase, places=places, clock=clock))

    def state(self) -> DeskState:
        """Return who works here and what was not sent yet."""
        desk = self._desk
        return DeskState(
            operator=desk.operator.name,
            office=desk.office.name,
            unsent=unsent_changes(desk),
            today=desk.clock.today(),
        )

    def cases(self, find: str) -> tuple[CaseLine, ...]:
        """Return the cases that fit, the newest first."""
        return list_cases(self._desk.store, find=find)

    def case(self, case_id: UUID) -> OpenedCase:
        """Return a case with its history."""
        store = self._desk.store
        names = {operator.id: operator.name for operator in store.all(Operator)}
        file = read_case_file(store, case_id)
        kind = dispute_type_words(self._desk, file.case)
        return OpenedCase(file, store.changes_of(case_id), names, kind)

    def save_text(self, case_id: UUID, field: str, text: str) -> Change:
        """Save a text field of a case; EmptyText where it may not be empty."""
        return set_field(self._desk, case_id, field, text)

    def pdf_of(self, paper: Paper) -> bytes:
        """Return the PDF of a paper, the sealed one if there is one."""
        return bytes_of(self._desk, paper.case_id, paper.sealed_sha256 or paper.pdf_sha256)

    def close(self) -> None:
        """Close the desk; everything saved is on disk."""
        self._desk.store.close()
