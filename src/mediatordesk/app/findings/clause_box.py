"""One clause of an agreement, with what the checks find in its words below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mediatordesk.app.appearance import Appearance
from mediatordesk.app.cards import label
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.finding_desk import CheckedClause
from mediatordesk.app.findings.marked_text import MarkedText
from mediatordesk.app.findings.words import finding_entry, weight_word
from mediatordesk.core.texts import _


class ClauseBox(QWidget):
    """Shows a clause; the words that a finding quotes are marked."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._number = label("", "mute")
        self.words = MarkedText(appearance)
        self.findings = EntryView(appearance, "", whole=True)
        unit = appearance.look.unit
        grid = QGridLayout(self)
        grid.setContentsMargins(0, unit // 2, 0, unit // 2)
        grid.setHorizontalSpacing(unit * 2)
        grid.setVerticalSpacing(unit // 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._number, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.words, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.findings, 1, 1)

    def show_clause(self, clause: CheckedClause) -> None:
        """Show a clause."""
        self._number.setText(_("clause {n}").format(n=clause.number))
        lightest_first = reversed(clause.findings)
        self.words.show_text(
            clause.text, [(one.quote, weight_word(one)[1]) for one in lightest_first]
        )
        self.findings.setAccessibleName(_("Found in clause {n}").format(n=clause.number))
        self.findings.show_entries([finding_entry(one, beside=True) for one in clause.findings])
        self.findings.setVisible(bool(clause.findings))
