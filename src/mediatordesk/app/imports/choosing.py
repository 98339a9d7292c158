"""What a table becomes, into which case, and which file it is."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.asked.import_desk import ImportChoice, ImportKind
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.texts import _

TABLES = "Excel, CSV (*.xlsx *.csv)"
SAMPLE = "Excel (*.xlsx)"
_ELIDED = Qt.TextElideMode.ElideRight


class Choosing(QWidget):
    """Says which file is to be read as what, and which sample is wanted."""

    chosen = Signal(ImportChoice)
    sample_wanted = Signal(ImportKind, Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._path: Path | None = None
        self.kind = Choice(_("What the rows become"))
        self.kind.activated.connect(self._again)
        self.into = Choice(_("Into which case"))
        self.into.activated.connect(self._again)
        self.sample = QPushButton(" " + _("Empty table …"))
        self.sample.clicked.connect(self._choose_target)
        self.file = QPushButton(" " + _("Choose a table …"))
        self.file.setObjectName("primary")
        self.file.clicked.connect(self._choose_file)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        box.addWidget(self.kind)
        box.addWidget(self.into)
        box.addStretch()
        box.addWidget(self.sample)
        box.addWidget(self.file)
        appearance.changed.connect(self._dress)
        self._dress()

    def show_kinds(self, kinds: tuple[ImportKind, ...]) -> None:
        """Offer what tables can become."""
        self.kind.offer({kind: kind.label for kind in kinds})
        self._allow()

    def show_cases(self, cases: Mapping[UUID, str]) -> None:
        """Offer the cases opened last, beside a new one."""
        short = self._appearance.metrics
        names: dict[UUID | None, str] = {None: _("into a new case")}
        room = short.horizontalAdvance("字") * 16
        for one, title in cases.items():
            names[one] = short.elidedText(title, _ELIDED, room)
        self.into.offer(names)
        self._allow()

    def take(self, path: Path) -> None:
        """Say that a file is to be read as what is chosen."""
        self._path = path
        self._again()

    def forget(self) -> None:
        """Put the file away."""
        self._path = None

    def _again(self) -> None:
        """Say which file is to be read, with the present choice."""
        self._allow()
        kind, into = self.kind.chosen(), self.into.chosen()
        if self._path and isinstance(kind, ImportKind):
            case = into if isinstance(into, UUID) and kind.into_case else None
            self.chosen.emit(ImportChoice(self._path, kind, case))

    def _choose_file(self) -> None:
        """Let a table be chosen."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose the table"), "", TABLES)
        if name:
            self.take(Path(name))

    def _choose_target(self) -> None:
        """Let it be chosen where the empty table is saved."""
        kind = self.kind.chosen()
        if isinstance(kind, ImportKind):
            title = _("Save an empty table")
            name, _kind = QFileDialog.getSaveFileName(self, title, f"{kind.label}.xlsx", SAMPLE)
            if name:
                self.sample_wanted.emit(kind, Path(name).with_suffix(".xlsx"))

    def _allow(self) -> None:
        """Let only what is possible be chosen."""
        kind = self.kind.chosen()
        known = isinstance(kind, ImportKind)
        self.into.setEnabled(isinstance(kind, ImportKind) and kind.into_case)
        self.sample.setEnabled(known)
        self.file.setEnabled(known)

    def _dress(self) -> None:
        """Give the buttons their icons in the colours of the look."""
        theme = self._appearance.theme
        icons = {self.sample: ("download", theme.mute), self.file: ("upload", theme.on_primary)}
        for button, (name, colour) in icons.items():
            button.setIcon(self._appearance.icon(name, colour))
            button.setIconSize(self._appearance.icon_size())
