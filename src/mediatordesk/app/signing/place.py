"""Signing at its place: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer

from mediatordesk.app.asked.signing_desk import (
    Certificate,
    Given,
    SigningDesk,
    SigningStand,
    Watched,
)
from mediatordesk.app.feed import Feed
from mediatordesk.app.parts.case_places import CasePlace
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.signing.tab import SigningTab
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _

_LOOK_EVERY = 500
"""Milliseconds between two looks into a watched folder."""


class SigningPlace(CasePlace):
    """Reads who signs only while that is in sight, or when it comes there."""

    def __init__(
        self, tab: SigningTab, tasks: Tasks, desk: SigningDesk, feed: Feed, notice: Notice
    ) -> None:
        super().__init__(tab)
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        self._notice = notice
        self._watched: Watched | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        tab.make_wanted.connect(self._make)
        tab.given.connect(self._sign)
        tab.consent_answered.connect(self._answer_consent)
        tab.refused.connect(self._refuse)
        tab.sign.folder_wanted.connect(self._watch)
        tab.seal_wanted.connect(self._seal)
        tab.worth_wanted.connect(self._ask_worth)
        tab.copy_wanted.connect(self._save)

    def _read(self, case_id: UUID) -> None:
        """Read who signs."""
        read = partial(self._desk.stand, case_id)
        self._tasks.run(read, partial(self._show, case_id))

    def _show(self, case_id: UUID, stand: SigningStand) -> None:
        """Show how signing stands, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_stand(stand)

    def _make(self, code: str, about: UUID | None) -> None:
        """Make a paper; whoever shows the case reads it again."""
        if self._case_id:
            make = partial(self._desk.make, self._case_id, code, about)
            self._tasks.run(make, self._feed.changed.emit, self._tab.refuse_making)

    def _sign(self, paper: UUID, given: Given) -> None:
        """Take a signature; what was drawn is forgotten once it is kept."""
        if self._case_id:
            sign = partial(self._desk.sign, self._case_id, paper, given)
            self._tasks.run(sign, self._feed.changed.emit, self._tab.sign.refuse)

    def _answer_consent(self, party: UUID, agrees: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Note what a party answered."""
        if self._case_id:
            answer = partial(self._desk.answer_consent, self._case_id, party, yes=agrees)
            self._tasks.run(answer, self._feed.changed.emit, self._tab.sign.refuse)

    def _refuse(self, paper: UUID, key: str, reason: str) -> None:
        """Note that somebody would not sign."""
        if self._case_id:
            refuse = partial(self._desk.refuse, self._case_id, paper, key, reason)
            self._tasks.run(refuse, self._feed.changed.emit, self._tab.sign.refuse)

    def _watch(self, folder: Path) -> None:
        """Wait for the next picture that comes into a folder."""
        watch = partial(self._desk.watch, folder)
        self._tasks.aside(watch, partial(self._begin_watching, folder), self._tab.sign.refuse)

    def _begin_watching(self, folder: Path, watched: Watched) -> None:
        """Look into the folder now and then, until a picture came or somebody else signs."""
        self._watched = watched
        self._tab.sign.show_watching(folder.name)
        self._timer.start()

    def _look(self) -> None:
        """Look once whether a picture came."""
        if self._watched and self._tab.sign.is_watching:
            self._tasks.aside(self._watched.poll, self._came, self._tab.sign.refuse)
        else:
            self._timer.stop()

    def _came(self, picture: bytes | None) -> None:
        """Take a picture that came; say once what came instead of one."""
        if self._watched is None or not self._tab.sign.is_watching:
            return
        if picture is not None:
            self._watched = None
            self._tab.sign.take(picture)
        elif self._watched.problem:
            self._tab.sign.show_watching("")
            self._tab.sign.refuse(self._watched.problem)

    def _seal(self, paper: UUID, certificate: Certificate) -> None:
        """Close a paper."""
        if self._case_id:
            seal = partial(self._desk.seal, self._case_id, paper, certificate)
            self._tasks.run(seal, self._feed.changed.emit, self._tab.seal.refuse)

    def _ask_worth(self, paper: UUID) -> None:
        """Fetch what the signatures of a closed paper are worth."""
        if self._case_id:
            ask = partial(self._desk.worth, self._case_id, paper)
            self._tasks.run(ask, partial(self._tab.show_worth, paper))

    def _save(self, paper: Paper, to: Path) -> None:
        """Save a paper outside the desk, to be printed."""
        self._tasks.run(partial(self._desk.save, paper, to), self._say_saved)

    def _say_saved(self, path: Path) -> None:
        """Say where a paper lies."""
        words = _("Saved as “{file}”. Outside the desk it is not encrypted.")
        self._notice.say(words.format(file=path.name))
