"""A stick full of bombs that an enrolled laptop in wrong hands has truly signed.

Run as a program it takes the part of the centre or of a colleague's laptop, goes through the stick
and prints the most memory it had, in MB.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import zstandard

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.changes import LoggedChange, head_after, merkle_root, nonce_of
from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Device, encrypt_to
from mediatordesk.store import Head, Store
from mediatordesk.sync.bundles.blobs import BlobStore
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, wrapped
from mediatordesk.sync.bundles.names import log_name
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.outbox import receive
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import read_grant
from tests.sync.bundles.bombs import bombs, greatest_size
from tests.sync.bundles.specimens import framed_as_is

from .desks import CLOCK

SEED = bytes(16)
CASE, FACTS = 2, 10
"""Numbers of a table and of a column; what stands there need not be understood to be kept."""


def fill(stick: FolderMailbox, writer: Line) -> int:
    """Lay every bomb on a stick, and bundles as large as the format allows; return how many."""
    frames = [frame for _, frame in bombs()]
    contents = list(_largest(writer))
    number = 500
    for frame in [*frames, *(framed_as_is(one, zstandard.compress) for one in contents)]:
        number += 1
        stick.put(_signed(writer, frame + bytes(-len(frame) % 256), number))
    return number - 500


def _signed(writer: Line, frame: bytes, number: int) -> Bundle:
    sender, replica = writer.sender, writer.store.head().replica
    envelope = Envelope(Kind.LOG, replica, number)
    ciphertext = encrypt_to(sender.recipients, frame)
    data = wrapped(envelope, ciphertext, sender.device.signing, sender.recipients)
    return Bundle(log_name(sender.office, replica, number, CLOCK.now(), data), data)


def _largest(writer: Line) -> Iterator[bytes]:
    """Yield contents that follow each other, right in every way and as heavy as they may be."""
    text = os.urandom(3_700_000).hex()
    cells = encode([[CASE, bytes(16), 1, [[FACTS, ""]] * 33_000]])
    few = encode([[CASE, bytes(16), 1, [[FACTS, ""]] * 25]])
    place = writer.store.head()
    for payloads in (
        [encode([[CASE, bytes(16), 1, [[FACTS, text]]]])],
        [encode([[CASE, bytes(16), 1, [[FACTS, "龙" * 5_000_000]]]])],
        [cells] * 19,
        [few] * 18_000,
    ):
        content, place = _content(writer, place, payloads)
        yield content


def _content(writer: Line, place: Head, payloads: list[bytes]) -> tuple[bytes, Head]:
    """Return what a bundle of these changes holds, and where the log stands after them."""
    seqs = range(place.seq + 1, place.seq + 1 + len(payloads))
    changes = tuple(
        LoggedChange(
            encode([seq, 1_795_000_000_000 << 16, 0, bytes(16), 0, 1]), payload, nonce_of(SEED, seq)
        )
        for seq, payload in zip(seqs, payloads, strict=True)
    )
    leaves = [one.leaf for one in changes]
    after, root = head_after(place.head, leaves), merkle_root(leaves)
    claim = b"MDR1" + place.replica + seqs[0].to_bytes(8, "big")
    claim += len(changes).to_bytes(4, "big") + place.head + after + root
    content = [
        seqs[0], len(changes), place.head, after, root, SEED,
        writer.device.signing.sign(claim), [], [1_795_000_000_000, 0, None], "x", 1,
        [[one.header, one.payload] for one in changes], [], 0, None,
    ]  # fmt: skip
    return encode(content), Head(place.replica, seqs[-1], after, place.at)


def keep_laptop(line: Line, folder: Path, grant: bytes) -> None:
    """Write down what another process needs to be this laptop."""
    (folder / "device").write_bytes(line.device.to_bytes())
    (folder / "grant").write_bytes(grant)


def main() -> None:
    """Go through a stick: `centre FOLDER STICK` or `laptop FOLDER STICK`."""
    role, folder, stick = sys.argv[1], Path(sys.argv[2]), FolderMailbox(Path(sys.argv[3]))
    if role == "centre":
        received = Centre.open(folder, clock=CLOCK).receive(stick)
        refused, applied = len(received.refused), received.applied
    else:
        device = Device.from_bytes((folder / "device").read_bytes())
        grant = read_grant((folder / "grant").read_bytes(), device)
        store = Store.open(folder, bytes(32), clock=CLOCK)
        line = Line(store, folder, BlobStore(folder / "blobs"), device, grant, CLOCK)
        hear_roster(line, stick)
        receive(line, stick)
        met = hear_colleagues(line, stick)
        refused, applied = len({name for name, _ in met.refused}), met.changes
        store.close()
    sys.stdout.write(f"{refused} {applied} {greatest_size()}\n")


if __name__ == "__main__":
    main()
