"""Heights of lines: by their fonts, their spacing and the grid of the section."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.documents.layout.heights import line_height
from mediatordesk.documents.word.properties import ParagraphStyle

PLAIN = ParagraphStyle()
POINTS = st.floats(1, 60)
RULES = st.sampled_from(["auto", "atLeast", "exact"])


def test_an_exact_line_is_as_high_as_it_says_whatever_stands_in_it() -> None:
    style = ParagraphStyle(line_rule="exact", line=560.0)
    assert line_height(style, 50, 20, 15.6) == pytest.approx((28, 0.8 * 28))


def test_a_line_takes_whole_cells_of_the_grid_and_stands_in_their_middle() -> None:
    height, baseline = line_height(PLAIN, 12, 4, 15.6)
    assert height == pytest.approx(31.2)
    assert baseline == pytest.approx(12 + (31.2 - 16) / 2)


def test_a_line_that_does_not_snap_is_as_high_as_its_font() -> None:
    assert line_height(ParagraphStyle(snap_to_grid=False), 12, 4, 15.6) == pytest.approx((16, 12))


def test_a_picture_is_not_multiplied_by_the_spacing() -> None:
    style = ParagraphStyle(line=480.0)
    assert line_height(style, 100, 4, 0, has_picture=True)[0] == pytest.approx(104)
    assert line_height(style, 100, 4, 0)[0] == pytest.approx(208)


@given(RULES, st.floats(240, 1000), POINTS, POINTS, st.sampled_from([0.0, 15.6]))
def test_what_stands_in_a_line_that_may_grow_is_inside_it(
    rule: str, line: float, ascent: float, descent: float, pitch: float
) -> None:
    style = ParagraphStyle(line_rule=rule, line=line)
    height, baseline = line_height(style, ascent, descent, pitch)
    if rule != "exact":
        assert height >= ascent + descent - 0.02
        assert baseline >= ascent - 0.02
