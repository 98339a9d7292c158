"""The file of a case at its place: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from mediatordesk.app.asked.file_desk import FileDesk, FileStand
from mediatordesk.app.feed import Feed
from mediatordesk.app.file_page.tab import FileTab
from mediatordesk.app.parts.case_places import CasePlace
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.texts import _


class FilePlace(CasePlace):
    """Looks through a file only while it is in sight, or when it comes there."""

    def __init__(
        self, tab: FileTab, tasks: Tasks, desk: FileDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__(tab)
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._notice = notice
        tab.bind_wanted.connect(self._bind)
        tab.copy_wanted.connect(self._save)
        tab.archive_wanted.connect(self._archive)

    def _read(self, case_id: UUID) -> None:
        """Look the file through."""
        self._tab.progress.begin(_("The file is being looked through …"))
        look = partial(self._desk.stand, case_id)
        self._tasks.run(look, partial(self._show, case_id), self._tab.refuse)

    def _show(self, case_id: UUID, stand: FileStand) -> None:
        """Show the file, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_stand(stand)

    def _bind(self, two_sided: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Bind the file; whoever shows the case reads it again."""
        if self._case_id:
            self._tab.begin(_("The file is being bound …"))
            bind = partial(self._desk.bind, self._case_id, two_sided=two_sided)
            self._tasks.run(bind, self._feed.changed.emit, self._tab.refuse)

    def _archive(self) -> None:
        """Archive the case; whoever shows it reads it again."""
        if self._case_id:
            self._tab.begin(_("The case is being archived …"))
            archive = partial(self._desk.archive, self._case_id)
            self._tasks.run(archive, self._feed.changed.emit, self._tab.refuse)

    def _save(self, to: Path) -> None:
        """Save the file outside the desk."""
        if self._case_id:
            save = partial(self._desk.save, self._case_id, to)
            self._tasks.run(save, self._say_saved, self._tab.refuse)

    def _say_saved(self, path: Path) -> None:
        """Say where the file lies."""
        words = _("Saved as “{file}”. Outside the desk it is not encrypted.")
        self._notice.say(words.format(file=path.name))
