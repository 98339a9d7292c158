"""Ways out and courts in words."""

from mediatordesk.app.asked.way_desk import CourtLine, Way, WaysOut
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import day_text, due_word
from mediatordesk.core.texts import _


def way_entry(way: Way, told: WaysOut) -> Entry:
    """Return a way for a list: whether it is open, until when, or why it is closed."""
    word, tone = (_("open to it"), Tone.GREEN) if way.is_open else (_("not open"), Tone.PLAIN)
    title = way.title if way.is_open or not way.why else f"{way.title}：{way.why}"
    due = ""
    if way.is_open and way.due_on:
        left, _tone = due_word(way.due_on, told.today)
        due = _("at the latest on {day} ({left})").format(day=day_text(way.due_on), left=left)
    return Entry(way.title, title, " · ".join(filter(None, (due, way.basis))), "", word, tone)


def court_entry(at: int, court: CourtLine, chosen: str) -> Entry:
    """Return a court for a list: why it may confirm, and whether it was chosen."""
    unnamed = _("a basic court of {district}, not in the register")
    name = court.name or unnamed.format(district=court.district)
    word, tone = "", Tone.PLAIN
    if court.name and court.name == chosen:
        word, tone = _("chosen"), Tone.GREEN
    return Entry(at, name, " · ".join(filter(None, (court.reason, court.basis))), "", word, tone)
