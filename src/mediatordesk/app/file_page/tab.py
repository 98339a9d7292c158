"""The file of a case on its page: the catalogue, what it lacks, binding and the archive."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.asked.file_desk import FileStand, Held
from mediatordesk.app.elements.tick_box import TickBox
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.file_page.words import bound_words, file_entry, stand_word
from mediatordesk.app.findings.words import finding_entry
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.inquiry import Inquiry
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class FileTab(QWidget):
    """Shows the file of a case, and says that it is to be bound, saved or archived."""

    bind_wanted = Signal(bool)
    """Whether it is printed on both sides."""
    copy_wanted = Signal(Path)
    archive_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._stand = FileStand()
        self.all = QPushButton(_("Whole catalogue"))
        self.all.setObjectName("filter")
        self.all.setCheckable(True)
        self.all.toggled.connect(self._show_lines)
        self.list = EntryView(appearance, _("Catalogue of the file"))
        self.stand = Chip()
        self.findings = EntryView(appearance, _("What an inspector would send back"), whole=True)
        self.nothing = label(_("Nothing is missing or in disorder."), "mute")
        self.words = WrappedLabel()
        self.two_sided = TickBox(appearance, _("printed on both sides"))
        self.bind = QPushButton(_("Bind the file"))
        self.bind.setObjectName("primary")
        self.bind.clicked.connect(lambda: self.bind_wanted.emit(self.two_sided.isChecked()))
        self.copy = QPushButton(_("Save the PDF …"))
        self.copy.clicked.connect(self._choose_target)
        self.archive = QPushButton(_("Archive the case …"))
        self.archive.clicked.connect(self._ask_archive)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._archive)
        self.progress = ProgressLine(appearance)
        self.progress.stop.hide()
        self.alert = Alert(appearance)
        self._lay_out()
        self.show_stand(FileStand())

    def show_stand(self, stand: FileStand) -> None:
        """Show the file of a case as it stands."""
        self.progress.end()
        self._stand = stand
        self._show_lines()
        self.stand.show_word(*stand_word(stand))
        self.findings.show_entries([finding_entry(one, beside=False) for one in stand.findings])
        self.findings.setVisible(bool(stand.findings))
        self.nothing.setVisible(not stand.findings)
        self.words.show_text(bound_words(stand))
        self.bind.setEnabled(any(one.first for one in stand.lines))
        self.copy.setVisible(stand.bound is not None)
        self.archive.setVisible(stand.may_archive)
        self.archive.setEnabled(not stand.stops)

    def begin(self, words: str) -> None:
        """Show that something is being done."""
        self.alert.clear()
        for button in (self.bind, self.archive):
            button.setEnabled(False)
        self.progress.begin(words)

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.show_stand(self._stand)
        self.alert.show_error(error)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.alert.clear()
        self.inquiry.drop()
        self.show_stand(FileStand())
        self.stand.show_word("", Tone.PLAIN)
        self.nothing.hide()
        self.words.show_text("")

    def _show_lines(self) -> None:
        """Show the catalogue: what is there or missing, or all of it."""
        lines = [
            one
            for one in self._stand.lines
            if self.all.isChecked() or one.must or one.held is not Held.ABSENT
        ]
        self.list.show_entries([file_entry(at, one) for at, one in enumerate(lines)])

    def _ask_archive(self) -> None:
        """Ask once more: an archived case is closed for good."""
        words = _("The file goes into the archive as it is bound, and the case is closed for good.")
        self.inquiry.ask(words, _("Archive the case"))

    def _archive(self) -> None:
        """Say that the case is to be archived."""
        self.archive_wanted.emit()

    def _choose_target(self) -> None:
        """Let it be chosen where the PDF is saved."""
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where to save the file"), _("File of the case") + ".pdf", "PDF (*.pdf)"
        )
        if name:
            self.copy_wanted.emit(Path(name))

    def _lay_out(self) -> None:
        """Put the catalogue on the left, what it lacks and binding on the right."""
        unit = self._appearance.look.unit
        listed = Card(self._appearance, _("Catalogue of the file"))
        listed.top.addWidget(self.all)
        listed.inside.addWidget(self.list, 1)
        bound = Card(self._appearance, _("Binding"))
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(unit)
        first.addWidget(self.two_sided)
        first.addStretch()
        first.addWidget(self.bind)
        second.addStretch()
        second.addWidget(self.copy)
        second.addWidget(self.archive)
        bound.inside.addWidget(self.words)
        bound.inside.addLayout(first)
        bound.inside.addLayout(second)
        for part in (self.progress, self.inquiry, self.alert):
            bound.inside.addWidget(part)
        checked = Card(self._appearance, _("Looked through"))
        checked.top.addWidget(self.stand)
        checked.inside.addWidget(self.nothing)
        checked.inside.addWidget(self.findings)
        right = column(unit * 2, bound, checked)
        right.addStretch()
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, unit, 0, 0)
        sides.setSpacing(unit * 2)
        sides.addWidget(listed, 5)
        sides.addWidget(scrolling(right), 5)
