"""A case of people's mediation, from registration to the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import entry_word
from mediatordesk.core.records import Record, tidy
from mediatordesk.core.texts import N_, _


class CaseStatus(StrEnum):
    """Where a case stands (domain.md 3.1)."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IN_SESSION = "in_session"
    AGREED = "agreed"
    FAILED = "failed"
    PERFORMED = "performed"
    CLOSED = "closed"
    ARCHIVED = "archived"


STATUS_WORDS: Mapping[CaseStatus, str] = {
    CaseStatus.REGISTERED: N_("registered"),
    CaseStatus.ACCEPTED: N_("accepted"),
    CaseStatus.REJECTED: N_("not accepted"),
    CaseStatus.IN_SESSION: N_("in mediation"),
    CaseStatus.AGREED: N_("agreed"),
    CaseStatus.FAILED: N_("no agreement"),
    CaseStatus.PERFORMED: N_("performed"),
    CaseStatus.CLOSED: N_("closed"),
    CaseStatus.ARCHIVED: N_("archived"),
}
"""Where a case stands in words for people, to be translated when they are shown."""


class Source(StrEnum):
    """How a case came (domain.md 5.2)."""

    APPLICATION = "application"
    INITIATIVE = "initiative"
    REFERRED = "referred"


_STEPS = {
    CaseStatus.REGISTERED: {CaseStatus.ACCEPTED, CaseStatus.REJECTED, CaseStatus.AGREED},
    CaseStatus.ACCEPTED: {CaseStatus.IN_SESSION, CaseStatus.AGREED, CaseStatus.FAILED},
    CaseStatus.IN_SESSION: {CaseStatus.IN_SESSION, CaseStatus.AGREED, CaseStatus.FAILED},
    CaseStatus.AGREED: {CaseStatus.AGREED, CaseStatus.PERFORMED, CaseStatus.CLOSED},
    CaseStatus.PERFORMED: {CaseStatus.CLOSED},
    CaseStatus.FAILED: {CaseStatus.CLOSED, CaseStatus.IN_SESSION},
    CaseStatus.REJECTED: {CaseStatus.CLOSED},
    CaseStatus.CLOSED: {CaseStatus.ARCHIVED},
    CaseStatus.ARCHIVED: set(),
}


class WrongStep(DeskError):
    """A step that the case is not ready for."""

    happened = N_("This step does not follow from where the case stands ({status}).")
    kept = N_("The case was not changed.")
    to_do = N_("Look at the case's page for the step that comes next.")


class EmptyText(DeskError):
    """A field that may not be empty was left empty."""

    happened = N_("The field “{field}” was left empty.")
    kept = N_("What stood there before is kept.")
    to_do = N_("Enter it and save again.")

    def words(self) -> Mapping[str, object]:
        """Return the fields with what people call the empty one."""
        return {name: entry_word(str(one)) for name, one in self.fields.items()}


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """One dispute, one file (一案一卷). Amounts are integer fen; days are China's."""

    TABLE: ClassVar[str] = "case"

    pack: str
    title: str
    number: str = ""
    status: CaseStatus = CaseStatus.REGISTERED
    source: Source = Source.APPLICATION
    channel: str = ""
    dispute_type: str = ""
    facts: str = ""
    requests: tuple[str, ...] = ()
    amount_in_dispute: int | None = None
    registered_on: date | None = None
    accepted_on: date | None = None
    registrar: str = ""
    committee: str = ""
    mediator: str = ""
    recorder: str = ""
    oral: bool = False
    closed_on: date | None = None
    mark: str = ""
    """What it is called until it is accepted and gets its number: 临-A-0007."""

    @property
    def case_id(self) -> UUID:
        """Return the case that this record belongs to: itself."""
        return self.id

    @property
    def called(self) -> str:
        """Return by what people know the case: its number, its provisional mark, or its title."""
        return self.number or self.mark or self.title

    def renamed(self, title: str) -> "Case":
        """Return the case under a corrected title; EmptyText if there is none."""
        return self.with_text("title", title)

    def with_text(self, name: str, text: str) -> "Case":
        """Return the case with a text field corrected; EmptyText for an empty title."""
        tidied = tidy(text)
        if not tidied and name == "title":
            raise EmptyText(field=name)
        return replace(self, **{name: tidied})  # type: ignore[arg-type]  # the name is a column

    def moved(self, status: CaseStatus) -> "Case":
        """Return the case one step on; WrongStep if the step does not follow."""
        if status not in _STEPS[self.status]:
            raise WrongStep(status=_(STATUS_WORDS[self.status]))
        return replace(self, status=status)


@dataclass(frozen=True, kw_only=True)
class Element(Record):
    """One field that the case's pack adds; its row is named by owner and field everywhere."""

    TABLE: ClassVar[str] = "element"

    case_id: UUID
    name: str
    content: str = ""
    party_id: UUID | None = None
    """The person of a roster that the field is about; None for the case's own."""

    @classmethod
    def of(cls, case_id: UUID, name: str, content: str, party_id: UUID | None = None) -> "Element":
        """Return the element; two laptops that write the same field write the same row."""
        owner = f"{case_id}/{name}" if party_id is None else f"{party_id}/{name}"
        row = uuid5(NAMESPACE_OID, owner)
        return cls(id=row, case_id=case_id, name=name, content=tidy(content), party_id=party_id)
