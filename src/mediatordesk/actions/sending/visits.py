"""One visit to a mailbox, in steps: hear the centre and the colleagues, then send what is lacking.

Each step is short, and after any of them the visit can be left: what was done stays done, and the
next visit finds by itself what is lacking. A visit that finds nothing new asks one question.
"""

from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from mediatordesk.actions.desks.tides import Tides
from mediatordesk.actions.sending.histories import Settled, settle
from mediatordesk.actions.sending.mailboxes import MailboxPlace
from mediatordesk.actions.sending.progress import Progress, Stage
from mediatordesk.actions.sending.seen import Seen, Standing, keep_seen, seen_in, standing_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.store.case_dots import cases_brought
from mediatordesk.sync.bundles.names import FEED, FORKS, REFERRALS, ROSTERS, head_name
from mediatordesk.sync.delivery.colleagues import hear_roster, hearing_colleagues
from mediatordesk.sync.delivery.fetching import fetching_parts
from mediatordesk.sync.delivery.forwarding import forward
from mediatordesk.sync.delivery.heads import (
    has_news,
    heads_there,
    point,
    replicas_with_news,
    with_own,
)
from mediatordesk.sync.delivery.histories import hear_forks
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.lost_bundles import give_again
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.outbox import (
    Heard,
    Sent,
    delivery,
    forget_parts_in,
    greet,
    receive,
    sending,
    sending_parts,
)
from mediatordesk.sync.delivery.referred import hear_referrals
from mediatordesk.sync.mailbox import NOTHING, Mailbox

WHOLE_AFTER = timedelta(hours=6)
"""After so long everything is looked at once, whatever the heads say: they are only advice."""
LACKING_AFTER = timedelta(minutes=30)
"""The same while the centre lacks something: it may have been lost on the way."""
NOTED_EVERY = timedelta(minutes=10)
"""So often it is noted at most that a mailbox was reached in which nothing was new."""


class WrongClock(DeskError):
    """The centre's front found this computer's clock wrong. Field: n, in minutes."""

    happened = N_("This computer's clock is wrong by {n} minutes.")
    kept = N_("The exchange goes on, and everything is saved; dates on new papers may be wrong.")
    to_do = N_("Set date and time of this computer right, and look at the dates of new papers.")


@dataclass(slots=True)
class Visit:
    """A visit to one mailbox: what it did so far. `idle` if there was nothing new on any side."""

    line: Line
    tides: Tides
    place: MailboxPlace
    mailbox: Mailbox
    sent: Sent = field(default_factory=Sent)
    heard: Heard = field(default_factory=lambda: Heard(None))
    met: Met = field(default_factory=Met)
    idle: bool = False
    pointed: bool = False
    settled: Settled = field(default_factory=Settled)
    _known: Mapping[bytes, int] = field(init=False, repr=False)
    """How far each replica stood when the visit began."""

    def __post_init__(self) -> None:
        self._known = self.line.store.known()

    @property
    def cases_met(self) -> int:
        """Return to how many cases colleagues have brought something since it began."""
        return len(cases_brought(self.line.store, self._known)) if self.met.changes else 0

    @property
    def news(self) -> bool:
        """Tell whether anything was taken over that a window may show."""
        return bool(self.met.changes or self.met.parts or self.heard.ack is not None)

    @property
    def has_sent(self) -> bool:
        """Tell whether anything was put there."""
        return bool(self.sent.bundles or self.sent.parts)

    @property
    def notice(self) -> str:
        """Return what a person should know; nothing if there is nothing."""
        wrong = self.wrong_clock
        return "\n".join(filter(None, (self.settled.line, *(wrong.lines() if wrong else ()))))

    @property
    def wrong_clock(self) -> WrongClock | None:
        """Return what is to be said of this computer's clock, if the front found it wrong."""
        off: timedelta | None = getattr(self.mailbox, "clock_off", None)  # only a front tells it
        return None if off is None else WrongClock(n=round(abs(off) / timedelta(minutes=1)))

    @property
    def tells_time(self) -> bool:
        """Tell whether the mailbox is one that finds a wrong clock."""
        return hasattr(self.mailbox, "clock_off")

    def steps(self, *, asked: bool = False) -> Generator[Progress, None, None]:
        """Do the visit. `asked`: a person waits, so what may have been lost is sent again now.

        MailboxAway and its kinds, NotWritten: what was done before stays.
        """
        line, before = self.line, standing_of(self.line)
        seen = seen_in(line.store, self.place.name)
        due = self._is_whole(seen, asked=asked)
        heads = heads_there(self.mailbox, line.grant.office, NOTHING if due else seen.heads)
        yield Progress(Stage.LOOKING, self.place.shown)
        emptied = bool(seen.heads.keys() - heads.keys())
        if emptied:
            forget_parts_in(line, self.mailbox)
        whole = emptied or due
        if not whole and (heads, before) == (seen.heads, seen.standing):
            self.idle = True
            self._note_idle(seen)
            return
        last = Seen() if whole else seen
        yield from self._hear(last, heads)
        yield from self._send(last)
        heads = self._with_own(heads)
        yield from self._exchange_files()
        now = line.clock.now()
        done = Standing(before.written, standing_of(line).word)
        keep_seen(line.store, self.place.name, Seen(heads, done, now, now if whole else seen.whole))

    def _hear(self, seen: Seen, heads: Mapping[str, str]) -> Iterator[Progress]:
        """Hear the centre's roster and word, then the colleagues."""
        line, mailbox = self.line, self.mailbox
        forks = line.memory.forks()
        if has_news(seen.heads, heads, ROSTERS):
            hear_roster(line, mailbox)
        if has_news(seen.heads, heads, FEED):
            self.heard = receive(line, mailbox)
        if has_news(seen.heads, heads, FORKS, unsaid=seen == Seen()):
            hear_forks(line, mailbox)
        if has_news(seen.heads, heads, REFERRALS, unsaid=seen == Seen()):
            hear_referrals(line, mailbox)
        self.settled = settle(line, mailbox, self.tides)
        yield self._step(Stage.HEARING, 0, 0)
        parted = line.memory.forks() != forks
        everything = self.place.is_local or self.settled != Settled() or parted
        news = None if everything else replicas_with_news(seen.heads, heads)
        if news and seen != Seen():
            yield from self._hear_this_month(news)
        else:
            yield from self._hear_colleagues(news)

    def _hear_this_month(self, news: Collection[str]) -> Iterator[Progress]:
        """Hear replicas where something new mostly lies; where it does not, hear all of them.

        So a replica of three years costs a web server one request, and not one for each month.
        """
        before, month = self.met, f"{self.line.clock.now():%Y%m}"
        yield from self._hear_colleagues([f"{one}/{month}" for one in news])
        if self.met.changes == before.changes or self.met.waiting != before.waiting:
            yield from self._hear_colleagues(news)

    def _hear_colleagues(self, news: Collection[str] | None) -> Iterator[Progress]:
        line, mailbox = self.line, self.mailbox
        for done, met in enumerate(hearing_colleagues(line, mailbox, self.met, news), start=1):
            self.met = met
            yield self._step(Stage.HEARING, done, met.left)

    def _send(self, seen: Seen) -> Iterator[Progress]:
        """Send the text, and let the head tell of it."""
        line, mailbox = self.line, self.mailbox
        self.tides.secure()  # a place of the log that others know must never be used again
        for done, sent in enumerate(sending(line, mailbox, self.sent), start=1):
            self.sent = sent
            yield self._step(Stage.SENDING, done, sent.left)
        point(mailbox, [*forward(line, mailbox), *give_again(line, mailbox)])
        greeted = seen == Seen() and not self.sent.bundles and greet(line, mailbox)
        # Also where another visit was broken off after the bundle and before the head.
        if greeted or self.sent.bundles or seen.standing.written != standing_of(line).written:
            point(mailbox, _newest_of_own(line))
            self.pointed = True

    def _exchange_files(self) -> Iterator[Progress]:
        """Send and fetch the parts of files, when all text is there."""
        line, mailbox = self.line, self.mailbox
        for done, sent in enumerate(sending_parts(line, mailbox, self.sent), start=1):
            self.sent = sent
            yield self._step(Stage.SENDING_FILES, done, sent.left)
        for done, met in enumerate(fetching_parts(line, mailbox, self.met), start=1):
            self.met = met
            yield self._step(Stage.FETCHING_FILES, done, met.left)

    def _is_whole(self, seen: Seen, *, asked: bool) -> bool:
        """Tell whether everything is to be looked at, whatever the heads say."""
        now, lacks = self.line.clock.now(), delivery(self.line).unsent > 0
        if seen.whole is None or now < seen.whole or (asked and lacks):
            return True
        return now - seen.whole >= (LACKING_AFTER if lacks else WHOLE_AFTER)

    def _note_idle(self, seen: Seen) -> None:
        """Note that the mailbox was reached; not each time, for each note is a write."""
        now = self.line.clock.now()
        if seen.at is None or not timedelta(0) <= now - seen.at < NOTED_EVERY:
            keep_seen(self.line.store, self.place.name, replace(seen, at=now))

    def _with_own(self, heads: Mapping[str, str]) -> Mapping[str, str]:
        """Return the heads with the marks of those that this visit has written."""
        if not self.pointed:
            return heads
        own = {head_name(name) for name in _newest_of_own(self.line)}
        after = heads_there(self.mailbox, self.line.grant.office)
        return with_own(heads, after, own)

    def _step(self, stage: Stage, done: int, left: int) -> Progress:
        return Progress(stage, self.place.shown, done, done + left)


def _newest_of_own(line: Line) -> tuple[str, ...]:
    """Return the newest bundle of each name under which this desk has written."""
    newest = {cut.name.split("/")[2]: cut.name for cut in line.memory.cuts()}
    return tuple(newest.values())
