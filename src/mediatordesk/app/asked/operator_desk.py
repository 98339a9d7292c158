"""What the place for operators asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class OperatorLine:
    """Somebody who works or worked here; `has_way_in` means a passphrase of theirs opens."""

    id: UUID
    name: str
    post: str = ""
    label: str = ""
    """What stands in the list before the desk is open; they chose it, and it is no secret."""
    retired: bool = False
    has_way_in: bool = False


@dataclass(frozen=True)
class Operators:
    """Who works here, who sits here now, and the other ways in."""

    lines: tuple[OperatorLine, ...]
    present: UUID
    without_typing: bool = False
    """This computer's keyring opens the desk for whoever is logged in to the computer."""
    typing_needed_because: str = ""
    """Why opening without typing cannot be chosen here; empty where it can."""
    recovery: str = ""
    """How the desk is recovered if every passphrase is forgotten, in words."""
    new_sheet: str = ""
    """What it means to make a new recovery sheet, in words."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to work here."""

    name: str
    post: str
    label: str
    passphrase: str


class OperatorDesk(Protocol):
    """The desk as the place for operators sees it."""

    def operators(self) -> Operators:
        """Return who works here, and the ways in."""

    def add(self, newcomer: Newcomer) -> None:
        """Let somebody in by a passphrase of their own."""

    def retire(self, operator: UUID) -> None:
        """Let somebody in no more; what they entered stays theirs."""

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of who sits here; WrongPassphrase if the old one is not theirs."""

    def change_label(self, label: str) -> None:
        """Show who sits here under another label before the desk is open; LabelTaken."""

    def save_sheet(self, file: Path) -> None:
        """Write a new recovery sheet as a PDF; the one printed before opens nothing then."""

    def open_without_typing(self, *, wanted: bool) -> None:
        """Let the computer's keyring open the desk, or no more; NoKeyring where it has none."""

    def take_over(self, before: UUID) -> Change:
        """Log that who sits here went on with the desk of somebody else."""
