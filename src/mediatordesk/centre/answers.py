"""What the centre says to an office: one acknowledgement after the other, each signed and kept."""

from uuid import UUID

from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import SigningKey
from mediatordesk.store import Store
from mediatordesk.sync.acks import pack_ack
from mediatordesk.sync.bundle import Bundle
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.names import FEED, epoch_in, folder_of


def begin_epoch(store: Store, archive: Mailbox, office: UUID, now: int) -> None:
    """Begin an epoch in a new database: above every one that the office was told of before.

    So a laptop believes a centre whose database was made again, whatever the clocks say.
    """
    said = archive.names(f"{folder_of(office)}/{FEED}")
    last = max((epoch_in(name) for name in said), default=0)
    store.remember("epoch", encode(max(now, last + 1000)))


def newest_answer(ledger: Ledger, archive: Mailbox, signing: SigningKey, now: int) -> Bundle | None:
    """Return the newest acknowledgement of an office; a new one only if there is news to tell.

    It is kept in the archive first, so that it can be left in every mailbox the office uses.
    """
    number, facts, name = _last(ledger.store)
    ack = ledger.ack(_epoch(ledger.store), number + 1, now)
    said = encode(ack.facts())
    if said != facts:
        office = ledger.office
        bundle = pack_ack(ack, office.id, office.identity.recipient, signing)
        archive.put(bundle)
        ledger.store.remember("answer", encode([ack.number, said, bundle.name]))
        return bundle
    data = archive.get(name)
    return None if data is None else Bundle(name, data)


def _last(store: Store) -> tuple[int, bytes, str]:
    """Return number, facts and name of the last acknowledgement that was written."""
    value = store.recall("answer")
    match None if value is None else decode(value):
        case [int(number), bytes(facts), str(name)]:
            return number, facts, name
    return 0, b"", ""


def _epoch(store: Store) -> int:
    """Return since when this database of the office exists, in milliseconds since 1970."""
    value = store.recall("epoch")
    match None if value is None else decode(value):
        case int(epoch):
            return epoch
    return 0
