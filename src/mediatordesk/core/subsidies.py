"""The subsidy for a mediated case (以案定补): one dispute is paid once."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_OID, UUID, uuid5

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Subsidy(Record):
    """What is claimed for a case in a month; its row follows from the case, so there is only one.

    `amount` is in fen, `month` like 2025-03, `proofs` are codes of papers and materials.
    """

    TABLE: ClassVar[str] = "subsidy"

    case_id: UUID
    month: str
    grade: str
    """simple, general or complex, as the office's rules count."""
    amount: int
    mediator: str
    proofs: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        case_id: UUID,
        *,
        month: str,
        grade: str,
        amount: int,
        mediator: str,
        proofs: tuple[str, ...] = (),
    ) -> "Subsidy":
        """Return the one subsidy of a case; two laptops that claim it write the same row."""
        row = uuid5(NAMESPACE_OID, f"{case_id}/subsidy")
        return cls(
            id=row,
            case_id=case_id,
            month=month,
            grade=grade,
            amount=amount,
            mediator=mediator,
            proofs=proofs,
        )
