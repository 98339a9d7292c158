import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mediatordesk.signing.images import (
    BrokenPicture,
    EmptyPicture,
    ImageFacts,
    OversizedPicture,
    check_image,
)


def photo(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(target, kind)
    return target.getvalue()


PHOTOS = {kind: photo(kind) for kind in ("PNG", "JPEG", "TIFF")}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_photo_is_taken_for_what_it_is(kind: str) -> None:
    assert check_image(PHOTOS[kind]) == ImageFacts(kind, 40, 30, 1)


def test_the_pages_of_a_scan_are_counted() -> None:
    target = io.BytesIO()
    pages = [Image.new("L", (20, 30)) for _number in range(3)]
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert check_image(target.getvalue()).pages == 3


def test_a_file_of_no_bytes_is_named_as_such() -> None:
    with pytest.raises(EmptyPicture, match="0 bytes"):
        check_image(b"")


@pytest.mark.parametrize("data", [b"x", b"%PDF-1.4", b"<svg/>", PHOTOS["PNG"][:60]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenPicture):
        check_image(data)


def test_a_picture_cut_off_in_the_middle_is_refused() -> None:
    with pytest.raises(BrokenPicture):
        check_image(photo("JPEG", (400, 300))[:-900])


@pytest.mark.parametrize(
    ("width", "height"), [(5001, 5000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_huge_picture_is_refused_before_it_is_unpacked(width: int, height: int) -> None:
    """A PNG of some hundred bytes may claim to hold gigabytes."""
    with pytest.raises(OversizedPicture):
        check_image(png_that_claims(width, height))


def test_the_limit_itself_is_allowed() -> None:
    target = io.BytesIO()
    Image.new("1", (5000, 5000)).save(target, "PNG")
    assert check_image(target.getvalue()).width == 5000


@given(kind=st.sampled_from(["PNG", "JPEG", "TIFF"]), data=st.data())
def test_a_damaged_picture_is_taken_or_refused_but_never_a_crash(
    kind: str, data: st.DataObject
) -> None:
    changed = bytearray(PHOTOS[kind])
    for _number in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BrokenPicture, OversizedPicture):
        assert check_image(bytes(changed)).kind in PHOTOS


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + chunk(b"IDAT", zlib.compress(b"\0" * 5000)) + chunk(b"IEND", b"")
