"""The material of a case at its place: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from mediatordesk.app.asked.material_desk import Material, MaterialDesk, Taken
from mediatordesk.app.case_page.materials import Materials
from mediatordesk.app.case_page.picture_view import read_image
from mediatordesk.app.feed import Feed
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Attachment
from mediatordesk.core.texts import _

_PDF = "application/pdf"
_LARGEST = 64 << 20
"""Bytes of a file that is shown, at most: it is held in memory whole."""


class MaterialPlace(QObject):
    """Does in the database thread what is wanted of material, one file after the other."""

    def __init__(
        self, tab: Materials, tasks: Tasks, desk: MaterialDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__()
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._notice = notice
        self._case_id: UUID | None = None
        self._waiting: list[Material] = []
        self._busy = False
        self._done = self._total = 0
        tab.added.connect(self._add)
        tab.wanted.connect(self._show)
        tab.copy_wanted.connect(self._save)
        tab.void_wanted.connect(self._void)
        tab.progress.stopped.connect(self._waiting.clear)

    def show_case(self, case_id: UUID) -> None:
        """Fetch what the case's material can be."""
        if case_id != self._case_id:
            self._case_id = case_id
            self._tab.start_over()
        self._tasks.run(partial(self._desk.kinds, case_id), self._tab.show_kinds)

    def _add(self, materials: list[Material]) -> None:
        """Add files, one after the other, so that the desk can do something else between."""
        if self._case_id is None:
            return
        self._waiting.extend(materials)
        self._total += len(materials)
        if not self._busy:
            self._done, self._total = 0, len(materials)
            self._tab.outcomes.begin()
            self._add_next(self._case_id)

    def _add_next(self, case_id: UUID) -> None:
        """Add the next file that waits."""
        self._busy = bool(self._waiting)
        if not self._waiting:
            self._tab.progress.end()
            return
        one = self._waiting.pop(0)
        number, total = self._done + 1, self._total
        words = _("Adding {number} of {total}: {name}")
        self._tab.progress.begin(words.format(number=number, total=total, name=one.path.name))
        self._tab.progress.show_progress(self._done, total)
        self._tasks.run(
            partial(self._desk.add, case_id, one),
            partial(self._taken, case_id, one.path.name),
            partial(self._not_taken, case_id, one.path.name),
        )

    def _taken(self, case_id: UUID, name: str, taken: Taken) -> None:
        """Take note of a file that was added, and go on."""
        for words in taken.warnings:
            self._tab.outcomes.add_warning(name, words)
        self._feed.changed.emit(taken.change)
        self._go_on(case_id)

    def _not_taken(self, case_id: UUID, name: str, error: DeskError) -> None:
        """Say why a file was not added, and go on."""
        self._tab.outcomes.add_refusal(name, error)
        self._go_on(case_id)

    def _go_on(self, case_id: UUID) -> None:
        """Go on with the next file, unless the rest was stopped."""
        self._done += 1
        self._add_next(case_id)

    def _show(self, attachment: Attachment) -> None:
        """Fetch what a file looks like."""
        if attachment.size > _LARGEST:
            self._tab.show_nothing(_("This file is large. Save a copy to open it."))
        elif attachment.media_type == _PDF:
            fetch = partial(self._desk.content, attachment)
            self._tasks.run(fetch, partial(self._show_pdf, attachment), self._refuse)
        elif attachment.media_type.startswith("image/"):
            self._tasks.run(
                partial(self._picture, attachment),
                partial(self._tab.show_picture, attachment),
                self._refuse,
            )
        else:
            self._tab.show_nothing(_("This file cannot be shown here. Save a copy to open it."))

    def _picture(self, attachment: Attachment) -> QImage:
        """Return the picture; it is decoded in the database thread, too."""
        return read_image(self._desk.content(attachment))

    def _show_pdf(self, attachment: Attachment, data: bytes) -> None:
        """Show a PDF; one that cannot be shown is said."""
        try:
            self._tab.show_pdf(attachment, data)
        except DeskError as error:
            self._refuse(error)

    def _save(self, attachment: Attachment, to: Path, original: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Save a copy outside the desk."""
        self._tasks.run(
            partial(self._desk.save, attachment, to, original=original), self._say_saved
        )

    def _say_saved(self, path: Path) -> None:
        """Say where a copy lies."""
        words = _("Saved as “{file}”. Outside the desk it is not encrypted.")
        self._notice.say(words.format(file=path.name))

    def _void(self, attachment: Attachment, reason: str) -> None:
        """Void a file."""
        self._tasks.run(partial(self._desk.void, attachment, reason), self._voided)

    def _voided(self, change: Change) -> None:
        """Show the material without what was voided."""
        self._feed.changed.emit(change)

    def _refuse(self, error: DeskError) -> None:
        """Say why a file is not shown."""
        self._tab.show_nothing("")
        self._tasks.refused.emit(error)
