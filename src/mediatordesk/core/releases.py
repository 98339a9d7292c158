"""The director's release of a case that a check holds back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Release(Record):
    """The director let a case go on in spite of findings, and said why: it stays in the file.

    `codes` are the findings that were released; another one holds the case again. With `words` the
    director read a clause (its id is `about`; that of the agreement for the words beside its
    clauses) and let these very words stand: other words need the director again.
    """

    TABLE: ClassVar[str] = "release"

    case_id: UUID
    released_at: datetime
    director: str
    reason: str
    codes: tuple[str, ...] = ()
    about: UUID | None = None
    words: str = ""
