"""One encoding for all that is hashed: deterministic CBOR (RFC 8949, 4.2).

Only arrays and plain values, no maps, tags or floats: two readers must never understand one
byte string differently.
"""

from collections.abc import Callable
from typing import Any, NoReturn

import cbor2

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

Plain = None | bool | int | str | bytes | list["Plain"]
"""What may be encoded. Tuples are written as arrays and read back as lists."""

MAX_DEPTH = 8
_LEAST, _MOST = -(2**63), 2**63 - 1
"""What the database can hold; longer integers would be CBOR tags."""
_PLAIN = frozenset({type(None), bool, str, bytes})


class NotCanonical(DeskError):
    """Bytes that are not the one canonical form of a value."""

    happened = N_("The data cannot be read: it is damaged or was not made by this program.")
    kept = N_("Nothing was taken over from it.")
    to_do = N_("Ask the sender for a new copy.")


def encode(value: object) -> bytes:
    """Encode arrays, integers, text, bytes, booleans and None; one value has one encoding."""
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes) -> Plain:
    """Decode canonical bytes; NotCanonical if they are anything else, however it parses.

    Re-encoding and comparing refuses long integers and trailing bytes at once. What could keep a
    computer busy for hours is refused before: tags and maps of numbers that share a hash.
    """
    try:
        value: Plain = cbor2.loads(data, semantic_decoders=_NO_TAGS, strict_hashable_types=True)
    except (cbor2.CBORDecodeError, ValueError, RecursionError, OverflowError) as error:
        raise NotCanonical from error
    _check([value], -1)
    # What passed has no maps and no floats: the plain encoding of it is the deterministic one, and
    # cbor2 takes a third of the time for it.
    if cbor2.dumps(value) != data:
        raise NotCanonical
    return value


def reread(data: bytes) -> Any:
    """Decode bytes that `decode` has accepted before, or that `encode` has made."""
    return cbor2.loads(data)


class _Refused(dict[int, Callable[[Any, bool], Any]]):
    """Reads no tag at all.

    A fraction of two numbers of 400 KB (tag 30) took cbor2 17 s, ten times the bytes a hundred
    times as long: nothing is made of what a tag holds.
    """

    def __missing__(self, tag: int) -> Callable[[Any, bool], Any]:
        """Return what is done with any tag."""
        return _refuse


def _refuse(*_held: object) -> NoReturn:
    raise NotCanonical


_NO_TAGS = _Refused()


def _check(items: list[Any], depth: int) -> None:
    """Refuse kinds of value that a canonical record never holds, in a list at a depth.

    One call a list, not one an item: a centre reads thousands of changes a second.
    """
    if items and depth == MAX_DEPTH:
        raise NotCanonical
    for item in items:
        kind = type(item)
        if kind is list:
            _check(item, depth + 1)
        elif kind is int:
            if not _LEAST <= item <= _MOST:
                raise NotCanonical
        elif kind not in _PLAIN:
            raise NotCanonical
