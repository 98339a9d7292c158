"""A scanned page becomes the sheet that it was: A4, upright, nothing beside it."""

import io

import pytest
from PIL import Image

from mediatordesk.documents import Fonts, ScannedPage, read_page_codes, sheet_of_page
from mediatordesk.documents.scans.sheets import on_its_sheet

from .pages import drawn, jpeg, picture_pdf, png, printed, tiff
from .spoiling import SPOILED, photographed, turned

A4 = 1654, 2339
"""At 200 dpi."""
ALIKE = 9.0
"""Shades of grey, of 255: a page that is 1 mm off differs by 12, one upside down by 40."""
UNLIKE = {"shadow": 110.0, "faded": 60.0, "noise": 30.0, "photo": 11.0}
"""Those that make a page darker or lighter without moving it; a photo has lost some sharpness."""


@pytest.fixture(scope="module")
def pages(fonts: Fonts) -> list[Image.Image]:
    return drawn(printed(fonts), 150)


def sheet(data: bytes, media_type: str, number: int = 0) -> Image.Image:
    """Return the sheet of a page of a scan."""
    found = read_page_codes(data, media_type)[number]
    return Image.open(io.BytesIO(sheet_of_page(data, media_type, found)))


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return by how many shades of grey two pages differ where they are seen small."""
    size = 210, 297
    small = (page.convert("L").resize(size, Image.Resampling.BOX) for page in (one, other))
    pairs = zip(*(page.tobytes() for page in small), strict=True)
    shades = sum(abs(a - b) for a, b in pairs)
    return float(shades / (size[0] * size[1]))


@pytest.mark.parametrize("name", SPOILED)
def test_whatever_scanner_or_telephone_did_the_sheet_lies_as_it_was_printed(
    pages: list[Image.Image], name: str
) -> None:
    flat = sheet(png(SPOILED[name](pages[0])), "image/png")
    assert flat.size == A4
    assert unlike(flat, pages[0]) < UNLIKE.get(name, ALIKE)
    [found] = read_page_codes(png(flat), "image/png")
    assert (found.rotation, abs(found.skew) < 0.5) == (0, True)


@pytest.mark.parametrize("degrees", [2.0, -2.0, 1.0, -1.0, 182.0, 88.0])
def test_a_sheet_that_lay_askew_on_the_glass_is_set_straight(
    pages: list[Image.Image], degrees: float
) -> None:
    quarters = round(degrees / 90) * 90
    page = pages[2].rotate(quarters, expand=True)
    askew = page.rotate(degrees - quarters, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    flat = sheet(png(askew), "image/png")
    assert flat.size == A4
    assert unlike(flat, pages[2]) < ALIKE


def test_every_kind_of_file_gives_the_same_sheet(pages: list[Image.Image]) -> None:
    one = pages[1]
    kinds = {
        "application/pdf": picture_pdf([one], 150),
        "image/jpeg": jpeg(one),
        "image/tiff": tiff([one]),
        "image/png": png(one),
    }
    for media_type, data in kinds.items():
        assert unlike(sheet(data, media_type), one) < ALIKE, media_type


def test_a_pdf_whose_page_is_far_too_small_is_drawn_fine_enough(pages: list[Image.Image]) -> None:
    tiny = picture_pdf([pages[0]], 600)  # the page measures 52 × 74 mm, as some telephones write it
    assert unlike(sheet(tiny, "application/pdf"), pages[0]) < ALIKE


def test_two_sheets_on_one_scan_are_two_pages(pages: list[Image.Image]) -> None:
    width, height = pages[0].size
    spread = Image.new("RGB", (2 * width, height), "white")
    spread.paste(pages[0], (0, 0))
    spread.paste(pages[2], (width, 0))
    for page in (spread, spread.rotate(90, expand=True)):
        found = read_page_codes(png(page), "image/png")
        by_page = {one.code.page: one for one in found if one.code}
        for number, meant in ((1, pages[0]), (3, pages[2])):
            assert unlike(on_its_sheet(page, by_page[number]), meant) < ALIKE


def test_a_page_without_a_code_is_set_straight_all_the_same(pages: list[Image.Image]) -> None:
    for page in (turned(2)(pages[0]).crop((34, 20, 1275, 1774)), photographed(pages[0])):
        flat = on_its_sheet(page.convert("RGB"), ScannedPage(0))
        assert flat.size == A4
        assert unlike(flat, pages[0]) < 14


def test_of_an_odd_picture_nothing_is_cut_off(pages: list[Image.Image]) -> None:
    wide = Image.new("RGB", (3000, 1900), "white")
    wide.paste(pages[0], (0, 0))
    wide.paste((200, 20, 20), (2900, 1800, 3000, 1900))
    flat = sheet(png(wide), "image/png")
    assert flat.size == A4[::-1]
    red = flat.convert("RGB").getpixel((2300, 1528))
    assert isinstance(red, tuple)
    assert (red[0] > 150, red[1] < 80) == (True, True)


def test_a_page_that_is_not_there_is_a_mistake(pages: list[Image.Image]) -> None:
    with pytest.raises(IndexError):
        sheet_of_page(png(pages[0]), "image/png", ScannedPage(7))
