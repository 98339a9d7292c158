"""A past exchange as the window shows it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PastExchange:
    """When and where, what went and came, and what could not be done, in sentences."""

    at: datetime
    place: str
    changes_sent: int = 0
    parts_sent: int = 0
    changes_came: int = 0
    parts_came: int = 0
    cases: int = 0
    """To which colleagues have brought something."""
    confirmed: bool = False
    """The centre's receipt came."""
    not_done: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether anything went or came."""
        sent, came = self.changes_sent + self.parts_sent, self.changes_came + self.parts_came
        return bool(sent or came or self.confirmed)
