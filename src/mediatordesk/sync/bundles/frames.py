"""What stands inside a bundle's cipher text: one zstd frame of canonical CBOR, padded with zeros.

Everything here is bounded before memory is taken, because the sender may be an enrolled laptop in
wrong hands (docs/formats/bundle.md, 5).
"""

from collections.abc import Sequence

import zstandard

from mediatordesk.core.encoding import NotCanonical, Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

UNIT = 256
"""The padded length is a multiple of this, so that it tells little about what is inside."""
MAX_CONTENT = 16 << 20
"""Bytes inside: read with its copies, a bundle of any content leaves a laptop below 200 MB."""
MAX_RATIO = 40
MAX_WINDOW = 8 << 20
MAX_ITEMS = 200_000
"""CBOR items in a content, and in one payload."""
MAX_ALL_ITEMS = 2_000_000
"""CBOR items in all payloads of a bundle together: a writer's full segment holds half of them."""
LEVEL = 12


class BadBundle(DeskError):
    """A bundle that is damaged, forged, or beyond the limits of the format; `reason` is a word."""

    happened = N_("A data bundle could not be read ({reason}).")
    kept = N_("Nothing was taken over from it; the other bundles are read, and it stays in place.")
    to_do = N_("If it was still being copied, try again later; else have it sent again.")

    @property
    def reason(self) -> str:
        """Return the word that says which check failed."""
        return str(self.fields["reason"])


def framed(content: object) -> bytes:
    """Return arrays and plain values as a padded frame. BadBundle("size") beyond the limits."""
    data = encode(content)
    if len(data) > MAX_CONTENT:
        raise BadBundle(reason="size")
    frame = zstandard.ZstdCompressor(level=LEVEL, write_checksum=False).compress(data)
    # What compresses better than the limit allows a reader to believe gets more zeros.
    length = max(len(frame), len(data) // MAX_RATIO + 1)
    return frame + bytes(-length % UNIT + length - len(frame))


def unframed(padded: bytes) -> Plain:
    """Return the arrays and values of a padded frame. BadBundle if it is not exactly one."""
    data = _inflated(padded)
    if not has_few_items((data,), MAX_ITEMS):
        raise BadBundle(reason="items")
    try:
        return decode(data)
    except NotCanonical as error:
        raise BadBundle(reason="encoding") from error


def _inflated(padded: bytes) -> bytes:
    """Decompress the frame, counting.

    `max_output_size` of zstandard is ignored when a frame states its size (16 KB became 512 MB), so
    the frame is fed by the unit: no unit can give more than 8 MiB at once.
    """
    if len(padded) % UNIT or not padded:
        raise BadBundle(reason="padding")
    most = min(MAX_CONTENT, MAX_RATIO * len(padded))
    reader = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).decompressobj()
    pieces: list[bytes] = []
    length = start = 0
    try:
        while start < len(padded) and not reader.eof:
            pieces.append(reader.decompress(padded[start : start + UNIT]))
            length, start = length + len(pieces[-1]), start + UNIT
            if length > most:
                raise BadBundle(reason="size")
    except zstandard.ZstdError as error:
        raise BadBundle(reason="frame") from error
    if not reader.eof:
        raise BadBundle(reason="frame")
    if reader.unused_data.strip(b"\0") or padded[start:].strip(b"\0"):
        raise BadBundle(reason="padding")
    return b"".join(pieces)


def has_few_items(pieces: Sequence[bytes], most: int) -> bool:
    """Tell whether CBOR bytes hold at most so many items together, without building them.

    One byte can be one list: a content of nothing else would take gigabytes to decode.
    """
    if sum(map(len, pieces)) <= most:
        return True
    count = 0
    for piece in pieces:
        count += _items_in(piece, most - count)
        if count > most:
            return False
    return True


def _items_in(data: bytes, most: int) -> int:
    """Count the items of CBOR bytes, and stop above a number."""
    place = count = 0
    while place < len(data) and count <= most:
        major, info = data[place] >> 5, data[place] & 31
        size = 1 << info - 24 if 24 <= info <= 27 else 0
        number = int.from_bytes(data[place + 1 : place + 1 + size], "big") if size else info
        place += 1 + size + (number if major in _STRINGS else 0)
        count += 1
    return count


_STRINGS = (2, 3)
"""CBOR's major types whose bytes follow the head (RFC 8949, 3.1)."""
