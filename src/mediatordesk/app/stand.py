"""Where the window stood when it was locked, so that unlocking comes back to the same place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QByteArray

from mediatordesk.app.asked.case_questions import Question
from mediatordesk.app.asked.element_desk import ElementKey
from mediatordesk.app.navigation import Goal


@dataclass(frozen=True)
class Unsaved:
    """What could not be saved when the desk was locked: the disk was full, or it did not fit."""

    operator: UUID
    case_id: UUID
    text: str | None = field(default=None, repr=False)
    """About the dispute."""
    answers: Mapping[ElementKey, str] = field(default_factory=dict, repr=False)
    """To the pack's questions."""


@dataclass(frozen=True)
class Stand:
    """What was in sight: a place of the program, or a part of a case."""

    goal: Goal = Goal.CASES
    case_id: UUID | None = None
    tab: int = 0
    question: Question = field(default_factory=Question)
    recent: tuple[UUID, ...] = ()
    geometry: QByteArray = field(default_factory=QByteArray)
    maximised: bool = False
