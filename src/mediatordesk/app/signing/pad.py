"""The pad that somebody signs on: with a pen, a finger or the mouse."""

import time

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QInputEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mediatordesk.app.asked.signing_desk import Strokes
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.texts import N_, _

_PAPER, _INK, _LINE, _HINT = "#FFFFFF", "#18265C", "#C3CBD6", "#5C6B7A"
"""Paper is white and ink is blue-black in the dark look, too."""
_PEN = 0.016
"""Width of the line, as a part of the pad's height."""
_WORDS = {
    QPointingDevice.PointerType.Pen: N_("pen"),
    QPointingDevice.PointerType.Eraser: N_("pen"),
    QPointingDevice.PointerType.Finger: N_("finger"),
}
_TOUCHES = {
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
}


class SignaturePad(QWidget):
    """Takes strokes with the time of each point, and knows what they were drawn with."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._strokes: list[list[tuple[float, float, float]]] = []
        self._began = 0.0
        self._drawing = False
        self._picture = QImage()
        self.device = ""
        self.setAccessibleName(_("Sign here"))
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def strokes(self) -> Strokes:
        """Return what was drawn: strokes of x, y in pixels and seconds from the first touch."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def clear(self) -> None:
        """Forget what was drawn or shown."""
        self._strokes, self._picture, self.device = [], QImage(), ""
        self._drawing = False
        self.update()
        self.changed.emit()

    def say(self, words: str) -> None:
        """Say what the empty pad is for."""
        self.setAccessibleName(words)
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show a picture in place of strokes."""
        self.clear()
        self._picture = picture
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return how large the pad must be for a name to be written."""
        line = self._appearance.metrics.height()
        return QSize(10 * line, 6 * line)

    def sizeHint(self) -> QSize:
        """Return how large the pad would like to be."""
        line = self._appearance.metrics.height()
        return QSize(20 * line, 8 * line)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a pen."""
        begun = event.type() == QEvent.Type.TabletPress
        ended = event.type() == QEvent.Type.TabletRelease
        self._take(event, event.position(), begun=begun, ended=ended)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke with the mouse."""
        self._take(event, event.position(), begun=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with a stroke."""
        self._take(event, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke."""
        self._take(event, event.position(), ended=True)

    def event(self, event: QEvent) -> bool:
        """Draw with a finger, too; a second finger draws nothing."""
        if isinstance(event, QTouchEvent) and event.type() in _TOUCHES:
            begun = event.type() == QEvent.Type.TouchBegin
            ended = event.type() in {QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
            if event.points():
                self._take(event, event.points()[0].position(), begun=begun, ended=ended)
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, line and ink; with a picture that was chosen, this."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, area = self._appearance.look.unit, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(_LINE))
        painter.setBrush(QColor(_PAPER))
        painter.drawRoundedRect(area, unit, unit)
        foot = round(self.height() * 0.8)
        painter.drawLine(2 * unit, foot, self.width() - 2 * unit, foot)
        if not self._picture.isNull():
            self._paint_picture(painter)
        elif not self._strokes:
            painter.setPen(QColor(_HINT))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        painter.setPen(
            QPen(
                QColor(_INK),
                max(2.0, self.height() * _PEN),
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        for stroke in self._strokes:
            points = [QPointF(x, y) for x, y, _t in stroke]
            painter.drawPolyline(QPolygonF([*points, points[-1]]))
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        """Paint a picture that was chosen, as large as there is room."""
        unit = self._appearance.look.unit
        room = self.rect().adjusted(unit, unit, -unit, -unit)
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown = self._picture.scaled(room.size(), keep, smooth)
        left = room.x() + (room.width() - shown.width()) // 2
        painter.drawImage(left, room.y() + (room.height() - shown.height()) // 2, shown)

    def _take(
        self, event: QInputEvent, at: QPointF, *, begun: bool = False, ended: bool = False
    ) -> None:
        """Take in where pen, finger or mouse is."""
        if begun:
            self._begin(event)
        if not self._drawing:
            return
        seconds = time.monotonic() - self._began
        self._strokes[-1].append((at.x(), at.y(), round(seconds, 3)))
        self._drawing = not ended
        self.update()
        if ended:
            self.changed.emit()

    def _begin(self, event: QInputEvent) -> None:
        """Begin a stroke; the first one takes the place of a picture, and says with what."""
        if not self._picture.isNull():
            self.clear()
        if not self._strokes:
            self._began = time.monotonic()
            self.device = _device_words(event.device())
        self._strokes.append([])
        self._drawing = True


def _device_words(device: QInputDevice | None) -> str:
    """Return with what somebody drew: pen, finger or mouse, and what the computer calls it."""
    kind = device.pointerType() if isinstance(device, QPointingDevice) else None
    word = _(_WORDS.get(kind, N_("mouse"))) if kind else _("mouse")
    return " · ".join(filter(None, (word, device.name() if device else "")))
