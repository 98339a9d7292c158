"""What was added at the end of a sealed paper: another signature, or a later timestamp."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class SealedRevision(Record):
    """A sealed paper grew by one revision; `sha256` names the whole file, kept beside the seal's.

    It begins with the very bytes of the sealed paper and of each revision before it. `signer` is
    who sealed, as the certificate says; empty for a timestamp over the paper.
    """

    TABLE: ClassVar[str] = "sealed_revision"

    case_id: UUID
    paper_id: UUID
    sha256: str
    added_at: datetime
    signer: str = ""
