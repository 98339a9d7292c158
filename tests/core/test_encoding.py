"""One encoding: whatever is not it is refused, and with no other error."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mediatordesk.core.encoding import MAX_DEPTH, NotCanonical, decode, encode

INT64 = st.integers(-(2**63), 2**63 - 1)
PLAIN = st.recursive(
    st.none() | st.booleans() | INT64 | st.text() | st.binary(), st.lists, max_leaves=12
).filter(lambda value: _depth(value) <= MAX_DEPTH)  # fmt: skip


@given(PLAIN)
def test_what_is_encoded_reads_back(value: object) -> None:
    assert _typed(decode(encode(value))) == _typed(value)


@given(st.binary(max_size=64))
@example(b"\xd8\x1c\x81\xd8\x1d\x00")  # a list that holds itself (tags 28 and 29)
@example(b"\x81" * 100_000)
@example(b"\x9b" + b"\xff" * 8)
@example(b"\xc5\x82\x1b" + b"\xff" * 8 + b"\x01")
def test_any_bytes_are_canonical_or_refused(data: bytes) -> None:
    with suppress(NotCanonical):
        assert encode(decode(data)) == data


@given(PLAIN, st.data())
def test_a_flipped_bit_never_reads_as_the_same_value(value: object, data: st.DataObject) -> None:
    good = bytearray(encode(value))
    bit = data.draw(st.integers(0, 8 * len(good) - 1))
    good[bit // 8] ^= 1 << bit % 8
    with suppress(NotCanonical):
        assert _typed(decode(bytes(good))) != _typed(value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "nothing"),
        ("1801", "an integer longer than it need be"),
        ("1900ff", "an integer longer than it need be"),
        ("580161", "a length longer than it need be"),
        ("9f01ff", "an array without a length"),
        ("5f4101ff", "a string in pieces"),
        ("7f6161ff", "a text in pieces"),
        ("a10102", "a map"),
        ("a201020103", "a map with the same key twice"),
        ("c11a5f5e1000", "a tag: a time"),
        ("c2490100000000000000" + "00", "a tag: an integer beyond 64 bits"),
        ("1bffffffffffffffff", "an integer beyond what the database holds"),
        ("3bffffffffffffffff", "an integer beyond what the database holds"),
        ("d9d9f701", "a tag: self-described"),
        ("f93c00", "a float"),
        ("fb3ff0000000000000", "a float"),
        ("f97e00", "not a number"),
        ("f7", "undefined"),
        ("f0", "a simple value"),
        ("0102", "two values"),
        ("8201", "an array that ends too early"),
        ("62ffff", "text that is not UTF-8"),
        ("63eda080", "half a surrogate pair"),
        ("81" * 9 + "01", "too deep"),
    ],
)
def test_every_other_form_is_refused(data: str, why: str) -> None:
    with pytest.raises(NotCanonical):
        decode(bytes.fromhex(data))


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ([1, [2, 3]], "8201820203"),
        ((1, -1), "820120"),
        (2**63 - 1, "1b7fffffffffffffff"),
        (-(2**63), "3b7fffffffffffffff"),
        ("覃𬭎", "67e8a683f0acad8e"),
        ([True, None, b"\x00"], "83f5f64100"),
    ],
)
def test_the_bytes_are_those_of_rfc_8949(value: object, data: str) -> None:
    assert encode(value).hex() == data


def _depth(value: object) -> int:
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _typed(value: object) -> object:
    """Return a value in which 1 and True differ."""
    return [_typed(item) for item in value] if isinstance(value, list) else (type(value), value)
