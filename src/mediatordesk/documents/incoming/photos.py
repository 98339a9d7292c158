"""Photos: judged before their pixels are unpacked, and made into a copy that one can work with.

A phone's photo has 3 to 6 MB; a copy of 2,000 pixels has half a megabyte and prints well on A4. A
scan keeps every dot, because the code on its pages is read from it.
"""

import io
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from mediatordesk.documents.incoming.errors import DamagedFile, MovingPicture, TooManyPixels
from mediatordesk.documents.incoming.notes import (
    has_position,
    is_from_camera,
    is_upright,
    kept_notes,
)
from mediatordesk.documents.incoming.pieces import Unfinished, bare_jpeg, bare_png
from mediatordesk.documents.scans.opening import DAMAGED, MAX_PAGES

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "AVIF")
CARRIED_ON = ("JPEG", "PNG", "TIFF")
"""Formats that are kept where the picture is small enough; all others become JPEG or PNG."""
LONG_SIDE = 2000
"""Pixels of the long side of a working copy: A4 at 170 dpi."""
STRIP = 3
"""So many times longer than wide is a strip, such as the picture of a long chat …"""
STRIP_SIDE = 1080
"""… and keeps this width, that of a telephone, or nobody could read it."""
SCAN_SIDE = 3508
"""Pixels of the long side to which a scan is reduced that is too large as it is: A4 at 300 dpi."""
SCAN_DPI = 200
SCAN_BYTES = 10 << 20
"""Bytes of a scan that is kept as it is: for each of its pages."""
QUALITY = 85
MAX_PIXELS = 40_000_000
"""Of a picture that is kept: what becomes a page of a packet (`pdf.images`)."""
MAX_UNPACKED = 72_000_000
"""Of a picture that is unpacked whole."""
MAX_JPEG = 178_000_000
"""Of a JPEG, which can be unpacked at 1/2, 1/4 or 1/8; above it Pillow refuses every picture."""
MAX_PROFILE = 1 << 16
"""Bytes of a colour profile that goes on; those of phones have some hundred."""
GRAPHIC_BYTES = 1 << 20
"""Bytes of a PNG (a picture of a screen) that stays one."""


@dataclass(frozen=True)
class Photo:
    """A picture that can be read, and its working copy where that is not the file itself."""

    pages: int
    copy: bytes | None = None
    copy_type: str = ""
    keeps_position: bool = False


def look_at_photo(data: bytes, name: str, *, scan: bool, keep_position: bool) -> Photo:
    """Return a picture that can be read to its end, with a working copy where one is of use.

    `scan` says that it shows a paper, whatever the picture says of itself. DamagedFile,
    TooManyPixels, MovingPicture.
    """
    limit = MAX_JPEG if data.startswith(b"\xff\xd8") else MAX_UNPACKED
    try:
        with _quiet(), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            pages = _pages(picture, name)
            if pages > 1:
                return _pages_kept(picture, pages, name)
            _require_pixels(picture, limit, name)
            return _one_page(picture, data, scan=scan, keep_position=keep_position)
    except Image.DecompressionBombError as error:
        raise TooManyPixels(name=name, limit=limit // 10**6) from error
    except DAMAGED as error:
        raise DamagedFile(name=name) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Say nothing of odd notes and sizes: both are judged here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _pages(picture: Image.Image, name: str) -> int:
    """Return how many pages a picture has: only a TIFF has several."""
    frames = int(getattr(picture, "n_frames", 1))
    if picture.format in {"JPEG", "MPO"}:
        return 1  # what a phone puts behind the photo is left out
    if frames > 1 and picture.format != "TIFF":
        raise MovingPicture(name=name)
    if frames > MAX_PAGES:
        raise DamagedFile(name=name)
    return frames


def _pages_kept(picture: Image.Image, pages: int, name: str) -> Photo:
    """Read a TIFF of several pages through: it is kept as it is."""
    for page in range(pages):
        picture.seek(page)
        _require_pixels(picture, MAX_PIXELS, name)
        picture.load()
    return Photo(pages, keeps_position=has_position(picture))


def _one_page(picture: Image.Image, data: bytes, *, scan: bool, keep_position: bool) -> Photo:
    scan = scan or _is_scan(picture)
    side = _wanted_side(picture, scan=scan)
    if _can_stay(picture, len(data), side, scan=scan):
        bare = _bare(picture, data, scan=scan, keep_position=keep_position)
        if bare is not None:
            picture.load()  # to its end, or it is damaged
            return Photo(1, None if bare == data else bare, _type_of(picture))
    return Photo(1, _copied(picture, side, keep_position=keep_position), "image/jpeg")


def _require_pixels(picture: Image.Image, limit: int, name: str) -> None:
    if picture.width * picture.height > limit:
        raise TooManyPixels(name=name, limit=limit // 10**6)


def _is_scan(picture: Image.Image) -> bool:
    """Tell whether a picture is a scanned page: black and white, or as fine as a scanner's."""
    if picture.mode == "1":
        return True
    dots = picture.info.get("dpi", (0, 0))
    return min(dots) >= SCAN_DPI and not is_from_camera(picture)


def _wanted_side(picture: Image.Image, *, scan: bool) -> int:
    """Return how many pixels the long side may have."""
    short, long = sorted(picture.size)
    if scan:
        return SCAN_SIDE
    if long > STRIP * short:
        return max(LONG_SIDE, round(long * min(1, STRIP_SIDE / short)))
    return LONG_SIDE


def _can_stay(picture: Image.Image, size: int, side: int, *, scan: bool) -> bool:
    """Tell whether a picture may stay in its own format, pixel for pixel."""
    if picture.format not in {*CARRIED_ON, "MPO"} or picture.width * picture.height > MAX_PIXELS:
        return False
    if picture.mode not in {"1", "L", "P", "RGB", "RGBA", "LA"}:
        return False
    if scan:
        return size <= SCAN_BYTES
    small = max(picture.size) <= side and size <= GRAPHIC_BYTES
    return small and is_upright(picture) and picture.format != "TIFF"


def _bare(picture: Image.Image, data: bytes, *, scan: bool, keep_position: bool) -> bytes | None:
    """Return the file without what is noted in it; a scan that says no place is left as it is.

    None where it cannot be taken out.
    """
    position = has_position(picture)
    try:
        if picture.format == "PNG":
            bare = bare_png(data)
        elif picture.format == "TIFF":
            return None if position and not keep_position else data
        else:
            bare = bare_jpeg(data, kept_notes(picture, position=keep_position, upright=False))
    except Unfinished:
        return None
    hung_on = len(data) - len(bare) > GRAPHIC_BYTES or not data.endswith(bare[-12:])
    return data if scan and not hung_on and (keep_position or not position) else bare


def _type_of(picture: Image.Image) -> str:
    return {"PNG": "image/png", "TIFF": "image/tiff"}.get(str(picture.format), "image/jpeg")


def _copied(picture: Image.Image, side: int, *, keep_position: bool) -> bytes:
    """Return a picture upright, in grey or colour, no longer than `side`, as JPEG."""
    exif = kept_notes(picture, position=keep_position, upright=True)
    profile = picture.info.get("icc_profile") or b""
    scale = min(1.0, side / max(picture.size))
    wanted = (math.ceil(scale * picture.width), math.ceil(scale * picture.height))
    picture.draft(None, wanted)  # a JPEG can be read at 1/2, 1/4 or 1/8, in a third of the time
    picture.load()
    plain = _plain(ImageOps.exif_transpose(picture), profile)
    width, height = plain.size
    shrink = min(1.0, side / max(plain.size))
    if shrink < 1:
        size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        plain = plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    kept = profile if picture.mode == plain.mode == "RGB" and len(profile) <= MAX_PROFILE else None
    target = io.BytesIO()
    plain.save(target, "JPEG", quality=QUALITY, optimize=True, exif=exif, icc_profile=kept)
    return target.getvalue()


def _plain(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in grey or colour, on white where it was transparent."""
    if picture.mode in {"L", "RGB"}:
        return picture
    if picture.mode.startswith(("I", "F")):
        return _eight_bits(picture)
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        shown = picture.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("RGB")
    if picture.mode == "CMYK" and profile:
        return _as_printed(picture, profile)
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return grey of 16 bits or of real numbers in 8 bits, from its darkest to its lightest."""
    low, high = picture.getextrema()
    if picture.mode.startswith("I;16"):
        low, high = 0, 65535
    span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]  # one channel: two numbers
    scale, shift = 255 / span, -float(low) * 255 / span  # type: ignore[arg-type]  # as above
    return picture.convert("F").point(lambda value: value * scale + shift).convert("L")


def _as_printed(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in the four colours of a printer as its profile says they look."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture.convert("RGB")
    return shown or picture.convert("RGB")
