"""The past exchanges: when, where, what went and came, and what could not be done."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mediatordesk.app.asked.exchange_desk import ExchangeStand
from mediatordesk.app.asked.past_exchanges import PastExchange
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.dates import short_day
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _

FEW = 6
"""So many are shown until somebody wants to see them all."""


class PastCard(Card):
    """Shows the newest exchanges, and all that are remembered if somebody wants them."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Past exchanges"))
        self.list = EntryView(appearance, _("Past exchanges"), whole=True)
        self._empty = WrappedLabel("mute")
        self._empty.show_text(_("None yet. Each one will be written down here."))
        self.more = QPushButton()
        self.more.setAccessibleName(_("Past exchanges"))
        self.more.setObjectName("quiet")
        self.more.clicked.connect(self._turn)
        self._past: tuple[PastExchange, ...] = ()
        self._today = date.min
        self._all = False
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch()
        for part in (self._empty, self.list):
            self.inside.addWidget(part)
        self.inside.addLayout(line)

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the past exchanges."""
        self._past, self._today = stand.past, stand.today
        self._show()

    def _turn(self) -> None:
        """Show all, or few again."""
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        """Show as many as are wanted."""
        shown = self._past if self._all else self._past[:FEW]
        self.list.show_entries([past_entry(one, self._today) for one in shown])
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self.more.setVisible(len(self._past) > FEW)
        all_of_them = _("Show all {n}").format(n=len(self._past))
        self.more.setText(_("Show fewer") if self._all else all_of_them)


def past_entry(one: PastExchange, today: date) -> Entry:
    """Return a past exchange for the list."""
    when = f"{one.at:%H:%M}"
    if one.at.date() != today:
        when = f"{short_day(one.at.date())} {when}"
    word, tone = _("exchanged"), Tone.GREEN
    if one.not_done:
        word, tone = (_("in part"), Tone.AMBER) if one.moved else (_("not done"), Tone.PLAIN)
    detail = "\n".join(filter(None, (" · ".join(_moved(one)), *one.not_done)))
    return Entry((one.at, one.place), one.place, detail or _("nothing new"), when, word, tone)


def _moved(one: PastExchange) -> Iterator[str]:
    """Yield what went and came."""
    for words, n in (
        (_("{n} changes sent"), one.changes_sent),
        (_("{n} parts of files sent"), one.parts_sent),
    ):
        if n:
            yield words.format(n=n)
    if one.changes_came:
        words = _("{n} changes came, to {cases} cases") if one.cases else _("{n} changes came")
        yield words.format(n=one.changes_came, cases=one.cases)
    if one.parts_came:
        yield _("{n} parts of files came").format(n=one.parts_came)
    if one.confirmed:
        yield _("the centre's receipt came")
