"""One clause of an agreement, with what the checks find in its words below it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mediatordesk.app.asked.finding_desk import CheckedClause
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.findings.marked_text import MarkedText
from mediatordesk.app.findings.words import finding_entry, weight_word
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.core.texts import _

_WIDEST = 99
"""Clauses are numbered up to here without moving their text."""


class ClauseBox(QWidget):
    """Shows a clause; the words that a finding quotes are marked."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._field, self._number = label("", "mute"), label("", "mute")
        self.words = MarkedText(appearance)
        self.findings = EntryView(appearance, "", whole=True)
        unit = appearance.look.unit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, unit // 2, 0, unit // 2)
        self._grid.setHorizontalSpacing(unit * 2)
        self._grid.setVerticalSpacing(unit // 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._field, 0, 0, 1, 2)
        self._grid.addWidget(self._number, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.words, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.findings, 2, 1)
        appearance.changed.connect(self._align)
        self._align()

    def show_clause(self, clause: CheckedClause) -> None:
        """Show a clause, or words beside the clauses under their own name."""
        number = _("clause {n}").format(n=clause.number) if clause.number else ""
        self._number.setText(number)
        self._field.setText(clause.field)
        self._field.setVisible(bool(clause.field))
        lightest_first = reversed(clause.findings)
        self.words.show_text(
            clause.text, [(one.quote, weight_word(one)[1]) for one in lightest_first]
        )
        place = number or clause.field
        self.findings.setAccessibleName(_("Found in {place}").format(place=place))
        self.findings.show_entries([finding_entry(one, beside=True) for one in clause.findings])
        self.findings.setVisible(bool(clause.findings))

    def _align(self) -> None:
        """Let the texts of all clauses begin at one edge."""
        widest = self._number.fontMetrics().horizontalAdvance(_("clause {n}").format(n=_WIDEST))
        self._grid.setColumnMinimumWidth(0, widest)
