"""Handing over at its place: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from mediatordesk.app.asked.handover_desk import (
    AnswerTold,
    HandoverDesk,
    HandoverStand,
    MadePacket,
    Preflight,
    Receipt,
    Target,
)
from mediatordesk.app.feed import Feed
from mediatordesk.app.handing_over.tab import HandoverTab
from mediatordesk.app.parts.case_places import CasePlace
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.changes import Change


class HandoverPlace(CasePlace):
    """Looks at what stands in the way only while that is in sight, or when it comes there."""

    def __init__(self, tab: HandoverTab, tasks: Tasks, desk: HandoverDesk, feed: Feed) -> None:
        super().__init__(tab)
        self._tab, self._tasks, self._desk, self._feed = tab, tasks, desk, feed
        tab.preflight_wanted.connect(self._look)
        tab.export_wanted.connect(self._export)
        tab.received.connect(self._note_receipt)
        tab.handed.form.told.connect(self._note_answer)

    def _read(self, case_id: UUID) -> None:
        """Read where the case can go."""
        read = partial(self._desk.stand, case_id)
        self._tasks.run(read, partial(self._show, case_id))

    def _show(self, case_id: UUID, stand: HandoverStand) -> None:
        """Show where the case can go, unless another one is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_stand(stand)

    def _look(self, target: Target) -> None:
        """Look at what stands in the way of a packet."""
        if self._case_id:
            look = partial(self._desk.preflight, self._case_id, target, "")
            self._tasks.run(look, partial(self._show_preflight, self._case_id))

    def _show_preflight(self, case_id: UUID, seen: Preflight) -> None:
        """Show what stands in the way, unless another case is in sight by now."""
        if case_id == self._case_id:
            self._tab.show_preflight(seen)

    def _export(self, target: Target, receiver: str, to: Path) -> None:
        """Make a packet."""
        if self._case_id:
            export = partial(self._desk.export, self._case_id, target, receiver, to)
            self._tasks.run(export, self._exported, self._tab.export.refuse)

    def _exported(self, made: MadePacket) -> None:
        """Show a packet that was made; whoever shows the case reads it again."""
        self._feed.changed.emit(made.change)
        self._tab.show_made(made)

    def _note_receipt(self, receipt: Receipt) -> None:
        """Note who received a packet."""
        if self._case_id:
            note = partial(self._desk.note_receipt, self._case_id, receipt)
            self._tasks.run(note, self._noted, self._tab.handed.refuse)

    def _note_answer(self, answer: AnswerTold) -> None:
        """Note what was answered; the form stays open with what was typed until it is kept."""
        if self._case_id:
            note = partial(self._desk.note_answer, self._case_id, answer)
            self._tasks.run(note, self._answer_noted, self._tab.handed.refuse)

    def _answer_noted(self, change: Change | None) -> None:
        """Put the form away: what was typed is kept."""
        self._tab.handed.form.hide()
        self._noted(change)

    def _noted(self, change: Change | None) -> None:
        """Let whoever shows the case read it again, if anything is new."""
        self._tab.handed.alert.clear()
        if change:
            self._feed.changed.emit(change)
