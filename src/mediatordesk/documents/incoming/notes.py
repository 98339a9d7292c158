"""What a camera notes in a picture (Exif 3.0): which way is up, when, and where it was taken."""

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from mediatordesk.documents.scans.opening import DAMAGED

UPRIGHT = 1
DENSITY = (Base.XResolution, Base.YResolution, Base.ResolutionUnit)
EXPOSED = {Base.ExposureTime, Base.FNumber, Base.FocalLength, Base.ISOSpeedRatings}
"""A camera notes these, a scanner does not."""
TIMES = (Base.DateTimeOriginal, Base.OffsetTimeOriginal)
HEAD = b"Exif\0\0"


def read_notes(picture: Image.Image) -> Image.Exif:
    """Return what is noted in a picture; nothing where the notes are damaged."""
    try:
        notes = picture.getexif()
        for part in (IFD.Exif, IFD.GPSInfo):
            notes.get_ifd(part)
    except DAMAGED:
        return Image.Exif()
    return notes


def has_position(picture: Image.Image) -> bool:
    """Tell whether a picture says where it was taken, in Exif or XMP."""
    place = read_notes(picture).get_ifd(IFD.GPSInfo)
    named = any(tag in place for tag in (GPS.GPSLatitude, GPS.GPSLongitude, GPS.GPSDestLatitude))
    xmp = picture.info.get("xmp", b"")
    return named or b"GPSL" in (xmp if isinstance(xmp, bytes) else str(xmp).encode())


def is_from_camera(picture: Image.Image) -> bool:
    """Tell whether a camera took the picture, and not a scanner."""
    return bool(EXPOSED & {*read_notes(picture).get_ifd(IFD.Exif)})


def is_upright(picture: Image.Image) -> bool:
    """Tell whether the picture lies in the file as it is to be seen."""
    return bool(read_notes(picture).get(Base.Orientation, UPRIGHT) == UPRIGHT)


def kept_notes(picture: Image.Image, *, position: bool, upright: bool) -> bytes:
    """Return the few notes that go on: size on paper, which way is up; with `position` also where.

    And when, then. `upright` means that the pixels were turned already.
    """
    found, kept = read_notes(picture), Image.Exif()
    for tag in DENSITY:
        if tag in found and not upright:
            kept[tag] = found[tag]
    if not upright and not is_upright(picture):
        kept[Base.Orientation] = found[Base.Orientation]
    if position:
        times = found.get_ifd(IFD.Exif)
        kept.get_ifd(IFD.Exif).update({tag: times[tag] for tag in TIMES if tag in times})
        kept.get_ifd(IFD.GPSInfo).update(found.get_ifd(IFD.GPSInfo))
    try:
        return kept.tobytes() if kept or position else b""
    except DAMAGED:
        return b""  # notes that cannot be written again are no loss
