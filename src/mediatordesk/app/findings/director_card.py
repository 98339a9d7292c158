"""What waits for the director: the words, who lets them stand, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from mediatordesk.app.asked.finding_desk import Unread
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_LINES = 2
"""The field for the reason shows as many lines."""


class DirectorCard(Card):
    """Shows what waits for the director, and says who let it go and why."""

    decided = Signal(tuple, str, str)
    """What was read, the director's name, the reason."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("For the director"))
        self._unread: tuple[Unread, ...] = ()
        self._proposed = ""
        self.list = EntryView(appearance, _("What waits for the director"), whole=True)
        self.words = WrappedLabel("mute")
        self.director, self.reason = QLineEdit(), QPlainTextEdit()
        self.director.setAccessibleName(_("The director"))
        self.reason.setAccessibleName(_("The director's reason"))
        self.reason.setPlaceholderText(_("Why this may go on; it stays in the file"))
        self.reason.setTabChangesFocus(True)
        self.release = QPushButton(_("Note the director's word"))
        self.release.clicked.connect(self._decide)
        self.alert = Alert(appearance)
        self.director.textChanged.connect(self._allow)
        self.reason.textChanged.connect(self._allow)
        appearance.changed.connect(self._keep_lines)
        self._lay_out()
        self._keep_lines()
        self.show_unread((), "")

    def show_unread(self, unread: tuple[Unread, ...], director: str) -> None:
        """Show what waits; what is being typed stays while the same things wait."""
        if unread != self._unread:
            self.start_over()
        if self.director.text() == self._proposed:
            self.director.setText(director)
        self._unread, self._proposed = unread, director
        self.list.show_entries([_entry(one) for one in unread])
        self.words.show_text(" ".join(dict.fromkeys(map(_question, unread))))
        self.setVisible(bool(unread))
        self._keep_lines()
        self._allow()

    def start_over(self) -> None:
        """Forget what was typed about other things."""
        self._unread = ()
        self.director.setText(self._proposed)
        self.reason.clear()
        self.alert.clear()

    def refused(self, error: DeskError) -> None:
        """Show why nothing was released; what was typed stays."""
        self.alert.show_error(error)
        self._allow()

    def _decide(self) -> None:
        """Say what the director decided."""
        self.release.setEnabled(False)
        director, reason = self.director.text().strip(), self.reason.toPlainText().strip()
        self.decided.emit(self._unread, director, reason)

    def _allow(self) -> None:
        """Let the word be noted once it has a name and a reason."""
        typed = self.director.text().strip() and self.reason.toPlainText().strip()
        self.release.setEnabled(bool(typed))

    def _keep_lines(self) -> None:
        """Keep the field for the reason a few lines high, whatever the style puts around them."""
        metrics = self.reason.fontMetrics()
        margins = self.reason.contentsMargins()
        edge = 2 * self.reason.document().documentMargin() + margins.top() + margins.bottom()
        self.reason.setFixedHeight(round(_LINES * metrics.lineSpacing() + edge))

    def _lay_out(self) -> None:
        """Put what waits on top, the name and the reason below, the button last."""
        fields = QGridLayout()
        for row, (name, field) in enumerate(
            ((_("The director"), self.director), (_("The director's reason"), self.reason))
        ):
            fields.addWidget(label(name, "mute"), row, 0)
            fields.addWidget(field, row, 1)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.release)
        self.inside.addWidget(self.words)
        self.inside.addWidget(self.list)
        self.inside.addLayout(fields)
        self.inside.addWidget(self.alert)
        self.inside.addLayout(line)


def _question(unread: Unread) -> str:
    """Return what the director is asked."""
    if unread.about is None:
        return _("Signs of false mediation hold the case: only the director can let it go on.")
    return _("The director reads the words and lets them stand, or they are changed.")


def _entry(unread: Unread) -> Entry:
    """Return what waits for a list: the words first, and where they stand."""
    codes = _(", ").join(unread.codes)
    return Entry((unread.about, unread.words), unread.words, f"{unread.heading} · {codes}")
