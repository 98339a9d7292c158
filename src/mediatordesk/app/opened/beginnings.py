"""What is to be known of a desk that can only be read, or was set back, copied or restored."""

from mediatordesk.actions.cases.numbering import last_number, numbering_of, say_last_number
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.case_desk import Beginning
from mediatordesk.core.changes import Change
from mediatordesk.core.epochs import EPOCH_WORDS
from mediatordesk.core.texts import N_, _

_ASKED = N_("Cases get provisional marks until it is known which number of {year} was the last: "
            "look at the newest numbered paper. The highest known here is {known}.")  # fmt: skip


class OpenedBeginnings:
    """Says what happened to the desk's file, and takes the number that a person has found."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def beginning(self) -> Beginning:
        """Return what is to be said as the window opens."""
        desk = self._desk
        notice = _(EPOCH_WORDS[desk.epoch.reason]) if desk.epoch else desk.only_reads
        return Beginning(notice, self._number_words() if numbering_of(desk).unanswered else "")

    def say_last_number(self, text: str) -> Change:
        """Take the last number on paper. NotANumber, YearWanted, LowerThanUsed."""
        return say_last_number(self._desk, text)

    def _number_words(self) -> str:
        """Ask for the last number that was given on paper."""
        year = self._desk.clock.today().year
        known = last_number(self._desk, year)
        return _(_ASKED).format(year=year, known=known)
