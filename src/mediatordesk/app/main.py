"""The entry point of the window."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from mediatordesk.actions.desks.places import Places
from mediatordesk.app.faults import report_faults
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.program import Program
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import speak
from mediatordesk.keys.dumps import leave_no_dump


def main(argv: Sequence[str] | None = None) -> int:
    """Show the window of a desk until it is closed; return the exit code."""
    leave_no_dump()  # a crash must not write keys and names to the disk
    options = _options(argv)
    places = Places.installed().on_this_machine()
    speak(options.lang, str(places.translations))
    application = QApplication(["mediatordesk"])
    application.setQuitOnLastWindowClosed(False)  # between a lock and its screen there is none
    _speak_for_qt(application, options.lang)
    clock = Clock.typed(options.now) if options.now else Clock.computer()
    program = Program(options.desk, places, clock)
    program.left.connect(application.quit)
    report_faults(program.show_error)
    if options.passphrase_file:
        typed = options.passphrase_file.read_text(encoding="utf-8").strip("\r\n")
        program.unlock(Knock(typed))
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
