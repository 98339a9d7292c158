"""The people and organisations of a dispute."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.cases import EmptyText
from mediatordesk.core.records import Record, tidy
from mediatordesk.core.texts import N_


class PartyRole(StrEnum):
    """What a party is in the dispute."""

    APPLICANT = "applicant"
    RESPONDENT = "respondent"
    THIRD_PARTY = "third_party"
    CREDITOR = "creditor"
    """One of many who are owed by the same debtor (债权人)."""
    BUYER = "buyer"
    """One of many who bought from the same seller (购房户)."""
    RELOCATED = "relocated"
    """One of many who gave up a house for a new one (拆迁户)."""
    WORKER = "worker"
    """One of many who work for the same employer (劳动者)."""


ROLE_WORDS: Mapping[PartyRole, str] = {
    PartyRole.APPLICANT: N_("applicant"),
    PartyRole.RESPONDENT: N_("respondent"),
    PartyRole.THIRD_PARTY: N_("third party"),
    PartyRole.CREDITOR: N_("creditor"),
    PartyRole.BUYER: N_("buyer"),
    PartyRole.RELOCATED: N_("relocated household"),
    PartyRole.WORKER: N_("worker"),
}
"""What somebody is in the dispute in words for people, to be translated when they are shown."""


class PartyKind(StrEnum):
    """A person, or an organisation (法人、非法人组织)."""

    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, kw_only=True)
class Party(Record):
    """One side of a dispute. `id_number` is the resident identity number, the unified social
    credit code or a passport number, as `id_kind` says.
    """  # noqa: D205 - one sentence

    TABLE: ClassVar[str] = "party"

    case_id: UUID
    role: PartyRole
    kind: PartyKind = PartyKind.PERSON
    position: int = 0
    name: str
    sex: str = ""
    ethnicity: str = ""
    birth_date: date | None = None
    occupation: str = ""
    phone: str = ""
    id_kind: str = ""
    id_number: str = ""
    address: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    service_address: str = ""
    electronic_service: bool = False

    @property
    def is_organisation(self) -> bool:
        """Tell whether the party is an organisation and signs by its representative and seal."""
        return self.kind is PartyKind.ORGANISATION

    def renamed(self, name: str) -> "Party":
        """Return the party under a corrected name: NFC, trimmed, not empty."""
        tidied = tidy(name)
        if not tidied:
            raise EmptyText(field="name")
        return replace(self, name=tidied)


def age_on(birth_date: date, day: date) -> int:
    """Return the age in full years on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
