"""Past exchanges: when and where, what went and came, and what could not be done, and why.

They are this computer's own memory of the last ones; nothing of them travels. A line down for a
day is one entry, not a thousand.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from mediatordesk.actions.sending.mailboxes import MailboxKind, MailboxPlace
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.store import NotSaved, Store

KEPT = "exchange/past"
"""Under this name the desk remembers its past exchanges."""
MOST = 200
"""So many are kept, the newest ones."""

DAMAGED = N_("{n} parts of files are not whole on this computer")
ASIDE = N_("{n} changes of colleagues were set aside: this version does not understand them")
WAITING = N_("changes from {n} computers wait for earlier ones that have not come yet")
NOT_TAKEN = N_("{n} objects were left alone: damaged, or of a computer that is not known here")
OTHER_HISTORY = N_("{n} objects tell another history of a computer; the centre says which stands")
BROKEN_OFF = N_("it was broken off; the next exchange goes on from there")


@dataclass(frozen=True, slots=True)
class PastExchange:
    """One exchange at one mailbox.

    `cases` is how many cases colleagues have brought something to; parts are those of files, of
    half a megabyte each. `not_done` says in sentences what could not be done, and why.
    """

    at: datetime
    place: str
    kind: MailboxKind
    changes_sent: int = 0
    parts_sent: int = 0
    changes_came: int = 0
    parts_came: int = 0
    cases: int = 0
    confirmed: bool = False
    """The centre's newest word came."""
    not_done: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Tell whether anything went or came."""
        sent, came = self.changes_sent + self.parts_sent, self.changes_came + self.parts_came
        return bool(sent or came or self.confirmed)

    def says_the_same(self, other: "PastExchange") -> bool:
        """Tell whether neither moved anything, at one place, for one reason."""
        still = not (self.moved or other.moved)
        return still and replace(self, at=other.at) == other


def past_exchanges(store: Store) -> tuple[PastExchange, ...]:
    """Return the past exchanges that are remembered, the newest first."""
    data = store.recall(KEPT)
    content = decode(data) if data else None
    items = content if isinstance(content, list) else []
    return tuple(one for one in map(_read, items) if one is not None)


def note_exchange(
    store: Store,
    place: MailboxPlace,
    visit: Visit | None,
    now: datetime,
    why: str = "",
    *,
    asked: bool = True,
) -> None:
    """Remember an exchange that has ended, or broken off: `why` says in a sentence for what.

    One in which nothing happened is remembered only if a person has asked for it, and one that
    says the same as the newest one takes its place. What the disk refuses is not remembered: the
    exchange itself goes on.
    """
    new = _told(place, visit, now, why)
    if not (asked or new.moved or new.not_done):
        return
    with suppress(NotSaved):
        before = past_exchanges(store)
        if before and new.says_the_same(before[0]):
            before = before[1:]
        kept = [new, *before][:MOST]
        store.remember(KEPT, encode([_written(one) for one in kept]))


def reason_of(error: DeskError | None, place: MailboxPlace) -> str:
    """Return in a sentence why an exchange could not be ended; nothing if it was.

    The mailbox has the name in it that people use.
    """
    if error is None:
        return ""
    named = {"place": place.title} if "place" in error.fields else {}
    return type(error)(**{**error.fields, **named}).lines()[0]


def _told(place: MailboxPlace, visit: Visit | None, now: datetime, why: str) -> PastExchange:
    """Return what is to be remembered of an exchange."""
    told = PastExchange(now, place.title, place.kind, not_done=(why,) if why else ())
    if visit is None:
        return told
    return replace(
        told,
        changes_sent=visit.sent.changes,
        parts_sent=visit.sent.parts,
        changes_came=visit.met.changes,
        parts_came=visit.met.parts,
        cases=visit.cases_met,
        confirmed=visit.heard.ack is not None,
        not_done=(*told.not_done, *_not_done(visit)),
    )


def _not_done(visit: Visit) -> Iterator[str]:
    """Yield what a visit could not do though the mailbox was there."""
    met = visit.met
    for words, n in (
        (DAMAGED, len(visit.sent.damaged)),
        (ASIDE, met.quarantined),
        (WAITING, len(set(met.waiting))),
        (NOT_TAKEN, len(met.refused) + len(visit.heard.refused)),
        (OTHER_HISTORY, len(met.forks)),
    ):
        if n:
            yield _(words).format(n=n)


def _written(one: PastExchange) -> list[Plain]:
    """Return an exchange as it is remembered."""
    return [
        one.at.isoformat(), one.place, one.kind.value,
        one.changes_sent, one.parts_sent, one.changes_came, one.parts_came, one.cases,
        one.confirmed, list(one.not_done),
    ]  # fmt: skip


def _read(item: Plain) -> PastExchange | None:
    """Return a remembered exchange."""
    match item:
        case [
            str(at), str(place), str(kind),
            int(changes), int(parts), int(came), int(files), int(cases),
            bool(confirmed), [*reasons],
        ]:  # fmt: skip
            counts = (changes, parts, came, files, cases)
            said = tuple(map(str, reasons))
            when = datetime.fromisoformat(at)
            return PastExchange(when, place, MailboxKind(kind), *counts, confirmed, said)
    return None
