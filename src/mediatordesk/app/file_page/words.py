"""The catalogue of a file in words."""

from mediatordesk.app.asked.file_desk import FileLine, FileStand, Held
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import day_text
from mediatordesk.core.texts import N_, _

_HELD = {
    Held.THERE: (N_("is there"), Tone.GREEN),
    Held.MISSING: (N_("missing"), Tone.RED),
    Held.TROUBLE: (N_("look at it"), Tone.AMBER),
    Held.LATER: (N_("when bound"), Tone.PLAIN),
    Held.ABSENT: (N_("none"), Tone.PLAIN),
}


def file_entry(at: int, line: FileLine) -> Entry:
    """Return a line of the catalogue for the list: its pages, must or as needed, how it stands."""
    pages = ""
    if line.first:
        pages = str(line.first) if line.first == line.last else f"{line.first}–{line.last}"
    word, tone = _HELD[line.held]
    told = line.words if line.held in {Held.THERE, Held.TROUBLE} else ""
    must = _("must") if line.must else _("as needed")
    detail = " · ".join(filter(None, (must, told)))
    return Entry(at, line.title, detail, pages, _(word), tone)


def stand_word(stand: FileStand) -> tuple[str, Tone]:
    """Return in a word whether the file is complete."""
    if stand.stops:
        return _("not complete: {n}").format(n=stand.stops), Tone.RED
    return _("complete"), Tone.GREEN


def bound_words(stand: FileStand) -> str:
    """Return how the file was bound last, and whether it still stands so."""
    bound = stand.bound
    if bound is None:
        return _("The file was not bound yet. It will have {n} numbered pages.").format(
            n=stand.pages
        )
    words = _("Bound on {day}: {pages} numbered pages, {sheets} in all.")
    told = words.format(day=day_text(bound.on), pages=bound.pages, sheets=bound.sheets)
    if bound.is_current:
        return told
    return told + "\n" + _("Something has changed since: bind it again.")
