"""Scans and photos as pages: upright, nothing lost, archival."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from mediatordesk.documents import join_pdfs, picture_page
from mediatordesk.documents.errors import UnreadablePicture

from .judging import faults

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 160, 20), (20, 20, 220), (250, 250, 250)
CORNERS = [RED, GREEN, BLUE, WHITE]
TURNED = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}
"""How the camera held the picture, by what its Exif then says."""


def four_corners() -> Image.Image:
    """Draw a picture whose four quarters differ: red and green above, blue and white below."""
    image = Image.new("RGB", (120, 80))
    for at, colour in enumerate(CORNERS):
        left, top = at % 2 * 60, at // 2 * 40
        image.paste(colour, (left, top, left + 60, top + 40))
    return image


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def corners_of(data: bytes) -> list[tuple[int, ...]]:
    """Return the colours of the four quarters of the picture on a page."""
    page = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    width, left, top = 595 - 2 * 28, 28, 28
    height = width * 80 / 120
    return [
        page.getpixel((round(left + x * width), round(top + y * height)))
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]


def near(found: list[tuple[int, ...]]) -> list[tuple[int, int, int]]:
    """Return the nearest colours of the picture."""
    return [
        min(CORNERS, key=lambda known: sum(abs(a - b) for a, b in zip(known, one, strict=True)))
        for one in found
    ]


@pytest.mark.parametrize("turn", TURNED)
def test_a_photo_stands_upright_and_loses_nothing(turn: int) -> None:
    held = four_corners()
    for step in TURNED[turn]:
        held = held.transpose(step)
    exif = Image.Exif()
    exif[274] = turn
    data = saved(held, "JPEG", quality=95, exif=exif)
    page = picture_page(data, title="身份证（覃𬭎）")
    assert near(corners_of(page)) == CORNERS
    assert data in page
    assert faults(page) == []


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "CMYK"])
def test_every_kind_of_picture_is_archival(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    for data in (saved(four_corners().convert(mode), kind),):
        assert faults(picture_page(data, title="a<b")) == []
        assert faults(join_pdfs([picture_page(data, title="a<b")] * 2)) == []


def test_a_jpeg_of_a_print_shop_becomes_rgb() -> None:
    page = picture_page(saved(four_corners().convert("CMYK"), "JPEG"), title="x")
    assert faults(page) == []
    assert near(corners_of(page)) == CORNERS
    with pikepdf.open(io.BytesIO(page)) as pdf:
        assert pdf.pages[0].Resources.XObject.P1.ColorSpace == "/DeviceRGB"


def test_the_same_picture_gives_the_same_page() -> None:
    data = saved(four_corners(), "PNG")
    assert picture_page(data, title="x") == picture_page(data, title="x")


def test_what_is_no_picture_is_refused() -> None:
    for data in (b"", b"%PDF-1.4", saved(four_corners(), "PNG")[:60]):
        with pytest.raises(UnreadablePicture):
            picture_page(data, title="x")
