"""How the one who sits here comes in, and when the desk locks itself."""

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from mediatordesk.app.asked.operator_desk import Operators
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _

MINUTES = (2, 5, 10, 15, 30)
"""After how many minutes without input the desk may lock itself."""


class OwnWay(Card):
    """Says that the passphrase, the label, the keyring, the minutes or the sheet are to change."""

    passphrase_wanted = Signal()
    label_wanted = Signal()
    sheet_wanted = Signal()
    typing_wanted = Signal(bool)
    minutes_wanted = Signal(int)
    lock_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("The way in"))
        self.passphrase = QPushButton(_("Change my passphrase …"))
        self.passphrase.clicked.connect(self.passphrase_wanted)
        self.label = QPushButton(_("Change my label …"))
        self.label.clicked.connect(self.label_wanted)
        self.sheet = QPushButton(_("New recovery sheet …"))
        self.sheet.clicked.connect(self.sheet_wanted)
        self.without_typing = QPushButton(_("Open on this computer without typing"))
        self.without_typing.setObjectName("filter")
        self.without_typing.setCheckable(True)
        self.without_typing.clicked.connect(self.typing_wanted)
        self._why = WrappedLabel("mute")
        self.minutes = Choice(_("Lock after"))
        names: dict[Hashable, str] = {
            n: _("after {n} minutes without input").format(n=n) for n in MINUTES
        }
        self.minutes.offer(names)
        self.minutes.activated.connect(self._say_minutes)
        self.lock = QPushButton(_("Lock now   Ctrl+L"))
        self.lock.clicked.connect(self.lock_wanted)
        self._recovery = WrappedLabel()
        self._lay_out()

    def show_operators(self, operators: Operators) -> None:
        """Show the ways in."""
        self.without_typing.setChecked(operators.without_typing)
        possible = operators.without_typing or not operators.typing_needed_because
        self.without_typing.setEnabled(possible)
        why = _("Whoever is logged in to this computer can then open the desk. After a lock the "
                "passphrase is always asked for.")  # fmt: skip
        self._why.show_text(why if possible else operators.typing_needed_because)
        self._recovery.show_text(operators.recovery)

    def show_minutes(self, minutes: int) -> None:
        """Show after how many minutes the desk locks itself."""
        self.minutes.choose(minutes)

    def _say_minutes(self) -> None:
        """Say after how many minutes the desk is to lock itself."""
        chosen = self.minutes.chosen()
        if isinstance(chosen, int):
            self.minutes_wanted.emit(chosen)

    def _lay_out(self) -> None:
        """Put one way below the other."""
        unit = self._appearance.look.unit
        own = QHBoxLayout()
        own.setSpacing(unit)
        own.addWidget(self.passphrase)
        own.addWidget(self.label)
        own.addStretch()
        lock = QHBoxLayout()
        lock.setSpacing(unit)
        lock.addWidget(self.minutes)
        lock.addStretch()
        lock.addWidget(self.lock)
        self.inside.addLayout(own)
        self.inside.addSpacing(unit)
        typing = QHBoxLayout()
        typing.addWidget(self.without_typing)
        typing.addStretch()
        self.inside.addLayout(typing)
        self.inside.addWidget(self._why)
        self.inside.addSpacing(unit)
        self.inside.addWidget(label(_("Lock the desk"), "heading"))
        self.inside.addLayout(lock)
        self.inside.addSpacing(unit)
        self.inside.addWidget(label(_("If every passphrase is lost"), "heading"))
        self.inside.addWidget(self._recovery)
        sheet = QHBoxLayout()
        sheet.addWidget(self.sheet)
        sheet.addStretch()
        self.inside.addLayout(sheet)
        self.inside.addStretch()
