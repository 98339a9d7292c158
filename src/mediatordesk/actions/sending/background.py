"""The exchange beside a window: a thread of its own, which nobody ever waits for.

A line that is down can keep a request waiting for half a minute, and a network drive that has
vanished for longer. So the thread has the database open a second time, as another window would,
and writes in short transactions only.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import Enum
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from traceback import extract_tb

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.tides import Tides
from mediatordesk.actions.sending.exchange_states import ExchangeKind, ExchangeState
from mediatordesk.actions.sending.rounds import Exchange
from mediatordesk.actions.sending.sticks import Media, removable_media
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.store import Store

_LOG = logging.getLogger(__name__)
BREATH = 0.002
"""Seconds between two steps, so that a window that draws or saves comes first."""
AGAIN = 60.0
"""Seconds until the next step, when the desk's own disk has refused one."""
PATIENCE = 2.0
"""Seconds that closing waits for a step to end; a request that hangs is left behind."""

Told = Callable[[ExchangeState], object]


class Said(Enum):
    """What the thread is told."""

    WAKE = "wake"
    CLOSE = "close"


@contextmanager
def beside(desk: Desk) -> Iterator[Desk]:
    """Open a desk's database once more, for the thread that asks; the same person sits there."""
    store = Store.open(desk.folder, desk.key, clock=desk.clock)
    mark = None if desk.tides.mark is None else replace(desk.tides.mark, _opened=[])
    tides = Tides(store, mark)
    try:
        yield replace(desk, store=store, tides=tides)
    finally:
        tides.close()
        store.close()


class ExchangeEnded(DeskError):
    """The thread of the exchange has ended by a mistake of ours."""

    happened = N_("The exchange has stopped because of a mistake in the program.")
    kept = N_("You can go on working. Everything is saved here; nothing more is sent for now.")
    to_do = N_("Lock the desk and open it again; if it happens once more, tell those who look "
               "after this computer.")  # fmt: skip


def _places_of(fault: Exception) -> str:
    """Return what kind of fault it was and where, and not what it says: that may hold a name."""
    places = [f"{Path(one.filename).name}:{one.lineno}" for one in extract_tb(fault.__traceback__)]
    return f"{type(fault).__name__} {' '.join(places)}"


class BackgroundExchange:
    """Runs the exchange of a desk until it is closed. `told` is called in its thread."""

    def __init__(
        self, desk: Desk, told: Told = lambda _state: None, media: Media = removable_media
    ) -> None:
        self.state = ExchangeState(ExchangeKind.RESTING)
        self._desk, self._told, self._media = desk, told, media
        self._said: SimpleQueue[Said] = SimpleQueue()
        self._thread = Thread(target=self._run, name="exchange", daemon=True)

    def start(self) -> None:
        """Begin. Where the desk can only be read there is nothing to exchange."""
        if not self._desk.store.only_reads_because:
            self._thread.start()

    def wake(self) -> None:
        """Look at all mailboxes now: a person asks, has paused, or has saved something."""
        self._said.put(Said.WAKE)

    def close(self) -> None:
        """End after the present step; a step that hangs on a line is not waited for."""
        self._said.put(Said.CLOSE)
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _run(self) -> None:
        """Work until it is closed; a mistake of ours ends it, and is told and logged."""
        try:
            self._work()
        except Exception as fault:  # noqa: BLE001 - nobody above this thread would say it
            _LOG.critical("the exchange ended: %s", _places_of(fault))
            trouble = fault if isinstance(fault, DeskError) else ExchangeEnded()
            self._tell(replace(self.state, kind=ExchangeKind.TROUBLE, progress=None,
                               trouble=trouble))  # fmt: skip

    def _work(self) -> None:
        """Step by step, with the desk's database open once more."""
        with beside(self._desk) as desk:
            exchange = Exchange(desk, self._media)
            while True:
                due = self._step(exchange)
                match self._next_word(due - time.monotonic()):
                    case Said.WAKE:
                        exchange.wake(time.monotonic())
                    case Said.CLOSE:
                        exchange.close()
                        return

    def _step(self, exchange: Exchange) -> float:
        """Do a step, tell a new state, and return when the next one is due.

        What the desk's own disk refuses is told too, and tried again: this thread goes on.
        """
        try:
            exchange.step(time.monotonic())
            state, due = exchange.state, exchange.next_due
        except DeskError as error:
            state = replace(self.state, kind=ExchangeKind.TROUBLE, progress=None, trouble=error)
            due = time.monotonic() + AGAIN
        self._tell(state)
        return due

    def _tell(self, state: ExchangeState) -> None:
        """Tell a state, if it is a new one."""
        if state != self.state:
            self.state = state
            self._told(state)

    def _next_word(self, wait: float) -> Said | None:
        """Return what the thread is told within so many seconds, if anything."""
        try:
            return self._said.get(timeout=max(wait, BREATH))
        except Empty:
            return None
