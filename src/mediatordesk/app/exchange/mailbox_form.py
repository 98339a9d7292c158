"""The form for one more mailbox: what it is, where, and with which name and password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.exchange_desk import MailboxKind, NewMailbox
from mediatordesk.app.exchange.words import KINDS
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import N_, _

_OFFERED = (
    MailboxKind.STICK,
    MailboxKind.FOLDER,
    MailboxKind.WEBDAV,
    MailboxKind.S3,
    MailboxKind.FRONT,
)
_LOCAL = {MailboxKind.STICK, MailboxKind.FOLDER}
_SECRET = {MailboxKind.WEBDAV, MailboxKind.S3}
_HINTS = {
    MailboxKind.STICK: N_("Choose a folder on the stick; it is known again wherever it is put in."),
    MailboxKind.FOLDER: N_("A folder that the office shares, on this network."),
    MailboxKind.WEBDAV: N_("for example: cloud.example.org/exchange"),
    MailboxKind.S3: N_("for example: store.example.org/bucket"),
    MailboxKind.FRONT: N_("for example: centre.example.org:8443"),
}


class MailboxForm(QFrame):
    """Says which mailbox is wanted. A password is forgotten as soon as it was said."""

    wanted = Signal(NewMailbox)
    dropped = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("form")
        self.kind = Choice(_("Kind"))
        self.kind.offer({one: _(KINDS[one]) for one in _OFFERED})
        self.kind.currentIndexChanged.connect(lambda _at: self._change())
        self.place, self.name, self.passphrase = QLineEdit(), QLineEdit(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.choose = QPushButton(_("Choose …"))
        self.choose.clicked.connect(self._choose_folder)
        self.hint = WrappedLabel("mute")
        self.yes = QPushButton(_("Use it"))
        self.yes.setObjectName("primary")
        self.yes.clicked.connect(self._say)
        self.no = QPushButton(_("Cancel"))
        self.no.clicked.connect(self._drop)
        for field in (self.place, self.name, self.passphrase):
            field.textChanged.connect(lambda _text: self._allow())
            field.returnPressed.connect(self._say)
        self._form = QFormLayout()
        self._lay_out(appearance)
        self._change()
        self.hide()

    def begin(self) -> None:
        """Ask for a mailbox."""
        self._clear()
        self.kind.setCurrentIndex(0)
        self._change()
        self.show()
        self.kind.setFocus()

    def chosen(self) -> MailboxKind:
        """Return which kind is chosen."""
        return MailboxKind(str(self.kind.chosen() or MailboxKind.STICK))

    def _change(self) -> None:
        """Ask for what this kind needs."""
        kind = self.chosen()
        self._form.setRowVisible(self.name, kind in _SECRET)
        self._form.setRowVisible(self.passphrase, kind in _SECRET)
        self.choose.setVisible(kind in _LOCAL)
        words = (_("Access key"), _("Secret key"))
        if kind is not MailboxKind.S3:
            words = (_("User name"), _("Password"))
        for field, word in zip((self.name, self.passphrase), words, strict=True):
            shown = self._form.labelForField(field)
            shown.setText(word)  # type: ignore[attr-defined]  # Qt says any widget; ours is a label
            field.setAccessibleName(word)
        self.hint.show_text(_(_HINTS[kind]))
        self._allow()

    def _choose_folder(self) -> None:
        """Let a folder be chosen."""
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder for the exchange"))
        if name:
            self.place.setText(name)

    def _allow(self) -> None:
        """Let it be used once nothing is missing."""
        secret = self.chosen() in _SECRET
        missing = secret and not (self.name.text().strip() and self.passphrase.text())
        self.yes.setEnabled(bool(self.place.text().strip()) and not missing)

    def _say(self) -> None:
        """Say which mailbox is wanted."""
        if not self.yes.isEnabled():
            return
        kind = self.chosen()
        name, passphrase = self.name.text().strip(), self.passphrase.text()
        if kind not in _SECRET:
            name = passphrase = ""
        new = NewMailbox(kind, self.place.text().strip(), name, passphrase)
        self._clear()
        self.hide()
        self.wanted.emit(new)

    def _drop(self) -> None:
        """Put the form away."""
        self._clear()
        self.hide()
        self.dropped.emit()

    def _clear(self) -> None:
        """Forget what was typed."""
        for field in (self.place, self.name, self.passphrase):
            field.clear()

    def _lay_out(self, appearance: Appearance) -> None:
        """Put the fields below each other, the answer at the bottom."""
        unit = appearance.look.unit
        where = QWidget()
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(unit)
        line.addWidget(self.place, 1)
        line.addWidget(self.choose)
        self.place.setAccessibleName(_("Where it is"))
        self._form.addRow(label(_("Kind")), self.kind)
        self._form.addRow(label(_("Where it is")), where)
        self._form.addRow(label(_("User name")), self.name)
        self._form.addRow(label(_("Password")), self.passphrase)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        box = QVBoxLayout(self)
        box.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        box.setSpacing(unit)
        box.addLayout(self._form)
        box.addWidget(self.hint)
        box.addLayout(buttons)
