"""Whether fingerprint and drawn signature may be kept: asked apart, and both answers are fine."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.signing_desk import Signer
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _


class ConsentBox(QWidget):
    """Asks one party, shows what it answered, and lets it answer otherwise."""

    answered = Signal(bool)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.words = WrappedLabel()
        self.agree = QPushButton(_("Agrees"))
        self.decline = QPushButton(_("Does not agree"))
        self.agree.clicked.connect(lambda: self.answered.emit(True))  # noqa: FBT003 - a signal
        self.decline.clicked.connect(lambda: self.answered.emit(False))  # noqa: FBT003 - same
        unit = appearance.look.unit
        buttons = QHBoxLayout()
        buttons.setSpacing(unit)
        buttons.addWidget(self.agree)
        buttons.addWidget(self.decline)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(unit)
        self._box.addWidget(self.words, 1)
        self._box.addLayout(buttons)

    def show_signer(self, signer: Signer) -> None:
        """Ask a party, or show what it answered; who works for the committee is not asked."""
        self.setVisible(signer.party is not None)
        self.agree.setVisible(signer.agrees is not True)
        self.decline.setVisible(signer.agrees is not False)
        self.words.show_text(_words(signer))
        asked = signer.agrees is not None
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(beside if asked else below)
        for button in (self.agree, self.decline):
            button.setObjectName("quiet" if asked else "")
            button.style().polish(button)


def _words(signer: Signer) -> str:
    """Return what is asked, or what was answered."""
    if signer.agrees is None:
        return _(
            "May a fingerprint and the strokes of the pen be kept? Either answer is fine: without"
            " them the signature is worth the same."
        )
    if signer.agrees:
        return _("Agrees that a fingerprint and the strokes of the pen are kept.")
    return _("Does not agree: only the picture of the signature is kept. Paper is fine as well.")
