"""Lines of writing say how a page lies."""

import pytest
from PIL import Image

from mediatordesk.documents import Fonts
from mediatordesk.documents.scans.levelling import levelled

from .pages import drawn, printed


@pytest.fixture(scope="module")
def page(fonts: Fonts) -> Image.Image:
    return drawn(printed(fonts), 120, only=0)[0]


@pytest.mark.parametrize("lies", [0.0, 0.5, -1.5, 2.5, 180.0, 91.5, -87.5])
@pytest.mark.parametrize("known", [-0.5, 0.4])
def test_a_page_is_levelled_to_a_fifth_of_a_degree(
    page: Image.Image, lies: float, known: float
) -> None:
    askew = page.rotate(-lies, Image.Resampling.BICUBIC, expand=True, fillcolor=(255, 255, 255))
    assert levelled(askew, lies + known) == pytest.approx(lies, abs=0.2)


def test_a_page_without_lines_lies_as_it_was_said_to() -> None:
    assert levelled(Image.new("L", (1240, 1754), 250), 1.7) == pytest.approx(1.7)
