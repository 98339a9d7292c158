"""The tide mark: small, cheap, never wrong, and absent where it cannot be read."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.keys import machine
from mediatordesk.keys.machine import machine_id
from mediatordesk.keys.tide_marks import PLACE_BYTES, Tide, TideMark

MACHINE = b"m" * 16
R, S = b"r" * 8, b"s" * 8


def tide(seq: int, replica: bytes = R) -> Tide:
    """Return a tide whose head is of its seq."""
    return Tide(replica, seq, seq.to_bytes(32, "big"))


@pytest.fixture
def mark(tmp_path: Path) -> TideMark:
    """Return the mark of a desk with a hard name, on a machine of ours."""
    return TideMark(TideMark.of(tmp_path / "marks", tmp_path / "覃 O'Brien").path, MACHINE)


def again(mark: TideMark) -> TideMark:
    """Return the mark as another window sees it."""
    return TideMark(mark.path, mark.machine)


def test_a_mark_that_was_never_begun_is_absent_and_noting_makes_none(mark: TideMark) -> None:
    mark.note(tide(3))
    mark.use([("人调字", 2025, 1)])
    assert mark.read() is None
    assert mark.used() == {}
    assert not mark.path.exists()


def test_what_was_noted_last_is_read_and_nothing_grows(mark: TideMark) -> None:
    assert mark.begin(tide(1), {})
    for seq in range(2, 100):
        mark.note(tide(seq))
        assert again(mark).read() == tide(seq)
    assert mark.path.stat().st_size == 2 * PLACE_BYTES


def test_two_windows_write_and_the_newest_counts(mark: TideMark) -> None:
    mark.begin(tide(1), {})
    other = again(mark)
    other.note(tide(3))
    mark.note(tide(2))  # the slower one
    assert mark.read() == tide(3)


@given(st.integers(0, 2 * PLACE_BYTES - 1), st.integers(0, 7))
def test_a_flipped_bit_costs_at_most_one_step(place: int, bit: int) -> None:
    marks = Path(os.environ["XDG_STATE_HOME"]) / "flips"
    mark = TideMark(marks / "one.mark", MACHINE)
    mark.begin(tide(1), {})
    mark.note(tide(2))
    mark.note(tide(3))
    mark.close()
    data = bytearray(mark.path.read_bytes())
    data[place] ^= 1 << bit
    mark.path.write_bytes(data)
    assert mark.read() in {tide(2), tide(3)}


def test_a_torn_empty_or_foreign_file_is_absent(mark: TideMark) -> None:
    mark.begin(tide(5), {})
    whole = mark.path.read_bytes()
    for data in (b"", whole[:40], b"\0" * 256, os.urandom(256)):
        mark.path.write_bytes(data)
        assert mark.read() is None
    mark.path.write_bytes(whole)
    assert TideMark(mark.path, b"n" * 16).read() is None  # another computer's, in one home


def test_the_highest_numbers_are_read_whoever_noted_them(mark: TideMark) -> None:
    mark.begin(tide(1), {("人调字", 2024): 7})
    again(mark).use([("人调字", 2025, 2), ("临-A", 0, 4)])
    mark.use([("人调字", 2025, 1)])
    assert mark.used() == {("人调字", 2024): 7, ("人调字", 2025): 2, ("临-A", 0): 4}


def test_a_torn_line_of_numbers_is_left_out(mark: TideMark) -> None:
    mark.begin(tide(1), {("人调字", 2025): 7})
    numbers = mark.path.with_suffix(".numbers")
    data = numbers.read_bytes()
    numbers.write_bytes(data + data[:-4] + b"\n" + "x 人调字/2025/900\n".encode())
    assert mark.used() == {("人调字", 2025): 7}


def test_a_mark_is_not_kept_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a file")
    mark = TideMark(tmp_path / "marks" / "one.mark", MACHINE)
    assert not mark.begin(tide(1), {})
    mark.note(tide(2))
    mark.secure(tide(2))
    assert mark.read() is None


def test_a_file_that_was_replaced_is_written_again_at_close(mark: TideMark) -> None:
    mark.begin(tide(1), {})
    other = again(mark)
    other.note(tide(2))
    mark.begin(tide(2), {})  # the file that the other window has open is no longer the mark
    other.note(tide(3))
    other.secure(tide(3))
    assert mark.read() == tide(3)


def test_a_removed_mark_is_absent(mark: TideMark) -> None:
    mark.begin(tide(1), {("人调字", 2025): 7})
    mark.remove()
    assert (mark.read(), mark.used()) == (None, {})
    mark.remove()


def test_this_computer_is_the_same_each_time_and_its_own_name_is_not_shown(tmp_path: Path) -> None:
    name = machine_id(tmp_path)
    assert name == machine_id(tmp_path / "elsewhere")
    assert len(name) == 16


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a name of its own")
def test_a_computer_without_a_name_draws_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = tmp_path / "machine-id"
    image.write_text("uninitialized\n")
    monkeypatch.setattr(machine, "LINUX_NAMES", (tmp_path / "none", image))
    first = machine_id(tmp_path / "marks")
    assert first == machine_id(tmp_path / "marks")
    assert first != machine_id(tmp_path / "other")
    (tmp_path / "file").write_text("")
    assert machine_id(tmp_path / "file") == bytes(16)
