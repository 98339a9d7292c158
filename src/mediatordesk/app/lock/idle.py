"""Nobody is there: no key and no mouse for some minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_LOOK = 5_000
"""Milliseconds between two looks at the clock."""
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class Idle(QObject):
    """Says that there was no input for so many minutes; 0 minutes means never.

    Both clocks are read: the monotonic one stands still while a laptop sleeps, and the other
    one can be set back.
    """

    idled = Signal()

    def __init__(
        self,
        minutes: int,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.minutes = minutes
        self._wall, self._steady = wall, steady
        self._last = (wall(), steady())
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to count from now."""
        self._last = (self._wall(), self._steady())
        program = QApplication.instance()
        if program is not None:
            program.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Count no more: the desk is locked or left."""
        program = QApplication.instance()
        if program is not None:
            program.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of input; it goes on to where it was meant for."""
        del watched
        if event.type() in _INPUT:
            self._last = (self._wall(), self._steady())
        return False

    def look(self) -> None:
        """Say that nobody is there, if it is so."""
        wall, steady = self._last
        passed = max(self._wall() - wall, self._steady() - steady)
        if self.minutes and passed >= self.minutes * 60:
            self._last = (self._wall(), self._steady())
            self.idled.emit()
