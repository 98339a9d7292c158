"""Every page that a scanner or a telephone brings back is known again."""

import io
import random
import time
from contextlib import suppress

import pytest
import segno
from PIL import Image

from mediatordesk.documents import Fonts, PageCode, Pdf, read_page_codes
from mediatordesk.documents.scans.errors import (
    NotAScan,
    ScanRefused,
    ScanTooLarge,
    UnreadableScan,
)
from mediatordesk.documents.scans.opening import MAX_PIXELS, scan_pages, scan_type

from .pages import CODE, drawn, jpeg, picture_pdf, png, printed, tiff
from .spoiling import (
    SPOILED,
    Spoil,
    black_and_white,
    blurred,
    faded,
    noisy,
    photographed,
    shadowed,
    spoiled_by,
    turned,
)
from .spoiling import jpeg as coarse

HARD: dict[str, tuple[int, Spoil]] = {
    "a fax, crooked": (150, spoiled_by(turned(5), black_and_white)),
    "a coarse JPEG of a crooked page": (150, spoiled_by(turned(-5), coarse(40))),
    "faded toner, upside down and crooked": (150, spoiled_by(faded, turned(184))),
    "a photo with a shadow over it": (150, spoiled_by(shadowed, photographed, coarse(40))),
    "a blurred photo": (200, spoiled_by(photographed, blurred, coarse(40))),
    "a noisy sensor, sideways": (150, spoiled_by(turned(93), noisy)),
}


@pytest.fixture(scope="module")
def paper(fonts: Fonts) -> Pdf:
    return printed(fonts)


@pytest.fixture(scope="module")
def pages(paper: Pdf) -> list[Image.Image]:
    return drawn(paper, 150)


def codes_of(data: bytes, media_type: str) -> list[PageCode | None]:
    return [page.code for page in read_page_codes(data, media_type)]


def page_codes(*pages: int) -> list[PageCode | None]:
    return [CODE.for_page(page, 3) for page in pages]


def test_our_own_pdf_is_read(paper: Pdf) -> None:
    assert codes_of(paper.data, "application/pdf") == page_codes(1, 2, 3)


def test_pages_in_any_order_keep_the_order_of_the_scan(pages: list[Image.Image]) -> None:
    one, two, three = pages
    assert codes_of(picture_pdf([three, one, two], 150), "application/pdf") == page_codes(3, 1, 2)
    assert codes_of(tiff([two, three]), "image/tiff") == page_codes(2, 3)


@pytest.mark.parametrize("name", HARD)
def test_a_spoiled_page_is_known_again(paper: Pdf, name: str) -> None:
    dpi, spoil = HARD[name]
    (page,) = drawn(paper, dpi, only=1)
    assert codes_of(png(spoil(page)), "image/png") == page_codes(2)


@pytest.mark.soak
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("name", SPOILED)
def test_every_spoiled_page_is_known_again(paper: Pdf, name: str, dpi: int) -> None:
    pages = [SPOILED[name](page) for page in drawn(paper, dpi)]
    assert [codes_of(png(page), "image/png") for page in pages] == [
        page_codes(1),
        page_codes(2),
        page_codes(3),
    ]


@pytest.mark.parametrize("quarter", [0, 90, 180, 270])
def test_it_is_told_how_a_page_lies_and_how_fine_it_was_scanned(
    pages: list[Image.Image], quarter: int
) -> None:
    # PIL turns the other way round.
    lying = turned(-quarter - 3)(pages[0])
    (page,) = read_page_codes(png(lying), "image/png")
    assert page.rotation == quarter
    assert page.skew == pytest.approx(3, abs=0.6)
    assert page.dpi == pytest.approx(150, abs=3)
    assert page.tries == 1


def test_a_seal_over_a_fifth_of_the_symbol_does_no_harm(paper: Pdf) -> None:
    (page,) = drawn(paper, 200, only=0)
    (found,) = read_page_codes(png(page), "image/png")
    assert found.corners is not None
    left, top = (round(part * side) for part, side in zip(found.corners[0], page.size, strict=True))
    page.paste((200, 40, 40), (left + 40, top + 75, left + 75, top + 110))
    assert codes_of(png(page), "image/png") == page_codes(1)


def test_a_page_without_a_code_is_named_as_such(pages: list[Image.Image]) -> None:
    white = Image.new("L", (1240, 1754), 250)
    found = read_page_codes(tiff([white, pages[2]]), "image/tiff")
    assert [(page.index, page.code and page.code.page) for page in found] == [(0, None), (1, 3)]


def test_backs_of_sheets_are_passed_over_without_a_close_look() -> None:
    backs = [Image.new("L", (1654, 2339), grey) for grey in (255, 248, 200)]
    specks = Image.effect_noise((1654, 2339), 8)
    for page in (*backs, specks):
        [found] = read_page_codes(png(page), "image/png")
        assert (found.code, found.tries) == (None, 0)
    began = time.process_time()
    read_page_codes(tiff(backs * 20), "image/tiff")
    assert time.process_time() - began < 6


@pytest.mark.parametrize("degrees", [2.0, 2.6, 2.8])
def test_a_code_that_a_crooked_scan_has_cut_near_is_read(paper: Pdf, degrees: float) -> None:
    [page] = drawn(paper, 200, only=0)
    cut = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    assert codes_of(png(cut), "image/png") == page_codes(1)


def test_some_pages_of_a_scan_can_be_read(pages: list[Image.Image]) -> None:
    for data, kind in ((tiff(pages), "image/tiff"), (picture_pdf(pages, 150), "application/pdf")):
        some = read_page_codes(data, kind, 1, 1)
        assert [(page.index, page.code) for page in some] == [(1, CODE.for_page(2, 3))]
        assert read_page_codes(data, kind, 3, 8) == ()


def test_codes_of_others_are_passed_over(pages: list[Image.Image]) -> None:
    page = pages[0].copy()
    other = io.BytesIO()
    segno.make_qr("https://example.org/收据?a<b").save(other, kind="png", scale=4)
    page.paste(Image.open(other).convert("RGB"), (100, 100))
    assert codes_of(png(page), "image/png") == page_codes(1)


def test_a_photo_of_two_sheets_shows_both(pages: list[Image.Image]) -> None:
    one, two, _three = pages
    table = Image.new("RGB", (one.width * 2 + 60, one.height), (60, 60, 60))
    table.paste(one, (0, 0))
    table.paste(two, (one.width + 60, 0))
    found = read_page_codes(jpeg(table), "image/jpeg")
    assert {page.code for page in found} == {*page_codes(1, 2)}
    assert {page.index for page in found} == {0}


def test_a_photo_is_turned_as_the_camera_noted(pages: list[Image.Image]) -> None:
    turned_photo = pages[0].rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees to see it upright
    written = io.BytesIO()
    turned_photo.save(written, "JPEG", exif=exif)
    (page,) = read_page_codes(written.getvalue(), "image/jpeg")
    assert (page.code, page.rotation) == (CODE.for_page(1, 3), 0)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_is_read(pages: list[Image.Image], mode: str) -> None:
    grey = pages[0].convert("L")
    if mode == "I;16":
        page = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        page = grey.convert(mode)
    assert codes_of(png(page), "image/png") == page_codes(1)


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "image/png", "image/tiff"])
@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.8])
def test_a_scan_that_was_cut_off_is_refused(
    pages: list[Image.Image], kind: str, part: float
) -> None:
    whole = {
        "application/pdf": picture_pdf(pages, 150),
        "image/jpeg": jpeg(pages[0]),
        "image/png": png(pages[0]),
        "image/tiff": tiff(pages),
    }[kind]
    cut = whole[: int(len(whole) * part)]
    with pytest.raises(UnreadableScan):
        read_page_codes(cut, kind)


def test_too_many_points_are_refused_before_room_is_taken() -> None:
    side = int(MAX_PIXELS**0.5) + 1
    bomb = png(Image.new("1", (side, side)))
    assert len(bomb) < 100_000
    with pytest.raises(ScanTooLarge):
        read_page_codes(bomb, "image/png")


def test_what_is_no_scan_is_named(paper: Pdf) -> None:
    with pytest.raises(NotAScan):
        read_page_codes(b"<html>", "text/html")
    with pytest.raises(NotAScan):
        scan_type(b"GIF89a")
    assert scan_type(paper.data) == "application/pdf"


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "image/png", "image/tiff"])
def test_whatever_is_wrong_in_a_scan_it_is_read_or_refused(kind: str) -> None:
    page = Image.effect_noise((200, 280), 30)
    whole = {
        "application/pdf": picture_pdf([page, page], 72),
        "image/jpeg": jpeg(page),
        "image/png": png(page),
        "image/tiff": tiff([page, page]),
    }[kind]
    rng = random.Random(5)  # noqa: S311 - spoiled the same each time
    for _ in range(150):
        spoiled = bytearray(whole)
        for _ in range(rng.choice((1, 3, 20))):
            spoiled[rng.choice((rng.randrange(len(spoiled)), -rng.randrange(1, 300)))] ^= 0x55
        with suppress(ScanRefused):
            for one in scan_pages(bytes(spoiled), kind):
                one.drawn(72)
