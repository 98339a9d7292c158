"""The figures of a period: a table, what the chosen figure means, and the cases behind it."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.statistics_desk import Asking, FigureLine, Figures, Source
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.dates import day_text
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.statistics.asking import AskingBar
from mediatordesk.app.statistics.model import Cell, FigureModel
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.statistics import Progress, StaffBy
from mediatordesk.core.texts import _

WORKBOOKS = "Excel (*.xlsx)"
_BESIDE = 17
"""Letters that fit beside each other where a figure is explained."""
_WIDEST = 16
"""Letters of the widest name of a figure that is shown whole."""


class StatisticsScreen(QWidget):
    """Shows figures; says which are wanted, which to look into, and which case to open."""

    wanted = Signal(Asking)
    stop_wanted = Signal()
    looked_into = Signal(Asking, FigureLine, str)
    case_wanted = Signal(UUID)
    save_wanted = Signal(Asking, Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._sources: tuple[Source, ...] = ()
        self._stale = False
        self.asking = AskingBar(appearance)
        self.asking.wanted.connect(self._want)
        self.asking.stopped.connect(self.stop_wanted)
        self.save = QPushButton(_("Save as an Excel table …"))
        self.save.clicked.connect(self._choose_target)
        self.alert = Alert(appearance)
        self.words = WrappedLabel("mute")
        self.figures = FigureModel(appearance)
        self.table = QTableView()
        self._meaning = Card(appearance, " ")
        self.definition = WrappedLabel()
        self.basis = WrappedLabel("mute")
        self.list_words = WrappedLabel("mute")
        self.sources = EntryView(appearance, _("What makes up the figure"))
        self.sources.activated.connect(self._open)
        self._prepare_table()
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show no figures, and say what to do."""
        self._take(None)
        self.words.show_text(
            _("Choose a period and count. Every figure is counted from the cases themselves; "
              "double-click one to see them.")
        )  # fmt: skip

    def show_figures(self, figures: Figures) -> None:
        """Show the figures of a period."""
        self.alert.clear()
        self.asking.wait(busy=False)
        self._take(figures)
        asking = figures.asking
        words = _("From {first} to {last}. Double-click a figure, or press Enter on it, to see "
                  "its cases.")  # fmt: skip
        if isinstance(asking.by, StaffBy):
            words = _(
                "As of {last}. Double-click a figure, or press Enter on it, to see who it is."
            )
        self.words.show_text(words.format(first=day_text(asking.first), last=day_text(asking.last)))
        first = next((n for n, row in enumerate(self.figures.rows) if not isinstance(row, str)), 0)
        self.table.setCurrentIndex(self.figures.index(first, 0))
        self.table.setFocus()
        if self._stale:
            self.show_stale()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the counting has come."""
        words = _("Counting: {done} of {of} cases …")
        self.words.show_text(words.format(done=progress.done, of=progress.of))

    def show_stopped(self) -> None:
        """Say that it was not counted to the end; figures counted before stay in sight."""
        self.asking.wait(busy=False)
        self.words.show_text(_("The counting was stopped."))

    def show_looking(self, name: str, key: str, progress: Progress) -> None:
        """Say how far the looking up of a figure has come, if it is still the chosen one."""
        if self._is_chosen(name, key):
            words = _("Looking: {done} of {of} cases …")
            self.list_words.show_text(words.format(done=progress.done, of=progress.of))

    def show_stale(self, _change: Change | None = None) -> None:
        """Say that something was saved since the figures were counted."""
        self._stale = True
        if self.figures.figures and not self.asking.is_busy:
            self.words.show_text(_("Something was saved since these figures were counted."))

    def show_sources(self, name: str, key: str, sources: tuple[Source, ...]) -> None:
        """Show what makes up a figure, if it is still the chosen one."""
        cell = self.chosen()
        if cell and self._is_chosen(name, key):
            self._sources = sources
            self.list_words.show_text(_list_words(cell, sources))
            self.sources.show_entries([_entry(at, one) for at, one in enumerate(sources)])
            self.sources.setVisible(bool(sources))

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.asking.wait(busy=False)
        self.alert.show_error(error)

    def chosen(self) -> Cell | None:
        """Return the figure that is chosen."""
        return self.figures.cell(self.table.currentIndex())

    def _is_chosen(self, name: str, key: str) -> bool:
        """Tell whether this figure is the chosen one."""
        cell = self.chosen()
        return cell is not None and (cell.line.name, cell.key) == (name, key)

    def _take(self, figures: Figures | None) -> None:
        """Show these figures in the table."""
        self.figures.show_figures(figures)
        self.save.setEnabled(figures is not None)
        self._body.setVisible(figures is not None)
        self._fit_columns()
        self._choose()

    def _want(self, asking: Asking) -> None:
        """Say which figures are wanted."""
        self.alert.clear()
        self.asking.wait(busy=True)
        self._stale = False
        self.wanted.emit(asking)

    def _choose(self) -> None:
        """Show what the chosen figure means; its cases are listed once they are asked for."""
        cell = self.chosen()
        self._sources = ()
        self.sources.show_entries(())
        self.sources.hide()
        self._meaning.setVisible(cell is not None)
        if cell:
            self._meaning.set_heading(f"{cell.line.group} · {cell.line.label}")
            self.definition.show_text(cell.line.definition)
            self.basis.show_text(cell.line.basis)
            self.basis.setVisible(bool(cell.line.basis))
            self.list_words.show_text(_before_list(cell))

    def _look_into(self, index: QModelIndex) -> None:
        """Say which figure is to be looked into."""
        cell, figures = self.figures.cell(index), self.figures.figures
        if cell and figures and cell.line.listed:
            self.list_words.show_text(_("Looking …"))
            self.looked_into.emit(figures.asking, cell.line, cell.key)

    def _open(self, index: QModelIndex) -> None:
        """Say which case is to be opened."""
        source = self._sources[index.row()]
        if source.case_id:
            self.case_wanted.emit(source.case_id)

    def _choose_target(self) -> None:
        """Let it be chosen where the workbook is saved."""
        figures = self.figures.figures
        if figures is None:
            return
        asking = figures.asking
        name = _("Statistics {first} to {last}.xlsx")
        name, _kind = QFileDialog.getSaveFileName(
            self, self.save.text(), name.format(first=asking.first, last=asking.last), WORKBOOKS
        )
        if name:
            path = Path(name)
            self.save_wanted.emit(asking, path if path.suffix else path.with_suffix(".xlsx"))

    def _prepare_table(self) -> None:
        """Let the table be walked with the keyboard, and not be edited."""
        table = self.table
        table.setModel(self.figures)
        table.setAccessibleName(_("Figures"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().setHighlightSections(False)
        beside = table.verticalHeader()
        beside.setObjectName("beside")
        beside.setHighlightSections(False)
        beside.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        beside.setTextElideMode(Qt.TextElideMode.ElideRight)
        beside.setSectionsClickable(False)
        table.activated.connect(self._look_into)
        table.selectionModel().currentChanged.connect(self._choose)
        self._appearance.changed.connect(self._fit_columns)

    def _fit_columns(self) -> None:
        """Fit rows and columns to the type size and to what stands in them."""
        look, metrics = self._appearance.look, self._appearance.metrics
        beside = self.table.verticalHeader()
        beside.setDefaultSectionSize(metrics.height() + look.unit + look.unit // 2)
        beside.setMaximumWidth(_WIDEST * metrics.horizontalAdvance("字") + 2 * look.unit)
        self._meaning.setMinimumWidth(_BESIDE * metrics.horizontalAdvance("字"))
        self.table.resizeColumnsToContents()

    def _lay_out(self) -> None:
        """Put the question on top, the figures below it, what they mean beside them."""
        unit = self._appearance.look.unit
        shown = Card(self._appearance)
        shown.inside.addWidget(self.table, 1)
        words = column(unit, self.definition, self.basis, self.list_words)
        words.addStretch()
        self._meaning.inside.addWidget(scrolling(words), 1)
        self._meaning.inside.addWidget(self.sources, 2)
        self._body = QSplitter()
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(unit * 2)
        self._body.addWidget(shown)
        self._body.addWidget(self._meaning)
        self._body.setStretchFactor(0, 5)
        self._body.setStretchFactor(1, 3)
        head = QHBoxLayout()
        head.addWidget(label(_("Statistics"), "title"))
        head.addStretch()
        head.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addLayout(head)
        box.addWidget(self.asking)
        box.addWidget(self.alert)
        box.addWidget(self.words)
        box.addWidget(self._body, 1)
        box.addStretch()


def _entry(at: int, source: Source) -> Entry:
    """Return a case or round for the list."""
    day = day_text(source.on) if source.on else ""
    detail = filter(None, (source.title, day, source.amount))
    return Entry(at, source.called, " · ".join(detail))


def _before_list(cell: Cell) -> str:
    """Say how the cases behind a figure can be seen, or why there are none to see."""
    if cell.line.listed:
        return _("Double-click the figure to see its cases.")
    return _("This figure is calculated from others; look into those.")


def _list_words(cell: Cell, sources: tuple[Source, ...]) -> str:
    """Say what is listed."""
    if not sources:
        return _("{column}: nothing was counted.").format(column=cell.heading)
    words = _("{column}: {n} entries.")
    if any(one.case_id for one in sources):
        words = _("{column}: {n} entries. Double-click one to open its case.")
    return words.format(column=cell.heading, n=len(sources))
