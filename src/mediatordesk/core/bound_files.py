"""The whole file of a case, bound: one PDF in the order of its catalogue (domain.md 9.8)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class BoundFile(Record):
    """A case's file was put together: `sha256` names its PDF, `pages` counts the numbered ones."""

    TABLE: ClassVar[str] = "bound_file"

    case_id: UUID
    bound_on: date
    sha256: str
    pages: int
    sheets: int = 0
    """All pages of the PDF, cover and index among them."""
    binder: str = ""
    """Who bound it (立卷人)."""
