"""What happens around a signature: who was there, who read the paper out, who said no."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record
from mediatordesk.core.texts import N_


class CeremonyStep(StrEnum):
    """A moment of a signing ceremony."""

    PRESENT = "present"
    READ_ALOUD = "read_aloud"
    IDENTITY_CHECKED = "identity_checked"
    ORDER = "order"
    """In which order people are asked to sign; `remark` holds their names."""
    OUT_OF_ORDER = "out_of_order"
    """Somebody signed before those who were to sign first: it counts, and it is noted."""
    REFUSED = "refused"
    """Somebody would not sign."""
    VOIDED = "voided"
    """A newer version took the paper's place: the signatures on it no longer count."""


CEREMONY_WORDS: Mapping[CeremonyStep, str] = {
    CeremonyStep.PRESENT: N_("was present"),
    CeremonyStep.READ_ALOUD: N_("paper read aloud"),
    CeremonyStep.IDENTITY_CHECKED: N_("identity checked"),
    CeremonyStep.ORDER: N_("order of signing"),
    CeremonyStep.OUT_OF_ORDER: N_("signed out of the order agreed"),
    CeremonyStep.REFUSED: N_("did not sign"),
    CeremonyStep.VOIDED: N_("replaced by a newer version"),
}
"""The moments in words for people, to be translated when they are shown."""


@dataclass(frozen=True, kw_only=True)
class CeremonyNote(Record):
    """One line of the ceremony log of a paper: what happened, when, and who it was."""

    TABLE: ClassVar[str] = "ceremony_note"

    case_id: UUID
    paper_id: UUID
    step: CeremonyStep
    happened_at: datetime
    party_id: UUID | None = None
    person: str = ""
    """Who read, who was present, who refused."""
    remark: str = ""
