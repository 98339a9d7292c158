"""Periods that run in a case: counted when their trigger happens, kept until they are met."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Period(Record):
    """A period that runs: from which day, to which day, how it was counted, and by which rule.

    `code` is the rule's (T02, T10 …). What was counted stays as it was told to the parties, even
    if a later pack counts differently. `met_on` ends it.
    """

    TABLE: ClassVar[str] = "period"

    case_id: UUID
    code: str
    title: str
    day0: date
    due_on: date
    rolled_from: date | None = None
    safe_on: date | None = None
    provisional: bool = False
    basis: str = ""
    about: UUID | None = None
    met_on: date | None = None
