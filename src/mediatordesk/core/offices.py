"""The office that a desk belongs to, and the people who work at it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from mediatordesk.core.cases import EmptyText
from mediatordesk.core.records import Record, tidy


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

    def with_text(self, name: str, text: str) -> "Office":
        """Return the office with one field corrected; EmptyText for an empty name or code."""
        tidied = tidy(text)
        if not tidied and name in ("code", "name"):
            raise EmptyText(field=name)
        return replace(self, **{name: tidied})  # type: ignore[arg-type]  # the name is a column


@dataclass(frozen=True, kw_only=True)
class Operator(Record):
    """A clerk or mediator who works at a desk; every change carries the id of one."""

    TABLE: ClassVar[str] = "operator"

    name: str
    post: str = ""
    retired: bool = False
    recipient: str = ""
    """The age recipient to which caucus notes for this operator are encrypted."""
