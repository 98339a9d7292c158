"""Exchange with the centre when a person asks for it, and how much of the work is there already."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import GRANT, line_of
from mediatordesk.actions.sending.mailboxes import MailboxPlace, list_mailboxes, open_mailbox
from mediatordesk.actions.sending.past_exchanges import BROKEN_OFF, note_exchange, reason_of
from mediatordesk.actions.sending.progress import Progress
from mediatordesk.actions.sending.second_copies import SecondCopy, is_second_copy
from mediatordesk.actions.sending.sticks import Media, removable_media
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.outbox import Delivery, Heard, Sent, delivery

Told = Callable[[Progress], object]


class NoMailbox(DeskError):
    """There is no mailbox to exchange through."""

    happened = N_("Nothing was sent: no stick or mailbox is set.")
    kept = N_("All work is saved here.")
    to_do = N_("Name one: sync --mailbox file:///media/stick")


@dataclass(frozen=True)
class Synced:
    """What one exchange did, and how far the desk's changes have come.

    `failed` are the mailboxes that could not be used, while others could, and why.
    """

    sent: Sent
    heard: Heard
    met: Met
    delivery: Delivery
    failed: tuple[tuple[MailboxPlace, DeskError], ...] = ()
    notice: str = ""
    """What a person should know of the desk's history, keys and clock; nothing as a rule."""


def sync(
    desk: Desk,
    address: str = "",
    *,
    told: Told = lambda _progress: None,
    media: Media = removable_media,
) -> Synced:
    """Exchange through a mailbox, by default through all of the desk's; `told` hears each step.

    One that fails does not keep the others back; if all fail, the first says why. NotEnrolled,
    NoMailbox.
    """
    line = line_of(desk)
    places = (MailboxPlace(address),) if address else list_mailboxes(desk)
    if not places:
        raise NoMailbox
    visits, failed = [], []
    for place in places:
        try:
            visits.append(_visited(desk, line, place, told, media))
        except DeskError as error:
            failed.append((place, error))
    if not visits:
        raise failed[0][1]
    return Synced(
        sent=_sent([one.sent for one in visits]),
        heard=_heard([one.heard for one in visits]),
        met=_met([one.met for one in visits]),
        delivery=delivery(line),
        failed=tuple(failed),
        notice="\n".join(_notices(desk, visits)),
    )


def _notices(desk: Desk, visits: Sequence[Visit]) -> Iterator[str]:
    """Yield what a person should know: what visits found, and that the desk is a second copy."""
    yield from dict.fromkeys(one.notice for one in visits if one.notice)
    if is_second_copy(desk.store):
        yield from SecondCopy().lines()


def _visited(desk: Desk, line: Line, place: MailboxPlace, told: Told, media: Media) -> Visit:
    """Visit one mailbox to the end, and remember it. DeskError if it cannot be."""
    visit, why = None, _(BROKEN_OFF)
    try:
        with closing(open_mailbox(line, place, media)) as mailbox:
            visit = Visit(line, desk.tides, place, mailbox)
            for progress in visit.steps(asked=True):
                told(progress)
        why = ""
    except DeskError as error:
        why = reason_of(error, place)
        raise
    finally:
        note_exchange(desk.store, place, visit, desk.clock.now(), why)
    return visit


def _sent(all_sent: Sequence[Sent]) -> Sent:
    """Add up what was put into all mailboxes."""
    return Sent(
        bundles=sum(one.bundles for one in all_sent),
        changes=sum(one.changes for one in all_sent),
        parts=sum(one.parts for one in all_sent),
        damaged=tuple(dict.fromkeys(part for one in all_sent for part in one.damaged)),
    )


def _heard(all_heard: Sequence[Heard]) -> Heard:
    """Return the newest word of the centre, and everything that was not its word."""
    acks = [one.ack for one in all_heard if one.ack is not None]
    refused = tuple(name for one in all_heard for name in one.refused)
    return Heard(max(acks, key=lambda ack: ack.order, default=None), refused)


def _met(all_met: Sequence[Met]) -> Met:
    """Add up what colleagues brought."""
    return Met(
        changes=sum(one.changes for one in all_met),
        quarantined=sum(one.quarantined for one in all_met),
        parts=sum(one.parts for one in all_met),
        waiting=tuple(dict.fromkeys(who for one in all_met for who in one.waiting)),
        forks=tuple(dict.fromkeys(name for one in all_met for name in one.forks)),
        refused=tuple(dict.fromkeys(name for one in all_met for name in one.refused)),
    )


def unsent_changes(desk: Desk) -> int:
    """Return how many changes the centre has not said it has taken over."""
    store = desk.store
    if store.recall(GRANT) is None:
        return sum(store.last_written(replica) for replica in store.own_replicas())
    return delivery(line_of(desk)).unsent


def applied_at_centre(desk: Desk, replica: bytes) -> int:
    """Return up to which change the centre has taken over a replica of this desk."""
    if desk.store.recall(GRANT) is None:
        return 0
    ack = line_of(desk).memory.ack()
    mine = ack.of(replica) if ack else None
    return mine.applied if mine else 0
