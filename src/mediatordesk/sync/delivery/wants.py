"""What a laptop lacks: parts of colleagues' files that it did not find in a mailbox.

It says so there, once for each set of parts. The centre, which may have had them through another
mailbox, lays them in; nobody else needs to answer, and nothing is asked for one by one.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.keys.identities import Identity
from mediatordesk.sync.bundles.bundle import Bundle, Checked, Envelope, Kind, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Sender
from mediatordesk.sync.bundles.names import want_name
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import short_place
from mediatordesk.sync.mailbox import Mailbox

MAX_WANTED = 5_000
"""Parts that are asked for at once."""
DIGEST = 32


def pack_wants(parts: Iterable[bytes], sender: Sender, replica: bytes, number: int) -> Bundle:
    """Return what a laptop lacks as a bundle of kind ctl, for the centre and the colleagues."""
    content = ["want", sorted(parts)[:MAX_WANTED]]
    envelope = Envelope(Kind.CTL, replica, number, roster=sender.roster)
    data = packed(envelope, content, sender.device.signing, sender.recipients)
    return Bundle(want_name(sender.office, replica, number, data), data)


def read_wants(bundle: Checked, identities: Sequence[Identity]) -> tuple[bytes, ...]:
    """Return the digests of the parts that a laptop lacks. BadBundle if it says something else."""
    if bundle.header.kind is not Kind.CTL:
        raise BadBundle(reason="kind")
    match opened(bundle.ciphertext, identities):
        case ["want", list(parts)] if len(parts) <= MAX_WANTED:
            return tuple(map(_digest, parts))
    raise BadBundle(reason="content")


def say_what_lacks(line: Line, mailbox: Mailbox, parts: Iterable[str]) -> bool:
    """Say in a mailbox which parts are missing, unless it was said there; tell if it was now."""
    lacking = sorted(map(bytes.fromhex, parts))[:MAX_WANTED]
    said = sha256(b"".join(lacking)).digest()
    key = f"sync/wants/{short_place(mailbox.place).hex()}"
    if not lacking or line.store.recall(key) == said:
        return False
    number = _next_number(line)
    replica = line.store.head().replica
    mailbox.put(pack_wants(lacking, line.sender_of(replica), replica, number))
    line.store.remember(key, said)
    return True


def _next_number(line: Line) -> int:
    """Return a number above all that this desk has used for what it wants."""
    match decode(line.store.recall("sync/wants") or encode(0)):
        case int(last):
            line.store.remember("sync/wants", encode(last + 1))
            return last + 1
    return 1


def _digest(item: Plain) -> bytes:
    if isinstance(item, bytes) and len(item) == DIGEST:
        return item
    raise BadBundle(reason="content")
