"""Imports and duplicates at their place in the program: the desk is asked on their behalf."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mediatordesk.app.asked.import_desk import (
    ImportChoice,
    ImportDesk,
    Imported,
    ImportKind,
    Planned,
    SamePerson,
)
from mediatordesk.app.duplicates.screen import DuplicateScreen
from mediatordesk.app.feed import Feed
from mediatordesk.app.imports.screen import ImportScreen
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class ImportsPage(QWidget):
    """Imports, and beside them the people who may be entered twice."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.imports = ImportScreen(appearance)
        self.duplicates = DuplicateScreen(appearance)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.imports, _("Import"))
        self.tabs.addTab(self.duplicates, "")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName(_("Parts of the import"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(appearance.look.unit)
        box.addWidget(label(_("Import from Excel"), "title"))
        box.addWidget(self.tabs, 1)
        self.show_pairs(())

    def show_pairs(self, pairs: tuple[SamePerson, ...]) -> None:
        """Show who may be one person; how many wait for a word stands on the tab."""
        self.duplicates.show_pairs(pairs)
        waiting = sum(one.join is None for one in pairs)
        self.tabs.setTabText(1, _("Perhaps one person {n}").format(n=waiting))


class ImportRoom(QObject):
    """Reads, imports and joins in the database thread."""

    case_made = Signal(UUID)

    def __init__(
        self, page: ImportsPage, tasks: Tasks, desk: ImportDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__()
        self.screen = page
        self._imports = page.imports
        self._tasks, self._desk, self._feed, self._notice = tasks, desk, feed, notice
        self._asked: ImportChoice | None = None
        page.imports.choosing.chosen.connect(self._plan)
        page.imports.choosing.sample_wanted.connect(self._write_sample)
        page.imports.apply_wanted.connect(self._apply)
        page.imports.errors_wanted.connect(self._write_errors)
        page.duplicates.join_wanted.connect(self._join)
        page.duplicates.part_wanted.connect(self._part)

    def read_again(self) -> None:
        """Read again what tables can become, and who may be one person."""
        self._tasks.run(self._desk.kinds, self._imports.choosing.show_kinds)
        self._tasks.run(self._desk.same_people, self.screen.show_pairs)

    def focus(self) -> None:
        """Give the keyboard to the first choice."""
        self._imports.choosing.kind.setFocus()

    def show_cases(self, cases: Mapping[UUID, str]) -> None:
        """Offer the cases that people can be imported into."""
        self._imports.choosing.show_cases(cases)

    def _plan(self, choice: ImportChoice) -> None:
        """Read a file; nothing is changed."""
        self._asked = choice
        self._imports.alert.clear()
        words = _("“{file}” is being read …").format(file=choice.path.name)
        self._imports.show_nothing(words)
        self._tasks.run(partial(self._desk.plan, choice), self._show, self._refuse)

    def _show(self, planned: Planned) -> None:
        """Show what was read, unless another file was chosen since."""
        if planned.choice == self._asked:
            self._imports.show_plan(planned)

    def _refuse(self, error: DeskError) -> None:
        """Say why something was not done."""
        self._imports.refuse(error)

    def _apply(self, planned: Planned) -> None:
        """Take the rows over."""
        self._tasks.run(partial(self._desk.apply, planned), self._applied, self._refuse)

    def _applied(self, imported: Imported) -> None:
        """Say what was imported, and go to the case it went into."""
        self._asked = None
        self._imports.choosing.forget()
        self._imports.show_nothing(imported.words)
        self._notice.say(imported.words)
        for change in imported.changes[-1:]:
            self._feed.changed.emit(change)
        self.read_again()
        if imported.case_id:
            self.case_made.emit(imported.case_id)

    def _write_errors(self, planned: Planned) -> None:
        """Write the rows that are to be mended."""
        write = partial(self._desk.write_errors, planned)
        self._tasks.run(write, self._say_saved, self._refuse)

    def _write_sample(self, kind: ImportKind, to: Path) -> None:
        """Write an empty table."""
        write = partial(self._desk.write_sample, kind, to)
        self._tasks.run(write, self._say_saved, self._refuse)

    def _say_saved(self, path: Path) -> None:
        """Say where a table lies."""
        self._notice.say(_("Saved as “{file}”.").format(file=path.name))

    def _join(self, pair: SamePerson) -> None:
        """Join two rows as one person."""
        self._tasks.run(partial(self._desk.join, pair), self._joined)

    def _part(self, pair: SamePerson) -> None:
        """Undo a join."""
        self._tasks.run(partial(self._desk.part, pair), self._joined)

    def _joined(self, change: Change) -> None:
        """Show who may be one person now."""
        self._feed.changed.emit(change)
        self.read_again()
