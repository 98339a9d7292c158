"""The screen for the exchange at its place in the program: the desk is asked on its behalf."""

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from mediatordesk.app.asked.exchange_desk import (
    AskCentre,
    ExchangeDesk,
    ExchangeNow,
    Going,
    NewMailbox,
)
from mediatordesk.app.exchange.screen import ExchangeScreen
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_ASK_AGAIN = 5_000
"""Milliseconds until a centre that has not answered yet is asked again."""


class ExchangeRoom(QObject):
    """Lets the exchange run beside the window, and does what is wanted of it.

    The exchange says in its own thread how it goes; Qt brings that over to the window's.
    """

    went = Signal(object)
    """How it goes, in the window's thread: an ExchangeNow."""
    news_came = Signal()
    case_wanted = Signal(UUID)
    _heard = Signal(object)

    def __init__(
        self, screen: ExchangeScreen, tasks: Tasks, desk: ExchangeDesk, notice: Notice
    ) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk, self._notice = tasks, desk, notice
        self._now = ExchangeNow(Going.RESTING)
        self._asking: AskCentre | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_ASK_AGAIN)
        self._again.timeout.connect(self._ask)
        self._heard.connect(self._show_now)
        screen.exchange_wanted.connect(self._exchange)
        screen.pause_wanted.connect(partial(self._change, desk.pause))
        screen.resume_wanted.connect(partial(self._change, desk.resume))
        screen.cases.case_wanted.connect(self.case_wanted)
        screen.contests.case_wanted.connect(self.case_wanted)
        screen.contests.chosen.connect(self._decide)
        screen.cases.news_read.connect(self._read_news)
        screen.mailboxes.form.wanted.connect(self._add)
        screen.mailboxes.removed.connect(self._remove)
        screen.enrolment.slip_given.connect(self._ask_by_slip)
        screen.enrolment.request_named.connect(self._save_request)
        screen.enrolment.answer_chosen.connect(self._take_answer)
        screen.enrolment.progress.stopped.connect(self._stop_asking)

    def begin(self) -> None:
        """Let the exchange run from now on, until the desk is closed."""
        self._tasks.run(partial(self._desk.begin, self._heard.emit))

    def read_again(self) -> None:
        """Read again how the exchange stands."""
        self._tasks.run(self._desk.stand, self.screen.show_stand, self.screen.refuse)

    def focus(self) -> None:
        """Give the keyboard to what it is mostly for."""
        self.screen.focus()

    def stop(self) -> None:
        """Ask nobody any more: the desk is being closed."""
        self._again.stop()
        self._asking = None

    # -- what the exchange said

    def _show_now(self, now: ExchangeNow) -> None:
        """Show how it goes; what others brought is to be read by whoever shows it."""
        before, self._now = self._now, now
        self.went.emit(now)
        self.screen.show_now(now)
        if now.news != before.news:
            self._tasks.run(self._desk.settle, lambda _none: self.news_came.emit())
        elif self.screen.isVisible() and _stands_otherwise(before, now):
            self.read_again()

    # -- what is wanted

    def _exchange(self) -> None:
        """Visit every mailbox now."""
        self.screen.alert.clear()
        self._tasks.run(self._desk.wake)

    def _change(self, change: Callable[[], None]) -> None:
        """Exchange nothing by itself, or go on."""
        self._tasks.run(change, lambda _none: self.read_again(), self.screen.refuse)

    def _read_news(self) -> None:
        """Take note that the news were seen."""
        self._tasks.run(self._desk.read_news, lambda _none: self.read_again(), self.screen.refuse)

    def _decide(self, contest: Hashable, value: Hashable) -> None:
        """Let one value of a contested field count, wherever it is shown."""
        decide = partial(self._desk.decide, contest, value)
        self._tasks.run(decide, lambda _none: self._decided(), self.screen.refuse)

    def _decided(self) -> None:
        """Say that it counts, and let everybody read it."""
        self._done(_("This counts from now on; the other one is kept and can still be taken."))
        self.news_came.emit()

    def _add(self, new: NewMailbox) -> None:
        """Exchange at one more place."""
        words = _("The desk exchanges there from now on, by itself.")
        add = partial(self._desk.add_mailbox, new)
        self._tasks.run(add, lambda _none: self._done(words), self.screen.refuse)

    def _remove(self, key: str) -> None:
        """Exchange at a place no more."""
        words = _("The desk exchanges there no more; what lies there stays.")
        remove = partial(self._desk.remove_mailbox, key)
        self._tasks.run(remove, lambda _none: self._done(words), self.screen.refuse)

    def _save_request(self, file: Path, slip: str) -> None:
        """Write the request for enrolment."""
        words = _("Take {file} to the centre, and compare the six words by telephone.")
        said = words.format(file=file.name)
        save = partial(self._desk.save_request, file, slip)
        self._tasks.run(save, lambda _none: self._done(said), self._refuse_joining)

    def _take_answer(self, file: Path) -> None:
        """Take in the centre's answer from a file."""
        take = partial(self._desk.take_answer, file)
        self._tasks.run(take, lambda _none: self._joined(), self._refuse_joining)

    # -- joining on the line: the server is asked aside, the desk is not used meanwhile

    def _ask_by_slip(self, slip: str) -> None:
        """Ask the centre of a slip."""
        self.screen.enrolment.begin(_("The centre is being asked …"))
        self._tasks.run(
            partial(self._desk.ask_by_slip, slip), self._begin_asking, self._refuse_joining
        )

    def _begin_asking(self, ask: AskCentre) -> None:
        """Ask until there is an answer, or nobody waits any more."""
        self._asking = ask
        self._ask()

    def _ask(self) -> None:
        """Ask once."""
        if self._asking is not None:
            answered = partial(self._answered, self._asking)
            self._tasks.aside(self._asking, answered, self._refuse_joining)

    def _answered(self, ask: AskCentre, grant: bytes | None) -> None:
        """Take the answer in, or ask again after a while."""
        if ask is not self._asking:
            return
        if grant is None:
            words = _("The centre has the request; its officer compares the six words.")
            self.screen.enrolment.progress.words.show_text(words)
            self._again.start()
            return
        self._asking = None
        take = partial(self._desk.take_grant, grant)
        self._tasks.run(take, lambda _none: self._joined(), self._refuse_joining)

    def _stop_asking(self) -> None:
        """Ask no more; the centre may be asked again with the same slip."""
        self.stop()
        self.screen.enrolment.end()

    def _refuse_joining(self, error: DeskError) -> None:
        """Say why the desk does not belong to the centre."""
        self.stop()
        self.screen.enrolment.end()
        self.screen.enrolment.alert.show_error(error)

    def _joined(self) -> None:
        """Say that the desk belongs to the centre now."""
        self.screen.enrolment.end()
        self.screen.enrolment.alert.clear()
        self.screen.enrolment.slip.clear()
        self.screen.joined()
        self._done(_("This desk belongs to the centre now; the exchange goes by itself."))

    def _done(self, words: str) -> None:
        """Say what was done, and read again."""
        self.screen.alert.clear()
        self._notice.say(words)
        self.read_again()


def _stands_otherwise(before: ExchangeNow, now: ExchangeNow) -> bool:
    """Tell whether more has changed than how far the present step is."""
    return (before.going, before.unsent, before.mailboxes) != (
        now.going,
        now.unsent,
        now.mailboxes,
    )
