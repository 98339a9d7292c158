"""Scanned pages in words."""

from mediatordesk.app.asked.scan_desk import PageLine, PageState
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.core.texts import N_, _

_STATES = {
    PageState.FITS: (N_("fits"), Tone.GREEN),
    PageState.MISSING: (N_("page missing"), Tone.RED),
    PageState.OLDER: (N_("older version"), Tone.RED),
    PageState.FOREIGN: (N_("not of this case"), Tone.RED),
    PageState.DOUBLED: (N_("twice"), Tone.AMBER),
    PageState.UNREAD: (N_("not recognised"), Tone.AMBER),
}


def page_entry(at: int, line: PageLine) -> Entry:
    """Return a page for the list: which page of which paper, or what is amiss."""
    word, tone = _STATES[line.state]
    return Entry(at, line.words, line.place, "", _(word), tone)
