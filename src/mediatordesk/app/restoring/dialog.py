"""The dialog that makes a desk from a backup before any desk is open: on a new computer."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.restoring.form import RestoreForm
from mediatordesk.core.texts import _

_LETTERS = 32
"""The width of the dialog in Chinese letters of the type size."""


class RestoreDialog(QDialog):
    """Holds the form; Escape leaves it."""

    def __init__(self, parent: QWidget, appearance: Appearance) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Restore from a backup"))
        self.form = RestoreForm(appearance)
        unit = appearance.look.unit
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 4, unit * 3, unit * 4, unit * 3)
        box.setSpacing(unit * 2)
        box.addWidget(label(_("Restore from a backup"), "title"))
        box.addWidget(self.form)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * _LETTERS)
