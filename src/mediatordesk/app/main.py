"""The entry point of the window."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from mediatordesk.actions.places import Places
from mediatordesk.app.appearance import Appearance
from mediatordesk.app.faults import report_faults
from mediatordesk.app.feed import Feed
from mediatordesk.app.passphrase import PassphraseDialog
from mediatordesk.app.remembered_look import RememberedLook
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.window import MainWindow
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import speak

if TYPE_CHECKING:
    from mediatordesk.app.opened_desk import OpenedDesk


class Program(QObject):
    """The running program: it asks for the passphrase, opens the desk and shows its window."""

    def __init__(self, folder: Path, places: Places, clock: Clock) -> None:
        super().__init__()
        self._folder, self._places, self._clock = folder, places, clock
        self._remembered = RememberedLook(folder)
        self.appearance = Appearance(places.resources, self._remembered.read())
        self.appearance.change(self.appearance.look)
        self.tasks = Tasks()
        self.dialog = PassphraseDialog(self.appearance, folder.name)
        self.dialog.entered.connect(self.unlock)
        self.window: MainWindow | None = None
        self._desk: OpenedDesk | None = None

    def unlock(self, passphrase: str) -> None:
        """Open the desk; the dialog says so if that fails."""
        work = partial(unlock_desk, self._folder, passphrase, self._places, self._clock)
        self.tasks.run(work, self._show_window, self._refuse)

    def ask(self) -> None:
        """Ask for the passphrase, and get ready while it is typed."""
        self.dialog.show()
        self.tasks.run(desk_kind)

    def close(self) -> None:
        """Finish all work and close the desk."""
        desk, self._desk = self._desk, None
        self.tasks.close(desk.close if desk else None)

    def show_error(self, error: DeskError) -> None:
        """Show an error that belongs to no field: on the window, or on the dialog before it."""
        (self.window or self.dialog).alert.show_error(error)

    def _show_window(self, desk: "OpenedDesk") -> None:
        """Show the window of the desk that was opened."""
        self._desk = desk
        self.appearance.changed.connect(lambda: self._remembered.keep(self.appearance.look))
        self.window = MainWindow(self.appearance, self.tasks, desk, Feed())
        self.window.show()
        self.dialog.accept()

    def _refuse(self, error: DeskError) -> None:
        """Say why the desk was not opened."""
        self.dialog.refuse(error)
        self.dialog.show()


def desk_kind() -> "type[OpenedDesk]":
    """Return the desk's side of the window.

    The rooms below cost over a second to import (forms, signing), so this is called in the
    database thread: the window is there before them.
    """
    from mediatordesk.app.opened_desk import OpenedDesk  # noqa: PLC0415 - said above

    return OpenedDesk


def unlock_desk(folder: Path, passphrase: str, places: Places, clock: Clock) -> "OpenedDesk":
    """Open the desk of a folder; NoDesk, WrongPassphrase or DeskLocked if that fails."""
    return desk_kind().unlock(folder, passphrase, places, clock)


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window of a desk until it is closed; return the exit code."""
    options = _options(argv)
    places = Places.installed().on_this_machine()
    speak(options.lang, str(places.translations))
    application = QApplication(["mediatordesk"])
    _speak_for_qt(application, options.lang)
    clock = Clock.typed(options.now) if options.now else Clock.computer()
    program = Program(options.desk, places, clock)
    report_faults(program.show_error)
    if options.passphrase_file:
        program.unlock(options.passphrase_file.read_text(encoding="utf-8").strip("\r\n"))
    else:
        program.ask()
    try:
        return application.exec()
    finally:
        program.close()


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="mediatordesk.app")
    parser.add_argument("--desk", type=Path, required=True, metavar="DIR")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE")
    parser.add_argument("--lang", default="zh_CN", choices=("zh_CN", "en"))
    parser.add_argument("--now", type=datetime.fromisoformat, metavar="TIME")
    return parser.parse_args(argv)


def _speak_for_qt(application: QApplication, language: str) -> None:
    """Translate Qt's own words: the menus of text fields, for example."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words = QTranslator(application)
    if words.load(QLocale(language), "qtbase", "_", folder):
        application.installTranslator(words)
