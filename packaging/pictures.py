"""Take the pictures of the documentation from the real window on the demo's desk.

After `mediatordesk demo --to demo --no-window`, with QT_QPA_PLATFORM=offscreen:
`.venv/bin/python packaging/pictures.py demo docs/pictures`.
"""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mediatordesk.actions.desk import open_desk
from mediatordesk.actions.places import Places
from mediatordesk.app.main import Program
from mediatordesk.app.theme import DARK, LIGHT, Look
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import speak
from mediatordesk.store import list_cases

NOW = datetime(2025, 5, 12, 10, tzinfo=CHINA)
SIZE = (1366, 728)
SETTLED = 2_500  # milliseconds until a page and its preview are drawn


def main() -> None:
    """Open the demo's desk and take each picture in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demo", type=Path, help="the demo's folder")
    parser.add_argument("to", type=Path, help="where the pictures go")
    options = parser.parse_args()
    places = Places.installed()
    speak("zh_CN", str(places.translations))
    application = QApplication(["mediatordesk"])
    program = Program(options.demo / "desk", places, Clock.typed(NOW))
    passphrase = (options.demo / "passphrase.txt").read_text(encoding="utf-8").strip()
    desk = open_desk(options.demo / "desk", passphrase, places=places, clock=Clock.typed(NOW))
    settlement = list_cases(desk.store, find="苏美玲")[0].id
    desk.store.close()
    program.unlock(passphrase)
    while program.window is None:
        QTest.qWait(100)
    options.to.mkdir(parents=True, exist_ok=True)
    take_all(program, settlement, options.to)
    QTimer.singleShot(0, application.quit)
    application.exec()
    program.close()


def take_all(program: Program, case_id: UUID, folder: Path) -> None:
    """Take the list, a case, its papers and its history, in light and dark."""
    window = program.window
    assert window is not None  # noqa: S101 - it was waited for
    window.resize(*SIZE)
    QTest.qWait(SETTLED)

    def take(name: str, step: Callable[[], object] | None = None) -> None:
        if step:
            step()
        QTest.qWait(SETTLED)
        window.grab().save(str(folder / f"{name}.png"))

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier) -> Callable[[], None]:
        return lambda: QTest.keyClick(window, key, modifier)

    def open_case() -> None:
        window.open_case(case_id)
        while window.page.case_id != case_id:
            QTest.qWait(50)

    take("list")
    take("case", open_case)
    take("papers", press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier))
    take("timeline", press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier))
    take("history", press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier))
    look = program.appearance.look
    take("dark", lambda: program.appearance.change(Look(DARK, look.points)))
    take("large", lambda: program.appearance.change(Look(LIGHT, 15)))
    program.appearance.change(look)


if __name__ == "__main__":
    main()
