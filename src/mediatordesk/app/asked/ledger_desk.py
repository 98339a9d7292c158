"""What the places for ledgers ask of the desk. Every call runs in the database thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class LedgerLine:
    """One line of a ledger; `key` names it within the ledger."""

    key: str
    title: str
    detail: str = ""
    when: str = ""


@dataclass(frozen=True)
class Ledger:
    """A month of a ledger, what makes up a line, and what a new line begins with."""

    month: str
    """2025-05."""
    lines: tuple[LedgerLine, ...] = ()
    total: str = ""
    columns: tuple[Ask, ...] = ()
    fresh: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entered:
    """A line that was entered, and what is worth saying about it."""

    change: Change
    words: str = ""


class LedgerDesk(Protocol):
    """The desk as a place for a ledger sees it."""

    def ledger(self, month: str) -> Ledger:
        """Return a month of the ledger; this one for an empty text."""

    def enter(self, answers: Mapping[str, str]) -> Entered:
        """Enter a line, as it was typed (see Ask). A DeskError says why it cannot be."""

    def take_out(self, key: str, reason: str) -> Change:
        """Take out a line that was entered by mistake; the log keeps it."""

    def save(self, month: str, to: Path) -> Path:
        """Write a month as an Excel workbook, and return where."""
