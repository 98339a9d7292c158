"""How the exchange stands, in three numbers and a word for each."""

from PySide6.QtWidgets import QHBoxLayout

from mediatordesk.app.asked.exchange_desk import (
    LATE_CHANGES,
    LATE_DAYS,
    ExchangeStand,
    Going,
)
from mediatordesk.app.backups.standing import Figure
from mediatordesk.app.exchange.words import last_text
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import day_text
from mediatordesk.core.texts import _


class Standing(QHBoxLayout):
    """Shows what is only here, when the last exchange was, and what colleagues have brought."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.only_here = Figure(appearance, _("Only on this computer"))
        self.last = Figure(appearance, _("Last exchange"))
        self.news = Figure(appearance, _("New from colleagues"))
        self.setSpacing(appearance.look.unit * 2)
        for one in (self.only_here, self.last, self.news):
            self.addWidget(one, 1)

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show how the exchange stands."""
        self._show_only_here(stand)
        self._show_last(stand)
        self._show_news(stand)

    def _show_only_here(self, stand: ExchangeStand) -> None:
        """Show how much only this computer has: calm, until it is too much or too long."""
        now = stand.now
        word, tone = (_("send it soon"), Tone.RED) if stand.late else ("", Tone.PLAIN)
        if not now.unsent:
            word, tone = _("all there"), Tone.GREEN
        detail = _("changes; saved, and kept safe by your backups")
        if stand.waiting_since:
            detail = _("changes, the oldest of {day}").format(day=day_text(stand.waiting_since))
        if stand.late:
            detail = _("more than {days} days or {changes} changes: use a stick").format(
                days=LATE_DAYS, changes=LATE_CHANGES
            )
        if not now.unsent:
            detail = _("The centre has confirmed everything.")
        self.only_here.show_figure(str(now.unsent), word, tone, detail)

    def _show_last(self, stand: ExchangeStand) -> None:
        """Show when a mailbox was reached last, and what comes next."""
        now = stand.now
        nexts = [one.next_try for one in now.mailboxes if one.next_try]
        detail = _("The exchange begins once a mailbox is there.")
        if now.going is Going.PAUSED:
            detail = _("Paused; nothing is sent or fetched.")
        elif nexts:
            detail = _("next try {time}, by itself").format(time=f"{min(nexts):%H:%M}")
        elif now.mailboxes:
            detail = _("goes on by itself")
        self.last.show_figure(last_text(now, stand.today), "", Tone.PLAIN, detail)

    def _show_news(self, stand: ExchangeStand) -> None:
        """Show how many cases colleagues have brought something to, and who did."""
        by_letter: dict[str, int] = {}
        for one in stand.news:
            by_letter[one.letter] = by_letter.get(one.letter, 0) + 1
        parts = [
            _("from computer {letter}: {n} cases").format(letter=letter or "?", n=n)
            for letter, n in sorted(by_letter.items())
        ]
        word, tone = (_("new"), Tone.ACCENT) if parts else ("", Tone.PLAIN)
        detail = _("; ").join(parts) if parts else _("cases that other computers have changed")
        cases = len({one.id for one in stand.news})
        self.news.show_figure(str(cases), word, tone, detail)
