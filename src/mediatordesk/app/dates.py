"""Days and amounts as they are read on the screen."""

from datetime import date, datetime

from mediatordesk.app.theme import Tone
from mediatordesk.core.texts import _

SOON = 7
"""A deadline within this many days is shown as coming soon."""


def day_text(day: date | None) -> str:
    """Return a day in full, or nothing."""
    if day is None:
        return ""
    return _("{year}-{month:02}-{day:02}").format(year=day.year, month=day.month, day=day.day)


def short_day(day: date) -> str:
    """Return a day without its year."""
    return _("{month}/{day}").format(month=day.month, day=day.day)


def moment_text(moment: datetime) -> str:
    """Return a day and the time of day."""
    return f"{day_text(moment.date())} {moment:%H:%M}"


def due_word(due: date, today: date) -> tuple[str, Tone]:
    """Return in a word how far a deadline is away, and its tone."""
    left = (due - today).days
    if left < 0:
        return _("{days} days late").format(days=-left), Tone.RED
    if left == 0:
        return _("due today"), Tone.AMBER
    word = _("{days} days left").format(days=left)
    return word, Tone.AMBER if left <= SOON else Tone.PLAIN


def amount_text(fen: int | None) -> str:
    """Return an amount in yuan with its two decimals, or nothing."""
    if fen is None:
        return ""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return _("{amount} yuan").format(amount=f"{sign}{fen // 100:,}.{fen % 100:02}")
