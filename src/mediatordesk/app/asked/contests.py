"""Contested fields as the window shows them: two computers wrote different things."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Said:
    """One value of a contested field: what it says, who wrote it, when, and where."""

    key: Hashable
    words: str
    who: str
    when: datetime
    letter: str = ""
    """By which the computer is known in the office; empty if it is not known."""
    here: bool = False


@dataclass(frozen=True)
class Contest:
    """A field with its different values; the one that counts stands first.

    `decided` if that one was chosen here; `sealed` if nothing can be chosen, because it is signed.
    """

    key: Hashable
    case: UUID | None
    title: str
    field: str
    values: tuple[Said, ...]
    decided: bool = False
    sealed: bool = False
