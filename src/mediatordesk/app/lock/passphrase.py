"""The dialog that asks for the passphrase of a desk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from mediatordesk.app.lock.people import Knock
from mediatordesk.app.lock.unlock_form import UnlockForm
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.core.texts import _

_LETTERS = 32
"""The width of the dialog in Chinese letters of the type size."""


class PassphraseDialog(QDialog):
    """Stays until the desk is open or it is left."""

    entered = Signal(Knock)
    restore_wanted = Signal()

    def __init__(self, appearance: Appearance, desk_name: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Open the desk"))
        self.form = UnlockForm(appearance, _("Leave"))
        self.form.entered.connect(self.entered)
        self.form.left.connect(self.reject)
        self.alert = self.form.alert
        self.restore = QPushButton(_("Restore from a backup …"))
        self.restore.setObjectName("quiet")
        self.restore.setAutoDefault(False)
        self.restore.clicked.connect(self.restore_wanted)
        self._desk_name = label(desk_name, "mute")
        unit = appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 4, unit * 4, unit * 4, unit * 3)
        box.setSpacing(unit + unit // 2)
        box.addWidget(label(_("Open the desk"), "title"))
        box.addWidget(self._desk_name)
        box.addSpacing(unit)
        box.addWidget(self.form)
        box.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * _LETTERS)

    def show_desk(self, name: str) -> None:
        """Ask for the passphrase of another desk."""
        self._desk_name.setText(name)
        self.form.forget()
