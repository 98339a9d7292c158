"""What the centre says to an office: one acknowledgement after the other, each signed and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from mediatordesk.centre.databases import OfficeDatabase
from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.bundles.acks import pack_ack, unpack_ack
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import FEED, epoch_in, folder_of, is_log, number_in
from mediatordesk.sync.bundles.rosters import pack_roster
from mediatordesk.sync.mailbox import Mailbox


def begin_epoch(store: OfficeDatabase, archive: Mailbox, office: UUID, now: int) -> None:
    """Begin an epoch in a new database: above every one that the office was told of before.

    So a laptop believes a centre whose database was made again, whatever the clocks say. The
    numbers of its words go on; so it is known when a laptop has read one that is lost here.
    """
    said = archive.names(f"{folder_of(office)}/{FEED}")
    last = max((epoch_in(name) for name in said), default=0)
    number = max((number_in(name) for name in said), default=0)
    store.remember("epoch", encode(max(now, last + 1000)))
    store.remember("answer", encode([number, b"", "", 0]))


def notice_being_set_back(ledger: Ledger, mailbox: Mailbox, signing: SigningKey, now: int) -> bool:
    """Begin a new epoch if this centre has said more than it knows of: it was restored.

    Either a mailbox holds a newer word of it, or a laptop has read one. Every laptop then sends
    again what is not here. Tells whether one began.
    """
    number, *_ = _last(ledger.store)
    known = _epoch(ledger.store), number
    said = _newest_there(ledger, mailbox, signing, known)
    if said == known and ledger.heard_word() <= number:
        return False
    begin_epoch_above(ledger, said[0], max(said[1], number, ledger.heard_word()), now)
    return True


def _newest_there(
    ledger: Ledger, mailbox: Mailbox, signing: SigningKey, known: tuple[int, int]
) -> tuple[int, int]:
    """Return epoch and number of the newest word of ours in a mailbox, or those that are known."""
    for name in reversed(mailbox.names(f"{folder_of(ledger.office.id)}/{FEED}")):
        if (epoch_in(name), number_in(name)) <= (known[0] // 1000 * 1000, known[1]):
            break
        try:
            ack = unpack_ack(mailbox.get(name) or b"", signing.verify_key, ledger.identities)
        except BadBundle:
            continue
        return max(ack.order, known)
    return known


def begin_epoch_above(ledger: Ledger, epoch: int, number: int, now: int) -> None:
    """Begin an epoch above one, whose words are counted from a number on."""
    ledger.store.remember("epoch", encode(max(now, epoch + 1000)))
    ledger.store.remember("answer", encode([number, b"", "", 0]))


def begin_epoch_anew(ledger: Ledger, now: int) -> None:
    """Begin an epoch because an officer says so: the centre was restored from a backup."""
    number, *_ = _last(ledger.store)
    begin_epoch_above(ledger, _epoch(ledger.store), max(number, ledger.heard_word()), now)


def newest_answer(ledger: Ledger, archive: Mailbox, signing: SigningKey, now: int) -> Bundle:
    """Return the newest acknowledgement of an office; a new one if there is news, or it is lost.

    It is kept in the archive first, so that it can be left in every mailbox the office uses.
    """
    number, facts, name, at = _last(ledger.store)
    # By their time laptops know which word is the newer one.
    ack = ledger.ack(_epoch(ledger.store), number + 1, max(now, at + 1))
    said = encode(ack.facts())
    data = archive.get(name) if said == facts else None
    if data is not None:
        return Bundle(name, data)
    office = ledger.office
    bundle = pack_ack(ack, office.id, office.identity.recipient, signing)
    archive.put(bundle)
    ledger.store.remember("answer", encode([ack.number, said, bundle.name, ack.at]))
    return bundle


def newest_roster(ledger: Ledger, archive: Mailbox, signing: SigningKey, now: int) -> Bundle | None:
    """Return the newest roster of an office; a new one if its devices or keys have changed.

    Also where the archive has lost it.
    """
    roster = ledger.register.roster(ledger.office.id, now)
    devices = replace(roster, version=0, at=0).to_bytes()
    value = ledger.store.recall("roster")
    match None if value is None else decode(value):
        case [bytes(facts), str(name)] if facts == devices:
            data = archive.get(name)
            if data is not None:
                return Bundle(name, data)
    if not roster.active:
        return None
    bundle = pack_roster(roster, signing)
    archive.put(bundle)
    ledger.store.remember("roster", encode([devices, bundle.name]))
    return bundle


def bundles_for(ledger: Ledger, archive: Mailbox, names: Sequence[str]) -> Iterator[Bundle]:
    """Yield what the laptops that use a mailbox have not got of their colleagues' bundles.

    They are the very bytes that the colleagues sent, encrypted to the office. `names` are what lay
    in the mailbox; to list it once more would take longer than all else in a large one.
    """
    there = {name for name in names if is_log(name)}
    readers = {bytes.fromhex(name.split("/")[2]) for name in there}
    known = [ledger.known_to(one) for one in readers]
    if not known:
        return
    replicas = {replica for one in known for replica in one}
    least = {one: min(some.get(one, 0) for some in known) for one in replicas}
    for name, _ in ledger.names_above(least):
        if name not in there:
            data = archive.get(name)
            if data is not None:
                yield Bundle(name, data)


def _last(store: OfficeDatabase) -> tuple[int, bytes, str, int]:
    """Return number, facts, name and time of the last acknowledgement that was written."""
    value = store.recall("answer")
    match None if value is None else decode(value):
        case [int(number), bytes(facts), str(name), *more]:
            at = more[0] if more and isinstance(more[0], int) else 0
            return number, facts, name, at
    return 0, b"", "", 0


def _epoch(store: OfficeDatabase) -> int:
    """Return since when this database of the office exists, in milliseconds since 1970."""
    value = store.recall("epoch")
    match None if value is None else decode(value):
        case int(epoch):
            return epoch
    return 0
