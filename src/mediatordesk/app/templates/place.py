"""The screen for forms at its place in the program: the desk is asked on the screen's behalf."""

from datetime import date
from functools import partial
from pathlib import Path

from mediatordesk.app.asked.template_desk import (
    Changes,
    Chosen,
    ShownForm,
    TemplateDesk,
    Which,
)
from mediatordesk.app.feed import Feed
from mediatordesk.app.tasks import Tasks
from mediatordesk.app.templates.screen import TemplateScreen
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class TemplateRoom:
    """Does in the database thread what the clerk wants done with a form."""

    def __init__(
        self, screen: TemplateScreen, tasks: Tasks, desk: TemplateDesk, feed: Feed
    ) -> None:
        self.screen = self._screen = screen
        self._tasks, self._desk, self._feed = tasks, desk, feed
        screen.form_wanted.connect(self.show_form)
        screen.file_given.connect(self._read)
        screen.changes_decided.connect(self._look_again)
        screen.adoption_wanted.connect(self._adopt)
        screen.withdrawal_wanted.connect(self._withdraw)
        screen.export_wanted.connect(self._export)

    def read_again(self) -> None:
        """Read again whose form each paper is made with."""
        self._tasks.run(self._desk.forms, self._screen.show_forms, self._screen.refuse)

    def focus(self) -> None:
        """Give the keyboard to the list of papers."""
        self._screen.forms.list.setFocus()

    def show_form(self, which: Which) -> None:
        """Fetch the form of a paper that is in force."""
        self._screen.show_busy(which, _("The form is being laid out…"))
        fetch = partial(self._desk.shown, which)
        self._tasks.run(fetch, self._screen.show_form, self._screen.refuse)

    def _read(self, which: Which, path: Path) -> None:
        """Read a clerk's Word file and look it through."""
        self._screen.show_busy(which, _("“{file}” is being looked through…").format(file=path.name))
        self._tasks.run(
            partial(self._read_and_look, which, path),
            self._screen.show_form,
            partial(self._show_instead, which),
        )

    def _read_and_look(self, which: Which, path: Path) -> ShownForm:
        return self._desk.look(self._desk.read(which, path))

    def _look_again(self, chosen: Chosen, changes: Changes) -> None:
        """Look a file through once it is known what becomes of its tracked changes."""
        look = partial(self._desk.look, chosen.with_changes(changes))
        failed = partial(self._show_instead, chosen.which)
        self._tasks.run(look, self._screen.show_form, failed)

    def _show_instead(self, which: Which, error: DeskError) -> None:
        """Show the form in force after a file that could not be read, and why."""
        self.show_form(which)
        self._tasks.run(lambda: error, self._screen.refuse)

    def _adopt(self, chosen: Chosen, valid_from: date) -> None:
        """Make a clerk's Word file the paper's form."""
        adopt = partial(self._desk.adopt, chosen, valid_from)
        self._tasks.run(adopt, partial(self._changed, chosen.which), self._screen.refuse)

    def _withdraw(self, which: Which, valid_from: date) -> None:
        """Give a paper back to the standard form."""
        withdraw = partial(self._desk.withdraw, which, valid_from)
        self._tasks.run(withdraw, partial(self._changed, which), self._screen.refuse)

    def _changed(self, which: Which, change: Change) -> None:
        """Show what a paper is made with now."""
        self._screen.decision.hide()
        self._feed.changed.emit(change)
        self.show_form(which)

    def _export(self, which: Which, path: Path) -> None:
        """Save a form as a Word file."""
        save = partial(self._desk.export, which, path)
        self._tasks.run(save, self._screen.show_saved, self._screen.refuse)
