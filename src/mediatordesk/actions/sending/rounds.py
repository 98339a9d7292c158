"""The exchange by itself: which mailbox is visited when, one short step after another.

It asks nobody and keeps nobody waiting: a mailbox that is away is looked for again, and everything
is saved here meanwhile. It knows no thread and no window; who drives it calls `step` whenever
`next_due` has come.
"""

import random
from dataclasses import dataclass, field

from mediatordesk.actions.desks.desk import DEVICE, Desk
from mediatordesk.actions.sending.backoff import BackOff, Chance, is_calm
from mediatordesk.actions.sending.courses import Course
from mediatordesk.actions.sending.enrolment import GRANT, line_of
from mediatordesk.actions.sending.exchange import unsent_changes
from mediatordesk.actions.sending.exchange_states import (
    ExchangeKind,
    ExchangeState,
    MailboxState,
)
from mediatordesk.actions.sending.mailboxes import list_mailboxes
from mediatordesk.actions.sending.past_exchanges import BROKEN_OFF, note_exchange, reason_of
from mediatordesk.actions.sending.progress import Progress
from mediatordesk.actions.sending.running import Running
from mediatordesk.actions.sending.second_copies import SecondCopy, is_second_copy
from mediatordesk.actions.sending.seen import seen_in, standing_of
from mediatordesk.actions.sending.sticks import Media, removable_media
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.store import Store
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.outbox import delivery
from mediatordesk.sync.mailbox.allowance import Allowance

PAUSED = "exchange/paused"
"""Under this name the desk remembers that a person has paused the exchange."""
LOOK_AROUND = 10.0
"""Seconds between two looks at what was saved or paused; they ask no server."""


def pause(store: Store) -> None:
    """Exchange nothing by itself until `resume`, also after the desk was closed and opened."""
    store.remember(PAUSED, b"paused")


def resume(store: Store) -> None:
    """Exchange by itself again."""
    store.remember(PAUSED, b"")


def is_paused(store: Store) -> bool:
    """Tell whether a person has paused the exchange."""
    return bool(store.recall(PAUSED))


@dataclass(frozen=True, slots=True)
class Round:
    """What one step did: how far a visit has come, or which one has just ended or broken off."""

    progress: Progress | None = None
    ended: Visit | None = None
    failed: DeskError | None = None


@dataclass
class Exchange:
    """The loop of one desk; the thread that opened the desk drives it.

    Times are seconds of a steady clock of the driver's. `state` and `next_due` are new after each
    step.
    """

    desk: Desk
    media: Media = removable_media
    chance: Chance = random.uniform
    state: ExchangeState = field(default=ExchangeState(ExchangeKind.RESTING), init=False)
    next_due: float = field(default=0.0, init=False)
    _courses: dict[str, Course] = field(default_factory=dict, init=False)
    _running: list[Running] = field(default_factory=list, init=False)
    _looked: float = field(default=0.0, init=False)
    _opened: tuple[object, Line] | None = field(default=None, init=False, repr=False)
    _news: int = field(default=0, init=False)
    _notice: str = field(default="", init=False)
    _clock: DeskError | None = field(default=None, init=False)
    _now: float = field(default=0.0, init=False)

    def step(self, now: float) -> Round:
        """Do the next thing that is due; nothing, if nothing is.

        Visits that are under way take turns: a slow line keeps no stick waiting.
        """
        self._now = now
        still = self._why_still()
        if still is None and (not self._running or now >= self._looked + LOOK_AROUND):
            self._looked = now
            self._look_around(now)
            still = None if self._courses else ExchangeKind.NO_MAILBOX
        if still is not None:
            self.close()
            self.state, self.next_due = self._state(still), now + LOOK_AROUND
            return Round()
        done = self._go_on(self._running.pop(0), now) if self._running else Round()
        self._rest(now)
        return done

    def wake(self, now: float) -> None:
        """Visit every mailbox now: a person asks, or has just put a stick in."""
        for course in self._courses.values():
            course.wake(now)
        self.next_due = now

    def close(self) -> None:
        """Leave the visits that are under way; the next ones find what is lacking."""
        while self._running:
            running = self._running.pop()
            self._leave(running, _(BROKEN_OFF) if running.did_something else "")

    def _why_still(self) -> ExchangeKind | None:
        """Return why nothing is done at all, if nothing is."""
        store = self.desk.store
        if store.recall(GRANT) is None:
            return ExchangeKind.NOT_ENROLLED
        return ExchangeKind.PAUSED if is_paused(store) else None

    def _look_around(self, now: float) -> None:
        """See what was saved, added or removed, and begin the visits that are due."""
        store, written = self.desk.store, standing_of(self._line()).written
        courses = {}
        for place in list_mailboxes(self.desk):
            course = self._courses.get(place.address)
            if course is None:
                seen = seen_in(store, place.name)
                course = Course(place, now, BackOff(self.chance), Allowance(lambda: self._now))
                course.reached, course.written = seen.at, seen.standing.written
            course.place = place
            course.notice(written, now)
            courses[place.address] = course
        self._courses = courses
        visited = [one.course for one in self._running]
        due = [one for one in courses.values() if one.due <= now and one not in visited]
        self._running += map(Running, sorted(due, key=lambda one: one.due))

    def _go_on(self, running: Running, now: float) -> Round:
        """Do one step of a visit. What is no DeskError is our mistake, and goes on its way."""
        course = running.course
        try:
            progress = running.step(self._line(), self.desk.tides, self.media)
        except DeskError as error:
            self._leave(running, reason_of(error, course.place))
            course.broke_off(now, error, did_something=running.did_something)
            return Round(failed=error)
        if progress is not None:
            self._running.append(running)
            return Round(progress)
        visit = self._leave(running)
        if visit is not None:
            written = seen_in(self.desk.store, course.place.name).standing.written
            course.succeeded(now, visit, written=written, unsent=self._unsent())
        return Round(ended=visit)

    def _line(self) -> Line:
        """Return the desk's line; it is opened again when the desk's keys or its grant change."""
        known = (self.desk.store.recall(GRANT), self.desk.store.recall(DEVICE))
        if self._opened is None or self._opened[0] != known:
            self._opened = known, line_of(self.desk)
        return self._opened[1]

    def _unsent(self) -> int:
        """Return how many changes the centre has not confirmed."""
        enrolled = self.desk.store.recall(GRANT) is not None
        return delivery(self._line()).unsent if enrolled else unsent_changes(self.desk)

    def _leave(self, running: Running, why: str = "") -> Visit | None:
        """End what was opened for a visit, and return it as far as it came.

        It is remembered with why it was left; a mailbox that is still away only once.
        """
        visit, course = running.close(), running.course
        if running.did_something or why != reason_of(course.failed, course.place):
            now = self.desk.clock.now()
            note_exchange(self.desk.store, course.place, visit, now, why, asked=False)
        if visit is not None:
            self._news += visit.news
            self._notice = visit.notice or self._notice
            self._clock = visit.wrong_clock if visit.tells_time else self._clock
        return visit

    def _rest(self, now: float) -> None:
        """Say how things stand, and when to go on."""
        wall = self.desk.clock.now()
        for course in self._courses.values():
            course.tell_time(now, wall)
        dues = [one.due for one in self._courses.values()]
        self.next_due = now if self._running else min([now + LOOK_AROUND, *dues])
        at_work = [one for one in self._running if one.is_at_work]
        if at_work:
            self.state = self._state(ExchangeKind.WORKING, at_work[0].progress)
        elif trouble := self._trouble():
            self.state = self._state(ExchangeKind.TROUBLE, trouble=trouble)
        elif all(one.failed for one in self._courses.values()):
            self.state = self._state(ExchangeKind.OFFLINE)
        else:
            self.state = self._state(ExchangeKind.RESTING)

    def _trouble(self) -> DeskError | None:
        """Return what a person must put right, if there is anything."""
        failures = [one.failed for one in self._courses.values() if one.failed]
        asked = SecondCopy() if is_second_copy(self.desk.store) else self._clock
        return next((error for error in failures if not is_calm(error)), asked)

    def _state(
        self,
        kind: ExchangeKind,
        progress: Progress | None = None,
        trouble: DeskError | None = None,
    ) -> ExchangeState:
        courses = self._courses.values()
        return ExchangeState(
            kind,
            unsent=self._unsent(),
            progress=progress,
            trouble=trouble,
            mailboxes=tuple(_mailbox_state(one) for one in courses),
            news=self._news,
            notice=self._notice,
        )


def _mailbox_state(course: Course) -> MailboxState:
    return MailboxState(course.place, course.reached, course.failed, course.next_try)
