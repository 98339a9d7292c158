"""The desk as the window sees it: the actions, behind the few questions a window asks."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.cases.intake import dispute_type_words, set_field
from mediatordesk.actions.desks.desk import Desk, open_desk, open_desk_by_keyring
from mediatordesk.actions.desks.operators import keyring_owner, operators_of_folder
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.files.paper_files import newest_sha256
from mediatordesk.actions.sending.exchange import unsent_changes
from mediatordesk.app.asked.case_desk import DeskState, OpenedCase
from mediatordesk.app.asked.case_questions import Found, Question
from mediatordesk.app.lock.people import Door, Knock, Person
from mediatordesk.app.opened.backups import OpenedBackups
from mediatordesk.app.opened.beginnings import OpenedBeginnings
from mediatordesk.app.opened.claims import OpenedClaims
from mediatordesk.app.opened.elements import OpenedElements
from mediatordesk.app.opened.exchange import OpenedExchange
from mediatordesk.app.opened.exchange_stands import reach_of
from mediatordesk.app.opened.files import OpenedFiles
from mediatordesk.app.opened.findings import OpenedFindings
from mediatordesk.app.opened.handover import OpenedHandover
from mediatordesk.app.opened.imports import OpenedImports
from mediatordesk.app.opened.lists import OpenedLists
from mediatordesk.app.opened.materials import OpenedMaterials
from mediatordesk.app.opened.notes import OpenedNotes
from mediatordesk.app.opened.operators import OpenedOperators
from mediatordesk.app.opened.restoring import OpenedRestoring
from mediatordesk.app.opened.rounds import OpenedRounds
from mediatordesk.app.opened.scans import OpenedScans
from mediatordesk.app.opened.settings import OpenedSettings
from mediatordesk.app.opened.signing import OpenedSigning
from mediatordesk.app.opened.statistics import OpenedStatistics
from mediatordesk.app.opened.templates import OpenedTemplates
from mediatordesk.app.opened.ways import OpenedWays
from mediatordesk.core.changes import Change
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Operator
from mediatordesk.core.papers import Paper
from mediatordesk.store.case_lists import read_case_file
from mediatordesk.store.search_index import index_pending


class OpenedDesk:
    """Answers the window. It is made in the database thread and used there only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lists = OpenedLists(desk)
        beginnings = OpenedBeginnings(desk)
        self.beginning, self.say_last_number = beginnings.beginning, beginnings.say_last_number
        self.templates = OpenedTemplates(desk)
        self.materials = OpenedMaterials(desk)
        self.notes = OpenedNotes(desk)
        self.elements = OpenedElements(desk)
        self.findings = OpenedFindings(desk)
        self.ways = OpenedWays(desk)
        self.signing = OpenedSigning(desk)
        self.case_files = OpenedFiles(desk)
        self.scans = OpenedScans(desk)
        self.handover = OpenedHandover(desk)
        self.statistics = OpenedStatistics(desk)
        self.rounds = OpenedRounds(desk)
        self.claims = OpenedClaims(desk)
        self.settings = OpenedSettings(desk)
        self.imports = OpenedImports(desk)
        self.backups = OpenedBackups(desk)
        self.exchange = OpenedExchange(desk)
        self.restoring = OpenedRestoring(desk.places, desk.clock, desk)
        self.operators = OpenedOperators(desk)

    @classmethod
    def unlock(cls, folder: Path, knock: Knock, places: Places, clock: Clock) -> "OpenedDesk":
        """Open the desk of a folder; NoDesk, WrongPassphrase, WaitBeforeNextTry or DeskLocked."""
        desk = open_desk(
            folder, knock.passphrase, places=places, clock=clock, operator=knock.operator
        )
        return cls(desk)

    @classmethod
    def unlock_without_typing(
        cls, folder: Path, places: Places, clock: Clock
    ) -> "OpenedDesk | None":
        """Open the desk with the computer's keyring; None where the passphrase is asked for."""
        desk = open_desk_by_keyring(folder, places=places, clock=clock)
        return None if desk is None else cls(desk)

    @staticmethod
    def door(folder: Path) -> Door:
        """Return how the desk of a folder can be opened, as far as is known without a key."""
        if not (folder / "keys.json").is_file():
            return Door()
        people = tuple(Person(one.operator, one.label) for one in operators_of_folder(folder))
        return Door(people, without_typing=keyring_owner(folder) is not None)

    @property
    def operator(self) -> UUID:
        """Return who sits here."""
        return self._desk.operator.id

    def state(self) -> DeskState:
        """Return who works here and what was not sent yet."""
        desk = self._desk
        return DeskState(
            operator=desk.operator.name,
            office=desk.office.name,
            unsent=unsent_changes(desk),
            today=desk.clock.today(),
            operator_id=desk.operator.id,
        )

    def found(self, question: Question, page: int) -> Found:
        """Return one page of the cases that a question asks for, with the counts."""
        return self._lists.found(question, page)

    def index_pending(self, limit: int) -> int:
        """Prepare the search for at most so many changed cases; return how many still wait."""
        return index_pending(self._desk.store, limit)

    def case(self, case_id: UUID) -> OpenedCase:
        """Return a case with its history."""
        store = self._desk.store
        names = {operator.id: operator.name for operator in store.all(Operator)}
        file = read_case_file(store, case_id)
        kind = dispute_type_words(self._desk, file.case)
        changes, reach = store.changes_of(case_id), reach_of(self._desk, case_id)
        return OpenedCase(file, changes, names, kind, reach)

    def save_text(self, case_id: UUID, field: str, text: str) -> Change:
        """Save a text field of a case; EmptyText where it may not be empty."""
        return set_field(self._desk, case_id, field, text)

    def pdf_of(self, paper: Paper) -> bytes:
        """Return the PDF of a paper, the sealed one if there is one."""
        return bytes_of(self._desk, paper.case_id, newest_sha256(self._desk, paper))

    def close(self) -> None:
        """Close the desk; everything saved is on disk, and the exchange has ended."""
        self.exchange.end()
        self._desk.close()
