"""The dialog that asks for the passphrase of a desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from mediatordesk.app.alerts import Alert
from mediatordesk.app.appearance import Appearance
from mediatordesk.app.cards import label
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_LETTERS = 32
"""The width of the dialog in Chinese letters of the type size."""


class PassphraseDialog(QDialog):
    """Says which passphrase was entered; stays until the desk is open or it is left."""

    entered = Signal(str)

    def __init__(self, appearance: Appearance, desk_name: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Open the desk"))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Passphrase"))
        name = label(_("Passphrase"))
        name.setBuddy(self.field)
        self.typed_button = QPushButton(_("Show what is typed"))
        self.typed_button.setObjectName("filter")
        self.typed_button.setCheckable(True)
        self.typed_button.setAutoDefault(False)
        self.typed_button.toggled.connect(self._show_typed)
        self.alert = Alert(appearance)
        self.open_button = QPushButton(_("Open"))
        self.open_button.setObjectName("primary")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._say)
        leave = QPushButton(_("Leave"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        unit = appearance.look.unit
        buttons = QHBoxLayout()
        buttons.addWidget(self.typed_button)
        buttons.addStretch()
        buttons.addWidget(leave)
        buttons.addWidget(self.open_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 4, unit * 4, unit * 4, unit * 3)
        box.setSpacing(unit + unit // 2)
        box.addWidget(label(_("Open the desk"), "title"))
        box.addWidget(label(desk_name, "mute"))
        box.addSpacing(unit)
        for part in (name, self.field, self.alert):
            box.addWidget(part)
        box.addSpacing(unit)
        box.addLayout(buttons)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * _LETTERS)

    def refuse(self, error: DeskError) -> None:
        """Show why the desk was not opened, and let the passphrase be typed again."""
        self._set_waiting(waiting=False)
        self.alert.show_error(error)
        self.field.setFocus()
        self.field.selectAll()

    def _say(self) -> None:
        """Say what was entered, and wait for the answer."""
        if self.field.text():
            self.alert.clear()
            self._set_waiting(waiting=True)
            self.entered.emit(self.field.text())

    def _set_waiting(self, *, waiting: bool) -> None:
        """Show that the desk is being opened."""
        self.field.setEnabled(not waiting)
        self.open_button.setEnabled(not waiting)
        self.open_button.setText(_("Opening …") if waiting else _("Open"))

    def _show_typed(self) -> None:
        """Show what is typed, or dots."""
        shown = self.typed_button.isChecked()
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Normal if shown else modes.Password)
