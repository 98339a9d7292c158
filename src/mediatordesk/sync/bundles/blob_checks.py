"""Whether the files of a desk are whole: every part by its hash, the content too where asked."""

from collections.abc import Iterable, Iterator

from mediatordesk.core.papers import Blob
from mediatordesk.sync.bundles.blobs import BlobStore, FileDamaged, FileNotHere


def blob_problems(
    store: BlobStore, blobs: Iterable[Blob], *, contents: bool = False
) -> Iterator[tuple[Blob, str]]:
    """Yield each blob that is not whole here, with what is wrong: missing or damaged.

    Every part is read and compared with its name. With `contents` it is decrypted as well, and the
    whole compared with the hash of the file that was put in: that proves the rows too. A blob that
    was erased with a person's data says nothing any more, and is whole.
    """
    for blob in blobs:
        if not blob.sha256:
            continue
        try:
            for _read in store.pieces(blob) if contents else map(store.part, blob.parts):
                pass
        except FileNotHere:
            yield blob, "missing"
        except FileDamaged:
            yield blob, "damaged"
