"""Days and amounts as they are read on the screen."""

from datetime import date, datetime

from mediatordesk.app.looks.theme import Tone
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


def size_text(size: int) -> str:
    """Return the size of a file as people say it."""
    if size < 1 << 10:
        return _("{n} bytes").format(n=size)
    if size < 1 << 20:
        return f"{size / (1 << 10):.0f} KB"
    if size < 1 << 30:
        return f"{size / (1 << 20):.1f} MB"
    return f"{size / (1 << 30):.2f} GB"


def ago_text(day: date | None, today: date) -> str:
    """Return how long ago a day was, as people say it."""
    if day is None:
        return _("none yet")
    days = (today - day).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else _("{days} days ago").format(days=days)
