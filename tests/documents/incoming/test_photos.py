"""Photos that are handed in: a copy to work with, upright and without a place; scans stay fine."""

import io

import pytest
from PIL import Image, ImageCms, ImageOps
from PIL.ExifTags import IFD, Base

from mediatordesk.documents.incoming.errors import (
    DamagedFile,
    FileRefused,
    MovingPicture,
    TooManyPixels,
)
from mediatordesk.documents.incoming.photos import Photo, look_at_photo

from .pictures import notes, opened, photo, png_that_claims, saved, scan, scene, seeded

NAME = "现场 a<b.jpg"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def looked(data: bytes, *, scan: bool = False, keep_position: bool = False) -> Photo:
    return look_at_photo(data, NAME, scan=scan, keep_position=keep_position)


def copy_of(data: bytes, *, scan: bool = False, keep_position: bool = False) -> bytes:
    copy = looked(data, scan=scan, keep_position=keep_position).copy
    assert copy is not None
    return copy


def colour_at(picture: Image.Image, x: float, y: float) -> tuple[int, ...]:
    found = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))
    assert isinstance(found, tuple)
    return found


def is_near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(found, wanted, strict=True))


def as_strange(picture: Image.Image, mode: str) -> Image.Image:
    """Return a picture in colours that a phone does not write."""
    if mode == "I;16":
        return picture.convert("L").convert("I").point(lambda value: value * 256).convert(mode)
    if mode == "LAB":
        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        found = ImageCms.profileToProfile(picture, *profiles, outputMode="LAB")
        assert found is not None
        return found
    return picture.convert(mode)


def test_a_photo_becomes_a_copy_of_two_thousand_pixels_without_notes() -> None:
    data = photo()
    seen = looked(data)
    assert seen.copy is not None
    assert seen.copy_type == "image/jpeg"
    copy = opened(seen.copy)
    assert copy.size == (2000, 1500)
    assert len(seen.copy) < len(data) / 2
    assert not copy.getexif()
    assert b"a<b" not in seen.copy


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_is_upright_whichever_way_the_phone_was_held(orientation: int) -> None:
    turned = {5, 6, 7, 8}
    there = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # how the camera lay
    upright = scene(2400, 1800)
    how = Image.Exif()
    how[Base.Orientation] = there[orientation]
    upright.info["exif"] = how.tobytes()
    lying = ImageOps.exif_transpose(opened(saved(upright, "JPEG", exif=how.tobytes(), quality=95)))
    assert (lying.size == (1800, 2400)) == (orientation in turned)
    data = saved(lying, "JPEG", exif=notes(orientation), quality=95)
    copy = opened(copy_of(data))
    assert copy.size == (2000, 1500)
    assert is_near(colour_at(copy, 0.1, 0.1), RED)
    assert is_near(colour_at(copy, 0.9, 0.1), BLUE)


def test_the_place_is_kept_for_who_wants_it_with_the_time_and_nothing_else() -> None:
    for data in (photo(), photo(1600, 1200)):
        exif = opened(copy_of(data, keep_position=True)).getexif()
        assert exif.get_ifd(IFD.GPSInfo)[2] == (23.0, 28.0, 30.5)
        assert Base.DateTimeOriginal in exif.get_ifd(IFD.Exif)
        assert Base.Model not in exif


def test_a_small_photo_loses_its_notes_and_not_one_pixel() -> None:
    data = photo(1600, 1200)
    copy = copy_of(data)
    assert opened(copy).tobytes() == opened(data).tobytes()
    assert not opened(copy).getexif()


def test_a_small_picture_with_nothing_noted_is_its_own_copy() -> None:
    for data in (
        saved(scene(800, 600), "JPEG"),
        saved(scene(800, 600), "PNG"),
        saved(scene(90, 60, "P"), "PNG"),
    ):
        assert looked(data).copy is None


def test_what_is_hung_on_behind_a_picture_does_not_come_in() -> None:
    for data in (saved(scene(800, 600), "JPEG"), saved(scene(800, 600), "PNG"), scan()):
        polyglot = data + b"PK\x03\x04<script>evil</script>" + bytes(500)
        copy = copy_of(polyglot)
        assert b"evil" not in copy
        assert opened(copy).tobytes() == opened(data).tobytes()


def test_of_a_photo_with_a_second_one_behind_it_the_first_is_kept() -> None:
    second = Image.new("RGB", (300, 200), "blue")
    for size in ((2600, 1950), (900, 600)):
        data = saved(scene(*size), "MPO", save_all=True, append_images=[second], exif=notes())
        copy = opened(copy_of(data))
        assert (copy.format, max(copy.size)) == ("JPEG", min(2000, size[0]))
        assert is_near(colour_at(copy, 0.1, 0.1), RED)


def test_what_hides_in_a_webp_does_not_come_in_either() -> None:
    evil = b"<svg onload='evil()'/>"
    assert b"evil" not in copy_of(saved(scene(300, 200), "WEBP", xmp=evil) + evil)


def test_a_scan_that_says_a_place_loses_it_and_not_one_pixel() -> None:
    xmp = b"<x:xmpmeta><exif:GPSLatitude>23,28N</exif:GPSLatitude></x:xmpmeta>"
    for data in (scan(600, 800, exif=notes(camera=False)), scan(600, 800, xmp=xmp)):
        copy = copy_of(data)
        assert b"GPS" not in copy
        assert not opened(copy).getexif().get_ifd(IFD.GPSInfo)
        assert opened(copy).tobytes() == opened(data).tobytes()
        assert opened(copy).info["dpi"] == (300, 300)


def test_a_scan_stays_byte_for_byte_as_its_code_is_read_from_it() -> None:
    for data in (
        scan(),
        saved(scene(2480, 3508, "1"), "PNG"),
        saved(scene(2480, 3508, "1"), "TIFF", compression="group4"),
        saved(scene(1654, 2339, "L"), "TIFF", compression="tiff_lzw", dpi=(200, 200)),
    ):
        assert looked(data) == Photo(1, None, looked(data).copy_type)
    picture_of_paper = photo(2100, 2800)
    kept = copy_of(picture_of_paper, scan=True)  # a pack says that it shows a paper
    assert opened(kept).size == (2100, 2800)
    assert not opened(kept).getexif().get_ifd(IFD.GPSInfo)
    assert opened(kept).tobytes() == opened(picture_of_paper).tobytes()


def test_a_camera_that_notes_300_dpi_is_no_scanner() -> None:
    assert opened(copy_of(photo(dpi=(300, 300)))).size == (2000, 1500)


def test_a_scan_of_too_many_bytes_is_reduced_to_300_dpi_and_no_further() -> None:
    noise = Image.frombytes("L", (3300, 4600), seeded(1).randbytes(3300 * 4600))
    data = saved(noise, "JPEG", dpi=(400, 400), quality=90)
    assert len(data) > 10 << 20
    assert max(opened(copy_of(data)).size) == 3508


def test_the_pages_of_a_tiff_stay_together() -> None:
    pages = [scene(1240, 1754, "1") for _ in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert looked(data) == Photo(3)


def test_a_long_picture_of_a_chat_stays_readable() -> None:
    copy = opened(copy_of(saved(scene(1100, 4400), "PNG", compress_level=1)))
    assert copy.size == (1080, 4320)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "PNG"), ("LA", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG"),
        ("I;16", "TIFF"), ("F", "TIFF"), ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("RGB", "WEBP"),
        ("RGBA", "WEBP"), ("RGB", "BMP"), ("P", "GIF"), ("RGB", "AVIF"), ("LAB", "TIFF"),
        ("YCbCr", "TIFF"),
    ],
)  # fmt: skip
def test_every_kind_of_colours_becomes_a_picture_that_looks_alike(mode: str, kind: str) -> None:
    upright = scene(2100, 750)
    strange = as_strange(upright, mode)
    copy = opened(copy_of(saved(strange, kind)))
    assert copy.mode in {"L", "RGB"}
    assert copy.size == (2000, 714)
    grey = mode in {"L", "LA", "I;16", "F"}
    wanted = RED if not grey else (76, 76, 76)
    assert is_near(colour_at(copy, 0.1, 0.1), wanted)


def test_what_is_transparent_stands_on_white() -> None:
    clear = Image.new("RGBA", (2400, 1000), (0, 0, 0, 0))
    assert colour_at(opened(copy_of(saved(clear, "PNG"))), 0.5, 0.5) == (255, 255, 255)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (9000, 9000)])
def test_too_many_pixels_are_refused_before_room_is_taken(size: tuple[int, int]) -> None:
    with pytest.raises((TooManyPixels, DamagedFile)) as refused:
        looked(png_that_claims(*size))
    assert all(refused.value.lines())


def test_a_photo_of_a_hundred_million_pixels_is_read_smaller() -> None:
    data = saved(Image.new("L", (12_000, 9000)), "JPEG")
    assert opened(copy_of(data)).size == (2000, 1500)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF", "GIF", "BMP"])
def test_half_a_picture_is_refused(kind: str) -> None:
    for size in ((2400, 1600), (300, 200)):
        data = saved(scene(*size), kind)
        for half in (data[: len(data) // 2], data[: len(data) - len(data) // 8]):
            with pytest.raises(DamagedFile):
                looked(half)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind: str) -> None:
    pages = [scene(90, 60), Image.new("RGB", (90, 60), "blue")]
    data = saved(pages[0], kind, save_all=True, append_images=pages[1:], duration=100)
    with pytest.raises(MovingPicture):
        looked(data)


def test_changed_bytes_give_a_picture_or_a_refusal_and_no_mistake() -> None:
    noise = seeded(11)
    for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP"):
        how = {"exif": notes()} if kind in {"JPEG", "PNG", "TIFF", "WEBP"} else {}
        data = saved(scene(200, 150), kind, **how)
        for _ in range(60):
            changed = bytearray(data)
            for _ in range(noise.randrange(1, 6)):
                changed[noise.randrange(len(data))] = noise.randrange(256)
            try:
                seen = looked(bytes(changed))
            except FileRefused:
                continue
            if seen.copy is not None:
                Image.open(io.BytesIO(seen.copy)).load()
