"""Take the pictures of the documentation from the real window on the demo's desk.

After `mediatordesk demo --to demo --no-window`, with QT_QPA_PLATFORM=offscreen:
`.venv/bin/python packaging/pictures.py demo docs/pictures --buyers TABLE.csv`.
"""

import argparse
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import docx
from pictured_desk import COLLEAGUE, Pictured, furnish
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mediatordesk.actions.desks.desk import open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.exchange_desk import MailboxKind
from mediatordesk.app.asked.finding_desk import Before
from mediatordesk.app.asked.template_desk import Which
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.looks.theme import DARK, LIGHT, Look
from mediatordesk.app.navigation import Goal
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.program import Program
from mediatordesk.app.signing.pad import SignaturePad
from mediatordesk.app.templates.screen import TemplateScreen
from mediatordesk.app.window import MainWindow
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.texts import speak
from mediatordesk.signing import handwriting

NOW = datetime(2025, 5, 12, 10, tzinfo=CHINA)
SIZE = (1366, 728)
SETTLED = 2.5  # seconds until a page and its preview are drawn
_PARTS = (
    "elements",
    "findings",
    "signing",
    "scans",
    "ways",
    "handover",
    "file",
    "materials",
    "notes",
)
PATIENCE = 120  # seconds until something that is waited for must have come


def main() -> None:
    """Open the demo's desk and take each picture in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("demo", type=Path, help="the demo's folder")
    parser.add_argument("to", type=Path, help="where the pictures go")
    parser.add_argument("--buyers", type=Path, required=True, help="a table of buyers (CSV)")
    parser.add_argument("--only", nargs="*", default=[], help="names of the pictures to keep")
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
        pictured = furnish(desk, Path(aside) / "files", options.buyers, options.demo)
        desk.close()
        program = Program(folder, places, Clock.typed(NOW))
        options.to.mkdir(parents=True, exist_ok=True)
        try:
            Camera(program, options.to, frozenset(options.only)).take_all(passphrase, pictured)
        finally:
            program.close()


class NotSeen(Exception):
    """Something that was waited for did not come."""


class Camera:
    """Takes pictures of the program's windows, one after the other."""

    def __init__(self, program: Program, folder: Path, only: frozenset[str]) -> None:
        self._program, self._folder, self._only = program, folder, only

    @property
    def window(self) -> MainWindow:
        """Return the window that is open."""
        window = self._program.window
        assert window is not None  # noqa: S101 - it was waited for
        return window

    def take_all(self, passphrase: str, pictured: Pictured) -> None:
        """Take every picture, from the door to the colleague who takes over; NotSeen."""
        self.take_door()
        self._program.unlock(Knock(passphrase))
        until(lambda: self._program.window is not None, "the window")
        self.window.resize(*SIZE)
        self.take_cases()
        for take in (self.take_case, self.take_rooms, self.take_looks):
            take(pictured)
        self.take_lock()

    def take(self, name: str, shown: QWidget | None = None) -> None:
        """Wait until everything is drawn, and keep a picture, if it is among those wanted."""
        if self._only and name not in self._only:
            return
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
        for name in (
            "elements",
            "timeline",
            "findings",
            "ways",
            "file",
            "papers",
            "materials",
            "notes",
            "history",
        ):
            self.turn_to(name)
            if name == "materials":
                page.materials.list.choose(page.materials.list.entries[-1].key)
            self.take(name)
        self.turn_to("findings")
        page.findings.want(Before.COURT)
        self.take("findings-court")
        page.findings.want(Before.SIGN)
        self.take_signing(pictured)
        self.take_handover()

    def take_signing(self, pictured: Pictured) -> None:
        """Take the place for signing while somebody signs, and scans that are filed."""
        self.turn_to("signing")
        tab = self.window.page.signing
        until(lambda: tab.signer() is not None, "a place where somebody signs", tab.alert)
        settle()
        if tab.sign.consent.agree.isVisible():
            tab.sign.consent.agree.click()
        until(tab.sign.pad.isVisible, "the pad", tab.sign.alert)
        settle()
        write(tab.sign.pad, tab.sign.who.currentText())
        tab.sign.present.setChecked(True)
        tab.sign.read_aloud.setChecked(True)
        self.take("signing")
        self.turn_to("scans")
        scans = self.window.page.scans
        scans.take(list(pictured.scans))
        until(lambda: bool(scans.list.entries), "the scanned pages", scans.alert)
        if scans.papers:
            scans.papers[0].everybody.line.setText("2025-05-12")
        self.take("scans")

    def take_handover(self) -> None:
        """Take what stands in the way of a packet for the court, and the packets handed over."""
        self.turn_to("handover")
        tab = self.window.page.handover
        until(tab.preflight.isVisible, "what stands in the way", tab.export.alert)
        self.take("handover")

    def turn_to(self, name: str) -> None:
        """Bring a part of the case into sight; of the elements, those of its registration.

        A file is looked through before it is shown.
        """
        page = self.window.page
        page.turn_to(getattr(page, name))
        if name == "elements":
            settle()
            page.elements.list.choose("登记")
        elif name == "file":
            until(page.file.progress.isHidden, "the catalogue of the file", page.file.alert)

    def take_rooms(self, pictured: Pictured) -> None:
        """Take the other places of the program."""
        self.take_form()
        self.look_at_table(pictured.bad_table)
        self.take("import-mend")
        self.look_at_table(pictured.table)
        self.take("import")
        self.count_figures()
        self.take("statistics")
        for goal in (Goal.ROUNDS, Goal.CLAIMS, Goal.SETTINGS):
            self.window.go_to(goal)
            self.take(goal)
        self.window.go_to(Goal.BACKUPS)
        self.window.backups.restore.show_place(pictured.place)
        self.take("backups")
        self.take_exchange()
        self.window.go_to(Goal.OPERATORS)
        self.take("operators")
        self.window.operators.ask_newcomer()
        self.take("operators-new")
        self.window.operators.inquiry.drop()

    def take_exchange(self) -> None:
        """Take the place for the exchange, one more mailbox, and how a desk joins a centre."""
        self.window.go_to(Goal.EXCHANGE)
        screen = self.window.exchange
        until(screen.centre.isVisible, "the centre", screen.alert)
        until(lambda: bool(screen.mailboxes.list.entries), "the mailboxes", screen.alert)
        self.take("exchange")
        screen.mailboxes.add.click()
        form = screen.mailboxes.form
        form.kind.choose(MailboxKind.WEBDAV)
        form.place.setText("cloud.example.org/正阳村")
        form.name.setText("zhengyang")
        form.passphrase.setText("a<b c&d")
        self.take("exchange-mailbox")
        form.no.click()
        screen.centre.join.click()
        self.take("exchange-join")
        screen.centre.join.click()

    def take_form(self) -> None:
        """Take the place for forms while a clerk's own Word file is looked at.

        The list of papers comes from the desk: a file that is given before one is chosen there is
        looked at for no paper at all.
        """
        self.window.go_to(Goal.FORMS)
        screen, which = self.window.templates, Which("people", "D17")
        until(lambda: bool(screen.forms.list.entries), "the list of papers", screen.alert)
        screen.forms.show_pack(which.pack)
        screen.forms.list.choose(which)
        until(lambda: _chosen(screen) == which, "the paper D17", screen.alert)
        with TemporaryDirectory() as aside:
            screen.look_at(edited_form(Path(aside)))
            until(screen.decision.isVisible, "the question whether to use a form", screen.alert)
            self.take("templates")
        screen.decision.no.click()

    def take_looks(self, pictured: Pictured) -> None:
        """Take some places in dark and in the largest type."""
        self.open_case(pictured.case_id)
        self.window.page.tabs.setCurrentIndex(0)
        look = self._program.appearance.look
        for name, changed in (("dark", Look(DARK, look.points)), ("large", Look(LIGHT, 15))):
            self._program.appearance.change(changed)
            self.window.resize(*SIZE)
            self.take(name)
            for part in _PARTS:
                self.turn_to(part)
                self.take(f"{part}-{name}")
            self.window.page.tabs.setCurrentIndex(0)
            for goal in (
                Goal.ROUNDS,
                Goal.SETTINGS,
                Goal.IMPORTS,
                Goal.STATISTICS,
                Goal.EXCHANGE,
                Goal.BACKUPS,
                Goal.OPERATORS,
            ):
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
        until(lambda: bool(screen.figures.rows), "the figures", screen.alert)
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
        until(lambda: self._program.window is not None, "the colleague's window")
        self.window.resize(*SIZE)
        self.take("handed-over")

    def open_case(self, case_id: UUID) -> None:
        """Open a case and wait for it."""
        self.window.open_case(case_id)
        page = self.window.page
        until(
            lambda: page.isVisible() and page.case_id == case_id,
            "the page of the case",
            self.window.alert,
        )

    def look_at_table(self, path: Path) -> None:
        """Let a table be read as a list of buyers."""
        self.window.go_to(Goal.IMPORTS)
        settle()
        choosing = self.window.imports.imports.choosing
        kinds = [choosing.kind.itemData(at) for at in range(choosing.kind.count())]
        buyers = next((at for at, kind in enumerate(kinds) if kind.roster == "buyers"), 0)
        choosing.kind.setCurrentIndex(buyers)
        choosing.take(path)


def write(pad: SignaturePad, name: str) -> None:
    """Write a name on the pad with the mouse."""
    font = Places.installed().fonts / "LXGWWenKai-Regular.ttf"
    strokes = handwriting(name, font).strokes
    points = [point for stroke in strokes for point in stroke]
    left, top = min(one.x for one in points), min(one.y for one in points)
    high, wide = max(one.y for one in points) - top, max(one.x for one in points) - left
    scale = min(0.6 * pad.height() / high, 0.8 * pad.width() / wide)
    edge = QPointF((pad.width() - wide * scale) / 2, pad.height() * 0.15)
    for stroke in strokes:
        places = [(edge + QPointF(one.x - left, one.y - top) * scale).toPoint() for one in stroke]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def edited_form(folder: Path) -> Path:
    """Return the standard agreement as a clerk has changed it, with one field misspelt."""
    form = docx.Document(str(Places.installed().forms / "people" / "templates" / "D17.docx"))
    form.paragraphs[1].insert_paragraph_before("（{{调解委员会名称}}统一格式）")
    path = folder / "正阳村协议书.docx"
    form.save(str(path))
    return path


def _chosen(screen: TemplateScreen) -> Which | None:
    """Return which paper is chosen."""
    form = screen.chosen()
    return form.which if form else None


def until(seen: Callable[[], bool], what: str, alert: Alert | None = None) -> None:
    """Wait until something is seen; NotSeen once patience ends, or as soon as it is refused."""
    end = time.monotonic() + PATIENCE
    while not seen():
        if alert and not alert.isHidden():
            raise NotSeen(what, *alert.lines())
        if time.monotonic() > end:
            raise NotSeen(what, f"not within {PATIENCE} seconds")
        pause()


def settle() -> None:
    """Wait until everything is drawn."""
    end = time.monotonic() + SETTLED
    while time.monotonic() < end:
        pause()


def pause() -> None:
    """Let the window work. A long `qWait` would keep Python from the other threads."""
    QTest.qWait(10)
    time.sleep(0.02)


if __name__ == "__main__":
    main()
