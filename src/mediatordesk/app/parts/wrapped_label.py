"""A label whose text wraps and is never cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class WrappedLabel(QLabel):
    """Shows text in as many lines as its width needs, and claims the height for them.

    A plain label tells its height for a width, but dialogs and scrolling pages do not ask.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def show_text(self, text: str) -> None:
        """Show a text; text from records is never read as HTML."""
        self.setText(text)
        self._claim_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Claim the height that the text needs at the new width."""
        super().resizeEvent(event)
        self._claim_height()

    def _claim_height(self) -> None:
        """Claim the height that the text needs."""
        self.setMinimumHeight(0)  # or heightForWidth never gets smaller again
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))
