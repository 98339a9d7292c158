"""What came of several things that were done at once: each with a word and its reason."""

from PySide6.QtWidgets import QPushButton

from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_LINES = 7
"""The list never takes more room than about these lines of text."""


class Outcomes(Card):
    """Lists what was done and what was not, until it is closed."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Result"))
        self.list = EntryView(appearance, _("Result"))
        self._entries: list[Entry] = []
        close = QPushButton(_("Close"))
        close.setObjectName("quiet")
        close.clicked.connect(self.hide)
        self.top.addWidget(close)
        self.inside.addWidget(self.list)
        self.hide()

    def begin(self) -> None:
        """Start a new list; it is shown once there is something to be read."""
        self._entries = []
        self.hide()

    def add_warning(self, name: str, words: str) -> None:
        """Add something that was done, with what is to be known about it."""
        self._add(Entry(len(self._entries), name, words, "", _("added"), Tone.AMBER))

    def add_refusal(self, name: str, error: DeskError) -> None:
        """Add something that was not done: what happened, what is safe, what to do."""
        lines = "\n".join(error.lines())
        self._add(Entry(len(self._entries), name, lines, "", _("not added"), Tone.RED))

    def _add(self, entry: Entry) -> None:
        """Show one more entry."""
        self._entries.append(entry)
        self.show()
        self.list.show_entries(self._entries)
        lines = sum(2 + one.detail.count("\n") for one in self._entries)
        height = min(lines, _LINES) * self._appearance.metrics.lineSpacing()
        self.list.setFixedHeight(height + 3 * self._appearance.look.unit)
