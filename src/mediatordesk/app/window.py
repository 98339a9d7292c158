"""The main window: it puts the screens together and asks the desk on their behalf."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mediatordesk.app.alerts import Alert
from mediatordesk.app.appearance import Appearance
from mediatordesk.app.case_desk import CaseDesk, DeskState, OpenedCase
from mediatordesk.app.case_list.screen import CaseListScreen
from mediatordesk.app.case_page.page import CasePage
from mediatordesk.app.feed import Feed
from mediatordesk.app.navigation import Navigation
from mediatordesk.app.search_field import SearchField
from mediatordesk.app.status_line import StatusLine
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.templates.place import TemplatePlace
from mediatordesk.app.templates.screen import TemplateScreen
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _
from mediatordesk.store.case_lists import CaseLine


class MainWindow(QMainWindow):
    """Shows the cases of a desk. Screens say what happened; the desk is asked in its own thread."""

    def __init__(self, appearance: Appearance, tasks: Tasks, desk: CaseDesk, feed: Feed) -> None:
        super().__init__()
        self._appearance, self._tasks, self._desk, self._feed = appearance, tasks, desk, feed
        self._state: DeskState | None = None
        self._after_saving: Callable[[], object] | None = None
        self.navigation = Navigation(appearance)
        self.search = SearchField(appearance)
        self.alert = Alert(appearance)
        self.case_list = CaseListScreen(appearance)
        self.page = CasePage(appearance)
        self.templates = TemplateScreen(appearance)
        self._forms = TemplatePlace(self.templates, tasks, desk.templates, feed)
        self.screens = QStackedWidget()
        self.status = StatusLine()
        self._lay_out()
        self._connect()
        self.read_again()

    def read_again(self) -> None:
        """Read again what is in sight."""
        self._tasks.run(self._desk.state, self._show_state)
        find = self.search.text().strip()
        self._tasks.run(partial(self._desk.cases, find), partial(self._show_cases, find))
        if self.page.case_id:
            self._tasks.run(partial(self._desk.case, self.page.case_id), self._show_again)
        if self.screens.currentWidget() is self.templates:
            self._forms.read_again()

    def open_case(self, case_id: UUID) -> None:
        """Open a case, once what was typed in another one is saved."""
        read = partial(self._desk.case, case_id)
        self._once_saved(partial(self._tasks.run, read, self._show_case))

    def go_to_list(self) -> None:
        """Go to the list, once what was typed is saved."""
        self._once_saved(self._show_list)

    def go_to_forms(self) -> None:
        """Go to the forms of papers, once what was typed is saved."""
        self._once_saved(self._show_forms)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the window; if something typed is not saved yet, save it first."""
        if self.page.unsaved:
            event.ignore()
            self._once_saved(self.close)
            return
        super().closeEvent(event)

    # -- what the desk answered

    def _show_state(self, state: DeskState) -> None:
        """Show who works where and what was not sent."""
        self._state = state
        self.status.show_state(state)
        self.navigation.show_office(state.office)
        self.setWindowTitle(_("{office} · MediatorDesk").format(office=state.office))

    def _show_cases(self, find: str, lines: tuple[CaseLine, ...]) -> None:
        """Show the cases found, unless something else is searched for by now."""
        if self._state and find == self.search.text().strip():
            self.case_list.show_cases(lines, self._state.today, find)

    def _show_case(self, opened: OpenedCase) -> None:
        """Bring a case into sight."""
        self._show_page(opened)
        self.screens.setCurrentWidget(self.page)
        self.navigation.show_case(opened.file.case.id, opened.file.case.title)
        self.page.tabs.setFocus()

    def _show_again(self, opened: OpenedCase) -> None:
        """Show the case in sight as it stands now."""
        if opened.file.case.id == self.page.case_id:
            self._show_page(opened)

    def _show_page(self, opened: OpenedCase) -> None:
        """Show a case on its page."""
        if self._state:
            self.page.show_case(opened, self._state.today)

    def _show_list(self) -> None:
        """Bring the list into sight."""
        self.screens.setCurrentWidget(self.case_list)
        self.navigation.show_list()
        self.case_list.table.setFocus()

    def _show_forms(self) -> None:
        """Bring the forms of papers into sight."""
        self.screens.setCurrentWidget(self.templates)
        self.navigation.show_forms()
        self._forms.read_again()
        self.templates.forms.list.setFocus()

    def _show_pdf(self, paper: Paper, data: bytes) -> None:
        """Show a paper; a damaged file is said."""
        try:
            self.page.show_pdf(paper.id, data)
        except DeskError as error:
            self.alert.show_error(error)

    # -- what happened on a screen

    def _search(self, find: str) -> None:
        """Show the cases that fit what was typed into the search field."""
        if self.screens.currentWidget() is not self.case_list:
            self._once_saved(self._show_found)
        self._tasks.run(partial(self._desk.cases, find), partial(self._show_cases, find))

    def _show_found(self) -> None:
        """Bring the list into sight while typing goes on in the search field."""
        self.screens.setCurrentWidget(self.case_list)
        self.navigation.show_list()

    def _save_text(self, case_id: UUID, field: str, text: str) -> None:
        """Save what was typed."""
        self._tasks.run(
            partial(self._desk.save_text, case_id, field, text),
            partial(self._saved, case_id, text),
            partial(self._refused, case_id),
        )

    def _saved(self, case_id: UUID, text: str, change: Change) -> None:
        """Take note that a text was saved, and go on with what waited for it."""
        if case_id == self.page.case_id:
            self.page.saved(text)
        self._feed.changed.emit(change)
        waiting, self._after_saving = self._after_saving, None
        if waiting:
            self._once_saved(waiting)

    def _refused(self, case_id: UUID, error: DeskError) -> None:
        """Show why a text was not saved; the window stays where it was typed."""
        self._after_saving = None
        if case_id == self.page.case_id:
            self.page.refused(error)

    def _once_saved(self, step: Callable[[], object]) -> None:
        """Take a step away from the page once nothing typed would be lost."""
        if self.page.unsaved:
            self._after_saving = step
            self.page.flush()
        else:
            step()

    def _want_paper(self, paper: Paper) -> None:
        """Fetch a paper for its preview."""
        self._tasks.run(partial(self._desk.pdf_of, paper), partial(self._show_pdf, paper))

    # -- how it is put together

    def _connect(self) -> None:
        """Connect what screens say with what is done about it."""
        self.search.searched.connect(self._search)
        self.search.list_wanted.connect(self.go_to_list)
        self.case_list.opened.connect(self.open_case)
        self.case_list.search_cleared.connect(self.search.clear)
        self.navigation.list_wanted.connect(self.go_to_list)
        self.navigation.forms_wanted.connect(self.go_to_forms)
        self.navigation.case_wanted.connect(self.open_case)
        self.navigation.look_wanted.connect(self._appearance.change)
        self.page.left.connect(self.go_to_list)
        self.page.text_entered.connect(self._save_text)
        self.page.paper_wanted.connect(self._want_paper)
        self._tasks.refused.connect(self.alert.show_error)
        self._feed.changed.connect(self.read_again)
        for keys, act in (("Ctrl+K", self._start_search), ("F5", self.read_again)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _start_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _lay_out(self) -> None:
        """Put navigation, search and screens in their places."""
        unit = self._appearance.look.unit
        self.screens.addWidget(self.case_list)
        self.screens.addWidget(self.page)
        self.screens.addWidget(self.templates)
        self.navigation.show_list()
        body = QWidget()
        body.setObjectName("page")
        box = QVBoxLayout(body)
        box.setContentsMargins(unit * 4, unit * 2, unit * 4, unit * 2)
        box.setSpacing(unit * 2)
        box.addWidget(self.search)
        box.addWidget(self.alert)
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
