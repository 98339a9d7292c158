"""The line at the foot of the window."""

from PySide6.QtWidgets import QStatusBar

from mediatordesk.app.asked.backup_desk import Backups
from mediatordesk.app.asked.case_desk import DeskState
from mediatordesk.app.asked.exchange_desk import ExchangeNow
from mediatordesk.app.exchange.words import line_words
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.chips import set_tone
from mediatordesk.app.parts.dates import ago_text
from mediatordesk.core.texts import _


class StatusLine(QStatusBar):
    """Says who works where, what was not sent, how old the backup is, and that offline is fine."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        parts = (label("") for _number in range(4))
        self._operator, self._office, self._unsent, self._backup = parts
        for part in (self._operator, self._office, self._unsent, self._backup):
            self.addWidget(part)
        self._exchange = label(_("offline, working normally"))
        self.addPermanentWidget(self._exchange)

    def show_state(self, state: DeskState) -> None:
        """Show how things stand."""
        self._operator.setText(state.operator)
        self._office.setText(state.office)
        self._show_unsent(state.unsent)

    def show_exchange(self, now: ExchangeNow) -> None:
        """Show how the exchange goes: calm, unless somebody is needed."""
        words, tone = line_words(now)
        self._exchange.setText(words)
        self._exchange.setToolTip(now.words)
        set_tone(self._exchange, tone)
        self._show_unsent(now.unsent)

    def show_backups(self, backups: Backups) -> None:
        """Show how old the last good backup is; red once it is late."""
        last = backups.last_verified
        if last is None:
            text = _("no backup yet")
        else:
            text = _("last backup {ago}").format(ago=ago_text(last.date(), backups.today))
        self._backup.setText(text)
        set_tone(self._backup, Tone.RED if backups.late else Tone.PLAIN)

    def exchange_words(self) -> str:
        """Return what is shown of the exchange."""
        return self._exchange.text()

    def words(self) -> tuple[str, str, str, str]:
        """Return what is shown."""
        parts = (self._operator, self._office, self._unsent, self._backup)
        one, two, three, four = (part.text() for part in parts)
        return one, two, three, four

    def _show_unsent(self, unsent: int) -> None:
        """Show how many changes only this computer has."""
        words = _("not sent: {n}").format(n=unsent) if unsent else _("everything was sent")
        self._unsent.setText(words)
