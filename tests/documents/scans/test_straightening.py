"""Pages are set upright, and nothing of them is lost."""

import pytest
from PIL import Image

from mediatordesk.documents import Fonts, Pdf, ScannedPage, read_page_codes, straightened

from .pages import drawn, png, printed
from .spoiling import photographed, shadowed, spoiled_by, turned

MM_PER_INCH = 25.4


@pytest.fixture(scope="module")
def paper(fonts: Fonts) -> Pdf:
    return printed(fonts)


@pytest.fixture(scope="module")
def pages(paper: Pdf) -> list[Image.Image]:
    return drawn(paper, 150)


def read(picture: Image.Image) -> ScannedPage:
    (found,) = read_page_codes(png(picture), "image/png")
    assert found.corners is not None
    return found


def upright(picture: Image.Image) -> Image.Image:
    corners = read(picture).corners
    assert corners is not None
    return straightened(picture, corners)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270, 5, -5, 176, 94])
def test_a_turned_page_is_set_upright(pages: list[Image.Image], degrees: int) -> None:
    page = upright(turned(degrees)(pages[0]))
    found = read(page)
    assert found.rotation == 0
    assert abs(found.skew) < 0.8


def test_a_straight_page_is_left_as_it_is(pages: list[Image.Image]) -> None:
    assert upright(pages[1]).tobytes() == pages[1].tobytes()


@pytest.mark.parametrize("quarter", [0, 90])
def test_a_photo_is_seen_from_above(pages: list[Image.Image], quarter: int) -> None:
    page = pages[0].convert("L")
    marks = ((15, 15), (105, 15), (195, 15), (15, 148), (15, 280))
    for x, y in marks:
        left, top, right, bottom = (
            round(mm / MM_PER_INCH * 150) for mm in (x - 3, y - 3, x + 3, y + 3)
        )
        page.paste(0, (left, top, right, bottom))
    flat = upright(photographed(page).rotate(quarter, expand=True))
    assert flat.size == (1654, 2339)  # A4 at 200 dpi
    for x, y in marks:
        assert all(grey_at(flat, x + dx, y + dy) < 60 for dx in (-1, 1) for dy in (-1, 1))
        assert all(grey_at(flat, x + dx, y) > 200 for dx in (-5, 5))


def test_a_photo_whose_sheet_does_not_stand_out_is_turned_whole(pages: list[Image.Image]) -> None:
    photo = spoiled_by(photographed, shadowed)(pages[0]).rotate(180)
    flat = upright(photo)
    assert read(flat).rotation == 0
    assert flat.width * flat.height >= photo.width * photo.height


def grey_at(picture: Image.Image, x: float, y: float) -> int:
    """Return the grey of a place in millimetres on a sheet of A4."""
    grey = picture.getpixel((round(x / 210 * picture.width), round(y / 297 * picture.height)))
    assert isinstance(grey, int)
    return grey


def test_colours_stay(pages: list[Image.Image]) -> None:
    page = pages[2].convert("RGB")
    page.paste((220, 20, 20), (600, 600, 800, 800))
    flat = upright(page.rotate(3, expand=True, fillcolor=(255, 255, 255)))
    assert flat.mode == "RGB"
    spot = flat.resize((1, 1), box=(700, 720, 760, 780)).getpixel((0, 0))
    assert isinstance(spot, tuple)
    assert spot[0] > 180
    assert spot[1] < 60
