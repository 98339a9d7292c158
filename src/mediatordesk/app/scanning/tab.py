"""Scans of signed papers: which page is what, the days on them, and filing them."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.asked.scan_desk import FiledScans, PageLine, ScanLook, TypedDay
from mediatordesk.app.elements.tick_box import TickBox
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, scrolling
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.app.scanning.dates_card import DatesCard
from mediatordesk.app.scanning.placing_line import PlacingLine
from mediatordesk.app.scanning.words import page_entry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_SCANS = "(*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"


class ScanTab(QWidget):
    """Shows what scans hold, and says which files to read, what a page is, and what to file."""

    read_wanted = Signal(tuple)
    placed = Signal(int, UUID, int)
    file_wanted = Signal(tuple)
    forgotten = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._look = ScanLook()
        self.setAcceptDrops(True)
        self.choose = QPushButton(_("Choose scans …"))
        self.choose.setObjectName("primary")
        self.choose.clicked.connect(self._choose)
        self.forget = QPushButton(_("Put away"))
        self.forget.clicked.connect(self.forgotten)
        self.hint = WrappedLabel("mute")
        self.list = EntryView(appearance, _("Scanned pages"))
        self.list.chosen.connect(self._offer_placing)
        self.placing = PlacingLine(appearance)
        self.placing.placed.connect(self.placed)
        self.progress = ProgressLine(appearance)
        self.progress.stop.hide()
        self.alert = Alert(appearance)
        self.papers: list[DatesCard] = []
        self._dates = column(appearance.look.unit * 2)
        self.told = WrappedLabel()
        self.checked = TickBox(appearance, _("compared with the scan"))
        self.checked.toggled.connect(self._allow)
        self.file = QPushButton(_("File as signed original"))
        self.file.setObjectName("primary")
        self.file.clicked.connect(self._file)
        self._lay_out()
        self.show_look(ScanLook())

    def show_look(self, look: ScanLook) -> None:
        """Show what the scans hold that were read."""
        self.progress.end()
        self.choose.setEnabled(True)
        self._look = look
        self.list.show_entries([page_entry(at, one) for at, one in enumerate(look.lines)])
        self.list.setVisible(bool(look.lines))
        self.forget.setVisible(bool(look.lines))
        drop = _("Drop scans or photos of signed papers here, in any order, or choose them.")
        self.hint.show_text("\n".join(look.warnings) if look.lines else drop)
        self.hint.setVisible(not look.lines or bool(look.warnings))
        self.placing.show_papers(look.placeable)
        self._offer_placing()
        for card in self.papers:
            self._dates.removeWidget(card)
            card.deleteLater()
        self.papers = []
        for one in look.papers:
            card = DatesCard(self._appearance, one)
            card.changed.connect(self._untick)
            self.papers.append(card)
            self._dates.addWidget(card)
        self._to_file.setVisible(bool(look.papers))
        self._untick()

    def show_filed(self, filed: FiledScans) -> None:
        """Show which papers were filed."""
        self.show_look(ScanLook())
        words = _("Filed as signed originals: {papers}.")
        lines = [words.format(papers="、".join(filed.titles))]
        if filed.not_kept:
            words = _("Not kept, for they hold pages of other cases: {files}")
            lines.append(words.format(files="、".join(filed.not_kept)))
        self.hint.show_text("\n".join(lines))

    def begin(self, words: str) -> None:
        """Show that scans are being read or filed."""
        self.alert.clear()
        self.choose.setEnabled(False)
        self.file.setEnabled(False)
        self.progress.begin(words)

    def show_pages(self, done: int, _total: int) -> None:
        """Show how many pages were read."""
        self.progress.words.show_text(_("Pages read: {n}").format(n=done))

    def refuse(self, error: DeskError) -> None:
        """Show why scans were not read or filed; what was read and typed stays."""
        self.progress.end()
        self.choose.setEnabled(True)
        self.alert.show_error(error)
        self._allow()

    def take(self, paths: list[Path]) -> None:
        """Say that files are to be read."""
        if paths and self.choose.isEnabled():
            self.read_wanted.emit(tuple(paths))

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.alert.clear()
        self.show_look(ScanLook())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the place."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        if _files(event):
            event.acceptProposedAction()
            self.take(_files(event))

    def _line(self) -> PageLine | None:
        """Return the page that is chosen."""
        at = self.list.chosen_key()
        known = isinstance(at, int) and at < len(self._look.lines)
        return self._look.lines[at] if known and isinstance(at, int) else None

    def _offer_placing(self) -> None:
        """Let somebody say which page an unread one is."""
        line = self._line()
        self.placing.show_page(line.unread if line else -1)

    def _choose(self) -> None:
        """Let scans be chosen."""
        kinds = _("Scans and photos {endings}").format(endings=_SCANS)
        names, _kind = QFileDialog.getOpenFileNames(self, _("Choose the scans"), "", kinds)
        self.take([Path(name) for name in names])

    def _untick(self) -> None:
        """Ask anew whether the days were compared: something else is typed now."""
        self.checked.setChecked(False)
        self._allow()

    def _typed(self) -> tuple[TypedDay, ...]:
        """Return the days that were typed."""
        return tuple(day for card in self.papers for day in card.typed())

    def _file(self) -> None:
        """Say that what was read is to be filed, with the days typed."""
        self.file_wanted.emit(self._typed())

    def _allow(self) -> None:
        """Let papers be filed once the days were compared with the scan."""
        typed = bool(self._typed())
        self.checked.setEnabled(typed)
        self.file.setEnabled(bool(self.papers) and (self.checked.isChecked() or not typed))
        words = _("Type the day that stands beside each signature; empty is noted later.")
        self.told.show_text(words)

    def _lay_out(self) -> None:
        """Put the pages on the left, the days on the right."""
        unit = self._appearance.look.unit
        pages = Card(self._appearance, _("Scans of signed papers"))
        pages.top.addWidget(self.forget)
        pages.top.addWidget(self.choose)
        pages.inside.addWidget(self.hint)
        for part in (self.progress, self.alert):
            pages.inside.addWidget(part)
        pages.inside.addWidget(self.list, 1)
        pages.inside.addWidget(self.placing)
        pages.inside.addStretch()
        self._to_file = Card(self._appearance)
        line = QHBoxLayout()
        line.setSpacing(unit * 2)
        line.addWidget(self.checked)
        line.addStretch()
        line.addWidget(self.file)
        self._to_file.inside.addWidget(self.told)
        self._to_file.inside.addLayout(line)
        dates = column(0)
        dates.addLayout(self._dates)
        dates.addStretch()
        right = column(unit * 2, scrolling(dates), self._to_file)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, unit, 0, 0)
        sides.setSpacing(unit * 2)
        sides.addWidget(pages, 5)
        sides.addLayout(right, 4)


def _files(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged, if they lie on this computer."""
    return [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
