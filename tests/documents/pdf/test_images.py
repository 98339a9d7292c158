"""Pictures in papers: of every kind, transparent ones, broken ones."""

import io
from typing import Literal

import pikepdf
import pytest
from docx.shared import Mm
from PIL import Image

from mediatordesk.documents import Fonts, Picture, Template, fill, to_pdf
from mediatordesk.documents.errors import UnreadablePicture
from tests.documents.papers import blank, line, to_bytes
from tests.documents.reading import pdf_of, places_of


def picture(kind: str, mode: str) -> bytes:
    """Draw a picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).convert(mode).save(target, kind)
    return target.getvalue()


def stamped(stamp: Picture) -> bytes:
    """Fill a document of one line with a picture on it."""
    word = blank()
    line(word, "　　　　　{{章}}")
    return fill(Template.read(to_bytes(word)), {"章": stamp}).docx


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1")),
        *(("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")),
    ],
)
def test_pictures_of_every_kind_are_drawn(
    fonts: Fonts, kind: Literal["PNG", "JPEG"], mode: str
) -> None:
    docx = stamped(Picture(picture(kind, mode), 30, 20))
    with pikepdf.open(io.BytesIO(to_pdf(docx, fonts, title="x").data)) as read:
        (image,) = read.pages[0].Resources.XObject.values()
        assert isinstance(image, pikepdf.Stream)
        drawn = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        assert drawn.size == (60, 40)
        assert ("/SMask" in image) == (mode in ("RGBA", "LA"))


def test_a_jpeg_goes_in_as_it_is(fonts: Fonts) -> None:
    word, data = blank(), picture("JPEG", "RGB")
    word.add_picture(io.BytesIO(data), width=Mm(30))
    assert data in pdf_of(word, fonts).data


def test_a_picture_in_line_makes_room_for_itself(fonts: Fonts) -> None:
    heights = []
    for height in (10, 50):
        word = blank()
        word.add_picture(io.BytesIO(picture("PNG", "RGB")), height=Mm(height))
        line(word, "下")
        heights.append(places_of(pdf_of(word, fonts), "下")[0][1])
    assert heights[1] - heights[0] == pytest.approx(40 / 25.4 * 72, abs=1)


def test_a_floating_picture_is_centred_on_its_place(fonts: Fonts) -> None:
    docx = stamped(Picture(picture("PNG", "RGB"), 20, 20))
    with pikepdf.open(io.BytesIO(to_pdf(docx, fonts, title="x").data)) as read:
        matrix = next(
            [float(number) for number in step.operands]
            for step in pikepdf.parse_content_stream(read.pages[0])
            if str(step.operator) == "cm"
        )
    side = 20 / 25.4 * 72
    assert matrix[0] == pytest.approx(side, abs=0.1)
    assert matrix[4] + side / 2 == pytest.approx(28 / 25.4 * 72 + 5 * 16, abs=0.1)
    assert 841.9 - matrix[5] - side / 2 == pytest.approx(37 / 25.4 * 72 + 14, abs=0.1)


def test_a_damaged_picture_is_refused_with_words(fonts: Fonts) -> None:
    docx = stamped(Picture(picture("PNG", "RGB")[:60], 20, 20))
    with pytest.raises(UnreadablePicture):
        to_pdf(docx, fonts, title="x")
