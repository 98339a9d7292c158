"""The colours of our PDFs: a profile of sRGB, so that red is the same red in fifty years."""

import struct
from collections.abc import Mapping
from functools import cache

VERSION, DISPLAY = 0x02100000, b"mntrRGB XYZ "  # ICC.1:2001-04, a display, RGB against XYZ
MADE = (2025, 1, 1, 0, 0, 0)
D50 = (0.9642, 1.0, 0.8249)
# The primaries of sRGB (IEC 61966-2-1) under D50.
RED, GREEN, BLUE = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)
STEPS = 1024
NAME = b"sRGB IEC61966-2.1\0"


@cache
def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB, version 2 (ICC.1:2001-04), as a PDF/A names its colours by."""
    curve = _curve()
    tags = {
        b"cprt": b"text\0\0\0\0" + b"CC0\0",
        b"desc": _description(),
        b"wtpt": _point(D50),
        b"rXYZ": _point(RED),
        b"gXYZ": _point(GREEN),
        b"bXYZ": _point(BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = _tagged(tags)
    size = 128 + len(table) + len(body)
    head = struct.pack(">I4xI12s6H4s28x", size, VERSION, DISPLAY, *MADE, b"acsp")
    return (head + _fixed(D50)).ljust(128, b"\0") + table + body


def _tagged(tags: Mapping[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and their data; equal data is written once."""
    table, body, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4s2I", tag, places[data], len(data))
    return table, body


def _description() -> bytes:
    """Return the name in ASCII; those in Unicode and for old Macs are left empty."""
    return b"desc" + struct.pack(">4xI", len(NAME)) + NAME + bytes(4 + 4 + 2 + 1 + 67)


def _point(xyz: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(xyz)


def _fixed(xyz: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in xyz))


def _curve() -> bytes:
    """Return how much light each step of a colour is (IEC 61966-2-1, 5.2)."""
    light = (_linear(step / (STEPS - 1)) for step in range(STEPS))
    steps = struct.pack(f">{STEPS}H", *(round(one * 65535) for one in light))
    return b"curv" + struct.pack(">4xI", STEPS) + steps


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
