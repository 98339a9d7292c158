"""Something worth saying that is no error: what was done, and where it lies."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class Notice(QFrame):
    """Says one thing in place until it is closed or another one is said."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = WrappedLabel()
        close = QPushButton(_("Close"))
        close.setObjectName("quiet")
        close.clicked.connect(self.hide)
        box = QHBoxLayout(self)
        unit = appearance.look.unit
        box.setContentsMargins(unit * 2, unit, unit, unit)
        box.addWidget(self.words, 1)
        box.addWidget(close)
        self.hide()

    def say(self, words: str) -> None:
        """Say something; a screen reader hears it."""
        self.words.show_text(words)
        self.setAccessibleName(words)
        self.show()
