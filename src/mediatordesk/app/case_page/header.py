"""The head of a case's page: title, number, status, and how far the case has come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mediatordesk.app.case_page.process import steps
from mediatordesk.app.case_page.process_bar import ProcessBar
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.words import status_word
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import _


class CaseHeader(QWidget):
    """Shows which case this is and where it stands."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._number = label("", "mute")
        self._title = WrappedLabel("title")
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for one in (self._title, self._number):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._status = Chip()
        self._bar = ProcessBar(appearance)
        self._lay_out()
        appearance.changed.connect(self._fit_title)

    def show_file(self, file: CaseFile) -> None:
        """Show a case."""
        self._title.show_text(file.case.title)
        self._fit_title()
        self._number.setText(file.case.number or file.case.mark or _("no number yet"))
        self._status.show_word(*status_word(file.case.status))
        self._bar.show_steps(steps(file))

    def title(self) -> str:
        """Return the title that is shown."""
        return self._title.text()

    def _fit_title(self) -> None:
        """Let the title take no more room than it needs, so that the status stands beside it."""
        self._title.ensurePolished()
        text = self._title.text()
        # One unit more than the text: advances are rounded, and then the last word would wrap.
        width = self._title.fontMetrics().horizontalAdvance(text) + self._appearance.look.unit
        self._title.setMaximumWidth(width)

    def _lay_out(self) -> None:
        """Put title, status and number in one line, and the bar below."""
        unit = self._appearance.look.unit
        line = QHBoxLayout()
        line.setSpacing(unit * 2)
        line.addWidget(self._title, 1)
        line.addWidget(self._status, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch()
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit + unit // 2)
        box.addLayout(line)
        box.addWidget(self._bar)
