"""What the place for office settings asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from typing import Protocol

from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.core.changes import Change


@dataclass(frozen=True)
class SettingLine:
    """A setting of the packs as it stands here. Texts are as they are typed (see Ask)."""

    ask: Ask
    packs: tuple[str, ...]
    """The titles of the packs that ask for it."""
    text: str
    default: str
    """What the pack says where the office says nothing."""
    is_own: bool
    """The office has laid it down."""
    is_open: bool
    """No national rule fixes it, and nobody here has said what holds (本地规则待核)."""
    reason: str = ""
    """Who laid it down, and in which paper."""


class SettingDesk(Protocol):
    """The desk as the place for office settings sees it."""

    def settings(self) -> tuple[SettingLine, ...]:
        """Return every setting of the packs in use; what is still open comes first."""

    def lay_down(self, name: str, text: str, reason: str) -> Change:
        """Lay a setting down for this office. BadEntry; FieldMissing without a reason."""
