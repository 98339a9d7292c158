"""The look that was chosen last at this desk, kept beside it on this computer."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from mediatordesk.app.theme import DARK, LARGE, LARGEST, LIGHT, NORMAL, Look

FILE_NAME = "window.ini"


class RememberedLook:
    """Reads and keeps a look; the file holds nothing about cases or people."""

    def __init__(self, folder: Path) -> None:
        self._settings = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    def read(self) -> Look:
        """Return the look chosen last, or the one that the system prefers."""
        theme = self._settings.value("theme", _preferred())
        points = str(self._settings.value("points", NORMAL))
        return Look(
            DARK if theme == DARK.name else LIGHT,
            int(points) if points in {str(size) for size in (NORMAL, LARGE, LARGEST)} else NORMAL,
        )

    def keep(self, look: Look) -> None:
        """Keep a look for the next time."""
        self._settings.setValue("theme", look.theme.name)
        self._settings.setValue("points", look.points)
        self._settings.sync()


def _preferred() -> str:
    """Return the theme that the system prefers."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK.name if dark else LIGHT.name
