"""Where a packet is made."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton

from mediatordesk.app.asked.handover_desk import MadePacket, Preflight
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.progress import ProgressLine
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import safe_name
from mediatordesk.core.texts import _


class ExportCard(Card):
    """Says that a packet is to be made and for whom, and shows what came of it."""

    wanted = Signal(str, Path)
    """Who receives it, and the file."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Packet to hand over"))
        self._seen: Preflight | None = None
        self.receiver = QLineEdit()
        self.receiver.setAccessibleName(_("Who receives it"))
        self.receiver.setPlaceholderText(_("Who receives it: a court, a notary …"))
        self.export = QPushButton(_("Make the packet …"))
        self.export.setObjectName("primary")
        self.export.clicked.connect(self._choose_target)
        self.why = WrappedLabel("mute")
        self.progress = ProgressLine(appearance)
        self.progress.stop.hide()
        self.alert = Alert(appearance)
        self.made = WrappedLabel()
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(self.export)
        self.inside.addWidget(self.receiver)
        self.inside.addWidget(self.why)
        self.inside.addLayout(line)
        for part in (self.progress, self.alert, self.made):
            self.inside.addWidget(part)
        self.show_preflight(None)

    def show_preflight(self, seen: Preflight | None) -> None:
        """Show whether a packet can be made; what was typed stays for the same way out."""
        other = self._seen is None or seen is None or self._seen.target != seen.target
        self._seen = seen
        if other:
            self.receiver.setText(seen.receiver if seen else "")
            self.alert.clear()
            self._say_made("")
        elif seen and not self.receiver.text():
            self.receiver.setText(seen.receiver)
        stops = seen.stops if seen else 0
        self.why.show_text(_("What is named on the left has to be put right first."))
        self.why.setVisible(bool(stops))
        self.export.setEnabled(seen is not None and not stops)

    def show_made(self, made: MadePacket) -> None:
        """Show that a packet was written, and what it does without."""
        self.progress.end()
        self.export.setEnabled(True)
        words = _("Saved as “{file}”, with {n} files.")
        told = [words.format(file=made.file.name, n=len(made.files))]
        if made.without:
            told.append(
                _("It does without: {papers}").format(papers="、".join(dict.fromkeys(made.without)))
            )
        self._say_made("\n".join(told))

    def refuse(self, error: DeskError) -> None:
        """Show why no packet was made."""
        self.progress.end()
        self.alert.show_error(error)
        self.show_preflight(self._seen)

    def take(self, to: Path) -> None:
        """Say that a packet is to be written to a file."""
        self.alert.clear()
        self._say_made("")
        self.export.setEnabled(False)
        self.progress.begin(_("The packet is being made …"))
        self.wanted.emit(self.receiver.text().strip(), to)

    def _say_made(self, words: str) -> None:
        """Say that a packet was made; nothing for none."""
        self.made.show_text(words)
        self.made.setVisible(bool(words))

    def _choose_target(self) -> None:
        """Let it be chosen where the packet is saved."""
        if self._seen:
            to_whom = f"{self._seen.target.title} {self.receiver.text().strip()}"
            words, kinds = _("Where to save the packet"), _("Packets {ending}")
            name, _kind = QFileDialog.getSaveFileName(
                self, words, safe_name(to_whom, ".zip"), kinds.format(ending="(*.zip)")
            )
            if name:
                self.take(Path(name))
