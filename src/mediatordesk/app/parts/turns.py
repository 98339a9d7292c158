"""Two or three views in one place, and a button for each."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mediatordesk.app.looks.appearance import Appearance


class Turns(QWidget):
    """Shows one of several views; the buttons above them turn to another."""

    turned = Signal()

    def __init__(self, appearance: Appearance, views: dict[str, QWidget]) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._stack = QStackedWidget()
        unit = appearance.look.unit
        line = QHBoxLayout()
        line.setSpacing(unit)
        for name, view in views.items():
            button = QPushButton(name)
            button.setObjectName("filter")
            button.setCheckable(True)
            button.clicked.connect(partial(self.turn_to, view))
            self.buttons.append(button)
            self._stack.addWidget(view)
            line.addWidget(button)
        line.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(self._stack, 1)
        self.turn_to(next(iter(views.values())))

    def view(self) -> QWidget:
        """Return the view in sight."""
        return self._stack.currentWidget()

    def turn_to(self, view: QWidget) -> None:
        """Bring a view into sight."""
        self._stack.setCurrentWidget(view)
        for at, button in enumerate(self.buttons):
            button.setChecked(at == self._stack.currentIndex())
        self.turned.emit()
