"""Changes: what one person saved at once; the unit of log, history, sending and conflict.

The byte layout is the bundle format's (docs/formats/bundle.md, 2): a header without personal
data and a payload, each canonical CBOR, committed to by a hash chain.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import IntEnum
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

Value = None | bool | int | str | bytes
"""What a cell holds. Days are ISO text, amounts integer fen, lists JSON text."""

GENESIS = bytes(32)
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
COUNTER_BITS = 16
_INNER, _OUTER = bytes(one ^ 0x36 for one in range(256)), bytes(one ^ 0x5C for one in range(256))


class Dot(NamedTuple):
    """The name of one change: which replica epoch (8 bytes) and its how manieth change."""

    replica: bytes
    seq: int


class Verb(IntEnum):
    """What an operation does to its row; numbers are never reused."""

    INSERT = 0
    SET = 1
    VOID = 2
    UNVOID = 3
    SEAL = 4
    """Closes the fields it states: only another seal replaces them."""
    PURGE = 11
    """Takes away the writes that its bases name, sealed ones too where the value is 1."""


class TimeFlag(IntEnum):
    """How far the time of a change can be believed."""

    CLOCK = 0
    BAD_CLOCK = 1
    TYPED = 2
    """The time was typed by a person (补录): what happened on paper earlier is entered later."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row and the writes that its author had seen (the causal base)."""

    column: str
    value: Value
    base: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Op:
    """One row written in a change. An unknown table or column is named `#` and its number."""

    table: str
    row: UUID
    cells: tuple[Cell, ...]
    verb: Verb = Verb.SET


@dataclass(frozen=True, slots=True)
class Change:
    """What one person saved at once. `at` is a hybrid logical clock (see `tick`)."""

    replica: bytes
    seq: int
    at: int
    flag: TimeFlag
    operator: UUID
    schema: int
    ops: tuple[Op, ...]

    @property
    def dot(self) -> Dot:
        """Return the name of this change."""
        return Dot(self.replica, self.seq)

    @property
    def moment(self) -> datetime:
        """Return the wall time of this change in China's time."""
        return moment_of(self.at)


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change as it is hashed, kept, sent and received: canonical bytes, never re-made."""

    header: bytes
    payload: bytes
    nonce: bytes
    purged: bytes = b""
    """The inner hash of a payload that was purged: header and this are all that is left then."""

    @property
    def inner(self) -> bytes:
        """Return the hash that stands for the payload; without the nonce nobody can guess it."""
        return self.purged or sha256(self.nonce + self.payload).digest()

    @property
    def leaf(self) -> bytes:
        """Return the leaf hash; it commits to the payload through an inner hash, so that a lawful
        purge can drop the payload and leave the chain verifiable.
        """  # noqa: D205 - one sentence
        return sha256(b"\x00" + self.header + self.inner).digest()

    def without_payload(self) -> "LoggedChange":
        """Return the change as it is after a purge."""
        return LoggedChange(self.header, b"", b"", self.inner)


def nonce_of(seed: bytes, seq: int) -> bytes:
    """Return the nonce of a change from its segment's seed (16 random bytes)."""
    inner, outer = _pads(seed)
    return sha256(outer + sha256(inner + seq.to_bytes(8, "big")).digest()).digest()[:16]


@functools.lru_cache(maxsize=1)
def _pads(seed: bytes) -> tuple[bytes, bytes]:
    """Return the two keys of HMAC (RFC 2104), written out.

    hmac.digest() looks its hash up by name each time, which costs a save more than the two hashes;
    and one segment's changes have one seed.
    """
    key = seed.ljust(64, b"\0")
    return key.translate(_INNER), key.translate(_OUTER)


def head_after(head: bytes, leaves: Iterable[bytes]) -> bytes:
    """Return the head of the chain after these leaves; the first chain starts at GENESIS."""
    for leaf in leaves:
        head = sha256(head + leaf).digest()
    return head


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over the leaves (RFC 6962, 2.1)."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + merkle_root(leaves[:half]) + merkle_root(leaves[half:])).digest()


def tick(last: int, now: datetime) -> int:
    """Return the next hybrid time: milliseconds since 1970 and a counter, always above `last`."""
    return max(last + 1, int(now.timestamp() * 1000) << COUNTER_BITS)


def moment_of(at: int) -> datetime:
    """Return the wall time of a hybrid time in China's time."""
    return datetime.fromtimestamp((at >> COUNTER_BITS) / 1000, CHINA)
