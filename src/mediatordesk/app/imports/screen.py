"""The screen for imports: what is in the file, what is wrong with it, and taking it over."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.import_desk import Planned
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.imports.choosing import Choosing
from mediatordesk.app.imports.row_model import RowModel
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_SAMPLE_ROWS = 60
_WIDEST = 24
"""A column is no wider than about these letters."""
_SHARE = 5
"""Warnings take about a fifth of the height; the others are scrolled to."""


class ImportScreen(QWidget):
    """Shows a file row by row before anything is changed, and says what is to become of it."""

    apply_wanted = Signal(Planned)
    errors_wanted = Signal(Planned)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.planned: Planned | None = None
        self.setAcceptDrops(True)
        self.alert = Alert(appearance)
        self.choosing = Choosing(appearance)
        self.name = label("", "heading")
        self.state = Chip()
        self.words = WrappedLabel("mute")
        self.only_bad = QPushButton(_("Only what is to be mended"))
        self.only_bad.setObjectName("filter")
        self.only_bad.setCheckable(True)
        self.only_bad.toggled.connect(self._show_rows)
        self.errors = QPushButton(_("Save the rows to mend"))
        self.errors.clicked.connect(self._save_errors)
        self.apply = QPushButton(_("Import"))
        self.apply.setObjectName("primary")
        self.apply.clicked.connect(self._apply)
        self.warnings = EntryView(appearance, _("Look at these"))
        self.rows = RowModel(appearance)
        self.table = QTableView()
        self._prepare_table()
        self._lay_out()
        self.show_nothing(_("Choose a table, or drop it here. Nothing is changed before you "
                            "have seen every row."))  # fmt: skip

    def show_plan(self, planned: Planned) -> None:
        """Show what is in a file, and what is wrong with it."""
        self.planned = planned
        self.alert.clear()
        self.name.setText(planned.choice.path.name)
        if planned.bad:
            word = _("to mend: {n}").format(n=planned.bad)
            self.state.show_word(word, Tone.RED)
            words = _("Rows: {n}. All of them go in, or none: mend what is marked in the table "
                      "itself, or save the rows to mend, and choose the file again.")  # fmt: skip
        else:
            self.state.show_word(_("can be imported"), Tone.GREEN)
            words = _("Rows: {n}. Nothing was changed yet.")
        self.words.show_text(words.format(n=len(planned.rows)))
        entries = [
            Entry(number, words, "", "", _("look"), Tone.AMBER)
            for number, words in enumerate(planned.warnings)
        ]
        self.warnings.show_entries(entries)
        self.warnings.setVisible(bool(entries))
        self._measure()
        self.only_bad.setChecked(bool(planned.bad))
        self._show_rows()
        self._allow()

    def show_nothing(self, words: str) -> None:
        """Show no file, and say why."""
        self.planned = None
        self.name.clear()
        self.state.show_word("", Tone.PLAIN)
        self.words.show_text(words)
        self.warnings.hide()
        self._show_rows()
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.alert.show_error(error)
        if self.planned is None:
            self.words.show_text("")
        self._allow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a table that is dragged over the screen."""
        if _table(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the table that was dropped."""
        path = _table(event)
        if path:
            event.acceptProposedAction()
            self.choosing.take(path)

    def _apply(self) -> None:
        """Say that the rows are to be taken over, once."""
        if self.planned:
            self.apply.setEnabled(False)
            self.apply_wanted.emit(self.planned)

    def _save_errors(self) -> None:
        """Say that the rows to mend are to be saved in a file of their own."""
        if self.planned:
            self.errors_wanted.emit(self.planned)

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        bad = self.planned.bad if self.planned else 0
        self.apply.setEnabled(bool(self.planned and self.planned.rows) and not bad)
        self.errors.setVisible(bool(bad))
        self.only_bad.setVisible(bool(bad))
        self.apply.setVisible(self.planned is not None)

    def _show_rows(self) -> None:
        """Show the rows that are asked for."""
        self.rows.show_plan(self.planned, only_bad=self.only_bad.isChecked())
        self.table.setVisible(self.planned is not None)
        self.table.setColumnHidden(1, not (self.planned and self.planned.bad))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Fit the columns to the first rows; a long text does not push the others away."""
        self.table.resizeColumnsToContents()
        widest = self._appearance.metrics.horizontalAdvance("字") * _WIDEST
        for column in range(self.rows.columnCount()):
            if self.table.columnWidth(column) > widest:
                self.table.setColumnWidth(column, widest)

    def _prepare_table(self) -> None:
        """Let the table be read with the keyboard, and not be edited."""
        self.table.setModel(self.rows)
        self.table.setAccessibleName(_("Rows of the file"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_SAMPLE_ROWS)
        self._appearance.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Fit the rows to the type size."""
        look, metrics = self._appearance.look, self._appearance.metrics
        self.table.verticalHeader().setDefaultSectionSize(metrics.height() + 2 * look.unit)
        line = metrics.height() + 2 * look.unit
        lines = min(len(self.warnings.entries), max(1, self.height() // (_SHARE * line)))
        self.warnings.setFixedHeight(lines * line + look.unit)
        self._fit_columns()

    def _lay_out(self) -> None:
        """Put the choice on top, and below it what was read."""
        unit = self._appearance.look.unit
        card = Card(self._appearance)
        head = QHBoxLayout()
        head.setSpacing(unit * 2)
        head.addWidget(self.name)
        head.addWidget(self.state)
        head.addStretch()
        for part in (self.only_bad, self.errors, self.apply):
            head.addWidget(part)
        card.inside.addLayout(head)
        card.inside.addWidget(self.words)
        card.inside.addWidget(self.warnings)
        card.inside.addWidget(self.table, 1)
        card.inside.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(self.choosing)
        box.addWidget(self.alert)
        box.addWidget(card, 1)


def _table(event: QDropEvent) -> Path | None:
    """Return the table that is dragged, if it is one file that lies on this computer."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = {".xlsx", ".csv"}
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in known else None
