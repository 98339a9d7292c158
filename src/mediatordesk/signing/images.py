"""Pictures that people hand in (fingerprints, seals, scans): judged before they are used."""

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

MAX_PIXELS = 25_000_000  # a phone photo has 12 to 24 million; above it a picture is a burden
# what Pillow lets through for a damaged file; found by changing bytes (test_images.py)
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, struct.error, EOFError, LookupError)
KINDS = ("PNG", "JPEG", "TIFF")


class EmptyPicture(DeskError):
    """The picture file holds nothing."""

    happened = N_("The picture was not taken in: the file is empty (0 bytes).")
    kept = N_("Everything saved before is unchanged.")
    to_do = N_("Take or scan the picture again, and see that the file is copied whole.")


class BrokenPicture(DeskError):
    """The file is no PNG, JPEG or TIFF, or is damaged."""

    happened = N_("The picture was not taken in: it is no PNG, JPEG or TIFF, or it is damaged.")
    kept = N_("Everything saved before is unchanged.")
    to_do = N_("Save the picture as PNG or JPEG, or take it again.")


class OversizedPicture(DeskError):
    """The picture has more pixels than are taken in. Fields: width, height, limit (million)."""

    happened = N_(
        "The picture was not taken in: {width} × {height} pixels are more than {limit} million."
    )
    kept = N_("Everything saved before is unchanged.")
    to_do = N_("Make the picture smaller, or scan with fewer dots per inch (300 is enough).")


@dataclass(frozen=True)
class ImageFacts:
    """What a picture is: its kind (PNG, JPEG, TIFF), its size in pixels, its number of pages."""

    kind: str
    width: int
    height: int
    pages: int


def check_image(data: bytes) -> ImageFacts:
    """Judge a picture that someone hands in, its size before its pixels are unpacked.

    Raises EmptyPicture, BrokenPicture, OversizedPicture.
    """
    if not data:
        raise EmptyPicture
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags and sizes: both are judged below
            return _judge(data)
    except UNREADABLE as error:
        raise BrokenPicture from error
    except Image.DecompressionBombError as error:
        raise OversizedPicture(width="?", height="?", limit=MAX_PIXELS // 1_000_000) from error


def _judge(data: bytes) -> ImageFacts:
    with Image.open(io.BytesIO(data), formats=KINDS) as picture:
        facts = ImageFacts(
            str(picture.format), picture.width, picture.height, getattr(picture, "n_frames", 1)
        )
        for page in range(facts.pages):
            picture.seek(page)
            if picture.width * picture.height > MAX_PIXELS:
                raise OversizedPicture(
                    width=picture.width, height=picture.height, limit=MAX_PIXELS // 1_000_000
                )
            picture.load()
    return facts
