"""Paths in the tree over a segment's changes: proof that one change is of those the author signed.

RFC 6962, 2.1.1, without its prefix of leaves, which our leaves have in themselves.
"""

from collections.abc import Sequence
from hashlib import sha256

from mediatordesk.core.changes import merkle_root


def merkle_path(leaves: Sequence[bytes], place: int) -> tuple[bytes, ...]:
    """Return the hashes beside the way from a leaf to the root, the lowest first."""
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    if place < half:
        return (*merkle_path(leaves[:half], place), merkle_root(leaves[half:]))
    return (*merkle_path(leaves[half:], place - half), merkle_root(leaves[:half]))


def root_above(leaf: bytes, place: int, count: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that a leaf at a place has by its path; None if the path is of no such place.

    `count` is the number of leaves; the author signs it too, so it is not believed from others.
    """
    if not 0 <= place < count:
        return None
    sides = _sides(place, count)
    if len(sides) != len(path):
        return None
    for is_left, beside in zip(sides, path, strict=True):
        pair = leaf + beside if is_left else beside + leaf
        leaf = sha256(b"\x01" + pair).digest()
    return leaf


def _sides(place: int, count: int) -> list[bool]:
    """Return for each step from a leaf to the root whether it comes from the left."""
    sides = []
    while count > 1:
        half = _half(count)
        sides.append(place < half)
        place, count = (place, half) if place < half else (place - half, count - half)
    return sides[::-1]


def _half(count: int) -> int:
    """Return the greatest power of two below a number."""
    return 1 << (count - 1).bit_length() - 1
