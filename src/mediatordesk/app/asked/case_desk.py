"""What the window asks of the desk. Every call runs in the database thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from mediatordesk.app.asked.backup_desk import BackupDesk, RestoreDesk
from mediatordesk.app.asked.case_questions import Found, Question
from mediatordesk.app.asked.element_desk import ElementDesk
from mediatordesk.app.asked.exchange_desk import ExchangeDesk, Reach
from mediatordesk.app.asked.file_desk import FileDesk
from mediatordesk.app.asked.finding_desk import FindingDesk
from mediatordesk.app.asked.handover_desk import HandoverDesk
from mediatordesk.app.asked.import_desk import ImportDesk
from mediatordesk.app.asked.ledger_desk import LedgerDesk
from mediatordesk.app.asked.material_desk import MaterialDesk
from mediatordesk.app.asked.note_desk import NoteDesk
from mediatordesk.app.asked.operator_desk import OperatorDesk
from mediatordesk.app.asked.scan_desk import ScanDesk
from mediatordesk.app.asked.setting_desk import SettingDesk
from mediatordesk.app.asked.signing_desk import SigningDesk
from mediatordesk.app.asked.statistics_desk import StatisticsDesk
from mediatordesk.app.asked.template_desk import TemplateDesk
from mediatordesk.app.asked.way_desk import WayDesk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.papers import Paper


@dataclass(frozen=True)
class OpenedCase:
    """A case as its page shows it, with every change that touched it, oldest first."""

    file: CaseFile
    changes: tuple[Change, ...] = ()
    operators: Mapping[UUID, str] = field(default_factory=dict)
    """The names of those who made the changes."""
    dispute_type: str = ""
    """The type of the dispute in the words of the case's pack."""
    reach: Reach | None = None
    """How far it has come on its way to the centre; None where there is no centre."""


@dataclass(frozen=True)
class DeskState:
    """Who sits at which desk on which day, and how many changes are only on this computer."""

    operator: str
    office: str
    unsent: int
    today: date
    operator_id: UUID


@dataclass(frozen=True)
class Beginning:
    """What is to be said as the window opens; both are empty on an ordinary day."""

    notice: str = ""
    """What happened to the desk's file: set back, copied, restored."""
    number_words: str = ""
    """Why a person is asked for the last number on paper."""


class PageDesk(Protocol):
    """The desk as the page of a case sees it."""

    @property
    def materials(self) -> MaterialDesk:
        """Return the desk's side of the place for material."""

    @property
    def notes(self) -> NoteDesk:
        """Return the desk's side of the place for notes."""

    @property
    def elements(self) -> ElementDesk:
        """Return the desk's side of the place for the pack's fields."""

    @property
    def findings(self) -> FindingDesk:
        """Return the desk's side of the place for agreements."""

    @property
    def ways(self) -> WayDesk:
        """Return the desk's side of the place for ways out."""

    @property
    def scans(self) -> ScanDesk:
        """Return the desk's side of the place for scans."""

    @property
    def case_files(self) -> FileDesk:
        """Return the desk's side of the place for the file of a case."""

    @property
    def handover(self) -> HandoverDesk:
        """Return the desk's side of the place for handing over."""

    @property
    def signing(self) -> SigningDesk:
        """Return the desk's side of the place for signing."""

    def case(self, case_id: UUID) -> OpenedCase:
        """Return a case with its history."""

    def save_text(self, case_id: UUID, field: str, text: str) -> Change:
        """Save a text field of a case; EmptyText where it may not be empty."""

    def pdf_of(self, paper: Paper) -> bytes:
        """Return the PDF of a paper as it was made or sealed."""


class CaseDesk(PageDesk, Protocol):
    """The desk as the window sees it."""

    @property
    def templates(self) -> TemplateDesk:
        """Return the desk's side of the screen for forms."""

    def state(self) -> DeskState:
        """Return who works here and what was not sent yet."""

    @property
    def statistics(self) -> StatisticsDesk:
        """Return the desk's side of the place for statistics."""

    @property
    def rounds(self) -> LedgerDesk:
        """Return the desk's side of the place for the screening log."""

    @property
    def claims(self) -> LedgerDesk:
        """Return the desk's side of the place for subsidies."""

    @property
    def settings(self) -> SettingDesk:
        """Return the desk's side of the place for office settings."""

    @property
    def imports(self) -> ImportDesk:
        """Return the desk's side of the places for imports and duplicates."""

    @property
    def backups(self) -> BackupDesk:
        """Return the desk's side of the place for backups."""

    @property
    def restoring(self) -> RestoreDesk:
        """Return what makes a desk from a backup."""

    @property
    def exchange(self) -> ExchangeDesk:
        """Return the desk's side of the place for the exchange."""

    @property
    def operators(self) -> OperatorDesk:
        """Return the desk's side of the place for operators."""

    def beginning(self) -> Beginning:
        """Return what is to be said as the window opens."""

    def say_last_number(self, text: str) -> Change:
        """Take the last number on paper. NotANumber, YearWanted, LowerThanUsed."""

    def found(self, question: Question, page: int) -> Found:
        """Return one page of the cases that a question asks for, with the counts."""

    def index_pending(self, limit: int) -> int:
        """Prepare the search for at most so many changed cases; return how many still wait."""
