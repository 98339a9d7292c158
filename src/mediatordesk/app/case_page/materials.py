"""The material of a case: what was handed in, by whom, and what it looks like."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.asked.material_desk import MaterialKind
from mediatordesk.app.case_page.material_adding import MaterialAdding
from mediatordesk.app.case_page.picture_view import PictureView
from mediatordesk.app.case_page.preview import PdfPreview
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.outcomes import Outcomes
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.dates import day_text, size_text
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Attachment
from mediatordesk.core.texts import _


class Materials(QWidget):
    """Shows the material of a case, and says what is to be added, shown, saved or voided."""

    added = Signal(list)
    wanted = Signal(Attachment)
    copy_wanted = Signal(Attachment, Path, bool)
    void_wanted = Signal(Attachment, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._file: CaseFile | None = None
        self._kinds: Mapping[str, str] = {}
        self.setAcceptDrops(True)
        self.adding = MaterialAdding(appearance)
        self.adding.wanted.connect(self.added)
        self.progress = ProgressLine(appearance)
        self.outcomes = Outcomes(appearance)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._void)
        self.list = EntryView(appearance, _("Material"))
        self.list.chosen.connect(self._choose)
        self.preview = PdfPreview()
        self.picture = PictureView(_("Picture of the material"))
        self._shown = QStackedWidget()
        self.copy = QPushButton(_("Save a copy …"))
        self.copy.clicked.connect(lambda: self._choose_target(original=False))
        self.original = QPushButton(_("Save the original …"))
        self.original.clicked.connect(lambda: self._choose_target(original=True))
        self.void = QPushButton(_("Void …"))
        self.void.clicked.connect(self._ask_reason)
        self._lay_out()
        self._allow()

    def show_kinds(self, kinds: tuple[MaterialKind, ...]) -> None:
        """Take the kinds of material that the case's pack knows."""
        self._kinds = {one.name: one.label for one in kinds}
        self.adding.show_kinds(kinds)
        self._show()

    def show_file(self, file: CaseFile) -> None:
        """Show the material of a case."""
        self._file = file
        self.adding.show_parties(file.parties)
        self._show()
        if self.chosen() is None:
            self.show_nothing(_("Drop files here, or choose “Add files …”."))
        self._allow()

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        self.outcomes.hide()
        self.inquiry.hide()
        self.show_nothing("")

    def chosen(self) -> Attachment | None:
        """Return the material that is chosen."""
        key = self.list.chosen_key()
        return next((one for one in self._attachments() if one.id == key), None)

    def show_pdf(self, attachment: Attachment, data: bytes) -> None:
        """Show a PDF, if it is still the chosen one; UnreadablePaper if it cannot be shown."""
        if self.chosen() == attachment:
            self._shown.setCurrentWidget(self.preview)
            self.preview.show_pdf(attachment.name, data)

    def show_picture(self, attachment: Attachment, image: QImage) -> None:
        """Show a picture, if it is still the chosen one."""
        if self.chosen() == attachment:
            if image.isNull():
                self.show_nothing(_("This file cannot be shown here. Save a copy to open it."))
                return
            self.preview.tools.hide()
            self.picture.show_image(image)
            self._shown.setCurrentWidget(self.picture)

    def show_nothing(self, why: str) -> None:
        """Show nothing of the material, and say why."""
        self._shown.setCurrentWidget(self.preview)
        self.preview.show_nothing(why)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the material."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        paths = _files(event)
        if paths:
            event.acceptProposedAction()
            self.adding.take(paths)

    def _attachments(self) -> tuple[Attachment, ...]:
        """Return what was handed in and not voided."""
        return (
            tuple(one for one in self._file.attachments if not one.void_reason)
            if (self._file)
            else ()
        )

    def _show(self) -> None:
        """Show the list again."""
        if self._file:
            file = self._file
            entries = [material_entry(file, one, self._kinds) for one in self._attachments()]
            self.list.show_entries(entries)

    def _choose(self, _key: UUID) -> None:
        """Say which material is wanted."""
        chosen = self.chosen()
        self._allow()
        if chosen:
            self.show_nothing(_("Loading …"))
            self.wanted.emit(chosen)

    def _allow(self) -> None:
        """Let only what is possible be pressed."""
        chosen = self.chosen()
        for button in (self.copy, self.void):
            button.setEnabled(chosen is not None)
        self.original.setVisible(bool(chosen and chosen.evidence and chosen.original_sha256))

    def _ask_reason(self) -> None:
        """Ask why a file is voided."""
        chosen = self.chosen()
        if chosen:
            words = _("“{name}” is voided. It stays in the history, with the reason.")
            asked = Asked(_("Reason"), hint=_("for example: belongs to another case"))
            self.inquiry.ask(words.format(name=chosen.name), _("Void"), [asked])

    def _void(self, texts: list[str]) -> None:
        """Say that a file is voided, and why."""
        chosen = self.chosen()
        if chosen:
            self.void_wanted.emit(chosen, texts[0])

    def _choose_target(self, *, original: bool) -> None:
        """Let it be chosen where a copy is saved."""
        chosen = self.chosen()
        if chosen:
            name = QFileDialog.getExistingDirectory(self, _("Choose a folder for the copy"))
            if name:
                self.copy_wanted.emit(chosen, Path(name), original)

    def _lay_out(self) -> None:
        """Put what is added on top, the list left, the picture right."""
        unit = self._appearance.look.unit
        listed = Card(self._appearance, _("Material"))
        listed.inside.addWidget(self.list, 1)
        shown = Card(self._appearance, _("As it was handed in"))
        shown.top.addWidget(self.preview.tools)
        self._shown.addWidget(self.preview)
        self._shown.addWidget(self.picture)
        shown.inside.addWidget(self._shown, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.copy, self.original, self.void):
            buttons.addWidget(button)
        shown.inside.addLayout(buttons)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(unit * 2)
        for part, share in ((listed, 2), (shown, 3)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit + unit // 2)
        for above in (self.adding, self.progress, self.outcomes, self.inquiry):
            box.addWidget(above)
        box.addWidget(split, 1)


def material_entry(file: CaseFile, one: Attachment, kinds: Mapping[str, str]) -> Entry:
    """Return a file for the list: what it is, of whom, how large, since when."""
    names = {party.id: party.name for party in file.parties}
    whose = names.get(one.party_id, "") if one.party_id else ""
    kind = kinds.get(one.kind, one.kind)
    parts = (kind, whose, size_text(one.size), day_text(one.added_on))
    word = _("evidence") if one.evidence else ""
    return Entry(one.id, one.name, " · ".join(filter(None, parts)), "", word, Tone.ACCENT)


def _files(event: QDropEvent) -> list[Path]:
    """Return the files that are dragged, if they lie on this computer."""
    return list(_local(event))


def _local(event: QDropEvent) -> Iterator[Path]:
    for url in event.mimeData().urls():
        if url.isLocalFile():
            yield Path(url.toLocalFile())
