"""The screen for forms: the papers, the remarks on the chosen one, and its pages."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.template_desk import Changes, Chosen, Form, Forms, ShownForm, Which
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import label
from mediatordesk.app.templates.decision import Decision
from mediatordesk.app.templates.form_list import FormList
from mediatordesk.app.templates.form_preview import FormPreview
from mediatordesk.app.templates.remarks import Remarks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

WORD_FILES = "Word (*.docx)"


class TemplateScreen(QWidget):
    """Shows the forms of papers, and says what the clerk wants done with one.

    While a clerk's own Word file is looked at, it is in the place of the form in force.
    """

    form_wanted = Signal(Which)
    file_given = Signal(Which, Path)
    changes_decided = Signal(Chosen, Changes)
    adoption_wanted = Signal(Chosen, date)
    withdrawal_wanted = Signal(Which, date)
    export_wanted = Signal(Which, Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._today = date.min
        self._shown: ShownForm | None = None
        self._waits_for: Which | None = None
        self._roomy_remarks = False
        self.alert = Alert(appearance)
        self.saved = label("", "mute")
        self.saved.setWordWrap(True)
        self.saved.hide()
        self.decision = Decision(appearance)
        self.forms = FormList(appearance)
        self.remarks = Remarks(appearance)
        self.pages = FormPreview(appearance)
        # A blank keeps the word away from its icon.
        self.save = QPushButton(" " + _("Save as Word…"))
        self.choose = QPushButton(" " + _("Use my own form…"))
        self.back = QPushButton(" " + _("Back to the standard form"))
        self._connect()
        self._lay_out()
        self._dress()
        self.setAcceptDrops(True)
        self._allow()

    # -- what the desk answered

    def show_forms(self, forms: Forms) -> None:
        """Show the papers and whose form each is made with."""
        self._today = forms.today
        self.forms.show_forms(forms.papers)
        if not forms.papers:
            self.pages.show_nothing(_("No forms are installed on this computer."))
            self.remarks.show_nothing("")
        self._allow()

    def show_form(self, form: ShownForm) -> None:
        """Show a form that was fetched or looked through, unless another paper is wanted by now."""
        if form.which != self._waits_for:
            return
        self._shown = form
        self.remarks.show_form(form)
        self._make_room(for_remarks=bool(form.remarks))
        self._ask_about(form)
        self._allow()
        try:
            self.pages.show_form(form)
        except DeskError as error:
            self.alert.show_error(error)

    def show_busy(self, which: Which, why: str) -> None:
        """Show that something about a paper is under way."""
        self._waits_for, self._shown = which, None
        self.alert.clear()
        self.saved.hide()
        self.pages.show_nothing(why)
        self.remarks.show_nothing(why)
        self._allow()

    def show_saved(self, path: Path) -> None:
        """Say that the form was saved as a Word file."""
        words = _("Saved as “{file}”. Change it in Word or WPS, then choose “{button}”.")
        self.saved.setText(words.format(file=path.name, button=self.choose.text().strip()))
        self.saved.show()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done; what was in sight stays."""
        self.alert.show_error(error)
        if self._shown is None:
            self.pages.show_nothing("")
            self.remarks.show_nothing("")
        self._allow()

    # -- what the clerk does

    def look_at(self, path: Path) -> None:
        """Say that a Word file is to be looked at for the chosen paper."""
        form = self.forms.chosen()
        if form:
            self.file_given.emit(form.which, path)

    def chosen(self) -> Form | None:
        """Return the paper that is chosen."""
        return self.forms.chosen()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a Word file that is dragged over the screen."""
        if _word_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the Word file that was dropped."""
        path = _word_file(event)
        if path:
            event.acceptProposedAction()
            self.look_at(path)

    def _want(self, which: Which) -> None:
        """Say which paper's form is wanted; a file that was looked at is put away."""
        self.decision.hide()
        self.form_wanted.emit(which)

    def _choose_file(self) -> None:
        """Let the clerk choose a Word file."""
        title = _("Choose the Word file to look at")
        name, _kind = QFileDialog.getOpenFileName(self, title, "", WORD_FILES)
        if name:
            self.look_at(Path(name))

    def _choose_target(self) -> None:
        """Let the clerk choose where the form is saved."""
        form = self.forms.chosen()
        if form is None:
            return
        proposed = f"{form.which.code} {form.title}.docx"
        name, _kind = QFileDialog.getSaveFileName(
            self, self.save.text().strip(), proposed, WORD_FILES
        )
        if name:
            self.export_wanted.emit(form.which, Path(name).with_suffix(".docx"))

    def _ask_back(self) -> None:
        """Ask from which day the standard form is wanted."""
        form = self.forms.chosen()
        if form:
            words = _("“{paper}” goes back to the standard form. Earlier papers stay as they are.")
            self.decision.hide()
            self.decision.ask(words.format(paper=form.title), _("Go back"), self._today)

    def _decide(self, day: date) -> None:
        """Say what was decided."""
        form = self.forms.chosen()
        if self._shown and self._shown.chosen:
            self.adoption_wanted.emit(self._shown.chosen, day)
        elif form:
            self.withdrawal_wanted.emit(form.which, day)

    def _drop(self) -> None:
        """Put the clerk's file away and show the form in force again."""
        self.decision.hide()
        form = self.forms.chosen()
        if form and (self._shown is None or self._shown.chosen):
            self.form_wanted.emit(form.which)

    def _accept_changes(self) -> None:
        """Say that the tracked changes of the file are accepted."""
        if self._shown and self._shown.chosen:
            self.changes_decided.emit(self._shown.chosen, Changes.ACCEPT)

    # -- how it is put together

    def _ask_about(self, shown: ShownForm) -> None:
        """Ask whether a clerk's file is to be used, or say what stands in the way."""
        form = self.forms.chosen()
        if shown.chosen is None or form is None:
            self.decision.hide()
            return
        words = _("Use “{file}” for “{paper}”? Earlier papers stay as they are.")
        said = words.format(file=shown.chosen.name, paper=form.title)
        self.decision.ask(said, _("Use it"), self._today, state=_("not in use yet"))
        if shown.faults:
            words = _("“{file}” cannot be used yet. Mend in Word or WPS what is named: {n}.")
            said = words.format(file=shown.chosen.name, n=shown.faults)
            self.decision.refuse(said, changes_matter=shown.changes_matter)

    def _make_room(self, *, for_remarks: bool) -> None:
        """Give remarks more room than papers while there are any."""
        if self._roomy_remarks != for_remarks:
            self._roomy_remarks = for_remarks
            height = self._left.height()
            self._left.setSizes([height * 2 // 5, height * 3 // 5][:: 1 if for_remarks else -1])

    def _allow(self) -> None:
        """Let only what is possible now be pressed."""
        form = self.forms.chosen()
        self.save.setEnabled(form is not None)
        self.choose.setEnabled(form is not None)
        self.back.setEnabled(form is not None and form.own_since is not None)

    def _dress(self) -> None:
        """Give the buttons their icons in the colours of the look."""
        icons = {self.save: "download", self.choose: "upload", self.back: "history"}
        for button, name in icons.items():
            button.setIcon(self._appearance.icon(name, self._appearance.theme.mute))
            button.setIconSize(self._appearance.icon_size())

    def _connect(self) -> None:
        """Connect the parts with what the screen says."""
        self._appearance.changed.connect(self._dress)
        self.forms.wanted.connect(self._want)
        self.remarks.page_wanted.connect(self.pages.show_page)
        self.save.clicked.connect(self._choose_target)
        self.choose.clicked.connect(self._choose_file)
        self.back.clicked.connect(self._ask_back)
        self.decision.decided.connect(self._decide)
        self.decision.dropped.connect(self._drop)
        self.decision.changes_accepted.connect(self._accept_changes)

    def _lay_out(self) -> None:
        """Put papers and remarks on the left, the pages on the right."""
        unit = self._appearance.look.unit
        top = QHBoxLayout()
        top.setSpacing(unit)
        top.addWidget(label(_("Forms of papers"), "title"))
        top.addStretch()
        for button in (self.save, self.choose, self.back):
            top.addWidget(button)
        self._left = _split(Qt.Orientation.Vertical, unit, (self.forms, 3), (self.remarks, 2))
        whole = _split(Qt.Orientation.Horizontal, unit, (self._left, 2), (self.pages, 3))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addLayout(top)
        box.addWidget(self.alert)
        box.addWidget(self.saved)
        box.addWidget(self.decision)
        box.addWidget(whole, 1)


def _split(way: Qt.Orientation, unit: int, *parts: tuple[QWidget, int]) -> QSplitter:
    """Return parts side by side, with how much of the room each takes."""
    split = QSplitter(way)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(unit * 2)
    for place, (part, share) in enumerate(parts):
        split.addWidget(part)
        split.setStretchFactor(place, share)
    return split


def _word_file(event: QDropEvent) -> Path | None:
    """Return the Word file that is dragged, if it is one file that lies on this computer."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == ".docx" else None
