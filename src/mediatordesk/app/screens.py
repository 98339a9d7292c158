"""The screens of the program, one in sight at a time."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Screens(QStackedWidget):
    """Needs no more room than the screen in sight; a plain stack needs that of the largest."""

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the screen in sight."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()
