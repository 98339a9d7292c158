"""Routing of a case from window to window (流转), each hop with its receipt."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Hop(Record):
    """A case was passed to an office; the window that first took it stays owner of the reply."""

    TABLE: ClassVar[str] = "hop"

    case_id: UUID
    position: int
    from_office: str
    to_office: str
    matter: str = ""
    sent_on: date
    receiver: str = ""
    received_on: date | None = None
    receipt_no: str = ""
    reply: str = ""
    replied_on: date | None = None
