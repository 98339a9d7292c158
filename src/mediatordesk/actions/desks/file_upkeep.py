"""The encrypted files of a desk: whether they are whole, and what lies there for no row."""

from dataclasses import dataclass
from pathlib import Path

from mediatordesk.actions.desks.file_owners import fault_words
from mediatordesk.core.papers import Blob
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blob_checks import blob_problems
from mediatordesk.sync.bundles.blobs import BlobStore

OLD = 30
"""Days after which what no row names is taken away: as long as a bundle may come out of turn."""


@dataclass(frozen=True)
class Leftovers:
    """Parts that no row names: how many, their bytes, and how many were taken away as old."""

    count: int = 0
    size: int = 0
    removed: int = 0


def file_problems(store: Store, blobs: BlobStore) -> tuple[str, ...]:
    """Return each file that is not whole here, its parts read and compared with their names."""
    faults = blob_problems(blobs, store.all(Blob))
    return tuple(fault_words(store, blob, fault) for blob, fault in faults)


def sweep_leftovers(store: Store, blobs: BlobStore) -> Leftovers:
    """Count what a program left over that was ended in the middle; what is OLD is removed.

    Young ones stay: another window may be adding a file just now.
    """
    named = {part for blob in store.where(Blob, "parts IS NOT NULL", ()) for part in blob.parts}
    found = blobs.leftovers(named)
    size = sum(map(_size_of, found))
    old = blobs.leftovers(named, days=OLD)
    blobs.discard(path.stem for path in old)  # where that is not allowed, they stay
    return Leftovers(len(found), size, sum(not path.exists() for path in old))


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
