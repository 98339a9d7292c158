"""Take the pictures of the documentation from the real window on the demo's desk.

After `mediatordesk demo --to demo --no-window`, with QT_QPA_PLATFORM=offscreen:
`.venv/bin/python packaging/pictures.py demo docs/pictures --buyers TABLE.csv`.
"""

import argparse
import shutil
import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import docx
from pictured_desk import COLLEAGUE, Pictured, furnish
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mediatordesk.actions.desks.desk import open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.finding_desk import Before
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.navigation import Goal
from mediatordesk.app.program import Program
from mediatordesk.app.template_desk import Which
from mediatordesk.app.theme import DARK, LIGHT, Look
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import speak

NOW = datetime(2025, 5, 12, 10, tzinfo=CHINA)
SIZE = (1366, 728)
SETTLED = 2.5  # seconds until a page and its preview are drawn


def main() -> None:
    """Open the demo's desk and take each picture in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demo", type=Path, help="the demo's folder")
    parser.add_argument("to", type=Path, help="where the pictures go")
    parser.add_argument("--buyers", type=Path, required=True, help="a table of buyers (CSV)")
    options = parser.parse_args()
    places = Places.installed().without_marks()
    speak("zh_CN", str(places.translations))
    application = QApplication(["mediatordesk"])
    application.setQuitOnLastWindowClosed(False)
    passphrase = (options.demo / "passphrase.txt").read_text(encoding="utf-8").strip()
    with TemporaryDirectory() as aside:
        folder = Path(aside) / "正阳村调委会"
        shutil.copytree(options.demo / "desk", folder)
        desk = open_desk(folder, passphrase, places=places, clock=Clock.typed(NOW))
        pictured = furnish(desk, Path(aside) / "files", options.buyers)
        desk.close()
        program = Program(folder, places, Clock.typed(NOW))
        options.to.mkdir(parents=True, exist_ok=True)
        camera = Camera(program, options.to)
        camera.take_door()
        program.unlock(Knock(passphrase))
        while program.window is None:
            QTest.qWait(100)
        program.window.resize(*SIZE)
        camera.take_cases()
        for take in (camera.take_case, camera.take_rooms, camera.take_looks):
            take(pictured)
        camera.take_lock()
        program.close()


class Camera:
    """Takes pictures of the program's windows, one after the other."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program, self._folder = program, folder

    @property
    def window(self) -> MainWindow:
        """Return the window that is open."""
        window = self._program.window
        assert window is not None  # noqa: S101 - it was waited for
        return window

    def take(self, name: str, shown: QWidget | None = None) -> None:
        """Wait until everything is drawn, and keep a picture."""
        settle()
        (shown or self.window).grab().save(str(self._folder / f"{name}.png"))

    def take_door(self) -> None:
        """Take the dialog at the start, with two people to choose from."""
        self._program.ask()
        self.take("passphrase", self._program.dialog)

    def take_cases(self) -> None:
        """Take the list, what a search finds, and an empty answer."""
        self.take("list")
        for name, words in (("search", "sml 1380"), ("nothing", "不存在的人")):
            self.window.search.setText(words)
            self.take(name)
        self.window.search.clear()
        settle()

    def take_case(self, pictured: Pictured) -> None:
        """Take the parts of a case."""
        self.open_case(pictured.case_id)
        self.take("case")
        page = self.window.page
        for name in ("elements", "timeline", "findings", "papers", "materials", "notes", "history"):
            self.turn_to(name)
            if name == "materials":
                page.materials.list.choose(page.materials.list.entries[-1].key)
            self.take(name)
        self.turn_to("findings")
        page.findings.want(Before.COURT)
        self.take("findings-court")
        page.findings.want(Before.SIGN)

    def turn_to(self, name: str) -> None:
        """Bring a part of the case into sight; of the elements, those of its registration."""
        page = self.window.page
        part: QWidget = getattr(page, name)
        tabs = (page.tabs.widget(at) for at in range(page.tabs.count()))
        holds = (tab for tab in tabs if tab is part or tab.isAncestorOf(part))  # a list has a frame
        page.tabs.setCurrentWidget(next(holds))
        if name == "elements":
            settle()
            page.elements.list.choose("登记")

    def take_rooms(self, pictured: Pictured) -> None:
        """Take the other places of the program."""
        self.window.go_to(Goal.FORMS)
        settle()
        self.window.templates.forms.list.choose(Which("people", "D17"))
        self.window.templates.look_at(edited_form(self._folder))
        while not self.window.templates.decision.isVisible():
            QTest.qWait(10)
            time.sleep(0.02)
        self.take("templates")
        edited_form(self._folder).unlink()
        self.look_at_table(pictured.bad_table)
        self.take("import-mend")
        self.look_at_table(pictured.table)
        self.take("import")
        self.count_figures()
        self.take("statistics")
        self.window.go_to(Goal.BACKUPS)
        self.window.backups.restore.show_place(pictured.place)
        self.take("backups")
        self.window.go_to(Goal.OPERATORS)
        self.take("operators")
        self.window.operators.ask_newcomer()
        self.take("operators-new")
        self.window.operators.inquiry.drop()

    def take_looks(self, pictured: Pictured) -> None:
        """Take some places in dark and in the largest type."""
        self.open_case(pictured.case_id)
        self.window.page.tabs.setCurrentIndex(0)
        look = self._program.appearance.look
        for name, changed in (("dark", Look(DARK, look.points)), ("large", Look(LIGHT, 15))):
            self._program.appearance.change(changed)
            self.window.resize(*SIZE)
            self.take(name)
            for part in ("elements", "findings", "materials", "notes"):
                self.turn_to(part)
                self.take(f"{part}-{name}")
            self.window.page.tabs.setCurrentIndex(0)
            for goal in (Goal.IMPORTS, Goal.STATISTICS, Goal.BACKUPS, Goal.OPERATORS):
                self.window.go_to(goal)
                self.take(f"{goal}-{name}")
            self.open_case(pictured.case_id)
        self._program.appearance.change(look)

    def count_figures(self) -> None:
        """Count this year, and look into how many cases were accepted."""
        self.window.go_to(Goal.STATISTICS)
        settle()
        screen = self.window.statistics
        screen.asking.ask()
        settle()
        rows = screen.figures.rows
        accepted = next(n for n, row in enumerate(rows) if getattr(row, "name", "") == "accepted")
        index = screen.figures.index(accepted, 0)
        screen.table.setCurrentIndex(index)
        screen.table.activated.emit(index)

    def take_lock(self) -> None:
        """Take the lock screen, and what a colleague sees first."""
        self._program.lock()
        screen = self._program.lock_screen
        assert screen is not None  # noqa: S101 - the desk was just locked
        settle()
        self.take("locked", screen)
        screen.form.pause_for(8)
        self.take("locked-waiting", screen)
        colleague = [screen.form.who.itemData(at) for at in range(screen.form.who.count())][-1]
        self._program.unlock(Knock(COLLEAGUE, colleague))
        while self._program.window is None:
            QTest.qWait(100)
        self.window.resize(*SIZE)
        self.take("handed-over")

    def open_case(self, case_id: UUID) -> None:
        """Open a case and wait for it."""
        self.window.open_case(case_id)
        while not self.window.page.isVisible():
            QTest.qWait(50)

    def look_at_table(self, path: Path) -> None:
        """Let a table be read as a list of buyers."""
        self.window.go_to(Goal.IMPORTS)
        settle()
        choosing = self.window.imports.imports.choosing
        kinds = [choosing.kind.itemData(at) for at in range(choosing.kind.count())]
        buyers = next((at for at, kind in enumerate(kinds) if kind.roster == "buyers"), 0)
        choosing.kind.setCurrentIndex(buyers)
        choosing.take(path)


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
