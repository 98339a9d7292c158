"""Take the pictures of the documentation from the real window on the demo's desk.

After `mediatordesk demo --to demo --no-window`, with QT_QPA_PLATFORM=offscreen:
`.venv/bin/python packaging/pictures.py demo docs/pictures`.
"""

import argparse
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import docx
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mediatordesk.actions.desk import open_desk
from mediatordesk.actions.places import Places
from mediatordesk.app.main import Program
from mediatordesk.app.template_desk import Which
from mediatordesk.app.theme import DARK, LIGHT, Look
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import speak
from mediatordesk.store import list_cases

NOW = datetime(2025, 5, 12, 10, tzinfo=CHINA)
SIZE = (1366, 728)
SETTLED = 2.5  # seconds until a page and its preview are drawn


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
    """Take the list, a case, its papers and history, and the forms, in light and dark."""
    window = program.window
    assert window is not None  # noqa: S101 - it was waited for
    window.resize(*SIZE)
    settle()

    def take(name: str, step: Callable[[], object] | None = None) -> None:
        if step:
            step()
        settle()
        window.grab().save(str(folder / f"{name}.png"))

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier) -> Callable[[], None]:
        return lambda: QTest.keyClick(window, key, modifier)

    def open_case() -> None:
        window.open_case(case_id)
        while window.page.case_id != case_id:
            QTest.qWait(50)

    def open_form() -> None:
        window.go_to_forms()
        settle()
        window.templates.forms.list.choose(Which("people", "D17"))
        window.templates.look_at(edited_form(folder))
        while not window.templates.decision.isVisible():
            QTest.qWait(10)
            time.sleep(0.02)

    take("list")
    take("case", open_case)
    take("papers", press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier))
    take("timeline", press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier))
    take("history", press(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier))
    look = program.appearance.look
    take("templates", open_form)
    edited_form(folder).unlink()
    open_case()
    take("dark", lambda: program.appearance.change(Look(DARK, look.points)))
    take("large", lambda: program.appearance.change(Look(LIGHT, 15)))
    program.appearance.change(look)


def edited_form(folder: Path) -> Path:
    """Return the standard agreement as a clerk has changed it, with one field misspelt."""
    form = docx.Document(str(Places.installed().forms / "people" / "templates" / "D17.docx"))
    form.paragraphs[1].insert_paragraph_before("（{{调解委员会名称}}统一格式）")
    path = folder / "正阳村协议书.docx"
    form.save(str(path))
    return path


def settle() -> None:
    """Wait until everything is drawn. A long `qWait` would keep Python from the other threads."""
    until = time.monotonic() + SETTLED
    while time.monotonic() < until:
        QTest.qWait(10)
        time.sleep(0.02)


if __name__ == "__main__":
    main()
