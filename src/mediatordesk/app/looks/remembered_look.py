"""What was chosen last for this window: its look, and when it locks; kept beside the desk."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication

from mediatordesk.app.looks.theme import DARK, LARGE, LARGEST, LIGHT, NORMAL, Look

FILE_NAME = "window.ini"
MINUTES = 5
"""Without input for so long the desk locks itself, unless something else was chosen."""
LONGEST = 30


class RememberedLook:
    """Reads and keeps what was chosen; the file holds nothing about cases or people."""

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

    def minutes(self) -> int:
        """Return after how many minutes without input the desk locks itself."""
        text = str(self._settings.value("lock_after", MINUTES))
        return int(text) if text.isdecimal() and 0 < int(text) <= LONGEST else MINUTES

    def keep_minutes(self, minutes: int) -> None:
        """Keep after how many minutes the desk locks itself."""
        self._settings.setValue("lock_after", minutes)
        self._settings.sync()

    def keep(self, look: Look) -> None:
        """Keep a look for the next time."""
        self._settings.setValue("theme", look.theme.name)
        self._settings.setValue("points", look.points)
        self._settings.sync()


def _preferred() -> str:
    """Return the theme that the system prefers."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK.name if dark else LIGHT.name
