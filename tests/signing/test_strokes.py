import io

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mediatordesk.signing.images import check_image
from mediatordesk.signing.strokes import BLUE_BLACK, Drawing, Point, drawing_from, picture

CROSS = drawing_from(
    [[(0, 50, 0.0), (50, 48, 0.2), (100, 50, 0.4)], [(50, 0, 0.7), (50, 100, 1.1)]], "pen"
)
coordinates = st.floats(-1e6, 1e6, allow_nan=False)
times = st.floats(0, 1e4)
strokes = st.lists(st.tuples(coordinates, coordinates, times), min_size=1, max_size=6)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGBA")


def test_a_drawn_cross_is_ink_where_the_pen_went_and_nothing_elsewhere() -> None:
    image = opened(picture(CROSS, height=200))
    assert image.height == 200
    assert image.getpixel((image.width // 2, 100)) == (*BLUE_BLACK, 255)
    assert image.getpixel((image.width // 4, image.height // 4)) == (*BLUE_BLACK, 0)


def test_the_same_strokes_give_the_same_bytes() -> None:
    assert picture(CROSS) == picture(CROSS)


def test_a_fast_line_is_thinner_than_a_slow_one() -> None:
    slow, fast = (
        Drawing((tuple(Point(x, x / 3, x * pace) for x in range(0, 101, 5)),))
        for pace in (0.2, 0.002)
    )
    assert ink(picture(slow)) > 1.2 * ink(picture(fast))


def test_a_drawing_knows_how_long_it_took_and_with_what() -> None:
    assert (CROSS.seconds, CROSS.device) == (1.1, "pen")


def test_an_empty_drawing_is_a_clear_pixel() -> None:
    assert opened(picture(Drawing(()))).size == (1, 1)


def test_a_dot_is_seen() -> None:
    assert ink(picture(drawing_from([[(3, 3, 0)]], "finger"))) > 0


@given(st.lists(strokes, max_size=4))
def test_whatever_a_pad_reports_becomes_a_picture_that_is_taken_in(
    made: list[list[tuple[float, float, float]]],
) -> None:
    assert check_image(picture(drawing_from(made, "mouse"), height=24)).kind == "PNG"


def ink(data: bytes) -> float:
    alpha = opened(data).getchannel("A")
    return sum(value * count for value, count in enumerate(alpha.histogram())) / 255
