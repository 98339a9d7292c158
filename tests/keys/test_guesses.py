"""Wrong guesses wait longer and longer; the rightful user is never locked out."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.keys import slot_boxes
from mediatordesk.keys.guesses import (
    FILE,
    LONGEST,
    UNCOUNTED,
    Attempts,
    Tally,
    WaitBeforeNextTry,
    delay_after,
    guess,
    read_attempts,
    seconds_left,
    write_attempts,
)
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.slot_file import FILE as KEYS
from mediatordesk.keys.slot_file import Cost
from mediatordesk.keys.slots import (
    Entrant,
    Opened,
    WrongPassphrase,
    add_operator,
    new_slots,
    open_with_passphrase,
    open_with_recovery,
    slot_names,
)
from tests.disks import REFUSALS, small_disk

CHEAP = Cost(8, 1)
LI, QIN = uuid4(), uuid4()
SHEET = Identity.new()
WRONG = "wrong"


@dataclass
class Watch:
    """A clock that goes on when it is told to."""

    seconds: float = 1_800_000_000.0
    slept: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let somebody wait in the program."""
        self.slept += seconds


@pytest.fixture
def watch() -> Watch:
    """Return a clock that stands."""
    return Watch()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return the folder of a desk of two operators."""
    opened = new_slots(tmp_path, Entrant(LI, "1号"), "龙圩 & a<b", SHEET.recipient, CHEAP)
    add_operator(tmp_path, opened.key, Entrant(QIN, "2号"), "覃𬭎的口令", CHEAP)
    return tmp_path


def wait_told(desk: Path, watch: Watch, typed: str = WRONG) -> int:
    """Guess at the first operator's slot; return the seconds to wait, 0 if it was only wrong."""
    try:
        open_with_passphrase(desk, typed, LI, now=watch, sleep=watch.sleep)
    except WrongPassphrase:
        return 0
    except WaitBeforeNextTry as wait:
        return wait.seconds
    raise AssertionError(typed)


def test_the_wait_grows_to_a_cap() -> None:
    assert [delay_after(wrong) for wrong in range(9)] == [0, 0, 1, 2, 4, 8, 16, 30, 30]
    assert delay_after(10**9) == LONGEST


@given(st.integers(0, 10**9), st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_no_clock_makes_anybody_wait_longer_than_the_cap(wrong: int, at: float, now: float) -> None:
    assert 0 <= Tally(wrong, at).wait(now) <= LONGEST


@pytest.mark.parametrize("guesses", [100, pytest.param(10_000, marks=pytest.mark.soak)])
def test_thousands_of_wrong_guesses_take_days_and_lock_nobody_out(
    desk: Path, watch: Watch, guesses: int
) -> None:
    """Argon2 is played by a stand-in that counts, the clock by one that is set."""
    stretched, began, before = [0], watch.seconds, (desk / KEYS).read_bytes()

    def stand_in() -> None:
        stretched[0] += 1

    waited = []
    for _ in range(guesses):
        assert guess(desk, str(LI), watch, stand_in) is None
        waited.append(seconds_left(desk, str(LI), watch.seconds))
        watch.seconds += waited[-1]
    assert stretched[0] == guesses
    assert waited[:8] == [0, 1, 2, 4, 8, 16, 30, 30]
    assert max(waited) == LONGEST
    assert watch.seconds - began > (guesses - 10) * LONGEST
    assert (desk / KEYS).read_bytes() == before
    watch.seconds -= LONGEST
    assert open_with_passphrase(desk, "覃𬭎的口令", QIN, now=watch).operator == QIN
    assert wait_told(desk, watch, "龙圩 & a<b") == LONGEST
    watch.seconds += LONGEST
    assert open_with_passphrase(desk, "龙圩 & a<b", LI, now=watch).operator == LI
    assert wait_told(desk, watch) == wait_told(desk, watch) == 0


def test_a_guess_that_comes_too_early_is_not_even_tried(
    desk: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    while not wait_told(desk, watch):
        pass
    monkeypatch.delattr(slot_boxes, "stretched")
    assert wait_told(desk, watch, "龙圩 & a<b") == 1


def test_the_recovery_sheet_opens_at_once_whatever_was_guessed(desk: Path, watch: Watch) -> None:
    for _ in range(5):
        wait_told(desk, watch)
    assert open_with_recovery(desk, SHEET).key


def test_who_does_not_say_who_they_are_waits_apart_from_those_who_do(
    desk: Path, watch: Watch
) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            open_with_passphrase(desk, "wrong", now=watch)
    with pytest.raises(WaitBeforeNextTry) as caught:
        open_with_passphrase(desk, "龙圩 & a<b", now=watch)
    assert all(caught.value.lines())
    assert open_with_passphrase(desk, "龙圩 & a<b", LI, now=watch).operator == LI


def test_a_count_that_is_lost_or_damaged_is_no_count(desk: Path, watch: Watch) -> None:
    for damage in (b"", b"{", b"[]", b"\xff\xfe", b'{"last": 7, "doors": {}}', b"[" * 100_000):
        (desk / FILE).write_bytes(damage)
        assert open_with_passphrase(desk, "龙圩 & a<b", LI, now=watch).operator == LI
    (desk / FILE).write_text(f'{{"last": null, "doors": {{"{LI}": [9, NaN]}}}}')
    assert open_with_passphrase(desk, "龙圩 & a<b", LI, now=watch).operator == LI


@given(st.binary(max_size=200))
def test_random_bytes_are_an_empty_count(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("count")
    (folder / FILE).write_bytes(data)
    read_attempts(folder)


@pytest.mark.parametrize("years", [-100, -1, 1, 70])
def test_a_clock_that_jumps_costs_no_more_than_the_longest_wait(
    desk: Path, watch: Watch, years: int
) -> None:
    for _ in range(40):
        watch.seconds += wait_told(desk, watch)
    watch.seconds += years * 365 * 86400
    watch.seconds += wait_told(desk, watch, "wrong")
    watch.seconds += wait_told(desk, watch, "wrong")
    assert seconds_left(desk, str(LI), watch.seconds) <= LONGEST
    watch.seconds += LONGEST
    assert open_with_passphrase(desk, "龙圩 & a<b", LI, now=watch).operator == LI


def test_processes_that_guess_at_once_share_one_count(desk: Path) -> None:
    """After the first wrong guesses, six processes get one guess in turn, not one each."""
    watch = Watch()
    for _ in range(6):
        watch.seconds += wait_told(desk, watch)
    wrong = read_attempts(desk).tally(str(LI)).wrong
    watch.seconds += seconds_left(desk, str(LI), watch.seconds)
    children = []
    for _ in range(6):
        child = os.fork()
        if child == 0:
            os._exit(1 if wait_told(desk, watch) else 0)
        children.append(child)
    guessed = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert guessed.count(0) == 1
    assert read_attempts(desk).tally(str(LI)).wrong == wrong + 1


@pytest.mark.real
@pytest.mark.parametrize("refusal", REFUSALS)
def test_where_no_guess_can_be_counted_each_wrong_one_waits_and_leaves_nothing(
    desk: Path, watch: Watch, refusal: str, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "stick") as disk:
        there = disk.path / "desk"
        shutil.copytree(desk, there, ignore=shutil.ignore_patterns("stick"))
        before = sorted(there.iterdir())
        REFUSALS[refusal](disk)
        assert [wait_told(there, watch) for _ in range(3)] == [0, 0, 0]
        assert watch.slept == 3 * UNCOUNTED
        assert isinstance(open_with_passphrase(there, "龙圩 & a<b", LI, now=watch), Opened)
        assert watch.slept == 3 * UNCOUNTED
        assert sorted(there.iterdir()) == before


@pytest.mark.real
def test_a_count_of_the_future_that_cannot_be_corrected_locks_nobody_out(
    desk: Path, watch: Watch, tmp_path: Path
) -> None:
    for _ in range(4):
        watch.seconds += LONGEST
        wait_told(desk, watch)
    watch.seconds -= 1_000_000
    with small_disk(tmp_path / "stick") as disk:
        there = disk.path / "desk"
        shutil.copytree(desk, there, ignore=shutil.ignore_patterns("stick"))
        disk.protect()
        opened = open_with_passphrase(there, "龙圩 & a<b", LI, now=watch, sleep=watch.sleep)
        assert (opened.operator, watch.slept) == (LI, UNCOUNTED)


def test_no_name_and_no_passphrase_stand_in_the_count(desk: Path, watch: Watch) -> None:
    wait_told(desk, watch, "覃𬭎 wrong & a<b")
    text = (desk / FILE).read_text()
    assert "wrong" not in text
    assert "覃" not in text
    assert "1号" not in text


def test_the_last_operator_is_remembered_only_where_there_are_several(
    desk: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    new_slots(alone, Entrant(LI), "龙圩 & a<b", SHEET.recipient, CHEAP)
    open_with_passphrase(alone, "龙圩 & a<b")
    assert [path.name for path in alone.iterdir()] == [KEYS]
    open_with_passphrase(desk, "覃𬭎的口令", QIN)
    assert slot_names(desk)[0].operator == QIN


def test_a_full_disk_is_left_without_half_a_file(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(draft: Path, *_words: object, **_more: object) -> int:
        draft.touch()
        raise OSError(28, "No space left on device")

    before = sorted(desk.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        write_attempts(desk, Attempts(LI))
    assert sorted(desk.iterdir()) == before
    write_attempts(desk, Attempts(LI))
    assert read_attempts(desk).last == LI
