"""Where a paper is closed with a certificate, and what its signatures are worth then."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from mediatordesk.app.asked.signing_desk import Certificate, SignedPaper
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class SealCard(Card):
    """Closes a paper that all have signed, and says with which certificate."""

    wanted = Signal(Certificate)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Electronic seal"))
        self._file: Path | None = None
        self.words = WrappedLabel("mute")
        self.worth = WrappedLabel()
        self.choose = QPushButton(_("Certificate file …"))
        self.choose.clicked.connect(self._choose)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Passphrase of the certificate"))
        self.passphrase.setPlaceholderText(self.passphrase.accessibleName())
        self.passphrase.textChanged.connect(self._allow)
        self.passphrase.returnPressed.connect(self._seal)
        self.seal = QPushButton(_("Seal and close the paper"))
        self.seal.setObjectName("primary")
        self.seal.clicked.connect(self._seal)
        self.alert = Alert(appearance)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.seal)
        for part in (self.words, self.worth, self.choose, self.passphrase):
            self.inside.addWidget(part)
        self.inside.addLayout(buttons)
        self.inside.addWidget(self.alert)
        self.show_paper(None)

    def show_paper(self, signed: SignedPaper | None) -> None:
        """Show whether a paper can be closed, or that it is."""
        self.setVisible(signed is not None)
        if signed is None:
            return
        closed, waits = bool(signed.paper.sealed_sha256), (*signed.missing, *signed.unsealed)
        self.worth.setVisible(closed)
        for part in (self.choose, self.passphrase, self.seal):
            part.setVisible(not closed and not waits)
        self.words.show_text(_words(closed=closed, waits=bool(waits)))

    def show_worth(self, words: str) -> None:
        """Show what the signatures of a closed paper are worth."""
        self.worth.show_text(words)

    def take(self, path: Path) -> None:
        """Take a certificate file."""
        self._file = path
        self.choose.setText(path.name)
        self.passphrase.setFocus()
        self._allow()

    def start_over(self) -> None:
        """Forget what was typed for another paper."""
        self.passphrase.clear()
        self.worth.show_text("")
        self.alert.clear()
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why a paper was not closed."""
        self.alert.show_error(error)
        self._allow()

    def _choose(self) -> None:
        """Let a certificate file be chosen."""
        kinds = _("Certificates {endings}").format(endings="(*.p12 *.pfx)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the certificate"), "", kinds)
        if name:
            self.take(Path(name))

    def _seal(self) -> None:
        """Say with which certificate the paper is closed; the passphrase is not kept."""
        if self._file and self.seal.isEnabled():
            self.alert.clear()
            certificate = Certificate(self._file, self.passphrase.text())
            self.passphrase.clear()
            self.wanted.emit(certificate)

    def _allow(self) -> None:
        """Let the paper be closed once there is a certificate and what opens it."""
        self.seal.setEnabled(self._file is not None and bool(self.passphrase.text()))


def _words(*, closed: bool, waits: bool) -> str:
    """Return what is to be known before a paper is closed."""
    if closed:
        return _("The paper is closed: nothing in it can be changed unnoticed.")
    if waits:
        return _("Once all have signed, the seal of the committee closes the paper.")
    return _("All have signed. The seal closes the paper; after it nothing can be changed.")
