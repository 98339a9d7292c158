"""Drawn signatures: judged before they are drawn, and refused in three lines."""

import io
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mediatordesk.actions.signing.drawn_signatures import (
    LARGEST_FILE,
    MOST_POINTS,
    MOST_STROKES,
    BadDrawing,
    drawn,
    read_drawing,
)
from mediatordesk.signing import picture

LINE = [[0, 0, 0], [10, 10, 0.5]]
COORDINATE = st.floats(-1e6, 1e6, allow_nan=False)
TIMES = st.lists(st.floats(0, 3600), max_size=6).map(sorted)


def told(strokes: Any, **more: Any) -> bytes:
    return json.dumps({"strokes": strokes, **more}).encode()


def test_a_file_of_strokes_is_read_as_it_was_drawn() -> None:
    drawing = read_drawing(told([LINE, [[3, 4.5, 1]]], device=" Wacom & 平板\n", more="x"))
    assert drawing.device == "Wacom & 平板"
    assert [(one.x, one.y, one.t) for one in drawing.strokes[0]] == [(0, 0, 0), (10, 10, 0.5)]
    assert len(drawing.strokes) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"not json",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"1" * 5000,
        b" " * (LARGEST_FILE + 1),
        told(None),
        told({"x": 1}),
        told([1]),
        told([[[1, 2]]]),
        told([[[1, 2, 3, 4]]]),
        told([[["1", 2, 3]]]),
        told([[[True, 2, 3]]]),
        told([[[math.nan, 0, 0], [1, 1, 1]]]),
        told([[[math.inf, 0, 0], [1, 1, 1]]]),
        told([[[10**400, 0, 0], [1, 1, 1]]]),
        told([[[0, 0, 1], [1, 1, 0.5]]]),
        told([[[0, 0, -1], [1, 1, 0.5]]]),
        told([[[0, 0, 0], [1, 1, 3601]]]),
        told([]),
        told([[]]),
        told([[[5, 5, 0], [5, 5, 1]]]),
        told([[[n % 2 * 100, 0, 0] for n in range(9000)]]),
        told([[[n, n, n / 100] for n in range(MOST_POINTS + 1)]]),
        told([LINE] * (MOST_STROKES + 1)),
        told([LINE], device=7),
        told([LINE], device="x" * 101),
    ],
)
def test_what_is_no_signature_is_refused_before_it_is_drawn(data: bytes) -> None:
    with pytest.raises(BadDrawing) as refused:
        read_drawing(data)
    assert all(refused.value.lines())
    assert "{" not in "".join(refused.value.lines())


@settings(max_examples=40, deadline=None)  # drawing costs what it costs on a busy computer
@given(st.lists(TIMES.flatmap(
    lambda times: st.tuples(*(st.tuples(COORDINATE, COORDINATE, st.just(one)) for one in times))
), max_size=4))  # fmt: skip
def test_every_drawing_is_refused_or_gives_a_picture(strokes: list[Any]) -> None:
    try:
        drawing = drawn(strokes, "")
    except BadDrawing:
        return
    with Image.open(io.BytesIO(picture(drawing))) as image:
        assert image.height == 240
        assert image.width <= 8 * 240 + 60
        assert image.getchannel("A").getbbox(), "there is ink on it"
