"""The office that a desk belongs to, and the people who work at it."""

from dataclasses import dataclass
from typing import ClassVar

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Office(Record):
    """A people's mediation committee or window (domain.md 9.5: the area code is an attribute)."""

    TABLE: ClassVar[str] = "office"

    code: str
    name: str
    number_prefix: str = ""
    """字头 of its numbers: 正阳 in （2025）正阳人调字第3号."""
    address: str = ""
    phone: str = ""
    director: str = ""
    recovery_recipient: str = ""


@dataclass(frozen=True, kw_only=True)
class Operator(Record):
    """A clerk or mediator who works at a desk; every change carries the id of one."""

    TABLE: ClassVar[str] = "operator"

    name: str
    post: str = ""
    retired: bool = False
