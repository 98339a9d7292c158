"""What the place for a pack's fields asks of the desk. Every call runs in the database thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class Ask:
    """What is asked for: a field of the pack, or a column of one of its tables.

    An answer is one text, as it is typed: yuan, ISO days, the name of a choice, the names of
    several one a line, true or false.
    """

    name: str
    label: str
    kind: AnswerKind = AnswerKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    """Names and labels."""
    required: bool = False
    help: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is known by, and the answers by column. A new one has no id."""

    id: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Element:
    """A field of the pack with what was answered."""

    ask: Ask
    section: str = ""
    party: UUID | None = None
    """Of whom it is asked; None for the case."""
    answer: str = ""
    asked: bool = True
    """It is relevant now; what was answered before stays in sight all the same."""
    columns: tuple[Ask, ...] = ()
    rows: tuple[Row, ...] = ()
    draft: Row | None = None
    """The row that is being typed."""

    @property
    def key(self) -> "ElementKey":
        """Return what the field is known by within its case."""
        return ElementKey(self.ask.name, self.party)

    @property
    def shown(self) -> bool:
        """Tell whether there is something to ask or to see."""
        return self.asked or self.answered

    @property
    def answered(self) -> bool:
        """Tell whether there is an answer."""
        return bool(self.answer or self.rows or self.draft)

    @property
    def missing(self) -> bool:
        """Tell whether an answer is needed and not there."""
        return self.ask.required and self.asked and not self.answered


@dataclass(frozen=True)
class ElementKey:
    """Which field of a case: its name, and of which party."""

    name: str
    party: UUID | None = None


class ElementDesk(Protocol):
    """The desk as the place for a pack's fields sees it."""

    def elements(self, case_id: UUID) -> tuple[Element, ...]:
        """Return the fields that a case's pack asks, those of the case first, then the parties'."""

    def enter(self, case_id: UUID, key: ElementKey, text: str) -> Change:
        """Save an answer; WrongEntry says why it does not fit its question."""

    def enter_row(self, case_id: UUID, key: ElementKey, row: Row) -> Change:
        """Add a row to a table, or write the row of that id anew; WrongEntry."""

    def take_out_row(self, case_id: UUID, key: ElementKey, row: str) -> Change:
        """Take a row out of a table; RowOnPaper once a paper was made from it."""

    def put_back_row(self, case_id: UUID, key: ElementKey, row: str, place: int) -> Change:
        """Put a row back at its old place, from 0."""

    def keep_row(self, case_id: UUID, key: ElementKey, row: Row | None) -> None:
        """Keep what was typed of a row, on this computer only; None forgets it."""
