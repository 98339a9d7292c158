"""The mailboxes: what they are, when each was reached, one more, one less."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mediatordesk.app.asked.exchange_desk import ExchangeStand, MailboxLine
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.exchange.mailbox_form import MailboxForm
from mediatordesk.app.exchange.words import mailbox_entry
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class MailboxCard(Card):
    """Shows where the desk exchanges, never with a password."""

    removed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Mailboxes"))
        self.list = EntryView(appearance, _("Mailboxes"), whole=True)
        self._empty = WrappedLabel("mute")
        self._empty.show_text(
            _("There is none yet. A stick that goes to the centre now and then is enough.")
        )
        self.form = MailboxForm(appearance)
        self.add = QPushButton(_("Add a mailbox …"))
        self.add.clicked.connect(self._begin)
        self.remove = QPushButton(_("Use no more"))
        self.remove.clicked.connect(self._say_removed)
        self.where = WrappedLabel("mute")
        self._lines: tuple[MailboxLine, ...] = ()
        self.list.chosen.connect(self._choose)
        self.form.dropped.connect(self.add.show)
        self.form.wanted.connect(lambda _new: self.add.show())
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch()
        for part in (self._empty, self.list, self.where, self.form):
            self.inside.addWidget(part)
        self.inside.addLayout(buttons)

    def show_stand(self, stand: ExchangeStand) -> None:
        """Show the mailboxes."""
        self._lines = lines = stand.now.mailboxes
        self.list.show_entries([mailbox_entry(one, stand.today) for one in lines])
        self.list.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.remove.setVisible(bool(lines))
        self.remove.setEnabled(self.list.chosen_key() is not None)
        self.where.setVisible(self.list.chosen_key() is not None)

    def _choose(self, key: object) -> None:
        """Show in full where the chosen mailbox is."""
        shown = next((one.shown for one in self._lines if one.key == key), "")
        self.where.show_text(_("Where it is: {place}").format(place=shown) if shown else "")
        self.where.setVisible(bool(shown))
        self.remove.setEnabled(True)

    def _begin(self) -> None:
        """Ask for one more mailbox."""
        self.add.hide()
        self.form.begin()

    def _say_removed(self) -> None:
        """Say which mailbox is not to be used any more."""
        key = self.list.chosen_key()
        if key is not None:
            self.removed.emit(str(key))
