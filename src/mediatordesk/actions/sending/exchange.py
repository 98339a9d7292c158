"""Exchange with the centre: enrolment by a file, and bundles through a mailbox."""

from dataclasses import dataclass, replace

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import settle_keys
from mediatordesk.actions.desks.slot_records import RECOVERY
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import changed
from mediatordesk.core.texts import N_
from mediatordesk.sync.enrolment import Grant, pack_request, read_grant
from mediatordesk.sync.mailbox.addresses import mailbox_at
from mediatordesk.sync.outbox import Delivery, Heard, Line, Sent, delivery, receive, send

GRANT = "grant"
MAILBOX = "mailbox"


class NotEnrolled(DeskError):
    """The desk does not know any centre yet."""

    happened = N_("Nothing was sent: this desk does not belong to a centre yet.")
    kept = N_("All work is saved here, and goes to the centre when the desk is enrolled.")
    to_do = N_("Send the enrolment request to the centre, and take in its answer.")


class NoMailbox(DeskError):
    """There is no mailbox to exchange through."""

    happened = N_("Nothing was sent: no stick or mailbox is set.")
    kept = N_("All work is saved here.")
    to_do = N_("Name one: sync --mailbox file:///media/stick")


@dataclass(frozen=True)
class Synced:
    """What one exchange did, and how far the desk's changes have come."""

    sent: Sent
    heard: Heard
    delivery: Delivery


def enrolment_request(desk: Desk) -> bytes:
    """Return the file by which this desk asks a centre to be enrolled."""
    return pack_request(desk.device, desk.office.id, desk.office.code, desk.office.name)


def take_grant(desk: Desk, data: bytes) -> Grant:
    """Take in the centre's answer; BadGrant if it is not for this desk, or from another centre.

    From then on the county's officers recover a forgotten desk, if the centre has such officers;
    a recovery sheet that was printed before opens nothing any more.
    """
    known = grant_of(desk)
    grant = read_grant(data, desk.device, known.centre if known else None)
    desk.store.remember(GRANT, data)
    if grant.recovery is not None:
        desk.store.remember(RECOVERY, grant.recovery.text.encode())
        settle_keys(desk)
        office = replace(desk.office, recovery_recipient=grant.recovery.text)
        if office != desk.office:
            desk.commit([changed(desk.office, office)])
    return grant


def grant_of(desk: Desk) -> Grant | None:
    """Return the centre's answer that was taken in, if there was one."""
    data = desk.store.recall(GRANT)
    return None if data is None else read_grant(data, desk.device)


def line_of(desk: Desk) -> Line:
    """Return the desk's connection to its centre; NotEnrolled if it has none."""
    grant = grant_of(desk)
    if grant is None:
        raise NotEnrolled
    return Line(desk.store, desk.folder, desk.blobs, desk.device, grant, desk.clock)


def add_mailbox(desk: Desk, address: str) -> None:
    """Remember where the desk exchanges; UnknownMailbox if this version cannot use it."""
    mailbox_at(address)
    desk.store.remember(MAILBOX, address.encode())


def sync(desk: Desk, address: str = "") -> Synced:
    """Exchange through a mailbox: first hear the centre, then send what it lacks."""
    kept = desk.store.recall(MAILBOX)
    address = address or (kept.decode() if kept else "")
    if not address:
        raise NoMailbox
    mailbox, line = mailbox_at(address), line_of(desk)
    heard = receive(line, mailbox)
    desk.tides.secure()  # a place of the log that others know must never be used again
    sent = send(line, mailbox)
    return Synced(sent, heard, delivery(line))


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
