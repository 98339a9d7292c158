"""The exchange as the window sees it: the actions, behind the questions of its place."""

from collections.abc import Hashable
from functools import partial
from pathlib import Path

from mediatordesk.actions.cases.office_numbers import settle_numbers
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.background import BackgroundExchange
from mediatordesk.actions.sending.contested import Place, decide
from mediatordesk.actions.sending.enrolment import (
    ask_online,
    enrolment_request,
    read_slip,
    take_grant,
)
from mediatordesk.actions.sending.mailboxes import (
    MailboxPlace,
    NoSuchMailbox,
    add_mailbox,
    list_mailboxes,
    remove_mailbox,
)
from mediatordesk.actions.sending.news import mark_news_read
from mediatordesk.actions.sending.rounds import pause, resume
from mediatordesk.app.asked.exchange_desk import AskCentre, ExchangeStand, NewMailbox, Told
from mediatordesk.app.opened.chosen_files import read_chosen
from mediatordesk.app.opened.exchange_stands import beginning_of, now_of, stand_of
from mediatordesk.app.opened.mailbox_addresses import address_of
from mediatordesk.core.changes import Dot
from mediatordesk.keys.durable import write_durably


class OpenedExchange:
    """Answers the place for the exchange. It is used in the database thread only.

    The exchange itself runs in a thread of its own, with the database open a second time.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._running: BackgroundExchange | None = None

    def stand(self) -> ExchangeStand:
        """Return how the exchange stands."""
        running = self._running
        said = now_of(running.state) if running else None
        heard = said is not None and (said.mailboxes or said.trouble)
        return stand_of(self._desk, said if said and heard else beginning_of(self._desk))

    def begin(self, told: Told) -> None:
        """Let the exchange run by itself; where the desk can only be read nothing runs."""
        if self._running is None:
            self._running = BackgroundExchange(self._desk, lambda state: told(now_of(state)))
            self._running.start()

    def end(self) -> None:
        """End the exchange: the desk is being closed."""
        if self._running is not None:
            self._running.close()

    def wake(self) -> None:
        """Visit every mailbox now."""
        if self._running is not None:
            self._running.wake()

    def pause(self) -> None:
        """Exchange nothing by itself until `resume`."""
        pause(self._desk.store)
        self.wake()

    def resume(self) -> None:
        """Exchange by itself again."""
        resume(self._desk.store)
        self.wake()

    def settle(self) -> None:
        """Give colleagues' cases their numbers, or take over those that were given to ours."""
        settle_numbers(self._desk)

    def read_news(self) -> None:
        """Take note that the colleagues' news were seen."""
        mark_news_read(self._desk)

    def decide(self, contest: Hashable, value: Hashable) -> None:
        """Let one value of a contested field count. NotContested."""
        if not (isinstance(contest, Place) and isinstance(value, Dot)):
            raise TypeError(contest, value)
        decide(self._desk, contest, value)

    def add_mailbox(self, new: NewMailbox) -> None:
        """Exchange at one more place. UnknownMailbox, UnreadableAddress, NotWritten."""
        add_mailbox(self._desk, address_of(new))
        self.wake()

    def remove_mailbox(self, key: str) -> None:
        """Exchange at a place no more. NoSuchMailbox."""
        remove_mailbox(self._desk, self._place(key).address)
        self.wake()

    def save_request(self, file: Path, slip: str) -> None:
        """Write the request for enrolment; `slip` may be empty. BadSlip, NotWritten."""
        shown = read_slip(slip) if slip.strip() else None
        write_durably(file, enrolment_request(self._desk, shown))

    def take_answer(self, file: Path) -> None:
        """Take in the centre's answer from a file. NotRead, BadGrant and its like."""
        self.take_grant(read_chosen(file))

    def ask_by_slip(self, slip: str) -> AskCentre:
        """Return how the centre of a slip is asked on the line. BadSlip."""
        shown = read_slip(slip)
        return partial(ask_online, shown, enrolment_request(self._desk, shown))

    def take_grant(self, data: bytes) -> None:
        """Take in what the centre answered. BadGrant, OtherCentre, OlderAnswer, HasOwnCases."""
        take_grant(self._desk, data)
        self.wake()

    def _place(self, key: str) -> MailboxPlace:
        """Return a mailbox by what names it. NoSuchMailbox."""
        for place in list_mailboxes(self._desk):
            if place.name == key:
                return place
        raise NoSuchMailbox(place=key)
