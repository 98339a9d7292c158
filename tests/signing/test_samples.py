import io
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from mediatordesk.signing.images import check_image
from mediatordesk.signing.samples import committee_seal, fingerprint, handwriting
from mediatordesk.signing.skeletons import middle_lines
from mediatordesk.signing.strokes import picture


@pytest.fixture(scope="module")
def brush(fonts: Path) -> Path:
    return fonts / "LXGWWenKai-Regular.ttf"


def test_one_hand_writes_a_name_always_alike_and_another_hand_otherwise(brush: Path) -> None:
    first, again, other = (handwriting("苏美玲", brush, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", ["覃𬭎", "黄文德", "O'Brien & Sons", "Nguyễn Văn Đức"])
def test_every_name_is_written_in_strokes_that_take_time(name: str, brush: Path) -> None:
    drawing = handwriting(name, brush)
    assert len(drawing.strokes) >= len(name.replace(" ", "").replace("'", ""))
    assert 0.5 < drawing.seconds < 30
    starts = [stroke[0].t for stroke in drawing.strokes]
    assert starts == sorted(starts)
    assert check_image(picture(drawing)).height == 240


def test_a_cross_is_two_lines_that_run_through(brush: Path) -> None:
    lines = middle_lines("十", ImageFont.truetype(brush, 110))
    assert len(lines) == 2


@pytest.mark.parametrize(
    "name", ["正阳村人民调解委员会", "贺州市破产衍生纠纷人民调解委员会", "会", ""]
)
def test_a_seal_is_a_red_ring_around_a_star(name: str, fonts: Path) -> None:
    seal = Image.open(io.BytesIO(committee_seal(name, fonts / "NotoSerifSC-Regular.ttf")))
    red = seal.getchannel("A")
    assert seal.size == (500, 500)
    assert covered(red, (250, 250)) > 150  # the star
    assert covered(red, (250, 15)) > 150  # the ring
    assert covered(red, (2, 2)) == 0  # the paper


def test_the_dot_of_an_i_is_written_too(brush: Path) -> None:
    assert len(middle_lines("i", ImageFont.truetype(brush, 110))) == 2


def test_a_made_up_finger_is_always_the_same_and_another_is_another() -> None:
    assert fingerprint(seed=1) == fingerprint(seed=1) != fingerprint(seed=2)


def covered(alpha: Image.Image, place: tuple[int, int]) -> int:
    value = alpha.getpixel(place)
    assert isinstance(value, int)
    return value
