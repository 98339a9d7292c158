"""The look in force: fonts, palette and style sheet, changed while the window is open."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from mediatordesk.app.looks.stylesheet import REGULAR, stylesheet
from mediatordesk.app.looks.theme import Look, Theme

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf")


class Appearance(QObject):
    """Dresses the program in a look and tells whoever paints for itself."""

    changed = Signal()

    def __init__(self, resources: Path, look: Look) -> None:
        super().__init__()
        self.look = look
        self.font = QFont()
        """The font for work, and its measures: kept, because lists ask for every cell."""
        self.metrics = QFontMetrics(self.font)
        self._icons = resources / "icons"
        for name in FONTS:
            QFontDatabase.addApplicationFont(str(resources / "fonts" / name))

    @property
    def theme(self) -> Theme:
        """Return the theme in force."""
        return self.look.theme

    def change(self, look: Look) -> None:
        """Dress the whole program in a look."""
        self.look = look
        self.font = QFont([REGULAR], look.points)
        self.metrics = QFontMetrics(self.font)
        QApplication.setStyle("Fusion")
        QApplication.setFont(self.font)
        QApplication.setPalette(_palette(look.theme))
        program = QApplication.instance()
        if isinstance(program, QApplication):
            program.setStyleSheet(stylesheet(look))
        self.changed.emit()

    def icon(self, name: str, colour: str) -> QIcon:
        """Return a Lucide icon in a colour; it always stands beside its word."""
        drawing = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        side = self.icon_size().width() * 2
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        picture.setDevicePixelRatio(2)
        return QIcon(picture)

    def icon_size(self) -> QSize:
        """Return the size of an icon: as high as a line of text."""
        side = round(self.look.points * 1.7)
        return QSize(side, side)


def _palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet does not reach."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.mute,
        QPalette.ColorRole.Highlight: theme.primary,
        QPalette.ColorRole.HighlightedText: theme.on_primary,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
