"""Pictures as phones, scanners and strangers make them; all of them are made here."""

import io
import random
import struct
import zlib

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

PLACE = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (23.0, 28.0, 30.5),
    GPS.GPSLongitude: (111.0, 16.0, 0.5),
}
TIME = "2025:04:29 09:30:00"


def seeded(seed: int) -> random.Random:
    """Return chance that is the same every time."""
    return random.Random(seed)  # noqa: S311 - of test pictures


def scene(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture with something in each corner, so that turning it shows."""
    picture = Image.new("RGB", (width, height), (120, 160, 90))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 4, height // 4), fill=(255, 0, 0))
    draw.rectangle((width * 3 // 4, 0, width, height // 4), fill=(0, 0, 255))
    noise = seeded(7)
    for _ in range(60):
        x, y = noise.randrange(width), noise.randrange(height)
        draw.ellipse((x, y, x + width // 20, y + height // 20), fill=(noise.randrange(256), 80, 80))
    draw.rectangle((0, 0, width // 4, height // 4), fill=(255, 0, 0))
    return picture if mode == "RGB" else picture.convert(mode)


def notes(orientation: int = 1, *, place: bool = True, camera: bool = True) -> bytes:
    """Return what a phone notes: its make, the moment, the place, which way is up."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model] = "覃𬭎".encode().hex(), "a<b"
    exif[Base.Orientation] = orientation
    if camera:
        exif.get_ifd(IFD.Exif).update({Base.ExposureTime: 0.01, Base.DateTimeOriginal: TIME})
    if place:
        exif.get_ifd(IFD.GPSInfo).update({int(tag): said for tag, said in PLACE.items()})
    return exif.tobytes()


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    """Return a picture as a file."""
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def photo(width: int = 4000, height: int = 3000, orientation: int = 1, **how: object) -> bytes:
    """Return a photo as a phone writes it, with the place it was taken."""
    return saved(scene(width, height), "JPEG", exif=notes(orientation), quality=95, **how)


def scan(width: int = 2480, height: int = 3508, **how: object) -> bytes:
    """Return an A4 page as a scanner writes it: 300 dpi, grey."""
    return saved(scene(width, height, "L"), "JPEG", dpi=(300, 300), **how)


def opened(data: bytes) -> Image.Image:
    """Return the picture of a file, its pixels read."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def png_that_claims(width: int, height: int) -> bytes:
    """Return a PNG of some bytes that claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", pixels)
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
