"""What is inside a cipher text: bounded before memory is taken, and one form only."""

import os
import tracemalloc
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import encode
from mediatordesk.sync.bundles.frames import (
    MAX_CONTENT,
    MAX_ITEMS,
    UNIT,
    BadBundle,
    framed,
    has_few_items,
    unframed,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=20,
)


def reason_of(data: bytes) -> str:
    with pytest.raises(BadBundle) as caught:
        unframed(data)
    return caught.value.reason


def padded(frame: bytes) -> bytes:
    return frame + bytes(-len(frame) % UNIT)


def compressed(data: bytes, *, stated: bool = True, level: int = 3) -> bytes:
    tool = zstandard.ZstdCompressor(level=level, write_content_size=stated).compressobj(
        size=len(data) if stated else -1
    )
    return padded(tool.compress(data) + tool.flush())


@given(VALUES)
def test_what_goes_in_comes_out_and_tells_little_by_its_length(value: Any) -> None:
    data = framed(value)
    assert unframed(data) == value
    assert len(data) % UNIT == 0


def test_what_compresses_too_well_to_be_believed_gets_more_zeros() -> None:
    value = [b"\0" * 3_000_000]
    data = framed(value)
    assert len(data) * 40 >= 3_000_000
    assert unframed(data) == value


@pytest.mark.parametrize("stated", [True, False])
def test_a_bomb_is_refused_before_it_takes_memory(stated: bool) -> None:
    bomb = compressed(encode(b"\0" * (300 << 20)), stated=stated)
    assert len(bomb) < 50_000
    tracemalloc.start()
    assert reason_of(bomb) == "size"
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_more_than_16_mib_is_refused_however_it_is_packed() -> None:
    size = MAX_CONTENT + 1
    noise = os.urandom(1 << 20)
    assert reason_of(compressed(encode(noise * (size // len(noise) + 1)))) == "size"
    with pytest.raises(BadBundle):
        framed([bytes(size)])


def test_a_list_of_millions_of_empty_lists_is_not_built() -> None:
    items = 3_000_000
    bomb = b"\x9a" + items.to_bytes(4, "big") + b"\x80" * items
    zeros = bytes(-(len(bomb) // -40))
    tracemalloc.start()
    assert reason_of(padded(zstandard.compress(bomb) + zeros)) == "items"
    assert tracemalloc.get_traced_memory()[1] < 30 << 20
    tracemalloc.stop()


def test_items_are_counted_without_reading_what_strings_hold() -> None:
    value = [b"\x80" * MAX_ITEMS, "龙" * MAX_ITEMS, [1, 2**40, None]]
    assert has_few_items((encode(value),), 100)
    assert not has_few_items((encode([0] * (MAX_ITEMS + 1)),), MAX_ITEMS)
    assert not has_few_items([encode([0] * 50)] * 2, 100)


def test_a_window_larger_than_8_mib_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=24)
    tool = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    assert reason_of(padded(tool.compress(os.urandom(100)) + tool.flush())) == "frame"


@pytest.mark.parametrize("data", [b"", bytes(UNIT), b"x" * 255, bytes(UNIT - 1), os.urandom(UNIT)])
def test_what_is_no_padded_frame_is_refused(data: bytes) -> None:
    assert reason_of(data) in {"padding", "frame"}


def test_anything_but_zeros_after_the_frame_is_refused() -> None:
    good = framed([1])
    assert reason_of(good[:-1] + b"\1") == "padding"
    assert reason_of(good + bytes(UNIT - 1) + b"\1") == "padding"
    assert reason_of(padded(zstandard.compress(encode(1)) * 2)) in {"padding", "frame"}


def test_a_frame_that_ends_too_early_is_refused() -> None:
    frame = zstandard.compress(os.urandom(1000))
    assert reason_of(frame[:256]) == "frame"


@pytest.mark.parametrize(
    "content",
    [
        b"\x18\x01",
        b"\xa0",
        b"\xf9\x7e\x00",
        b"\xc2\x41\x01",
        b"\x81" * 500 + b"\0",
        b"",
        b"\x80\x80",
    ],
)
def test_other_forms_of_the_same_value_and_other_kinds_are_refused(content: bytes) -> None:
    assert reason_of(padded(zstandard.compress(content))) == "encoding"


@given(st.binary(max_size=600))
def test_random_bytes_are_never_more_than_refused(data: bytes) -> None:
    for text in (data, padded(data), padded(zstandard.compress(data))):
        try:
            unframed(text)
        except BadBundle:
            continue


@given(st.data())
def test_a_damaged_frame_is_never_more_than_refused(data: st.DataObject) -> None:
    good = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 3))):
        good[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        unframed(bytes(good))
    except BadBundle:
        return


GOOD = framed([[number, "覃𬭎" * number, os.urandom(20)] for number in range(60)])
