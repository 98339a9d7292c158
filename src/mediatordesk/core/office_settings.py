"""What an office has set itself where no national rule fixes anything (本地规则待核)."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_OID, uuid5

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class OfficeSetting(Record):
    """One setting of a pack by its name, as JSON text; it goes before the pack's own value."""

    TABLE: ClassVar[str] = "office_setting"

    name: str
    content: str
    reason: str = ""
    """Who laid it down, and in which paper."""

    @classmethod
    def of(cls, name: str, content: str, reason: str = "") -> "OfficeSetting":
        """Return the setting; two laptops that set the same write the same row."""
        row = uuid5(NAMESPACE_OID, f"office_setting/{name}")
        return cls(id=row, name=name, content=content, reason=reason)
