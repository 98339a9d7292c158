"""Days as they were typed in the window."""

from datetime import date

from mediatordesk.app.parts.typed_days import day_typed
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class NoSuchDay(DeskError):
    """What was typed is no day. Fields: text."""

    happened = N_("“{text}” is no day.")
    kept = N_("Nothing was changed; what you typed is still there.")
    to_do = N_("Type a day such as 2025-05-12.")


def day_told(text: str, today: date) -> date:
    """Return a day that was typed. NoSuchDay."""
    try:
        return date.fromisoformat(day_typed(text, today))
    except ValueError as error:
        raise NoSuchDay(text=text) from error
