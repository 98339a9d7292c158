"""Which parts of files travel, and in which order: text first, then small files, then large ones.

A small file rides inside the bundle of the changes that put it in, so a signature or a note is
there as soon as its case is. What a later erasure took away rides no more, and is not taken from a
bundle that was made before: only what a row still names.
"""

from collections.abc import Callable, Iterator
from uuid import UUID

from mediatordesk.core.papers import Blob
from mediatordesk.store import NotFound, Segment, Store
from mediatordesk.store.arrivals import read_change
from mediatordesk.store.register import Register
from mediatordesk.sync.bundles.blobs import PART_BYTES, BlobStore, FileDamaged
from mediatordesk.sync.bundles.logs import Log

SMALL = 16 * 1024
"""Bytes below which a file rides in the bundle of its changes."""
MAX_RIDING = 256 * 1024
"""Bytes of cipher text that ride in one bundle at most: text is not to wait for pictures."""
FindBlob = Callable[[UUID], Blob]
"""Returns a file's row as it is now; NotFound."""


def riding_parts(segment: Segment, store: Store, blobs: BlobStore) -> tuple[bytes, ...]:
    """Return the small parts that ride in a segment's bundle: of the files its changes put in."""

    def find(row: UUID) -> Blob:
        return store.get(Blob, row)

    found, size = [], 0
    for blob in files_put_in(segment, find):
        if blob.size >= SMALL or len(blob.parts) != 1 or not blobs.has(blob.parts[0]):
            continue
        try:
            part = blobs.part(blob.parts[0])
        except FileDamaged:
            continue  # sending the parts says so
        if size + len(part) <= MAX_RIDING:
            found.append(part)
            size += len(part)
    return tuple(found)


def take_riding(log: Log, find: FindBlob, blobs: BlobStore) -> None:
    """Keep the parts that rode in a bundle and that a row still names. NotWritten."""
    if not log.inline:
        return
    named = {part for blob in files_put_in(log.segment, find) for part in blob.parts}
    for part in log.inline:
        if blobs.name_of(part) in named:
            blobs.take(part)


def in_sending_order(store: Store) -> list[Blob]:
    """Return the files in the order in which they go out: small before large, newest case first."""
    cases = store.rows(
        'SELECT id FROM "case" WHERE id IN (SELECT case_id FROM blob) ORDER BY rowid DESC'
    )
    place = {UUID(bytes=case): number for number, (case,) in enumerate(cases)}
    files = store.all(Blob)
    return sorted(
        files, key=lambda one: (one.size > PART_BYTES, place.get(one.case_id, len(place)), one.size)
    )


def files_put_in(segment: Segment, find: FindBlob) -> Iterator[Blob]:
    """Yield the files that the changes of a segment put in, as their rows are now."""
    register = Register.current()
    seen: set[UUID] = set()
    for seq, logged in enumerate(segment.changes, segment.seq0):
        change = read_change(register, segment.replica, seq, logged).change
        for op in change.ops if change else ():
            if op.table == Blob.TABLE and op.row not in seen:
                seen.add(op.row)
                try:
                    yield find(op.row)
                except NotFound:
                    continue  # the change was set aside: nothing stands there yet
