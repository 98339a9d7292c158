"""The screen for office settings at its place in the program: the desk is asked on its behalf."""

from functools import partial

from PySide6.QtCore import QObject

from mediatordesk.app.asked.setting_desk import SettingDesk
from mediatordesk.app.feed import Feed
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.settings.screen import SettingScreen
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change
from mediatordesk.core.texts import _


class SettingRoom(QObject):
    """Lays down in the database thread what holds at this office."""

    def __init__(
        self, screen: SettingScreen, tasks: Tasks, desk: SettingDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk, self._feed, self._notice = tasks, desk, feed, notice
        screen.laid_down.connect(self._lay_down)

    def read_again(self) -> None:
        """Read again what holds here."""
        self._tasks.run(self._desk.settings, self.screen.show_settings)

    def focus(self) -> None:
        """Give the keyboard to the list."""
        self.screen.list.setFocus()

    def _lay_down(self, name: str, text: str, reason: str) -> None:
        """Lay a setting down."""
        lay_down = partial(self._desk.lay_down, name, text, reason)
        self._tasks.run(lay_down, partial(self._say, name), self.screen.refuse)

    def _say(self, name: str, change: Change) -> None:
        """Say that it was laid down, and read again."""
        self.screen.saved(name)
        words = _("Laid down for this office. Papers and periods made before stay as they are.")
        self._notice.say(words)
        self._feed.changed.emit(change)
