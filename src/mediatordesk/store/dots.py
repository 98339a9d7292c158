"""Dots: which change wrote what a row shows, eight bytes a column, packed into the row itself.

Beside the row they cost a save no page of their own. The top bit says that the column is in
conflict: other writes stand beside the one shown, in the table `sibling`. The next one says that
a seal has closed it.
"""

from collections.abc import Iterable

SEQ_BITS = 40
"""A change's number here: n of its replica, then its seq in 40 bits."""
MAX_SEQ = (1 << SEQ_BITS) - 1
CONFLICT = 1 << 63
SEALED = 1 << 62
NUMBER = SEALED - 1
"""What is left of a dot without its two bits."""
_WIDTH = 8


def change_id(n: int, seq: int) -> int:
    """Return the number of a change in this database."""
    return n << SEQ_BITS | seq


def n_and_seq(number: int) -> tuple[int, int]:
    """Return the number of a change's replica here, and its seq."""
    return number >> SEQ_BITS, number & MAX_SEQ


def dot_of(dots: bytes | bytearray, column: int) -> int:
    """Return the number of the change whose write of a column is shown, with its two bits.

    0 if the column was never written. The first column is 1.
    """
    return int.from_bytes(dots[(column - 1) * _WIDTH : column * _WIDTH], "big")


def with_dots(dots: bytes, columns: Iterable[int], number: int) -> bytes:
    """Return dots with some columns written by a change."""
    dot = number.to_bytes(_WIDTH, "big")
    for column in columns:
        end = column * _WIDTH
        dots = dots[: end - _WIDTH].ljust(end - _WIDTH, b"\0") + dot + dots[end:]
    return dots
