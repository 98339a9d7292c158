"""One encoding for all that is hashed: deterministic CBOR (RFC 8949, 4.2).

Only arrays and plain values, no maps, tags or floats: two readers must never understand one
byte string differently.
"""

from typing import Any

import cbor2

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

Plain = None | bool | int | str | bytes | list["Plain"]
"""What may be encoded. Tuples are written as arrays and read back as lists."""

MAX_DEPTH = 8
_INT64 = range(-(2**63), 2**63)
"""What the database can hold; longer integers would be CBOR tags."""


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

    Re-encoding and comparing refuses long integers, tags and trailing bytes at once.
    """
    try:
        value: Plain = cbor2.loads(data)
    except (cbor2.CBORDecodeError, ValueError, RecursionError, OverflowError) as error:
        raise NotCanonical from error
    _check(value, 0)
    if encode(value) != data:
        raise NotCanonical
    return value


def reread(data: bytes) -> Any:
    """Decode bytes that `decode` has accepted before, or that `encode` has made."""
    return cbor2.loads(data)


def _check(value: object, depth: int) -> None:
    """Refuse kinds of value that a canonical record never holds."""
    if depth > MAX_DEPTH:
        raise NotCanonical
    if isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, int):
        if value not in _INT64:
            raise NotCanonical
    elif not (value is None or isinstance(value, str | bytes)):
        raise NotCanonical
