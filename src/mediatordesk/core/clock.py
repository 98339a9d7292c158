"""Clocks: the time is handed in, never asked for; it is China's, whatever the computer says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from mediatordesk.core.changes import CHINA, TimeFlag


@dataclass(frozen=True)
class Clock:
    """Tells the time in Asia/Shanghai, and how far it can be believed."""

    read: Callable[[], datetime]
    flag: TimeFlag = TimeFlag.CLOCK

    @classmethod
    def computer(cls) -> "Clock":
        """Return the clock of this computer."""
        return cls(lambda: datetime.now(CHINA))

    @classmethod
    def typed(cls, moment: datetime) -> "Clock":
        """Return a clock that stands at a time a person typed (补录)."""
        return cls(lambda: moment.replace(tzinfo=CHINA), TimeFlag.TYPED)

    def now(self) -> datetime:
        """Return the present moment in China's time."""
        return self.read().astimezone(CHINA)

    def today(self) -> date:
        """Return the present day in China."""
        return self.now().date()
