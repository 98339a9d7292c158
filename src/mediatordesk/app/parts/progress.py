"""How far long work has come: reported from the database thread, shown in the window's."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class Stopped(DeskError):
    """Long work was stopped by the one who watched it."""

    happened = N_("The work was stopped before its end.")
    kept = N_("Everything saved is kept; what was half done is not used.")
    to_do = N_("Start it again when there is time.")


class Progress(QObject):
    """Takes reports from the thread that works, and tells that thread when to stop."""

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stopped = False

    def stop(self) -> None:
        """Let the work end at its next report."""
        self._stopped = True

    def report(self, done: int, total: int) -> None:
        """Take note of how far the work is; Stopped if nobody wants it any more."""
        if self._stopped:
            raise Stopped
        self.moved.emit(done, total)


class ProgressLine(QWidget):
    """Shows what is being done, how far it is, and a way to stop it."""

    stopped = Signal()

    def __init__(self, appearance: Appearance, stop: str = "") -> None:
        super().__init__()
        self.words = WrappedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.stop = QPushButton(stop or _("Stop"))
        self.stop.clicked.connect(self._say_stopped)
        left = QVBoxLayout()
        left.setSpacing(appearance.look.unit)
        left.addWidget(self.words)
        left.addWidget(self.bar)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit * 2)
        box.addLayout(left, 1)
        box.addWidget(self.stop)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that work began whose length is not known yet."""
        self.words.show_text(words)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is, in any unit."""
        scale = max(1, total // 10_000)  # a bar counts in 32 bits; bytes of a backup do not
        self.bar.setRange(0, max(1, total // scale))
        self.bar.setValue(done // scale)

    def end(self) -> None:
        """Take the line away."""
        self.hide()

    def _say_stopped(self) -> None:
        """Say once that the work is not wanted any more."""
        self.stop.setEnabled(False)
        self.stopped.emit()
