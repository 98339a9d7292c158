"""The main window: it puts the screens together and asks the desk on their behalf."""

from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from mediatordesk.app.asked.case_desk import Beginning, CaseDesk, DeskState, OpenedCase
from mediatordesk.app.backups.evening import EveningBackup
from mediatordesk.app.backups.leaving import Leaving
from mediatordesk.app.backups.place import BackupRoom
from mediatordesk.app.backups.screen import BackupScreen
from mediatordesk.app.case_list.place import CaseListRoom
from mediatordesk.app.case_list.screen import CaseListScreen
from mediatordesk.app.case_page.page import CasePage
from mediatordesk.app.case_page.place import CaseRoom
from mediatordesk.app.exchange.place import ExchangeRoom
from mediatordesk.app.exchange.screen import ExchangeScreen
from mediatordesk.app.feed import Feed
from mediatordesk.app.imports.place import ImportRoom, ImportsPage
from mediatordesk.app.ledgers.place import LedgerRoom
from mediatordesk.app.ledgers.screen import LedgerScreen
from mediatordesk.app.ledgers.words import CLAIMS, ROUNDS
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.navigation import Goal, Navigation
from mediatordesk.app.operators.place import OperatorRoom
from mediatordesk.app.operators.screen import OperatorScreen
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.parts.search_field import SearchField
from mediatordesk.app.quiet_work import QuietWork
from mediatordesk.app.restoring.place import RestorePlace
from mediatordesk.app.screens import Screens
from mediatordesk.app.settings.place import SettingRoom
from mediatordesk.app.settings.screen import SettingScreen
from mediatordesk.app.stand import Stand, Unsaved
from mediatordesk.app.statistics.place import StatisticsRoom
from mediatordesk.app.statistics.screen import StatisticsScreen
from mediatordesk.app.status_line import StatusLine
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.templates.place import TemplateRoom
from mediatordesk.app.templates.screen import TemplateScreen
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class Room(Protocol):
    """A place of the program, with the one who asks the desk on behalf of its screen."""

    @property
    def screen(self) -> QWidget:
        """Return what is shown."""

    def read_again(self) -> None:
        """Read again what is shown."""

    def focus(self) -> None:
        """Give the keyboard to what it is mostly for."""


class MainWindow(QMainWindow):
    """Shows the cases of a desk. Screens say what happened; the desk is asked in its own thread."""

    lock_wanted = Signal()
    closed = Signal()
    restored = Signal(Path)

    def __init__(self, appearance: Appearance, tasks: Tasks, desk: CaseDesk, feed: Feed) -> None:
        super().__init__()
        self._appearance, self._tasks, self._desk, self._feed = appearance, tasks, desk, feed
        self._state: DeskState | None = None
        self._may_close = False
        self.navigation = Navigation(appearance)
        self.search = SearchField(appearance)
        self.alert, self.notice = Alert(appearance), Notice(appearance)
        self.number = Inquiry(appearance)
        self.case_list = CaseListScreen(appearance)
        self.page = CasePage(appearance)
        self.templates = TemplateScreen(appearance)
        self.imports = ImportsPage(appearance)
        self.statistics = StatisticsScreen(appearance)
        self.rounds = LedgerScreen(appearance, ROUNDS)
        self.claims = LedgerScreen(appearance, CLAIMS)
        self.settings = SettingScreen(appearance)
        self.exchange = ExchangeScreen(appearance)
        self.backups = BackupScreen(appearance)
        self.operators = OperatorScreen(appearance)
        self.screens = Screens()
        self.status = StatusLine()
        self._furnish()
        self._lay_out()
        self._connect()
        self.read_again()
        self._tasks.run(desk.beginning, self._begin)
        self._exchange.begin()

    @property
    def unsaved(self) -> Unsaved | None:
        """Return what was typed and could not be saved, if there is such a text."""
        if self.page.unsaved and self.page.case_id and self._state:
            facts = self.page.overview.facts
            text = facts.edit.toPlainText() if facts.unsaved else None
            answers = self.page.elements.typed()
            return Unsaved(self._state.operator_id, self.page.case_id, text, answers)
        return None

    def read_again(self) -> None:
        """Read again what is in sight."""
        self._tasks.run(self._desk.state, self._show_state)
        self._tasks.run(self._desk.backups.standing, self.status.show_backups)
        if self._state:
            self._case.read_again(self._state.today)
        for goal, room in self._rooms.items():
            if goal is Goal.CASES or self.screens.currentWidget() is room.screen:
                room.read_again()

    def open_case(self, case_id: UUID) -> None:
        """Open a case, once what was typed in another one is saved."""
        read = partial(self._desk.case, case_id)
        self._case.once_saved(partial(self._tasks.run, read, self._show_case))

    def go_to(self, goal: Goal) -> None:
        """Go to a place of the program, once what was typed is saved."""
        self._case.once_saved(partial(self._enter, goal))

    def stand(self) -> Stand:
        """Return where the window stands."""
        shown = self.screens.currentWidget()
        goals = (goal for goal, room in self._rooms.items() if room.screen is shown)
        return Stand(
            goal=next(goals, Goal.CASES),
            case_id=self.page.case_id if shown is self.page else None,
            tab=self.page.tabs.currentIndex(),
            question=self._cases.question,
            recent=tuple(self.navigation.recent()),
            geometry=self.saveGeometry(),
            maximised=self.isMaximized(),
        )

    def go_back_to(self, stand: Stand, unsaved: Unsaved | None = None) -> None:
        """Stand where another window stood before the desk was locked."""
        self.restoreGeometry(stand.geometry)
        self.search.show_text(stand.question.find)
        self._cases.question = stand.question
        self._cases.read_again()
        for case_id in stand.recent:
            self._tasks.run(partial(self._desk.case, case_id), self._remember)
        if stand.goal is not Goal.CASES:
            self._enter(stand.goal)
        if stand.case_id:
            turn = partial(self._show_part, stand.tab, unsaved)
            self._tasks.run(partial(self._desk.case, stand.case_id), turn)

    def flush(self) -> None:
        """Say everything that was typed, so that it is saved before the desk is closed."""
        self.page.flush()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the window once what was typed is saved, and today's backup is made."""
        if self._may_close:
            super().closeEvent(event)
            self.closed.emit()
            return
        event.ignore()
        self._case.once_saved(partial(self._leaving.begin, self._really_close))

    def end(self) -> None:
        """Take the window away, with everything in it: the desk is closed."""
        self._stop_quiet_work()
        self.hide()
        self.deleteLater()

    def say_hand_over(self, change: Change) -> None:
        """Say that somebody else goes on with the desk."""
        name = self._state.operator if self._state else ""
        self.notice.say(
            _("Handed over: {name} goes on from here. It was logged.").format(name=name)
        )
        self._feed.changed.emit(change)

    # -- what the desk answered

    def _show_state(self, state: DeskState) -> None:
        """Show who works where and what was not sent."""
        self._state = state
        self.status.show_state(state)
        self.navigation.show_office(state.office)
        self.statistics.asking.show_today(state.today)
        self.setWindowTitle(_("{office} · MediatorDesk").format(office=state.office))

    def _begin(self, beginning: Beginning) -> None:
        """Say what happened to the desk's file, and ask for the last number where it is needed."""
        if beginning.notice:
            self.notice.say(beginning.notice)
        if beginning.number_words:
            asked = Asked(_("Last number on paper"), hint=_("for example: 2025/12"))
            self.number.ask(beginning.number_words, _("Enter"), [asked])

    def _show_case(self, opened: OpenedCase) -> None:
        """Bring a case into sight."""
        if self._state is None:
            return
        self._case.show(opened, self._state.today)
        self.screens.setCurrentWidget(self.page)
        self._remember(opened)
        self.page.tabs.setFocus()

    def _show_part(self, tab: int, unsaved: Unsaved | None, opened: OpenedCase) -> None:
        """Bring a part of a case into sight, with what could not be saved there."""
        self._show_case(opened)
        self.page.tabs.setCurrentIndex(tab)
        if unsaved and unsaved.case_id == opened.file.case.id:
            if unsaved.text is not None:
                self.page.overview.facts.edit.setPlainText(unsaved.text)
            self.page.elements.type_again(unsaved.answers)

    def _remember(self, opened: OpenedCase) -> None:
        """Add a case to those opened last."""
        self.navigation.show_case(opened.file.case.id, opened.file.case.title)
        self._imports.show_cases(self.navigation.recent())
        self._mark()

    def _mark(self) -> None:
        """Mark in the navigation what is in sight."""
        shown = self.screens.currentWidget()
        for goal, room in self._rooms.items():
            if room.screen is shown:
                self.navigation.show_goal(goal)

    def _enter(self, goal: Goal) -> None:
        """Bring a place of the program into sight."""
        room = self._rooms[goal]
        self.screens.setCurrentWidget(room.screen)
        self.navigation.show_goal(goal)
        room.read_again()
        room.focus()

    # -- what happened on a screen

    def _search(self, find: str) -> None:
        """Show the cases that fit what was typed into the search field."""
        if self.screens.currentWidget() is not self.case_list:
            self._case.once_saved(self._show_found)
        self._cases.search(find)

    def _show_found(self) -> None:
        """Bring the list into sight while typing goes on in the search field."""
        self.screens.setCurrentWidget(self.case_list)
        self.navigation.show_goal(Goal.CASES)

    def _say_number(self, texts: list[str]) -> None:
        """Take the last number on paper; the question comes again if it cannot be used."""
        say = partial(self._desk.say_last_number, texts[0])
        self._tasks.run(say, self._feed.changed.emit, self._ask_number_again)

    def _ask_number_again(self, error: DeskError) -> None:
        """Say why a number cannot be used, and ask once more."""
        self.alert.show_error(error)
        self._tasks.run(self._desk.beginning, self._begin)

    def _really_close(self) -> None:
        """Close the window: nothing is left to be done."""
        self._stop_quiet_work()
        self._may_close = True
        self.close()

    def _stop_quiet_work(self) -> None:
        """Begin nothing more by itself; the exchange ends with the desk."""
        for one in (self._quiet, self._evening, self._exchange):
            one.stop()

    # -- how it is put together

    def _furnish(self) -> None:
        """Give every screen the one who asks the desk on its behalf."""
        tasks, desk, feed, notice = self._tasks, self._desk, self._feed, self.notice
        self._cases = CaseListRoom(self.case_list, tasks, desk)
        self._imports = ImportRoom(self.imports, tasks, desk.imports, feed, notice)
        self._backups = BackupRoom(self.backups, tasks, desk.backups, notice)
        self._exchange = ExchangeRoom(self.exchange, tasks, desk.exchange, notice)
        self._rooms: dict[Goal, Room] = {
            Goal.CASES: self._cases,
            Goal.FORMS: TemplateRoom(self.templates, tasks, desk.templates, feed),
            Goal.IMPORTS: self._imports,
            Goal.STATISTICS: StatisticsRoom(self.statistics, tasks, desk.statistics, feed, notice),
            Goal.ROUNDS: LedgerRoom(self.rounds, ROUNDS, tasks, desk.rounds, feed, notice),
            Goal.CLAIMS: LedgerRoom(self.claims, CLAIMS, tasks, desk.claims, feed, notice),
            Goal.SETTINGS: SettingRoom(self.settings, tasks, desk.settings, feed, notice),
            Goal.EXCHANGE: self._exchange,
            Goal.BACKUPS: self._backups,
            Goal.OPERATORS: OperatorRoom(self.operators, tasks, desk.operators, notice),
        }
        self._restoring = RestorePlace(self.backups.restore, tasks, desk.restoring)
        self._case = CaseRoom(self.page, tasks, desk, feed, notice)
        self._leaving = Leaving(self, self._appearance, tasks, desk.backups)
        self._quiet = QuietWork(tasks, desk, feed)
        self._evening = EveningBackup(tasks, desk.backups)
        self._evening.made.connect(self.read_again)

    def _connect(self) -> None:
        """Connect what screens say with what is done about it."""
        self.search.searched.connect(self._search)
        self.search.list_wanted.connect(partial(self.go_to, Goal.CASES))
        self.case_list.opened.connect(self.open_case)
        self.case_list.search_cleared.connect(self.search.clear)
        self.navigation.wanted.connect(self.go_to)
        self.navigation.case_wanted.connect(self.open_case)
        self.navigation.look_wanted.connect(self._appearance.change)
        self.navigation.lock_wanted.connect(self.lock_wanted)
        self.operators.own.lock_wanted.connect(self.lock_wanted)
        self.page.left.connect(partial(self.go_to, Goal.CASES))
        self._case.refused.connect(partial(self.screens.setCurrentWidget, self.page))
        self._imports.case_made.connect(self.open_case)
        self.statistics.case_wanted.connect(self.open_case)
        self._backups.changed.connect(self.read_again)
        self._exchange.went.connect(self.status.show_exchange)
        self._exchange.news_came.connect(self.read_again)
        self._exchange.case_wanted.connect(self.open_case)
        self._restoring.restored.connect(self.restored)
        self.number.answered.connect(self._say_number)
        self._tasks.refused.connect(self.alert.show_error)
        self._feed.changed.connect(self.read_again)
        for keys, act in (
            ("Ctrl+K", self._start_search),
            ("F5", self.read_again),
            ("Ctrl+L", self.lock_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _start_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _lay_out(self) -> None:
        """Put navigation, search and screens in their places."""
        unit = self._appearance.look.unit
        for room in self._rooms.values():
            self.screens.addWidget(room.screen)
        self.screens.addWidget(self.page)
        self.navigation.show_goal(Goal.CASES)
        body = QWidget()
        body.setObjectName("page")
        box = QVBoxLayout(body)
        box.setContentsMargins(unit * 4, unit * 2, unit * 4, unit * 2)
        box.setSpacing(unit * 2)
        for above in (self.search, self.alert, self.notice, self.number):
            box.addWidget(above)
        box.addWidget(self.screens, 1)
        frame = QWidget()
        sides = QHBoxLayout(frame)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(0)
        sides.addWidget(self.navigation)
        sides.addWidget(body, 1)
        self.setCentralWidget(frame)
        self.setStatusBar(self.status)
        self.resize(1366, 728)
