"""What the places on a case's page have in common: which case, and whether to read it again."""

from abc import abstractmethod
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject


class CaseTab(Protocol):
    """A part of a case's page that can be emptied for another case."""

    def isVisible(self) -> bool:
        """Tell whether it is in sight."""

    def start_over(self) -> None:
        """Forget the case shown before."""


class CasePlace(QObject):
    """Reads its part of a case only while that is in sight, or when it comes there."""

    def __init__(self, tab: CaseTab) -> None:
        super().__init__()
        self._in_sight = tab
        self._case_id: UUID | None = None
        self._stale = True

    def show_case(self, case_id: UUID) -> None:
        """Take note that a case is shown, or that something in it was saved."""
        if case_id != self._case_id:
            self._case_id = case_id
            self._in_sight.start_over()
        self._stale = True
        if self._in_sight.isVisible():
            self.come_into_sight()

    def come_into_sight(self) -> None:
        """Read the case, if that was not done since something was saved."""
        if self._stale and self._case_id:
            self._stale = False
            self._read(self._case_id)

    @abstractmethod
    def _read(self, case_id: UUID) -> None:
        """Ask the desk for what this part shows of a case."""
