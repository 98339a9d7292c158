"""What a picture file carries beside its picture, left out without touching a single pixel.

A JPEG is a row of segments (ITU-T T.81, B.1), a PNG a row of chunks (W3C PNG, 5). Notes of the
camera, thumbnails, places, and whatever is hung on behind the end go; what colours need stays.
"""

import struct
from collections.abc import Iterator

PNG_SIGN = b"\x89PNG\r\n\x1a\n"
PNG_SHOWN = {b"iCCP", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"tRNS", b"bKGD", b"sBIT", b"cICP"}
START, END, SCAN = 0xD8, 0xD9, 0xDA
RESTARTS = range(0xD0, 0xD8)
LONELY = {0x01, *RESTARTS}
"""Markers without a length."""
NOTES = {0xE0 + one for one in range(16)} | {0xFE}
"""Segments that programs write for each other, and comments."""


class Unfinished(Exception):
    """The row of pieces does not come to its end as it should."""


def bare_jpeg(data: bytes, exif: bytes = b"") -> bytes:
    """Return a JPEG with `exif` (from Exif…) as its only note; Unfinished if it is torn."""
    kept = [data[:2]]
    if exif:
        kept.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    kept += [
        data[start:end]
        for marker, start, end in _segments(data)
        if _is_shown(marker, data[start:end])
    ]
    return b"".join(kept)


def bare_png(data: bytes) -> bytes:
    """Return a PNG without its notes; Unfinished if it is torn."""
    kept, place = [PNG_SIGN], len(PNG_SIGN)
    while place + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, place)
        kind, end = data[place + 4 : place + 8], place + 12 + size
        if end > len(data):
            break
        if kind in PNG_SHOWN or not kind[0] & 0x20:  # a capital letter: it cannot be left out
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    raise Unfinished


def _is_shown(marker: int, segment: bytes) -> bool:
    """Tell whether a segment is needed to show the picture as it is meant."""
    if marker not in NOTES:
        return True
    said = segment[4:]
    return said.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the segments after the first marker: marker, where it starts and ends."""
    place = 2
    while place + 2 <= len(data):
        if data[place] != 0xFF:
            raise Unfinished
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        end = place + 2 if marker in LONELY or marker == END else _end_of(data, place, marker)
        yield marker, place, end
        if marker == END:
            return
        place = end
    raise Unfinished


def _end_of(data: bytes, place: int, marker: int) -> int:
    """Return where a segment with a length ends; after a scan, where its pixels end."""
    if place + 4 > len(data):
        raise Unfinished
    (size,) = struct.unpack_from(">H", data, place + 2)
    end = place + 2 + size
    if size < 2 or end > len(data):
        raise Unfinished
    return _end_of_pixels(data, end) if marker == SCAN else end


def _end_of_pixels(data: bytes, place: int) -> int:
    """Return where the next marker stands that is none of those inside coded pixels."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] not in {0, 0xFF, *RESTARTS}:
            return place
        place += 1 if data[place + 1] == 0xFF else 2
    raise Unfinished
