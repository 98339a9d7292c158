"""Cards: a frame with a heading on the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediatordesk.app.looks.appearance import Appearance


class Card(QFrame):
    """A framed part of a page: a heading, something beside it, and what stands under it."""

    def __init__(self, appearance: Appearance, heading: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self._appearance = appearance
        self._heading = label(heading, "heading")
        self.top = QHBoxLayout()
        self.top.addWidget(self._heading)
        self.top.addStretch()
        self.inside = QVBoxLayout(self)
        if heading:
            self.inside.addLayout(self.top)
        appearance.changed.connect(self._space)
        self._space()

    def set_heading(self, heading: str) -> None:
        """Change the heading."""
        self._heading.setText(heading)

    def _space(self) -> None:
        """Keep all distances a multiple of the unit."""
        unit = self._appearance.look.unit
        self.inside.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        self.inside.setSpacing(unit)
        self.top.setSpacing(unit)


def label(text: str, name: str = "") -> QLabel:
    """Return a label of a kind: title, heading, mute; text from records is never read as HTML."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setObjectName(name)
    return made


def column(space: int, *parts: QWidget) -> QVBoxLayout:
    """Return parts below each other, this many pixels apart."""
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(space)
    for part in parts:
        made.addWidget(part)
    return made


def scrolling(inside: QLayout) -> QScrollArea:
    """Return a frameless area that scrolls up and down when there is more than fits."""
    frame = QWidget()
    frame.setObjectName("inside")
    frame.setLayout(inside)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(frame)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
