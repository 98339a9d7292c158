"""What stands in the place of the window while the desk is locked: no case, no name."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediatordesk.app.lock.unlock_form import UnlockForm
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _

_LETTERS = 28
"""The width of the card in Chinese letters of the type size."""


class LockScreen(QWidget):
    """Says that the desk is locked, and takes the passphrase that opens it again."""

    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("MediatorDesk · locked"))
        self.form = UnlockForm(appearance, _("Leave"))
        self.form.left.connect(self.close)
        self._lock = QLabel()
        self._card = Card(appearance)
        self._title = label(_("The desk is locked"), "title")
        self._said = WrappedLabel("mute")
        self._said.show_text(
            _("What was typed is saved. Everything is encrypted until it is opened.")
        )
        self._over = False
        self._lay_out()
        appearance.changed.connect(self._dress)
        self._dress()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the program is left; the desk is closed already."""
        super().closeEvent(event)
        if not self._over:
            self.left.emit()

    def say_restored(self, folder: Path) -> None:
        """Say that it is a restored desk that waits to be opened."""
        self.setWindowTitle(_("MediatorDesk · restored"))
        self._title.setText(_("The desk is restored"))
        words = _("It is in “{folder}”. The desk you worked at before is as it was.")
        self._said.show_text(words.format(folder=folder))

    def end(self) -> None:
        """Take the screen away: the desk is open."""
        self._over = True
        self.form.forget()
        self.close()
        self.deleteLater()

    def _dress(self) -> None:
        """Take colours and sizes of the look."""
        side = self._appearance.icon_size() * 2
        icon = self._appearance.icon("lock", self._appearance.theme.mute)
        self._lock.setPixmap(icon.pixmap(side))
        width = self._appearance.metrics.horizontalAdvance("字") * _LETTERS
        self._card.setFixedWidth(width)

    def _lay_out(self) -> None:
        """Put the card in the middle."""
        unit = self._appearance.look.unit
        head = QHBoxLayout()
        head.setSpacing(unit * 2)
        head.addWidget(self._lock)
        head.addWidget(self._title)
        head.addStretch()
        self._card.inside.addLayout(head)
        self._card.inside.addWidget(self._said)
        self._card.inside.addSpacing(unit)
        self._card.inside.addWidget(self.form)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(self._card, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
